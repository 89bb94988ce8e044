"""Another province's name where one's own should stand: what is left of a text that was copied."""

import re
from collections.abc import Iterator
from functools import lru_cache

from reports.document import Report

from .around import Around
from .finding import Finding
from .places import Cell, cells, quoted

_THAI = "ก-ฮะ-๎"
# Names that are also words, or are met within others: they count only after จังหวัด or จ.
_WORDS_TOO = frozenset(
    [
        "เลย",
        "ตาก",
        "ตราด",
        "แพร่",
        "น่าน",
        "ตรัง",
        "ระนอง",
        "สตูล",
        "พังงา",
        "กระบี่",
        "ยะลา",
        "ระยอง",
        "ร้อยเอ็ด",
        "ชัยนาท",
        "ชุมพร",
        "พิจิตร",
    ]
)
# What makes a word of a name although จังหวัด stands before it (จังหวัดเลยกำหนดส่ง: the day has passed).
_GOES_ON = {
    "เลย": "กำหนด|ระยะ|เวลา|วัน|ไป|มา|จาก|ขั้น",
    "แพร่": "หลาย|ข่าว|ระบาด|กระจาย|ภาพ|ข้อมูล",
    "ตาก": "แดด|อากาศ|สิน",
    "น่าน": "น้ำ|ฟ้า",
}
# The capital has no office that reports; whoever names it means the ministries there.
_NEVER_COPIED = "กรุงเทพ"

# Where another province is named on purpose: something is held there, or an office of a region has its seat.
_CONTEXT = 60  # characters before the name
_ON_PURPOSE = re.compile(
    r"โรงแรม|รีสอร์ท|มหาวิทยาลัย|วิทยาลัย|สถาบัน|ศูนย์ประชุม|ดูงาน|เดินทาง|กลุ่มจังหวัด"
    r"|(?:(?<!ภูมิ)ภาค|เขต)\s?(?:ที่)?\s?\d{1,2}(?!\d)|(?<!ภูมิ)ภาค(?:เหนือ|กลาง|ใต้|ตะวัน)|ร่วมกับ|เจ้าภาพ"
)
_HELD = re.compile(r"ประชุม|อบรม|สัมมนา|เสวนา|กิจกรรม|พิธี|ศึกษา|ฝึก")
_THERE = re.compile(r"(?:ณ|(?<!ตาม)(?<!ด้วย)ที่)\s?(?:อำเภอ[ก-๎]{2,20}\s?)?$")
_NOT = re.compile("ไม่|มิได้")


def other_province(report: Report, around: Around) -> Iterator[Finding]:
    """Another province's name, after จังหวัด, จ. or อำเภอเมือง or standing alone as a word."""
    pattern = _names(around.province_names, report.province.name)
    if pattern is None:
        return
    for cell in cells(report):
        if cell.column in ("official", "provincial"):
            continue
        yield from _of_others(cell, pattern, report.province.name)


def _of_others(cell: Cell, pattern: re.Pattern[str], own: str) -> Iterator[Finding]:
    told = set()
    for match in pattern.finditer(cell.text):
        words = match[0].strip()
        if words in told or _is_a_word(match) or _is_on_purpose(match):
            continue
        told.add(words)
        message = (
            f"ข้อความเอ่ยถึง {quoted(words)} ซึ่งไม่ใช่จังหวัด{own} หากคัดลอกมา โปรดแก้ชื่อจังหวัด "
            "หากตั้งใจเอ่ยถึง ไม่ต้องแก้"
        )
        yield cell.finding("other_province", words, message)


def _is_a_word(match: re.Match[str]) -> bool:
    """Whether the name is a common word after all: จังหวัดเลยกำหนด, ไม่มีในจังหวัดเลย."""
    name, text = match["name"] or match["alone"], match.string
    goes_on = _GOES_ON.get(name)
    if goes_on and re.match(goes_on, text[match.end() : match.end() + 12]):
        return True
    before = text[max(0, match.start() - 60) : match.start()]
    return name == "เลย" and _NOT.search(before) is not None


def _is_on_purpose(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()].rpartition("\n")[2]
    if _ON_PURPOSE.search(before):
        return True
    return _HELD.search(before) is not None and _THERE.search(before) is not None


@lru_cache(maxsize=128)
def _names(names: tuple[str, ...], own: str) -> re.Pattern[str] | None:
    """A pattern for every name but one's own: `name` after a word for a province, `alone` by itself."""
    others = sorted(
        (one for one in names if one not in ("", own) and not one.startswith(_NEVER_COPIED)),
        key=lambda one: (-len(one), one),
    )
    if not others:
        return None
    every = "|".join(map(re.escape, others))
    sure = "|".join(re.escape(one) for one in others if one not in _WORDS_TOO) or r"(?!)"
    return re.compile(
        rf"(?:จังหวัด|(?<![{_THAI}])จ\.|(?:อำเภอ|อ\.)\s?เมือง)\s{{0,2}}(?P<name>{every})"
        rf"|(?<![{_THAI}])(?P<alone>{sure})(?![{_THAI}])"
    )
