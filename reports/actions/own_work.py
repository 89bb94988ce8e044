"""Whose words stand in a report: nobody accepts what they wrote or changed. Reads only."""

from collections.abc import Collection
from itertools import groupby, pairwise

from django.db.models import Exists, OuterRef

from ita_portal.models import User
from reports.actions.drafts import DETAILS
from reports.models import Explanation, Group, Item, Line, Report


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
    written = [Exists(rows.filter(history_user=by)) for rows in (groups, lines, items, said)]
    anything = written[0] | written[1] | written[2] | written[3]
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
