"""บันทึกส่งมอบงาน: written by whoever leaves or by the head, read by the successor, kept for good."""

from django.utils import timezone

from ita_portal.models import PROVINCE_ROLES, HandoverNote, User
from ita_portal.writing import action, has_words

from .rows import Refused, locked


@action
def write_handover(*, about: User, by: User, to: User | None, words: str) -> HandoverNote:
    """A note on the work of `about`; `to` is None for a successor without an account yet. Raises Refused."""
    if by.pk != about.pk and not by.is_head:
        raise Refused("เขียนบันทึกส่งมอบงานได้เฉพาะงานของตนเอง หรือหัวหน้าสำนักงานเขียนแทน")
    _refuse_outsiders(by, about, to)
    if to is not None and to.pk == about.pk:
        raise Refused("ผู้รับช่วงต้องเป็นคนละคนกับผู้ส่งมอบ")
    if not has_words(words):
        raise Refused("โปรดเขียนสิ่งที่ค้างอยู่ เพื่อให้ผู้รับช่วงทำต่อได้")
    if to is not None and not locked(to).is_active:
        raise Refused(f"บัญชีของ{to}ปิดอยู่ โปรดเลือกผู้รับช่วงท่านอื่น")
    return HandoverNote.objects.create(
        province_id=by.province_id,
        about=about,
        to=to,
        words=words,
        written_by=by,
        written_at=timezone.now(),
    )


def _refuse_outsiders(by: User, *others: User | None) -> None:
    people = [by, *(one for one in others if one)]
    of_one_office = len({one.province_id for one in people}) == 1
    if not of_one_office or not all(one.role in PROVINCE_ROLES for one in people):
        raise Refused("บันทึกส่งมอบงานใช้ได้ภายในสำนักงานจังหวัดเดียวกัน")


@action
def read_handover(*, note: HandoverNote, by: User) -> HandoverNote:
    """อ่านแล้ว, by the successor; the first who says so is kept. Raises Refused."""
    current = locked(note)
    if current.read_at is None:
        if not HandoverNote.objects.waiting_for(by).filter(pk=note.pk).exists():
            raise Refused("บันทึกนี้ไม่ได้เขียนถึงท่าน")
        current.read_at, current.read_by = timezone.now(), by
        current.save(update_fields=["read_at", "read_by"])
    return current
