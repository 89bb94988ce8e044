"""แนวโน้ม: on time, returns and working days of each round and region, counted from submissions and moves."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from statistics import median

from django.utils import timezone

from calendar_app.models import Holiday, Round
from calendar_app.workdays import working_days
from ita_portal import thai
from ita_portal.models import Province
from reports.models import StateChange, Submission
from reports.workflow import Move, State, without_undone

NATION = "ทั้งประเทศ"


@dataclass(frozen=True, slots=True)
class Course:
    """The way of one report: whether it came in time, how often it came back, days with either side.

    Days are working days of the offices. `province_days` counts from the opening of the round to the
    first submission, and again from each return to the next submission; `centre_days` from each
    submission to the return, acceptance or recall that answered it.
    """

    region: str
    days_late: int
    returns: int
    province_days: int
    centre_days: int
    is_accepted: bool


@dataclass
class Trend:
    """One round in one region (or the nation): `offices` report, the figures are of those that have sent."""

    name: str
    offices: int
    courses: list[Course] = field(default_factory=list)

    @property
    def sent(self) -> int:
        return len(self.courses)

    @property
    def in_time(self) -> int:
        return sum(not one.days_late for one in self.courses)

    @property
    def came_back(self) -> int:
        return sum(one.returns > 0 for one in self.courses)

    @property
    def returns(self) -> int:
        return sum(one.returns for one in self.courses)

    @property
    def accepted(self) -> int:
        return sum(one.is_accepted for one in self.courses)

    @property
    def province_days(self) -> float | None:
        return _median(one.province_days for one in self.courses)

    @property
    def centre_days(self) -> float | None:
        return _median(one.centre_days for one in self.courses)


def _median(days: Iterable[int]) -> float | None:
    found = list(days)
    return median(found) if found else None


@dataclass(frozen=True, slots=True)
class RoundTrend:
    """A round as a whole, then its regions."""

    round: Round
    nation: Trend
    regions: list[Trend]

    def of(self, region: str) -> Trend:
        """Of one region, else of the nation, under the name of the round."""
        found = next((one for one in self.regions if one.name == region), self.nation)
        return Trend(str(self.round), found.offices, found.courses)


@dataclass(frozen=True, slots=True)
class Sent:
    """The first submission of a report: in which round, of which province, late by how many days."""

    round: Round
    province: int
    days_late: int


def trends(rounds: Iterable[Round], today: date) -> list[RoundTrend]:
    """Each round with its regions, in the order given: four queries, however many rounds there are."""
    rounds = list(rounds)
    regions = dict(Province.objects.with_office().values_list("pk", "region"))
    holidays = Holiday.objects.days()
    moves = _moves(rounds)
    courses: dict[int, list[Course]] = defaultdict(list)
    for report, sent in _first_sent(rounds).items():
        if sent.province in regions:
            region = regions[sent.province]
            course = _course(sent, region, moves[report], holidays, today)
            courses[sent.round.pk].append(course)
    return [_of_round(one, regions, courses[one.pk]) for one in rounds]


def _of_round(round_: Round, regions: dict[int, str], courses: list[Course]) -> RoundTrend:
    every = defaultdict(int)
    for region in regions.values():
        every[region] += 1
    found = {name: Trend(name or "ไม่ระบุภาค", every[name]) for name in sorted(every)}
    for course in courses:
        found[course.region].courses.append(course)
    return RoundTrend(round_, Trend(NATION, len(regions), courses), list(found.values()))


def _first_sent(rounds: list[Round]) -> dict[int, Sent]:
    """Report id → its first submission."""
    known = {one.pk: one for one in rounds}
    first = Submission.objects.filter(report__round__in=rounds, number=1)
    columns = ("report_id", "report__round_id", "report__province_id", "days_late")
    return {
        report: Sent(known[round_], province, late)
        for report, round_, province, late in first.values_list(*columns)
    }


# The moves after which a report lies with the other side.
MOVES = (
    *(Move.SUBMIT, Move.SUBMIT_SIGNED, Move.RECALL),
    *(Move.RETURN, Move.ACCEPT, Move.UNDO_ACCEPT, Move.REOPEN, Move.ASK_TO_CORRECT),
)


def _moves(rounds: list[Round]) -> dict[int, list[tuple[str, str, date]]]:
    """Report id → (move, state after it, day) of its moves between the sides, in their order."""
    found = defaultdict(list)
    changes = StateChange.objects.filter(report__round__in=rounds, move__in=MOVES)
    columns = ("report_id", "move", "to_state", "at")
    for report, move, after, at in changes.order_by("at", "pk").values_list(*columns):
        found[report].append((move, after, timezone.localdate(at)))
    return defaultdict(
        list, {report: without_undone(made, itemgetter(0)) for report, made in found.items()}
    )


def _course(
    sent: "Sent",
    region: str,
    moves: list[tuple[str, str, date]],
    holidays: Collection[date],
    today: date,
) -> Course:
    """Counted until the first acceptance; a correction after it is another matter."""
    days = {True: 0, False: 0}
    since, with_centre, returns = sent.round.opens_on, False, 0
    for move, after, day in [*moves, ("", "", _end(sent.round, today))]:
        days[with_centre] += working_days(since, day, holidays)
        since, with_centre = max(since, day), after == State.SUBMITTED
        returns += move == Move.RETURN
        if move == Move.ACCEPT:
            break
    return Course(
        region=region,
        days_late=sent.days_late,
        returns=returns,
        province_days=days[False],
        centre_days=days[True],
        is_accepted=any(move == Move.ACCEPT for move, _, _ in moves),
    )


def _end(round_: Round, today: date) -> date:
    """Until when what goes on is counted: today, or the closing of the round."""
    return min(today, timezone.localdate(round_.closed_at)) if round_.closed_at else today


# What the tables show ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measure:
    """One cell: its words, and the length of its bar out of a hundred; null where nothing was counted."""

    words: str
    bar: int | None


HEADINGS = (
    *("ส่งแล้ว (จังหวัด)", "ส่งทันกำหนด", "ถูกส่งคืน (ฉบับ)", "ส่งคืนรวม (ครั้ง)"),
    *("อยู่กับจังหวัด (วันทำการ)", "อยู่กับส่วนกลาง (วันทำการ)", "รับรายงานแล้ว"),
)


def measures(found: Iterable[Trend]) -> list[tuple[str, list[Measure]]]:
    """(name, its cells in the order of HEADINGS) of each; bars of days and times are to the longest of them."""
    rows = list(found)
    times = max([row.returns for row in rows], default=0)
    days = max([max(row.province_days or 0, row.centre_days or 0) for row in rows], default=0)
    return [
        (
            row.name,
            [
                _of(row.sent, row.offices),
                _of(row.in_time, row.offices),
                _of(row.came_back, row.sent),
                _long(row.returns if row.sent else None, times),
                _long(row.province_days, days),
                _long(row.centre_days, days),
                _of(row.accepted, row.offices),
            ],
        )
        for row in rows
    ]


def _of(part: int, whole: int) -> Measure:
    """๔๐ จาก ๗๖ (๕๓%)"""
    if not whole:
        return Measure("-", None)
    percent = round(100 * part / whole)
    words = f"{part} จาก {whole} ({percent}%)"
    return Measure(thai.to_thai_digits(words), percent)


def _long(number: float | None, longest: float) -> Measure:
    if number is None:
        return Measure("-", None)
    return Measure(
        thai.to_thai_digits(f"{number:g}"), round(100 * number / longest) if longest else 0
    )
