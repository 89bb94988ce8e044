"""Every change of the days off of the offices."""

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
