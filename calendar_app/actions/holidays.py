"""Every change of the days off of the offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from calendar_app.actions.asking import column_limit, given_reason, only_central
from calendar_app.models import Holiday
from ita_portal.models import User
from ita_portal.writing import action


@action
def save_holiday(*, day: date, name: str, by: User | None) -> Holiday:
    """A day off of the offices, new or under another name. Raises Refused for no name or one too long."""
    only_central(by)
    name = given_reason(name, "โปรดระบุชื่อวันหยุด", column_limit(Holiday, "name"))
    holiday = Holiday.objects.select_for_update().filter(day=day).first() or Holiday(day=day)
    holiday.name = name
    holiday.save()
    return holiday


@action
def delete_holiday(*, holiday: Holiday, by: User | None) -> None:
    """Offices work on that day after all."""
    only_central(by)
    holiday.delete()


@dataclass(frozen=True, slots=True)
class HolidaysSaved:
    """How many days of a list are new, have another name now, or stood there already."""

    added: int = 0
    renamed: int = 0
    same: int = 0


@action
def save_holidays(*, days: Mapping[date, str], by: User | None) -> HolidaysSaved:
    """All days of a list or none; days that it does not name stay. Raises Refused."""
    known = dict(Holiday.objects.filter(day__in=days).values_list("day", "name"))
    changed = {day: name for day, name in days.items() if known.get(day) != name.strip()}
    for day, name in sorted(changed.items()):
        save_holiday(day=day, name=name, by=by)
    renamed = len(changed.keys() & known.keys())
    return HolidaysSaved(len(changed) - renamed, renamed, len(days) - len(changed))
