"""The time in which an acceptance is held back: what was before is kept, so that it can be put back."""

from datetime import datetime

from reports.actions.locking import TAKEN
from reports.models import Hold, Report, Submission


def hold(report: Report, submission: Submission, until: datetime | None) -> None:
    """Before a locked report is accepted: keep how it stands, when it is held; the caller saves `held_until`."""
    report.held_until = until
    if until is None:
        return
    before = {
        "submission": submission,
        "before": report.accepted,
        "taken_at": report.taken_at,
        "taken_by": report.taken_by,
        "due_on": report.due_on,
    }
    Hold.objects.update_or_create(report=report, defaults=before)


def put_back(report: Report) -> list[str]:
    """The marks of before in a locked report that is held; gives the names of the columns to be saved."""
    before = report.hold
    report.accepted, report.due_on = before.before, before.due_on
    report.taken_at, report.taken_by = before.taken_at, before.taken_by
    report.held_until = None
    return ["accepted", "due_on", "held_until", *TAKEN]
