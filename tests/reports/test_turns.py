"""Whose turn it was, and for how many working days."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendar_app.workdays import working_days
from ita_portal import thai
from reports import turns
from reports.turns import Days, Moved, Side, Turn
from reports.workflow import Move

OPENED = date(2024, 4, 1)  # a Monday
SONGKRAN = frozenset({date(2024, 4, 12), date(2024, 4, 15), date(2024, 4, 16)})


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2024, 4, day, hour, tzinfo=thai.BANGKOK)


def days_of(*moves: tuple[Move, int], today: int) -> Days:
    found = turns.turns([Moved(move, at(day)) for move, day in moves], OPENED)
    return turns.days(found, date(2024, 4, today), SONGKRAN)


def test_before_it_is_sent_the_province_has_it():
    assert days_of(today=5) == Days(province=4, centre=0)


def test_days_off_count_for_nobody():
    assert days_of((Move.SUBMIT, 11), (Move.TAKE, 16), today=18) == Days(province=8, centre=2)


def test_a_return_gives_the_turn_back_and_an_acceptance_ends_it():
    moves = [(Move.SUBMIT, 2), (Move.RETURN, 4), (Move.SUBMIT_SIGNED, 5), (Move.ACCEPT, 9)]

    assert days_of(*moves, today=30) == Days(province=2, centre=4)


def test_an_acceptance_that_was_undone_was_none():
    moves = [(Move.SUBMIT, 2), (Move.ACCEPT, 3), (Move.UNDO_ACCEPT, 3)]

    found = turns.turns([Moved(move, at(day)) for move, day in moves], OPENED)

    assert found == [Turn(Side.PROVINCE, OPENED), Turn(Side.CENTRE, date(2024, 4, 2), at(2))]


def test_a_day_is_one_of_bangkok():
    sent = Moved(Move.SUBMIT, datetime(2024, 4, 1, 18, 0, tzinfo=thai.BANGKOK) + timedelta(hours=7))

    assert turns.turns([sent], OPENED)[-1].day == date(2024, 4, 2)


def test_only_what_follows_a_return_or_a_correction_is_sent_anew():
    def anew(*moves: Move) -> bool:
        return turns.is_sent_anew([Moved(move, at(1)) for move in moves])

    assert [
        anew(Move.SUBMIT),
        anew(Move.SUBMIT, Move.RECALL, Move.SUBMIT),
        anew(Move.SUBMIT, Move.RETURN),
        anew(Move.SUBMIT, Move.RETURN, Move.SUBMIT),
        anew(Move.SUBMIT, Move.ACCEPT, Move.ASK_TO_CORRECT, Move.SUBMIT_SIGNED),
    ] == [False, False, False, True, True]


@given(
    st.lists(st.tuples(st.sampled_from(list(Move)), st.integers(1, 30)), max_size=12),
    st.sets(st.dates(date(2024, 4, 1), date(2024, 4, 30)), max_size=5),
)
def test_no_working_day_is_counted_twice(moves, holidays):
    ordered = [Moved(move, at(day)) for move, day in sorted(moves, key=lambda one: one[1])]
    today = date(2024, 4, 30)

    spent = turns.days(turns.turns(ordered, OPENED), today, holidays)

    assert spent.province + spent.centre <= working_days(OPENED, today, holidays)
