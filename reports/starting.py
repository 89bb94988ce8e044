"""A new report from an earlier one: which of its rows has a place in the calendar of now, which has none. Pure.

Steps are known by year and code for good. In another year a code may stand for another step: it is
taken where the titles agree, else the titles alone decide, and what stays doubtful is asked.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Literal

from ita_portal import thai
from ita_portal.thai import Window
from reports import document
from reports.document import CalendarStep
from reports.readers import steps

# Where a province's window was taken from.
From = Literal["plan", "before", "shifted", "official"]
# What a row is: from the earlier report, the province's own in it, or a step that had no row there.
Kind = Literal["carried", "own", "new"]


@dataclass(frozen=True, slots=True)
class Edition:
    """A step of the calendar of now, with the window that the province's plan of this year gives it."""

    code: str
    title: str
    official: Window | None = None
    planned: Window | None = None

    @property
    def step(self) -> CalendarStep:
        start, end = (self.official.start, self.official.end) if self.official else (None, None)
        return CalendarStep(self.code, self.title, start, end)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A row as it shall begin, without a word of its result. `source` is the `key` of the row it comes from."""

    items: tuple[document.Item, ...]
    kind: Kind
    source: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """A number with its rows and windows."""

    lines: tuple[PlacedLine, ...]
    official: Window | None
    provincial: Window | None
    window_from: From

    @property
    def steps(self) -> tuple[str, ...]:
        return _codes(item for line in self.lines for item in line.items)


@dataclass(frozen=True, slots=True)
class Left:
    """Step texts of an earlier row that have no place, as they were, `number` counted from one.

    `proposals` are the codes that they may answer now: a person says. `gone` are the titles of their
    steps that are no longer there.
    """

    number: int
    items: tuple[document.Item, ...]
    provincial: Window | None
    proposals: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of the new report in order, and what of the earlier one has no place in it."""

    groups: tuple[PlacedGroup, ...]
    left: tuple[Left, ...] = ()


# Steps of one year and of another ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Code of then → codes of now: those that are sure, and those that a person has to choose from."""

    sure: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """What these steps are now, as far as it is sure."""
        return tuple(dict.fromkeys(chain.from_iterable(self.sure.get(one, ()) for one in codes)))

    def proposed(self, codes: Iterable[str]) -> tuple[str, ...]:
        """What these steps may be now."""
        return tuple(
            dict.fromkeys(chain.from_iterable(self.doubtful.get(one, ()) for one in codes))
        )


def counterparts(
    then: Sequence[CalendarStep], now: Sequence[CalendarStep], *, same_year: bool
) -> Counterparts:
    """The steps of an earlier report as steps of now. No step of now stands for two of then."""
    return _counterparts(_known(then), _known(now), same_year)


def _known(calendar: Sequence[CalendarStep]) -> tuple[tuple[str, str], ...]:
    return tuple((step.code, step.title) for step in calendar)


@lru_cache(maxsize=64)
def _counterparts(then, now, same_year: bool) -> Counterparts:
    calendar = [CalendarStep(code, title) for code, title in now]
    titles, sure, doubtful = dict(now), {}, {}
    for code, title in then:
        if code in titles and (same_year or _agree(code, title, calendar, titles)):
            sure[code] = (code,)
    free = titles.keys() - set(sure)
    by_title = {}
    for code, title in then:
        if code not in sure:
            by_title[code], near = _by_title(title, calendar, free)
            doubtful[code] = tuple(dict.fromkeys([*([code] if code in free else []), *near]))
    for code, found in by_title.items():
        others = chain.from_iterable(codes for other, codes in by_title.items() if other != code)
        if found and not set(found) & set(others):
            sure[code] = found
            del doubtful[code]
    return Counterparts(sure, {code: near for code, near in doubtful.items() if near})


def _agree(code: str, title: str, calendar, titles: Mapping[str, str]) -> bool:
    """Whether a code stands for the same step in another year: its titles say so too."""
    if thai.bare(title) == thai.bare(titles[code]):
        return True
    taken, rivals = steps.match(title, calendar)
    return code in {one.code for one in (taken or rivals)}


def _by_title(title: str, calendar, free) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The free steps that a title surely names; and all that it may name."""
    taken, rivals = steps.match(title, calendar)
    codes = tuple(one.code for one in taken)
    near = tuple(one.code for one in (*taken, *rivals) if one.code in free)
    is_sure = bool(codes) and set(codes) <= free and not steps.is_unsure(taken, rivals)
    return (codes if is_sure else ()), near


# The rows ----------------------------------------------------------------------------------------


def plan(earlier: document.Report, editions: Sequence[Edition], fiscal_year: int) -> Plan:
    """An earlier report as the beginning of one of `fiscal_year` (พ.ศ.), measured by the calendar of now.

    Its numbers, rows, step texts, labels and order come along where their steps exist; what has no place
    is left over, and each step of now that has no row gets one in the calendar's order. Results and
    statuses never come along.
    """
    placing = _Placing(earlier, editions, fiscal_year)
    groups = [placing.group(number, group) for number, group in _numbered(earlier)]
    placed = placing.with_new_steps([group for group in groups if group.lines])
    return Plan(tuple(placed), tuple(placing.left))


def _numbered(earlier: document.Report) -> Iterator[tuple[int, document.Group]]:
    return enumerate(earlier.groups, start=1)


def _codes(items: Iterable[document.Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for item in items for code in item.steps))


class _Placing:
    """Places the rows of one earlier report; what finds no place is in `left` afterwards."""

    def __init__(self, earlier: document.Report, editions: Sequence[Edition], year: int) -> None:
        self.earlier = earlier
        self.years = year - earlier.fiscal_year
        self.editions = {one.code: one for one in editions}
        self.calendar = [one.step for one in editions]
        self.titles = titles_of(earlier)
        then = [CalendarStep(code, title) for code, title in self.titles.items()]
        self.known = counterparts(then, self.calendar, same_year=not self.years)
        items = [item for _, _, line in earlier.lines() for item in line.items]
        self.answered = set(self.known.of(_codes(items)))
        self.left: list[Left] = []

    def group(self, number: int, group: document.Group) -> PlacedGroup:
        lines = [self._line(number, group, line) for line in group.lines]
        kept = tuple(line for line in lines if line.items)
        return self._windows(kept, group)

    def _line(self, number: int, group: document.Group, line: document.Line) -> PlacedLine:
        placed = [self._item(item) for item in line.items]
        homeless = [item for item, new in zip(line.items, placed, strict=True) if new is None]
        if homeless:
            self._leave(number, group, line, tuple(homeless))
        items = tuple(item for item in placed if item is not None)
        if not line.items:
            items = (document.Item(""),)
        kind: Kind = "carried" if _codes(items) else "own"
        return PlacedLine(items, kind, line.key)

    def _item(self, item: document.Item) -> document.Item | None:
        """A step text with the steps of now; None where those it answered are not there."""
        if not item.steps:
            return replace(item, steps=self._by_words(item.text))
        codes = self._in_order(self.known.of(item.steps))
        if not codes:
            return None
        return replace(item, steps=codes, text=self._text(item, codes))

    def _by_words(self, text: str) -> tuple[str, ...]:
        """The steps that an untied text surely names, where no other row answers them."""
        taken, rivals = steps.match(text, self.calendar)
        codes = {one.code for one in taken}
        if not codes or codes & self.answered or steps.is_unsure(taken, rivals):
            return ()
        self.answered |= codes
        return self._in_order(codes)

    def _in_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        wanted = set(codes)
        return tuple(code for code in self.editions if code in wanted)

    def _text(self, item: document.Item, codes: tuple[str, ...]) -> str:
        """The text as it was, in the words of the new calendar where it was in those of the old."""
        was = [self.titles.get(code, "") for code in item.steps]
        if len(was) == len(codes) == 1 and thai.bare(item.text) == thai.bare(was[0]):
            return self.editions[codes[0]].title
        return item.text

    def _leave(self, number: int, group: document.Group, line: document.Line, items) -> None:
        codes = _codes(items)
        window, _ = self._provincial((), group, None)
        gone = tuple(title for code in codes if (title := self.titles.get(code, "")))
        proposals = self._in_order(self.known.proposed(codes))
        bare = tuple(replace(item, steps=()) for item in items)
        self.left.append(Left(number, bare, window, proposals, gone, line.key))

    # Windows

    def _windows(self, lines: tuple[PlacedLine, ...], group: document.Group) -> PlacedGroup:
        codes = _codes(item for line in lines for item in line.items)
        official = self._official(codes, group)
        provincial, window_from = self._provincial(codes, group, official)
        return PlacedGroup(lines, official, provincial, window_from)

    def _official(self, codes: tuple[str, ...], group: document.Group) -> Window | None:
        """That of the calendar of now; a row of the province's own keeps its words within one year."""
        if codes:
            return span([self.editions[code].official for code in codes])
        return None if self.years else group.official

    def _provincial(self, codes, group: document.Group, official) -> tuple[Window | None, From]:
        planned = [one for code in codes if (one := self.editions[code].planned)]
        if planned:
            return span(planned), "plan"
        before = group.provincial
        if before is not None and not self.years:
            return before, "before"
        moved = shifted(before, self.years) if before else None
        kept = within(moved, official) if moved else None
        return (kept, "shifted") if kept else (official, "official")

    # Steps without a row

    def with_new_steps(self, groups: list[PlacedGroup]) -> list[PlacedGroup]:
        """The numbers with one more for each step that none of them answers, in the calendar's order."""
        there = {code for group in groups for code in group.steps}
        place = next((at for at, group in enumerate(groups) if group.steps), len(groups))
        for edition in self.editions.values():
            if edition.code in there:
                place = next(n for n, one in enumerate(groups, 1) if edition.code in one.steps)
            else:
                groups.insert(place, _new(edition))
                place += 1
        return groups


def titles_of(earlier: document.Report) -> dict[str, str]:
    """Code → title of every step that a report answers or was measured against.

    A step of another edition of its calendar goes by the first text that answers it.
    """
    titles = {step.code: step.title for step in earlier.calendar_steps}
    for _, _, line in earlier.lines():
        for item in line.items:
            for code in item.steps:
                titles.setdefault(code, item.text)
    return titles


def _new(edition: Edition) -> PlacedGroup:
    line = PlacedLine((document.Item(edition.title, steps=(edition.code,)),), "new")
    window = edition.planned or edition.official
    return PlacedGroup((line,), edition.official, window, "plan" if edition.planned else "official")


# Windows of several steps, of another year -------------------------------------------------------


def span(windows: Iterable[Window | None]) -> Window | None:
    """From the first start to the last end; where there is but one, that in its own words."""
    found = [one for one in windows if one is not None]
    dated = [one for one in found if one.understood]
    if not dated:
        return found[0] if found else None
    if len({(one.start, one.end, one.precision) for one in dated}) == 1:
        return dated[0]
    starts, ends = [one.start for one in dated], [one.end for one in dated]
    start = None if None in starts else min(starts)
    end = None if None in ends else max(ends)
    if start is None and end is None:
        return dated[0]
    precision = "month" if all(one.precision == "month" for one in dated) else "day"
    return _worded(Window(start, end, precision, ""))


def shifted(window: Window, years: int) -> Window | None:
    """The same days of another year, in words of their own; None for one that is in words alone."""
    if not window.understood:
        return None
    start, end = (_same_day(day, years) for day in (window.start, window.end))
    if window.precision == "month" and end is not None:
        end = end.replace(day=monthrange(end.year, end.month)[1])
    return _worded(replace(window, start=start, end=end))


def _same_day(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def within(window: Window, limits: Window | None) -> Window | None:
    """A window kept inside the limits, in words of its own where it was cut; None where they do not meet."""
    first, last = (limits.start, limits.end) if limits else (None, None)
    start, end = window.start, window.end
    if (end and first and end < first) or (start and last and start > last):
        return None
    start = max(start, first) if start and first else start
    end = min(end, last) if end and last else end
    if (start, end) == (window.start, window.end):
        return window
    return _worded(Window(start, end, "day", ""))


def _worded(window: Window) -> Window:
    return replace(window, text=thai.write_window(window))
