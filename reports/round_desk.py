"""What the pages of a round's administration share: the way between them, its work, doubts about its days."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from calendar_app.models import Holiday, Round
from calendar_app.round_warnings import Days, Warned, day_warnings, title_warnings
from ita_portal import thai
from ita_portal.models import Role, User
from reports.round_places import RoundPlace, round_places

DESK = (
    ("ตั้งค่ารอบ", "round_settings"),
    ("หนังสือสั่งการ", "round_order_letter"),
    ("ซักซ้อมก่อนเปิดรอบ", "round_rehearsal"),
    ("เปิดรอบรายงาน", "round_opening"),
    ("ขยายเวลา", "round_extensions"),
    ("ปิดรับรายงาน", "round_closing"),
)


def desk(round_: Round, user: User, current: str, today: date) -> dict:
    """What every page of a round's administration is rendered with; `current` is its URL name."""
    places = [
        RoundPlace(label, reverse(name, args=[round_.pk]), name == current) for label, name in DESK
    ]
    return {
        "round": round_,
        "places_of_round": round_places(round_, "round_settings"),
        "desk_places": places,
        "may_write": may_write(user),
        "standing": standing(round_, today),
    }


def may_write(user: User) -> bool:
    return user.role == Role.CENTRAL_ADMIN


def standing(round_: Round, today: date) -> str:
    """Where a round stands, in a few words."""
    if round_.is_closed:
        return f"ปิดรับรายงานแล้วเมื่อ {thai.write_datetime(round_.closed_at)}"
    if not round_.was_opened:
        return "กำลังเตรียม จังหวัดยังไม่เห็นรอบนี้"
    if round_.opens_on > today:
        return f"เปิดรอบแล้ว จังหวัดเห็นตั้งแต่วันที่ {thai.write_date(round_.opens_on)}"
    if round_.due_on < today:
        return "เลยกำหนดส่งแล้ว ยังเปิดรับอยู่"
    return "เปิดรับรายงานอยู่"


# Working with what -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """How many provinces have begun a report of a round, and how many have ever sent one."""

    begun: int
    sent: int

    @property
    def drafts(self) -> int:
        return self.begun - self.sent


def work_in(round_: Round) -> Work:
    """Two queries."""
    sent = round_.reports.filter(submissions__isnull=False).distinct().count()
    return Work(round_.reports.count(), sent)


# Doubts ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offered:
    """A doubt as a page shows it: `label` names the box, `value` is what the button that settles it sends."""

    field: str
    label: str
    sentence: str
    offer: date | None

    @property
    def value(self) -> str:
        return f"{self.field}:{self.offer.isoformat()}" if self.offer else ""


def holidays_of(*days: date | None) -> dict[date, str]:
    """The days off of the years around some days, with their names: one query."""
    years = {day.year + more for day in days if day for more in (0, 1)}
    return dict(Holiday.objects.filter(day__year__in=years).values_list("day", "name"))


def years_without_holidays(known: dict[date, str], *days: date | None) -> list[int]:
    """Calendar years (พ.ศ.) of these days in which no day off is known."""
    there = {day.year for day in known}
    return sorted({thai.be_year(day) for day in days if day and day.year not in there})


def doubts(round_: Round, known: dict[date, str]) -> list[Offered]:
    """Everything about a round's days and title that is worth a second look; `known` are the days off."""
    days = Days(
        round_.fiscal_year,
        round_.months,
        *(round_.as_of, round_.opens_on, round_.due_on, round_.publishes_on),
    )
    found = [
        *day_warnings(days, known),
        *title_warnings(round_.fiscal_year, round_.months, round_.title, round_.footnote),
    ]
    return [_offered(one) for one in found]


def _offered(one: Warned) -> Offered:
    label = Round._meta.get_field(one.field).verbose_name
    return Offered(one.field, label, one.sentence, one.offer)


def days_of(round_: Round) -> tuple[date | None, ...]:
    return (round_.opens_on, round_.due_on)
