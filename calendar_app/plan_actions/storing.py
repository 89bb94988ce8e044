"""How texts, windows and ties of a plan's rows come into the database. Only actions call this."""

from collections.abc import Collection, Mapping, Sequence

from calendar_app import plans
from calendar_app.actions import Refused
from calendar_app.models import Activity, ActivityWindow, CalendarStep, Phase, Schedule
from calendar_app.plan_actions.content import ActivityContent, PhaseContent
from calendar_app.plans import Row
from ita_portal.thai import Window


def add_phases(
    schedule: Schedule, phases: Sequence[PhaseContent], steps: Mapping[str, int]
) -> None:
    """Phases with all in them, from the first place on; `steps` has the CalendarStep id of each code."""
    for order, phase in enumerate(phases, start=1):
        row = Phase.objects.create(schedule=schedule, order=order, title=phase.title)
        for place, content in enumerate(phase.activities, start=1):
            activity = add_activity_row(row, place, content)
            tie(activity, [], [steps[code] for code in content.steps])


def add_activity_row(phase: Phase, order: int, content: ActivityContent) -> Activity:
    """An activity with its windows, not tied to any step yet."""
    activity = Activity.objects.create(
        phase=phase,
        order=order,
        text=content.text,
        responsible=content.responsible,
        reason=content.reason,
        raw=dict(content.raw),
    )
    write_windows(activity, [], content.windows)
    return activity


def set_texts(row: Row, texts: Mapping[str, str]) -> None:
    for name in plans.TEXTS[type(row)]:
        setattr(row, name, texts[name])


def write_windows(
    activity: Activity, spans: Sequence[ActivityWindow], windows: Sequence[Window]
) -> None:
    """The windows in their places; only rows that differ are written."""
    for place, window in enumerate(windows):
        span = spans[place] if place < len(spans) else ActivityWindow(activity=activity)
        if span.pk is None or (span.order, span.window) != (place, window):
            span.order, span.window = place, window
            span.save()
    for span in spans[len(windows) :]:
        span.delete()


def tie(activity: Activity, before: Collection[int], steps: Collection[int]) -> None:
    """Tie the activity to these CalendarStep ids of the plan's year and to no others."""
    new = [step for step in steps if step not in before]
    year = activity.phase.schedule.fiscal_year
    if CalendarStep.objects.filter(pk__in=new, fiscal_year=year).count() != len(set(new)):
        raise Refused("ขั้นตอนที่เลือกเป็นของปีงบประมาณอื่น โปรดเลือกขั้นตอนของปีเดียวกับแผน")
    if new:
        activity.steps.add(*new)
    if gone := [step for step in before if step not in steps]:
        activity.steps.remove(*gone)
