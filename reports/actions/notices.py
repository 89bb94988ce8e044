"""Notices and mail of what happens to reports and rounds: told in the transaction in which it happens.

Mail is only put into the outbox here; it leaves by the worker (reports/mailing.py). Where an act can
still be undone, its notice is seen and its mail leaves only after that; `take_back` ends both.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import actions as portal
from ita_portal import thai
from ita_portal.models import PROVINCE_ROLES, Notice, Province, User
from ita_portal.writing import action
from reports import mail_words, notice_words
from reports.actions import mail
from reports.actions.asking import given_words, only_reviewers
from reports.actions.refusals import Refused
from reports.models import Assignment, Report, StateChange
from reports.notice_words import Told
from reports.unfinished import Unfinished, unfinished

LONGEST_REMINDER = 1_000


# Moves of a report -------------------------------------------------------------------------------


def after_move(change: StateChange) -> None:
    """Tell those whom a move concerns; inside the action that made it.

    An acceptance that is held is seen, and its mail leaves, only after that; undoing it takes both back.
    What is told to the centre goes to the reviewer the province is given to, if there is one.
    """
    held = change.held_until
    until = held if held and held > timezone.now() else None
    for number, told in enumerate(notice_words.of_move(change)):
        notice = portal.tell(
            key=f"{_source(change)}:{number}",
            kind=told.kind,
            title=told.title,
            words=told.words,
            by=change.by,
            to=_reviewer_of(change.report.province) if told.to_centre else None,
            province=None if told.to_centre else change.report.province,
            role=told.role,
            page=portal.Page(told.route, change.report_id),
            is_important=told.is_important,
            source=_source(change),
            visible_from=until,
        )
        if notice and told.mail:
            _mail_of_move(change, told, notice, until)


def _reviewer_of(province: Province) -> User | None:
    given = Assignment.objects.filter(province=province, reviewer__is_active=True)
    found = given.select_related("reviewer").first()
    return found.reviewer if found else None


def _mail_of_move(change: StateChange, told: Told, notice: Notice, until: datetime | None) -> None:
    report = change.report
    mail.put(
        kind=told.mail,
        people=people_of(report.province, told.role).exclude(pk=change.by_id),
        values={
            **values_of(report.round, report.province, told.due or report.due(), notice),
            "title": told.title,
            "words": told.words,
        },
        key=notice.key,
        by=change.by,
        source=_source(change),
        province=report.province,
        round=report.round,
        not_before=until,
        held=until is not None,
    )


def take_back(change: StateChange) -> None:
    """A move was undone before anyone was told: its notices are never seen, its mail never leaves."""
    portal.cancel_notices(source=_source(change), by=None)
    mail.drop_all_of(source=_source(change), why="เลิกทำก่อนส่ง", by=None)


@action
def take_back_news(*, source: str, by: User) -> None:
    """What offices were told of a round is not so any more: nobody sees it from now on, and waiting mail stays here."""
    portal.cancel_notices(source=source, by=by)
    mail.drop_all_of(source=source, why="ถอนการเปิดรอบ", by=by)


def _source(change: StateChange) -> str:
    return f"move:{change.pk}"


# What every message of a province says -----------------------------------------------------------


def people_of(province: Province, role: str = "") -> QuerySet[User]:
    """Those of an office whose accounts are open, all or those of a role."""
    roles = [role] if role else sorted(PROVINCE_ROLES)
    people = User.objects.filter(province=province, is_active=True, role__in=roles)
    return people.order_by("pk")


def values_of(round_: Round, province: Province, due, notice: Notice | None) -> dict[str, str]:
    """What the places of a message become, but the person and what is said."""
    left = (due - timezone.localdate()).days
    return {
        "province": province.name,
        "round": round_.name,
        "due": thai.write_date(due),
        "days": thai.to_thai_digits(mail_words.days_words(left)),
        "address": f"{settings.PUBLIC_URL}{notice.url}" if notice else "",
        "receiver": receiver(round_),
    }


def receiver(round_: Round) -> str:
    """The unit that receives the reports, with its telephone, as far as the round names them."""
    telephone = f"โทร. {round_.contact_phone}" if round_.contact_phone else ""
    words = " ".join(filter(None, (round_.contact_unit or "ส่วนกลาง", telephone)))
    return thai.thai_digits_in_text(words)


# Rounds and calendars ----------------------------------------------------------------------------


class News(Protocol):
    """What offices are told of a round or a calendar (reports/round_news.py)."""

    source: str
    kind: str
    title: str
    words: str
    page: portal.Page
    round: Round | None
    is_important: bool


@action
def tell_offices(news: News, offices: Iterable[Province], by: None = None) -> None:
    """The same to each of these offices, as notice and mail: to all of them or to none."""
    for office in offices:
        notice = portal.tell(
            key=f"{news.source}:{office.pk}",
            kind=news.kind,
            title=news.title,
            words=news.words,
            by=None,
            province=office,
            page=news.page,
            is_important=news.is_important,
            source=news.source,
        )
        if notice:
            _mail_of_news(news, office, notice)


def _mail_of_news(news: News, office: Province, notice: Notice) -> None:
    if not settings.MAIL_ON:
        return
    of_round = {"round": "", "due": "", "days": "", "receiver": ""}
    if news.round:
        of_round = values_of(news.round, office, news.round.due_for(office), notice)
    said = {"province": office.name, "title": news.title, "words": news.words}
    mail.put(
        kind=mail_words.NOTICE,
        people=people_of(office),
        values={"address": f"{settings.PUBLIC_URL}{notice.url}", **of_round, **said},
        key=notice.key,
        by=None,
        source=news.source,
        province=office,
        round=news.round,
    )


# By hand -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of a reminder: whom it went to now, whom it had gone to today, who owes nothing."""

    told: tuple[Province, ...]
    already: tuple[Province, ...]
    not_owing: tuple[Province, ...]


@action
def remind(*, round: Round, provinces: Collection[Province], by: User, text: str) -> Reminded:
    """แจ้งเตือน those of some provinces that have not sent their report, in the centre's own words.

    The same words to the same province on the same day are one reminder (a second click, an answer
    that was lost). Raises Refused for no words, too many, a closed round or a person who may not.
    """
    only_reviewers(by)
    text = given_words(text, "โปรดเขียนข้อความที่จะแจ้งเตือน", LONGEST_REMINDER)
    if round.is_closed:
        raise Refused("ปิดรับรายงานรอบนี้แล้ว จึงไม่มีรายงานที่ต้องเตือน")
    owing = {one.province.pk: one for one in unfinished(round, provinces)}
    told, already = [], []
    for province in (one for one in provinces if one.pk in owing):
        is_new = _remind(round, owing[province.pk], by, text)
        (told if is_new else already).append(province)
    without = tuple(one for one in provinces if one.pk not in owing)
    return Reminded(tuple(told), tuple(already), without)


def _remind(round_: Round, owing: Unfinished, by: User, text: str) -> bool:
    words = hashlib.blake2s(text.encode(), digest_size=9).hexdigest()
    key = f"remind:{round_.pk}:{owing.province.pk}:{timezone.localdate()}:{words}"
    return remind_of(
        round_, owing, key=key, kind=mail_words.REMINDER, by=by, text=text, people=None
    )


def remind_of(
    round_: Round,
    owing: Unfinished,
    *,
    key: str,
    kind: str,
    by: User | None,
    text: str = "",
    people: Iterable[User] | None = None,
) -> bool:
    """One reminder to a province, as notice and mail (to `people`, or all of it); False when said before."""
    due, text = thai.write_date(owing.due), thai.thai_digits_in_text(text)
    said = [text, f"กำหนดส่งภายในวันที่ {due}", owing.words]
    notice = portal.tell(
        key=key,
        kind=kind,
        title=f"{_TITLES[kind]} {round_}",
        words="\n".join(filter(None, said)),
        by=by,
        province=owing.province,
        page=page_of(owing.report),
        is_important=True,
        source=f"owed:{round_.pk}:{owing.province.pk}",
    )
    if notice is None:
        return False
    mail.put(
        kind=kind,
        people=people_of(owing.province) if people is None else people,
        values={
            **values_of(round_, owing.province, owing.due, notice),
            "unfinished": owing.words,
            "title": notice.title,
            "words": text,
        },
        key=key,
        by=by,
        source=notice.source,
        province=owing.province,
        round=round_,
    )
    return True


_TITLES = {
    mail_words.REMINDER: "ส่วนกลางแจ้งเตือน",
    mail_words.BEFORE_DUE: "ใกล้ครบกำหนดส่ง",
    mail_words.AFTER_DUE: "เลยกำหนดส่งแล้ว",
}


def page_of(report: Report | None) -> portal.Page:
    """Where a province goes on with its report."""
    return portal.Page("report_edit", report.pk) if report else portal.Page("province_home")
