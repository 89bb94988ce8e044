"""One-time codes: made by whoever manages a person, used once by that person to set a password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from ita_portal import codes, thai
from ita_portal.models import Invitation, Role, User
from ita_portal.writing import acting, action

from .accounts import good_password
from .rows import Refused, locked

VALID_FOR = timedelta(days=7)
WRONG_CODE = "ชื่อผู้ใช้หรือรหัสครั้งเดียวไม่ถูกต้อง โปรดตรวจทีละกลุ่ม หรือขอรหัสใหม่จากผู้ที่ให้รหัสแก่ท่าน"


class WrongCode(Refused):
    """The code opens nothing; such attempts are counted."""


class CodeRanOut(Refused):
    """The code was right once."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A code as it is shown once, and until when it may be used."""

    person: User
    code: str
    expires_at: datetime


def tell(person: User, reason: str) -> None:
    """A row in the account's history that something was done with it which none of its columns says."""
    person._change_reason = reason
    person.save(update_fields=["username"])


def manages(by: User | None, person: User) -> bool:
    """A head manages the clerks of the office, the centre everyone of a province."""
    if by is None or by.role == Role.CENTRAL_ADMIN:
        return person.of_a_province
    is_clerk = person.role == Role.PROVINCE_STAFF
    return by.is_head and is_clerk and person.province_id == by.province_id


def refuse_others(by: User | None, person: User) -> None:
    if not manages(by, person):
        raise Refused("หัวหน้าสำนักงานจัดการได้เฉพาะบัญชีเจ้าหน้าที่ของสำนักงานตน")


@action
def issue_code(*, person: User, by: User | None) -> Issued:
    """A new code; one given before stops, a password set before holds until the code is used. Raises Refused."""
    current = locked(person)
    refuse_others(by, current)
    if not current.is_active:
        raise Refused("บัญชีนี้ปิดอยู่ โปรดเปิดใช้บัญชีก่อน แล้วออกรหัส")
    tell(current, "ออกรหัสครั้งเดียว")
    return new_code(current, by)


def new_code(person: User, by: User | None) -> Issued:
    """Inside an action that holds the person's lock."""
    now = timezone.now()
    cancel_codes(person, now)
    code = codes.make_code()
    invitation = Invitation.objects.create(
        person=person,
        code_hash=make_password(code),
        made_by=by,
        made_at=now,
        expires_at=now + VALID_FOR,
    )
    return Issued(person, code, invitation.expires_at)


def cancel_codes(person: User, now: datetime) -> None:
    for invitation in person.invitations.open():
        invitation.cancelled_at = now
        invitation.save(update_fields=["cancelled_at"])


def set_password_by_code(*, username: str, code: str, password: str) -> User:
    """A person's own password, by the code that was read out to them. Raises WrongCode, CodeRanOut, Refused.

    Hashing is slow on purpose, so it is done before the rows are locked.
    """
    person, invitation = _holder(username)
    # As slow where there is no such code, so that the time tells nothing.
    known = invitation.code_hash if invitation else make_password(None)
    if not check_password(codes.read_code(code), known) or invitation is None:
        raise WrongCode(WRONG_CODE)
    if invitation.has_run_out(timezone.now()):
        ran_out = thai.write_datetime(invitation.expires_at)
        raise CodeRanOut(f"รหัสนี้หมดอายุแล้วเมื่อ {ran_out} โปรดขอรหัสใหม่จากผู้ที่ให้รหัสแก่ท่าน")
    hashed = good_password(person, password)
    with acting(person):
        current = locked(person)
        # Used or taken back while the password was hashed.
        used = current.invitations.open().select_for_update().filter(pk=invitation.pk).first()
        if used is None or not current.is_active:
            raise WrongCode(WRONG_CODE)
        used.used_at = timezone.now()
        used.save(update_fields=["used_at"])
        current.password = hashed
        current._change_reason = "ตั้งรหัสผ่านด้วยรหัสครั้งเดียว"
        current.save(update_fields=["password"])
    return current


def _holder(username: str) -> tuple[User | None, Invitation | None]:
    """The person of a user name, in whichever case it was typed, and their open code."""
    people = User.objects.filter(username__iexact=username.strip(), is_active=True)
    person = people.select_related("province").first()
    return person, person and person.invitations.open().first()
