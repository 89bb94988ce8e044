"""A correction as the centre reads it: only what differs from the version that was accepted, and why. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports import checks, document
from reports.checks import Finding
from reports.differences import RowDifference, differences
from reports.models import Report, StateChange, Submission
from reports.workflow import Move

# What opens an accepted report again.
OPENING = (Move.REOPEN, Move.ASK_TO_CORRECT)


@dataclass(frozen=True, slots=True)
class Correction:
    """The version that was accepted, why it was opened again, and what the new one says otherwise.

    `unchanged` counts the rows of the new version that say what they said.
    """

    accepted: Submission
    opened: StateChange | None
    rows: tuple[RowDifference, ...]
    unchanged: int


def correction(report: Report, newest: Submission) -> Correction | None:
    """What a sent correction changes; None for a report that is not one: four queries at most."""
    if not report.is_correction:
        return None
    before, after = report.accepted.document, newest.document
    rows = differences(before, after)
    touched = {row.key for row in rows if row.number is not None}
    opened = report.state_changes.filter(move__in=OPENING).select_related("by")
    return Correction(
        accepted=report.accepted,
        opened=opened.order_by("at", "pk").last(),
        rows=rows,
        unchanged=sum(line.key not in touched for _, _, line in after.lines()),
    )


def newly_flagged(report: Report, public: document.Report) -> tuple[Finding, ...]:
    """The secrets that a reviewer has to acknowledge, kept in what everyone will read (`Submission.as_public`).

    Of a correction those that were not accepted before.
    """
    secrets = checks.secrets(public)
    if not report.is_correction:
        return secrets
    known = {(one.code, one.words) for one in checks.secrets(report.accepted.as_public.document)}
    return tuple(one for one in secrets if (one.code, one.words) not in known)


def seen(report: Report, submission: Submission, secrets: Iterable[Finding]) -> str:
    """Sixteen hexadecimal digits of what a reviewer was shown to decide on: the version, what everyone will
    read of it, the secrets in that, and what it replaces.
    """
    replaced = report.accepted_id if report.is_correction else None
    public = submission.as_public.sha256
    said = (
        f"{submission.pk} {submission.sha256} {public} {replaced} {checks.acknowledgement(secrets)}"
    )
    return document.digest(said)[:16]
