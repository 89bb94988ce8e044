"""Rows removed from a plan and brought back from the history, with their windows and ties."""

from calendar_app import plans
from calendar_app.actions import Refused
from calendar_app.models import Activity, ActivityWindow, Phase, Schedule
from calendar_app.plan_actions.locking import locked, mark_changed, renumber, row_of
from calendar_app.plan_actions.rows import siblings_of
from calendar_app.plans import Row
from ita_portal.models import User
from ita_portal.writing import action


@action
def delete(*, schedule: Schedule, by: User, row: str) -> int:
    """Remove an activity, or a phase with all in it. Returns what `undo` takes to bring it back.

    Raises Refused when the row is gone.
    """
    schedule = locked(schedule, by)
    phases = plans.phases_of(schedule)
    gone = row_of(phases, row)
    remove(gone, _reason(schedule, schedule.version))
    siblings = siblings_of(phases, gone)
    siblings.remove(gone)
    renumber(siblings)
    removal = schedule.version
    mark_changed(schedule)
    return removal


def _reason(schedule: Schedule, version: int) -> str:
    """Marks in the history what was removed together: the version of the plan that still had it."""
    return f"ลบจากแผน {schedule.pk} ฉบับที่ {version}"


def remove(row: Phase | Activity, reason: str) -> None:
    """Delete a row of `plans.phases_of` with all in it, marked in the history by a reason."""
    parts = []
    for activity in row.rows if isinstance(row, Phase) else [row]:
        parts += [*activity.spans, activity]
    for part in [*parts, row] if isinstance(row, Phase) else parts:
        part._change_reason = reason
        part.delete()


@action
def undo(*, schedule: Schedule, by: User, removal: int) -> Row:
    """เลิกทำ: bring back what a `delete` removed, from the history, with its windows and ties.

    Raises Refused when it is back already, or the phase of an activity is gone.
    """
    schedule = locked(schedule, by)
    rows = bring_back(schedule, _reason(schedule, removal))
    if not rows:
        raise Refused("นำกลับมาไม่ได้ เพราะนำกลับมาแล้ว หรือช่วงการดำเนินงานของกิจกรรมนี้ถูกลบไปแล้ว")
    mark_changed(schedule)
    return rows[0]


def bring_back(schedule: Schedule, reason: str) -> list[Row]:
    """The rows that were removed for a reason, again in their places, phases first.

    Those that have come back since are left alone, and so are activities whose phase is gone.
    """
    removed = {"history_type": "-", "history_change_reason": reason}
    phases = _brought_back(Phase.history.filter(**removed))
    there = schedule.phases.values("pk")
    activities = _brought_back(Activity.history.filter(**removed, phase__in=there))
    for span in ActivityWindow.history.filter(**removed, activity__in=activities):
        span.instance.save(force_insert=True)
    return [*phases, *activities]


def _brought_back(records) -> list:
    rows = []
    for record in records.order_by("order", "id"):
        newest = type(record).objects.filter(id=record.id).order_by("-history_id").first()
        if newest == record:
            rows.append(_inserted(record.instance))
    return rows


def _inserted(row: Phase | Activity) -> Phase | Activity:
    above = "schedule_id" if isinstance(row, Phase) else "phase_id"
    others = list(type(row).objects.filter(**{above: getattr(row, above)}))
    row.save(force_insert=True)
    others.insert(min(row.order - 1, len(others)), row)
    renumber(others)
    if isinstance(row, Activity):
        row.steps.add(*_last_ties(row))
    return row


def _last_ties(activity: Activity) -> list[int]:
    """The ties when the activity was last written: on deletion the history finds none."""
    written = activity.history.filter(history_type__in="+~").exclude(pk=activity.history.first().pk)
    last = written.order_by("-history_id").first()
    return [tie.calendarstep_id for tie in last.steps.all()] if last else []
