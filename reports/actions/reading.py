"""What a reviewer typed on the page of a report: kept in one act, and sent along with a return."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ita_portal.models import User
from ita_portal.writing import action, has_words
from reports.actions import comments, moves
from reports.actions.refusals import Refused, Stale
from reports.models import Comment, InternalNote, Report


@dataclass(frozen=True, slots=True)
class Asked:
    """A new question to a row (`document.Line.key`; None: to the report as a whole)."""

    row: int | None
    question: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reworded:
    """Other words for a question that was not sent yet, typed over `version` of it; none take it back."""

    comment: int
    question: str
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A new note of the centre's beside a row (None: the report)."""

    row: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Renoted:
    """Other words for one's own note, typed over `version` of it; none remove it."""

    note: int
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything that stood in the boxes of the page."""

    asked: Sequence[Asked] = ()
    reworded: Sequence[Reworded] = ()
    noted: Sequence[Noted] = ()
    renoted: Sequence[Renoted] = ()

    def __bool__(self) -> bool:
        return any((self.asked, self.reworded, self.noted, self.renoted))


@action
def keep(*, report: Report, by: User, submission: int | None, typed: Typed) -> None:
    """Keep all that was typed, or nothing of it; `submission` is the id of the version that was read.

    Raises MoveRefused, Stale, Refused.
    """
    _refuse_rows_of_elsewhere(report, submission, typed)
    for one in typed.asked:
        given = {"row": one.row, "question": one.question, "reason": one.reason}
        comments.ask(report=report, by=by, submission=submission or 0, **given)
    for one in typed.reworded:
        _reword(report, by, one)
    for one in typed.noted:
        comments.note(report=report, by=by, row=one.row, text=one.text)
    for one in typed.renoted:
        note = InternalNote.objects.filter(report=report, pk=one.note).first()
        note = note or InternalNote(report=report, pk=one.note)
        comments.change_note(note=note, by=by, text=one.text, version=one.version)


def _refuse_rows_of_elsewhere(report: Report, submission: int | None, typed: Typed) -> None:
    """Raise Refused for a question to a row that the version which was read has not."""
    rows = {one.row for one in typed.asked} - {None}
    read = report.submissions.filter(pk=submission).first() if rows else None
    if read and rows - {line.key for _, _, line in read.document.lines()}:
        raise Refused(comments.ROW_GONE)


def _reword(report: Report, by: User, typed: Reworded) -> None:
    comment = Comment.objects.filter(report=report, pk=typed.comment).first()
    if comment is None:
        raise comments.Gone()
    if has_words(typed.question):
        given = {"question": typed.question, "reason": typed.reason, "version": typed.version}
        comments.change_question(comment=comment, by=by, **given)
    elif comment.version != typed.version:
        raise Stale(comments.CHANGED)
    else:
        comments.drop(comment=comment, by=by)


@action
def return_with(
    *, report: Report, by: User, submission: int, typed: Typed, comment: str, due_on: date | None
) -> Report:
    """Keep what was typed and send all waiting questions with the return, in one act: see `return_to_province`."""
    keep(report=report, by=by, submission=submission, typed=typed)
    given = {"comment": comment, "due_on": due_on}
    return moves.return_to_province(report=report, by=by, submission=submission, **given)


@action
def ask_again(*, report: Report, by: User, submission: int, row: int | None, like: int) -> None:
    """One's own earlier question (its id) put to a row as well. Raises MoveRefused, Stale, Refused."""
    earlier = Comment.objects.filter(asked_by=by, pk=like).first()
    if earlier is None:
        raise comments.Gone()
    typed = Typed(asked=[Asked(row, earlier.question, earlier.reason)])
    keep(report=report, by=by, submission=submission, typed=typed)
