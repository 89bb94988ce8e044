"""What the centre asked about a report, what the province answered, and what it changed since. Reads only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from ita_portal import thai
from reports import document
from reports.differences import Other, RowDifference, beginning, differences
from reports.models import Comment, ReadMark, Report, StateChange, Submission
from reports.workflow import Move, without_undone

WHOLE = "รายงานทั้งฉบับ"
GONE = "แถวที่ไม่อยู่ในรายงานแล้ว"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was sent, with the place of its row and what the row says otherwise since it was asked.

    `number` and `place` count from one as the report stands now; both null where the row is gone or the
    whole report is meant. `was` is the ที่ it was asked about. `words` is the beginning of the row.
    `changes` are all rows that differ where the whole report is meant.
    """

    comment: Comment
    number: int | None
    place: int | None
    was: int | None
    words: str
    changes: tuple[RowDifference, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.comment.row is None

    @property
    def is_there(self) -> bool:
        """Whether its row still stands in the report."""
        return self.number is not None

    @property
    def joined(self) -> Other | None:
        """The row that it was joined with, where it is gone for that reason."""
        return (
            None
            if self.is_whole or self.is_there
            else next((one.other for one in self.changes if one.other), None)
        )

    @property
    def name(self) -> str:
        """ลำดับที่ ๓ แถวที่ ๒; รายงานทั้งฉบับ; แถวที่ไม่อยู่ในรายงานแล้ว (เดิมลำดับที่ ๓)."""
        if self.is_whole:
            return WHOLE
        if not self.is_there:
            was = f" (เดิมลำดับที่ {self.was})" if self.was else ""
            now = f"แถวที่รวมกับลำดับที่ {self.joined.number} แล้ว" if self.joined else GONE
            return thai.to_thai_digits(f"{now}{was}")
        more = f" แถวที่ {self.place}" if self.place > 1 else ""
        return thai.to_thai_digits(f"ลำดับที่ {self.number}{more}")

    @property
    def is_changed(self) -> bool:
        return bool(self.changes)

    @property
    def is_mended(self) -> bool:
        """Whether its row changed or the centre is content; a change of any row mends nothing of the whole."""
        return self.comment.is_resolved or (self.is_changed and not self.is_whole)

    @property
    def is_wanting(self) -> bool:
        """Whether it has neither an answer nor a changed row, and the centre still waits for one."""
        return not (self.comment.is_answered or self.is_mended)


@dataclass(frozen=True, slots=True)
class Round:
    """The questions that one return sent, in the order of the rows."""

    sent_at: datetime
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class AfterReturn:
    """How a version stands to the last return before it.

    `returned` is that return, null where there was none that still counts; `asked` its questions, those
    to the whole report first, then by row, those whose row is gone last. `beyond` are the rows that
    differ from what was returned and were not asked about. `good` are the ids of rows that the centre
    found good in what was returned and that say what they said. `older` are the questions of earlier
    returns, the newest first.
    """

    returned: StateChange | None = None
    asked: tuple[Asked, ...] = ()
    beyond: tuple[RowDifference, ...] = ()
    good: frozenset[int] = frozenset()
    older: tuple[Round, ...] = ()

    def __bool__(self) -> bool:
        return self.returned is not None or bool(self.older)

    @property
    def rows(self) -> int:
        """How many rows were asked about."""
        return len({one.comment.row for one in self.asked if not one.is_whole})

    @property
    def answered(self) -> int:
        return sum(one.comment.is_answered for one in self.asked)

    @property
    def wanting(self) -> list[Asked]:
        return [one for one in self.asked if one.is_wanting]

    @property
    def of_rows(self) -> dict[int, list[Asked]]:
        """Row id → the questions to it, for rows that still stand in the report."""
        found: dict[int, list[Asked]] = {}
        for one in self.asked:
            if one.is_there:
                found.setdefault(one.comment.row, []).append(one)
        return found

    @property
    def apart(self) -> list[Asked]:
        """Those that stand at no row: to the whole report, and to rows that are gone."""
        return [one for one in self.asked if not one.is_there]


def after_return(report: Report, submission: Submission) -> AfterReturn:
    """A submission held against the return before it: four queries at most, none for each question.

    Empty (and false) where nothing was ever asked or returned before it was sent.
    """
    until = submission.submitted_at
    changes = report.state_changes.filter(move__in=COUNTING, at__lt=until).order_by("at", "pk")
    comments = _sent(report=report, sent_at__lt=until)
    parts = _Parts(list(changes.select_related("by")), comments, submission.document)
    return _standing([(report.pk, parts)])[report.pk]


def since_returns(
    reports: Sequence[Report],
    drafts: Mapping[int, document.Report],
    moves: Mapping[int, Sequence[StateChange]],
) -> dict[int, AfterReturn]:
    """Report id → the same of reports that are being mended, by their moves, oldest first.

    Three queries for any number of reports, one where nothing was ever asked.
    """
    comments: dict[int, list[Comment]] = {}
    for one in _sent(report__in=reports):
        comments.setdefault(one.report_id, []).append(one)
    return _standing(
        [
            (one.pk, _Parts(moves.get(one.pk, ()), comments.get(one.pk, []), drafts[one.pk]))
            for one in reports
        ]
    )


def since_return(
    report: Report, draft: document.Report, moves: Sequence[StateChange]
) -> AfterReturn:
    """The same of one report."""
    return since_returns([report], {report.pk: draft}, {report.pk: moves})[report.pk]


def asked_of_row(report: Report, row: int, number: int, place: int) -> list[Asked]:
    """The questions of the last return to one row of a report that is being mended, `place` in its ที่.

    Whether the row has changed since is not looked at.
    """
    return [Asked(one, number, place, None, "") for one in waiting(report, row=row)]


def waiting(report: Report, **which) -> list[Comment]:
    """The questions of the last return, which are answered now: two queries, one where nothing was asked."""
    comments = _sent(report=report, **which)
    if not comments:
        return []
    changes = report.state_changes.filter(move__in=COUNTING).order_by("at", "pk")
    for one in comments:
        one.report = report
    return _Parts(list(changes), comments, None).last


COUNTING = (Move.RETURN, Move.ACCEPT, Move.UNDO_ACCEPT)


class _Parts:
    """What is known of one report: its moves, oldest first, its questions, and the version that is read."""

    def __init__(
        self,
        moves: Sequence[StateChange],
        comments: list[Comment],
        now: document.Report | None,
    ) -> None:
        counting = [one for one in moves if one.move in COUNTING]
        last = without_undone(counting, attrgetter("move"))
        returns = [one for one in last if one.move == Move.RETURN]
        # What was accepted since no longer waits for anything.
        self.returned = returns[-1] if returns and last[-1] == returns[-1] else None
        since = returns[-2].at if len(returns) > 1 else None
        self.comments, self.now = comments, now
        self.last = [
            one for one in comments if self.returned and (since is None or one.sent_at > since)
        ]

    @property
    def submissions(self) -> set[int]:
        """The ids of the versions that it is held against."""
        returned = {self.returned.submission_id} if self.returned else set()
        return returned | {one.submission_id for one in self.comments}

    def held_against(self, read: Mapping[int, document.Report], marks: "Marks") -> AfterReturn:
        here = _places(self.now)
        versions = {
            pk: _Version(_places(read[pk]), differences(read[pk], self.now))
            for pk in self.submissions
        }
        asked = _asked(self.last, versions, here)
        older = _rounds([one for one in self.comments if one not in self.last], versions, here)
        if self.returned is None:
            return AfterReturn(older=older)
        changed = versions[self.returned.submission_id].changed
        good = marks.get(self.returned.submission_id, set())
        return AfterReturn(
            returned=self.returned,
            asked=asked,
            beyond=_beyond(changed, asked),
            good=_good(good, changed, asked, here),
            older=older,
        )


# Submission id → the ids of rows that somebody of the centre found good in it.
Marks = dict[int, set[int]]


def _standing(every: Sequence[tuple[int, _Parts]]) -> dict[int, AfterReturn]:
    wanted = {pk for _, parts in every for pk in parts.submissions}
    read = {one.pk: one.document for one in Submission.objects.filter(pk__in=wanted)}
    marks: Marks = {}
    for pk, rows in ReadMark.objects.filter(submission__in=wanted).values_list(
        "submission", "good_rows"
    ):
        marks.setdefault(pk, set()).update(rows)
    return {pk: parts.held_against(read, marks) for pk, parts in every}


def _sent(**which) -> list[Comment]:
    """Questions that were sent, those of the newest return first."""
    related = ("asked_by", "replied_by", "resolved_by")
    comments = Comment.objects.sent().filter(**which).select_related(*related)
    return list(comments.order_by("-sent_at", "asked_at", "pk"))


# ---- the questions with their rows

Places = dict[int, tuple[int, int, document.Line]]


def _places(report: document.Report) -> Places:
    """Row id → its ที่, its place within that (both from one), and the row."""
    return {
        line.key: (number, place, line)
        for number, group in enumerate(report.groups, start=1)
        for place, line in enumerate(group.lines, start=1)
        if line.key is not None
    }


@dataclass(frozen=True, slots=True)
class _Version:
    """A submission that was asked about: where its rows stood, and what differs since."""

    places: Places
    changed: tuple[RowDifference, ...]


def _asked(
    comments: Iterable[Comment], versions: Mapping[int, _Version], here: Places
) -> tuple[Asked, ...]:
    """In the order of the pages: the whole report, its rows, rows that are gone."""
    found = [_one(comment, versions[comment.submission_id], here) for comment in comments]
    return tuple(sorted(found, key=_order))


def _order(one: Asked) -> tuple:
    if one.is_whole:
        return (0,)
    return (1, one.number, one.place) if one.is_there else (2, one.was or 0, 0)


def _one(comment: Comment, asked_of: _Version, here: Places) -> Asked:
    if comment.row is None:
        return Asked(comment, None, None, None, "", asked_of.changed)
    number, place, line = here.get(comment.row, (None, None, None))
    was, _, line_then = asked_of.places.get(comment.row, (None, None, None))
    said = line or line_then
    return Asked(
        comment,
        number,
        place,
        was,
        beginning(said) if said else "",
        tuple(one for one in asked_of.changed if one.key == comment.row),
    )


def _rounds(
    comments: Iterable[Comment], versions: Mapping[int, _Version], here: Places
) -> tuple[Round, ...]:
    return tuple(
        Round(sent_at, _asked(same, versions, here))
        for sent_at, same in groupby(comments, key=lambda one: one.sent_at)
    )


# ---- what was changed beside it


def _beyond(changed: Iterable[RowDifference], asked: Iterable[Asked]) -> tuple[RowDifference, ...]:
    """What was changed without being asked for; where the whole report was meant, nothing is."""
    rows = {one.comment.row for one in asked}
    if None in rows:
        return ()
    rows |= {one.joined.key for one in asked if one.joined}
    return tuple(one for one in changed if one.key is None or one.key not in rows)


def _good(
    good: set[int], changed: Iterable[RowDifference], asked: Iterable[Asked], here: Places
) -> frozenset[int]:
    touched = {one.key for one in changed} | {one.comment.row for one in asked}
    return frozenset(good.intersection(here) - touched)
