"""The outbox: messages put into it in the words they leave with, and what becomes of each of them.

Nothing is sent here: reports/mailing.py hands messages to the mail server, outside any transaction.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province, Role, User
from ita_portal.writing import action, has_words
from reports import mail_words
from reports.actions.asking import only_reviewers
from reports.actions.refusals import Refused, Stale
from reports.mail_words import Words
from reports.models import MailMessage, MailState, MailWording, ReminderRule
from reports.models.mail import WAITS

CHANGED = "มีผู้แก้ไขถ้อยคำนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดอ่านถ้อยคำล่าสุดก่อนบันทึก"
LONGEST_SUBJECT = MailMessage._meta.get_field("subject").max_length


def wording(kind: str) -> Words:
    """The words of a kind of mail: the centre's own, else the standard ones."""
    own = MailWording.objects.filter(kind=kind).first()
    return Words(own.subject, own.body) if own else mail_words.STANDARD[kind]


def written(words: Words, values: Mapping[str, str]) -> Words:
    """A wording filled in as it leaves, its digits Thai; those of the values stay, references among them."""
    subject, body = map(thai.thai_digits_in_text, (words.subject, words.body))
    return mail_words.filled(Words(subject, body), values)


@action
def put(
    *,
    kind: str,
    people: Iterable[User],
    values: Mapping[str, str],
    key: str,
    by: User | None,
    source: str = "",
    province: Province | None = None,
    round: Round | None = None,
    not_before: datetime | None = None,
    held: bool = False,
) -> list[MailMessage]:
    """One message to each of these people that has an address, unless `key` was put for them before.

    Nothing where mail is switched off: what was written then would leave on the day it is switched on.
    """
    reachable = [person for person in people if person.email]
    if not settings.MAIL_ON or not reachable:
        return []
    words, now = wording(kind), timezone.now()
    keys = {person: f"{key}:{person.pk}" for person in reachable}
    there = set(MailMessage.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    found = []
    for person in (one for one in reachable if keys[one] not in there):
        own = written(words, {**values, "person": str(person)})
        message = MailMessage(
            kind=kind,
            address=person.email,
            person=person,
            province=province,
            round=round,
            subject=own.subject[:LONGEST_SUBJECT],
            body=own.body,
            key=keys[person],
            source=source,
            state=MailState.HELD if held else MailState.WAITING,
            created_at=now,
            not_before=not_before or now,
        )
        try:
            with transaction.atomic():
                message.save()
        except IntegrityError:
            continue  # Another worker plans the same at this moment.
        found.append(message)
    return found


# On its way --------------------------------------------------------------------------------------


@action
def begin(*, message: MailMessage, by: None = None) -> MailMessage | None:
    """Mark a message as being sent; None when it is not to be sent (any more).

    One that was being sent when its worker ended becomes `unsure`: it may have left.
    """
    current = MailMessage.objects.select_for_update().filter(pk=message.pk).first()
    if current is None:
        return None
    if current.state == MailState.SENDING:
        current.state = MailState.UNSURE
        current.problem = "ระบบหยุดระหว่างส่ง จึงไม่แน่ใจว่าส่งออกไปแล้วหรือไม่"
        current.save(update_fields=["state", "problem"])
        return None
    if current.state not in WAITS or current.not_before > timezone.now():
        return None
    current.state, current.sending_at = MailState.SENDING, timezone.now()
    current.tries += 1
    current.save(update_fields=["state", "sending_at", "tries"])
    return current


@action
def sent(*, message: MailMessage, by: None = None) -> None:
    """The mail server has taken it."""
    message.state, message.sent_at, message.problem = MailState.SENT, timezone.now(), ""
    message.save(update_fields=["state", "sent_at", "problem"])


@action
def not_sent(*, message: MailMessage, problem: str, again_at: datetime | None, by=None) -> None:
    """The mail server did not take it: again at a later moment, or (None) given up."""
    message.state = MailState.WAITING if again_at else MailState.FAILED
    message.problem, message.not_before = problem, again_at or message.not_before
    message.save(update_fields=["state", "problem", "not_before"])


@action
def unsure(*, message: MailMessage, problem: str, by: None = None) -> None:
    """Nobody knows whether the mail server has taken it: it leaves again only by hand."""
    message.state, message.problem = MailState.UNSURE, problem
    message.save(update_fields=["state", "problem"])


@action
def drop(*, message: MailMessage, why: str, by: User | None = None) -> bool:
    """Cancel a message that has not left; False when it has."""
    current = MailMessage.objects.select_for_update().filter(pk=message.pk).first()
    if current is None or current.state not in WAITS:
        return False
    current.state, current.problem = MailState.CANCELLED, why
    current.save(update_fields=["state", "problem"])
    return True


@action
def drop_all_of(*, source: str, why: str, by: User | None) -> int:
    """Cancel what has not left of what tells of one thing; how many."""
    waiting = MailMessage.objects.filter(source=source, state__in=WAITS)
    return sum(drop(message=message, why=why, by=by) for message in waiting)


# By the centre -----------------------------------------------------------------------------------


@action
def cancel(*, message: MailMessage, by: User) -> None:
    """ยกเลิก by hand. Raises Refused for a person who may not, or one that has left."""
    only_reviewers(by)
    if not drop(message=message, why=f"ยกเลิกโดย {by}", by=by):
        raise Refused("จดหมายนี้ส่งออกไปแล้วหรือยกเลิกไปแล้ว โปรดดูรายการล่าสุด")


@action
def send_again(*, message: MailMessage, by: User) -> None:
    """ส่งอีกครั้ง: what failed, is unsure or was cancelled waits again. Raises Refused for others."""
    only_reviewers(by)
    current = MailMessage.objects.select_for_update().filter(pk=message.pk).first()
    if current is None or not current.may_send_again:
        raise Refused("จดหมายนี้รอส่งอยู่หรือส่งแล้ว โปรดดูรายการล่าสุด")
    current.state, current.not_before, current.tries = MailState.WAITING, timezone.now(), 0
    current.problem = ""
    current.save(update_fields=["state", "not_before", "tries", "problem"])


@action
def send_test(*, kind: str, words: Words, values: Mapping[str, str], by: User) -> MailMessage:
    """A wording as it would arrive, to oneself. Raises Refused without an address or with mail switched off."""
    _only_central(by)
    _refuse_bad(kind, words)
    if not settings.MAIL_ON:
        raise Refused("ระบบยังไม่ได้เปิดใช้อีเมล จึงส่งทดสอบไม่ได้")
    if not by.email:
        raise Refused("บัญชีของท่านยังไม่มีอีเมล โปรดเพิ่มอีเมลในระบบจัดการก่อน")
    own, now = written(words, {**values, "person": str(by)}), timezone.now()
    return MailMessage.objects.create(
        kind=kind,
        address=by.email,
        person=by,
        subject=f"[ทดสอบ] {own.subject}"[:LONGEST_SUBJECT],
        body=own.body,
        key=f"test:{kind}:{by.pk}:{now.isoformat()}",
        created_at=now,
        not_before=now,
    )


@action
def save_wording(*, kind: str, words: Words, version: int, by: User) -> MailWording:
    """The centre's own words of a kind; `version` is that of the words that were edited, 0 for the standard.

    Raises Refused for unknown places, no words or a person who may not; Stale.
    """
    _only_central(by)
    words = _refuse_bad(kind, words)
    current = MailWording.objects.select_for_update().filter(kind=kind).first()
    if (current.version if current else 0) != version:
        raise Stale(CHANGED)
    if current is None:
        return MailWording.objects.create(kind=kind, subject=words.subject, body=words.body)
    if (current.subject, current.body) != (words.subject, words.body):
        current.subject, current.body = words.subject, words.body
        current.version += 1
        current.save(update_fields=["subject", "body", "version"])
    return current


@action
def standard_wording(*, kind: str, by: User) -> None:
    """Back to the standard words; the centre's own stay in the history. Raises Refused."""
    _only_central(by)
    own = MailWording.objects.select_for_update().filter(kind=kind).first()
    if own is not None:
        standard = mail_words.STANDARD[kind]
        save_wording(kind=kind, words=standard, version=own.version, by=by)


def _refuse_bad(kind: str, words: Words) -> Words:
    subject, body = " ".join(words.subject.split()), words.body.strip()
    if not has_words(subject) or not has_words(body):
        raise Refused("โปรดเขียนทั้งเรื่องและข้อความ")
    if len(subject) > mail_words.LONGEST_SUBJECT or len(body) > mail_words.LONGEST_BODY:
        limits = (mail_words.LONGEST_SUBJECT, mail_words.LONGEST_BODY)
        short, long = map(thai.to_thai_digits, limits)
        raise Refused(f"โปรดเขียนเรื่องไม่เกิน {short} และข้อความไม่เกิน {long} ตัวอักษร")
    for text in (subject, body):
        if refusal := mail_words.refusal(kind, text):
            raise Refused(refusal)
    return Words(subject, body)


@action
def set_rule(*, days: int, is_on: bool, by: User) -> ReminderRule:
    """Whether reminders go so many days before (negative) or after the due date. Raises Refused."""
    _only_central(by)
    if abs(days) > mail_words.MOST_DAYS:
        most = thai.to_thai_digits(mail_words.MOST_DAYS)
        raise Refused(f"โปรดระบุจำนวนวันไม่เกิน {most} วัน")
    rule = ReminderRule.objects.select_for_update().filter(days=days).first()
    if rule is None:
        return ReminderRule.objects.create(days=days, is_on=is_on)
    if rule.is_on != is_on:
        rule.is_on = is_on
        rule.save(update_fields=["is_on"])
    return rule


def _only_central(by: User) -> None:
    if by.role != Role.CENTRAL_ADMIN:
        raise Refused("แก้ไขถ้อยคำและวันที่เตือนได้เฉพาะผู้ดูแลระบบส่วนกลาง")
