"""Official documents and links that a row's own words name: offered as evidence, never attached by themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ita_portal import thai
from reports import addresses, text


@dataclass(frozen=True, slots=True)
class Official:
    """คำสั่งจังหวัดลำพูน ที่ ๑๒๗/๒๕๖๖ ลงวันที่ …: its type with whose it is, its number as typed, its day if read."""

    name: str
    number: str
    day: date | None = None


_D = "[0-9๐-๙]"
_TYPES = "คำสั่ง|หนังสือ|บันทึกข้อความ|บันทึก|ประกาศ"
# Letters of who wrote it (ลพ, มท), the numbers of its unit, then its own: ๑๒๗/๒๕๖๖, ลพ ๐๐๑๗.๒/ว ๐๘๑๒.
_LETTERS = r"[ก-ฮ]{2,4}\.?(?:[ \t]*\([ก-ฮ.]{1,8}\))?[ \t]*"
_WITH_STROKE = rf"(?:{_LETTERS})?{_D}{{1,5}}(?:\.{_D}{{1,3}})*(?:[ \t]*/[ \t]*(?:ว|พิเศษ)?\.?[ \t]*{_D}{{1,6}})+"
_DAY = (
    rf"(?:[ \t]*(?:ลง[ \t]*วันที่|ลว\.?|เมื่อวันที่)[ \t]*"
    rf"(?P<day>{_D}{{1,2}}[ \t]*(?:[ก-์]{{1,4}}\.[ก-์]{{1,3}}\.?|[ก-์]{{4,12}})[ \t]*(?:พ\.ศ\.[ \t]*)?{_D}{{2,4}}"
    rf"|{_D}{{1,2}}/{_D}{{1,2}}/{_D}{{2,4}}))"
)
# Between the type and ที่: whose it is or what it says, but no other document and no number.
_BETWEEN = rf"(?:(?!{_TYPES})[^\n0-9๐-๙]){{0,80}}?"
# ส่วนที่ ๑, ครั้งที่ ๑/๒๕๖๗, วันที่ ๑/๒/๒๕๖๗ number something else.
_OTHER_NUMBERS = (
    "ส่วน",
    "ข้อ",
    "ลำดับ",
    "ครั้ง",
    "วัน",
    "ฉบับ",
    "หน้า",
    "เล่ม",
    "ตอน",
    "งวด",
    "บท",
    "ชุด",
    "รุ่น",
    "กลุ่ม",
)
_OFFICIAL = re.compile(
    rf"(?P<type>{_TYPES})(?P<between>{_BETWEEN})ที่[ \t]*"
    rf"(?:(?P<number>{_WITH_STROKE}){_DAY}?|(?P<plain>{_D}{{1,5}}){_DAY.replace('?P<day>', '?P<its_day>')})"
)
_URGENCY = re.compile(r"[ \t]*(?:ด่วนที่สุด|ด่วนมาก|ด่วน|ลับ)[ \t]*$")
# Whose it is stands right behind the type.
_OWNER = re.compile(
    r"(?:จังหวัด|สำนัก|กระทรวง|กรม|อำเภอ|เทศบาล|องค์การ|องค์กร|ศูนย์|กลุ่มงาน|กอง|คณะกรรมการ|ผู้ว่าราชการ|ที่ว่าการ|สป\.)"
)
_LONGEST_OWNER = 60


def officials(*texts: str) -> tuple[Official, ...]:
    """The official documents that texts name, each once, in their order."""
    found = (one for typed in texts for one in _officials(typed))
    return tuple(dict.fromkeys(found))


def _officials(typed: str) -> Iterator[Official]:
    for match in _OFFICIAL.finditer(typed):
        if not match["between"].rstrip().endswith(_OTHER_NUMBERS):
            number = match["number"] or match["plain"]
            day = _day(match["day"] or match["its_day"])
            yield Official(_name(match["type"], match["between"]), _spaced(number), day)


def _name(kind: str, between: str) -> str:
    kind = "บันทึกข้อความ" if kind == "บันทึก" else kind
    owner = _URGENCY.sub("", between).strip()
    if not _OWNER.match(owner) or len(owner) > _LONGEST_OWNER:
        return kind
    return f"{kind}{_spaced(owner)}"


def _spaced(words: str) -> str:
    return " ".join(words.split())


def _day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        window = thai.read_window(written)
    except thai.WindowError:
        return None
    is_day = window is not None and window.precision == "day" and window.start == window.end
    return window.start if is_day else None


def links(*texts: str) -> tuple[str, ...]:
    """The addresses of the web in texts that can be kept as evidence, each once, in their order."""
    found = (
        inline for typed in texts for line in typed.splitlines() for inline in text.inlines(line)
    )
    return tuple(_once(inline.href for inline in found if isinstance(inline, text.Link)))


def _once(found: Iterable[str]) -> Iterator[str]:
    seen = set()
    for href in found:
        try:
            address = addresses.read(href)
        except addresses.BadAddress:
            continue
        if addresses.comparable(address) not in seen:
            seen.add(addresses.comparable(address))
            yield address
