"""Notices as their pages show them: reads only."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Case, QuerySet, Value, When

from ita_portal.models import Notice, User

A_PAGE = 30


def told_to(person: User, now: datetime) -> QuerySet[Notice]:
    """All that a person is told, what they have not read first, then newest first; with `read_at`."""
    told = Notice.objects.visible(now).told_to(person).with_reading(person)
    is_read = Case(When(read_at__isnull=True, then=Value(0)), default=Value(1))
    return told.select_related("by", "province").order_by(is_read, "-visible_from", "-pk")


def newest_important(person: User, now: datetime, *, but: Collection[str] = ()) -> Notice | None:
    """The newest thing to go on with that a person has not read; no query where all is read.

    `but`: kinds of which the page says already how they stand.
    """
    if not getattr(person, "unread_notices", 1):
        return None
    told = Notice.objects.visible(now).told_to(person).unread_by(person)
    return told.filter(is_important=True).exclude(kind__in=but).first()
