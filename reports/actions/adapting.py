"""ปรับตามปฏิทินฉบับที่ …: a report takes over what was ticked of a newer calendar, in one act."""

from collections.abc import Collection, Sequence

from calendar_app.models import CalendarRevision, RevisionStep
from calendar_app.windows import window_columns
from ita_portal import thai
from ita_portal.models import User
from ita_portal.writing import action
from reports import adapting
from reports.actions import rows
from reports.actions.drafts import add_calendar_row, follow_windows, planned_windows
from reports.actions.locking import locked_for_editing, mark_changed
from reports.actions.refusals import Refused, Stale
from reports.adapting import Adjustment
from reports.models import Group, Item, Line, Report

FOLLOWED = "รายงานนี้เป็นไปตามปฏิทินฉบับที่มีผลใช้อยู่แล้ว"


def newer_calendar(report: Report) -> CalendarRevision | None:
    """The revision in force, where it is newer than the one that the report follows: one query."""
    ruling = CalendarRevision.objects.current(report.round.fiscal_year)
    if ruling is None or (report.calendar and report.calendar.number >= ruling.number):
        return None
    return ruling


@action
def adapt(
    *, report: Report, by: User, version: int, revision: int, chosen: Collection[str]
) -> Report:
    """Follow a newer calendar from now on, and change the rows that were ticked (keys of adapting.Adjustment).

    `version` of the report and `revision` (its number) are those that were read. The hand-over is
    withdrawn as by any edit. Raises NotEditable, Refused where no newer calendar rules, Stale.
    """
    report = locked_for_editing(report, by)
    calendar = newer_calendar(report)
    if calendar is None:
        raise Refused(FOLLOWED)
    offered = adapting.offer_for(report, calendar).adjustments
    asked = [one for one in offered if one.key in chosen]
    if report.version != version or calendar.number != revision or len(asked) != len(set(chosen)):
        raise Stale()
    _change_rows(report, asked)
    _add_rows(report, calendar, [one for one in asked if one.kind == adapting.NEW])
    _remove_rows(report, [one for one in asked if one.kind == adapting.GONE], by)
    return _follow(report, calendar, by)


def _follow(report: Report, calendar: CalendarRevision, by: User) -> Report:
    """The report with its new calendar; the reason in its history says which."""
    report = locked_for_editing(report, by)
    report.calendar = calendar
    report._change_reason = thai.to_thai_digits(f"ปรับตามปฏิทินฉบับปรับปรุงครั้งที่ {calendar.number}")
    report.save(update_fields=["calendar"])
    follow_windows(report)
    mark_changed(report, by)
    return report


def _change_rows(report: Report, asked: Sequence[Adjustment]) -> None:
    groups = {str(group.pk): group for group in report.groups.all()}
    items = {
        str(item.pk): item
        for item in Item.objects.filter(line__group__report=report).select_related("line")
    }
    for one in asked:
        if one.kind in (adapting.OFFICIAL, adapting.PROVINCIAL):
            _write_window(groups[one.target], one)
        elif one.kind == adapting.TITLE:
            _write_title(items[one.target], one)


def _write_window(group: Group, asked: Adjustment) -> None:
    setattr(group, asked.kind, asked.window)
    group.version += 1
    group.save(update_fields=[*window_columns(f"{asked.kind}_"), "version"])


def _write_title(item: Item, asked: Adjustment) -> None:
    item.text = asked.title
    item.save(update_fields=["text"])
    line = Line.objects.get(pk=item.line_id)
    line.version += 1
    line.save(update_fields=["version"])


def _add_rows(report: Report, calendar: CalendarRevision, asked: Sequence[Adjustment]) -> None:
    """A number for each step, behind the one that answers the step before it."""
    if not asked:
        return
    own = planned_windows(report.province, calendar.fiscal_year)
    codes = [one.target for one in asked]
    editions = RevisionStep.objects.filter(revision=calendar, step__code__in=codes)
    by_code = {edition.step.code: edition for edition in editions.select_related("step")}
    for offset, one in enumerate(asked):
        edition = by_code[one.target]
        rows.refuse_too_many(report)
        groups = list(report.groups.all())
        place = one.place + offset
        for order, group in enumerate(groups, start=1):
            wanted = order + (order > place)
            if group.order != wanted:
                group.order = wanted
                group.save(update_fields=["order"])
        add_calendar_row(report, place + 1, edition, own.get(edition.step_id))


def _remove_rows(report: Report, asked: Sequence[Adjustment], by: User) -> None:
    """Numbers whose steps are gone and that nobody wrote into; each row is kept for เลิกทำ."""
    pks = [int(one.target) for one in asked]
    for line in Line.objects.filter(group__report=report, group__in=pks).values_list(
        "pk", flat=True
    ):
        rows.delete(report=report, line=line, by=by)
