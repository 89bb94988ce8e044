"""What the centre's pages of mail show: samples, the list of a day, the outbox. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from calendar_app import workdays
from calendar_app.models import Holiday, Round
from ita_portal import thai
from ita_portal.models import PROVINCE_ROLES, Province, User
from ita_portal.models.notices import WORKING_ROLES
from reports import actions, digest, mail_words, mailing
from reports.mail_words import Words
from reports.mailing import Planned
from reports.models import MailMessage, MailState, MailWording
from reports.unfinished import unfinished

# How many messages of the outbox stand on one page.
A_PAGE = 50


# Wordings ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mail as the list of wordings shows it; `version` 0 while the standard words hold."""

    key: str
    label: str
    when: str
    version: int
    words: Words


def kinds() -> list[Kind]:
    """One query for all."""
    own = {one.kind: one for one in MailWording.objects.all()}
    return [_kind(key, own.get(key)) for key in mail_words.KIND_LABELS]


def kind_of(key: str) -> Kind:
    return _kind(key, MailWording.objects.filter(kind=key).first())


def _kind(key: str, own: MailWording | None) -> Kind:
    words = Words(own.subject, own.body) if own else mail_words.STANDARD[key]
    label, when = mail_words.KIND_LABELS[key], mail_words.WHEN[key]
    return Kind(key, label, when, own.version if own else 0, words)


def sample(kind: str, slug: str, person: User) -> dict[str, str]:
    """What the places of a kind become for a real province (the first that owes, unless `slug` names one)."""
    if kind == mail_words.DIGEST:
        return {"person": str(person), **_digest_of_today()}
    round_ = Round.objects.newest(timezone.localdate()) or Round.objects.first()
    province = Province.objects.with_office().filter(slug=slug).first()
    if round_ is None:
        return {}
    owing = unfinished(round_, [province] if province else None)
    one = owing[0] if owing else None
    province = province or (one.province if one else Province.objects.with_office().first())
    if province is None:
        return {}
    due = one.due if one else round_.due_for(province)
    values = actions.notices.values_of(round_, province, due, None)
    return {
        **values,
        "person": "นางสาวตัวอย่าง ชื่อผู้รับ",
        "address": f"{settings.PUBLIC_URL}{reverse('province_home')}",
        "unfinished": one.words if one else "- (จังหวัดนี้ไม่มีรายการค้าง)",
        "title": f"ตัวอย่างเรื่องที่แจ้ง {round_}",
        "words": "ลำดับที่ ๑: ตัวอย่างข้อความที่แจ้ง",
    }


def _digest_of_today() -> dict[str, str]:
    today = timezone.localdate()
    nothing = dict.fromkeys(("arrived", "waiting", "overdue"), digest.NOTHING)
    address = f"{settings.PUBLIC_URL}{reverse('review_home')}"
    return digest.values_of(today, Holiday.objects.days()) or {
        **nothing,
        "day": thai.write_date(today),
        "address": address,
    }


def filled(words: Words, values: dict[str, str]) -> Words:
    return actions.mail.written(words, values)


# A day -------------------------------------------------------------------------------------------


# How far ahead the pages of the days lead; any day may be typed.
AS_FAR_AS = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class MailDay:
    """Who would get what on a day, as things stand now."""

    day: date
    is_working_day: bool
    planned: list[Planned]
    reviewers: int  # how many would get the digest, if there is anything to say
    today: date

    @property
    def before(self) -> date | None:
        """The day before; nobody will get anything on a day that is over."""
        return self.day - workdays.A_DAY if self.day > self.today else None

    @property
    def after(self) -> date | None:
        """The day after; what stands now says little of days that are far off."""
        is_near = self.day - self.today < AS_FAR_AS
        return self.day + workdays.A_DAY if is_near else None

    @property
    def letters(self) -> int:
        return sum(len(one.reached) for one in self.planned)

    @property
    def unreached(self) -> list[Planned]:
        return [one for one in self.planned if not one.reached]


def mail_day(day: date, today: date) -> MailDay:
    is_working = workdays.is_working_day(day, Holiday.objects.days())
    reviewers = User.objects.filter(is_active=True, role__in=WORKING_ROLES).exclude(email="")
    count = reviewers.count() if is_working else 0
    return MailDay(day, is_working, mailing.reminders(day), count, today)


def offices_without_address() -> list[Province]:
    """Offices none of whose people has an address: no mail ever reaches them."""
    people = User.objects.filter(is_active=True, role__in=sorted(PROVINCE_ROLES)).exclude(email="")
    reached = people.values("province")
    return list(Province.objects.with_office().exclude(pk__in=reached))


# The outbox --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StateCount:
    key: str
    label: str
    count: int


def state_counts() -> list[StateCount]:
    """How many messages stand where, in the order of their way; states of none are left out."""
    counted = MailMessage.objects.order_by().values_list("state").annotate(Count("pk"))
    found = dict(counted)
    return [StateCount(key, label, found[key]) for key, label in MailState.choices if key in found]


def outbox(state: str) -> Iterable[MailMessage]:
    messages = MailMessage.objects.select_related("province", "person", "round")
    return messages.filter(state=state) if state else messages
