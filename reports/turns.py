"""Whose turn it was: the working days that a report spent with the province and with the centre (pure)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter

from calendar_app.workdays import working_days
from ita_portal import thai
from reports.workflow import SENDING, Move, without_undone


class Side(StrEnum):
    PROVINCE = "province"
    CENTRE = "centre"
    NOBODY = "nobody"


# Whose turn it is after a move; the others leave it where it is.
TURNS = {
    **dict.fromkeys(SENDING, Side.CENTRE),
    Move.RECALL: Side.PROVINCE,
    Move.RETURN: Side.PROVINCE,
    Move.REOPEN: Side.PROVINCE,
    Move.ASK_TO_CORRECT: Side.PROVINCE,
    Move.ACCEPT: Side.NOBODY,
}
# What is sent after one of these answers the centre, or corrects what it has accepted.
GIVING_BACK = frozenset({Move.RETURN, Move.REOPEN, Move.ASK_TO_CORRECT})


@dataclass(frozen=True, slots=True)
class Moved:
    """One move of a report and its moment."""

    move: Move
    at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """From a day on it was this side's turn; `at` is the moment, None for the opening of the round."""

    side: Side
    day: date
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Working days with the province, since the round was opened, and with the centre."""

    province: int
    centre: int


def turns(moves: Iterable[Moved], opened_on: date) -> list[Turn]:
    """The turns of a report, oldest first. An acceptance that was undone was none."""
    found = [Turn(Side.PROVINCE, opened_on)]
    for moved in without_undone(moves, attrgetter("move")):
        if moved.move in TURNS:
            day = moved.at.astimezone(thai.BANGKOK).date()
            found.append(Turn(TURNS[moved.move], day, moved.at))
    return found


def days(found: list[Turn], today: date, holidays: Collection[date]) -> Days:
    """How long each side has had the report by today."""
    ends = [*found, Turn(Side.NOBODY, today)]
    spent = dict.fromkeys(Side, 0)
    for turn, following in pairwise(ends):
        spent[turn.side] += working_days(turn.day, following.day, holidays)
    return Days(spent[Side.PROVINCE], spent[Side.CENTRE])


def is_sent_anew(moves: Iterable[Moved]) -> bool:
    """Whether what was sent last answers a return or corrects what was accepted."""
    given_back, anew = False, False
    for moved in moves:
        if moved.move in GIVING_BACK:
            given_back = True
        elif moved.move in SENDING:
            anew = given_back
    return anew
