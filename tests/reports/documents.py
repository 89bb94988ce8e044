"""Reports for the tests of what prints them: small ones by hand, any ones by hypothesis."""

from dataclasses import replace
from datetime import date
from itertools import count

from hypothesis import strategies as st

from ita_portal import thai
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
EVIDENCE = st.builds(
    document.Evidence,
    kind=st.sampled_from(document.EVIDENCE_KINDS),
    key=st.integers(),
    caption=st.text(),
    name=st.text(),
    address=st.text(),
    number=st.text(),
    day=DAYS,
    sha256=st.sampled_from(["", "0123456789abcdef" * 4]),
    size=st.integers(min_value=0),
)
LINES = st.builds(
    document.Line,
    items=st.lists(ITEMS, max_size=3).map(tuple),
    result=st.text(),
    status=st.sampled_from([None, *document.STATUSES]),
    status_text=st.text(),
    answer=st.sampled_from([None, *document.ANSWERS]),
    answer_reason=st.text(),
    key=st.none() | st.integers(),
    evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
)
EXPLANATIONS = st.builds(
    document.Explanation,
    st.text(),
    st.none() | st.integers(),
    st.text(),
    st.text(),
    st.booleans(),
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
    signer=st.none() | st.builds(document.Signer, *[st.text()] * 4),
    calendar_revision=st.none() | st.integers(),
    calendar_steps=st.lists(
        st.builds(document.CalendarStep, st.text(), st.text(), DAYS, DAYS), max_size=2
    ).map(tuple),
    explanations=st.lists(EXPLANATIONS, max_size=2).map(tuple),
    masked=st.integers(min_value=0),
)


# What can be stored: typed text is kept clean, a window has a precision exactly when it has a date.


def _kept(text: str) -> str:
    kept = thai.clean_text(text)
    return "" if not kept.strip() or thai.forbidden_characters(kept) else kept


KEPT = st.text(st.characters(exclude_categories=["Cs", "Cn"])).map(_kept) | st.sampled_from(
    [
        "- ก\n- ข",
        "๑. ก\nต่อ",
        "=1+1",
        "'=1",
        "'",
        "-",
        "\t=1",
        "a,b;c",
        '"',
        "_x0041_",
        "none",
        "^",
        " ก ",
    ]
)
ONE_LINE = KEPT.map(lambda text: " ".join(text.split()))
KEPT_DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@st.composite
def kept_windows(draw) -> Window:
    start, end = draw(
        st.tuples(KEPT_DAYS, KEPT_DAYS).map(sorted)
        | st.tuples(st.none(), KEPT_DAYS)
        | st.tuples(KEPT_DAYS, st.none())
    )
    return Window(start, end, draw(st.sampled_from(["day", "month"])), draw(ONE_LINE))


def _is_no_window(text: str) -> bool:
    try:
        thai.read_window(text, 2567)
    except thai.WindowError:
        return True
    return False


KEPT_WINDOWS = kept_windows() | ONE_LINE.filter(_is_no_window).map(Window.unread)
KEPT_ITEMS = st.builds(
    document.Item,
    KEPT,
    st.sampled_from(["", "", "-", "๑.", "๒)", "(๑)", "๑.๑", "•"])
    | ONE_LINE.map(lambda text: text[:12]),
    st.lists(st.sampled_from(["REG", "IIT", "EIT 2", "none", "^", "a,b", "ก%"]), max_size=3).map(
        tuple
    ),
)
KEPT_LINES = st.builds(
    document.Line,
    items=st.lists(KEPT_ITEMS, max_size=3).map(tuple),
    result=KEPT,
    status=st.sampled_from([None, *document.STATUSES]),
    status_text=ONE_LINE,
    answer=st.sampled_from([None, *document.ANSWERS]),
    answer_reason=KEPT,
)
KEPT_GROUPS = st.builds(
    document.Group,
    lines=st.lists(KEPT_LINES, max_size=3).map(tuple),
    official=st.none() | KEPT_WINDOWS,
    provincial=st.none() | KEPT_WINDOWS,
)


def _with_keys(groups: list[document.Group]) -> tuple[document.Group, ...]:
    """Rows with keys as the database gives them; the last is not stored yet."""
    keys = count(101)
    keyed = [
        replace(group, lines=tuple(replace(line, key=next(keys)) for line in group.lines))
        for group in groups
    ]
    if keyed and keyed[-1].lines:
        *lines, last = keyed[-1].lines
        keyed[-1] = replace(keyed[-1], lines=(*lines, replace(last, key=None)))
    return tuple(keyed)


KEPT_REPORTS = st.builds(
    lambda groups, footnote, contact: report(
        *_with_keys(groups), footnote=footnote, contact=contact
    ),
    st.lists(KEPT_GROUPS, max_size=3),
    KEPT,
    KEPT,
)
