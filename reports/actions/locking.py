"""The lock under which every change of a report happens, and the marks a change leaves."""

from django.utils import timezone

from calendar_app.models import Round
from ita_portal.models import User
from ita_portal.writing import has_words
from reports import workflow
from reports.actions import notices
from reports.actions.refusals import MoveRefused, NotEditable, Refused
from reports.models import Report, StateChange
from reports.workflow import Move


def locked(report: Report) -> Report:
    """The report read anew under its row lock; call inside a transaction.

    Whoever waits for the lock gets the row itself as it became meanwhile, but what is joined to it
    as it was when the wait began: so the report is read with its round, province and calendar only
    when the lock is granted.
    """
    Report.objects.select_for_update().filter(pk=report.pk).values_list("pk").first()
    return Report.objects.select_related("round", "province", "calendar").get(pk=report.pk)


def locked_with_round(report: Report) -> Report:
    """The same with its round locked before it: the round is neither closed nor changed meanwhile."""
    locked_round(report.round)
    return locked(report)


def locked_round(round: Round) -> Round:
    """The round read anew under its lock, which comes before that of any of its reports. Raises Refused."""
    # The weaker lock lets others refer to the round; it stops whoever changes or closes it.
    found = Round.objects.select_for_update(no_key=True).filter(pk=round.pk).first()
    if found is None:
        raise Refused("รอบรายงานนี้ถูกลบไปแล้ว โปรดดูรอบรายงานล่าสุด")
    return found


def locked_for_editing(report: Report, by: User) -> Report:
    """The same, refusing people of elsewhere and reports that are not a draft or returned."""
    current = locked(report)
    if by.province_id != current.province_id:
        raise Refused("รายงานนี้เป็นของจังหวัดอื่น")
    if not workflow.may_edit(by.role, workflow.State(current.state)):
        raise NotEditable()
    return current


def mark_changed(report: Report, by: User) -> None:
    """A new version of the content: who and when; a hand-over of the version before no longer holds."""
    report.version += 1
    report.changed_at, report.changed_by = timezone.now(), by
    clear_hand_over(report)
    report.save(update_fields=["version", "changed_at", "changed_by", *HAND_OVER])


HAND_OVER = ["handed_at", "handed_by", "handed_version"]
TAKEN = ["taken_at", "taken_by"]
READ_IN = ["read_in_at", "read_in_by", "read_in_version"]


def clear_hand_over(report: Report) -> None:
    report.handed_at = report.handed_by = report.handed_version = None


def clear_taken(report: Report) -> None:
    report.taken_at = report.taken_by = None


def clear_read_in(report: Report) -> None:
    report.read_in_at = report.read_in_by = report.read_in_version = None


def permit(report: Report, move: Move, by: User, reason: str | None = None) -> None:
    """Raise MoveRefused unless the workflow lets this person make the move now."""
    if by.of_a_province and by.province_id != report.province_id:
        raise Refused("รายงานนี้เป็นของจังหวัดอื่น")
    refusal = workflow.refusal(move, by.role, report.situation)
    if refusal is None and workflow.RULES[move].needs_reason and not has_words(reason or ""):
        refusal = workflow.Refusal.REASON
    if refusal is not None:
        raise MoveRefused(refusal)


def record(report: Report, move: Move, by: User, *, from_state="", comment="", submission=None):
    """The history row of a move, told to those it concerns; write it in the move's transaction."""
    change = StateChange.objects.create(
        report=report,
        move=move,
        from_state=from_state,
        to_state=report.state,
        by=by,
        at=timezone.now(),
        comment=comment.strip(),
        report_version=report.version,
        submission=submission,
    )
    notices.after_move(change)
    return change
