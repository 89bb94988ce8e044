"""Every change of calendars and rounds. `by` is the person, or None for a command of the server.

A revision that is in force is never edited: a change is a copy, edited as a draft and then put in
force, so that reports can say which revision they followed.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep, Round, RoundExtension
from ita_portal.models import Province, Role, User


class Refused(Exception):
    """The change was not made; `message` is a Thai sentence for the screen."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def _only_central(by: User | None) -> None:
    if by is not None and by.role != Role.CENTRAL_ADMIN:
        raise Refused("การแก้ไขปฏิทินและรอบรายงานทำได้เฉพาะผู้ดูแลระบบส่วนกลาง")


@transaction.atomic
def new_revision(*, fiscal_year: int, by: User | None, note: str = "", complete: bool = True):
    """An empty draft revision of a fiscal year (Buddhist era), numbered after the last."""
    _only_central(by)
    number = CalendarRevision.objects.next_number(fiscal_year)
    return CalendarRevision.objects.create(
        fiscal_year=fiscal_year, number=number, note=note, complete=complete
    )


@transaction.atomic
def copy_revision(*, revision: CalendarRevision, by: User | None) -> CalendarRevision:
    """A new draft revision of the same year with the same steps."""
    copy = new_revision(
        fiscal_year=revision.fiscal_year, by=by, note=revision.note, complete=revision.complete
    )
    for edition in revision.steps.all():
        edition.pk, edition.revision = None, copy
        edition.save()
    return copy


@transaction.atomic
def save_revision(*, revision: CalendarRevision, by: User | None) -> CalendarRevision:
    """The note and completeness of a draft. Raises Refused for one in force."""
    _only_central(by)
    _refuse_in_force(revision)
    revision.save(update_fields=["note", "complete"])
    return revision


@transaction.atomic
def save_step(*, edition: RevisionStep, by: User | None) -> RevisionStep:
    """One step of a draft revision. Raises Refused for one in force, or a step of another year."""
    _only_central(by)
    _refuse_in_force(edition.revision)
    if edition.step.fiscal_year != edition.revision.fiscal_year:
        raise Refused("ขั้นตอนนี้เป็นของปีงบประมาณอื่น โปรดเลือกขั้นตอนของปีเดียวกับปฏิทิน")
    edition.save()
    return edition


@transaction.atomic
def delete_step(*, edition: RevisionStep, by: User | None) -> None:
    """Take a step out of a draft revision. Raises Refused for one in force."""
    _only_central(by)
    _refuse_in_force(edition.revision)
    edition.delete()


@transaction.atomic
def step(*, fiscal_year: int, code: str, by: User | None) -> CalendarStep:
    """The step known by year and code for good; made when it is new."""
    _only_central(by)
    found, _ = CalendarStep.objects.get_or_create(fiscal_year=fiscal_year, code=code)
    return found


@transaction.atomic
def put_in_force(*, revision: CalendarRevision, by: User | None) -> CalendarRevision:
    """From now on this revision rules its year. Raises Refused for one in force or without steps."""
    _only_central(by)
    revision = CalendarRevision.objects.select_for_update().get(pk=revision.pk)
    _refuse_in_force(revision)
    if not revision.steps.exists():
        raise Refused("ปฏิทินฉบับนี้ยังไม่มีขั้นตอน โปรดเพิ่มขั้นตอนก่อนประกาศใช้")
    revision.in_force_since = timezone.now()
    revision.save(update_fields=["in_force_since"])
    return revision


def _refuse_in_force(revision: CalendarRevision) -> None:
    if not CalendarRevision.objects.get(pk=revision.pk).is_draft:
        raise Refused("ปฏิทินฉบับนี้มีผลใช้แล้ว จึงแก้ไขไม่ได้ โปรดทำสำเนาเป็นฉบับปรับปรุงใหม่แล้วแก้ไขฉบับนั้น")


@transaction.atomic
def save_round(*, round: Round, by: User | None) -> Round:
    """A round's dates and form words, new or changed. Submitted reports keep the form they froze."""
    _only_central(by)
    round.save()
    return round


@transaction.atomic
def close_round(*, round: Round, by: User, reason: str) -> Round:
    """ปิดรับรายงาน: an act with a reason, never a date. Raises Refused when it is closed already."""
    _only_central(by)
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if round.is_closed:
        raise Refused("ปิดรับรายงานรอบนี้ไปแล้ว")
    if not reason.strip():
        raise Refused("โปรดเขียนเหตุผลที่ปิดรับรายงาน")
    round.closed_at, round.closed_by, round.closed_reason = timezone.now(), by, reason.strip()
    round.save(update_fields=["closed_at", "closed_by", "closed_reason"])
    return round


@transaction.atomic
def open_round_again(*, round: Round, by: User) -> Round:
    """Undo a closing. Raises Refused when the round is not closed."""
    _only_central(by)
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if not round.is_closed:
        raise Refused("รอบรายงานนี้ยังเปิดรับอยู่")
    round.closed_at, round.closed_by, round.closed_reason = None, None, ""
    round.save(update_fields=["closed_at", "closed_by", "closed_reason"])
    return round


@transaction.atomic
def extend(
    *, round: Round, province: Province | None, due_on: date, reason: str, by: User | None
) -> RoundExtension:
    """ขยายเวลา for one province, or for all (None), until a day (inclusive) after the round's own."""
    _only_central(by)
    if due_on <= round.due_on:
        raise Refused("วันที่ขยายถึงต้องอยู่หลังกำหนดส่งเดิม")
    if not reason.strip():
        raise Refused("โปรดเขียนเหตุผลที่ขยายเวลา")
    extension = RoundExtension.objects.filter(round=round, province=province).first()
    extension = extension or RoundExtension(round=round, province=province)
    extension.due_on, extension.reason = due_on, reason.strip()
    extension.save()
    return extension
