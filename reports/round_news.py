"""What every office is told of rounds and calendars, found in the data: opened, closed, extended, amended.

The worker looks every minute. Each piece of news has a `source`; what was told is not told again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from calendar_app.models import CalendarRevision, Round, RoundExtension
from ita_portal import actions as portal
from ita_portal import thai
from ita_portal.models import Notice, Province
from reports import actions

# What is older was news before the portal told any, or while no worker ran: nobody is told of it now.
NEWS_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class News:
    """One thing that offices are to know; `province` None: all of them. Told to the centre as well where it says so."""

    source: str
    kind: str
    title: str
    words: str
    page: portal.Page
    round: Round | None = None
    province: Province | None = None
    is_important: bool = False


def tell(now: datetime) -> None:
    """Tell the news of the last days that were not told yet: a fixed number of queries where there is none."""
    found = list(news(now))
    told = set(
        Notice.objects.filter(source__in=[one.source for one in found])
        .values_list("source", flat=True)
        .distinct()
    )
    new = [one for one in found if one.source not in told]
    if not new:
        return
    offices = list(Province.objects.with_office())
    for one in new:
        actions.notices.tell_offices(one, offices if one.province is None else [one.province])


def news(now: datetime) -> Iterator[News]:
    """Everything that happened lately."""
    since = now - NEWS_FOR
    rounds = list(Round.objects.prefetch_related("extensions"))
    yield from _of_rounds(rounds, now, since)
    yield from _opened_again(rounds)
    yield from _of_extensions(since)
    yield from _of_calendars(since)


def _of_rounds(rounds: Iterable[Round], now: datetime, since: datetime) -> Iterator[News]:
    today, first = timezone.localdate(now), timezone.localdate(since)
    for round_ in rounds:
        seen_since = _seen_since(round_)
        if not round_.is_closed and seen_since and first < seen_since <= today:
            yield News(
                opening(round_),
                "round_opened",
                f"เปิดรับรายงาน {round_}",
                f"{round_.name} กำหนดส่งภายในวันที่ {thai.write_date(round_.due_on)}",
                portal.Page("province_home"),
                round_,
                is_important=True,
            )
        if round_.is_closed and round_.closed_at > since:
            yield News(
                _closing(round_),
                "round_closed",
                f"ปิดรับรายงาน {round_}",
                thai.thai_digits_in_text(round_.closed_reason),
                portal.Page("province_home"),
                round_,
            )


def _seen_since(round_: Round) -> date | None:
    """From when on provinces see a round; None while the centre has not opened it."""
    if not round_.was_opened:
        return None
    return max(round_.opens_on, timezone.localdate(round_.opened_at))


def opening(round_: Round) -> str:
    """What is told of this opening is known by this word: one that was undone is another."""
    return f"round-opened:{round_.pk}:{round_.opens_on}:{round_.opened_at:%Y%m%d%H%M%S}"


def _closing(round_: Round) -> str:
    return f"round-closed:{round_.pk}:{round_.closed_at:%Y%m%d%H%M%S}"


def _opened_again(rounds: Iterable[Round]) -> Iterator[News]:
    """A closing that offices were told of and that was undone."""
    opened = {round_.pk: round_ for round_ in rounds if not round_.is_closed}
    closings = Notice.objects.filter(kind="round_closed").order_by()
    for source in closings.values_list("source", flat=True).distinct():
        _, pk, moment = source.split(":")
        if round_ := opened.get(int(pk)):
            yield News(
                f"round-reopened:{pk}:{moment}",
                "round_opened",
                f"เปิดรับรายงานอีกครั้ง {round_}",
                "",
                portal.Page("province_home"),
                round_,
                is_important=True,
            )


def _of_extensions(since: datetime) -> Iterator[News]:
    changed = RoundExtension.history.filter(history_date__gt=since).exclude(history_type="-")
    extensions = RoundExtension.objects.filter(
        pk__in=changed.values("id"), round__closed_at__isnull=True
    )
    for one in extensions.select_related("round", "province"):
        yield News(
            f"extension:{one.pk}:{one.due_on}",
            "extension",
            f"ขยายเวลาส่งรายงาน {one.round} ถึงวันที่ {thai.write_date(one.due_on)}",
            thai.thai_digits_in_text(one.reason),
            portal.Page("province_home"),
            one.round,
            one.province,
        )


def _of_calendars(since: datetime) -> Iterator[News]:
    for revision in CalendarRevision.objects.in_force().filter(in_force_since__gt=since):
        yield News(
            f"calendar:{revision.pk}",
            "calendar",
            f"{revision} มีผลใช้แล้ว",
            thai.thai_digits_in_text(revision.note),
            portal.Page("public_calendar", revision.fiscal_year),
        )
