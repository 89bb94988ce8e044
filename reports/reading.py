"""The reading desk of one report: everything that stands beside each row of what was sent. Reads only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from calendar_app.models import RevisionStep
from ita_portal import thai
from ita_portal.models import User
from reports import asked_before, document, explained, previous
from reports.asked_before import Asked, AskedBefore
from reports.differences import RowDifference, differences
from reports.explained import Explained
from reports.good_rows import still_good
from reports.models import Comment, InternalNote, ReadMark, Report, StateChange, Submission
from reports.workflow import Move

WHOLE = "ทั้งฉบับ"


@dataclass(slots=True)
class Row:
    """A row of the paper (`key`: `document.Line.key`), or with None the report as a whole.

    `anchor` is the id of the row in the printed body. `found` is what the checks found in it, `asked`
    the questions that were sent with their answers, `waiting` those that wait for a return, `change`
    what it says otherwise than the version that was returned.
    """

    key: int | None
    name: str
    anchor: str
    found: list[Explained] = field(default_factory=list)
    asked: list[Comment] = field(default_factory=list)
    waiting: list[Comment] = field(default_factory=list)
    notes: list[InternalNote] = field(default_factory=list)
    change: RowDifference | None = None
    before: previous.Text | None = None
    guidance: list[str] = field(default_factory=list)
    steps: list[RevisionStep] = field(default_factory=list)
    often: list[tuple[str, int]] = field(default_factory=list)
    own: list[Asked] = field(default_factory=list)
    is_good: bool = False

    @property
    def place(self) -> str:
        """How the row is called in names of boxes: its key, `report` for the whole."""
        return "report" if self.key is None else str(self.key)

    @property
    def is_changed_unasked(self) -> bool:
        """Whether it changed after a return although nobody asked for it."""
        return self.change is not None and not self.asked


@dataclass(slots=True)
class Desk:
    """The rows in the order of the paper, the whole report, and questions sent to rows that are gone.

    `returned` is the return that the newest version answers, None for a first version; `unasked` are
    the differences nobody asked for.
    """

    rows: list[Row]
    whole: Row
    gone: list[Comment] = field(default_factory=list)
    returned: StateChange | None = None
    unasked: list[RowDifference] = field(default_factory=list)
    read: list[ReadMark] = field(default_factory=list)

    @property
    def places(self) -> list[Row]:
        return [*self.rows, self.whole]

    @property
    def waiting(self) -> list[tuple[Row, Comment]]:
        """The questions that the next return sends, as they will be quoted: in the order of the rows."""
        return [(row, one) for row in (self.whole, *self.rows) for one in row.waiting]

    @property
    def answered(self) -> list[tuple[Row, Comment]]:
        """The questions of earlier returns with the places they were put to, those still open first."""
        every = [(row, one) for row in (self.whole, *self.rows) for one in row.asked]
        return sorted(every, key=lambda pair: pair[1].is_resolved)

    @property
    def open_count(self) -> int:
        asked = [one for row in self.places for one in row.asked]
        return sum(not one.is_resolved for one in (*asked, *self.gone))


def desk(
    report: Report,
    newest: Submission,
    paper: document.Report,
    found: Iterable[explained.Explained],
    user: User,
) -> Desk:
    """What stands beside each row of the newest version: a dozen queries, whatever its length.

    `paper` is its document, `found` what the checks say of it.
    """
    made = Desk(rows=list(_rows(paper)), whole=Row(None, WHOLE, "row-report"))
    by_key = {row.key: row for row in made.places}
    _place_found(by_key, found)
    _place_comments(made, by_key, report)
    for note in report.internal_notes.select_related("written_by"):
        by_key.get(note.row, made.whole).notes.append(note)
    _place_changes(made, by_key, report, newest, paper)
    _place_marks(made, report, newest, paper, user)
    _place_help(made, report, paper, user)
    return made


def _rows(paper: document.Report) -> Iterator[Row]:
    for number, group in enumerate(paper.groups, start=1):
        for index, line in enumerate(group.lines):
            if line.key is not None:
                which = f" แถวที่ {index + 1}" if len(group.lines) > 1 else ""
                name = thai.to_thai_digits(f"ลำดับที่ {number}{which}")
                yield Row(line.key, name, f"row-{number}-{index}")


def _place_found(by_key: dict[int | None, Row], found: Iterable[Explained]) -> None:
    """A finding that shows in several rows stands beside each of them."""
    for one in found:
        keys = dict.fromkeys(part.key for part in one.finding.each)
        for key in keys:
            by_key.get(key, by_key[None]).found.append(one)


def _place_comments(made: Desk, by_key: dict[int | None, Row], report: Report) -> None:
    people = ("asked_by", "replied_by", "resolved_by")
    for one in report.comments.select_related(*people):
        row = by_key.get(one.row)
        if not one.is_sent:
            (row or made.whole).waiting.append(one)
        elif row is None:
            made.gone.append(one)
        else:
            row.asked.append(one)


def _place_changes(
    made: Desk,
    by_key: dict[int | None, Row],
    report: Report,
    newest: Submission,
    paper: document.Report,
) -> None:
    """What was changed since the version that was returned last."""
    returned = report.state_changes.filter(move=Move.RETURN).select_related("by", "submission")
    last = returned.order_by("at", "pk").last()
    if last is None or last.submission is None or last.submission_id == newest.pk:
        return
    made.returned = last
    asked = {one.row for row in made.places for one in row.asked} | {one.row for one in made.gone}
    for change in differences(last.submission.document, paper):
        if change.key in by_key and change.key is not None:
            by_key[change.key].change = change
        if change.key is None or change.key not in asked:
            made.unasked.append(change)


def _place_marks(
    made: Desk, report: Report, newest: Submission, paper: document.Report, user: User
) -> None:
    """Who has read the newest version, and this person's ✓ of it or of the rows that stayed as they were."""
    marks = list(
        ReadMark.objects.filter(submission__report=report)
        .select_related("by", "submission")
        .defer("submission__content")
        .order_by("submission__number", "first_at")
    )
    made.read = [one for one in marks if one.submission_id == newest.pk and one.whole_at]
    own = [one for one in marks if one.by_id == user.pk]
    if not own:
        return
    last, good = own[-1], own[-1].good_rows
    if last.submission_id != newest.pk and good:
        good = still_good(last.submission.document, paper, good)
    for row in made.rows:
        row.is_good = row.key in good


def _place_help(made: Desk, report: Report, paper: document.Report, user: User) -> None:
    """Last round's text, the guidance of the steps, reasons and questions used before."""
    earlier = previous.earlier_texts(report, paper.calendar_steps)
    editions = _editions(report)
    before = asked_before.asked_before(user, paper.fiscal_year)
    lines = {line.key: line for _, _, line in paper.lines()}
    for row in made.rows:
        items = lines[row.key].items
        codes = list(dict.fromkeys(code for item in items for code in item.steps))
        row.before = earlier.of((item.text, item.steps) for item in items)
        row.steps = [editions[code] for code in codes if code in editions]
        row.guidance = [step.guidance for step in row.steps if step.guidance]
        _place_asked_before(row, before, codes)
    _place_asked_before(made.whole, before, [])


def _place_asked_before(row: Row, before: AskedBefore, codes: list[str]) -> None:
    row.often, row.own = before.often(codes), before.questions(codes)


def _editions(report: Report) -> dict[str, RevisionStep]:
    """Code → the step as the calendar of the report writes it."""
    editions = RevisionStep.objects.filter(revision=report.calendar_id).select_related("step")
    return {edition.step.code: edition for edition in editions}
