"""Provinces and accounts: what the centre keeps, one's own password, and a province's own contacts."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone

from ita_portal.models import Province, Role, User
from ita_portal.writing import acting, action

from .rows import Refused, locked, save_columns


def _only_central(by: User | None) -> None:
    if by is not None and by.role != Role.CENTRAL_ADMIN:
        raise Refused("การแก้ไขจังหวัดและบัญชีผู้ใช้ทำได้เฉพาะผู้ดูแลระบบส่วนกลาง")


@action
def save_province(*, province: Province, by: User | None, seen: str | None = None) -> Province:
    """A province's names, groupings and contacts, new or changed. Raises Refused, Stale.

    Code and slug stand in reference numbers and public addresses: they never change.
    """
    _only_central(by)
    if province.pk is None:
        province.save()
        return province
    current = locked(province, seen)
    if (current.code, current.slug) != (province.code, province.slug):
        raise Refused("รหัสจังหวัดและชื่อในที่อยู่เว็บเปลี่ยนไม่ได้ เพราะอยู่ในเลขอ้างอิงและที่อยู่ของรายงานที่เผยแพร่แล้ว")
    save_columns(province, current)
    return province


CONTACTS = ("unit", "contact_person", "phone", "mt_phone", "email")


@action
def save_contacts(*, province: Province, by: User, seen: str | None = None) -> Province:
    """What is printed under จัดทำโดย, by the province's own people or the centre. Raises Refused, Stale.

    Only the columns named in CONTACTS are taken from `province`.
    """
    if by.role != Role.CENTRAL_ADMIN and by.province_id != province.pk:
        raise Refused("ข้อมูลติดต่อของจังหวัดแก้ไขได้โดยคนของจังหวัดนั้นและผู้ดูแลระบบส่วนกลาง")
    current = locked(province, seen)
    changed = [name for name in CONTACTS if getattr(current, name) != getattr(province, name)]
    for name in changed:
        setattr(current, name, getattr(province, name))
    if changed:
        current.save(update_fields=changed)
    return current


@action
def delete_province(*, province: Province, by: User | None) -> None:
    """A province that nothing hangs on yet. Raises Refused."""
    _only_central(by)
    try:
        province.delete()
    except ProtectedError as error:
        raise Refused(f"ลบ{province}ไม่ได้ เพราะมีรายงาน แผน หรือบัญชีผู้ใช้ของจังหวัดนี้อยู่") from error


@action
def save_person(
    *, person: User, by: User | None, password: str | None = None, seen: str | None = None
) -> User:
    """An account, new or changed. Raises Refused, Stale.

    `password` is set where given and good enough; a new account without one cannot sign in.
    """
    _only_central(by)
    if by is not None and by.pk == person.pk and (by.role, True) != (person.role, person.is_active):
        raise Refused("ท่านเปลี่ยนบทบาทหรือปิดบัญชีของตนเองไม่ได้ โปรดให้ผู้ดูแลระบบส่วนกลางท่านอื่นทำ")
    current = locked(person, seen) if person.pk else None
    if current is not None and current.is_active and not person.is_active:
        person.closed_at = timezone.now()
    if password is not None:
        _set_password(person, password)
    elif not person.password:
        person.set_unusable_password()
    if current is None:
        person.save()
        return person
    save_columns(person, current)
    if password is not None:
        _save_password(person)
    return person


def change_password(*, person: User, password: str) -> None:
    """A person's own new password. Raises Refused for one that is not good enough."""
    with acting(person):
        _set_password(person, password)
        _save_password(person)


def good_password(person: User, password: str) -> str:
    """The hash of a password that is good enough for a person. Raises Refused."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return make_password(password)


def _set_password(person: User, password: str) -> None:
    person.password = good_password(person, password)


def _save_password(person: User) -> None:
    person._change_reason = "ตั้งรหัสผ่านใหม่"
    person.save(update_fields=["password"])
