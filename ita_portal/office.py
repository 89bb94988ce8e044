"""An office and its people as its pages show them: reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import is_password_usable
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from ita_portal import thai
from ita_portal.models import HandoverNote, HeadRequest, Invitation, Province, Role, User

# For so long home tells what became of a request.
NEWS = timedelta(days=14)


# Who belongs to it -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """A person of an office; `code` is the open one-time code, or None."""

    person: User
    code: Invitation | None
    now: datetime

    @property
    def has_password(self) -> bool:
        return is_password_usable(self.person.password)

    @property
    def standing(self) -> str:
        """What can be done with the account at this moment, in a few words."""
        if not self.person.is_active:
            closed = self.person.closed_at
            return f"ปิดบัญชีแล้วเมื่อ {thai.write_date(closed)}" if closed else "ปิดบัญชีแล้ว"
        if self.code and not self.code.has_run_out(self.now):
            return f"รอใช้รหัสครั้งเดียว ใช้ได้ถึง {thai.write_datetime(self.code.expires_at)}"
        if not self.has_password:
            return "ยังไม่ได้ตั้งรหัสผ่าน ต้องออกรหัสครั้งเดียวใหม่"
        return "ใช้งานได้"


def with_codes(people: QuerySet[User]) -> QuerySet[User]:
    """People with their open codes as `open_codes`: one query more, however many they are."""
    return people.prefetch_related(
        Prefetch("invitations", queryset=Invitation.objects.open(), to_attr="open_codes")
    )


def member_of(person: User) -> Member:
    """For a person of `with_codes`."""
    return Member(person, next(iter(person.open_codes), None), timezone.now())


def members(province: Province) -> list[Member]:
    """Everyone of an office: heads first, then by name; closed accounts last."""
    people = with_codes(User.objects.filter(province=province))
    found = [member_of(person) for person in people]
    return sorted(found, key=lambda one: _place(one.person))


def _place(person: User) -> tuple[bool, bool, str]:
    return not person.is_active, not person.is_head, person.name


def managed_by(head: User) -> QuerySet[User]:
    """Whose accounts a head looks after: the clerks of the office, and their own names."""
    own = User.objects.filter(province=head.province_id)
    return own.filter(Q(role=Role.PROVINCE_STAFF) | Q(pk=head.pk))


def colleagues(person: User, *, but: User) -> QuerySet[User]:
    """Who of a person's office may go on with the work of another."""
    active = User.objects.filter(province=person.province_id, is_active=True)
    return active.exclude(pk=but.pk).order_by("name")


def heads(province: Province) -> list[User]:
    """The heads of an office who can sign in."""
    active = User.objects.filter(province=province, is_active=True)
    return list(active.filter(role=Role.PROVINCE_HEAD).order_by("pk"))


def free_username(province: Province, ending: str = "") -> str:
    """A user name that nobody has: lamphun-2, or with an ending lamphun-head-2."""
    stem = f"{province.slug}{ending}"
    names = User.objects.filter(username__istartswith=stem).values_list("username", flat=True)
    taken = {name.casefold() for name in names}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in [stem, *numbered] if name not in taken)


# What was done with an account -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deed:
    """One row of an account's history; `who` is empty where a command of the server did it."""

    at: datetime
    who: str
    what: str


def deeds(person: User) -> list[Deed]:
    """The history of an account, newest first."""
    rows = list(person.history.select_related("history_user").order_by("-history_date", "-pk"))
    return [
        Deed(row.history_date, str(row.history_user or ""), _said(row, older))
        for row, older in zip(rows, [*rows[1:], None], strict=True)
    ]


def _said(row, older) -> str:
    if row.history_change_reason:
        return row.history_change_reason
    if older is None or row.history_type == "+":
        return "สร้างบัญชี"
    changed = [
        field.verbose_name
        for field in row.tracked_fields
        if getattr(row, field.attname) != getattr(older, field.attname)
    ]
    return f"แก้ไข{' '.join(map(str, changed))}" if changed else "บันทึก"


# Notes and requests ------------------------------------------------------------------------------

NOTE_PEOPLE = ("about", "to", "written_by", "read_by")
REQUEST_PEOPLE = ("person", "asked_by", "decided_by")


def waiting_notes(person: User) -> QuerySet[HandoverNote]:
    """What this person has not yet said to have read."""
    return HandoverNote.objects.waiting_for(person).select_related(*NOTE_PEOPLE)


def notes(person: User) -> QuerySet[HandoverNote]:
    return HandoverNote.objects.seen_by(person).select_related(*NOTE_PEOPLE)


def head_requests(province: Province) -> QuerySet[HeadRequest]:
    """What an office asked the centre, newest first."""
    return HeadRequest.objects.of_province(province).select_related(*REQUEST_PEOPLE)


def head_news(province: Province, now: datetime) -> HeadRequest | None:
    """The request that waits, or what became of the last one not long ago."""
    last = head_requests(province).first()
    is_news = last and (last.is_open or (last.decided_at and last.decided_at > now - NEWS))
    return last if is_news else None


# The centre's list -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Office:
    """One office as the centre sees it: its heads who can sign in or are to set their password."""

    province: Province
    heads: list[Member]


def offices() -> list[Office]:
    """All offices by name, with their heads: three queries."""
    active = User.objects.filter(role=Role.PROVINCE_HEAD, is_active=True).order_by("pk")
    prefetch = Prefetch("people", queryset=with_codes(active), to_attr="active_heads")
    provinces = Province.objects.with_office().prefetch_related(prefetch).order_by("name")
    return [Office(one, [*map(member_of, one.active_heads)]) for one in provinces]


def waiting_requests() -> list[HeadRequest]:
    """What waits for the centre, oldest first, each with the `current_heads` of its office."""
    waiting = HeadRequest.objects.waiting().select_related("province", *REQUEST_PEOPLE)
    return _with_heads(waiting.order_by("asked_at", "pk"))


def waiting_count(user: User) -> int:
    """How many requests wait for this person: for a central admin alone, nobody else decides."""
    if user.role != Role.CENTRAL_ADMIN:
        return 0
    return HeadRequest.objects.waiting().count()


def decided_requests(count: int) -> QuerySet[HeadRequest]:
    decided = HeadRequest.objects.exclude(outcome="")
    return decided.select_related("province", *REQUEST_PEOPLE).order_by("-decided_at", "-pk")[
        :count
    ]


def _with_heads(requests: Iterable[HeadRequest]) -> list[HeadRequest]:
    found = list(requests)
    active = User.objects.filter(role=Role.PROVINCE_HEAD, is_active=True)
    by_province: dict[int, list[User]] = {}
    for head in active.filter(province__in={one.province_id for one in found}):
        by_province.setdefault(head.province_id, []).append(head)
    for one in found:
        one.current_heads = by_province.get(one.province_id, [])
    return found
