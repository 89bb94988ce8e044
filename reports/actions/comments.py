"""Questions of the centre and answers of the province, notes that stay at the centre, marks of what was read."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ita_portal import thai
from ita_portal.models import User
from ita_portal.writing import action, has_words
from reports.actions.asking import given_words, only_reviewers, within
from reports.actions.locking import TAKEN, locked, locked_for_editing, permit, record
from reports.actions.refusals import OpenQuestions, Refused, Stale
from reports.good_rows import still_good
from reports.models import LONGEST_COMMENT, Comment, InternalNote, ReadMark, Report, Submission
from reports.workflow import Move, State

CHANGED = "มีผู้แก้ไขข้อความนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดอ่านข้อความล่าสุดก่อนบันทึก"
SENT = "ข้อทักท้วงนี้ส่งให้จังหวัดแล้ว จึงแก้ไขหรือลบไม่ได้"
GONE = "ข้อทักท้วงนี้ถูกลบไปแล้ว โปรดดูรายการล่าสุด"
NOTE_GONE = "บันทึกภายในนี้ถูกลบไปแล้ว โปรดดูรายการล่าสุด"
NOT_SENT_YET = "ข้อทักท้วงนี้ยังไม่ได้ส่งให้จังหวัด จึงยังชี้แจงไม่ได้"
NOT_SENT = "ข้อทักท้วงที่ไม่ได้ส่ง"
ROW_GONE = "แถวนี้ไม่มีในฉบับที่ท่านอ่าน โปรดเปิดรายงานใหม่"
NOT_READABLE = "ฉบับนี้ไม่มีอยู่แล้ว โปรดเปิดรายงานใหม่"


@action
def ask(
    *, report: Report, by: User, submission: int, row: int | None, question: str, reason: str = ""
) -> Comment:
    """A question to one row of the submission that was read (its id); row None: to the report as a whole.

    It stays at the centre until a return sends it. Whoever asks takes the report in, unless somebody
    has. The same words to the same row twice (a second click) are one question. Raises MoveRefused,
    Stale, Refused for no words or too many.
    """
    report = locked(report)
    question = _words(question, "โปรดเขียนข้อทักท้วง เพื่อให้จังหวัดทราบว่าต้องแก้ไขอะไร")
    permit(report, Move.RETURN, by, question)
    read = refuse_other_submission(report, submission)
    take_in(report, by, read)
    same = report.comments.unsent().filter(
        submission=read, row=row, question=question, reason=reason, asked_by=by
    )
    if found := same.first():
        return found
    return Comment.objects.create(
        report=report,
        submission=read,
        row=row,
        reason=reason,
        question=question,
        asked_at=timezone.now(),
        asked_by=by,
    )


def take_in(report: Report, by: User, submission: Submission) -> None:
    """รับไว้ตรวจ by the first act of the centre on what was sent, inside another action."""
    if report.state != State.SUBMITTED or report.is_taken:
        return
    permit(report, Move.TAKE, by)
    report.taken_at, report.taken_by = timezone.now(), by
    report.save(update_fields=TAKEN)
    record(report, Move.TAKE, by, from_state=report.state, submission=submission)


@action
def change_question(
    *, comment: Comment, by: User, question: str, reason: str, version: int
) -> Comment:
    """Other words for a question that was not sent yet. Raises MoveRefused, Stale, Refused."""
    _, comment = _of_the_centre(comment, by)
    if comment.is_sent:
        raise Refused(SENT)
    question = _words(question, "โปรดเขียนข้อทักท้วง หรือลบข้อทักท้วงนี้")
    if (comment.question, comment.reason) == (question, reason):
        return comment
    _refuse_other_version(comment, version)
    comment.question, comment.reason = question, reason
    return _saved(comment, "question", "reason")


@action
def drop(*, comment: Comment, by: User) -> None:
    """Take a question back that was not sent yet; one that is gone stays gone. Raises Refused."""
    try:
        _, comment = _of_the_centre(comment, by)
    except Gone:
        return
    if comment.is_sent:
        raise Refused(SENT)
    comment.delete()


@action
def resolve(*, comment: Comment, by: User) -> Comment:
    """เรียบร้อยแล้ว: the question is settled for the centre. Raises Refused."""
    _, comment = _of_the_centre(comment, by)
    if comment.is_resolved:
        return comment
    comment.resolved_at, comment.resolved_by = timezone.now(), by
    return _saved(comment, "resolved_at", "resolved_by")


@action
def unresolve(*, comment: Comment, by: User) -> Comment:
    """The question is open again. Raises Refused."""
    _, comment = _of_the_centre(comment, by)
    if not comment.is_resolved:
        return comment
    comment.resolved_at = comment.resolved_by = None
    return _saved(comment, "resolved_at", "resolved_by")


@action
def reply(*, comment: Comment, by: User, reply: str, version: int) -> Comment:
    """The province's คำชี้แจง; empty takes it back. It is no change of the report's content.

    Raises NotEditable, Stale, Refused for a report of another province or a question not sent.
    """
    report = locked_for_editing(comment.report, by)
    comment = _locked(report.comments, comment.pk)
    if not comment.is_sent:
        raise Refused(NOT_SENT_YET)
    reply = _within_limit(thai.clean_text(reply).strip())
    if comment.reply == reply:
        return comment
    _refuse_other_version(comment, version)
    comment.reply = reply
    comment.replied_at, comment.replied_by = (timezone.now(), by) if reply else (None, None)
    return _saved(comment, "reply", "replied_at", "replied_by")


def send_all(report: Report) -> list[Comment]:
    """Every open question that waits goes with a return to the province; inside the action that returns."""
    waiting = list(report.comments.unsent().open().select_for_update())
    now = timezone.now()
    for comment in waiting:
        comment.sent_at = now
        _saved(comment, "sent_at")
    return waiting


def settle_all(report: Report, by: User) -> list[Comment]:
    """Every question that was sent and is open is settled by an acceptance; inside the action that accepts."""
    settled = list(report.comments.sent().open().select_for_update())
    now = timezone.now()
    for comment in settled:
        comment.resolved_at, comment.resolved_by = now, by
        _saved(comment, "resolved_at", "resolved_by")
    return settled


def keep_unsent(report: Report, keep: Collection[int]) -> list[InternalNote]:
    """Questions that no return carried become notes of the centre; inside the action that accepts.

    `keep` are the ids that were on the screen for that. Raises OpenQuestions when there are others.
    """
    waiting = list(report.comments.unsent().select_for_update())
    if others := [one for one in waiting if one.pk not in keep]:
        raise OpenQuestions(others)
    return [_as_note(comment) for comment in waiting]


def _as_note(comment: Comment) -> InternalNote:
    note = InternalNote.objects.create(
        report=comment.report,
        row=comment.row,
        text=f"{NOT_SENT}: {comment.question}",
        written_at=timezone.now(),
        written_by=comment.asked_by,
    )
    comment.delete()
    return note


# Notes of the centre -------------------------------------------------------------------------------


@action
def note(*, report: Report, by: User, row: int | None, text: str) -> InternalNote:
    """Write a note that never leaves the centre. Raises Refused for no words, too many, or a person of elsewhere."""
    only_reviewers(by)
    report = locked(report)
    text = _words(text, "โปรดเขียนบันทึกภายใน")
    return InternalNote.objects.create(
        report=report, row=row, text=text, written_at=timezone.now(), written_by=by
    )


@action
def change_note(*, note: InternalNote, by: User, text: str, version: int) -> InternalNote:
    """Other words for one's own note; none remove it. Raises Refused, Stale."""
    only_reviewers(by)
    report = locked(note.report)
    current = report.internal_notes.select_for_update().filter(pk=note.pk).first()
    if current is None:
        raise Refused(NOTE_GONE)
    if current.written_by_id != by.pk:
        raise Refused("บันทึกภายในนี้เป็นของผู้อื่น จึงแก้ไขไม่ได้")
    text = _within_limit(thai.clean_text(text).strip())
    if current.text == text:
        return current
    _refuse_other_version(current, version)
    if not has_words(text):
        current.delete()
        return current
    current.text = text
    return _saved(current, "text")


# What was read -------------------------------------------------------------------------------------


@action
def mark_read(*, submission: Submission, by: User, good_rows: list[int] | None = None) -> ReadMark:
    """อ่านแล้ว: this person has read all of this version; `good_rows` replaces the rows they found good.

    Raises Refused for a person of elsewhere.
    """
    mark = _mark_of(submission, by)
    if good_rows is not None:
        mark.good_rows = sorted(set(good_rows))
    mark.whole_at = mark.last_at
    mark.save(update_fields=["last_at", "whole_at", "good_rows"])
    return mark


@action
def call_good(*, submission: Submission, by: User, row: int, is_good: bool) -> ReadMark:
    """✓ beside one row of a version, or none; the ✓ of other rows stay. Raises Refused."""
    mark = _mark_of(submission, by)
    if is_good and row not in {line.key for _, _, line in submission.document.lines()}:
        raise Refused(ROW_GONE)
    rows = {*mark.good_rows, row} if is_good else {*mark.good_rows} - {row}
    mark.good_rows = sorted(rows)
    mark.save(update_fields=["last_at", "good_rows"])
    return mark


def _mark_of(submission: Submission, by: User) -> ReadMark:
    """This person's mark of a version, under the lock of its report, of this moment."""
    only_reviewers(by)
    report = locked(submission.report)
    if not report.submissions.filter(pk=submission.pk).exists():
        raise Refused(NOT_READABLE)
    now = timezone.now()
    mark = _mark(submission, by, now)
    mark.last_at = now
    return mark


def _mark(submission: Submission, by: User, now: datetime) -> ReadMark:
    """This person's mark of a version; a new one keeps the ✓ of rows that did not change since their last."""
    mark, _ = ReadMark.objects.get_or_create(
        submission=submission,
        by=by,
        defaults={"first_at": now, "last_at": now, "good_rows": lambda: carried(submission, by)},
    )
    return mark


def carried(submission: Submission, by: User) -> list[int]:
    """The rows found good in the version this person marked before, as far as they say the same; reads only."""
    before = (
        ReadMark.objects.filter(
            submission__report=submission.report_id, submission__number__lt=submission.number, by=by
        )
        .select_related("submission")
        .order_by("-submission__number")
        .first()
    )
    if before is None or not before.good_rows:
        return []
    documents = before.submission.document, submission.document
    return still_good(*documents, before.good_rows)


# ---------------------------------------------------------------------------------------------------


class Gone(Refused):
    """The question was taken back meanwhile."""

    message = GONE


def refuse_other_submission(report: Report, pk: int) -> Submission:
    """The newest submission, when it is the one that was read. Raises Stale."""
    current = report.submissions.order_by("-number").first()
    if current is None or current.pk != pk:
        raise Stale("จังหวัดส่งฉบับใหม่เข้ามาแล้ว โปรดอ่านฉบับล่าสุดก่อน")
    return current


def _of_the_centre(comment: Comment, by: User) -> tuple[Report, Comment]:
    only_reviewers(by)
    report = locked(comment.report)
    return report, _locked(report.comments, comment.pk)


def _locked(comments: QuerySet[Comment], pk: int) -> Comment:
    found = comments.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Gone()
    return found


def _refuse_other_version(row: Comment | InternalNote, version: int) -> None:
    if row.version != version:
        raise Stale(CHANGED)


def _saved(row, *columns: str):
    row.version += 1
    row.save(update_fields=["version", *columns])
    return row


OTHERWISE = " หรือแยกเป็นหลายข้อ"


def _words(typed: str, ask: str) -> str:
    return given_words(typed, ask, LONGEST_COMMENT, otherwise=OTHERWISE)


def _within_limit(words: str) -> str:
    return within(words, LONGEST_COMMENT, OTHERWISE)
