"""A new head: proposed by the office, confirmed by the centre, and nobody a head before that."""

from dataclasses import dataclass

from django.utils import timezone

from ita_portal import thai
from ita_portal.models import HeadRequest, Province, Role, User
from ita_portal.models.office import Outcome
from ita_portal.writing import LONGEST_REASON, action, has_words

from .codes import Issued, new_code
from .notices import Page, tell
from .office import close, new_person
from .rows import Refused, locked


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom an office proposes: a person of the office, or the names of somebody without an account."""

    person: User | None
    title: str
    name: str
    post: str
    phone: str = ""


@action
def propose_head(*, by: User, candidate: Candidate, words: str = "") -> HeadRequest:
    """A request to the centre; it changes nobody's account. Raises Refused."""
    if not by.of_a_province:
        raise Refused("เสนอหัวหน้าสำนักงานคนใหม่ได้เฉพาะคนของสำนักงานจังหวัด")
    province = locked(by.province)
    if not by.is_head and heads_of(province).exists():
        raise Refused("สำนักงานมีหัวหน้าอยู่แล้ว ผู้เสนอหัวหน้าคนใหม่คือหัวหน้าคนปัจจุบัน")
    if HeadRequest.objects.of_province(province).waiting().exists():
        raise Refused("มีคำขอที่รอส่วนกลางอยู่แล้ว ถอนคำขอเดิมก่อนจึงเสนอใหม่ได้")
    if candidate.person is not None:
        _refuse_unfit(locked(candidate.person), province)
    asked = HeadRequest.objects.create(
        province=province,
        person=candidate.person,
        title=candidate.title,
        name=candidate.name,
        post=candidate.post,
        phone=candidate.phone,
        words=words,
        asked_by=by,
        asked_at=timezone.now(),
    )
    _tell_of(asked, by)
    return asked


def _tell_of(request: HeadRequest, by: User) -> None:
    """To the centre that it is asked, to the office what became of it."""
    to_centre = request.is_open or request.outcome == Outcome.WITHDRAWN
    said = f"{request.get_outcome_display()}: " if request.outcome else ""
    tell(
        key=f"head-request:{request.pk}:{request.outcome}",
        kind="head_request",
        title=f"{said}{request}",
        words=thai.thai_digits_in_text(request.answer or request.words),
        by=by,
        province=None if to_centre else request.province,
        role=Role.CENTRAL_ADMIN if to_centre else "",
        page=Page("head_requests" if to_centre else "people"),
        is_important=request.is_open,
        source=f"head-request:{request.pk}",
    )


def heads_of(province: Province):
    """The heads of an office who can sign in."""
    return User.objects.filter(province=province, role=Role.PROVINCE_HEAD, is_active=True)


def _refuse_unfit(person: User, province: Province) -> None:
    if person.province_id != province.pk or not person.of_a_province:
        raise Refused("ผู้ที่เสนอต้องเป็นคนของสำนักงานจังหวัดนี้")
    if not person.is_active:
        raise Refused(f"บัญชีของ{person}ปิดอยู่ โปรดเปิดใช้บัญชีก่อน")
    if person.is_head:
        raise Refused(f"{person}เป็นหัวหน้าสำนักงานอยู่แล้ว")


@action
def withdraw_head_request(*, request: HeadRequest, by: User) -> HeadRequest:
    """ถอนคำขอ, by the head or whoever asked. Raises Refused."""
    current = _waiting(request)
    is_theirs = by.pk == current.asked_by_id or by.is_head
    if by.province_id != current.province_id or not is_theirs:
        raise Refused("ถอนคำขอได้เฉพาะผู้ที่เสนอ หรือหัวหน้าสำนักงานของจังหวัดนั้น")
    return _decide(current, by, Outcome.WITHDRAWN)


@action
def confirm_head(
    *, request: HeadRequest, by: User, close_previous: bool, username: str = ""
) -> tuple[User, Issued | None]:
    """The new head, and the code for an account that was made for them as `username`. Raises Refused."""
    _only_centre(by)
    current = _waiting(request)
    province = current.province
    previous = list(heads_of(province))
    reason = f"รับรองเป็นหัวหน้าสำนักงาน ตามคำขอของ{current.asked_by}"[:LONGEST_REASON]
    issued = None
    if current.person is None:
        names = {name: getattr(current, name) for name in ("title", "name", "post", "phone")}
        head = new_person(province, username, Role.PROVINCE_HEAD, names, reason)
        issued = new_code(head, by)
        current.person = head
    else:
        head = _promoted(locked(current.person), current, reason)
    for one in previous if close_previous else ():
        if one.pk != head.pk:
            close(locked(one), f"ปิดบัญชี: {head}เป็นหัวหน้าสำนักงานแทน")
    _decide(current, by, Outcome.CONFIRMED)
    return head, issued


def _promoted(person: User, request: HeadRequest, reason: str) -> User:
    if not person.is_head:
        _refuse_unfit(person, request.province)
    person.role, person.post = Role.PROVINCE_HEAD, request.post
    person._change_reason = reason
    person.save(update_fields=["role", "post"])
    return person


@action
def refuse_head(*, request: HeadRequest, by: User, answer: str) -> HeadRequest:
    """ไม่รับรอง, with a reason that the province reads. Raises Refused."""
    _only_centre(by)
    if not has_words(answer):
        raise Refused("โปรดเขียนเหตุผล เพื่อให้จังหวัดทราบ")
    current = _waiting(request)
    current.answer = answer
    return _decide(current, by, Outcome.REFUSED)


def _only_centre(by: User) -> None:
    if by.role != Role.CENTRAL_ADMIN:
        raise Refused("รับรองหัวหน้าสำนักงานได้เฉพาะผู้ดูแลระบบส่วนกลาง")


def _waiting(request: HeadRequest) -> HeadRequest:
    """The request under its lock, after that of its province: the order of every action here."""
    locked(request.province)
    current = locked(request)
    if not current.is_open:
        raise Refused(f"คำขอนี้{current.get_outcome_display()}ไปแล้ว")
    return current


def _decide(request: HeadRequest, by: User, outcome: Outcome) -> HeadRequest:
    request.outcome, request.decided_by, request.decided_at = outcome, by, timezone.now()
    request.save(update_fields=["person", "outcome", "decided_by", "decided_at", "answer"])
    _tell_of(request, by)
    return request
