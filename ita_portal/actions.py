"""Every change of provinces and people. `by` is the person, or None for a command of the server."""

from django.db import transaction

from ita_portal.models import Province, Role, User


class Refused(Exception):
    """The change was not made; `message` is a Thai sentence for the screen."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def _only_central(by: User | None) -> None:
    if by is not None and by.role != Role.CENTRAL_ADMIN:
        raise Refused("การแก้ไขจังหวัดและบัญชีผู้ใช้ทำได้เฉพาะผู้ดูแลระบบส่วนกลาง")


@transaction.atomic
def save_province(*, province: Province, by: User | None) -> Province:
    """A province's names, groupings and contacts, new or changed."""
    _only_central(by)
    province.save()
    return province


@transaction.atomic
def save_person(*, person: User, by: User | None, password: str | None = None) -> User:
    """An account, new or changed. `password` is set where given; a new account without one cannot sign in."""
    _only_central(by)
    if by is not None and by.pk == person.pk and (by.role, True) != (person.role, person.is_active):
        raise Refused("ท่านเปลี่ยนบทบาทหรือปิดบัญชีของตนเองไม่ได้ โปรดให้ผู้ดูแลระบบส่วนกลางท่านอื่นทำ")
    if password is not None:
        person.set_password(password)
    elif not person.password:
        person.set_unusable_password()
    person.save()
    return person
