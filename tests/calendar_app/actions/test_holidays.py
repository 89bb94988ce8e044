"""Days off of the offices, one by one and by the list."""

from datetime import date

import pytest

from calendar_app import actions
from calendar_app.models import Holiday
from tests import cast

pytestmark = pytest.mark.django_db

SONGKRAN, NEW_YEAR = date(2024, 4, 13), date(2024, 1, 1)


def known() -> dict[date, str]:
    return dict(Holiday.objects.values_list("day", "name"))


def test_a_list_adds_and_names_anew_and_leaves_the_others():
    actions.save_holiday(day=NEW_YEAR, name="ปีใหม่", by=cast.central())
    actions.save_holiday(day=date(2024, 12, 31), name="วันสิ้นปี", by=None)

    saved = actions.save_holidays(
        days={NEW_YEAR: "วันขึ้นปีใหม่", SONGKRAN: "วันสงกรานต์"}, by=cast.central()
    )
    again = actions.save_holidays(
        days={NEW_YEAR: "วันขึ้นปีใหม่", SONGKRAN: "วันสงกรานต์"}, by=cast.central()
    )

    assert (saved, again) == (actions.HolidaysSaved(1, 1, 0), actions.HolidaysSaved(0, 0, 2))
    assert known() == {
        NEW_YEAR: "วันขึ้นปีใหม่",
        SONGKRAN: "วันสงกรานต์",
        date(2024, 12, 31): "วันสิ้นปี",
    }


def test_all_of_a_list_or_nothing():
    with pytest.raises(actions.Refused, match="ชื่อวันหยุด"):
        actions.save_holidays(days={NEW_YEAR: "วันขึ้นปีใหม่", SONGKRAN: " "}, by=cast.central())

    assert known() == {}


def test_only_the_central_admin_names_days_off():
    with pytest.raises(actions.Refused):
        actions.save_holidays(days={NEW_YEAR: "วันขึ้นปีใหม่"}, by=cast.reviewer())
