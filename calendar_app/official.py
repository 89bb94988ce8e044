"""A province's window beside those of the NACC: whether it lies within them (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ita_portal import thai
from ita_portal.thai import Window


@dataclass(frozen=True, slots=True)
class Outside:
    """Windows of an activity that go beyond those of the steps it is tied to."""

    windows: tuple[Window, ...]
    official: tuple[Window, ...]

    @property
    def sentence(self) -> str:
        """What lies outside of what, in words."""
        ours = " และ ".join(map(thai.window_sentence, self.windows))
        theirs = " และ ".join(dict.fromkeys(map(thai.window_sentence, self.official)))
        return f"{ours} อยู่นอกช่วงของสำนักงาน ป.ป.ช. ({theirs})"


def outside(windows: Iterable[Window], official: Iterable[Window | None]) -> Outside | None:
    """The windows that are not within the time of the steps, from the first start to the last end.

    What is not known is not held against anybody: an official window without a start or an end is
    open there, and of a province's window only the days that are known are looked at.
    """
    known = tuple(one for one in official if one and one.understood)
    if not known:
        return None
    first = _known_by_all([one.start for one in known], min)
    last = _known_by_all([one.end for one in known], max)
    beyond = tuple(one for one in windows if _is_beyond(one, first, last))
    return Outside(beyond, known) if beyond else None


def _known_by_all(days: list[date | None], of) -> date | None:
    return None if None in days else of(days)


def _is_beyond(window: Window, first: date | None, last: date | None) -> bool:
    """Months are compared with months: all of January is within 1 to 30 January."""
    days = [day for day in (window.start, window.end) if day]
    if window.precision == "month":
        first, last, days = (first and _month(first)), (last and _month(last)), map(_month, days)
    return any((first and day < first) or (last and day > last) for day in days)


def _month(day: date) -> date:
    return day.replace(day=1)
