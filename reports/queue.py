"""The reviewer's queue of a round: who waits, since when, with what, for whom. A fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q

from calendar_app.models import Holiday, Round
from ita_portal.models import User
from reports import overview, turns
from reports.models import Comment, ReadMark, StateChange
from reports.overview import ProvinceRow
from reports.turns import Days, Moved, Turn
from reports.workflow import EDITABLE, Move, State

OVERDUE, WAITING, RETURNED, ACCEPTED, ALL = "overdue", "waiting", "returned", "accepted", "all"
TABS = {
    OVERDUE: "เลยกำหนด ยังไม่ส่ง",
    WAITING: "รอตรวจ",
    RETURNED: "ส่งคืนแล้ว",
    ACCEPTED: "รับแล้ว",
    ALL: "ทุกจังหวัด",
}


@dataclass(frozen=True, slots=True)
class Questions:
    """ข้อทักท้วง of a report that are not settled, and how many of them the province has answered."""

    open: int = 0
    answered: int = 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One province in the queue, as one person of the centre sees it.

    `warnings` and `hints` are None while nothing was sent, or nobody has counted in it.
    """

    standing: ProvinceRow
    turn: Turn
    days: Days
    questions: Questions
    reviewer: User | None
    is_mine: bool
    is_sent_anew: bool
    is_read: bool
    held_until: datetime | None

    @property
    def warnings(self) -> int | None:
        return self._count("warnings")

    @property
    def hints(self) -> int | None:
        return self._count("hints")

    def _count(self, level: str) -> int | None:
        count = getattr(self.standing.submission, "finding_count", None)
        return getattr(count, level) if count else None

    @property
    def state(self) -> State | None:
        """Of the report; None while the province has not begun."""
        report = self.standing.report
        return State(report.state) if report else None

    @property
    def is_waiting(self) -> bool:
        return self.state == State.SUBMITTED

    @property
    def is_unfinished(self) -> bool:
        """Whether the province has it still to send."""
        return self.state is None or self.state in EDITABLE

    @property
    def since(self) -> date | datetime:
        """Since when it is where it is."""
        return self.turn.at or self.turn.day

    @property
    def has_findings(self) -> bool:
        """Whether there is something to look into; what nobody has counted may have."""
        is_unknown = self.standing.submission is not None and self.warnings is None
        return is_unknown or bool(self.warnings or self.hints)

    def is_in(self, tab: str) -> bool:
        if tab == OVERDUE:
            return self.standing.is_overdue
        state = {WAITING: State.SUBMITTED, RETURNED: State.RETURNED, ACCEPTED: State.ACCEPTED}
        return tab == ALL or self.state == state[tab]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the queue was asked for."""

    tab: str = WAITING
    region: str = ""
    state: str = ""
    mine: bool = False
    changed: bool = False
    warned: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.region or self.state or self.mine or self.changed or self.warned)

    def lets_by(self, row: QueueRow) -> bool:
        """Whether a row passes everything but the tab."""
        return (
            self.region in ("", row.standing.province.region)
            and (not self.mine or row.is_mine)
            and (not self.changed or row.is_sent_anew)
            and (not self.warned or row.has_findings)
        )


@dataclass(frozen=True, slots=True)
class Tab:
    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Queue:
    """All provinces of a round for one person, and those of them that were asked for."""

    round: Round
    every: list[QueueRow]
    chosen: Chosen

    @cached_property
    def let_by(self) -> list[QueueRow]:
        return [row for row in self.every if self.chosen.lets_by(row)]

    @cached_property
    def tabs(self) -> list[Tab]:
        return [
            Tab(key, label, sum(row.is_in(key) for row in self.let_by))
            for key, label in TABS.items()
        ]

    @cached_property
    def rows(self) -> list[QueueRow]:
        """Who is asked for: mine first and who waits longest first; all provinces by their codes."""
        chosen = self.chosen
        found = [row for row in self.let_by if row.is_in(chosen.tab)]
        if chosen.tab == ALL:
            return [row for row in found if not chosen.state or row.standing.is_in(chosen.state)]
        if chosen.tab == OVERDUE:
            return sorted(found, key=lambda row: row.standing.due)
        rows = sorted(found, key=lambda row: row.turn.at, reverse=chosen.tab == ACCEPTED)
        return rows if chosen.tab == ACCEPTED else sorted(rows, key=lambda row: not row.is_mine)

    @cached_property
    def waiting(self) -> list[QueueRow]:
        """Everything that waits for the centre, in the order of work, whatever was asked for."""
        found = sorted((row for row in self.every if row.is_waiting), key=lambda row: row.turn.at)
        return sorted(found, key=lambda row: not row.is_mine)

    @property
    def next(self) -> QueueRow | None:
        """What is to be read next: the oldest of one's own, else the oldest of all."""
        return self.waiting[0] if self.waiting else None

    @property
    def mine_waiting(self) -> int:
        return sum(row.is_mine for row in self.waiting)

    @property
    def acceptable(self) -> int:
        """How many of those that wait this person has read without anything left open."""
        return sum(row.is_read and not row.questions.open for row in self.waiting)


def queue(round_: Round, today: date, now: datetime, me: User, chosen: Chosen) -> Queue:
    """The queue as one person of the centre sees it: nine queries."""
    rows = overview.province_rows(round_, today)
    moves, questions, read = _moves(round_), _questions(round_), _read_by(me, round_)
    holidays = Holiday.objects.days()

    def row_of(standing: ProvinceRow) -> QueueRow:
        report, submission = standing.report, standing.submission
        moved = moves[report.pk] if report else []
        found = turns.turns(moved, round_.opens_on)
        reviewer = _reviewer(standing)
        return QueueRow(
            standing=standing,
            turn=found[-1],
            days=turns.days(found, today, holidays),
            questions=questions.get(report.pk, Questions()) if report else Questions(),
            reviewer=reviewer,
            is_mine=reviewer == me,
            is_sent_anew=turns.is_sent_anew(moved),
            is_read=submission is not None and submission.pk in read,
            held_until=report.held_until if report and report.is_held(now) else None,
        )

    return Queue(round_, [row_of(standing) for standing in rows], chosen)


def _reviewer(standing: ProvinceRow) -> User | None:
    assignment = getattr(standing.province, "assignment", None)
    return assignment.reviewer if assignment else None


def _moves(round_: Round) -> dict[int, list[Moved]]:
    """Report id → its moves, oldest first."""
    changes = StateChange.objects.filter(report__round=round_).order_by("at", "pk")
    found = defaultdict(list)
    for report, move, at in changes.values_list("report", "move", "at"):
        found[report].append(Moved(Move(move), at))
    return found


def _questions(round_: Round) -> dict[int, Questions]:
    """Report id → its open questions."""
    counted = (
        Comment.objects.open()
        .filter(report__round=round_)
        .order_by()
        .values("report")
        .annotate(open=Count("pk"), answered=Count("pk", filter=Q(reply__gt="")))
    )
    return {one["report"]: Questions(one["open"], one["answered"]) for one in counted}


def _read_by(me: User, round_: Round) -> set[int]:
    marks = ReadMark.objects.of_whole().filter(by=me, submission__report__round=round_)
    return set(marks.values_list("submission", flat=True))


# How much each reviewer has ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """What one reviewer has in a round; `reviewer` None: what nobody was given."""

    reviewer: User | None
    provinces: int
    waiting: int
    returned: int
    accepted: int


def loads(rows: list[ProvinceRow], reviewers: list[User]) -> list[Load]:
    """One for each reviewer, also without a province, and last what nobody has; no query."""
    shelves: dict[User | None, list[ProvinceRow]] = {one: [] for one in reviewers}
    for row in rows:
        shelves.setdefault(_reviewer(row), []).append(row)
    nobodys = shelves.pop(None, [])
    found = [_load(reviewer, theirs) for reviewer, theirs in shelves.items()]
    return [*found, _load(None, nobodys)] if nobodys else found


def _load(reviewer: User | None, rows: list[ProvinceRow]) -> Load:
    states = [row.report.state for row in rows if row.report]
    return Load(
        reviewer=reviewer,
        provinces=len(rows),
        waiting=states.count(State.SUBMITTED),
        returned=states.count(State.RETURNED),
        accepted=states.count(State.ACCEPTED),
    )
