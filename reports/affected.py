"""What a revision of the calendar would do to reports that are not accepted yet; reads only."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from calendar_app.affected import Judge, touched
from calendar_app.moved import Moved
from reports.models import Group, Item, Report
from reports.workflow import State


@dataclass(frozen=True, slots=True)
class ReportOutside:
    """One numbered row of a report, and in a sentence what does not fit any more."""

    report: Report
    words: str
    sentence: str


def reports_outside(fiscal_year: int, moved: Moved, judge: Judge) -> list[ReportOutside]:
    """The rows of every report of the year not yet accepted that no longer fit: two queries at most."""
    ties, words = _ties(fiscal_year, touched(moved))
    if not ties:
        return []
    groups = Group.objects.filter(pk__in=ties).select_related("report__province", "report__round")
    found = []
    for group in groups.order_by("report__province", "report__round", "order", "pk"):
        own = [group.provincial] if group.provincial else []
        if sentence := judge.sentence(own, ties[group.pk]):
            found.append(ReportOutside(group.report, words[group.pk], sentence))
    return found


def _ties(fiscal_year: int, codes: Collection[str]) -> tuple[dict[int, list[str]], dict[int, str]]:
    """Group id → the codes of all steps it answers, of groups that answer one of these; and its first words."""
    through = Item.steps.through.objects.filter(
        item__line__group__report__round__fiscal_year=fiscal_year
    ).exclude(item__line__group__report__state=State.ACCEPTED)
    every, words = defaultdict(list), {}
    rows = through.order_by("item__line__order", "item__order").values_list(
        "item__line__group_id", "calendarstep__code", "item__text"
    )
    for group, code, text in rows:
        every[group].append(code)
        words.setdefault(group, " ".join(text.split()))
    return {pk: tied for pk, tied in every.items() if set(tied) & set(codes)}, words
