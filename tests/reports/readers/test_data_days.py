"""Windows and days of our data files, as written and as Excel and people write them anew."""

from datetime import date

import pytest

from ita_portal.thai import Window
from reports.readers import data_days
from reports.readers.cells import Told

LAST = date(2024, 1, 31)
SECOND, FIRST = date(2024, 2, 1), date(2024, 1, 2)


@pytest.mark.parametrize(
    "typed",
    [
        *("2024-01-31", "2567-01-31", "2024-1-31", "2024-01-31 00:00:00", "2024-01-31T00:00:00"),
        *("31/1/2567", "31/01/67", "31/1/2024", "31/1/24", "31-1-2567", "31.1.2567"),
        *("1/31/2024", "1/31/2567", "31-Jan-24", "31 January 2024", "31-ม.ค.-67"),
        *("45322", "45322.0", "๓๑ มกราคม ๒๕๖๗", "31 ม.ค. 67", "31 มกราคม 2024", "๓๑/๑/๒๕๖๗"),
    ],
)
def test_a_day_is_read_however_it_is_written(typed):
    assert data_days.days(typed) == [LAST]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("1/2/2567", [SECOND, FIRST]),
        ("2/2/2567", [date(2024, 2, 2)]),
        ("29/2/2566", []),
        ("2024-13-01", []),
        ("31/13/2567", []),
        ("มกราคม ๒๕๖๗", []),
        ("เร็วๆ นี้", []),
        ("", []),
        ("12", []),
        ("9999999", []),
    ],
)
def test_what_may_be_several_days_or_none(typed, days):
    assert data_days.days(typed) == days


def read(**cells):
    """The official window of these cells, and what was told."""
    told = Told()
    named = {f"official_{name}": words for name, words in cells.items()}
    found = data_days.window("official", named, "here", 2567, told)
    assert {(warning.place, warning.code) for warning in told.warnings} <= {
        ("here", "window_unread"),
        ("here", "window_differs"),
        ("here", "year_assumed"),
    }
    return found, [warning.text for warning in told.warnings]


def test_dates_rule_and_words_are_kept():
    assert read(start="2024-01-01", end="2024-01-31", precision="day", text="1-31 ม.ค. 67") == (
        Window(date(2024, 1, 1), LAST, "day", "1-31 ม.ค. 67"),
        [],
    )
    assert read(end="2024-01-31", precision="month") == (Window(None, LAST, "month", ""), [])
    assert read() == (None, [])


def test_the_other_era_decides_between_two_readings():
    assert read(start="1/2/2024", start_be="2567-02-01") == (Window(SECOND, None, "day", ""), [])
    assert read(start="1/2/2024", start_be="2567-01-02") == (Window(FIRST, None, "day", ""), [])


def test_two_readings_alone_are_told():
    found, said = read(start="1/2/2024")

    assert found.start == SECOND
    assert said == ["วันที่ “1/2/2024” อ่านเป็น ๑ กุมภาพันธ์ ๒๕๖๗ โปรดตรวจว่าวันกับเดือนไม่สลับกัน"]


@pytest.mark.parametrize(
    ("cells", "start"),
    [
        ({"start": "2024-01-31", "start_be": "2567-01-30"}, LAST),
        ({"start": "ไม่ทราบ", "start_be": "2567-01-31"}, LAST),
        ({"start_be": "เมื่อไร", "start": "2024-01-31"}, LAST),
    ],
)
def test_twins_that_differ_are_told(cells, start):
    found, said = read(**cells)

    assert found.start == start
    assert len(said) == 1


def test_a_day_of_one_era_alone_is_enough():
    assert read(start_be="2567-01-31") == (Window(LAST, None, "day", ""), [])


def test_words_that_say_another_window_are_told():
    found, said = read(start="2024-01-01", end="2024-01-31", text="1-30 ม.ค. 67")

    assert found == Window(date(2024, 1, 1), LAST, "day", "1-30 ม.ค. 67")
    assert len(said) == 1


def test_words_alone_are_read_as_anywhere():
    assert read(text="1-31 ม.ค. 2567")[0] == Window(date(2024, 1, 1), LAST, "day", "1-31 ม.ค. 2567")


def test_words_that_nobody_understands_are_kept_and_told():
    found, said = read(text="เมื่อพร้อม")

    assert found == Window.unread("เมื่อพร้อม")
    assert len(said) == 1


def test_dates_that_cannot_be_read_keep_their_words():
    found, said = read(start="ต้นปี", end="ปลายปี")

    assert found == Window.unread("ต้นปี - ปลายปี")
    assert len(said) == 3


def test_a_window_that_ends_before_it_starts_is_kept_as_words_and_told():
    found, said = read(start="2024-02-01", end="2024-01-31", text="ก.พ.")

    assert found == Window.unread("ก.พ.")
    assert len(said) == 1


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"start": "2024-01-01", "end": "2024-01-31", "text": "1-30 ม.ค. 67"}, "window_differs"),
        ({"start": "2024-01-01", "start_be": "2567-01-02"}, "window_differs"),
        ({"start": "เมื่อวาน", "start_be": "2567-01-02"}, "window_unread"),
        ({"start": "2024-01-31", "end": "2024-01-01"}, "window_unread"),
    ],
)
def test_days_that_can_be_read_and_differ_are_not_called_unread(cells, code):
    told = Told()

    data_days.window(
        "official", {f"official_{name}": said for name, said in cells.items()}, "", 2567, told
    )

    assert [warning.code for warning in told.warnings] == [code]
