"""The moves of a report's workflow: each locks, checks, changes and records in one transaction."""

import dataclasses
from collections.abc import Collection
from datetime import date, datetime

from django.utils import timezone

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import User
from ita_portal.writing import action
from reports import checks, content, corrections, document, workflow
from reports.actions import (
    comments,
    evidence,
    finding_counts,
    holding,
    notices,
    search_rows,
    step_answers,
)
from reports.actions.explanations import refuse_unexplained
from reports.actions.locking import (
    HAND_OVER,
    READ_IN,
    TAKEN,
    clear_hand_over,
    clear_read_in,
    clear_taken,
    locked,
    locked_with_round,
    permit,
    record,
)
from reports.actions.own_work import written_by
from reports.actions.public_versions import freeze_public
from reports.actions.refusals import (
    NotPrintable,
    OwnWork,
    Refused,
    RoundClosed,
    SecretsUnacknowledged,
    Stale,
)
from reports.models import Report, Submission
from reports.workflow import Move, State

PUBLIC_CHANGED = (
    "ข้อความที่จะเผยแพร่ไม่ตรงกับที่ท่านอ่าน จึงยังไม่ได้รับรายงาน โปรดอ่านฉบับเผยแพร่และข้อมูลที่ไม่ควรเผยแพร่อีกครั้งก่อนรับ"
)


@action
def confirm_import(*, report: Report, by: User, version: int, digest: str | None = None) -> Report:
    """The province stands by what the centre read in from its paper, as it has read it now.

    `digest`: see submit. Raises MoveRefused, Stale.
    """
    report = locked(report)
    permit(report, Move.CONFIRM_IMPORT, by)
    as_read(report, version, digest)
    clear_read_in(report)
    report.save(update_fields=READ_IN)
    record(report, Move.CONFIRM_IMPORT, by, from_state=report.state)
    return report


@action
def hand_over(
    *, report: Report, by: User, version: int, digest: str | None = None, note: str = ""
) -> Report:
    """A clerk lays the version they see before the head. `digest`: see submit.

    The same sent again (a second click, an answer that was lost) changes nothing. Raises
    MoveRefused, Stale, Unexplained.
    """
    report = locked(report)
    if _handed_over_already(report, by, version, digest, note):
        return report
    permit(report, Move.HAND_OVER, by)
    refuse_unexplained(as_read(report, version, digest))
    report.handed_at, report.handed_by = timezone.now(), by
    report.handed_version = report.version
    report.save(update_fields=HAND_OVER)
    record(report, Move.HAND_OVER, by, from_state=report.state, comment=note)
    return report


def _handed_over_already(
    report: Report, by: User, version: int, digest: str | None, note: str
) -> bool:
    """Whether the same person has laid the same version, with the same note, before the head."""
    is_gone = report.is_editable and not report.is_handed_over
    if digest is None or is_gone or report.version != version:
        return False
    last = report.state_changes.filter(move=Move.HAND_OVER).order_by("-at", "-pk").first()
    given = (by.pk, version, note.strip())
    return last is not None and (last.by_id, last.report_version, last.comment) == given


@action
def take_back(*, report: Report, by: User) -> Report:
    """The clerk takes the report back from the head's table. Raises MoveRefused."""
    return _unmark(report, by, Move.TAKE_BACK, "")


@action
def give_back(*, report: Report, by: User, note: str) -> Report:
    """The head gives it back to the clerk with a note. Raises MoveRefused."""
    return _unmark(report, by, Move.GIVE_BACK, note)


def _unmark(report: Report, by: User, move: Move, comment: str) -> Report:
    report = locked(report)
    permit(report, move, by, comment)
    clear_hand_over(report)
    report.save(update_fields=HAND_OVER)
    record(report, move, by, from_state=report.state, comment=comment)
    return report


@action
def submit(
    *,
    report: Report,
    by: User,
    version: int,
    digest: str | None = None,
    acting: str = "",
    acting_for: str = "",
) -> Submission:
    """Freeze exactly what was read and send it to the centre.

    `version` is that of the report's content, `digest` is `content.digest` of the draft that was on
    the screen, so that headings and contacts too are those that were read; None for a command,
    which has no screen. `acting` and `acting_for`: see document.Signer. Returns the new submission;
    the same sent again (a second click, an answer that was lost) the one it made at first. Raises
    MoveRefused, Stale (something changed since the page was loaded), RoundClosed, NotPrintable,
    Unexplained.
    """
    report = locked_with_round(report)
    signer = document.Signer(str(by), by.post, acting, acting_for if acting else "")
    sent = sent_already(report, by, version, digest)
    # In another capacity it is not the same: whoever chose that is told that it was sent before.
    if sent is not None and _capacity(sent.signer) == _capacity(signer):
        return sent
    permit(report, Move.SUBMIT, by)
    read = as_read(report, version, digest)
    return send(report, Move.SUBMIT, by, read, signer, comment=_capacity(signer))


def sent_already(report: Report, by: User, version: int, digest: str | None) -> Submission | None:
    """What the same person sent of the same draft, while it is with the centre or accepted."""
    last = None if report.is_editable or digest is None else latest(report)
    if last is None or (last.report_version, last.submitted_by_id) != (version, by.pk):
        return None
    return last if last.read_sha256 in ("", digest) else None


def send(
    report: Report,
    move: Move,
    by: User,
    read: document.Report,
    signer: document.Signer,
    *,
    comment: str = "",
    **columns,
) -> Submission:
    """Freeze the draft of a locked report as it was signed; `columns` are more of the submission's."""
    refuse_closed_round(report)
    frozen = _signed(read, report, signer)
    if problems := checks.blocking(frozen):
        raise NotPrintable(problems)
    refuse_unexplained(frozen)
    columns["read_sha256"] = content.digest(read)
    submission = _new_submission(report, by, frozen, signer, columns)
    evidence.freeze(submission, frozen)
    step_answers.freeze(submission, frozen)
    finding_counts.count(submission, frozen)
    search_rows.freeze(submission, frozen)
    from_state, report.state = report.state, State.SUBMITTED
    clear_hand_over(report)
    clear_taken(report)
    report.save(update_fields=["state", *HAND_OVER, *TAKEN])
    record(report, move, by, from_state=from_state, comment=comment, submission=submission)
    return submission


def _capacity(signer: document.Signer) -> str:
    """ลงนามในฐานะรักษาราชการแทน …, for the history; nothing for who signs in their own post."""
    return f"ลงนามในฐานะ{signer.acting}{signer.acting_for}" if signer.acting else ""


def as_read(report: Report, version: int, digest: str | None) -> document.Report:
    """The draft of the locked report. Raises Stale when it is not what the person read."""
    draft = content.draft(report)
    if report.version != version or digest not in (None, content.digest(draft)):
        raise Stale()
    return draft


def _signed(draft: document.Report, report: Report, signer: document.Signer) -> document.Report:
    return dataclasses.replace(draft, signer=signer) if report.round.show_signature else draft


def _new_submission(
    report: Report, by: User, frozen: document.Report, signer: document.Signer, columns: dict
) -> Submission:
    number = report.submissions.count() + 1
    known_as = reference(report, number)
    text = document.canonical_json(frozen)
    now = timezone.now()
    return Submission.objects.create(
        report=report,
        number=number,
        reference=known_as,
        verify_address=content.verify_address(known_as),
        content=text,
        sha256=document.digest(text),
        public=freeze_public(frozen),
        report_version=report.version,
        submitted_at=now,
        submitted_by=by,
        signer_name=signer.name,
        signer_post=signer.post,
        signer_acting=signer.acting,
        signer_acting_for=signer.acting_for,
        **_punctuality(report, timezone.localdate(now)),
        answered_steps=len(frozen.answered_steps()),
        all_steps=len(frozen.calendar_steps),
        **columns,
    )


def _punctuality(report: Report, today: date) -> dict:
    """The due date that counts for a submission of this day (Bangkok time), and the days it was missed by.

    What is sent again is measured only against a day that the centre set on its return.
    """
    first = report.submissions.order_by("number").first()
    if first and report.due_on is None:
        return {"due_on": first.due_on, "days_late": first.days_late}
    due_on = report.due()
    return {"due_on": due_on, "days_late": max((today - due_on).days, 0)}


def reference(report: Report, number: int) -> str:
    """Year, months, province code and number of the submission: 2567-6-51-02."""
    round_ = report.round
    return f"{round_.fiscal_year}-{round_.months}-{report.province.code}-{number:02d}"


def refuse_closed_round(report: Report) -> None:
    """Raise RoundClosed for a first submission to a closed round."""
    sent_before = report.submissions.exists()
    if is_closed_for(report, sent_before=sent_before, today=timezone.localdate()):
        raise RoundClosed(closed_sentence(report.round))


def is_closed_for(report: Report, *, sent_before: bool, today: date) -> bool:
    """Whether the round no longer takes this report.

    One that was submitted before is a correction the centre waits for, and an extension for the
    province holds also after closing.
    """
    round_ = report.round
    if not round_.is_closed or sent_before:
        return False
    due = round_.due_for(report.province)
    return not (due > round_.due_on and due >= today)


def closed_sentence(round_: Round) -> str:
    """ปิดรับรายงานรอบนี้แล้วเมื่อ … with whom to ring, as far as the round names them."""
    ring = f" โทร. {round_.contact_phone}" if round_.contact_phone else ""
    contact = round_.contact_unit or "ส่วนกลาง"
    return thai.thai_digits_in_text(
        f"ปิดรับรายงานรอบนี้แล้วเมื่อ {thai.write_datetime(round_.closed_at)} "
        f"หากจำเป็นต้องส่ง โปรดติดต่อ {contact}{ring}"
    )


@action
def recall(*, report: Report, by: User) -> Report:
    """The province draws back what the centre has not yet taken in. Raises MoveRefused."""
    return _move(report, by, Move.RECALL)


@action
def take(*, report: Report, by: User) -> Report:
    """รับไว้ตรวจ: from now on the province cannot recall. Raises MoveRefused."""
    report = locked(report)
    permit(report, Move.TAKE, by)
    report.taken_at, report.taken_by = timezone.now(), by
    report.save(update_fields=TAKEN)
    record(report, Move.TAKE, by, from_state=report.state, submission=latest(report))
    return report


@action
def return_to_province(*, report: Report, by: User, submission: int, comment: str, due_on=None):
    """Send the submission that was read (its id) back with its questions, words for all of it, perhaps a new due date.

    One question or a word is needed. Raises MoveRefused, Stale.
    """
    report = locked(report)
    asked = report.comments.unsent().first()
    permit(report, Move.RETURN, by, comment.strip() or (asked.question if asked else ""))
    read = comments.refuse_other_submission(report, submission)
    comments.take_in(report, by, read)
    comments.mark_read(submission=read, by=by)
    comments.send_all(report)
    report.due_on = due_on or report.due_on
    return _change_state(report, by, Move.RETURN, comment, "due_on")


@action
def accept(
    *,
    report: Report,
    by: User,
    submission: int,
    acknowledged: str = "",
    held_until: datetime | None = None,
    seen: str = "",
    keep_as_notes: Collection[int] = (),
) -> Submission:
    """Accept exactly the submission that was read (its id); it becomes the public one.

    `acknowledged` is `checks.acknowledgement` of the secrets in what everyone will read that the
    reviewer ticked (corrections.newly_flagged); `seen` is `corrections.seen` of the page, where there
    was one. `held_until`: until then it may be undone, and everyone reads what they read before.
    Questions not sent become notes of the centre where `keep_as_notes` has their ids; those that were
    sent are settled. Whoever accepts has taken the report in and read it. Raises MoveRefused, Stale,
    SecretsUnacknowledged, OwnWork, OpenQuestions.
    """
    report = locked_with_round(report)
    permit(report, Move.ACCEPT, by)
    current = comments.refuse_other_submission(report, submission)
    _refuse_own_work(report, current, by)
    secrets = corrections.newly_flagged(report, current.as_public.document)
    if seen and seen != corrections.seen(report, current, secrets):
        raise Stale(PUBLIC_CHANGED)
    if secrets and acknowledged != checks.acknowledgement(secrets):
        raise SecretsUnacknowledged(secrets)
    comments.keep_unsent(report, keep_as_notes)
    holding.hold(report, current, held_until)
    comments.take_in(report, by, current)
    comments.mark_read(submission=current, by=by)
    comments.settle_all(report, by)
    current.accepted_at, current.accepted_by = timezone.now(), by
    current.published_on = report.publication_day(timezone.localdate(current.accepted_at))
    current.save(update_fields=["accepted_at", "accepted_by", "published_on"])
    report.accepted, report.due_on = current, None
    report.withdrawn_at, report.withdrawn_reason = None, ""
    quoted = " · ".join(finding.words for finding in secrets)
    fields = ["accepted", "due_on", "withdrawn_at", "withdrawn_reason", "held_until"]
    _change_state(report, by, Move.ACCEPT, quoted, *fields)
    return current


@action
def undo_accept(*, report: Report, by: User) -> Report:
    """ยกเลิกการรับ while it is held: the report stands exactly as it did before. Raises MoveRefused."""
    report = locked(report)
    permit(report, Move.UNDO_ACCEPT, by)
    accepted, hold = report.accepted, report.hold
    accepted.accepted_at = accepted.accepted_by = accepted.published_on = None
    from_state, report.state = report.state, workflow.RULES[Move.UNDO_ACCEPT].to
    report.save(update_fields=["state", *holding.put_back(report)])
    accepted.save(update_fields=["accepted_at", "accepted_by", "published_on"])
    notices.take_back(report.state_changes.filter(move=Move.ACCEPT).latest("at", "pk"))
    record(report, Move.UNDO_ACCEPT, by, from_state=from_state, submission=hold.submission)
    return report


@action
def accept_correction(
    *, report: Report, by: User, submission: int, acknowledged: str = "", **given
) -> Submission:
    """Accept a correction as its differences were read. Arguments and refusals as `accept`."""
    return accept(report=report, by=by, submission=submission, acknowledged=acknowledged, **given)


def _refuse_own_work(report: Report, submission: Submission, by: User) -> None:
    if submission.submitted_by_id == by.pk or written_by(by, [report.pk]):
        raise OwnWork()


@action
def reopen(*, report: Report, by: User, reason: str) -> Report:
    """The centre opens an accepted report for correction; what was accepted stays public. Raises MoveRefused."""
    return _move(report, by, Move.REOPEN, reason)


@action
def ask_to_correct(*, report: Report, by: User, reason: str) -> Report:
    """ขอแก้ไขคำผิด by the province: the same, on its own word. Raises MoveRefused."""
    return _move(report, by, Move.ASK_TO_CORRECT, reason)


@action
def withdraw(*, report: Report, by: User, reason: str) -> Report:
    """End the public address with a reason; the page then says so (410). Raises MoveRefused, Refused."""
    report = locked(report)
    permit(report, Move.WITHDRAW, by, reason)
    if report.accepted is None or report.withdrawn_at is not None:
        raise Refused("รายงานนี้ไม่ได้เผยแพร่อยู่ จึงไม่มีสิ่งที่ต้องถอน")
    limit = Report._meta.get_field("withdrawn_reason").max_length
    if len(reason.strip()) > limit:
        raise Refused(f"โปรดเขียนเหตุผลไม่เกิน {thai.to_thai_digits(limit)} ตัวอักษร")
    report.withdrawn_at, report.withdrawn_reason = timezone.now(), reason.strip()
    report.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    record(report, Move.WITHDRAW, by, from_state=report.state, comment=reason)
    return report


def _move(report: Report, by: User, move: Move, reason: str = "") -> Report:
    report = locked(report)
    permit(report, move, by, reason)
    return _change_state(report, by, move, reason)


def _change_state(report: Report, by: User, move: Move, comment: str, *fields: str) -> Report:
    """Set the state the table names, clear the reviewer's mark, and write the history row."""
    from_state, report.state = report.state, workflow.RULES[move].to
    clear_taken(report)
    report.save(update_fields=["state", *TAKEN, *fields])
    record(report, move, by, from_state=from_state, comment=comment, submission=latest(report))
    return report


def latest(report: Report) -> Submission | None:
    """The newest submission of a report, or None."""
    return report.submissions.order_by("-number").first()
