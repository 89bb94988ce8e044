"""Reports as they are printed: any ones by hypothesis, and what a reading of a print must say."""

import calendar
import re
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from ita_portal import thai
from ita_portal.thai import Window
from reports import document
from reports.document import Item, Line, Report
from reports.readers.reading import ReportReading
from tests.reports.documents import report

# ---- what is compared


def facts_of(found: Report) -> dict[str, Any]:
    """What a report says once it is printed: Thai digits by the safe rule, a dash for no status."""
    return {
        "title": _lines(found.title),
        "about": (found.province.slug, found.fiscal_year, found.months),
        **_below(found),
        "groups": [
            {
                "number": number,
                "official": _window(group.official),
                "provincial": _window(group.provincial),
                "lines": [_line(found, line) for line in group.lines],
            }
            for number, group in enumerate(found.groups, start=1)
        ],
    }


def facts_read(found: ReportReading, *, status_words: document.StatusWords) -> dict[str, Any]:
    """The same of what was read, for comparing."""
    return {
        "title": _lines(found.title),
        "about": (found.province, found.fiscal_year, found.months),
        **_below(found),
        "groups": [
            {
                "number": group.number,
                "official": _window(group.official),
                "provincial": _window(group.provincial),
                "lines": [
                    {
                        "items": [(_words(one.label), _words(one.text)) for one in line.items],
                        "result": _words(line.result),
                        "status": line.status or "not_due",
                        "status_text": _words(
                            line.status_text or getattr(status_words, line.status or "not_due")
                        ),
                    }
                    for line in group.lines
                ],
            }
            for group in found.groups
        ],
    }


def _below(found: Report | ReportReading) -> dict[str, list[str]]:
    """Footnote and contact block without the headings that print puts before them."""
    return {
        "footnote": _lines(re.sub(r"^หมายเหตุ\s*:\s*", "", found.footnote)),
        "contact": _lines(re.sub(r"^จัดทำโดย\n", "", found.contact)),
    }


def blank_lines_folded(facts: dict[str, Any]) -> dict[str, Any]:
    """The same facts where blank lines do not count, as in HTML."""
    for group in facts["groups"]:
        for line in group["lines"]:
            line["result"] = [one for one in line["result"].split("\n") if one]
    return facts


def _line(found: Report, line: Line) -> dict[str, Any]:
    return {
        "items": [(_words(one.label), _words(one.text)) for one in line.items],
        "result": _words(line.result),
        "status": line.status or "not_due",
        "status_text": _words(found.printed_status(line)),
    }


def _words(text: str) -> str:
    return thai.thai_digits_in_text(text)


def _lines(text: str) -> list[str]:
    """Lines of what stands around the table; white space between them does not count."""
    return [_words(" ".join(line.split())) for line in text.split("\n") if line.strip()]


def _window(window: Window | None) -> object:
    if window is None:
        return None
    if window.understood:
        return (window.start, window.end, window.precision)
    return _words(window.text)


# ---- reports by hypothesis

_WORDS = (
    *(
        "จังหวัด",
        "ดำเนินการ",
        "แจ้งเวียน",
        "ส่วนราชการ",
        "ข้อมูล",
        "ผู้มีส่วนได้ส่วนเสีย",
        "เรียบร้อยแล้ว",
        "(OIT)",
        "ทั้งนี้",
    ),
    *(
        "IIT",
        "EIT",
        "ITAS",
        "QR Code",
        "O43",
        "COVID-19",
        "(ผู้รับบริการ/ประชาชน)",
        "33 หน่วยงาน",
        "๔๓ ข้อ",
        "1,245 คน",
    ),
    *(
        "ที่ 127/2566",
        "ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
        "ร้อยละ 92.31",
        "IIT - EIT",
        "“ไม่รับ”",
        "ก่อน–หลัง",
        "A&B <ร่าง>",
    ),
    *("https://itas.nacc.go.th/go/iit/k7m2xq", "www.lamphun.go.th/ita", "ita2567@moi.go.th"),
)
_FIRST_WORDS = ("จังหวัด", "การลงทะเบียนเข้าสู่ระบบ ITAS", "สำนักงานจังหวัด", "OIT", "“โปร่งใส”", "มีหนังสือ")
TEXTS = st.builds(
    lambda first, rest: " ".join([first, *rest]),
    st.sampled_from(_FIRST_WORDS),
    st.lists(st.sampled_from(_WORDS), max_size=8),
)
_RESULT_LINES = st.one_of(
    TEXTS,
    st.just(""),
    st.builds("{} {}".format, st.sampled_from(["-", "๑.", "๒)", "1.", "(ก)"]), TEXTS),
)


def _result(lines: list[str]) -> str:
    """Lines with at most one blank one between two."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines).strip("\n"))


RESULTS = st.lists(_RESULT_LINES, max_size=6).map(_result)


def _labelled(texts: list[str], style: str) -> tuple[Item, ...]:
    """Items with labels; between dashes no text holds one: ` - ` begins the next item."""
    return tuple(
        Item(
            text.replace(" - ", "-") if style == "-" else text,
            label=style.replace("๑", thai.to_thai_digits(number)),
        )
        for number, text in enumerate(texts, 1)
    )


ITEMS = st.one_of(
    st.builds(lambda text: (Item(text),), TEXTS),
    st.builds(
        _labelled,
        st.lists(TEXTS, min_size=1, max_size=4),
        st.sampled_from(["-", "๑.", "๑)", "(๑)", "•"]),
    ),
)

_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def _of_days(start: date, end: date, known: str) -> Window:
    start, end = sorted((start, end))
    return Window(start if "s" in known else None, end if "e" in known else None, "day", "")


def _of_months(start: date, end: date, known: str) -> Window:
    start, end = sorted((start, end))
    last = calendar.monthrange(end.year, end.month)[1]
    first_day = start.replace(day=1) if "s" in known else None
    last_day = end.replace(day=last) if "e" in known else None
    return Window(first_day, last_day, "month", "")


_KNOWN = st.sampled_from(["se", "se", "s", "e"])
WINDOWS = st.one_of(
    st.none(),
    st.builds(_of_days, _DAYS, _DAYS, _KNOWN),
    st.builds(lambda day: Window(day, day, "day", ""), _DAYS),
    st.builds(_of_months, _DAYS, _DAYS, _KNOWN),
    st.sampled_from(["ตามที่ ป.ป.ช. กำหนด", "ไตรมาสที่ ๒", "หลังสงกรานต์ 2567"]).map(Window.unread),
)


@st.composite
def _lines_of_groups(draw) -> Line:
    status = draw(st.sampled_from([None, *document.STATUSES]))
    words = draw(st.sampled_from(["", "", "เสร็จเรียบร้อยแล้ว"])) if status == "done" else ""
    return Line(draw(ITEMS), draw(RESULTS), status, words)


GROUPS = st.builds(
    document.Group,
    lines=st.lists(_lines_of_groups(), min_size=1, max_size=3).map(tuple),
    official=WINDOWS,
    provincial=WINDOWS,
)


@st.composite
def printed_reports(draw) -> Report:
    """Reports as this portal keeps them: one step without a label in a row, or all with one."""
    made = report(*draw(st.lists(GROUPS, min_size=1, max_size=5)))
    return replace(
        made,
        title=f"รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. 2567 (รอบ {draw(st.just(6))} เดือน)\nจังหวัดลำพูน",
        number_style=draw(st.sampled_from(document.NUMBER_STYLES)),
        footnote=draw(st.sampled_from(["", "ข้อมูล ณ วันที่ 31 มีนาคม 2567"])),
        contact=draw(st.sampled_from(["", "สำนักงานจังหวัดลำพูน\nโทร. 0 5351 1000 มท. 21234"])),
    )
