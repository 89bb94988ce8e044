"""Database → document: live rows, the round's form and the calendar as one frozen report. Reads only."""

from django.db.models import Prefetch

from calendar_app.models import RevisionStep
from reports import document
from reports.models import Group, Item, Line, Report


def rows_of(report: Report):
    """The groups of a report with lines, items and their step codes: four queries, whatever the size."""
    items = Item.objects.prefetch_related("steps")
    lines = Line.objects.prefetch_related(Prefetch("items", queryset=items))
    return report.groups.prefetch_related(Prefetch("lines", queryset=lines))


def draft(report: Report) -> document.Report:
    """The report as it would be printed now. The signer is added by the submission, if at all."""
    round_ = report.round
    return document.Report(
        province=document.Province(
            code=report.province.code, slug=report.province.slug, name=report.province.name
        ),
        fiscal_year=round_.fiscal_year,
        months=round_.months,
        as_of=round_.as_of,
        title=round_.title.replace("{province}", report.province.name),
        headings=round_.headings,
        status_words=document.StatusWords(
            done=round_.word_done,
            in_progress=round_.word_in_progress,
            not_due=round_.word_not_due,
        ),
        number_style=report.number_style or round_.number_style,
        groups=tuple(_group(group) for group in rows_of(report)),
        footnote=report.footnote or round_.footnote,
        contact=(report.contact or report.province.contact_block()) if round_.show_contact else "",
        calendar_revision=report.calendar.number if report.calendar else None,
        calendar_steps=calendar_steps(report),
    )


def calendar_steps(report: Report) -> tuple[document.CalendarStep, ...]:
    """The steps of the revision that the report follows, in the calendar's order."""
    if report.calendar is None:
        return ()
    editions = RevisionStep.objects.filter(revision=report.calendar).select_related("step")
    return tuple(
        document.CalendarStep(edition.step.code, edition.title, edition.start, edition.end)
        for edition in editions
    )


def _group(group: Group) -> document.Group:
    return document.Group(
        official=group.official,
        provincial=group.provincial,
        lines=tuple(_line(line) for line in group.lines.all()),
    )


def _line(line: Line) -> document.Line:
    return document.Line(
        items=tuple(_item(item) for item in line.items.all()),
        result=line.result,
        status=line.status or None,
        status_text=line.status_text,
        answer=line.answer or None,
        answer_reason=line.answer_reason,
        key=line.pk,
    )


def _item(item: Item) -> document.Item:
    codes = tuple(sorted(step.code for step in item.steps.all()))
    return document.Item(text=item.text, label=item.label, steps=codes)
