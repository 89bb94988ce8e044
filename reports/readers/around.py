"""What stands outside the rows: title, footnote, contact block, signature, furniture of the pages."""

import re
from dataclasses import dataclass, field

from ita_portal import thai

_D = "[0-9๐-๙]"
_PAGE_NUMBER = re.compile(
    rf"[-–—]*\s*(?:หน้า(?:ที่)?\s*)?{_D}{{1,3}}\s*(?:/\s*{_D}{{1,3}})?\s*[-–—]*|(?:หน้า|page)\s*{_D}{{1,3}}(?:\s*(?:/|จาก|of)\s*{_D}{{1,3}})?",
    re.IGNORECASE,
)
_CATCHWORD = re.compile(r".{1,60}(?:\.{3,}|…)")
_CONTINUED = re.compile(r"\(?(?:ต่อ|มีต่อ)\)?")
_FOOTNOTE = re.compile(r"หมาย\s*เหตุ\s*[:：]\s*|หมาย\s*เหตุ(?:\s*$|\s*[-–—]\s+|\s+(?=\S))")
_STARS = re.compile(r"^[*†]+\s*(?=\S)")
_CONTACT = re.compile(r"จัด\s*ทำ\s*โดย|ผู้จัดทำ|ผู้รายงาน|ผู้ประสานงาน|ข้อมูลการติดต่อ|ติดต่อสอบถาม")
_CONTACT_LINE = re.compile(
    r"โทร|e-?mail|อีเมล|ไปรษณีย์|กลุ่มงาน|สำนักงานจังหวัด|ศูนย์ปฏิบัติการ|มท\.\s*" + _D, re.IGNORECASE
)
_SIGNATURE = re.compile(r"\(?\s*(?:ลงชื่อ|ลงนาม)")
_DRAFT = re.compile(r"เลขอ้างอิง\s+[0-9-]+.*|ร่าง\s+" + _D + ".*น\\.")
_PUBLISHED = re.compile(r"อ่านรายงานฉบับเผยแพร่ได้ที่.*|https?://\S+/reports/\d{4}/\d{1,2}/[a-z-]+/?")

_CALENDAR = re.compile(r"จัดทำตามปฏิทินการประเมิน ป\.ป\.ช\. ปีงบประมาณ พ\.ศ\. \S+ ฉบับปรับปรุงครั้งที่ \S+")
_MASKED = re.compile(r"ปกปิดข้อมูลส่วนบุคคล.*แสดงเป็น \[ปกปิด\]")


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page, not to the report: its number, a catchword, (ต่อ), our imprint."""
    line = line.strip()
    kinds = (_PAGE_NUMBER, _CATCHWORD, _CONTINUED, _DRAFT, _PUBLISHED, _MASKED, _CALENDAR)
    return any(kind.fullmatch(line) for kind in kinds)


def footnote_of(line: str) -> str | None:
    """The words after หมายเหตุ : where a line begins so."""
    match = _FOOTNOTE.match(line)
    return line[match.end() :].strip() if match else None


def begins_contact(line: str) -> bool:
    return _CONTACT.match(line.strip()) is not None


@dataclass(slots=True)
class Below:
    """What stands below a table, or between two. `furniture` and `unplaced` are kept to be told."""

    footnote: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)


def sort_below(text: str, title: str, below: Below) -> None:
    """Part the lines below a table by what they are; a line goes on with what began above it.

    A repeated line of the title is furniture; a signature block too, as the portal has its own.
    """
    titles = {thai.bare(line) for line in title.split("\n") if line.strip()}
    current: list[str] | None = None
    for line in (one.strip() for one in text.split("\n")):
        if not line:
            if current is below.footnote:
                current = None
            continue
        is_signature = _SIGNATURE.match(line) is not None
        if not is_signature and (is_furniture(line) or thai.bare(line) in titles):
            below.furniture.append(line)
            continue
        current = _part(line, current, below)


def _part(line: str, current: list[str] | None, below: Below) -> list[str]:
    """Put a line where it belongs; returns the part that the next line may go on with."""
    footnote = footnote_of(line)
    if footnote is not None:
        if thai.bare(footnote) in map(thai.bare, below.footnote):
            # The same note below each page.
            below.furniture.append(line)
            return below.furniture
        below.footnote.append(footnote)
        return below.footnote
    if begins_contact(line):
        below.contact.append(line)
        return below.contact
    if _SIGNATURE.match(line):
        below.furniture.append(line)
        return below.furniture
    if current is None and _STARS.match(line):
        current = below.footnote
    elif current is None and _CONTACT_LINE.search(line) and len(line) < 120:
        current = below.contact
    if current is None:
        current = below.unplaced
    current.append(line)
    return current


# ---- above the first table

_TITLE = re.compile(r"รายงาน|แผน|ปีงบประมาณ|รอบ|จังหวัด|การประเมิน|ITA|แบบ", re.IGNORECASE)
_BEGINNING = re.compile(
    r"(?:สรุป)?(?:ราย\s*งาน|ผล)\s*(?:ข้อมูล|ผล|การ|ความ|สรุป|ตาม)|แผน(?:การ|ปฏิบัติ|งาน|ขับ)|สรุปผล|ผลการดำเนิน"
)
_LONGEST_TITLE = 400  # characters of a line


def title_and_rest(text: str) -> tuple[str, list[str], list[str]]:
    """(title, lines that are none, furniture) of what stands above the first table.

    A title begins with the line that names the report or the plan, where one does.
    """
    lines = [line for one in text.split("\n") if (line := one.strip())]
    furniture = [line for line in lines if is_furniture(line)]
    lines = [line for line in lines if not is_furniture(line)]
    begin = next((place for place, line in enumerate(lines) if _BEGINNING.search(line)), 0)
    end = begin
    while end < len(lines) and (
        _is_of_title(lines[end], first=end == begin) or lines[end - 1].endswith("จังหวัด")
    ):
        end += 1
    return "\n".join(lines[begin:end]), lines[:begin] + lines[end:], furniture


def _is_of_title(line: str, *, first: bool) -> bool:
    return len(line) <= _LONGEST_TITLE and (first or _TITLE.search(line) is not None)
