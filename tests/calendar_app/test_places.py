"""Where a day stands beside a window."""

from datetime import date

import pytest

from calendar_app.places import AHEAD, NOW, OVER, UNDATED, place_of
from ita_portal.thai import Window


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [
        (None, None, UNDATED),
        (None, date(2024, 4, 9), OVER),
        (None, date(2024, 4, 10), NOW),
        (date(2024, 4, 10), None, NOW),
        (date(2024, 4, 11), None, AHEAD),
        (date(2024, 4, 10), date(2024, 4, 10), NOW),
        (date(2024, 4, 11), date(2024, 4, 30), AHEAD),
        (date(2024, 4, 1), date(2024, 4, 9), OVER),
    ],
)
def test_a_day_stands_before_in_or_after_a_window(start, end, place):
    window = Window(start, end, "day", "")

    assert place_of(window, date(2024, 4, 10)) == place
