"""Working days: counted by weeks and by days, holidays left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.workdays import (
    is_working_day,
    next_working_day,
    working_day_after,
    working_days,
)
from reports.management import reference

SONGKRAN = frozenset({date(2024, 4, 15), date(2024, 4, 16)})
FRIDAY, MONDAY, WEDNESDAY = date(2024, 4, 12), date(2024, 4, 15), date(2024, 4, 17)

days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def test_offices_work_from_monday_to_friday_but_not_on_holidays():
    week = [date(2024, 4, 8) + timedelta(days=one) for one in range(9)]

    assert [is_working_day(day, SONGKRAN) for day in week] == [True] * 5 + [False] * 4


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, date(2024, 4, 14), 0),
        (FRIDAY, WEDNESDAY, 1),
        (FRIDAY, date(2024, 4, 22), 4),
        (WEDNESDAY, FRIDAY, 0),
        (date(2024, 4, 10), date(2024, 4, 11), 1),
    ],
)
def test_days_between_are_counted_without_the_first(after, until, count):
    assert working_days(after, until, SONGKRAN) == count


@given(after=days, until=days, holidays=st.frozensets(days, max_size=20))
def test_counting_by_weeks_is_counting_day_by_day(after, until, holidays):
    one_by_one = [after + timedelta(days=one) for one in range(1, (until - after).days + 1)]

    counted = working_days(after, until, holidays)

    assert counted == sum(is_working_day(day, holidays) for day in one_by_one)


@pytest.mark.parametrize(("day", "first"), [(FRIDAY, FRIDAY), (MONDAY, WEDNESDAY)])
def test_the_next_working_day_may_be_the_day_itself(day, first):
    assert next_working_day(day, SONGKRAN) == first


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (FRIDAY, 1, WEDNESDAY),
        (WEDNESDAY, -1, FRIDAY),
        (MONDAY, 0, MONDAY),
        (FRIDAY, 3, date(2024, 4, 19)),
    ],
)
def test_working_days_before_and_after(day, count, found):
    assert working_day_after(day, count, SONGKRAN) == found


def test_the_days_off_that_are_known_fall_on_weekdays_and_once():
    found = [date.fromisoformat(one["day"]) for one in reference.read("holidays.json")]

    assert found == sorted(set(found))
    assert [day for day in found if day.weekday() > 4] == []
