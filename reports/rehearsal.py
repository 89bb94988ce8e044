"""ซักซ้อมก่อนเปิดรอบ: which offices lack somebody or some way to reach them, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import is_password_usable
from django.db.models import Prefetch

from ita_portal.models import HeadRequest, Invitation, Province, Role, User
from ita_portal.office import with_codes

NO_CLERK, NO_HEAD, NO_PHONE, NO_EMAIL, CODE_RAN_OUT, HEAD_WAITS, NOT_SET = (
    *("no_clerk", "no_head", "no_phone", "no_email"),
    *("code_ran_out", "head_waits", "not_set"),
)
LACKS = {
    NO_CLERK: "ไม่มีเจ้าหน้าที่",
    NO_HEAD: "ไม่มีหัวหน้าสำนักงาน",
    HEAD_WAITS: "หัวหน้าคนใหม่รอรับรอง",
    CODE_RAN_OUT: "รหัสครั้งเดียวหมดอายุ",
    NOT_SET: "ยังไม่เคยตั้งรหัสผ่าน",
    NO_PHONE: "ไม่มีโทรศัพท์",
    NO_EMAIL: "ไม่มีอีเมล",
}


@dataclass(frozen=True, slots=True)
class Office:
    """One office: its people who can have a part in a report, and what it lacks (keys of LACKS, in that order)."""

    province: Province
    clerks: list[User]
    heads: list[User]
    lacks: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        return [LACKS[key] for key in self.lacks]

    @property
    def phones(self) -> list[tuple[str, str]]:
        """(whose, number) of everybody who can be called: the office first."""
        office = [("สำนักงาน", self.province.phone), ("มท.", self.province.mt_phone)]
        people = [(str(one), one.phone) for one in [*self.heads, *self.clerks]]
        return [(whose, number) for whose, number in [*office, *people] if number]


def offices(now: datetime) -> list[Office]:
    """The offices of all provinces in the order of their codes: four queries."""
    active = with_codes(User.objects.filter(is_active=True).order_by("name", "pk"))
    people = Prefetch("people", queryset=active, to_attr="active_people")
    waiting = set(HeadRequest.objects.waiting().values_list("province", flat=True))
    provinces = Province.objects.with_office().prefetch_related(people)
    return [_office(one, one.pk in waiting, now) for one in provinces]


def _office(province: Province, head_waits: bool, now: datetime) -> Office:
    clerks = [one for one in province.active_people if one.role == Role.PROVINCE_STAFF]
    heads = [one for one in province.active_people if one.role == Role.PROVINCE_HEAD]
    everyone = [*heads, *clerks]
    lacking = {
        NO_CLERK: not clerks,
        NO_HEAD: not heads,
        HEAD_WAITS: head_waits,
        CODE_RAN_OUT: any(_code_ran_out(one, now) for one in everyone),
        NOT_SET: any(_never_in(one) and not one.open_codes for one in everyone),
        NO_PHONE: not (province.phone or province.mt_phone or any(one.phone for one in everyone)),
        NO_EMAIL: not province.email,
    }
    return Office(province, clerks, heads, tuple(key for key, lacks in lacking.items() if lacks))


def _never_in(person: User) -> bool:
    return not is_password_usable(person.password)


def _code_ran_out(person: User, now: datetime) -> bool:
    codes: list[Invitation] = person.open_codes
    return _never_in(person) and any(one.has_run_out(now) for one in codes)


def counts(found: list[Office]) -> list[tuple[str, str, int]]:
    """(key, label, how many offices) of everything that any of them lacks."""
    numbers = {key: sum(key in one.lacks for one in found) for key in LACKS}
    return [(key, LACKS[key], number) for key, number in numbers.items() if number]
