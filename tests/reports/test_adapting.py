"""What a newer calendar offers a report: only what still says what the older one said."""

from dataclasses import replace
from datetime import date

import pytest

from calendar_app.moved import Said
from ita_portal.thai import Window
from reports.adapting import Offer, Place, SaidItem, offer


def days(month: int, first: int = 1, last: int = 28) -> Window:
    return Window(date(2024, month, first), date(2024, month, last), "day", "")


REG, IIT = Said("REG", "การลงทะเบียน", days(1)), Said("IIT", "การเก็บ IIT", days(2))
LATER = replace(REG, window=days(3))


def place(number=1, *items: SaidItem, official=None, provincial=None, is_written=False) -> Place:
    items = items or (SaidItem(11, REG.title, ("REG",)),)
    return Place(number * 10, number, official, provincial, items, is_written)


def told(found: Offer) -> list[tuple]:
    return [(one.key, one.old, one.new, one.is_chosen) for one in found.adjustments]


MOVED = ("๑ - ๒๘ มกราคม ๒๕๖๗", "๑ - ๒๘ มีนาคม ๒๕๖๗")


def test_the_same_calendar_offers_nothing():
    assert offer([place(official=days(1))], [REG], [REG]).is_nothing


def test_a_window_of_the_calendar_moves_and_that_of_the_province_where_it_was_the_same():
    row = place(official=days(1), provincial=days(1))

    assert told(offer([row], [REG], [LATER])) == [
        ("official-10", *MOVED, True),
        ("provincial-10", *MOVED, True),
    ]


def test_the_province_s_window_of_a_written_row_is_left_unless_it_is_ticked():
    row = place(official=days(1), provincial=days(1), is_written=True)

    assert [(key, is_chosen) for key, _, _, is_chosen in told(offer([row], [REG], [LATER]))] == [
        ("official-10", True),
        ("provincial-10", False),
    ]


@pytest.mark.parametrize("own", [days(1, 5, 9), None, Window.unread("ต้นปี")])
def test_a_window_that_the_province_wrote_is_shown_and_not_ticked(own):
    (found,) = offer([place(official=own, provincial=days(1))], [REG], [LATER]).adjustments

    assert (found.key, found.window, found.is_chosen) == ("official-10", LATER.window, False)
    assert found.note == "ช่วงในแถวนี้ไม่ตรงกับฉบับเดิม อาจมีผู้แก้ไว้เอง"


def test_a_window_that_already_is_the_new_one_is_not_asked_about():
    assert offer([place(official=days(3))], [REG], [LATER]).is_nothing


def test_a_row_of_several_steps_follows_the_step_whose_window_it_has():
    items = (SaidItem(11, "ก", ("REG",)), SaidItem(12, "ข", ("IIT",)))
    upper = place(1, *items, official=days(1))
    whole = place(2, *items, official=Window(date(2024, 1, 1), date(2024, 2, 28), "day", ""))

    found = offer([upper, whole], [REG, IIT], [LATER, IIT]).adjustments

    assert [(one.key, one.new) for one in found] == [
        ("official-10", "๑ - ๒๘ มีนาคม ๒๕๖๗"),
        ("official-20", "๑ กุมภาพันธ์ - ๒๘ มีนาคม ๒๕๖๗"),
    ]


def test_a_title_changes_only_where_it_stands_word_for_word():
    renamed = replace(REG, title="การลงทะเบียน ITAS")
    rows = [
        place(1, SaidItem(11, "การลงทะเบียน", ("REG",))),
        place(2, SaidItem(12, "การลงทะเบียน ของจังหวัด", ("REG",))),
        place(3, SaidItem(13, "การลงทะเบียน", ("REG", "IIT"))),
    ]

    assert told(offer(rows, [REG, IIT], [renamed, IIT])) == [
        ("title-11", "การลงทะเบียน", "การลงทะเบียน ITAS", True)
    ]


def test_a_new_step_gets_a_row_behind_the_step_before_it():
    new = Said("NEW", "ขั้นตอนใหม่", days(4))
    rows = [place(1), place(2, SaidItem(12, IIT.title, ("IIT",)))]

    (found,) = offer(rows, [REG, IIT], [REG, new, IIT]).adjustments

    assert (found.key, found.place, found.title, found.window) == (
        "new-NEW",
        1,
        "ขั้นตอนใหม่",
        days(4),
    )


def test_a_step_whose_row_the_province_removed_is_not_brought_back():
    assert offer([place(1)], [REG, IIT], [REG, IIT]).is_nothing


def test_a_row_of_a_step_that_is_gone_is_offered_for_removal_while_nobody_wrote_in_it():
    found = offer([place(1), place(2, is_written=True)], [REG], [IIT])

    assert told(found) == [
        ("gone-10", REG.title, "-", True),
        ("new-IIT", "-", "๑ - ๒๘ กุมภาพันธ์ ๒๕๖๗", True),
    ]
    assert found.told == (
        "ลำดับที่ ๒ “การลงทะเบียน” ขั้นตอนนี้ไม่อยู่ในปฏิทินฉบับใหม่ แถวที่เขียนไว้ยังอยู่ ท่านลบหรือรวมแถวเองได้",
    )


def test_rows_of_the_province_s_own_are_left_alone():
    own = place(1, SaidItem(11, "งานของจังหวัด", ()), official=days(1))

    assert offer([own], [REG], [REG]).is_nothing
    assert told(offer([own], [REG], [])) == []
