"""Where a day stands beside a window of time (pure)."""

from datetime import date
from typing import Protocol

OVER, NOW, AHEAD, UNDATED = "over", "now", "ahead", "undated"
PLACE_LABELS = {
    OVER: "สิ้นสุดแล้ว",
    NOW: "อยู่ในช่วงเวลานี้",
    AHEAD: "ยังไม่ถึงช่วงเวลา",
    UNDATED: "ไม่ทราบช่วงเวลา",
}


class Dated(Protocol):
    """A window, or a row that has one."""

    start: date | None
    end: date | None


def place_of(step: Dated, today: date) -> str:
    """Whether the window of a step is over, lies around the day or ahead of it.

    Of a window without a start it is only known that it ends: until then it counts as under way.
    """
    if step.start is None and step.end is None:
        return UNDATED
    if step.end and step.end < today:
        return OVER
    return AHEAD if step.start and step.start > today else NOW
