"""The months of a fiscal year, and which of them a window covers (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ita_portal import thai
from ita_portal.thai import Window

IN_A_YEAR = 12

# A span of months by their places in the fiscal year, from 0 (October) to 11 (September), inclusive.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a fiscal year; `start` and `end` are its first and last day."""

    start: date
    end: date

    @property
    def short(self) -> str:
        return thai.month_name(self.start.month, short=True)

    @property
    def name(self) -> str:
        """ธันวาคม ๒๕๖๕"""
        return thai.to_thai_digits(
            f"{thai.month_name(self.start.month)} {thai.be_year(self.start)}"
        )

    @property
    def key(self) -> str:
        """2022-12: how forms name it, in the Christian era."""
        return f"{self.start:%Y-%m}"

    def is_in(self, window: Window) -> bool:
        """Whether the window covers a day of the month; an end that is not known counts as one day."""
        if not window.understood:
            return False
        start, end = window.start or window.end, window.end or window.start
        return start <= self.end and end >= self.start


def months_of(fiscal_year: int) -> list[Month]:
    """October to September of a fiscal year (พ.ศ.)."""
    months = [*range(10, 13), *range(1, 10)]
    firsts = [thai.be_date(thai.year_in_fiscal_year(fiscal_year, one), one, 1) for one in months]
    after = thai.be_date(fiscal_year, 10, 1)
    return [
        Month(first, follows - date.resolution)
        for first, follows in zip(firsts, [*firsts[1:], after], strict=True)
    ]


def span_of(window: Window, months: list[Month]) -> Span | None:
    """The months of the year that a window covers; None for one that covers none."""
    places = [place for place, month in enumerate(months) if month.is_in(window)]
    return (places[0], places[-1]) if places else None


def spans_of(windows: Iterable[Window], months: list[Month]) -> tuple[Span, ...]:
    """The months that several windows cover, in order; windows that share a month are one span."""
    found = sorted(span for one in windows if (span := span_of(one, months)))
    joined: list[Span] = []
    for first, last in found:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def is_told_by_months(window: Window, months: list[Month]) -> bool:
    """Whether the marks under the months say all of a window: whole months of the year, both ends known."""
    return (
        window.precision == "month"
        and window.start is not None
        and window.end is not None
        and months[0].start <= window.start
        and window.end <= months[-1].end
    )
