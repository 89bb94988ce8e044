"""What can be searched of a submission, written when it is sent; for what is older, afterwards."""

from ita_portal.writing import action
from reports import document, searching
from reports.models import SearchRow, Submission


def freeze(submission: Submission, frozen: document.Report) -> int:
    """Keep the texts of a submission of this content, inside the action that makes it; how many there are."""
    found = list(searching.texts(frozen))
    for one in found:
        SearchRow.objects.create(
            submission=submission,
            number=one.number,
            place=one.place,
            text=one.text,
            marks=searching.marks(one.text),
            bare=searching.bare(one.text),
        )
    return len(found)


def freeze_missing(*, most: int) -> int:
    """Keep the texts of as many as `most` submissions that have none yet, newest first; how many there were.

    One at a time: nobody's act waits until all of them are cut into words.
    """
    found = list(Submission.objects.filter(search_rows__isnull=True).order_by("-pk")[:most])
    return sum(_freeze_late(submission=submission, by=None) for submission in found)


@action
def _freeze_late(*, submission: Submission, by: None) -> bool:
    """False where another worker was here first, or there is nothing to keep."""
    Submission.objects.select_for_update(of=("self",)).filter(pk=submission.pk).exists()
    if submission.search_rows.exists():
        return False
    return bool(freeze(submission, submission.document))
