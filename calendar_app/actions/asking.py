"""What every act of the centre asks first: who does it, and for what reason."""

from django.db.models import Model

from ita_portal import thai
from ita_portal.actions import Refused
from ita_portal.models import Role, User
from ita_portal.writing import has_words


def only_central(by: User | None) -> None:
    if by is not None and by.role != Role.CENTRAL_ADMIN:
        raise Refused("การแก้ไขปฏิทินและรอบรายงานทำได้เฉพาะผู้ดูแลระบบส่วนกลาง")


def given_reason(typed: str, ask: str, limit: int) -> str:
    """A reason (or another short text) without the white space around it. Raises Refused for none and a long one."""
    reason = typed.strip()
    if not has_words(reason):
        raise Refused(ask)
    if len(reason) > limit:
        raise Refused(f"{ask} ไม่เกิน {thai.to_thai_digits(limit)} ตัวอักษร")
    return reason


def column_limit(model: type[Model], column: str) -> int:
    return model._meta.get_field(column).max_length
