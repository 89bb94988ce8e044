"""A plan under its row lock, its rows by name, and what every change of it does in the end."""

from collections.abc import Sequence

from calendar_app import plans
from calendar_app.actions import Refused
from calendar_app.models import Activity, Phase, Schedule
from ita_portal.models import User

GONE = "แถวนี้ถูกลบไปแล้ว โปรดดูแผนล่าสุด"


def locked(schedule: Schedule, by: User) -> Schedule:
    """The plan read anew under its row lock, for people of its province only."""
    plans_there = Schedule.objects.select_for_update(of=("self",)).select_related("province")
    current = plans_there.filter(pk=schedule.pk).first()
    if current is None:
        raise Refused("แผนนี้ถูกลบไปแล้ว")
    if not by.of_a_province or by.province_id != current.province_id:
        raise Refused("แผนนี้เป็นของจังหวัดอื่น")
    return current


def mark_changed(schedule: Schedule, *columns: str) -> None:
    schedule.version += 1
    schedule.save(update_fields=["version", *columns])


def row_of(phases: list[Phase], name: str) -> Phase | Activity:
    for phase in phases:
        for row in (phase, *phase.rows):
            if plans.name_of(row) == name:
                return row
    raise Refused(GONE)


def renumber(rows: Sequence[Phase] | Sequence[Activity]) -> None:
    for order, row in enumerate(rows, start=1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
