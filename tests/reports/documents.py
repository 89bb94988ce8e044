"""Reports for the tests of what prints them: small ones by hand, any ones by hypothesis."""

from datetime import date

from hypothesis import strategies as st

from ita_portal.thai import Window
from reports import document

HEADINGS = (
    "ที่",
    "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "ช่วงระยะเวลา (จังหวัด)",
    "ขั้นตอน",
    "ผลการดำเนินการ",
    "หมายเหตุ (อยู่ระหว่างดำเนินการ/ดำเนินการแล้ว)",
)
JANUARY = Window(date(2024, 1, 1), date(2024, 1, 31), "day", "1-31 ม.ค. 67")


def line(*steps: str, **fields) -> document.Line:
    return document.Line(items=tuple(document.Item(step) for step in steps), **fields)


def group(*lines: document.Line, **fields) -> document.Group:
    return document.Group(lines=lines, **fields)


def report(*groups: document.Group, **fields) -> document.Report:
    """A report of Lamphun, round 2567/6, with these rows."""
    given = {
        "province": document.Province("51", "lamphun", "ลำพูน"),
        "fiscal_year": 2567,
        "months": 6,
        "title": "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. 2567\nจังหวัดลำพูน",
        "headings": HEADINGS,
        "status_words": document.StatusWords("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ"),
    }
    return document.Report(groups=groups, **{**given, **fields})


DAYS = st.none() | st.dates()
WINDOWS = st.builds(Window, DAYS, DAYS, st.sampled_from([None, "day", "month"]), st.text())
ITEMS = st.builds(document.Item, st.text(), st.text(max_size=4), st.lists(st.text()).map(tuple))
LINES = st.builds(
    document.Line,
    items=st.lists(ITEMS, max_size=3).map(tuple),
    result=st.text(),
    status=st.sampled_from([None, *document.STATUSES]),
    status_text=st.text(),
    answer=st.sampled_from([None, *document.ANSWERS]),
    answer_reason=st.text(),
    key=st.none() | st.integers(),
)
GROUPS = st.builds(
    document.Group,
    lines=st.lists(LINES, max_size=3).map(tuple),
    official=st.none() | WINDOWS,
    provincial=st.none() | WINDOWS,
)
REPORTS = st.builds(
    document.Report,
    province=st.builds(document.Province, st.text(), st.text(), st.text()),
    fiscal_year=st.integers(),
    months=st.sampled_from([6, 12]),
    title=st.text(),
    headings=st.tuples(*[st.text()] * 6),
    status_words=st.builds(document.StatusWords, st.text(), st.text(), st.text()),
    groups=st.lists(GROUPS, max_size=3).map(tuple),
    as_of=DAYS,
    number_style=st.sampled_from(document.NUMBER_STYLES),
    text_size=st.sampled_from(document.TEXT_SIZES),
    footnote=st.text(),
    contact=st.text(),
    address=st.text(),
    signer=st.none() | st.builds(document.Signer, st.text(), st.text(), st.text()),
    calendar_revision=st.none() | st.integers(),
    calendar_steps=st.lists(
        st.builds(document.CalendarStep, st.text(), st.text(), DAYS, DAYS), max_size=2
    ).map(tuple),
)
