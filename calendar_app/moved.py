"""What one revision of a calendar says otherwise than the one before it (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ita_portal import thai
from ita_portal.thai import Window


@dataclass(frozen=True, slots=True)
class Said:
    """What a revision says of a step, as far as it is compared."""

    code: str
    title: str
    window: Window | None = None
    owner: str = ""
    guidance: str = ""
    sentence: str = ""
    owner_label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One step in both revisions, in other words or at another time."""

    code: str
    old: Said
    new: Said

    @property
    def is_renamed(self) -> bool:
        return thai.bare(self.old.title) != thai.bare(self.new.title)

    @property
    def is_moved(self) -> bool:
        return not same_window(self.old.window, self.new.window)

    @property
    def has_other_owner(self) -> bool:
        return self.old.owner != self.new.owner

    @property
    def has_other_words(self) -> bool:
        return (self.old.guidance, self.old.sentence) != (self.new.guidance, self.new.sentence)

    @property
    def by_days(self) -> str:
        """เริ่มช้าลง ๕ วัน สิ้นสุดเร็วขึ้น ๒ วัน; empty where a day of either is not known."""
        old, new = self.old.window, self.new.window
        if not (self.is_moved and old and new):
            return ""
        parts = (_by("เริ่ม", old.start, new.start), _by("สิ้นสุด", old.end, new.end))
        return " ".join(filter(None, parts))


def same_window(one: Window | None, other: Window | None) -> bool:
    """Whether two windows mean the same time, whatever words they were typed in."""
    if one is None or other is None:
        return one is other
    if one.understood and other.understood:
        return (one.start, one.end, one.precision) == (other.start, other.end, other.precision)
    return thai.write_window(one) == thai.write_window(other)


def _by(what: str, old: date | None, new: date | None) -> str:
    if old is None or new is None or old == new:
        return ""
    days = (new - old).days
    way = "ช้าลง" if days > 0 else "เร็วขึ้น"
    return thai.to_thai_digits(f"{what}{way} {abs(days)} วัน")


@dataclass(frozen=True, slots=True)
class Moved:
    """Everything that differs: steps of one revision alone, steps that changed, and whether their order did."""

    added: tuple[Said, ...] = ()
    removed: tuple[Said, ...] = ()
    changed: tuple[Change, ...] = ()
    is_reordered: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.removed or self.changed or self.is_reordered)

    @property
    def summary(self) -> str:
        """เพิ่ม ๑ ขั้นตอน · เลื่อนช่วงเวลา ๒ ขั้นตอน"""
        counts = (
            ("เพิ่ม", len(self.added)),
            ("ตัดออก", len(self.removed)),
            ("เลื่อนช่วงเวลา", sum(one.is_moved for one in self.changed)),
            ("เปลี่ยนชื่อ", sum(one.is_renamed for one in self.changed)),
            ("เปลี่ยนผู้ดำเนินการ", sum(one.has_other_owner for one in self.changed)),
            ("แก้คำแนะนำหรือข้อความ", sum(one.has_other_words for one in self.changed)),
        )
        said = [f"{what} {count} ขั้นตอน" for what, count in counts if count]
        said += ["เรียงลำดับใหม่"] if self.is_reordered else []
        return thai.to_thai_digits(" · ".join(said)) or "ไม่มีสิ่งใดเปลี่ยน"


def moved(old: Sequence[Said], new: Sequence[Said]) -> Moved:
    """What the new steps say otherwise than the old, told by their codes, in the order of each."""
    before = {one.code: one for one in old}
    now = {one.code: one for one in new}
    both = [Change(code, before[code], one) for code, one in now.items() if code in before]
    return Moved(
        added=tuple(one for one in new if one.code not in before),
        removed=tuple(one for one in old if one.code not in now),
        changed=tuple(one for one in both if _differs(one)),
        is_reordered=_common(before, now) != _common(now, before),
    )


def _differs(change: Change) -> bool:
    return change.is_renamed or change.is_moved or change.has_other_owner or change.has_other_words


def _common(codes: Iterable[str], others: Iterable[str]) -> list[str]:
    there = set(others)
    return [code for code in codes if code in there]
