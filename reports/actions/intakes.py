"""Documents taken in: kept and read, corrected in the preview, applied to a draft in one act, undone for a day.

The file is read and stored before any of this, outside every transaction. Of the locks, that of the
intake or, where there is none yet, of the province comes first, then the round's, then the report's.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from calendar_app import plan_actions
from calendar_app.models import Round, Schedule
from calendar_app.plan_actions import PlanContent
from ita_portal import thai
from ita_portal.models import Province, User
from ita_portal.writing import action
from reports.actions import rewriting
from reports.actions.drafts import follow_windows, refuse_unopened, start_for
from reports.actions.locking import (
    READ_IN,
    clear_read_in,
    locked,
    locked_for_editing,
    locked_round,
    mark_changed,
    permit,
    record,
)
from reports.actions.refusals import EditedSince, NothingNew, Refused, Stale
from reports.actions.rewriting import Wanted
from reports.actions.rows import MOST_ROWS, keep_removed
from reports.models import Intake, IntakeState, Line, RemovedRow, Report
from reports.readers import reading as readings
from reports.workflow import Move

Boxes = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came, or pasted text as a file of its own. `name` is its plain name, `format` as in Paper."""

    data: bytes
    name: str
    format: str
    is_paste: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


# Taking in ---------------------------------------------------------------------------------------


def take_in(
    *,
    by: User,
    reading: readings.Reading,
    original: Original,
    province: Province,
    fiscal_year: int,
    round: Round | None = None,
    boxes: Boxes | None = None,
) -> Intake:
    """Keep a document and what was read of it; nothing of the report or the plan changes.

    Without `round` it is for the province's plan of the year (พ.ศ.). `boxes`: corrections to begin
    with. The same document that waits for a confirmation already is the one that is there, with its
    corrections. The file is stored before the transaction and goes again unless its row came to
    be. Raises Refused, NotEditable.
    """
    now = timezone.now()
    new = Intake(
        province=province,
        fiscal_year=fiscal_year,
        round=round,
        name=original.name,
        is_paste=original.is_paste,
        format=original.format,
        size=len(original.data),
        sha256=original.sha256,
        at=now,
        by=by,
        reading=readings.to_dict(reading),
        boxes=_plain(boxes or {}),
        changed_at=now,
        changed_by=by,
    )
    stored_as = f"{original.sha256}.{original.format}"
    new.original.save(stored_as, ContentFile(original.data), save=False)
    kept = None
    try:
        kept = _keep_new(intake=new, by=by)
    finally:
        if kept is not new:
            new.original.storage.delete(new.original.name)
    return kept


@action
def _keep_new(*, intake: Intake, by: User) -> Intake:
    """The intake with its row, or the one of the same document that waits already."""
    province, round_ = intake.province, intake.round
    _refuse_strangers(province, round_, by)
    # Two people who hand in one file at once make one preview.
    Province.objects.select_for_update(no_key=True).filter(pk=province.pk).first()
    report = round_ and Report.objects.of_province(province).filter(round=round_).first()
    if report:
        _refuse_uneditable(report, by)
    elif round_:
        refuse_unopened(round_, timezone.localdate())
    waiting = _waiting(province, round_, intake.fiscal_year, by)
    same = waiting.filter(sha256=intake.sha256).first()
    if same:
        return same
    intake.save()
    return intake


def _refuse_strangers(province: Province, round: Round | None, by: User) -> None:
    if by.of_a_province and by.province_id == province.pk:
        return
    if not (by.may_review and round):
        raise Refused("ท่านนำเข้าเอกสารของจังหวัดนี้ไม่ได้")


def _refuse_uneditable(report: Report, by: User) -> None:
    """Raise NotEditable, MoveRefused or, where the centre would write over the province's words, Refused."""
    if by.of_a_province:
        locked_for_editing(report, by)
        return
    permit(report, Move.IMPORT, by)
    if report.is_read_in:
        raise Refused("ส่วนกลางนำเข้าเอกสารของจังหวัดนี้ไว้แล้ว หากต้องการนำเข้าใหม่ โปรดย้อนการนำเข้าก่อน")
    if report.submissions.exists() or not report.is_as_started():
        raise Refused("จังหวัดเขียนรายงานฉบับนี้แล้ว ส่วนกลางจึงนำเข้าทับไม่ได้ โปรดให้จังหวัดนำเข้าเอง")


def _waiting(province: Province, round: Round | None, fiscal_year: int, by: User):
    """The previews of the same target that this side has begun."""
    waiting = Intake.objects.waiting().filter(
        province=province, round=round, fiscal_year=fiscal_year
    )
    return waiting.filter(by__province=by.province_id)


def _plain(boxes: Boxes) -> dict[str, list[str]]:
    return {name: list(values) for name, values in boxes.items()}


# Correcting --------------------------------------------------------------------------------------


@action
def correct(*, intake: Intake, by: User, version: int, boxes: Boxes) -> Intake:
    """Keep what was typed over a reading, whole, made from `version` of it. Raises Stale, Refused."""
    intake = _locked_waiting(intake, by)
    kept = _plain(boxes)
    if intake.boxes == kept:
        return intake
    if intake.version != version:
        raise Stale("มีผู้แก้ไขตัวอย่างนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดเลือก")
    intake.boxes = kept
    intake.version += 1
    intake.changed_at, intake.changed_by = timezone.now(), by
    intake.save(update_fields=["boxes", "version", "changed_at", "changed_by"])
    return intake


@action
def discard(*, intake: Intake, by: User) -> Intake:
    """Give a preview up; nothing was changed by it. Raises Refused."""
    intake = _locked_waiting(intake, by)
    intake.state = IntakeState.DISCARDED
    intake.changed_at, intake.changed_by = timezone.now(), by
    intake.save(update_fields=["state", "changed_at", "changed_by"])
    return intake


def _locked(intake: Intake, by: User) -> Intake:
    related = ("province", "round", "report", "schedule", "by", "applied_by")
    Intake.objects.select_for_update().filter(pk=intake.pk).values_list("pk").first()
    current = Intake.objects.select_related(*related).filter(pk=intake.pk).first()
    if current is None:
        raise Refused("ตัวอย่างนี้ถูกลบไปแล้ว โปรดนำเข้าไฟล์อีกครั้ง")
    _refuse_strangers(current.province, current.round, by)
    if current.state == IntakeState.READ and by.of_a_province != current.by.of_a_province:
        raise Refused("ตัวอย่างนี้เป็นของผู้อื่น")
    return current


def _locked_waiting(intake: Intake, by: User) -> Intake:
    current = _locked(intake, by)
    if not current.is_waiting:
        raise Refused(f"เอกสารนี้{current.get_state_display()} โปรดดูสถานะล่าสุด")
    return current


# Applying ----------------------------------------------------------------------------------------


@action
def apply(
    *,
    intake: Intake,
    by: User,
    version: int,
    report_version: int | None,
    wanted: Wanted,
    today: date,
) -> Report:
    """ยืนยันการนำเข้า: make the draft say what the preview showed.

    `version` is that of the preview's corrections, `report_version` that of the report it was held
    against (None: there was none; it is started as `start` does). Where the centre does it, the
    report is marked until the province confirms. Raises Stale, NothingNew, RoundClosed, Refused.
    """
    intake = _locked_waiting(intake, by)
    _refuse_other_corrections(intake, version)
    report = _locked_target(intake, by, today)
    before = rewriting.as_it_stands(report)
    _refuse_other_report(report, report_version, before, wanted)
    if wanted == before:
        raise NothingNew()
    _refuse_too_many(wanted)
    removed = _keep_removed(report, wanted, by)
    rewriting.write(report, wanted)
    follow_windows(report)
    mark_changed(report, by)
    if by.of_the_centre:
        _mark_read_in(report, by)
    _close(intake, report, by, before, removed)
    record(report, Move.IMPORT, by, from_state=report.state, comment=_told(intake, wanted))
    return report


@action
def apply_plan(
    *, intake: Intake, by: User, version: int, plan_version: int | None, content: PlanContent
) -> Schedule:
    """The same for a plan: what was read takes the place of the whole plan, which is begun if need be.

    `plan_version` is that of the plan on the page, None where there was none. Raises Stale,
    NothingNew, Refused and that of calendar_app.
    """
    intake = _locked_waiting(intake, by)
    _refuse_other_corrections(intake, version)
    own = Schedule.objects.of_province(intake.province).filter(fiscal_year=intake.fiscal_year)
    there = own.select_for_update().first()
    if (there and there.version) != plan_version:
        raise Stale("แผนเปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้ จึงยังไม่ได้นำเข้า โปรดตรวจอีกครั้ง")
    plan = there or plan_actions.start(fiscal_year=intake.fiscal_year, by=by, from_calendar=False)
    before = plan.version
    plan = plan_actions.fill(schedule=plan, by=by, plan=content, replace=True)
    if plan.version == before:
        raise NothingNew("เอกสารนี้ตรงกับแผนอยู่แล้ว จึงไม่มีสิ่งที่ต้องเปลี่ยน")
    intake.schedule = plan
    intake.before, intake.after = {"version": before}, {"version": plan.version}
    _mark_applied(intake, by, "schedule")
    return plan


def _refuse_other_corrections(intake: Intake, version: int) -> None:
    if intake.version != version:
        raise Stale("มีผู้แก้ไขตัวอย่างนี้หลังจากที่ท่านเปิดหน้านี้ โปรดตรวจอีกครั้งก่อนยืนยัน")


def _mark_applied(intake: Intake, by: User, target: str) -> None:
    intake.state = IntakeState.APPLIED
    intake.applied_at, intake.applied_by = timezone.now(), by
    intake.save(update_fields=[target, "state", "applied_at", "applied_by", "before", "after"])


def _locked_target(intake: Intake, by: User, today: date) -> Report:
    round_ = locked_round(intake.round)
    report = locked(start_for(province=intake.province, round=round_, by=by, today=today))
    _refuse_uneditable(report, by)
    return report


def _refuse_other_report(
    report: Report, version: int | None, before: Wanted, wanted: Wanted
) -> None:
    """Raise Stale unless the report is still the one that the preview was held against."""
    seen = {line.pk for line in before.lines()} | {None}
    is_same = report.is_as_started() if version is None else report.version == version
    if not is_same or any(line.pk not in seen for line in wanted.lines()):
        raise Stale("รายงานเปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้ จึงยังไม่ได้นำเข้า โปรดดูสิ่งที่ต่างกันอีกครั้ง")


def _refuse_too_many(wanted: Wanted) -> None:
    if sum(1 for _ in wanted.lines()) > MOST_ROWS:
        raise Refused(f"รายงานมีได้ไม่เกิน {thai.to_thai_digits(MOST_ROWS)} แถว โปรดเลือกเฉพาะแถวที่ต้องใช้")


def _keep_removed(report: Report, wanted: Wanted, by: User) -> list[int]:
    """Ids of the RemovedRows that keep the rows which go; those of a report as it was started say nothing."""
    if report.is_as_started():
        return []
    kept = {line.pk for line in wanted.lines()}
    lines = Line.objects.filter(group__report=report).exclude(pk__in=kept - {None})
    related = lines.select_related("group").prefetch_related("items__steps", "attachments")
    return [keep_removed(report=report, line=line, by=by).pk for line in related]


def _mark_read_in(report: Report, by: User) -> None:
    report.read_in_at, report.read_in_by = timezone.now(), by
    report.read_in_version = report.version
    report.save(update_fields=READ_IN)


def _close(
    intake: Intake, report: Report, by: User, before: Wanted, removed: Sequence[int]
) -> None:
    intake.report = report
    intake.before = rewriting.to_dict(before)
    after = rewriting.as_it_stands(Report.objects.get(pk=report.pk))
    intake.after = rewriting.to_dict(after) | {
        "removed": list(removed),
        "version": report.version,
    }
    _mark_applied(intake, by, "report")


def _told(intake: Intake, wanted: Wanted) -> str:
    """What the history of the report says of where its rows came from."""
    rows = sum(1 for line in wanted.lines() if line.raw.get(SOURCE, {}).get("intake") == intake.pk)
    count = thai.to_thai_digits(rows)
    return f"{intake.name} {count} แถว (SHA-256 {intake.sha256[:12]})"


# Where Line.raw says which document its cells were read from.
SOURCE = "source"


def source(intake: Intake) -> dict[str, object]:
    """What a row's raw keeps beside its cells: the document by id and hash."""
    return {SOURCE: {"intake": intake.pk, "sha256": intake.sha256}}


# Undoing -----------------------------------------------------------------------------------------


@action
def undo(*, intake: Intake, by: User) -> Intake:
    """ย้อนการนำเข้า: the draft or the plan as it was before, its rows with the ids they had.

    For 24 hours, while nobody has edited the report or the plan. The centre may undo what it
    read in until the province has confirmed it. Raises EditedSince, NotEditable, Refused and, for a
    plan, that of calendar_app.
    """
    intake = _locked(intake, by)
    if intake.state != IntakeState.APPLIED:
        raise Refused(f"เอกสารนี้{intake.get_state_display()} โปรดดูสถานะล่าสุด")
    if not intake.is_undoable(timezone.now()):
        raise Refused("เกิน ๒๔ ชั่วโมงหลังนำเข้าแล้ว จึงย้อนไม่ได้ โปรดแก้ไขเองแทน")
    if intake.is_plan:
        _undo_plan(intake, by)
    else:
        _undo_report(intake, by)
    intake.state = IntakeState.UNDONE
    intake.undone_at, intake.undone_by = timezone.now(), by
    intake.save(update_fields=["state", "undone_at", "undone_by"])
    return intake


def edited_since(intake: Intake) -> str:
    """Why what was applied cannot be undone any more: a sentence that says what was edited since, or ''."""
    if intake.is_plan:
        is_edited = not intake.is_plan_unchanged
        return "มีผู้แก้ไขแผนหลังการนำเข้าแล้ว จึงย้อนการนำเข้าไม่ได้ โปรดแก้ไขในแผนโดยตรง" if is_edited else ""
    if intake.report.version == intake.after.get("version"):
        return ""
    now = rewriting.as_it_stands(intake.report)
    rows = rewriting.edited_rows(rewriting.from_dict(intake.after), now)
    return EditedSince(rows).message if rows else ""


def _undo_plan(intake: Intake, by: User) -> None:
    if intake.schedule is None:
        raise Refused("แผนนี้ถูกลบไปแล้ว จึงย้อนการนำเข้าไม่ได้")
    plan_actions.undo_fill(schedule=intake.schedule, by=by, version=intake.after["version"])


def _undo_report(intake: Intake, by: User) -> None:
    report = _locked_to_undo(intake, by)
    after, before = rewriting.from_dict(intake.after), rewriting.from_dict(intake.before)
    if rows := rewriting.edited_rows(after, rewriting.as_it_stands(report)):
        raise EditedSince(rows)
    rewriting.write(report, before)
    _drop_removed(report, intake.after.get("removed", []))
    mark_changed(report, by)
    if intake.applied_by.of_the_centre and report.is_read_in:
        clear_read_in(report)
        report.save(update_fields=READ_IN)
    record(report, Move.UNDO_IMPORT, by, from_state=report.state, comment=intake.name)


def _locked_to_undo(intake: Intake, by: User) -> Report:
    if by.of_a_province:
        return locked_for_editing(intake.report, by)
    report = locked(intake.report)
    permit(report, Move.UNDO_IMPORT, by)
    if not (report.is_read_in and intake.applied_by.of_the_centre):
        raise Refused("จังหวัดยืนยันการนำเข้านี้แล้ว ส่วนกลางจึงย้อนไม่ได้")
    return report


def _drop_removed(report: Report, pks: Sequence[int]) -> None:
    """The rows are in the table again, so the list of removed ones has them no more."""
    for row in RemovedRow.objects.filter(report=report, pk__in=pks):
        row.delete()


# Sweeping ----------------------------------------------------------------------------------------


def forget(*, intake: Intake) -> None:
    """Remove a preview that came to nothing, then its file; one that was applied meanwhile stays."""
    with transaction.atomic():
        expired = Intake.objects.expired(timezone.now())
        current = expired.select_for_update(of=("self",)).filter(pk=intake.pk).first()
        if current is None:
            return
        storage, name = current.original.storage, current.original.name
        current.delete()
        transaction.on_commit(lambda: storage.delete(name))
