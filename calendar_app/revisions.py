"""A revision beside the one before it: reads the steps of both and what moved."""

from django.db.models import Count, Q, QuerySet

from calendar_app import step_rows
from calendar_app.models import CalendarRevision, Owner, Round
from calendar_app.moved import Moved, Said, moved
from calendar_app.step_rows import StepRow


def before(revision: CalendarRevision) -> CalendarRevision | None:
    """What a draft would replace, or what a revision in force has replaced; None for the first of its year."""
    in_force = CalendarRevision.objects.in_force().filter(fiscal_year=revision.fiscal_year)
    if not revision.is_draft:
        in_force = in_force.filter(number__lt=revision.number)
    return in_force.order_by("-number").first()


def said(row: StepRow) -> Said:
    label = dict(Owner.choices).get(row.owner, "")
    return Said(row.code, row.title, row.window, row.owner, row.guidance, row.sentence, label)


def moved_between(old: CalendarRevision, new: CalendarRevision) -> Moved:
    """What the new revision says otherwise than the old: two queries."""
    return moved(
        [said(row) for row in step_rows.rows_of(old)],
        [said(row) for row in step_rows.rows_of(new)],
    )


class Difference:
    """The revision before and what moved since."""

    def __init__(self, old: CalendarRevision, moved: Moved) -> None:
        self.old, self.moved = old, moved


def moved_since(revision: CalendarRevision) -> Difference | None:
    """What a revision changes, or None for the first of its year: three queries."""
    old = before(revision)
    return Difference(old, moved_between(old, revision)) if old else None


def followers(fiscal_year: int) -> QuerySet[Round]:
    """The year's rounds that still take reports, with how many reports were `begun` in each, how many of them `drafts`.

    Those keep the revision they were begun with; reports begun from now on follow the new one.
    """
    return Round.objects.filter(fiscal_year=fiscal_year, closed_at__isnull=True).annotate(
        begun=Count("reports"),
        drafts=Count("reports", filter=Q(reports__state__in=["draft", "returned"])),
    )
