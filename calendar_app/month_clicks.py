"""Months that were clicked below an activity, brought into its windows (pure).

What was typed stays as it is wherever no click touches it: a window all of whose months are still
ticked is left alone, one that lost some keeps its days in the others.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from calendar_app.months import Month, Span, months_of, span_of
from ita_portal import thai
from ita_portal.thai import Window


def ticked(windows: Iterable[Window], fiscal_year: int) -> tuple[str, ...]:
    """The keys (2022-12) of the year's months that the windows cover, in order."""
    months = months_of(fiscal_year)
    windows = tuple(windows)
    return tuple(month.key for month in months if any(map(month.is_in, windows)))


def clicked(
    windows: Sequence[Window],
    before: Collection[str],
    after: Collection[str],
    fiscal_year: int,
    *,
    typed: Collection[Window] = (),
) -> tuple[Window, ...]:
    """The windows after somebody who saw the months `before` ticked left those `after` ticked.

    What was `typed` at the same time is what they mean: no click takes anything from it.
    """
    months = months_of(fiscal_year)
    taken = _places(months, set(before) - set(after))
    added = _places(months, set(after) - set(before))
    kept = [
        part
        for one in windows
        for part in ([one] if one in typed else _without(one, taken, months))
    ]
    for run in _runs(added - _covered(kept, months)):
        kept = _with(kept, run, months)
    return tuple(kept)


def _places(months: list[Month], keys: Collection[str]) -> set[int]:
    return {place for place, month in enumerate(months) if month.key in keys}


def _covered(windows: Iterable[Window], months: list[Month]) -> set[int]:
    spans = (span_of(one, months) for one in windows)
    return {place for span in spans if span for place in range(span[0], span[1] + 1)}


def _runs(places: Collection[int]) -> list[Span]:
    """Months that follow each other, as spans."""
    runs: list[Span] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


# ---- months taken away


def _without(window: Window, taken: set[int], months: list[Month]) -> list[Window]:
    """What is left of a window: itself, parts of it, or nothing."""
    covered = _covered([window], months)
    if not covered & taken:
        return [window]
    return [_part(window, run, months) for run in _runs(covered - taken)]


def _part(window: Window, run: Span, months: list[Month]) -> Window:
    """The part of a window in some of its months; what lies before or after the year stays with its end."""
    first, last = span_of(window, months)
    start = window.start if run[0] == first else months[run[0]].start
    end = window.end if run[1] == last else months[run[1]].end
    return _written(start, end, window.precision)


def _written(start: date | None, end: date | None, precision: str) -> Window:
    window = Window(start, end, precision, "")
    return replace(window, text=thai.write_window(window))


# ---- months added


def _with(windows: list[Window], run: Span, months: list[Month]) -> list[Window]:
    """A run of new months, joined with windows of whole months right before and right after it."""
    joined, rest = [], []
    for one in windows:
        (joined if _touches(one, run, months) else rest).append(one)
    start = min([months[run[0]].start, *(one.start for one in joined)])
    end = max([months[run[1]].end, *(one.end for one in joined)])
    new = _written(start, end, "month")
    place = sum(1 for one in rest if _begin(one) is not None and _begin(one) < start)
    return [*rest[:place], new, *rest[place:]] if _in_order(rest) else [*rest, new]


def _touches(window: Window, run: Span, months: list[Month]) -> bool:
    if window.precision != "month" or window.start is None or window.end is None:
        return False
    before, after = months[run[0]].start - date.resolution, months[run[1]].end + date.resolution
    return window.end == before or window.start == after


def _begin(window: Window) -> date | None:
    return window.start or window.end


def _in_order(windows: list[Window]) -> bool:
    """Whether the windows stand by their days; those without any stand anywhere."""
    days = [day for one in windows if (day := _begin(one))]
    return days == sorted(days) and len(days) == len(windows)
