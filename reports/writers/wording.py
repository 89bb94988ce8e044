"""What every printed form of a report says beside what was typed, and which of its rows stay whole."""

import re
from datetime import datetime
from math import ceil

from ita_portal import thai
from reports import text
from reports.document import Group, Imprint, Line, Report

NOTHING = "-"
FOOTNOTE = "หมายเหตุ"
CONTACT = "จัดทำโดย"
TO_SIGN = "ฉบับเสนอลงนาม"
MASKED = "ปกปิดข้อมูลส่วนบุคคลและรหัสที่ไม่ควรเผยแพร่"
FOLLOWS = "จัดทำตามปฏิทินการประเมิน ป.ป.ช."
PUBLISHED_AT = "อ่านรายงานฉบับเผยแพร่ได้ที่"

# A row of so many lines never takes more than half of a page, also in large text: it stays whole.
# So many characters, marks above and below included, fill a line of each column at least.
KEPT_WHOLE = 12
IN_A_LINE = (4, 15, 15, 26, 38, 15)

# ๑ - ๓๑ มกราคม, - ๑ กรกฎาคม: a line may break before the second date and before the year.
DAY_AND_MONTH = re.compile(r"((?:- |\b[๐-๙]{1,2} - )?\b[๐-๙]{1,2} [ก-ฮเ-ไ]\S*)")


def title(document: Report, *, is_draft: bool = False) -> str:
    """The title on one line, for what a file says of itself; a draft says so first."""
    words = thai.thai_digits_in_text(" ".join(document.title.split()))
    return f"ร่าง {words}" if is_draft else words


def subject(document: Report) -> str:
    return thai.to_thai_digits(f"รอบ {document.months} เดือน ปีงบประมาณ พ.ศ. {document.fiscal_year}")


def author(document: Report) -> str:
    return f"สำนักงานจังหวัด{document.province.name}"


def draft(draft_at: datetime) -> str:
    """What stands on each page of a draft: ร่าง and its moment."""
    return f"ร่าง {thai.write_datetime(draft_at)}"


def version(imprint: Imprint) -> str:
    """What stands on each page of a frozen version: เลขอ้างอิง … · ฉบับที่ส่ง ครั้งที่ … · ตรวจสอบที่ …"""
    if imprint.to_sign is not None:
        return _to_sign(imprint)
    number = thai.to_thai_digits(f"ฉบับที่ส่ง ครั้งที่ {imprint.number}")
    verify = f" · ตรวจสอบที่ {imprint.verify}" if imprint.verify else ""
    return f"เลขอ้างอิง {imprint.reference} · {number}{verify}"


def _to_sign(imprint: Imprint) -> str:
    """ฉบับเสนอลงนาม · เลขอ้างอิง … · ข้อความรุ่นที่ … พิมพ์เมื่อ …"""
    version = thai.to_thai_digits(f"ข้อความรุ่นที่ {imprint.to_sign}")
    printed = thai.write_datetime(imprint.submitted_at)
    return f"{TO_SIGN} · เลขอ้างอิง {imprint.reference} · {version} พิมพ์เมื่อ {printed}"


def masked(document: Report) -> str:
    """What a public version says of itself below its table; nothing where all of it can be read."""
    if not document.masked:
        return ""
    return thai.to_thai_digits(f"{MASKED} {document.masked} แห่ง แสดงเป็น [ปกปิด]")


def calendar(document: Report) -> str:
    """Which revision of the calendar a report follows, for below its table; nothing where it does not print it."""
    number = document.calendar_revision
    if not document.prints_calendar or number is None:
        return ""
    year = f"{FOLLOWS} ปีงบประมาณ พ.ศ. {document.fiscal_year}"
    return thai.to_thai_digits(f"{year} ฉบับปรับปรุงครั้งที่ {number}")


def window(window: thai.Window | None) -> str:
    return thai.write_window(window) if window else NOTHING


def headed(heading: str, typed: str, *, separator: str) -> str:
    """Typed text after its heading, which is not said twice when it was typed as well; empty for a lone dash."""
    typed = typed.strip()
    if not typed or text.is_dash(typed):
        return ""
    return typed if typed.startswith(heading) else f"{heading}{separator}{typed}"


def is_kept_whole(document: Report, group: Group, line: Line) -> bool:
    """Whether a row is short enough never to be split between two pages."""
    return _lines_of(document, group, line) <= KEPT_WHOLE


def _lines_of(document: Report, group: Group, line: Line) -> int:
    """About how many lines of print the tallest cell of a row takes."""
    cells = (
        *("", window(group.official), window(group.provincial)),
        "\n".join(f"{item.label} {item.text}" for item in line.items),
        *(document.printed_result(line), document.printed_status(line)),
    )
    return max(
        sum(max(1, ceil(len(part) / in_a_line)) for part in cell.split("\n"))
        for cell, in_a_line in zip(cells, IN_A_LINE, strict=True)
    )
