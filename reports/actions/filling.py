"""Filling a draft with the content of a document: what was read from paper, with its raw text beside."""

from collections.abc import Mapping

from calendar_app.models import CalendarStep
from ita_portal.models import User
from ita_portal.writing import action
from reports import document
from reports.actions.locking import locked_for_editing, mark_changed
from reports.models import Group, Item, Line, Report

Raw = Mapping[str, Mapping[str, str]]


@action
def fill(*, report: Report, by: User, content: document.Report, raw: Raw | None = None) -> Report:
    """Replace the rows of a draft by those of `content`, tied to the calendar of the report's year.

    `raw` maps `groups[0].lines[0]` to the cells as read, by column. Contact block, footnote and
    number style are kept only where they differ from what the round prints. Raises NotEditable.
    """
    report = locked_for_editing(report, by)
    steps = {
        step.code: step
        for step in CalendarStep.objects.filter(fiscal_year=report.round.fiscal_year)
    }
    for group in report.groups.all():
        group.delete()
    for order, group in enumerate(content.groups, start=1):
        _add_group(report, order, group, steps, raw or {})
    _keep_own_details(report, content)
    mark_changed(report, by)
    return report


def _add_group(report: Report, order: int, group: document.Group, steps, raw: Raw) -> None:
    row = Group(report=report, order=order)
    row.official, row.provincial = group.official, group.provincial
    row.save()
    for place, line in enumerate(group.lines):
        path = f"groups[{order - 1}].lines[{place}]"
        _add_line(row, place + 1, line, steps, _cells(raw, path))


def _cells(raw: Raw, path: str) -> dict:
    """The cells read for one row; those of a part that continued it on another page stand by its name."""
    parts = {
        key.removeprefix(f"{path}."): dict(cells)
        for key, cells in raw.items()
        if key.startswith(f"{path}.")
    }
    return dict(raw.get(path, {})) | parts


def _add_line(group: Group, order: int, line: document.Line, steps, raw: dict) -> None:
    row = Line.objects.create(
        group=group,
        order=order,
        result=line.result,
        status=line.status or "",
        status_text=line.status_text,
        answer=line.answer or "",
        answer_reason=line.answer_reason,
        raw=raw,
    )
    for place, item in enumerate(line.items, start=1):
        text = Item.objects.create(line=row, order=place, label=item.label, text=item.text)
        text.steps.set([steps[code] for code in item.steps])


def _keep_own_details(report: Report, content: document.Report) -> None:
    round_ = report.round
    report.footnote = "" if content.footnote == round_.footnote else content.footnote
    report.contact = "" if content.contact == report.province.contact_block() else content.contact
    report.number_style = (
        "" if content.number_style == round_.number_style else content.number_style
    )
    report.save(update_fields=["footnote", "contact", "number_style"])
