"""Working days of the government offices: Monday to Friday without the holidays (pure)."""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5
A_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices work on a day; `holidays` are the days off besides Saturdays and Sundays."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days(after: date, until: date, holidays: Collection[date]) -> int:
    """How many working days lie after one day and up to another, that one included; 0 when it does not come later.

    What arrives on a Friday and is answered on Monday took one.
    """
    days = max((until - after).days, 0)
    weeks, rest = divmod(days, 7)
    last = (after + timedelta(days=7 * weeks + one) for one in range(1, rest + 1))
    weekdays = weeks * 5 + sum(day.weekday() < SATURDAY for day in last)
    off = {day for day in holidays if after < day <= until and day.weekday() < SATURDAY}
    return weekdays - len(off)


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself when offices work on it, else the first after it on which they do."""
    while not is_working_day(day, holidays):
        day += A_DAY
    return day


def working_day_after(day: date, count: int, holidays: Collection[date]) -> date:
    """The working day that comes `count` working days after (negative: before) a day."""
    step = A_DAY if count > 0 else -A_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day
