"""Starting a report and saving what was typed into it, row by row, against the version each form was made from."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from calendar_app.models import ActivityWindow, CalendarRevision, RevisionStep, Round
from calendar_app.windows import window_columns
from ita_portal.models import Province, User
from ita_portal.thai import Window
from ita_portal.writing import action
from reports import document
from reports.actions.locking import locked_for_editing, locked_round, mark_changed, record
from reports.actions.refusals import Refused, RoundClosed, Stale
from reports.due import is_not_due
from reports.models import Answer, Group, Item, Line, Report, Status
from reports.workflow import Move


@dataclass(frozen=True, slots=True)
class ItemEdit:
    """A step text as typed.

    `item` is its id, None for a new one; `steps` are CalendarStep ids, None leaves the ties.
    """

    text: str
    label: str = ""
    item: int | None = None
    steps: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class LineEdit:
    """A row as typed, made from `version` of the line with id `line`. `items` is the whole step cell.

    `typed` keeps by column what was typed into a cell that reads as empty (a lone dash). `sent` is how
    often the same page sent the row since that version without learning whether it was written,
    `unheard` what it sent then.
    """

    line: int
    version: int
    items: tuple[ItemEdit, ...]
    result: str = ""
    status: str = ""
    status_text: str = ""
    answer: str = ""
    answer_reason: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    sent: int = 0
    unheard: tuple["LineEdit", ...] = ()


@dataclass(frozen=True, slots=True)
class GroupEdit:
    """Both windows of a number as typed, made from `version` of the group with id `group`.

    `sent` and `unheard` as in LineEdit.
    """

    group: int
    version: int
    official: Window | None
    provincial: Window | None
    sent: int = 0
    unheard: tuple["GroupEdit", ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something another person changed since the form was made: `mine` was not written.

    `theirs` is the row as it is now (Line or Group), None when it is gone; `by` and `at` say who
    changed it last and when, as far as history knows.
    """

    mine: LineEdit | GroupEdit | None
    theirs: Line | Group | None
    by: User | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that says now what was typed: its version, and the ids of its step texts in order."""

    edit: LineEdit | GroupEdit
    version: int
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: how many rows changed, what was and was not written, the report as it is now."""

    report: Report
    changed: int
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[Kept, ...] = ()


@action
def start(*, round: Round, by: User, today: date) -> Report:
    """A report of the person's province with one row per calendar step, or the one already there.

    Windows come from the province's plan where it ties one to the step, else from the NACC.
    Steps that begin after the as-of date are not yet due. Raises RoundClosed, Refused.
    """
    refuse_strangers(by)
    # Two clicks at once come here one after the other.
    return start_for(province=by.province, round=locked_round(round), by=by, today=today)


@action
def start_for(*, province: Province, round: Round, by: User, today: date) -> Report:
    """The same for a province, in a round that is locked. Raises RoundClosed."""
    if report := Report.objects.of_province(province).filter(round=round).first():
        return report
    refuse_unopened(round, today)
    report = begun(province=province, round=round, by=by)
    if report.calendar:
        own = planned_windows(province, round.fiscal_year)
        for order, edition in enumerate(report.calendar.steps.select_related("step"), start=1):
            add_calendar_row(report, order, edition, own.get(edition.step_id))
    record(report, Move.START, by)
    return report


def refuse_strangers(by: User) -> None:
    """Raise Refused for everybody who makes no reports."""
    if not by.of_a_province or not by.province.has_office:
        raise Refused("รายงานจัดทำโดยสำนักงานจังหวัด บัญชีของท่านจึงเริ่มรายงานไม่ได้")


@action
def begun(*, province: Province, round: Round, by: User) -> Report:
    """A new report of a province in a locked round, measured by the calendar in force, without a row."""
    return Report.objects.create(
        round=round,
        province=province,
        calendar=CalendarRevision.objects.current(round.fiscal_year),
        changed_at=timezone.now(),
        changed_by=by,
    )


def refuse_unopened(round: Round, today: date) -> None:
    """Raise RoundClosed where no new report can be begun on this day."""
    if round.is_closed or not round.has_opened(today):
        raise RoundClosed("รอบรายงานนี้ยังไม่เปิดรับหรือปิดรับแล้ว จึงเริ่มรายงานใหม่ไม่ได้")


def add_calendar_row(report: Report, order: int, edition: RevisionStep, own: Window | None) -> None:
    """The row of one step at a place (from one) of a report, with its window by the province's plan, if any."""
    group = Group(report=report, order=order)
    group.official = edition.window
    group.provincial = own or edition.window
    group.save()
    line = add_line_of(group, 1, [edition])
    item = Item.objects.create(line=line, order=1, text=edition.title)
    item.steps.add(edition.step)


def add_line_of(group: Group, order: int, editions: Sequence[RevisionStep]) -> Line:
    """A new row that answers these steps: its status follows its window.

    Where the NACC carries all of them out, and they have begun, it says so in the calendar's words.
    """
    line = Line(group=group, order=order, status_follows=True)
    line.status = following_status(group)
    if editions and not line.status and not any(edition.is_ours for edition in editions):
        line.result = sentence_of(editions)
        line.answer = Answer.NOT_OURS if line.result else ""
    line.save()
    return line


def sentence_of(editions: Iterable[RevisionStep]) -> str:
    """What the calendar says of steps that the NACC carries out, each sentence once."""
    said = (one.sentence.strip() for one in editions if not one.is_ours)
    return "\n\n".join(dict.fromkeys(filter(None, said)))


def following_status(group: Group) -> str:
    """The status of a row of this number while nobody has chosen one."""
    as_of = group.report.round.as_of
    not_due = is_not_due(group.official, group.provincial, as_of)
    return Status.NOT_DUE.value if not_due else ""


def follow_windows(report: Report) -> list[Line]:
    """Rows of the locked report whose status nobody has chosen get that of their windows as they are now.

    Nobody typed it, so it is no new version for a page that was opened before.
    """
    changed = []
    following = Line.objects.filter(group__report=report, status_follows=True)
    for line in following.select_related("group"):
        line.group.report = report
        status = following_status(line.group)
        if line.status != status:
            line.status = status
            line.save(update_fields=["status"])
            changed.append(line)
    return changed


def planned_windows(province, fiscal_year: int) -> dict[int, Window]:
    """CalendarStep id → the province's own window by its plan: from the first start to the last end."""
    windows = ActivityWindow.objects.filter(
        activity__phase__schedule__province=province,
        activity__phase__schedule__fiscal_year=fiscal_year,
        start__isnull=False,
        end__isnull=False,
    ).values_list("activity__steps", "start", "end", "precision")
    spans: dict[int, list[tuple]] = {}
    for step, start, end, precision in windows:
        if step is not None:
            spans.setdefault(step, []).append((start, end, precision))
    return {step: _span(parts) for step, parts in spans.items()}


def _span(parts: Sequence[tuple]) -> Window:
    precision = "month" if all(part[2] == "month" for part in parts) else "day"
    return Window(min(part[0] for part in parts), max(part[1] for part in parts), precision, "")


@action
def save(
    *, report: Report, by: User, lines: Sequence[LineEdit] = (), groups: Sequence[GroupEdit] = ()
) -> Saved:
    """Write the rows that were typed into; a row that someone else changed meanwhile is a Conflict.

    Rows never stand in each other's way: each is compared under the report's lock with the
    version its form was made from. Where the row says what the same page sent before without
    hearing an answer, its text goes on from there; and whatever of that is still on its way meets
    a newer version when it arrives. Raises NotEditable.
    """
    report = locked_for_editing(report, by)
    changed, kept, conflicts = 0, [], []
    stored = {group.pk: group for group in report.groups.all()} if groups else {}
    for edit in groups:
        changed += _save_row(stored.get(edit.group), edit, GROUPS, kept, conflicts)
    stored = {line.pk: line for line in _lines(report)} if lines else {}
    for edit in lines:
        changed += _save_row(stored.get(edit.line), edit, LINES, kept, conflicts)
    if changed:
        follow_windows(report)
        mark_changed(report, by)
    return Saved(report, changed, tuple(conflicts), tuple(kept))


def _lines(report: Report) -> QuerySet[Line]:
    return Line.objects.filter(group__report=report).prefetch_related("items__steps")


class Kind(NamedTuple):
    """How the rows of a kind are told alike, written, and which step texts they hold then."""

    is_same: Callable[..., bool]
    write: Callable[..., list[int]]
    items: Callable[..., list[int]]


def _save_row(
    row: Line | Group | None,
    edit: LineEdit | GroupEdit,
    kind: Kind,
    kept: list[Kept],
    conflicts: list[Conflict],
) -> bool:
    """Whether the row was changed; what became of the edit is added to `kept` or `conflicts`."""
    if row is None:
        conflicts.append(Conflict(edit, None))
        return False
    is_same = kind.is_same(row, edit)
    if not is_same and row.version != edit.version and not _is_own(row, edit, kind):
        conflicts.append(_conflict(edit, row))
        return False
    version = next_version(row.version, edit.version, edit.sent)
    items = kind.items(row) if is_same else kind.write(row, edit, version)
    if is_same and edit.sent:
        row.version = version
        row.save(update_fields=["version"])
    kept.append(Kept(edit, row.version, tuple(items)))
    return not is_same


def _is_own(row: Line | Group, edit: LineEdit | GroupEdit, kind: Kind) -> bool:
    """Whether a row of another version says what the same page sent before."""
    return is_reached(row.version, edit.version, edit.sent) and any(
        kind.is_same(row, one) for one in edit.unheard
    )


def is_reached(stored: int, version: int, sent: int) -> bool:
    """Whether a page that sent something so often since `version` may have brought a row to its version."""
    return version <= stored <= version + sent


def next_version(stored: int, version: int, sent: int) -> int:
    """The version after `stored` of a row that was made from `version`.

    It counts what the page sent before as if all of it had arrived: so whatever of that is still on its
    way meets a version that it could not have reached.
    """
    return (version + sent if is_reached(stored, version, sent) else stored) + 1


def _same_windows(group: Group, edit: GroupEdit) -> bool:
    return (group.official, group.provincial) == (edit.official, edit.provincial)


def _write_windows(group: Group, edit: GroupEdit, version: int) -> list[int]:
    group.official, group.provincial = edit.official, edit.provincial
    group.version = version
    group.save(update_fields=GROUP_COLUMNS)
    return []


GROUP_COLUMNS = [*window_columns("official_"), *window_columns("provincial_"), "version"]


LINE_TEXTS = ("result", "status", "status_text", "answer", "answer_reason")
# Where Line.raw keeps what was typed into cells that read as empty, beside what a document said.
TYPED = "typed"


def _same(line: Line, edit: LineEdit) -> bool:
    """Whether a row says already what was typed: also when a second click sends a new step again."""
    items = list(line.items.all())
    return (
        all(getattr(line, name) == getattr(edit, name) for name in LINE_TEXTS)
        and line.raw.get(TYPED, {}) == edit.typed
        and len(items) == len(edit.items)
        and all(_same_item(item, typed) for item, typed in zip(items, edit.items, strict=True))
    )


def _same_item(item: Item, edit: ItemEdit) -> bool:
    ties = {step.pk for step in item.steps.all()}
    is_kept = edit.steps is None and edit.item == item.pk
    return (item.label, item.text) == (edit.label, edit.text) and (
        is_kept or set(edit.steps or ()) == ties
    )


def write_line(line: Line, edit: LineEdit, version: int | None = None) -> list[int]:
    """Make a line of the locked report say what was typed, as this or its next version.

    Whoever changes a status has chosen it. Returns the ids of its step texts in order.
    """
    line.status_follows &= line.status == edit.status
    for name in LINE_TEXTS:
        setattr(line, name, getattr(edit, name))
    line.raw = {name: value for name, value in line.raw.items() if name != TYPED}
    if edit.typed:
        line.raw[TYPED] = dict(edit.typed)
    line.version = version or line.version + 1
    line.save(update_fields=[*LINE_TEXTS, "status_follows", "raw", "version"])
    there = {item.pk: item for item in line.items.all()}
    kept = {typed.item for typed in edit.items}
    for item in there.values():
        if item.pk not in kept:
            item.delete()
    return [
        _write_item(line, there.get(typed.item), order, typed).pk
        for order, typed in enumerate(edit.items, start=1)
    ]


def _write_item(line: Line, item: Item | None, order: int, edit: ItemEdit) -> Item:
    tied = {step.pk for step in item.steps.all()} if item else set()
    item = item or Item(line=line)
    if item.pk is None or (item.order, item.label, item.text) != (order, edit.label, edit.text):
        item.order, item.label, item.text = order, edit.label, edit.text
        item.save()
    if edit.steps is not None and tied != set(edit.steps):
        item.steps.remove(*tied.difference(edit.steps))
        item.steps.add(*set(edit.steps).difference(tied))
    return item


GROUPS = Kind(_same_windows, _write_windows, lambda group: [])
LINES = Kind(_same, write_line, lambda line: [item.pk for item in line.items.all()])


def _conflict(edit: LineEdit | GroupEdit, current: Line | Group) -> Conflict:
    last = current.history.select_related("history_user").first()
    return Conflict(edit, current, last and last.history_user, last and last.history_date)


DETAILS = ("contact", "footnote", "number_style")


def details_token(report: Report) -> str:
    """What the contact block, footnote and number style were when a form was made: their version, a digest."""
    digest = document.digest(json.dumps(_details(report), ensure_ascii=False))
    return f"{report.details_version}-{digest[:16]}"


def _details_version(token: str) -> int:
    """The version in a token; 0, which no report has, where there is none."""
    written = token.partition("-")[0]
    return int(written) if re.fullmatch("[0-9]{1,9}", written) else 0


def _details(report: Report) -> list[str]:
    return [getattr(report, name) for name in DETAILS]


@action
def save_details(
    *,
    report: Report,
    by: User,
    token: str,
    contact: str,
    footnote: str,
    number_style: str,
    sent: int = 0,
    unheard: Sequence[Mapping[str, str]] = (),
) -> Saved:
    """The report's own contact block, footnote and number style; blank means the round's.

    `token` is `details_token` of when the form was made, `sent` how often the same page sent them since
    without learning whether they were written, `unheard` what it sent then. Raises NotEditable, Stale.
    """
    report = locked_for_editing(report, by)
    typed, now, version = (
        [contact, footnote, number_style],
        _details(report),
        _details_version(token),
    )
    before = [[one[name] for name in DETAILS] for one in unheard]
    is_own = is_reached(report.details_version, version, sent) and now in before
    if now != typed and details_token(report) != token and not is_own:
        raise Stale("มีผู้แก้ไขส่วนท้ายรายงานก่อนท่าน ข้อความของท่านยังอยู่ โปรดเลือก")
    if now == typed and not sent:
        return Saved(report, 0)
    for name, value in zip(DETAILS, typed, strict=True):
        setattr(report, name, value)
    report.details_version = next_version(report.details_version, version, sent)
    report.save(update_fields=[*DETAILS, "details_version"])
    if now != typed:
        mark_changed(report, by)
    return Saved(report, int(now != typed))


def details_conflict(report: Report) -> Conflict:
    """Who wrote the closing words as they are now, and when, as far as history knows."""
    now = dict(zip(DETAILS, _details(Report.objects.get(pk=report.pk)), strict=True))
    history = Report.history.filter(id=report.pk)
    before = history.exclude(**now).order_by("-history_id").values_list("history_id").first()
    written = history.filter(history_id__gt=before[0] if before else 0).order_by("history_id")
    first = written.select_related("history_user").first()
    return Conflict(None, None, first and first.history_user, first and first.history_date)
