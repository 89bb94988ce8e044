"""วันครบกำหนด: how many have sent, and whom of the others to ring, with what is unfinished in words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import PROVINCE_ROLES, User
from reports.models import CallNote, Comment, StateChange
from reports.overview import ProvinceRow
from reports.workflow import State

# Seven digits or more with what stands between them: what a telephone can dial.
DIALLED = re.compile(r"\+?\d[\d\s\-]{5,}\d")
NEWEST_NOTES = 3
BY_DUE, BY_REGION = "due", "region"


# The numbers ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the row; `key` names its shape."""

    key: str
    label: str
    count: int


def figures(rows: Iterable[ProvinceRow], round_: Round) -> list[Figure]:
    """The row of numbers, counted over the same provinces."""
    rows = list(rows)
    states = [row.report.state if row.report else "" for row in rows]
    sent = sum(row.submission is not None for row in rows)
    return [
        Figure("submitted", "ส่งแล้ว", sent),
        Figure("under_review", "รอตรวจ", states.count(State.SUBMITTED)),
        Figure("returned", "ส่งคืนให้แก้ไข", states.count(State.RETURNED)),
        Figure("accepted", "รับรายงานแล้ว", states.count(State.ACCEPTED)),
        Figure("not_started", "ยังไม่ส่ง", len(rows) - sent),
        Figure("overdue", "เลยกำหนด ยังไม่ส่ง", sum(row.is_overdue for row in rows)),
        Figure("late", "ได้ขยายเวลา", sum(is_extended(row, round_) for row in rows)),
    ]


def is_extended(row: ProvinceRow, round_: Round) -> bool:
    """Whether its day is a later one than the round's: by an extension, or set on a return."""
    return row.due > round_.due_on


# The unfinished ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Call:
    """A province to ring: what is unfinished, the people of its office, the notes of calls (newest first)."""

    standing: ProvinceRow
    unfinished: list[str]
    people: list[User]
    notes: list[CallNote]
    today: date

    @property
    def days_over(self) -> int:
        """Days since it was due; nought or less while it is not overdue."""
        return (self.today - self.standing.due).days

    @property
    def due_words(self) -> str:
        """เลยกำหนด ๓ วัน, ครบกำหนดวันนี้, เหลืออีก ๒ วัน; of a return without a day of its own only that."""
        days = self.days_over
        if self.standing.submission and not self.standing.is_overdue and days > 0:
            return "ส่งคืนโดยไม่ได้กำหนดวันส่งใหม่"
        if days == 0:
            return "ครบกำหนดวันนี้"
        said = "เลยกำหนด" if days > 0 else "เหลืออีก"
        return f"{said} {thai.to_thai_digits(abs(days))} วัน"

    @property
    def newest(self) -> list[CallNote]:
        return self.notes[:NEWEST_NOTES]

    @property
    def earlier(self) -> list[CallNote]:
        return self.notes[NEWEST_NOTES:]

    @property
    def heads(self) -> list[User]:
        return [one for one in self.people if one.is_head]

    @property
    def clerks(self) -> list[User]:
        return [one for one in self.people if not one.is_head]

    @property
    def was_called_today(self) -> bool:
        return any(timezone.localdate(note.written_at) == self.today for note in self.notes)

    @property
    def is_without_contact(self) -> bool:
        home = self.standing.province
        people = any(one.phone for one in self.people)
        return not (home.phone or home.mt_phone or people)


def calls(
    rows: Iterable[ProvinceRow], round_: Round, today: date, *, order: str = BY_DUE
) -> list[Call]:
    """The provinces whose report lies with them, the longest overdue first: four queries."""
    rows = [row for row in rows if is_unfinished(row)]
    people, notes = _people(), _notes(round_)
    returned, asked = _returned_at(round_), _asked(round_)
    found = [
        Call(
            standing=row,
            unfinished=list(_unfinished(row, returned, asked)),
            people=people.get(row.province.pk, []),
            notes=notes.get(row.province.pk, []),
            today=today,
        )
        for row in rows
    ]
    return sorted(found, key=ORDERS[order])


ORDERS = {
    BY_DUE: lambda call: (call.standing.due, call.standing.province.code),
    BY_REGION: lambda call: (call.standing.province.region, call.standing.province.code),
}


def is_unfinished(row: ProvinceRow) -> bool:
    return row.report is None or row.report.is_editable


def _people() -> dict[int, list[User]]:
    """Province id → the people of its office who can sign in, by name: one query."""
    found = defaultdict(list)
    for person in User.objects.filter(role__in=PROVINCE_ROLES, is_active=True).order_by("name"):
        found[person.province_id].append(person)
    return found


def _notes(round_: Round) -> dict[int, list[CallNote]]:
    found = defaultdict(list)
    for note in round_.call_notes.select_related("written_by").order_by("-written_at", "-pk"):
        found[note.province_id].append(note)
    return found


def _returned_at(round_: Round) -> dict[int, datetime]:
    """Report id → when it came back to the province last."""
    back = StateChange.objects.filter(report__round=round_, to_state=State.RETURNED)
    back = back.exclude(from_state=State.RETURNED).order_by()
    return dict(back.values_list("report").annotate(last=Max("at")))


def _asked(round_: Round) -> dict[int, tuple[int, int]]:
    """Report id → how many questions are open, and how many of them have no answer yet."""
    open_ = Comment.objects.filter(report__round=round_).sent().open().order_by()
    counted = open_.values_list("report").annotate(
        asked=Count("pk"), unanswered=Count("pk", filter=Q(reply=""))
    )
    return {report: (asked, unanswered) for report, asked, unanswered in counted}


def _unfinished(row: ProvinceRow, returned: dict[int, datetime], asked: dict):
    """What is still to be done, a piece of a sentence each; of a draft the count, never a word."""
    report = row.report
    if report is None:
        yield "ยังไม่เริ่มจัดทำ"
        return
    if report.is_read_in:
        yield "ส่วนกลางนำเข้าจากเอกสารให้ รอจังหวัดยืนยัน"
    if report.state == State.RETURNED:
        yield from _back(report.pk, returned, asked)
    if report.is_handed_over:
        yield f"เสนอหัวหน้าแล้วเมื่อ {thai.write_datetime(report.handed_at)} รอรับรอง"
    elif report.state == State.DRAFT:
        yield _draft(row)


def _back(report: int, returned: dict[int, datetime], asked: dict):
    at = returned.get(report)
    yield f"ส่งคืนให้แก้ไข{f'เมื่อ {thai.write_datetime(at)}' if at else ''}"
    count, unanswered = asked.get(report, (0, 0))
    if count:
        said = f" ยังไม่ชี้แจง {thai.to_thai_digits(unanswered)} ข้อ" if unanswered else " ชี้แจงครบแล้ว"
        yield f"ข้อทักท้วง {thai.to_thai_digits(count)} ข้อ{said}"


def _draft(row: ProvinceRow) -> str:
    coverage = row.coverage
    if coverage is None or not coverage.all:
        return "ร่าง อยู่ระหว่างจัดทำ"
    answered, all_ = map(thai.to_thai_digits, (coverage.answered, coverage.all))
    return f"ร่าง เขียนแล้ว {answered} จาก {all_} ขั้นตอน"


def dialled(typed: str) -> str:
    """What a telephone dials of a number as typed: 053511000; empty where nothing like one is in it."""
    found = DIALLED.search(thai.to_arabic_digits(typed))
    return re.sub(r"[\s\-]", "", found.group()) if found else ""
