"""A plan moved into the next year: windows, years in words, steps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.year_shift import Matched, matched, next_year, years_moved
from ita_portal import thai
from ita_portal.thai import Window


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1-31 ม.ค. 66", "๑ - ๓๑ มกราคม ๒๕๖๗"),
        ("ธันวาคม 2565 - กุมภาพันธ์ 2566", "เดือนธันวาคม ๒๕๖๖ - กุมภาพันธ์ ๒๕๖๗"),
        ("29 ก.พ. 2567", "๒๘ กุมภาพันธ์ ๒๕๖๘"),
        ("1-29 ก.พ. 2567", "๑ - ๒๘ กุมภาพันธ์ ๒๕๖๘"),
        ("1-28 ก.พ. 2566", "๑ - ๒๘ กุมภาพันธ์ ๒๕๖๗"),
        ("1-30 ม.ค. 2566", "๑ - ๓๐ มกราคม ๒๕๖๗"),
        ("ภายใน 31 มี.ค. 66", "ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗"),
        ("ตั้งแต่ 1 เม.ย. 66", "ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๗"),
    ],
)
def test_a_window_moves_by_a_year_in_dates_and_words(before, after):
    moved = next_year(thai.read_window(before))

    assert (thai.write_window(moved), moved.text) == (after, after)


def test_a_february_stays_whole():
    moved = next_year(thai.read_window("กุมภาพันธ์ 2566"))

    assert (moved.start, moved.end) == (date(2024, 2, 1), date(2024, 2, 29))
    assert next_year(moved).end == date(2025, 2, 28)


def test_words_that_were_not_understood_stay():
    window = Window.unread("ตามที่ ป.ป.ช. กำหนด")

    assert next_year(window) is window


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_moved_window_is_read_back_and_never_ends_before_it_starts(start, days):
    window = Window(start, date.fromordinal(start.toordinal() + days), "day", "")

    moved = next_year(window)

    assert moved.start <= moved.end
    assert moved.start.year == start.year + 1
    read = thai.read_window(moved.text)
    assert (read.start, read.end) == (moved.start, moved.end)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ ของจังหวัด", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ของจังหวัด"),
        ("ผลการประเมิน ITA ในปีงบประมาณ พ.ศ. ๒๕๖๕", "ผลการประเมิน ITA ในปีงบประมาณ พ.ศ. ๒๕๖๖"),
        ("ประจำปี 2566 และปี 2565", "ประจำปี 2567 และปี 2566"),
        ("ปี ๒๕๖๐", "ปี ๒๕๖๐"),
        ("คำสั่งที่ ๑๒๗/๒๕๖๖ พ.ร.บ. พ.ศ. ๒๕๖๖", "คำสั่งที่ ๑๒๗/๒๕๖๖ พ.ร.บ. พ.ศ. ๒๕๖๖"),
        ("ปี ๒๕๖๖๐", "ปี ๒๕๖๖๐"),
    ],
)
def test_only_the_years_of_a_plan_move(before, after):
    assert years_moved(before, 2567) == after


def test_steps_are_matched_by_code_else_by_the_one_title_that_says_the_same():
    before = {
        "REG": "ลงทะเบียน",
        "OLD": "การประมวลผลและจัดทำรายงานผลการประเมิน",
        "OIT": "การเก็บข้อมูล OIT",
        "GONE": "",
    }
    now = {
        "REG": "การลงทะเบียนเข้าสู่ระบบ ITAS",
        "NEW": "การประมวลผล และจัดทำรายงานผลการประเมินฯ",
        "X": "อื่น",
    }

    assert matched(before, now) == Matched({"REG": "REG", "OLD": "NEW"}, frozenset({"OLD"}))


def test_two_titles_that_say_the_same_are_no_match():
    title = "การเก็บรวบรวมข้อมูลตามแบบวัด"

    assert matched({"A": title}, {"B": title, "C": title}).codes == {}


def test_a_step_that_a_code_has_taken_is_not_taken_by_words():
    title = "การเก็บรวบรวมข้อมูลตามแบบวัด"

    assert matched({"A": title, "B": title}, {"A": title}).codes == {"A": "A"}
