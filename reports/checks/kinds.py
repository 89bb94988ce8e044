"""What each finding asks for: its level, whether an explanation is required, with which others it is told as one."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a finding asks for: mending before it is sent, a second look, the reviewer's eye only."""

    BLOCKING = "blocking"
    WARNING = "warning"
    HINT = "hint"


LEVEL_LABELS = {
    Level.BLOCKING: "ต้องแก้ก่อนส่ง",
    Level.WARNING: "ควรตรวจสอบ",
    Level.HINT: "ข้อสังเกต",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What holds for all findings of one code.

    needs_explanation: whether the drafter has to say in a line why it stays. One cause makes one
    finding that names its places: the same words wherever they stand (`by_words`), or everything
    of one name (`together`, also of several codes).
    """

    level: Level
    needs_explanation: bool = False
    by_words: bool = False
    together: str = ""


_SECRET = Kind(Level.WARNING, by_words=True)
_WORST_SECRET = Kind(Level.WARNING, needs_explanation=True, by_words=True)
_DAMAGED = Kind(Level.WARNING, together="damaged_words")

# By code, which is the name of the check. docs/checks.md shows the same.
KINDS: dict[str, Kind] = {
    "no_rows": Kind(Level.BLOCKING),
    "empty_step": Kind(Level.BLOCKING),
    "unprintable": Kind(Level.BLOCKING),
    "unanswered_steps": Kind(Level.WARNING),
    "empty_result": Kind(Level.WARNING),
    "no_status": Kind(Level.WARNING),
    "no_reason": Kind(Level.WARNING),
    "unread_window": Kind(Level.WARNING, by_words=True),
    "window_outside": Kind(Level.WARNING),
    "not_due_begun": Kind(Level.WARNING),
    "step_twice": Kind(Level.WARNING, together="step_twice"),
    "done_early": Kind(Level.WARNING, needs_explanation=True),
    "other_year": Kind(Level.WARNING, together="other_year"),
    "last_years_date": Kind(Level.WARNING, together="last_years_date"),
    "other_province": Kind(Level.WARNING, together="other_province"),
    "same_as_before": Kind(Level.WARNING, together="same_as_before"),
    "damaged_email": _DAMAGED,
    "damaged_code": _DAMAGED,
    "survey_links": _DAMAGED,
    "old_glyphs": Kind(Level.WARNING, together="old_glyphs"),
    "symbol_glyphs": Kind(Level.WARNING, together="symbol_glyphs"),
    "respondent_code": _WORST_SECRET,
    "national_id": _WORST_SECRET,
    "private_email": _SECRET,
    "mobile_phone": _SECRET,
    "acted_early": Kind(Level.HINT),
    "like_another": Kind(Level.HINT),
}
