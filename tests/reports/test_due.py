"""When a row is not yet due."""

from datetime import date

import pytest

from ita_portal.thai import Window
from reports import due

AS_OF = date(2024, 3, 31)
LATER = Window(date(2024, 4, 1), date(2024, 4, 30), "day", "")
BEGUN = Window(date(2024, 3, 31), date(2024, 4, 30), "day", "")
UNTIL = Window(None, date(2024, 4, 30), "day", "")


@pytest.mark.parametrize(
    ("official", "provincial", "not_due"),
    [
        (LATER, None, True),
        (BEGUN, LATER, False),
        (LATER, BEGUN, True),
        (None, LATER, True),
        (UNTIL, LATER, True),
        (UNTIL, None, False),
        (Window.unread("ตลอดปี"), None, False),
        (None, None, False),
    ],
)
def test_the_official_beginning_decides_else_the_province_s(official, provincial, not_due):
    assert due.is_not_due(official, provincial, AS_OF) is not_due
