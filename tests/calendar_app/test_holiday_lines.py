"""Days off as they are pasted: in any order, from tables and announcements, every bad line told."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.holiday_lines import NO_DAY, NO_NAME, BadLine, read_lines
from ita_portal import thai

NEW_YEAR = date(2025, 1, 1)


@pytest.mark.parametrize(
    "line",
    [
        "1 ม.ค. 2568 วันขึ้นปีใหม่",
        "วันพุธที่ ๑ มกราคม ๒๕๖๘  วันขึ้นปีใหม่",
        "1\tวันพุธที่ 1 มกราคม 2568\tวันขึ้นปีใหม่",
        "1/1/2568, วันขึ้นปีใหม่",
        "วันขึ้นปีใหม่ 1 ม.ค. 2568",
        "วันขึ้นปีใหม่\t1 ม.ค. 68",
        "๑. ๑ มกราคม วันขึ้นปีใหม่",
        "- 1 มกราคม 2568: วันขึ้นปีใหม่",
    ],
)
def test_a_day_is_understood_however_it_is_pasted(line):
    assert read_lines(line, 2568).days == {NEW_YEAR: "วันขึ้นปีใหม่"}


def test_days_in_a_row_are_days_of_their_own():
    found = read_lines("13-15 เม.ย. 2568 วันสงกรานต์\n\n", 2568)

    assert found.days == {date(2025, 4, day): "วันสงกรานต์" for day in (13, 14, 15)}
    assert found.bad == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("วันที่\tวันหยุด", NO_DAY),
        ("1 ม.ค. 2568", NO_NAME),
        ("31 เม.ย. 2568 วันหยุด", "ไม่มีวันที่ ๓๑ เมษายน ๒๕๖๘ (เดือนนี้มี ๓๐ วัน)"),
        ("1/1/2025 วันขึ้นปีใหม่", "ปี ๒๐๒๕ ไม่ใช่ปี พ.ศ. หมายถึง ๒๕๖๘ ใช่หรือไม่"),
    ],
)
def test_a_line_that_is_not_understood_is_told_by_its_number(line, sentence):
    found = read_lines(f"1 ม.ค. 2568 วันขึ้นปีใหม่\n{line}", 2568)

    assert found.bad == [BadLine(2, line, sentence)]
    assert found.days == {NEW_YEAR: "วันขึ้นปีใหม่"}


@given(st.integers(min_value=0, max_value=3650))
def test_every_day_that_is_written_is_read(after):
    day = date(2020, 1, 1) + timedelta(days=after)

    for written in (thai.write_date(day), thai.to_arabic_digits(thai.write_date_short(day))):
        assert read_lines(f"{written} วันหยุด", 2568).days == {day: "วันหยุด"}


@given(st.text(max_size=80))
def test_nothing_that_is_pasted_is_more_than_told(text):
    read_lines(text, 2568)
