"""A province's year as rows and as a picture: the NACC's windows, its own, what was reported, today (pure)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from calendar_app.models import Activity, Phase, RevisionStep
from calendar_app.months import Month, months_of
from calendar_app.official import Outside, outside
from calendar_app.places import PLACE_LABELS, place_of
from ita_portal import thai
from ita_portal.thai import Window

# Hundredths of the year that a letter takes where the picture is narrowest, and the gap beside a bar.
LETTER, GAP = 0.8, 2.0
# Thai marks above and below the letters take no room of their own.
MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
LONGEST = 80  # characters of words that were not understood
NACC = "ป.ป.ช."


@dataclass(frozen=True, slots=True)
class Reported:
    """What the newest report says of a step: `kind` done, in_progress, not_due or answered.

    `source` names the report it stands in; `as_of` is the day it speaks of.
    """

    kind: str
    label: str
    source: str
    as_of: date | None = None


# ---- the rows


@dataclass(frozen=True, slots=True)
class Planned:
    """An activity of the plan with the windows it has; `number` as printed."""

    number: str
    text: str
    responsible: str
    windows: tuple[Window, ...]
    outside: Outside | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A step of the calendar with the activities tied to it; or one activity alone, which has no `number`."""

    number: str
    title: str
    official: Window | None
    owner: str
    place: str
    planned: tuple[Planned, ...] = ()
    reported: Reported | None = None

    @property
    def label(self) -> str:
        """ข้อ ๓ of a step, ๑.๒ of an activity."""
        return f"ข้อ {self.number}" if self.number else self.planned[0].number


@dataclass(frozen=True, slots=True)
class Year:
    """The whole of a fiscal year (พ.ศ.) on a day: the calendar's steps, then what is tied to none of them."""

    fiscal_year: int
    today: date
    steps: list[YearRow] = field(default_factory=list)
    others: list[YearRow] = field(default_factory=list)

    @property
    def months(self) -> list[Month]:
        return months_of(self.fiscal_year)

    @property
    def is_empty(self) -> bool:
        return not self.steps and not self.others

    @property
    def is_running(self) -> bool:
        return thai.fiscal_year_of(self.today) == self.fiscal_year

    @property
    def asks_reasons(self) -> list[Planned]:
        """Activities outside the official time for which nobody has said why, each once."""
        found = {one.number: one for row in self.steps for one in row.planned if one.outside}
        return [one for one in found.values() if not one.reason]

    @property
    def unplanned(self) -> list[YearRow]:
        """Steps for which the province has set no time."""
        return [row for row in self.steps if not any(one.windows for one in row.planned)]


def year_of(
    fiscal_year: int,
    today: date,
    editions: Sequence[RevisionStep],
    phases: Sequence[Phase],
    reported: Mapping[int, Reported],
) -> Year:
    """`editions`: the calendar in force, in order; `phases` as of `plans.phases_of`; `reported` by CalendarStep id."""
    official = {edition.step_id: edition.window for edition in editions}
    planned: dict[int, list[Planned]] = {step: [] for step in official}
    others = []
    for number, activity in numbered(phases):
        one = _planned(number, activity, official)
        ties = [tie for tie in activity.ties if tie in official]
        for tie in ties:
            planned[tie].append(one)
        if not ties:
            others.append(_alone(one, today))
    steps = [
        YearRow(
            number=thai.to_thai_digits(place),
            title=edition.title,
            official=edition.window,
            owner=edition.get_owner_display(),
            place=PLACE_LABELS[place_of(edition, today)],
            planned=tuple(planned[edition.step_id]),
            reported=reported.get(edition.step_id),
        )
        for place, edition in enumerate(editions, start=1)
    ]
    return Year(fiscal_year, today, steps, others)


def numbered(phases: Sequence[Phase]) -> Iterable[tuple[str, Activity]]:
    """Each activity with its number as printed: ๑.๑."""
    for place, phase in enumerate(phases, start=1):
        for number, activity in enumerate(phase.rows, start=1):
            yield thai.to_thai_digits(f"{place}.{number}"), activity


def _planned(number: str, activity: Activity, official: Mapping[int, Window | None]) -> Planned:
    windows = tuple(span.window for span in activity.spans if span.window)
    ties = [official[tie] for tie in activity.ties if tie in official]
    return Planned(
        number=number,
        text=activity.text,
        responsible=activity.responsible,
        windows=windows,
        outside=outside(windows, ties),
        reason=activity.reason,
    )


def _alone(one: Planned, today: date) -> YearRow:
    places = [place_of(window, today) for window in one.windows if window.understood]
    now = next((place for place in ("now", "ahead", "over") if place in places), "undated")
    return YearRow("", one.text, None, "", PLACE_LABELS[now], (one,))


# ---- the picture


@dataclass(frozen=True, slots=True)
class Bar:
    """A window in the picture: where it begins and how long it is, in hundredths of the year, as text for SVG.

    `shape`: span, until and since where only one end is known, mark for a report.
    """

    left: str
    width: str
    middle: str
    shape: str


LANE, STACKED = 22, 38  # units: words beside a bar, and above it


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the picture: `kind` nacc, province, warned or report; its bar and the words to it.

    `at`, `anchor`: where the words stand; `stacked`: above the bar, since there is no room beside it.
    `mark`: the drawing of a report's status.
    """

    kind: str
    words: str
    top: int
    bar: Bar | None
    at: str
    anchor: str
    stacked: bool = False
    mark: str = ""

    @property
    def height(self) -> int:
        return STACKED if self.stacked else LANE

    @property
    def bar_top(self) -> int:
        return self.top + self.height - 16

    @property
    def baseline(self) -> int:
        return self.top + 16

    @property
    def nudge(self) -> int:
        """Units between a bar and its words."""
        away = 0 if self.stacked else 8
        return away if self.anchor == "start" else -away


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of the year as a picture of `height` units."""

    row: YearRow
    lanes: list[Lane]

    @property
    def height(self) -> int:
        return max(sum(lane.height for lane in self.lanes), LANE) + 4


@dataclass(frozen=True, slots=True)
class Picture:
    """The year drawn: months with their places, today's place or none, a strip for each row."""

    months: list[tuple[Month, str, str]]
    today: str | None
    today_anchor: str
    steps: list[Strip]
    others: list[Strip]


def draw(year: Year) -> Picture:
    scale = Scale(year.months[0].start, year.months[-1].end)
    places = [scale.left(month.start) for month in year.months]
    middles = [(scale.left(month.start) + scale.right(month.end)) / 2 for month in year.months]
    now = scale.middle(year.today) if year.is_running else None
    return Picture(
        months=[
            (month, written(left), written(middle))
            for month, left, middle in zip(year.months, places, middles, strict=True)
        ],
        today=None if now is None else written(now),
        today_anchor="end" if (now or 0) > 85 else "start",
        steps=[_strip(row, scale) for row in year.steps],
        others=[_strip(row, scale) for row in year.others],
    )


def written(place: float) -> str:
    """A place as SVG takes it: 8.49%."""
    return f"{place:.2f}%"


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to hundredths of the time from `first` to `last`; what lies beyond is at the edge."""

    first: date
    last: date

    def left(self, day: date) -> float:
        days = (day - self.first).days
        return min(max(days / ((self.last - self.first).days + 1), 0.0), 1.0) * 100

    def right(self, day: date) -> float:
        return self.left(min(day, self.last) + date.resolution)

    def middle(self, day: date) -> float:
        return (self.left(day) + self.right(day)) / 2

    def holds(self, window: Window) -> bool:
        start, end = window.start or window.end, window.end or window.start
        return window.understood and start <= self.last and end >= self.first


def _strip(row: YearRow, scale: Scale) -> Strip:
    lanes: list[Lane] = []
    for kind, label, window in _windows(row):
        lanes.append(_lane(kind, label, window, scale, _below(lanes)))
    if row.reported:
        lanes.append(_report(row.reported, scale, _below(lanes)))
    return Strip(row, lanes)


def _below(lanes: list[Lane]) -> int:
    return sum(lane.height for lane in lanes)


def _windows(row: YearRow) -> Iterable[tuple[str, str, Window]]:
    """Kind, whose it is, and the window itself."""
    if row.official:
        yield "nacc", NACC, row.official
    for one in row.planned:
        for window in one.windows:
            is_outside = one.outside and window in one.outside.windows
            label = f"จังหวัด {one.number}" if row.number else "จังหวัด"
            yield "warned" if is_outside else "province", label, window


def _lane(kind: str, label: str, window: Window, scale: Scale, top: int) -> Lane:
    told = thai.write_window(window, short=True)
    words = f"{label} {told if len(told) <= LONGEST else f'{told[:LONGEST]}…'}"
    if kind == "warned":
        words += " (นอกช่วง ป.ป.ช.)"
    if not scale.holds(window):
        if window.understood:
            words += " (นอกปีงบประมาณ)"
        return Lane(kind, words, top, None, written(0), "start")
    start, end = window.start or window.end, window.end or window.start
    left, right = scale.left(start), scale.right(end)
    shape = "span" if window.start and window.end else "until" if window.end else "since"
    bar = Bar(written(left), written(right - left), written((left + right) / 2), shape)
    return Lane(kind, words, top, bar, *_beside(left, right, words))


def _report(reported: Reported, scale: Scale, top: int) -> Lane:
    place = scale.middle(min(max(reported.as_of or scale.last, scale.first), scale.last))
    bar = Bar(written(place), written(0), written(place), "mark")
    words = f"รายงาน: {reported.label} ({reported.source})"
    return Lane("report", words, top, bar, *_beside(place, place + 1, words), mark=reported.kind)


def _beside(left: float, right: float, words: str) -> tuple[str, str, bool]:
    """Words stand after a bar where there is room, else before it, else above it."""
    room = len(MARKS.sub("", words)) * LETTER + GAP
    if 100 - right >= room:
        return written(right), "start", False
    if left >= room:
        return written(left), "end", False
    return (written(left), "start", True) if left <= 50 else (written(right), "end", True)
