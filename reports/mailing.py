"""Notices of days and mail that leaves: planned and sent by the worker that also makes the PDFs.

A message is put into the outbox by whatever it tells of, or by `plan`; `sweep` gives every message
whose time has come to the queue. It is marked as being sent before the mail server gets it and as sent
afterwards, so a worker that is killed in between sends nothing twice: the message is then `unsure`.
"""

import hashlib
import logging
import smtplib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from calendar_app import workdays
from calendar_app.models import Holiday, Round
from ita_portal import thai
from ita_portal.models import PROVINCE_ROLES, Role, User
from reports import actions, digest, mail_words, round_news
from reports.models import MailMessage, MailState, ReminderRule
from reports.printing import LIVE, SENT, SWEPT
from reports.unfinished import Unfinished, unfinished

log = logging.getLogger(__name__)

# What was sent just now is printed before a message leaves, what the sweep found after it.
MAIL = (SENT + SWEPT) // 2
# The pauses before a mail server is tried again; after the last a message is given up.
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
# A message that is being sent for so long without a job was lost with its worker.
LOST_AFTER = timedelta(minutes=10)

NO_SERVER = "ติดต่อเครื่องแม่ข่ายอีเมลไม่ได้"
REFUSED = "เครื่องแม่ข่ายอีเมลไม่รับจดหมายนี้"
BROKEN_OFF = "การเชื่อมต่อขาดระหว่างส่ง จึงไม่แน่ใจว่าส่งออกไปแล้วหรือไม่"


# Who is to be reminded ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder of one day to one province: `days` is the rule that it follows; who gets it as mail."""

    round: Round
    owing: Unfinished
    days: int
    people: tuple[User, ...]

    @property
    def kind(self) -> str:
        return mail_words.AFTER_DUE if self.days > 0 else mail_words.BEFORE_DUE

    @property
    def reached(self) -> list[User]:
        return [one for one in self.people if one.email]

    @property
    def rule(self) -> str:
        return rule_words(self.days)


def rule_words(days: int) -> str:
    """ก่อนกำหนดส่ง … วัน, วันกำหนดส่ง, หลังกำหนดส่ง … วัน."""
    if days == 0:
        return "วันกำหนดส่ง"
    count = thai.to_thai_digits(abs(days))
    return f"{'หลัง' if days > 0 else 'ก่อน'}กำหนดส่ง {count} วัน"


def rules() -> dict[int, bool]:
    """Days before (negative) or after the due date → whether reminders go then, in order: one query."""
    own = {rule.days: rule.is_on for rule in ReminderRule.objects.all()}
    return dict(sorted((dict.fromkeys(mail_words.STANDARD_DAYS, True) | own).items()))


def sending_day(due: date, days: int, holidays: Collection[date]) -> date:
    """The working day of a rule: up to the due date none comes later than it says, after it none earlier."""
    day = due + timedelta(days=days)
    if days <= 0:
        return workdays.working_day_after(day + workdays.A_DAY, -1, holidays)
    return workdays.next_working_day(day, holidays)


def rule_of(due: date, day: date, on: Iterable[int], holidays: Collection[date]) -> int | None:
    """The rule by which a province of this due date is reminded on a day: of several the nearest to the date."""
    found = [days for days in on if sending_day(due, days, holidays) == day]
    return min(found, key=abs, default=None)


def reminders(day: date) -> list[Planned]:
    """Everyone who is to be reminded on a day, as things stand now; constant in queries for a round."""
    holidays = Holiday.objects.days()
    on = [days for days, is_on in rules().items() if is_on]
    if not workdays.is_working_day(day, holidays):
        return []
    found = [
        (round_, owing, days)
        for round_ in open_rounds(day)
        for owing in unfinished(round_)
        if (days := rule_of(owing.due, day, on, holidays)) is not None
    ]
    people = _people(owing.province.pk for _, owing, _ in found)
    return [
        Planned(round_, owing, days, _addressed(owing, days, people[owing.province.pk]))
        for round_, owing, days in found
    ]


def open_rounds(day: date) -> list[Round]:
    """With their extensions, so that they cost no query for each round."""
    return list(Round.objects.taking_reports(day).prefetch_related("extensions"))


def _people(provinces: Iterable[int]) -> dict[int, list[User]]:
    people = User.objects.filter(is_active=True, role__in=sorted(PROVINCE_ROLES))
    found = defaultdict(list)
    for person in people.filter(province__in=set(provinces)).order_by("role", "pk"):
        found[person.province_id].append(person)
    return found


def _addressed(owing: Unfinished, days: int, office: list[User]) -> tuple[User, ...]:
    """Up to the due date whoever has the report in hand, afterwards the whole office; the rest of an office
    stands in where none of those has an address."""
    wanted = Role.PROVINCE_HEAD if owing.waits_for_head else Role.PROVINCE_STAFF
    in_hand = [one for one in office if one.role == wanted]
    is_enough = days <= 0 and any(one.email for one in in_hand)
    return tuple(in_hand if is_enough else office)


# Planning ----------------------------------------------------------------------------------------


def plan(now: datetime) -> None:
    """What the day brings: news of rounds and calendars, and at 08.30 of a working day reminders and digests.

    Everything is said once, however often this runs: each notice and message has a key of its own.
    """
    round_news.tell(now)
    local = timezone.localtime(now)
    if local.time() < digest.EIGHT_THIRTY or cache.get(_done(local.date())):
        return
    for one in reminders(local.date()):
        _remind(one, local.date())
    digest.put(local.date())
    # Not needed for its being said once; it spares the reading of all reports every minute.
    cache.set(_done(local.date()), True, timeout=24 * 60 * 60)


def _done(day: date) -> str:
    return f"mail-planned:{day}"


def _remind(planned: Planned, day: date) -> None:
    owing = planned.owing
    actions.notices.remind_of(
        planned.round,
        owing,
        key=f"owed:{planned.round.pk}:{owing.province.pk}:{day}",
        kind=planned.kind,
        by=None,
        people=planned.people,
    )


# Sending -----------------------------------------------------------------------------------------


def sweep() -> None:
    """Plan what the day brings, and give to the queue what is to leave by now."""
    plan(timezone.now())
    if not settings.MAIL_ON:
        return
    now = timezone.now()
    lost = MailMessage.objects.filter(
        state=MailState.SENDING, sending_at__lt=now - LOST_AFTER
    ).values_list("pk", flat=True)
    due = MailMessage.objects.due(now).values_list("pk", flat=True)
    for pk in [*due, *lost]:
        _ask(pk)


def _ask(pk: int) -> None:
    """Under the lock of the message, so that two workers that sweep at once make one job."""
    with transaction.atomic():
        message = MailMessage.objects.select_for_update().filter(pk=pk).values_list("pk").first()
        jobs = DBTaskResult.objects.filter(
            task_path=send_mail.module_path,
            status__in=LIVE,
            args_kwargs={"args": [pk], "kwargs": {}},
        )
        if message and not jobs.exists():
            send_mail.using(priority=MAIL).enqueue(pk)


@task
def send_mail(pk: int) -> None:
    """Hand one message to the mail server, unless it is not wanted any more or may have left already."""
    message = MailMessage.objects.select_related("round", "province").filter(pk=pk).first()
    if message is None or not settings.MAIL_ON:
        return
    if why := not_wanted_because(message):
        actions.mail.drop(message=message, why=why)
    begun = actions.mail.begin(message=message)
    if begun:
        _send(begun)


def not_wanted_because(message: MailMessage) -> str:
    """Why a reminder does not leave any more; '' for what is still wanted."""
    if message.kind not in mail_words.REMINDERS or message.round is None:
        return ""
    if message.round.is_closed:
        return "ปิดรับรายงานรอบนี้แล้ว"
    if not unfinished(message.round, [message.province]):
        return "จังหวัดส่งรายงานแล้ว"
    return ""


def _send(message: MailMessage) -> None:
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        log.warning("the mail server could not be reached for message %s: %s", message.pk, error)
        _try_later(message, f"{NO_SERVER} ({_short(error)})")
        return
    try:
        connection.send_messages([_as_mail(message)])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        log.warning("the mail server refused message %s: %s", message.pk, error)
        problem = f"{REFUSED} ({_short(error)})"
        if _is_for_good(error):
            actions.mail.not_sent(message=message, problem=problem, again_at=None)
        else:
            _try_later(message, problem)
    except Exception as error:
        log.exception("message %s may have left or not", message.pk)
        actions.mail.unsure(message=message, problem=f"{BROKEN_OFF} ({_short(error)})")
    else:
        actions.mail.sent(message=message)
    finally:
        connection.close()


def _as_mail(message: MailMessage) -> EmailMessage:
    """Plain text; its id follows from its key, so that a message that left twice is known as one."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    known_as = hashlib.blake2s(message.key.encode(), digest_size=16).hexdigest()
    return EmailMessage(
        message.subject,
        message.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.address],
        headers={"Message-ID": f"<{known_as}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _try_later(message: MailMessage, problem: str) -> None:
    pauses = PAUSES[message.tries - 1 : message.tries]
    again_at = timezone.now() + pauses[0] if pauses else None
    actions.mail.not_sent(message=message, problem=problem, again_at=again_at)


def _is_for_good(error: smtplib.SMTPException) -> bool:
    """Whether the answers of a mail server are all of those that no second try changes (5xx)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return error.smtp_code >= 500


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
