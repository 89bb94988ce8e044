"""A province's plan as its pages need it: rows with windows and ties, the sheet that is printed; reads only."""

from datetime import datetime
from itertools import groupby

from django.db.models import F

from calendar_app import sheets
from calendar_app.models import Activity, ActivityWindow, Phase, Schedule
from ita_portal import typed

Row = Schedule | Phase | Activity

# The columns of typed text of each kind of row.
TEXTS: dict[type, tuple[str, ...]] = {
    Schedule: ("title", "intro", "footnote", "issuer"),
    Phase: ("title",),
    Activity: ("text", "responsible", "reason"),
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
            reason=F("activities__reason"),
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
        ["id", "phase_id", "order", "text", "responsible", "reason", "raw"],
        [
            *(row.activity, phase.pk, row.activity_order),
            *(row.words, row.responsible, row.reason, row.raw),
        ],
    )
    activity.phase, activity.spans, activity.ties = phase, [], []
    return activity


def _ties(schedule: Schedule):
    through = Activity.steps.through.objects.filter(activity__phase__schedule=schedule)
    return through.order_by("calendarstep_id").values_list("activity_id", "calendarstep_id")


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


# ---- the printed sheet


def sheet_of(schedule: Schedule, phases: list[Phase]) -> sheets.Sheet:
    """The plan as it is printed, from its rows."""
    return sheets.Sheet(
        slug=schedule.province.slug,
        province=schedule.province.name,
        fiscal_year=schedule.fiscal_year,
        **{name: getattr(schedule, name) for name in TEXTS[Schedule]}
        | {"title": title_of(schedule)},
        phases=tuple(
            sheets.Phase(
                phase.title,
                tuple(
                    sheets.Activity(
                        activity.text,
                        activity.responsible,
                        tuple(span.window for span in activity.spans if span.window),
                    )
                    for activity in phase.rows
                ),
            )
            for phase in phases
        ),
    )


def title_of(schedule: Schedule) -> str:
    return schedule.title or str(schedule)


def words_of(row: Row | None) -> str:
    """What a row says in a few words, for a message about it."""
    words = "" if row is None else str(row)
    beginning = " ".join(words.split())
    return f"“{beginning[:120]}{'…' if len(beginning) > 120 else ''}”" if beginning else "แถวว่าง"
