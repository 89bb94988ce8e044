"""The morning's digest for those who review: what came in, what waits longest, who is overdue."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from calendar_app import workdays
from calendar_app.models import Holiday, Round
from ita_portal import thai
from ita_portal.models import User
from ita_portal.models.notices import WORKING_ROLES
from reports import actions, mail_words
from reports.models import Submission
from reports.unfinished import unfinished
from reports.workflow import State

# Reminders and digests leave on working days at this time, Bangkok time.
EIGHT_THIRTY = time(8, 30)
MOST_LINES = 10
NOTHING = "ไม่มี"


def put(day: date) -> None:
    """One message to each reviewer with an address, only where there is something to say."""
    if not settings.MAIL_ON:
        return
    people = User.objects.filter(is_active=True, role__in=WORKING_ROLES).exclude(email="")
    holidays = Holiday.objects.days()
    if not workdays.is_working_day(day, holidays) or not people.exists():
        return
    values = values_of(day, holidays)
    if values is None:
        return
    actions.mail.put(
        kind=mail_words.DIGEST,
        people=people.order_by("pk"),
        values=values,
        key=f"digest:{day}",
        by=None,
    )


def values_of(day: date, holidays: Collection[date]) -> dict[str, str] | None:
    """What the places of a digest become on a day; None where there is nothing to say."""
    waiting = _waiting()
    since = _half_past_eight(workdays.working_day_after(day, -1, holidays))
    arrived = [_arrival(one) for one in waiting if one.submitted_at >= since]
    longest = [_wait(one, day, holidays) for one in waiting]
    overdue = list(_overdue(day))
    if not (waiting or overdue):
        return None
    return {
        "day": thai.write_date(day),
        "arrived": thai.to_thai_digits(_listed(arrived)),
        "waiting": thai.to_thai_digits(_listed(longest)),
        "overdue": thai.to_thai_digits("\n".join(overdue)) or NOTHING,
        "address": f"{settings.PUBLIC_URL}{reverse('review_home')}",
    }


def _half_past_eight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, EIGHT_THIRTY))


def _waiting() -> list[Submission]:
    """What waits for the centre, the longest first."""
    newest = Submission.objects.newest_of_each_report().filter(report__state=State.SUBMITTED)
    related = newest.select_related("report__round", "report__province").defer("content")
    return list(related.order_by("submitted_at", "pk"))


def _arrival(one: Submission) -> str:
    moment = thai.write_datetime(one.submitted_at)
    return f"{one.report.province} {one.report.round} ส่งเมื่อ {moment}"


def _wait(one: Submission, day: date, holidays: Collection[date]) -> str:
    days = workdays.working_days(timezone.localdate(one.submitted_at), day, holidays)
    return f"{one.report.province} {one.report.round} รอมา {days} วันทำการ"


def _overdue(day: date) -> Iterable[str]:
    for round_ in Round.objects.taking_reports(day).prefetch_related("extensions"):
        names = [one.province.name for one in unfinished(round_) if one.due < day]
        if names:
            yield f"- {round_} {len(names)} จังหวัด: {' '.join(names)}"


def _listed(lines: list[str]) -> str:
    shown = [f"- {line}" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(f"- และอีก {len(lines) - MOST_LINES} ฉบับ")
    return "\n".join(shown) or NOTHING
