"""Notices: said once, taken back with what they tell of, marked as read by each person for themselves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from ita_portal.models import Notice, NoticeRead, Province, User
from ita_portal.writing import action

from .rows import Refused

LONGEST_TITLE = Notice._meta.get_field("title").max_length


@dataclass(frozen=True, slots=True)
class Page:
    """Where a notice leads: the name of an address, the number in it, the place on the page."""

    route: str = ""
    target: int | None = None
    anchor: str = ""


@action
def tell(
    *,
    key: str,
    kind: str,
    title: str,
    words: str = "",
    by: User | None,
    to: User | None = None,
    province: Province | None = None,
    role: str = "",
    page: Page | None = None,
    is_important: bool = False,
    source: str = "",
    visible_from: datetime | None = None,
) -> Notice | None:
    """Say it to one person, an office, or (neither given) the centre; None when `key` was said before.

    It is seen from `visible_from` (now unless given). Whoever did it (`by`) is not told.
    """
    if Notice.objects.filter(key=key).exists():
        return None
    now, page = timezone.now(), page or Page()
    try:
        with transaction.atomic():
            return Notice.objects.create(
                key=key,
                to=to,
                province=province,
                role=role,
                by=by,
                kind=kind,
                title=title[:LONGEST_TITLE],
                words=words,
                is_important=is_important,
                route=page.route,
                target=page.target,
                anchor=page.anchor,
                source=source,
                created_at=now,
                visible_from=visible_from or now,
            )
    except IntegrityError:
        return None  # Somebody else said it at the same moment.


@action
def cancel_notices(*, source: str, by: User | None) -> int:
    """Take back what was told of something that did not happen after all; how many nobody will see any more."""
    current = Notice.objects.select_for_update().filter(source=source, cancelled_at__isnull=True)
    found = list(current)
    for notice in found:
        notice.cancelled_at = timezone.now()
        notice.save(update_fields=["cancelled_at"])
    return len(found)


@action
def mark_read(*, notice: Notice, by: User) -> None:
    """อ่านแล้ว, for this person alone; a second time changes nothing. Raises Refused for somebody else's."""
    told = Notice.objects.visible(timezone.now()).told_to(by)
    if not told.filter(pk=notice.pk).exists():
        raise Refused("แจ้งเตือนนี้ไม่ใช่ของท่าน")
    _mark(notice, by)


@action
def mark_all_read(*, by: User, until: datetime) -> int:
    """Everything that was shown up to a moment; what came after stays unread. Returns how many."""
    told = Notice.objects.visible(min(until, timezone.now())).told_to(by)
    return sum(_mark(notice, by) for notice in told.unread_by(by))


def _mark(notice: Notice, by: User) -> bool:
    if NoticeRead.objects.filter(notice=notice, person=by).exists():
        return False
    try:
        with transaction.atomic():
            NoticeRead.objects.create(notice=notice, person=by, read_at=timezone.now())
    except IntegrityError:
        return False  # A second click.
    return True
