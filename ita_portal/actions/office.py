"""What a head does with the clerks of the office: invite, correct, close an account and open it again."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from ita_portal.models import Province, Role, User
from ita_portal.writing import LONGEST_REASON, action

from .codes import Issued, cancel_codes, new_code, refuse_others
from .rows import Refused, locked


@action
def invite(
    *,
    by: User,
    username: str,
    title: str,
    name: str,
    post: str = "",
    phone: str = "",
    email: str = "",
) -> Issued:
    """A new clerk of the head's office, with a one-time code. Raises Refused.

    A second click makes no second account: it gets a new code for the first.
    """
    if not by.is_head:
        raise Refused("เชิญเจ้าหน้าที่ได้เฉพาะหัวหน้าสำนักงานจังหวัด")
    province = locked(by.province)
    names = {"title": title, "name": name, "post": post, "phone": phone, "email": email}
    person = _invited_a_moment_ago(province, username, names)
    if person is None:
        person = new_person(province, username, Role.PROVINCE_STAFF, names, "เชิญเข้าใช้ระบบ")
    return new_code(person, by)


def new_person(
    province: Province, username: str, role: Role, names: dict[str, str], reason: str
) -> User:
    """An account that nobody can sign in with yet. Inside an action that holds the province's lock."""
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(f"มีบัญชีชื่อผู้ใช้ {username} อยู่แล้ว โปรดใช้ชื่ออื่น")
    person = User(username=username, role=role, province=province, **names)
    person.set_unusable_password()
    person._change_reason = reason
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:  # another office took the name this very moment
        raise Refused(f"มีบัญชีชื่อผู้ใช้ {username} อยู่แล้ว โปรดใช้ชื่ออื่น") from error
    return person


def _invited_a_moment_ago(province: Province, username: str, names: dict) -> User | None:
    same = User.objects.filter(username=username, province=province, is_active=True, **names)
    person = same.filter(role=Role.PROVINCE_STAFF, last_login=None).first()
    return person if person and not person.has_usable_password() else None


@action
def edit_person(
    *,
    person: User,
    by: User,
    title: str,
    name: str,
    post: str,
    phone: str,
    email: str | None = None,
    seen: str | None = None,
) -> User:
    """Names, post, telephone and mail of a clerk, by the head; None leaves the mail. Raises Refused, Stale.

    Heads correct what stands beside their own name, not the name: that would hand the office to another.
    """
    current = locked(person, seen)
    if current.pk != by.pk or not by.is_head:
        refuse_others(by, current)
    elif (title, name) != (current.title, current.name):
        raise Refused("ชื่อของหัวหน้าสำนักงานแก้ไขโดยส่วนกลาง เพราะเป็นชื่อที่รับรองรายงาน")
    mail = current.email if email is None else email
    wanted = {"title": title, "name": name, "post": post, "phone": phone, "email": mail}
    changed = [column for column, value in wanted.items() if getattr(current, column) != value]
    for column in changed:
        setattr(current, column, wanted[column])
    if changed:
        current.save(update_fields=changed)
    return current


@action
def close_account(*, person: User, by: User, reason: str = "") -> User:
    """ปิดบัญชี: signed out at once, codes void. Raises Refused."""
    current = locked(person)
    refuse_others(by, current)
    if current.is_active:
        close(current, f"ปิดบัญชี: {reason}" if reason else "ปิดบัญชี")
    return current


def close(person: User, reason: str) -> None:
    """Inside an action that holds the person's lock."""
    now = timezone.now()
    person.is_active, person.closed_at = False, now
    person._change_reason = reason[:LONGEST_REASON]
    person.save(update_fields=["is_active", "closed_at"])
    cancel_codes(person, now)


@action
def reopen_account(*, person: User, by: User) -> User:
    """เปิดใช้บัญชีอีกครั้ง, with the password it had. Raises Refused."""
    current = locked(person)
    refuse_others(by, current)
    if not current.is_active:
        current.is_active = True
        current._change_reason = "เปิดใช้บัญชีอีกครั้ง"
        current.save(update_fields=["is_active"])
    return current
