"""Whose words stand in a report: nobody accepts what they wrote or changed. Reads only."""

from collections.abc import Collection
from functools import reduce
from itertools import groupby, pairwise
from operator import or_

from django.db.models import Exists, OuterRef

from ita_portal.models import User
from reports.actions.drafts import DETAILS
from reports.models import (
    Attachment,
    Comment,
    Explanation,
    Group,
    Item,
    Line,
    Report,
    StateChange,
)
from reports.workflow import SENDING, Move

# Moves by which somebody has a part in what a report says, whatever became of the rows.
WRITING = (Move.START, Move.IMPORT, Move.UNDO_IMPORT, Move.CONFIRM_IMPORT, *SENDING)


def written_by(by: User, reports: Collection[int]) -> set[int]:
    """Those of the reports (by id) in which this person wrote anything: two queries.

    By the history, so that it also holds for rows that are gone and words that were replaced.
    """
    groups = Group.history.filter(report_id=OuterRef("pk"))
    of_report = Group.history.filter(report_id=OuterRef(OuterRef("pk")))
    lines = Line.history.filter(group_id__in=of_report.values("id"))
    of_line = Group.history.filter(report_id=OuterRef(OuterRef(OuterRef("pk"))))
    their_lines = Line.history.filter(group_id__in=of_line.values("id"))
    items = Item.history.filter(line_id__in=their_lines.values("id"))
    said = Explanation.history.filter(report_id=OuterRef("pk"))
    beside = Attachment.history.filter(line_id__in=lines.values("id"))
    histories = (groups, lines, items, said, beside)
    written = [Exists(rows.filter(history_user=by)) for rows in histories]
    made = StateChange.objects.filter(report=OuterRef("pk"), by=by, move__in=WRITING)
    answered = Comment.objects.filter(report=OuterRef("pk"), replied_by=by)
    anything = reduce(or_, [*written, Exists(made), Exists(answered)])
    rows = Report.objects.filter(anything, pk__in=reports).order_by()
    return set(rows.values_list("pk", flat=True)) | _details_by(by, reports)


def _details_by(by: User, reports: Collection[int]) -> set[int]:
    """Where they wrote the contact block, the footnote or the number style; marks and moves do not count."""
    history = Report.history.filter(id__in=reports).order_by("id", "history_date", "history_id")
    versions = history.values_list("id", "history_user_id", *DETAILS)
    return {
        pk
        for pk, of_report in groupby(versions, key=lambda row: row[0])
        if any(now[1] == by.pk and before[2:] != now[2:] for before, now in pairwise(of_report))
    }
