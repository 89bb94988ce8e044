"""Every change of calendars and rounds. `by` is the person, or None for a command of the server.

A revision that is in force is never edited: a change is a copy, edited as a draft and then put in
force, so that reports can say which revision they followed. `seen`: see ita_portal/actions.py.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone

from calendar_app import letter_words
from calendar_app.models import (
    CalendarRevision,
    CalendarStep,
    Holiday,
    RevisionStep,
    Round,
    RoundExtension,
)
from ita_portal import thai
from ita_portal.actions import Refused, Stale, locked, save_columns, token
from ita_portal.models import Province, Role, User
from ita_portal.writing import action, has_words

__all__ = [
    "Refused",
    "Stale",
    "close_round",
    "copy_revision",
    "delete_extension",
    "delete_holiday",
    "delete_revision",
    "delete_round",
    "delete_step",
    "extend",
    "new_revision",
    "open_round_again",
    "put_in_force",
    "save_holiday",
    "save_revision",
    "save_round",
    "save_step",
    "step",
    "token",
]


def _only_central(by: User | None) -> None:
    if by is not None and by.role != Role.CENTRAL_ADMIN:
        raise Refused("การแก้ไขปฏิทินและรอบรายงานทำได้เฉพาะผู้ดูแลระบบส่วนกลาง")


def _reason(typed: str, ask: str, limit: int) -> str:
    """A reason (or another short text) without the white space around it. Raises Refused for none and a long one."""
    reason = typed.strip()
    if not has_words(reason):
        raise Refused(ask)
    if len(reason) > limit:
        raise Refused(f"{ask} ไม่เกิน {thai.to_thai_digits(limit)} ตัวอักษร")
    return reason


def _limit(model: type[Model], column: str) -> int:
    return model._meta.get_field(column).max_length


# Calendars ---------------------------------------------------------------------------------------


@action
def new_revision(*, fiscal_year: int, by: User | None, note: str = "", complete: bool = True):
    """An empty draft revision of a fiscal year (Buddhist era), numbered after the last."""
    revision = CalendarRevision(fiscal_year=fiscal_year, note=note, complete=complete)
    return save_revision(revision=revision, by=by)


@action
def copy_revision(*, revision: CalendarRevision, by: User | None) -> CalendarRevision:
    """A new draft revision of the same year with the same steps."""
    copy = new_revision(
        fiscal_year=revision.fiscal_year, by=by, note=revision.note, complete=revision.complete
    )
    for edition in revision.steps.all():
        edition.pk, edition.revision = None, copy
        edition.save()
    return copy


@action
def save_revision(
    *, revision: CalendarRevision, by: User | None, seen: str | None = None
) -> CalendarRevision:
    """A draft's note and completeness; a new one gets the next number of its year.

    Raises Refused for one in force, Stale.
    """
    _only_central(by)
    if revision.pk is None:
        return _numbered(revision)
    current = _locked_draft(revision, seen)
    save_columns(revision, current, but=["fiscal_year", "number", "in_force_since"])
    return revision


def _numbered(revision: CalendarRevision) -> CalendarRevision:
    revision.number = CalendarRevision.objects.next_number(revision.fiscal_year)
    try:
        with transaction.atomic():
            revision.save()
    except IntegrityError as error:
        raise Refused("มีผู้เพิ่มฉบับปรับปรุงของปีนี้พร้อมกับท่าน โปรดลองอีกครั้ง") from error
    return revision


@action
def delete_revision(*, revision: CalendarRevision, by: User | None) -> None:
    """Throw a draft away with its steps. Raises Refused for one in force."""
    _only_central(by)
    _locked_draft(revision).delete()


@action
def save_step(*, edition: RevisionStep, by: User | None, seen: str | None = None) -> RevisionStep:
    """One step of a draft revision, new or changed.

    Raises Refused for a revision in force, a step of another year or one the revision has; Stale.
    """
    _only_central(by)
    _locked_draft(edition.revision)
    if edition.step.fiscal_year != edition.revision.fiscal_year:
        raise Refused("ขั้นตอนนี้เป็นของปีงบประมาณอื่น โปรดเลือกขั้นตอนของปีเดียวกับปฏิทิน")
    if edition.revision.steps.filter(step=edition.step).exclude(pk=edition.pk).exists():
        raise Refused(f"ฉบับนี้มีขั้นตอนรหัส {edition.step.code} แล้ว โปรดใช้รหัสอื่นหรือแก้แถวที่มีอยู่")
    if edition.pk is None:
        edition.save()
    else:
        save_columns(edition, locked(edition, seen), but=["revision"])
    return edition


@action
def delete_step(*, edition: RevisionStep, by: User | None) -> None:
    """Take a step out of a draft revision. Raises Refused for one in force."""
    _only_central(by)
    _locked_draft(edition.revision)
    edition.delete()


@action
def step(*, fiscal_year: int, code: str, by: User | None) -> CalendarStep:
    """The step known by year and code for good; made when it is new."""
    _only_central(by)
    found, _ = CalendarStep.objects.get_or_create(fiscal_year=fiscal_year, code=code)
    return found


@action
def put_in_force(*, revision: CalendarRevision, by: User | None) -> CalendarRevision:
    """From now on this revision rules its year.

    Raises Refused for one in force, without steps, or older than the one in force.
    """
    _only_central(by)
    revision = _locked_draft(revision)
    if not revision.steps.exists():
        raise Refused("ปฏิทินฉบับนี้ยังไม่มีขั้นตอน โปรดเพิ่มขั้นตอนก่อนประกาศใช้")
    ruling = CalendarRevision.objects.current(revision.fiscal_year)
    if ruling and ruling.number > revision.number:
        raise Refused(
            f"ฉบับปรับปรุงครั้งที่ {thai.to_thai_digits(ruling.number)} ซึ่งใหม่กว่ามีผลใช้แล้ว"
            " โปรดทำสำเนาฉบับนี้เป็นฉบับปรับปรุงใหม่ แล้วประกาศใช้ฉบับใหม่นั้น"
        )
    revision.in_force_since = timezone.now()
    revision.save(update_fields=["in_force_since"])
    return revision


def _locked_draft(revision: CalendarRevision, seen: str | None = None) -> CalendarRevision:
    """The revision under its lock, so that nobody puts it in force meanwhile. Raises Refused, Stale."""
    current = locked(revision, seen)
    if not current.is_draft:
        raise Refused("ปฏิทินฉบับนี้มีผลใช้แล้ว จึงแก้ไขไม่ได้ โปรดทำสำเนาเป็นฉบับปรับปรุงใหม่แล้วแก้ไขฉบับนั้น")
    return current


# Rounds ------------------------------------------------------------------------------------------

CLOSING = ["closed_at", "closed_by", "closed_reason"]


@action
def save_round(*, round: Round, by: User | None, seen: str | None = None) -> Round:
    """A round's dates and form words, new or changed. Submitted reports keep the form they froze.

    Year and months stand in public addresses: they never change; a round that has reports never
    opens later, for it would be gone from the lists. Raises Refused, Stale.
    """
    _only_central(by)
    if "{province}" not in round.title:
        raise Refused("ชื่อรายงานต้องมี {province} เพื่อบอกที่ของชื่อจังหวัด")
    if round.due_on < round.opens_on:
        raise Refused("กำหนดส่งต้องไม่มาก่อนวันเปิดรับรายงาน")
    for name in letter_words.STANDARD:
        if refusal := letter_words.refusal(getattr(round, name)):
            raise Refused(refusal)
    if round.pk is None:
        round.save()
        return round
    current = locked(round, seen)
    if (current.fiscal_year, current.months) != (round.fiscal_year, round.months):
        raise Refused("ปีงบประมาณและรอบเปลี่ยนไม่ได้ เพราะอยู่ในที่อยู่ของรายงานที่เผยแพร่แล้ว โปรดเพิ่มรอบใหม่แทน")
    if round.opens_on > current.opens_on and current.reports.exists():
        raise Refused("เลื่อนวันเปิดรับรายงานให้ช้ากว่าเดิมไม่ได้ เพราะมีจังหวัดเริ่มจัดทำรายงานในรอบนี้แล้ว")
    save_columns(round, current, but=CLOSING)
    return round


@action
def delete_round(*, round: Round, by: User | None) -> None:
    """A round that nobody has begun a report in. Raises Refused."""
    _only_central(by)
    try:
        round.delete()
    except ProtectedError as error:
        raise Refused(
            "ลบรอบรายงานนี้ไม่ได้ เพราะมีจังหวัดเริ่มจัดทำรายงานแล้ว หากไม่รับรายงานอีก โปรดใช้ ปิดรับรายงาน"
        ) from error


@action
def close_round(*, round: Round, by: User, reason: str) -> Round:
    """ปิดรับรายงาน: an act with a reason, never a date. Raises Refused when it is closed already."""
    _only_central(by)
    round = locked(round)
    if round.is_closed:
        raise Refused("ปิดรับรายงานรอบนี้ไปแล้ว")
    reason = _reason(reason, "โปรดเขียนเหตุผลที่ปิดรับรายงาน", _limit(Round, "closed_reason"))
    round.closed_at, round.closed_by, round.closed_reason = timezone.now(), by, reason
    round.save(update_fields=CLOSING)
    return round


# The history's column for a reason is this long.
REASON_TO_OPEN_AGAIN = 100


@action
def open_round_again(*, round: Round, by: User, reason: str) -> Round:
    """Undo a closing; the reason, of at most 100 characters, stands in the round's history.

    Raises Refused when the round is not closed or without a reason.
    """
    _only_central(by)
    round = locked(round)
    if not round.is_closed:
        raise Refused("รอบรายงานนี้ยังเปิดรับอยู่")
    reason = _reason(reason, "โปรดเขียนเหตุผลที่เปิดรับรายงานอีกครั้ง", REASON_TO_OPEN_AGAIN)
    round.closed_at, round.closed_by, round.closed_reason = None, None, ""
    round._change_reason = reason
    round.save(update_fields=CLOSING)
    return round


@action
def extend(
    *,
    round: Round,
    province: Province | None,
    due_on: date,
    reason: str,
    by: User | None,
    seen: str | None = None,
) -> RoundExtension:
    """ขยายเวลา for one province, or for all (None), until a day (inclusive) after the round's own.

    One extension a province: a second one replaces the first. Raises Refused, Stale.
    """
    _only_central(by)
    round = locked(round)
    if due_on <= round.due_on:
        raise Refused("วันที่ขยายถึงต้องอยู่หลังกำหนดส่งเดิม")
    reason = _reason(reason, "โปรดเขียนเหตุผลที่ขยายเวลา", _limit(RoundExtension, "reason"))
    extension = RoundExtension.objects.filter(round=round, province=province).first()
    if extension is not None:
        extension = locked(extension, seen)
    extension = extension or RoundExtension(round=round, province=province)
    extension.due_on, extension.reason = due_on, reason
    extension.save()
    return extension


@action
def delete_extension(*, extension: RoundExtension, by: User | None) -> None:
    """Take an extension back: the round's own due date holds again."""
    _only_central(by)
    extension.delete()


# Days off ----------------------------------------------------------------------------------------


@action
def save_holiday(*, day: date, name: str, by: User | None) -> Holiday:
    """A day off of the offices, new or under another name. Raises Refused for no name or one too long."""
    _only_central(by)
    name = _reason(name, "โปรดระบุชื่อวันหยุด", _limit(Holiday, "name"))
    holiday = Holiday.objects.select_for_update().filter(day=day).first() or Holiday(day=day)
    holiday.name = name
    holiday.save()
    return holiday


@action
def delete_holiday(*, holiday: Holiday, by: User | None) -> None:
    """Offices work on that day after all."""
    _only_central(by)
    holiday.delete()
