"""What a revision says otherwise than the one before it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.moved import Change, Moved, Said, moved, same_window
from ita_portal.thai import Window


def days(first: int, last: int, words: str = "") -> Window:
    return Window(date(2024, 1, first), date(2024, 1, last), "day", words)


REG = Said("REG", "การลงทะเบียน", days(1, 20))
IIT = Said("IIT", "การเก็บ IIT", days(1, 31))
END = Said("END", "การประมวลผล", None)


def test_the_same_steps_have_not_moved():
    found = moved([REG, IIT], [REG, IIT])

    assert (found, found.is_nothing, found.summary) == (Moved(), True, "ไม่มีสิ่งใดเปลี่ยน")


def test_steps_come_go_move_and_change_their_name_owner_and_words():
    later = replace(REG, window=days(6, 18), owner="nacc", title="การลงทะเบียน ITAS")
    guided = replace(IIT, guidance="ระบุเลขที่หนังสือ")
    new = Said("NEW", "ขั้นตอนใหม่")

    found = moved([REG, IIT, END], [later, guided, new])

    assert found == Moved((new,), (END,), (Change("REG", REG, later), Change("IIT", IIT, guided)))
    assert found.summary == (
        "เพิ่ม ๑ ขั้นตอน · ตัดออก ๑ ขั้นตอน · เลื่อนช่วงเวลา ๑ ขั้นตอน · เปลี่ยนชื่อ ๑ ขั้นตอน"
        " · เปลี่ยนผู้ดำเนินการ ๑ ขั้นตอน · แก้คำแนะนำหรือข้อความ ๑ ขั้นตอน"
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (days(1, 20), days(6, 18), "เริ่มช้าลง ๕ วัน สิ้นสุดเร็วขึ้น ๒ วัน"),
        (days(1, 20), days(1, 31), "สิ้นสุดช้าลง ๑๑ วัน"),
        (None, days(1, 31), ""),
        (Window(None, date(2024, 1, 20), "day", ""), days(1, 25), "สิ้นสุดช้าลง ๕ วัน"),
        (Window.unread("เร็ว ๆ นี้"), days(1, 25), ""),
    ],
)
def test_a_moved_window_says_by_how_many_days(old, new, words):
    change = Change("REG", replace(REG, window=old), replace(REG, window=new))

    assert (change.is_moved, change.by_days) == (True, words)


def test_another_order_alone_is_told():
    found = moved([REG, IIT], [IIT, REG])

    assert (found.is_nothing, found.summary) == (False, "เรียงลำดับใหม่")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (days(1, 31, "1-31 ม.ค. 67"), days(1, 31, "๑ - ๓๑ มกราคม ๒๕๖๗"), True),
        (days(1, 31), Window(date(2024, 1, 1), date(2024, 1, 31), "month", ""), False),
        (None, None, True),
        (None, days(1, 31), False),
        (Window.unread("ต้นปี"), Window.unread("ต้นปี"), True),
        (Window.unread("ต้นปี"), days(1, 31), False),
    ],
)
def test_windows_are_the_same_when_they_mean_the_same_time(one, other, same):
    assert same_window(one, other) is same


CALENDARS = st.lists(
    st.builds(
        Said,
        st.sampled_from(["A", "B", "C", "D"]),
        st.sampled_from(["ก", "ข"]),
        st.sampled_from([None, days(1, 5), days(2, 9)]),
    ),
    unique_by=lambda one: one.code,
)


@given(CALENDARS, CALENDARS)
def test_what_is_added_one_way_is_removed_the_other(old, new):
    there, back = moved(old, new), moved(new, old)

    assert there.added == back.removed
    assert {one.code for one in there.changed} == {one.code for one in back.changed}
    assert moved(old, old).is_nothing
