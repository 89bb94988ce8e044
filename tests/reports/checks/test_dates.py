"""Dates and years in running text, however they are written; numbers that are none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.checks.dates import dates, years


def read(text: str) -> list[tuple]:
    return [(one.words, one.day, one.month, one.year) for one in dates(text, 2567)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เมื่อวันที่ ๘ กุมภาพันธ์ ๒๕๖๗", [("๘ กุมภาพันธ์ ๒๕๖๗", 8, 2, 2567)]),
        ("ลงวันที่ ๑๑ มกราคม พ.ศ. ๒๕๖๖", [("๑๑ มกราคม พ.ศ. ๒๕๖๖", 11, 1, 2566)]),
        ("เดือนธันวาคม ๒๕๖๕", [("เดือนธันวาคม ๒๕๖๕", None, 12, 2565)]),
        ("ในธันวาคม ๒๕๖๕", [("ธันวาคม ๒๕๖๕", None, 12, 2565)]),
        ("๓๑ม.ค.๖๗", [("๓๑ม.ค.๖๗", 31, 1, 2567)]),
        ("5 มค 67", [("5 มค 67", 5, 1, 2567)]),
        ("5 มี.ค. 24", [("5 มี.ค. 24", 5, 3, 2567)]),
        ("12 มิ.ย. 2024", [("12 มิ.ย. 2024", 12, 6, 2567)]),
        ("1/2/2567 และ ๐๓-๐๔-๖๗", [("1/2/2567", 1, 2, 2567), ("๐๓-๐๔-๖๗", 3, 4, 2567)]),
        ("๑ - ๓๑ มกราคม ๒๕๖๗", [("๓๑ มกราคม ๒๕๖๗", 31, 1, 2567)]),
        ("๒๙ กุมภาพันธ์ ๒๕๖๗", [("๒๙ กุมภาพันธ์ ๒๕๖๗", 29, 2, 2567)]),
    ],
)
def test_dates_are_read_in_every_form(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "คำสั่งที่ ๑๒๗/๒๕๖๖ ทั้ง ๓๓ หน่วยงาน และ ๔๓ ข้อคำถาม",
        "๒๙ กุมภาพันธ์ ๒๕๖๖",
        "๓๒ มกราคม ๒๕๖๗",
        "1/13/2567",
        "โทร. 08-12-3456789 และ 1/2/3/2567",
        "อบรม ๕ มี.ค. ๒๐ คน",
        "ที่ ลพ ๐๐๑๗.๒/๑๒๓๔",
        "๓ มกราคม ๙๙๙๙",
    ],
)
def test_other_numbers_are_no_dates(text):
    assert read(text) == []


def test_a_mention_knows_its_first_and_last_day():
    month, day = dates("เดือนกุมภาพันธ์ ๒๕๖๗ ถึง ๘ มีนาคม ๒๕๖๗", 2567)

    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (day.first, day.last) == (date(2024, 3, 8), date(2024, 3, 8))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๗", [("ปีงบประมาณ พ.ศ. ๒๕๖๗", 2567)]),
        ("ITA ปี 2566 และปี2567", [("ปี 2566", 2566), ("ปี2567", 2567)]),
        ("ค.ศ. 2024", [("ค.ศ. 2024", 2567)]),
        ("จำนวน ๒๕๖๗ คน คำสั่ง ๑/๒๕๖๗ ปี ๓๐๐๐", []),
    ],
)
def test_years_count_only_where_they_are_called_so(text, expected):
    assert [(one.words, one.year) for one in years(text)] == expected


PIECES = st.sampled_from(
    [*"0๑29/- .", "มกราคม", "ม.ค.", "เดือน", "พ.ศ.", "ปี", "2567", "๖๗", "กุมภาพันธ์ "]
)


@given(st.text() | st.lists(PIECES, max_size=30).map("".join))
def test_what_is_mentioned_stands_in_the_text_where_it_says(text):
    for one in (*dates(text, 2567), *years(text)):
        assert text[one.start : one.end] == one.words
        assert one.first <= one.last
