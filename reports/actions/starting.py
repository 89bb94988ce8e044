"""Starting a report from an earlier one: its rows, windows and contacts come along, its words and statuses never."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from calendar_app.models import CalendarStep, RevisionStep, Round
from calendar_app.windows import window_columns
from ita_portal import thai
from ita_portal.models import User
from ita_portal.thai import Window
from ita_portal.writing import action
from reports import document, starting
from reports.actions import evidence
from reports.actions.drafts import (
    add_line_of,
    begun,
    follow_windows,
    planned_windows,
    refuse_strangers,
    refuse_unopened,
    sentence_of,
)
from reports.actions.locking import locked_for_editing, locked_round, mark_changed, record
from reports.actions.refusals import Refused, RowAction, RowGone
from reports.actions.rows import add_group_for
from reports.models import (
    Answer,
    Group,
    Item,
    LeftRow,
    Line,
    Report,
    Start,
    Status,
    Submission,
    source_words,
)
from reports.previous import earlier_texts, sent_by, sources
from reports.workflow import Move

GONE = "รายงานที่ท่านเลือกใช้เริ่มรอบนี้ไม่ได้แล้ว โปรดเลือกใหม่"
SETTLED = "แถวนี้จัดการแล้ว"


@action
def start_from(*, round: Round, source: int, by: User, today: date) -> Report:
    """A report begun from a version (Submission id) of an earlier round, or the one already there.

    Official windows are those of the calendar in force, the province's those of this year's plan, else
    of then (moved to this year), else the official ones. What finds no place is kept as LeftRow.
    Raises RoundClosed, Refused.
    """
    refuse_strangers(by)
    round = locked_round(round)
    if report := Report.objects.of_province(by.province).filter(round=round).first():
        return report
    refuse_unopened(round, today)
    chosen = next((one for one in sources(round, sent_by(by.province)) if one.pk == source), None)
    if chosen is None:
        raise Refused(GONE)
    report = begun(province=by.province, round=round, by=by)
    submission = Submission.objects.select_related("report__round").get(pk=source)
    _take_over(report, submission)
    record(report, Move.START, by, comment=f"เริ่มจาก{source_words(submission)}")
    return report


def _take_over(report: Report, source: Submission) -> None:
    """The rows of a version in a report without rows, and what is told of them."""
    editions = _editions(report)
    plan = starting.plan(source.document, _for_plan(report, editions), report.round.fiscal_year)
    told: dict[str, list[int]] = {}
    places: dict[int, Line] = {}
    for order, group in enumerate(plan.groups, start=1):
        row = _add_group(report, order, group)
        told.setdefault(group.window_from, []).append(row.pk)
        for place, line in enumerate(group.lines, start=1):
            added = _add_line(row, place, line, editions)
            told.setdefault(line.kind, []).append(added.pk)
            if line.source is not None:
                places[line.source] = added
    told.pop("carried", None)
    start = Start.objects.create(report=report, source=source, told=told)
    for order, left in enumerate(plan.left, start=1):
        LeftRow.objects.create(start=start, order=order, content=_kept(left, editions))
    _carry_closing_words(report, source.report)
    carry_evidence(source.document, places)


def _editions(report: Report) -> dict[str, RevisionStep]:
    """Code → what the report's calendar says of the step, in order."""
    if report.calendar is None:
        return {}
    return {one.step.code: one for one in report.calendar.steps.select_related("step")}


def _for_plan(report: Report, editions: Mapping[str, RevisionStep]) -> list[starting.Edition]:
    own = planned_windows(report.province, report.round.fiscal_year)
    return [
        starting.Edition(code, one.title, one.window, own.get(one.step_id))
        for code, one in editions.items()
    ]


def _add_group(report: Report, order: int, placed: starting.PlacedGroup) -> Group:
    group = Group(report=report, order=order)
    group.official, group.provincial = placed.official, placed.provincial
    group.save()
    return group


def _add_line(group: Group, order: int, placed: starting.PlacedLine, editions) -> Line:
    answered = [editions[code] for item in placed.items for code in item.steps]
    line = add_line_of(group, order, answered)
    for place, one in enumerate(placed.items, start=1):
        item = Item.objects.create(line=line, order=place, label=one.label, text=one.text)
        item.steps.add(*(editions[code].step for code in one.steps))
    return line


def _kept(left: starting.Left, editions: Mapping[str, RevisionStep]) -> dict:
    return {
        "number": left.number,
        "items": [{"label": item.label, "text": item.text} for item in left.items],
        "provincial": document.window_to_dict(left.provincial),
        "proposals": [editions[code].step_id for code in left.proposals],
        "gone": list(left.gone),
        "source": left.source,
    }


def _carry_closing_words(report: Report, earlier: Report) -> None:
    """The province's own contact block and numbering; a footnote of its own only within one year."""
    report.contact, report.number_style = earlier.contact, earlier.number_style
    if earlier.round.fiscal_year == report.round.fiscal_year:
        report.footnote = earlier.footnote
    report.save(update_fields=["contact", "number_style", "footnote"])


def carry_evidence(earlier: document.Report, places: Mapping[int, Line]) -> None:
    """Put the evidence of the rows of then beside the rows of now. `places`: line id of then → row of now."""
    for _, _, line in earlier.lines():
        row = places.get(line.key)
        if row is not None and line.evidence:
            pieces = [*evidence.beside(row), *(one.key for one in line.evidence)]
            evidence.put_beside(row, pieces[: evidence.MOST_BESIDE_ROW])


# What was left over ------------------------------------------------------------------------------


@action
def add_left(*, report: Report, left: int, by: User) -> Line:
    """A row of the earlier report that found no place (LeftRow id), as a number of its own after all."""
    report = locked_for_editing(report, by)
    row = _unsettled(report, left)
    group = add_group_for(report, document.window_from_dict(row.content["provincial"]))
    line = add_line_of(group, 1, [])
    for place, item in enumerate(row.content["items"], start=1):
        Item.objects.create(line=line, order=place, label=item["label"], text=item["text"])
    _settle(row, by)
    _bring_evidence(row, line)
    mark_changed(report, by)
    return line


@action
def answer_left(*, report: Report, left: int, step: int, by: User) -> Line | None:
    """A person says which step (CalendarStep id, one of those proposed) a row of then answers now.

    The text of then stands from now on beside the row of that step, and the window of then is its
    province's window where that was only the official one. Returns that row; None where it is gone.
    """
    report = locked_for_editing(report, by)
    row = _unsettled(report, left)
    if step not in row.content["proposals"]:
        raise RowAction("ขั้นตอนนี้ไม่อยู่ในรายการที่ให้เลือก โปรดเลือกใหม่")
    row.step = CalendarStep.objects.get(pk=step)
    _settle(row, by)
    line = Line.objects.filter(group__report=report, items__steps=step).order_by("pk").first()
    if line is not None:
        _give_window(line.group, document.window_from_dict(row.content["provincial"]))
        _bring_evidence(row, line)
        follow_windows(report)
        mark_changed(report, by)
    return line


def _bring_evidence(row: LeftRow, line: Line) -> None:
    if (source := row.content["source"]) is not None:
        carry_evidence(row.start.source.document, {source: line})


def _give_window(group: Group, window: Window | None) -> None:
    inside = window and starting.within(window, group.official)
    if inside and group.provincial == group.official:
        group.provincial = inside
        group.version += 1
        group.save(update_fields=[*window_columns("provincial_"), "version"])


def _unsettled(report: Report, left: int) -> LeftRow:
    row = LeftRow.objects.filter(start__report=report, pk=left).select_related("start__source")
    row = row.first()
    if row is None or row.settled_at is not None:
        raise RowGone(SETTLED)
    return row


def _settle(row: LeftRow, by: User) -> None:
    row.settled_at, row.settled_by = timezone.now(), by
    row.save(update_fields=["step", "settled_at", "settled_by"])


@action
def hide(*, report: Report, by: User) -> None:
    """Fold away what is told of the start; it stays there to be opened."""
    report = locked_for_editing(report, by)
    start = Start.objects.filter(report=report, hidden_at__isnull=True).first()
    if start is not None:
        start.hidden_at = timezone.now()
        start.save(update_fields=["hidden_at"])


# Statuses ----------------------------------------------------------------------------------------

TO_CHOOSE = (Status.DONE, Status.IN_PROGRESS)


@action
def set_statuses(*, report: Report, status: str, by: User) -> int:
    """A person gives every row that has begun and says no status this one; how many those were."""
    report = locked_for_editing(report, by)
    if status not in TO_CHOOSE:
        raise RowAction("โปรดเลือกสถานะจากปุ่มที่มี")
    lines = Line.objects.filter(group__report=report, status="", status_text="")
    changed = list(lines.exclude(answer=Answer.NOTHING_TO_REPORT))
    for line in changed:
        line.status, line.status_follows = status, False
        line.version += 1
        line.save(update_fields=["status", "status_follows", "version"])
    if changed:
        mark_changed(report, by)
    return len(changed)


# The texts of then -------------------------------------------------------------------------------


@action
def use_text(*, report: Report, line: int, by: User) -> Line:
    """ใช้ข้อความนี้: the text of the earlier report in the result of a row, after what stands there.

    Nothing is written over, and what is there already is not added again. Raises RowGone, RowAction.
    """
    report = locked_for_editing(report, by)
    row = (
        Line.objects.filter(group__report=report, pk=line).prefetch_related("items__steps").first()
    )
    if row is None:
        raise RowGone("แถวนี้ถูกลบไปแล้ว")
    words = _offered(report, row)
    if not words:
        raise RowAction("รอบที่แล้วไม่มีข้อความของแถวนี้")
    if thai.bare(words) not in thai.bare(row.result):
        row.result = "\n\n".join(filter(None, [row.result, words]))
        row.raw = {name: value for name, value in row.raw.items() if name != "typed"}
        row.version += 1
        row.save(update_fields=["result", "raw", "version"])
        mark_changed(report, by)
    return row


def _offered(report: Report, line: Line) -> str:
    """The text of then, else the calendar's own sentence."""
    editions = _editions(report)
    calendar = [document.CalendarStep(code, one.title) for code, one in editions.items()]
    items = [(item.text, [step.code for step in item.steps.all()]) for item in line.items.all()]
    text = earlier_texts(report, calendar).of(items)
    if text is not None:
        return text.words
    return sentence_of(_tied(items, editions))


def _tied(items: Sequence[tuple[str, list[str]]], editions: Mapping[str, RevisionStep]):
    return [editions[code] for _, codes in items for code in codes if code in editions]
