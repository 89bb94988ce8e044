"""The contact data that drafts print: confirmed once per round, corrected by the province itself."""

from django.utils import timezone

from calendar_app.models import Round
from ita_portal import actions as people
from ita_portal.models import Province, User
from ita_portal.writing import action
from reports.actions.refusals import Refused, Stale
from reports.models import ContactCheck

CHANGED = "ข้อมูลติดต่อเปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้ โปรดอ่านข้อมูลล่าสุด แล้วกดอีกครั้ง"


@action
def confirm_contacts(*, round: Round, by: User, seen: str) -> ContactCheck:
    """ถูกต้องแล้ว, about the data whose `people.token` was on the screen. Raises Refused, Stale.

    A second click changes nothing: who said it first is kept.
    """
    province = _own_province(by)
    checked = ContactCheck.objects.filter(province=province, round=round).first()
    if checked is not None:
        return checked
    if people.token(province) != seen:
        raise Stale(CHANGED)
    return _keep(province, round, by, is_changed=False)


@action
def correct_contacts(
    *, province: Province, round: Round | None, by: User, seen: str | None = None
) -> Province:
    """The province's contact data as they should be; in a round that also answers its question.

    Raises people.Refused, people.Stale.
    """
    before = _own_province(by).contact_block()
    saved = people.save_contacts(province=province, by=by, seen=seen)
    if round is not None:
        _keep(saved, round, by, is_changed=saved.contact_block() != before)
    return saved


def _own_province(by: User) -> Province:
    """The person's province under its lock: answers queue behind each other."""
    if not by.of_a_province:
        raise Refused("ข้อมูลติดต่อตรวจได้เฉพาะคนของสำนักงานจังหวัด")
    return people.locked(by.province)


def _keep(province: Province, round_: Round, by: User, *, is_changed: bool) -> ContactCheck:
    check = ContactCheck.objects.filter(province=province, round=round_).first()
    check = check or ContactCheck(province=province, round=round_)
    check.by, check.at = by, timezone.now()
    check.is_changed = check.is_changed or is_changed
    check.contact = province.contact_block()
    check.save()
    return check
