"""The stored rows of a report as the editor needs them: one query, whatever the size."""

from itertools import groupby

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from reports.models import Attachment, Group, Item, Line, Report

ORDER = ("group__order", "group__pk", "order", "pk", "items__order", "items__pk", "items__steps")


def rows_of(report: Report) -> list[Group]:
    """The groups in order, each with `rows`: its lines with `evidence`: a count, and `texts`: their items with
    `ties`: step ids.

    The join repeats a line for each of its items and ties; that is cheaper than four queries.
    """
    found = (
        Line.objects.filter(group__report=report)
        .select_related("group")
        .annotate(
            item=F("items__pk"),
            item_label=F("items__label"),
            item_text=F("items__text"),
            tie=F("items__steps"),
            evidence=Coalesce(Subquery(_evidence()), 0),
        )
        .order_by(*ORDER)
    )
    lines = [_line(list(same)) for _, same in groupby(found, key=lambda line: line.pk)]
    return [_group(list(same)) for _, same in groupby(lines, key=lambda line: line.group_id)]


def _evidence():
    """How many pieces of evidence stand beside a line."""
    beside = Attachment.objects.filter(line=OuterRef("pk")).order_by().values("line")
    return beside.annotate(count=Count("pk")).values("count")


def _group(lines: list[Line]) -> Group:
    group = lines[0].group
    group.rows = lines
    return group


def _line(repeated: list[Line]) -> Line:
    line = repeated[0]
    line.texts = [
        _item(list(same)) for pk, same in groupby(repeated, key=lambda one: one.item) if pk
    ]
    return line


def _item(repeated: list[Line]) -> Item:
    first = repeated[0]
    item = Item(pk=first.item, line_id=first.pk, label=first.item_label, text=first.item_text)
    item.ties = [one.tie for one in repeated if one.tie]
    return item
