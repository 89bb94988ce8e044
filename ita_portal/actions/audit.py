"""What was done is written down as it happens, sealed into a chain by the worker, and checked by `verify_audit`.

An action tells of itself once it has written something (ita_portal/writing.py); reading and downloading
are told by the middleware. An entry is written in the transaction of the act: what was not done is not
told. The chain is made afterwards, by one process at a time, so that nobody waits for another's act.
"""

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.dispatch import receiver
from django.utils import timezone

from ita_portal import thai
from ita_portal.audit_words import ACTED, Told
from ita_portal.models import AuditEntry, AuditSeal, Kind, User

# The address that the request under way came from.
from_address: ContextVar[str] = ContextVar("from_address", default="")

SERVER = "ระบบ"
SOMEBODY = "ผู้ที่ยังไม่เข้าสู่ระบบ"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act was about: the label of a model, the id of the row, the id of its province."""

    kind: str
    pk: int
    province: int | None = None


# Telling -------------------------------------------------------------------------------------------


def note(told: Told, *, by: User | None, subject: Subject | None = None, name: str = "") -> None:
    """Write an entry; `by` None is a command of the server, or whoever `name` says."""
    AuditEntry(
        at=timezone.now(),
        kind=told.kind,
        what=told.what,
        person=by.pk if by else None,
        name=str(by) if by else name or SERVER,
        role=by.role if by else "",
        office=str(by.province) if by and by.province_id else "",
        subject_kind=subject.kind if subject else "",
        subject=subject.pk if subject else None,
        province=subject.province if subject else None,
        address=from_address.get(),
    ).save()


def tell(name: str, named: dict, result: object) -> None:
    """The listener of `writing.action`; what a command of the server does tells of itself by its own log."""
    by = named.get("by")
    if by is None:
        return
    told = ACTED.get(name) or Told(Kind.CHANGED, name.rpartition(".")[2])
    note(told, by=by, subject=_subject([result, *named.values()], by))


def _subject(values: list, by: User) -> Subject | None:
    found = [value for value in values if isinstance(value, Model) and value.pk and value is not by]
    return next((subject_of(value) for value in found), None)


# Where a row belongs to another that people know by name, the column that leads there.
LEADS = (
    *("report", "submission", "revision", "schedule", "phase", "activity"),
    *("round", "person", "evidence", "line", "group"),
)
KNOWN = {
    *("reports.report", "calendar_app.round", "calendar_app.calendarrevision"),
    *("calendar_app.schedule", "ita_portal.province", "ita_portal.user"),
}


def subject_of(row: Model) -> Subject:
    """The thing people know that a row is a part of: its report, round, calendar, plan, office or person."""
    label = row._meta.label_lower
    if label not in KNOWN:
        for name in LEADS:
            if getattr(row, f"{name}_id", None):
                return subject_of(getattr(row, name))
    if label == "ita_portal.province":
        return Subject(label, row.pk, row.pk)
    return Subject(label, row.pk, getattr(row, "province_id", None))


# Signing in ----------------------------------------------------------------------------------------

IN = Told(Kind.SIGNED_IN, "เข้าสู่ระบบ")
OUT = Told(Kind.SIGNED_IN, "ออกจากระบบ")
FAILED = Told(Kind.SIGNED_IN, "เข้าสู่ระบบไม่สำเร็จ")


@receiver(user_logged_in, dispatch_uid="audit_signed_in")
def _signed_in(*, user, **_sent) -> None:
    note(IN, by=user)


@receiver(user_logged_out, dispatch_uid="audit_signed_out")
def _signed_out(*, user, **_sent) -> None:
    if user is not None:
        note(OUT, by=user)


@receiver(user_login_failed, dispatch_uid="audit_sign_in_failed")
def _failed(*, credentials, **_sent) -> None:
    """A name that is nobody's may be a password typed into the wrong box: it is not kept."""
    typed = credentials.get("username") or ""
    person = User.objects.select_related("province").filter(username=typed).first()
    subject = subject_of(person) if person else None
    note(FAILED, by=None, subject=subject, name=SOMEBODY)


# Sealing -------------------------------------------------------------------------------------------

AT_ONCE = 5_000


def seal(*, most: int = AT_ONCE) -> int:
    """Put the entries that are not in the chain yet into it, oldest first; how many those were.

    0 also where another process sealed at the same time: what it left comes next time.
    """
    try:
        with transaction.atomic():
            return _seal(most)
    except IntegrityError:
        return 0


def _seal(most: int) -> int:
    last = AuditSeal.objects.select_for_update().order_by("-place").first()
    place, sha256 = (last.place, last.sha256) if last else (0, "")
    count = 0
    for entry in AuditEntry.objects.unsealed().order_by("pk")[:most]:
        place, sha256, count = place + 1, entry.digest(sha256), count + 1
        AuditSeal(place=place, entry=entry, sha256=sha256).save()
    return count


# Checking ------------------------------------------------------------------------------------------

# The worker seals every minute: what is older and not sealed was left out.
LATEST = timedelta(minutes=10)
CHUNK = 2_000


@dataclass(slots=True)
class Verdict:
    """What a check of the whole chain found: entries in it, its head, entries outside, and what is wrong."""

    sealed: int = 0
    head: str = ""
    unsealed: int = 0
    problems: list[str] = field(default_factory=list)


def verify(*, now: datetime, heads: list[str] | None = None) -> Verdict:
    """Reckon every digest anew. `heads` are `place:sha256` noted earlier, which must still be in the chain."""
    verdict, sha256 = Verdict(), ""
    noted = {int(place): digest for place, _, digest in (one.partition(":") for one in heads or [])}
    for seal in _seals():
        if seal.place != verdict.sealed + 1:
            verdict.problems.append(f"ลำดับที่ {verdict.sealed + 1} หายไปจากสายโซ่")
        verdict.sealed, expected = seal.place, seal.entry.digest(sha256)
        if seal.sha256 != expected:
            verdict.problems.append(
                f"ลำดับที่ {seal.place} ไม่ตรงกับตราประทับ: {seal.entry} (รายการ {seal.entry_id})"
            )
        sha256 = seal.sha256
        if noted.pop(seal.place, sha256) != sha256:
            verdict.problems.append(f"ลำดับที่ {seal.place} ไม่ตรงกับตราประทับที่จดไว้")
    verdict.head = f"{verdict.sealed}:{sha256}" if verdict.sealed else ""
    verdict.problems += [f"ลำดับที่ {place} ที่จดไว้ ไม่มีในสายโซ่" for place in sorted(noted)]
    unsealed = AuditEntry.objects.unsealed()
    verdict.unsealed = unsealed.count()
    late = unsealed.filter(at__lt=now - LATEST).count()
    if late:
        verdict.problems.append(
            f"มี {late} รายการที่ควรอยู่ในสายโซ่แล้วแต่ยังไม่อยู่ โปรดดูว่าตัวทำงานเบื้องหลังทำงานอยู่"
        )
    verdict.problems = [thai.thai_digits_in_text(one) for one in verdict.problems]
    return verdict


def _seals() -> Iterator[AuditSeal]:
    """In order, a part at a time: the chain of years does not fit into memory."""
    place = 0
    while True:
        part = list(
            AuditSeal.objects.select_related("entry")
            .filter(place__gt=place)
            .order_by("place")[:CHUNK]
        )
        yield from part
        if not part:
            return
        place = part[-1].place
