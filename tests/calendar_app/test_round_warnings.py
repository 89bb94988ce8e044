"""Doubts about the days and the title of a round: said, with the day that would settle them."""

from datetime import date

import pytest

from calendar_app.round_warnings import (
    Days,
    Warned,
    day_off,
    day_warnings,
    moved,
    title_warnings,
    with_weekday,
)

HOLIDAYS = {date(2024, 4, 15): "วันสงกรานต์", date(2024, 4, 16): "วันหยุดชดเชยวันสงกรานต์"}
GOOD = Days(2567, 6, date(2024, 3, 31), date(2024, 4, 1), date(2024, 4, 30))


def changed(**days):
    return day_warnings(
        Days(**{name: getattr(GOOD, name) for name in GOOD.__slots__} | days), HOLIDAYS
    )


def test_days_that_fit_each_other_are_not_doubted():
    assert day_warnings(GOOD, HOLIDAYS) == []


@pytest.mark.parametrize(
    ("days", "warned"),
    [
        (
            {"due_on": date(2024, 4, 13)},
            Warned("due_on", "วันเสาร์ที่ ๑๓ เมษายน ๒๕๖๗ เป็นวันหยุดสุดสัปดาห์", date(2024, 4, 17)),
        ),
        (
            {"due_on": date(2024, 4, 15)},
            Warned(
                "due_on",
                "วันจันทร์ที่ ๑๕ เมษายน ๒๕๖๗ เป็นวันหยุดราชการ (วันสงกรานต์)",
                date(2024, 4, 17),
            ),
        ),
        (
            {"as_of": date(2023, 3, 31)},
            Warned("as_of", "๓๑ มีนาคม ๒๕๖๖ อยู่นอกปีงบประมาณ พ.ศ. ๒๕๖๗", date(2024, 3, 31)),
        ),
        (
            {"as_of": date(2024, 4, 1)},
            Warned("as_of", "๑ เมษายน ๒๕๖๗ อยู่หลังวันสุดท้ายของรอบ (๓๑ มีนาคม ๒๕๖๗)", date(2024, 3, 31)),
        ),
        ({"due_on": date(2024, 4, 5)}, Warned("due_on", "จังหวัดมีเวลาไม่ถึง ๗ วันนับแต่วันเปิดรับ")),
        (
            {"publishes_on": date(2024, 4, 30)},
            Warned("publishes_on", "วันเผยแพร่ไม่อยู่หลังกำหนดส่ง รายงานที่รับแล้วจะเผยแพร่ก่อนจังหวัดอื่นส่งครบ"),
        ),
    ],
)
def test_what_is_doubtful_is_said_with_the_day_that_settles_it(days, warned):
    assert changed(**days) == [warned]


def test_unknown_days_are_not_doubted():
    assert day_warnings(Days(2567, 6, None, None, None), HOLIDAYS) == []


def test_a_day_is_written_with_its_weekday():
    assert with_weekday(date(2024, 4, 30)) == "วันอังคารที่ ๓๐ เมษายน ๒๕๖๗"
    assert day_off(date(2024, 4, 30), HOLIDAYS) == ""


def test_a_title_of_another_year_and_round_is_doubted():
    title = "รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๖ (รอบ ๖ เดือน)"

    assert title_warnings(2567, 12, title, "รอบ 12 เดือน ปี 2567") == [
        Warned("title", "กล่าวถึง ปี ๒๕๖๖ และ รอบ ๖ เดือน ซึ่งไม่ใช่รอบนี้ โปรดตรวจ")
    ]
    assert title_warnings(2566, 6, title) == []


def test_words_move_to_another_year_and_round_in_their_own_digits():
    words = "ปี ๒๕๖๖ (2566) รอบ ๖ เดือน รอบ6เดือน ภายใน ๖ เดือน"

    found = moved(words, year=(2566, 2567), months=(6, 12))

    assert found == "ปี ๒๕๖๗ (2567) รอบ ๑๒ เดือน รอบ12เดือน ภายใน ๖ เดือน"
