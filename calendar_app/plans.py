"""A province's plan as its pages need it: rows with windows and ties, the months of its year; reads only."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import F

from calendar_app.models import Activity, ActivityWindow, Phase, Schedule
from ita_portal import thai, typed
from ita_portal.thai import Window
from ita_portal.thai.dates import days_in_month

Row = Schedule | Phase | Activity

# The columns of typed text of each kind of row.
TEXTS: dict[type, tuple[str, ...]] = {
    Schedule: ("title", "intro", "footnote", "issuer"),
    Phase: ("title",),
    Activity: ("text", "responsible"),
}


# Under this key an activity's `raw` holds what became of last year's ties: `unmatched`, `by_words`.
LAST_YEAR = "last_year"


# ---- rows


def phases_of(schedule: Schedule) -> list[Phase]:
    """The phases in order, each with `rows`: its activities, each with `spans` (its windows) and `ties`.

    `ties` are CalendarStep ids. Three queries, whatever the size.
    """
    phases = _phases(schedule)
    activities = {activity.pk: activity for phase in phases for activity in phase.rows}
    for span in ActivityWindow.objects.filter(activity__phase__schedule=schedule):
        activities[span.activity_id].spans.append(span)
    for activity, step in _ties(schedule):
        activities[activity].ties.append(step)
    return phases


def _phases(schedule: Schedule) -> list[Phase]:
    """A phase comes once for each of its activities, or once alone."""
    found = (
        Phase.objects.filter(schedule=schedule)
        .annotate(
            activity=F("activities__pk"),
            activity_order=F("activities__order"),
            words=F("activities__text"),
            responsible=F("activities__responsible"),
            raw=F("activities__raw"),
        )
        .order_by("order", "pk", "activities__order", "activities__pk")
    )
    return [_phase(schedule, list(same)) for _, same in groupby(found, key=lambda row: row.pk)]


def _phase(schedule: Schedule, repeated: list[Phase]) -> Phase:
    phase = repeated[0]
    phase.schedule = schedule
    phase.rows = [_activity(phase, row) for row in repeated if row.activity]
    return phase


def _activity(phase: Phase, row: Phase) -> Activity:
    activity = Activity.from_db(
        row._state.db,
        ["id", "phase_id", "order", "text", "responsible", "raw"],
        [row.activity, phase.pk, row.activity_order, row.words, row.responsible, row.raw],
    )
    activity.phase, activity.spans, activity.ties = phase, [], []
    return activity


def _ties(schedule: Schedule):
    through = Activity.steps.through.objects.filter(activity__phase__schedule=schedule)
    return through.order_by("pk").values_list("activity_id", "calendarstep_id")


def changed_at(schedule: Schedule) -> datetime:
    """When the plan was last written to: every change of its rows makes a new version of it."""
    return schedule.history.values_list("history_date", flat=True).first()


def name_of(row: Row) -> str:
    """How pages and actions name a row: plan, p5 (a phase), a7 (an activity)."""
    if isinstance(row, Schedule):
        return "plan"
    return f"{'p' if isinstance(row, Phase) else 'a'}{row.pk}"


def by_name(schedule: Schedule, phases: list[Phase]) -> dict[str, Row]:
    """Every row of the plan under its name, in the order of the page."""
    rows: list[Row] = [schedule]
    for phase in phases:
        rows += [phase, *phase.rows]
    return {name_of(row): row for row in rows}


def boxes(row: Row) -> typed.Fields:
    """What the boxes of a row hold: its texts, and the windows and ties of an activity."""
    fields = {name: [getattr(row, name)] for name in TEXTS[type(row)]}
    if isinstance(row, Activity):
        fields["windows"] = ["\n".join(typed.shown_window(span.window) for span in row.spans)]
        # The empty value says that there were boxes to tick at all.
        fields["steps"] = ["", *map(str, row.ties)]
    return fields


def token(row: Row) -> str:
    """What a row says, as a short word: a form made from it is out of date when the word has changed."""
    return typed.digest(boxes(row))


# ---- months


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

    def is_in(self, window: Window) -> bool:
        """Whether the window covers a day of the month; an end that is not known counts as one day."""
        if not window.understood:
            return False
        start, end = window.start or window.end, window.end or window.start
        return start <= self.end and end >= self.start


def months_of(fiscal_year: int) -> list[Month]:
    """October to September of a fiscal year (พ.ศ.)."""
    months = [*range(10, 13), *range(1, 10)]
    return [_month(thai.year_in_fiscal_year(fiscal_year, month), month) for month in months]


def _month(year: int, month: int) -> Month:
    first = thai.be_date(year, month, 1)
    return Month(first, first.replace(day=days_in_month(year, month)))


def is_told_by_months(window: Window, months: list[Month]) -> bool:
    """Whether the marks under the months say all of a window: whole months of the year, both ends known."""
    return (
        window.precision == "month"
        and window.start is not None
        and window.end is not None
        and months[0].start <= window.start
        and window.end <= months[-1].end
    )


# ---- the printed sheet


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An activity as printed: `marks` is one truth per month; `windows` what the marks cannot say."""

    number: str
    text: str
    responsible: str
    windows: tuple[Window, ...]
    marks: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class SheetPhase:
    number: str
    title: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The plan against the months of its year."""

    months: list[Month]
    phases: list[SheetPhase]


def sheet_of(schedule: Schedule) -> Sheet:
    """The plan as it is printed: numbers are places. Three queries."""
    months = months_of(schedule.fiscal_year)
    phases = [
        SheetPhase(
            thai.to_thai_digits(f"{place}."),
            phase.title,
            tuple(
                _sheet_row(thai.to_thai_digits(f"{place}.{number}"), activity, months)
                for number, activity in enumerate(phase.rows, start=1)
            ),
        )
        for place, phase in enumerate(phases_of(schedule), start=1)
    ]
    return Sheet(months, phases)


def _sheet_row(number: str, activity: Activity, months: list[Month]) -> SheetRow:
    windows = [span.window for span in activity.spans if span.window]
    return SheetRow(
        number=number,
        text=activity.text,
        responsible=activity.responsible,
        windows=tuple(one for one in windows if not is_told_by_months(one, months)),
        marks=tuple(any(month.is_in(one) for one in windows) for month in months),
    )


def words_of(row: Row | None) -> str:
    """What a row says in a few words, for a message about it."""
    words = "" if row is None else str(row)
    beginning = " ".join(words.split())
    return f"“{beginning[:120]}{'…' if len(beginning) > 120 else ''}”" if beginning else "แถวว่าง"
