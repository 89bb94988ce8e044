"""Acts over many reports, as their pages send them."""

import uuid
from collections.abc import Sequence

from reports import actions
from reports.models import BulkAct, Report
from tests import cast

TOKEN = uuid.UUID("5f0e6a1c-9d0f-4c59-8d5e-0f2b6c1a7e11")


def read(report: Report, *, by=None) -> Report:
    """The reviewer has read its newest version."""
    actions.comments.mark_read(submission=actions.latest(report), by=by or cast.reviewer())
    return report


def accepted(reports: Sequence[Report], *, token=TOKEN, by=None) -> BulkAct:
    """Read and accepted together, held back for the time of undoing."""
    for report in reports:
        read(report, by=by)
    return accept(reports, token=token, by=by)


def accept(reports: Sequence[Report], *, token=TOKEN, by=None) -> BulkAct:
    """Accepted together, as far as nothing is in the way."""
    sent = [actions.latest(report).pk for report in reports]
    reviewer = by or cast.reviewer()
    act = actions.bulk.accept_many(
        token=token, round=reports[0].round, submissions=sent, by=reviewer
    )
    for report in reports:
        report.refresh_from_db()
    return act


def typed(reports: Sequence[Report], *, token=TOKEN, **words: str) -> dict:
    """What a preview page of these reports sends."""
    sent = [submission.pk for report in reports if (submission := actions.latest(report))]
    provinces = [report.province.code for report in reports]
    return {"token": str(token), "submission": sent, "province": provinces} | words
