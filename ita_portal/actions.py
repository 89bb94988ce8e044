"""Every change of provinces and people. `by` is the person, or None for a command of the server.

A form carries the `token` of the row it was made from; given as `seen`, it is compared under the
row's lock, so that nobody overwrites what they have not read.
"""

import hashlib
import json
from collections.abc import Collection
from typing import TypeVar

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError

from ita_portal.models import Province, Role, User
from ita_portal.writing import acting, action

Row = TypeVar("Row", bound=Model)


class Refused(Exception):
    """The change was not made; `message` is a Thai sentence for the screen."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class Stale(Refused):
    """The row is no longer what the person read."""

    def __init__(self) -> None:
        super().__init__("มีผู้แก้ไขรายการนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดเทียบกันแล้วบันทึกอีกครั้ง")


# What changes without anybody editing the row.
UNTOLD = {"password", "last_login"}


def token(row: Model) -> str:
    """What a row says, as a short word that changes with any of its columns."""
    values = [
        str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name not in UNTOLD
    ]
    written = json.dumps(values, ensure_ascii=False).encode()
    return hashlib.blake2s(written, digest_size=9).hexdigest()


def locked(row: Row, seen: str | None = None) -> Row:
    """The row as it stands, under its lock; call inside a transaction. Raises Refused, Stale."""
    current = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if current is None:
        raise Refused("รายการนี้ถูกลบไปแล้ว โปรดดูรายการล่าสุด")
    if seen is not None and token(current) != seen:
        raise Stale()
    return current


def save_columns(row: Model, current: Model, but: Collection[str] = ()) -> None:
    """Save every column of an existing row but those named; a row that did not change is not saved."""
    if token(row) != token(current):
        names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
        row.save(update_fields=[name for name in names if name not in UNTOLD.union(but)])


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


def _set_password(person: User, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    person.set_password(password)


def _save_password(person: User) -> None:
    person._change_reason = "ตั้งรหัสผ่านใหม่"
    person.save(update_fields=["password"])
