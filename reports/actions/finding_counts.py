"""How much the checks find in what was sent, counted when it is sent; for what is older, afterwards."""

from collections import Counter

from reports import around, checks, document
from reports.models import FindingCount, Submission


def count(submission: Submission, frozen: document.Report) -> FindingCount:
    """Count in a submission of this content, inside the action that makes it or afterwards."""
    found = checks.check(frozen, around.around(submission.report))
    levels = Counter(finding.level for finding in found)
    warnings, hints = levels[checks.Level.WARNING], levels[checks.Level.HINT]
    counted, _ = FindingCount.objects.get_or_create(
        submission=submission, defaults={"warnings": warnings, "hints": hints}
    )
    return counted


def count_missing(*, most: int) -> int:
    """Count in as many as `most` of the submissions of which nothing is counted, newest first; how many there were.

    One at a time: nobody's act waits until all of them are checked.
    """
    related = Submission.objects.not_counted().select_related("report__round", "report__province")
    found = list(related.order_by("-pk")[:most])
    for submission in found:
        count(submission, submission.document)
    return len(found)
