"""Every change of the shelf of evidence, and of what stands beside the rows of a report.

What stands beside a row is content of its report: certified and frozen with it. Of the locks, that of
the province comes first, then those of reports in the order of their ids, then that of the piece. A file
is looked at and stored before any of this. No file is ever removed or written over.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db.models import Max
from django.utils import timezone

from ita_portal import thai
from ita_portal.models import Province, User
from ita_portal.writing import action
from reports import addresses, document
from reports.actions.locking import locked, locked_for_editing, mark_changed
from reports.actions.refusals import Refused, RowGone, Stale
from reports.models import (
    Attachment,
    Evidence,
    EvidenceKind,
    FrozenEvidence,
    Line,
    Report,
    Submission,
)

# Pieces on a shelf and beside a row: more than a page of them can still be read.
MOST_ON_SHELF = 500
MOST_BESIDE_ROW = 30

FULL_SHELF = (
    f"คลังหลักฐานของปีนี้มีได้ไม่เกิน {thai.to_thai_digits(MOST_ON_SHELF)} รายการ โปรดนำรายการที่ไม่ใช้ออกก่อน"
)
FULL_ROW = f"แต่ละแถวแนบหลักฐานได้ไม่เกิน {thai.to_thai_digits(MOST_BESIDE_ROW)} รายการ"
GONE = "ไม่พบหลักฐานรายการนี้ในคลังของจังหวัด โปรดดูคลังล่าสุด"
TAKEN_OFF = "หลักฐานรายการนี้นำออกจากคลังแล้ว โปรดนำกลับมาก่อน แล้วแนบอีกครั้ง"
FROZEN = "หลักฐานรายการนี้อยู่ในรายงานที่ส่งแล้ว จึงนำออกจากคลังไม่ได้"
IN_USE = "หลักฐานรายการนี้ยังแนบอยู่กับ {} โปรดเลิกแนบก่อน แล้วนำออกอีกครั้ง"
SAME_AS_ANOTHER = "คลังมีเอกสารเลขที่และวันที่นี้อยู่แล้ว จึงไม่ได้แก้ไข โปรดใช้รายการที่มีอยู่"
CHANGED_BEFORE = "มีผู้แก้ไขหลักฐานรายการนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดดูรายการล่าสุดแล้วบันทึกอีกครั้ง"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was found to be harmless: its bytes, the name to show, its format (pdf, jpeg …)."""

    data: bytes
    name: str
    format: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class NewLink:
    """An address as `addresses.read` gave it."""

    address: str


@dataclass(frozen=True, slots=True)
class NewOfficial:
    """An official document: its type (คำสั่ง), its number as typed, its day."""

    name: str
    number: str = ""
    day: date | None = None


New = NewFile | NewLink | NewOfficial


@dataclass(frozen=True, slots=True)
class Added:
    """The piece on the shelf; `is_new` unless it was there already, `is_attached` where that is new too."""

    evidence: Evidence
    is_new: bool
    is_attached: bool = False


# Onto the shelf ----------------------------------------------------------------------------------


def add(
    *,
    by: User,
    fiscal_year: int,
    new: New,
    caption: str = "",
    report: Report | None = None,
    line: int | None = None,
) -> Added:
    """Put a piece on the shelf of the person's province, and beside a row of its report if one is given.

    The same piece is never there twice: the one on the shelf is used, brought back where it had been
    taken off. The file is stored before the transaction and goes again unless its row came to be.
    Raises Refused, NotEditable, RowGone.
    """
    piece = _made(new, caption, by, fiscal_year)
    if not isinstance(new, NewFile):
        return _put(piece=piece, by=by, report=report, line=line)
    stored_as = f"{fiscal_year}/{secrets.token_hex(16)}.{new.format}"
    piece.file.save(stored_as, ContentFile(new.data), save=False)
    kept = None
    try:
        kept = _put(piece=piece, by=by, report=report, line=line)
    finally:
        if kept is None or not kept.is_new:
            piece.file.storage.delete(piece.file.name)
    return kept


def _made(new: New, caption: str, by: User, fiscal_year: int) -> Evidence:
    piece = Evidence(
        province=by.province,
        fiscal_year=fiscal_year,
        caption=caption,
        added_at=timezone.now(),
        added_by=by,
    )
    if isinstance(new, NewFile):
        piece.kind, piece.name, piece.format = EvidenceKind.FILE, new.name, new.format
        piece.size, piece.sha256 = len(new.data), new.sha256
    elif isinstance(new, NewLink):
        piece.kind, piece.address = EvidenceKind.LINK, new.address
    else:
        piece.kind = EvidenceKind.OFFICIAL
        piece.name, piece.number, piece.day = new.name, new.number, new.day
    piece.same = same(piece)
    return piece


def same(piece: Evidence) -> str:
    """By what a piece is known again on its shelf: a file by its bytes, the others by what they name."""
    if piece.kind == EvidenceKind.FILE:
        return piece.sha256
    if piece.kind == EvidenceKind.LINK:
        return document.digest(f"link {addresses.comparable(piece.address)}")
    day = piece.day.isoformat() if piece.day else ""
    return document.digest(f"official {thai.bare(piece.name)} {thai.bare(piece.number)} {day}")


@action
def _put(*, piece: Evidence, by: User, report: Report | None, line: int | None) -> Added:
    if not by.of_a_province:
        raise Refused("คลังหลักฐานเป็นของจังหวัด บัญชีของท่านจึงเพิ่มหลักฐานไม่ได้")
    _lock_shelves(by)
    row = None
    if report is not None:
        report = locked_for_editing(report, by)
        row = _row(report, line)
    shelf = Evidence.objects.shelf(piece.province, piece.fiscal_year)
    there = shelf.select_for_update(of=("self",)).filter(same=piece.same).first()
    if there is None:
        if shelf.on_shelf().count() >= MOST_ON_SHELF:
            raise Refused(FULL_SHELF)
        piece.save()
    else:
        _back_on_shelf(there)
    kept = there or piece
    is_attached = row is not None and _attach(row, [kept])
    if is_attached:
        mark_changed(report, by)
    return Added(kept, is_new=there is None, is_attached=is_attached)


def _lock_shelves(by: User) -> None:
    """Two people who add one piece at once make one."""
    Province.objects.select_for_update(no_key=True).filter(pk=by.province_id).first()


def _back_on_shelf(piece: Evidence) -> None:
    if piece.is_removed:
        piece.removed_at = piece.removed_by = None
        piece.save(update_fields=["removed_at", "removed_by"])


@action
def describe(
    *,
    evidence: Evidence,
    by: User,
    version: int,
    caption: str,
    official: NewOfficial | None = None,
) -> Evidence:
    """Other words for a piece, made from `version` of it; `official` for an official document.

    Drafts that name it become a new version of themselves; what was sent keeps the words it was sent
    with. Raises Refused, Stale.
    """
    _refuse_strangers(evidence, by)
    _lock_shelves(by)
    reports = [locked(Report(pk=pk)) for pk in _reports_with(evidence)]
    piece = _locked(evidence, by)
    values = {"caption": caption}
    if official is not None and piece.is_official:
        values |= {"name": official.name, "number": official.number, "day": official.day}
    if all(getattr(piece, name) == value for name, value in values.items()):
        return piece
    if piece.version != version:
        raise Stale(CHANGED_BEFORE)
    for name, value in values.items():
        setattr(piece, name, value)
    piece.same = same(piece)
    others = Evidence.objects.shelf(piece.province, piece.fiscal_year).exclude(pk=piece.pk)
    if others.filter(same=piece.same).exists():
        raise Refused(SAME_AS_ANOTHER)
    piece.version += 1
    piece.save(update_fields=[*values, "same", "version"])
    _refuse_drafts_since(piece, reports)
    for report in reports:
        if report.is_editable:
            mark_changed(report, by)
    return piece


def _reports_with(evidence: Evidence) -> list[int]:
    beside = Attachment.objects.filter(evidence=evidence).order_by("line__group__report")
    return list(beside.values_list("line__group__report", flat=True).distinct())


def _refuse_drafts_since(evidence: Evidence, known: Sequence[Report]) -> None:
    """Raise Stale where somebody put it beside a row of another report while the locks were waited for."""
    if not set(_reports_with(evidence)) <= {report.pk for report in known}:
        raise Stale(CHANGED_BEFORE)


@action
def remove(*, evidence: Evidence, by: User) -> Evidence:
    """Take a piece off the shelf; its file stays. Raises Refused while anything names it."""
    piece = _locked(evidence, by)
    if piece.is_removed:
        return piece
    if FrozenEvidence.objects.filter(evidence=piece).exists():
        raise Refused(FROZEN)
    beside = Attachment.objects.filter(evidence=piece).select_related("line__group__report__round")
    if rounds := dict.fromkeys(str(one.line.group.report.round) for one in beside):
        raise Refused(IN_USE.format(" และ ".join(rounds)))
    piece.removed_at, piece.removed_by = timezone.now(), by
    piece.save(update_fields=["removed_at", "removed_by"])
    return piece


@action
def bring_back(*, evidence: Evidence, by: User) -> Evidence:
    """Put a piece that was taken off back on its shelf. Raises Refused."""
    piece = _locked(evidence, by)
    shelf = Evidence.objects.shelf(piece.province, piece.fiscal_year)
    if piece.is_removed and shelf.on_shelf().count() >= MOST_ON_SHELF:
        raise Refused(FULL_SHELF)
    _back_on_shelf(piece)
    return piece


def _refuse_strangers(evidence: Evidence, by: User) -> None:
    if by.province_id != evidence.province_id:
        raise Refused("หลักฐานนี้เป็นของจังหวัดอื่น")


def _locked(evidence: Evidence, by: User) -> Evidence:
    _refuse_strangers(evidence, by)
    found = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence.pk).first()
    if found is None:
        raise Refused(GONE)
    return found


# Beside rows -------------------------------------------------------------------------------------


@action
def attach(*, report: Report, line: int, evidence: Sequence[int], by: User) -> int:
    """Put pieces of the province's shelves beside a row, after those that are there; how many are new.

    Raises Refused, NotEditable, RowGone.
    """
    report = locked_for_editing(report, by)
    row = _row(report, line)
    found = Evidence.objects.select_for_update(of=("self",)).of_province(report.province)
    pieces = {one.pk: one for one in found.filter(pk__in=evidence).order_by("pk")}
    if set(evidence) - pieces.keys():
        raise Refused(GONE)
    if any(one.is_removed for one in pieces.values()):
        raise Refused(TAKEN_OFF)
    count = _attach(row, [pieces[pk] for pk in evidence])
    if count:
        mark_changed(report, by)
    return count


def _attach(row: Line, pieces: Iterable[Evidence]) -> int:
    """Those that were not beside the row before, at its end; how many. Raises Refused."""
    there = set(row.attachments.values_list("evidence", flat=True))
    new = [piece for piece in dict.fromkeys(pieces) if piece.pk not in there]
    if new and len(there) + len(new) > MOST_BESIDE_ROW:
        raise Refused(FULL_ROW)
    last = row.attachments.aggregate(last=Max("order"))["last"] or 0
    for order, piece in enumerate(new, start=last + 1):
        Attachment.objects.create(line=row, evidence=piece, order=order)
    return len(new)


@action
def detach(*, report: Report, line: int, evidence: int, by: User) -> bool:
    """เลิกแนบ: the piece stays on the shelf; whether it was beside the row. Raises NotEditable, RowGone."""
    report = locked_for_editing(report, by)
    row = _row(report, line)
    found = row.attachments.filter(evidence=evidence).first()
    if found is None:
        return False
    found.delete()
    _renumber(list(row.attachments.all()))
    mark_changed(report, by)
    return True


@action
def move(*, report: Report, line: int, evidence: int, step: int, by: User) -> None:
    """One place up (-1) or down (+1) among the pieces beside a row; nothing where there is no such place."""
    report = locked_for_editing(report, by)
    beside = list(_row(report, line).attachments.all())
    place = next((n for n, one in enumerate(beside) if one.evidence_id == evidence), None)
    if place is None or not 0 <= place + step < len(beside):
        return
    beside[place], beside[place + step] = beside[place + step], beside[place]
    _renumber(beside)
    mark_changed(report, by)


def _row(report: Report, line: int | None) -> Line:
    row = Line.objects.filter(group__report=report, pk=line).first()
    if row is None:
        raise RowGone()
    return row


def _renumber(beside: Sequence[Attachment]) -> None:
    for order, one in enumerate(beside, start=1):
        if one.order != order:
            one.order = order
            one.save(update_fields=["order"])


# With rows that move, for the other actions under their report's lock -----------------------------


def beside(line: Line) -> list[int]:
    """Ids of the pieces beside a row, in order; of rows that were read with them, without a query."""
    return [one.evidence_id for one in line.attachments.all()]


def put_beside(line: Line, evidence: Sequence[int]) -> None:
    """Exactly these pieces beside a row, in this order; what was taken off the shelf comes back to it."""
    there = {one.evidence_id: one for one in Attachment.objects.filter(line=line)}
    for pk, one in there.items():
        if pk not in evidence:
            one.delete()
    missing = [pk for pk in evidence if pk not in there]
    found = Evidence.objects.select_for_update(of=("self",)).filter(pk__in=missing).order_by("pk")
    pieces = {one.pk: one for one in found}
    for order, pk in enumerate(dict.fromkeys(evidence), start=1):
        if pk in pieces:
            _back_on_shelf(pieces[pk])
            Attachment.objects.create(line=line, evidence=pieces[pk], order=order)
        elif pk in there and there[pk].order != order:
            there[pk].order = order
            there[pk].save(update_fields=["order"])


# Sent --------------------------------------------------------------------------------------------


def freeze(submission: Submission, frozen: document.Report) -> None:
    """Note which pieces a new submission names: they stay on the shelf for good."""
    keys = dict.fromkeys(one.key for _, _, line in frozen.lines() for one in line.evidence)
    for key in keys:
        FrozenEvidence.objects.create(submission=submission, evidence_id=key)
