"""Rows of a plan: added and moved."""

from calendar_app import plans
from calendar_app.actions import Refused
from calendar_app.models import Activity, Phase, Schedule
from calendar_app.plan_actions.content import ActivityContent
from calendar_app.plan_actions.locking import locked, mark_changed, renumber, row_of
from calendar_app.plan_actions.storing import add_activity_row
from calendar_app.plans import Row
from ita_portal.models import User
from ita_portal.writing import action


@action
def add_phase(*, schedule: Schedule, by: User, title: str = "") -> Phase:
    """An empty phase after the last."""
    schedule = locked(schedule, by)
    phase = last_phase(schedule, title)
    mark_changed(schedule)
    return phase


def last_phase(schedule: Schedule, title: str = "") -> Phase:
    return Phase.objects.create(schedule=schedule, order=schedule.phases.count() + 1, title=title)


@action
def add_activity(*, schedule: Schedule, by: User, phase: str) -> Activity:
    """An empty activity at the end of a phase, by its name. Raises Refused when the phase is gone."""
    schedule = locked(schedule, by)
    row = row_of(plans.phases_of(schedule), phase)
    activity = add_activity_row(row, len(row.rows) + 1, ActivityContent(""))
    mark_changed(schedule)
    return activity


@action
def move(*, schedule: Schedule, by: User, row: str, down: bool) -> Row:
    """One place up or down; an activity at the edge of its phase goes over into the next one.

    Raises Refused at the edge of the plan, and when the row is gone.
    """
    schedule = locked(schedule, by)
    phases = plans.phases_of(schedule)
    moved = row_of(phases, row)
    step = 1 if down else -1
    siblings = siblings_of(phases, moved)
    place = siblings.index(moved) + step
    if 0 <= place < len(siblings):
        siblings.remove(moved)
        siblings.insert(place, moved)
        renumber(siblings)
    else:
        _move_over(phases, moved, step)
    mark_changed(schedule)
    return moved


def siblings_of(phases: list[Phase], row: Phase | Activity) -> list:
    return phases if isinstance(row, Phase) else row.phase.rows


def _move_over(phases: list[Phase], moved: Phase | Activity, step: int) -> None:
    place = phases.index(moved.phase) + step if isinstance(moved, Activity) else -1
    if not 0 <= place < len(phases):
        raise Refused("แถวนี้อยู่ล่างสุดของแผนแล้ว" if step > 0 else "แถวนี้อยู่บนสุดของแผนแล้ว")
    left, moved.phase = moved.phase, phases[place]
    left.rows.remove(moved)
    moved.phase.rows.insert(0 if step > 0 else len(moved.phase.rows), moved)
    moved.order = moved.phase.rows.index(moved) + 1
    moved.save(update_fields=["phase", "order"])
    renumber(left.rows)
    renumber(moved.phase.rows)
