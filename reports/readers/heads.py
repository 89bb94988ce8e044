"""Heads of tables: which row is one, and which column is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ita_portal import thai
from reports.readers import statuses
from reports.readers.paper import Cell, Row

Role = Literal["number", "official", "provincial", "window", "step", "result", "status"]

# The heads of the form, for a paper without any.
NAMES: dict[Role, str] = {
    "number": "ที่",
    "official": "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "provincial": "ช่วงระยะเวลา (จังหวัด)",
    "step": "ขั้นตอน",
    "result": "ผลการดำเนินการ",
    "status": "หมายเหตุ",
}
ROLES: tuple[Role, ...] = tuple(NAMES)
WINDOWS: tuple[Role, Role] = ("official", "provincial")

_MOST = 100  # characters of a head
_NUMBER = re.compile(r"(?:ที่|ลำดับ(?:ที่|ขั้นตอน)?|เลขที่|ข้อ(?:ที่)?|no\.?|#|ลำดับที่/?)\.?", re.IGNORECASE)
_WINDOW = re.compile(
    "ระยะเวลา|ช่วงเวลา|ห้วงเวลา|กำหนดเวลา|กำหนดการ|ปฏิทิน|ช่วงวันที่|^วันที่|^เวลา|วันเดือนปี|^ห้วง"
)
_OFFICIAL = re.compile(r"ป\.?ป\.?ช|nacc", re.IGNORECASE)
_PROVINCIAL = re.compile(r"จังหวัด|^จว\.?$")
_STATUS = re.compile("สถานะ|สถานภาพ|ความก้าวหน้า|ความคืบหน้า|^หมายเหตุ|อยู่ระหว่าง.*ดำเนินการ.*แล้ว")
_SURE_STATUS = re.compile("สถานะ|สถานภาพ|อยู่ระหว่าง.*ดำเนินการ.*แล้ว")
_RESULT = re.compile(
    "^(?:สรุป|รายงาน)?ผล(?:การ|ที่|งาน|ดำเนิน|$)|^รายละเอียด(?:ผล|การดำเนิน)|^การดำเนินการของจังหวัด"
)
_FIRST_STEP = re.compile("ขั้นตอน|กิจกรรม")
_STEP = re.compile(
    "ขั้นตอน|กิจกรรม|รายการ|ประเด็น|หัวข้อ|แนวทาง|^การดำเนิน(?:การ|งาน)$|^งาน$|^เรื่อง$|ภารกิจ"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table: their roles and their words, in the order of the paper."""

    roles: tuple[Role | None, ...]
    names: tuple[str, ...]
    is_guessed: bool = False

    def place(self, role: Role) -> int | None:
        return self.roles.index(role) if role in self.roles else None


_NUMERAL = re.compile(r"(?:ข้อ(?:ที่)?|ลำดับ(?:ที่)?)?\s*\(?([0-9]{1,3})[.)]*")
CONTINUED = re.compile(r"\s*\(?\s*ต่อ\s*\)?\s*$")


def number_of(text: str) -> int | None:
    """The number of a ที่: ๑, ๑., (1), ข้อ ๑, ๑ (ต่อ); None where a cell holds another thing."""
    bare = thai.to_arabic_digits(CONTINUED.sub("", thai.fold(text)))
    match = _NUMERAL.fullmatch(bare)
    return int(match[1]) if match else None


_DATED = re.compile("[0-9๐-๙]|เดือน|" + "|".join((*thai.MONTHS, *map(re.escape, thai.MONTHS_SHORT))))


@lru_cache(maxsize=4096)
def is_window(text: str) -> bool:
    """Whether a text is a window and nothing else, its year written or not."""
    if len(text) > thai.MAX_LENGTH or not _DATED.search(text):
        return False
    try:
        return thai.read_window(" ".join(text.split()), 2567) is not None
    except thai.WindowError:
        return False


def bared(text: str) -> str:
    return thai.fold(text).replace(" ", "")


def role_of(head: str) -> Role | None:
    """What a column with this head holds; 'window' where it does not say whose; None for another kind."""
    bare = bared(head)
    if not bare or len(bare) > _MOST:
        return None
    if _NUMBER.fullmatch(bare):
        return "number"
    if _FIRST_STEP.match(bare):
        return "step"
    if _RESULT.search(bare):
        return "result"
    if _STATUS.search(bare):
        return "status"
    if _WINDOW.search(bare):
        return (
            "official"
            if _OFFICIAL.search(bare)
            else "provincial"
            if _PROVINCIAL.search(bare)
            else "window"
        )
    return "step" if _STEP.search(bare) else None


def roles_of(heads: Sequence[str]) -> tuple[Role | None, ...]:
    """The role of each column, each role once; a window without an owner is the one that is missing.

    Where a status stands beside หมายเหตุ, the latter is a column of its own.
    """
    roles = [role_of(head) for head in heads]
    _settle_results(heads, roles)
    _settle_status(heads, roles)
    _settle_windows(roles)
    seen: set[Role] = set()
    for place, role in enumerate(roles):
        if role in seen:
            roles[place] = None
        elif role:
            seen.add(role)
    return tuple(roles)


def _settle_results(heads: Sequence[str], roles: list[Role | None]) -> None:
    """Of several columns of results the one that says ผล; another is the step where none is."""
    places = [place for place, role in enumerate(roles) if role == "result"]
    sure = [place for place in places if "ผล" in heads[place]]
    if len(places) < 2 or len(sure) != 1:
        return
    for place in places:
        if place != sure[0]:
            roles[place] = None if "step" in roles else "step"


def _settle_status(heads: Sequence[str], roles: list[Role | None]) -> None:
    places = [place for place, role in enumerate(roles) if role == "status"]
    sure = [place for place in places if _SURE_STATUS.search(bared(heads[place]))]
    if len(places) > 1 and sure:
        for place in places:
            if place != sure[0]:
                roles[place] = None


def _settle_windows(roles: list[Role | None]) -> None:
    """One column of windows without an owner, of both where there is no other; two are both in order."""
    open_places = [place for place, role in enumerate(roles) if role == "window"]
    missing = [role for role in ("official", "provincial") if role not in roles]
    if len(open_places) == 1 and len(missing) == 2:
        return
    for place, role in zip(open_places, missing, strict=False):
        roles[place] = role


def is_head(row: Row) -> bool:
    """Whether a row is the head of a report's table: at least three columns known, a step or result among them."""
    texts = [cell.text for cell in row if cell and cell.text.strip()]
    if any(len(bared(text)) > _MOST or _is_value(text) for text in texts):
        return False
    roles = {role for text in texts if (role := role_of(text))}
    return len(roles) >= 3 and bool(roles & {"step", "result"})


def _is_value(text: str) -> bool:
    """Whether a cell holds what only rows hold: a number, a window, a status."""
    return number_of(text) is not None or is_window(text) or statuses.is_known(text)


_IN_BRACKETS = re.compile(r"\(.*\)", re.DOTALL)


def is_lower_head(row: Row, above: Row) -> bool:
    """Whether a row goes on with the head above it: only short words under its windows or spans."""
    filled = [(place, cell) for place, cell in enumerate(row) if cell and cell.text.strip()]
    if not filled or any(len(cell.text) > 60 for _, cell in filled):
        return False
    if any(re.search(r"\d", thai.to_arabic_digits(cell.text)) for _, cell in filled):
        return False
    named = [
        cell
        for _, cell in filled
        if _OFFICIAL.search(bared(cell.text)) or _PROVINCIAL.search(bared(cell.text))
    ]
    return bool(named) and all(
        _is_open_above(above, place) or _IN_BRACKETS.fullmatch(cell.text.strip())
        for place, cell in filled
    )


def _is_open_above(above: Row, place: int) -> bool:
    """Whether the head above leaves room: blank, covered, a span or a window without an owner."""
    cell = above[place] if place < len(above) else None
    if cell is None or not cell.text.strip() or cell.columns > 1:
        return True
    return role_of(cell.text) == "window"


def joined(upper: Row, lower: Row) -> tuple[str, ...]:
    """The heads of two rows as one: a lower word under its upper one, which may span several columns."""
    heads = []
    current = ""
    for place in range(max(len(upper), len(lower))):
        over = upper[place] if place < len(upper) else None
        under = lower[place] if place < len(lower) else None
        if over is not None and over.text.strip():
            current = over.text
        below = under.text.strip() if under else ""
        own = over.text if over is not None else ""
        heads.append(f"{current} {below}" if below else own)
    return tuple(" ".join(head.split()) for head in heads)


def single(row: Row) -> tuple[str, ...]:
    """The heads of one row, a spanning head repeated over its columns."""
    heads: list[str] = []
    left = 0
    for cell in row:
        if isinstance(cell, Cell):
            heads.append(" ".join(cell.text.split()))
            left = cell.columns - 1
        else:
            heads.append(heads[-1] if heads and left > 0 else "")
            left -= 1
    return tuple(heads)


def is_same_head(heads: Sequence[str], row: Row) -> bool:
    """Whether a row repeats known heads: most of its words are theirs."""
    texts = [bared(cell.text) if cell else "" for cell in row]
    filled = [(text, place) for place, text in enumerate(texts) if text]
    same = sum(place < len(heads) and bared(heads[place]) == text for text, place in filled)
    return len(filled) >= 2 and same >= 0.6 * len(filled)
