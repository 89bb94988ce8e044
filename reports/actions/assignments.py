"""Which reviewer a province is given to, by region, one by one, or all of one reviewer's to another."""

from collections.abc import Collection

from django.utils import timezone

from ita_portal.models import Province, Role, User
from ita_portal.writing import action
from reports.actions.refusals import Refused
from reports.models import Assignment

NOT_A_REVIEWER = "มอบหมายได้เฉพาะผู้ตรวจรายงานหรือผู้ดูแลระบบส่วนกลางที่บัญชียังเปิดใช้"
NOT_YOURS = "ท่านรับจังหวัดมาตรวจเอง หรือส่งต่อจังหวัดของท่านได้ การมอบหมายอื่นทำโดยผู้ดูแลระบบส่วนกลาง"
TO_ONESELF = "โปรดเลือกผู้รับช่วงที่เป็นคนละคนกับผู้ส่งต่อ"


@action
def assign(*, provinces: Collection[Province], to: User | None, by: User) -> list[Province]:
    """Give provinces to a reviewer (None: to nobody); those that changed hands.

    A reviewer gives away their own, or takes for themselves. The same again changes nothing. Raises Refused.
    """
    _refuse_unfit(to)
    # Locked in one order, so that two who assign at once wait for each other.
    codes = sorted(province.pk for province in provinces)
    list(Province.objects.select_for_update().filter(pk__in=codes).order_by("pk"))
    held = {one.province_id: one for one in Assignment.objects.filter(province__in=codes)}
    changed = [one for one in provinces if _reviewer(held.get(one.pk)) != (to and to.pk)]
    for province in changed:
        current = held.get(province.pk)
        _permit(by, current, to)
        _give(province, current, to, by)
    return changed


@action
def hand_over(*, from_: User, to: User, by: User) -> list[Province]:
    """All provinces of one reviewer to another, as for a leave; those that changed hands. Raises Refused."""
    if from_.pk == to.pk:
        raise Refused(TO_ONESELF)
    provinces = Province.objects.filter(assignment__reviewer=from_)
    return assign(provinces=list(provinces), to=to, by=by)


def may_be_given_to():
    """Who may be given a province."""
    roles = [Role.REVIEWER, Role.CENTRAL_ADMIN]
    return User.objects.filter(role__in=roles, is_active=True)


def _reviewer(current: Assignment | None) -> int | None:
    return current.reviewer_id if current else None


def _refuse_unfit(to: User | None) -> None:
    if to is not None and not (to.may_review and to.is_active):
        raise Refused(NOT_A_REVIEWER)


def _permit(by: User, current: Assignment | None, to: User | None) -> None:
    is_theirs = by.pk in (_reviewer(current), to and to.pk)
    if by.role != Role.CENTRAL_ADMIN and not (by.may_review and is_theirs):
        raise Refused(NOT_YOURS)


def _give(province: Province, current: Assignment | None, to: User | None, by: User) -> None:
    if to is None:
        current.delete()
        return
    row = current or Assignment(province=province)
    row.reviewer, row.assigned_at, row.assigned_by = to, timezone.now(), by
    row.save()
