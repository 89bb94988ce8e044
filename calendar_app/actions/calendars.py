"""Every change of a year's calendar.

A revision that is in force is never edited: a change is a copy, edited as a draft and then put in
force, so that reports can say which revision they followed.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from calendar_app.actions.asking import only_central
from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep
from ita_portal import thai
from ita_portal.actions import Refused, locked, save_columns
from ita_portal.models import User
from ita_portal.writing import action


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
    only_central(by)
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
    only_central(by)
    _locked_draft(revision).delete()


@action
def save_step(*, edition: RevisionStep, by: User | None, seen: str | None = None) -> RevisionStep:
    """One step of a draft revision, new or changed.

    Raises Refused for a revision in force, a step of another year or one the revision has; Stale.
    """
    only_central(by)
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
    only_central(by)
    _locked_draft(edition.revision)
    edition.delete()


@action
def step(*, fiscal_year: int, code: str, by: User | None) -> CalendarStep:
    """The step known by year and code for good; made when it is new."""
    only_central(by)
    found, _ = CalendarStep.objects.get_or_create(fiscal_year=fiscal_year, code=code)
    return found


@action
def put_in_force(*, revision: CalendarRevision, by: User | None) -> CalendarRevision:
    """From now on this revision rules its year.

    Raises Refused for one in force, without steps, or older than the one in force.
    """
    only_central(by)
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
