"""The fiscal years in the hands of the centre: each with its calendar and rounds, and what to do next for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse

from calendar_app.models import CalendarRevision, Round
from ita_portal import thai

MONTHS = (6, 12)


@dataclass(frozen=True, slots=True)
class Next:
    """One thing to do for a year, or to know: a sentence, and where it is done. `is_due`: it waits for the centre."""

    words: str
    url: str = ""
    action: str = ""
    is_due: bool = True


@dataclass(frozen=True)
class ShownRound:
    """A round of a year as its row shows it; `settings` is empty while nobody can set it in the browser."""

    round: Round
    standing: str
    settings: str
    queue: str


@dataclass
class Year:
    """One fiscal year (พ.ศ.): its revisions, newest first, and its rounds."""

    fiscal_year: int
    today: date
    revisions: list[CalendarRevision] = field(default_factory=list)
    rounds: list[Round] = field(default_factory=list)

    @property
    def ruling(self) -> CalendarRevision | None:
        return next((one for one in self.revisions if not one.is_draft), None)

    @property
    def drafts(self) -> list[CalendarRevision]:
        return [one for one in self.revisions if one.is_draft]

    @property
    def earlier(self) -> list[CalendarRevision]:
        """Revisions that have ruled before."""
        return [one for one in self.revisions if not one.is_draft and one != self.ruling]

    @property
    def shown_rounds(self) -> list[ShownRound]:
        return [
            ShownRound(
                round_,
                standing(round_, self.today),
                address("round_settings", round_.pk),
                address("review_round", round_.pk),
            )
            for round_ in sorted(self.rounds, key=lambda one: one.months)
        ]

    @property
    def next(self) -> list[Next]:
        """What to do for the year, the most pressing first; nothing where all of it goes its way."""
        return [*self._calendar(), *self._rounds()]

    def _calendar(self) -> Iterable[Next]:
        new = f"{reverse('calendar_new')}?fiscal_year={self.fiscal_year}"
        if not self.revisions:
            yield Next("ยังไม่มีปฏิทินการประเมินของปีนี้", new, "ทำปฏิทิน")
        for draft in self.drafts:
            number = thai.to_thai_digits(draft.number)
            words = f"ปฏิทินฉบับปรับปรุงครั้งที่ {number} ยังเป็นร่าง ยังไม่ประกาศใช้"
            if self.ruling is None:
                words += " จังหวัดจะเริ่มรายงานตามปฏิทินได้เมื่อประกาศใช้แล้ว"
            yield Next(words, reverse("calendar_page", args=[draft.pk]), "ทำต่อ")

    def _rounds(self) -> Iterable[Next]:
        there = {round_.months: round_ for round_ in self.rounds}
        for months in MONTHS:
            name = thai.to_thai_digits(f"รอบ {months} เดือน")
            if months not in there:
                url = f"{reverse('round_new', args=[self.fiscal_year])}?months={months}"
                yield Next(f"ยังไม่ได้ตั้ง{name}", url, f"ตั้ง{name}")
            elif not there[months].is_closed:
                yield self._open(name, there[months])

    def _open(self, name: str, round_: Round) -> Next:
        if not round_.was_opened:
            url = reverse("round_opening", args=[round_.pk])
            return Next(f"{name} กำลังเตรียม จังหวัดยังไม่เห็นรอบนี้", url, "ตรวจและเปิดรอบ")
        if not round_.has_opened(self.today):
            words = f"{name} เปิดรับรายงานวันที่ {thai.write_date(round_.opens_on)}"
            if self.ruling is None:
                return Next(f"{words} แต่ปฏิทินยังไม่ประกาศใช้")
            return Next(words, is_due=False)
        if round_.due_on < self.today:
            due = thai.write_date(round_.due_on)
            return Next(f"{name} เลยกำหนดส่ง ({due}) แล้ว ยังเปิดรับอยู่", is_due=False)
        due = thai.write_date(round_.due_on)
        return Next(f"{name} เปิดรับรายงานอยู่ กำหนดส่งภายในวันที่ {due}", is_due=False)


def standing(round_: Round, today: date) -> str:
    if round_.is_closed:
        return "ปิดรับรายงานแล้ว"
    if not round_.was_opened:
        return "กำลังเตรียม"
    return "เปิดรับรายงาน" if round_.has_opened(today) else "ยังไม่ถึงวันเปิดรับ"


def address(name: str, *args) -> str:
    """The address of a page that may not be there yet, or ''."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def years(today: date) -> list[Year]:
    """Every year with a calendar or a round, and that of today with the one after it, newest first: two queries."""
    now = thai.fiscal_year_of(today)
    found = {year: Year(year, today) for year in (now, now + 1)}
    shifted = Count("steps", filter=Q(steps__is_shifted=True))
    for revision in CalendarRevision.objects.annotate(step_count=Count("steps"), shifted=shifted):
        year = revision.fiscal_year
        found.setdefault(year, Year(year, today)).revisions.append(revision)
    for round_ in Round.objects.annotate(begun=Count("reports")):
        year = round_.fiscal_year
        found.setdefault(year, Year(year, today)).rounds.append(round_)
    return [found[year] for year in sorted(found, reverse=True)]


def year_for_a_new_calendar(today: date) -> int:
    """The first year from today's on that has no calendar yet."""
    taken = set(CalendarRevision.objects.values_list("fiscal_year", flat=True))
    year = thai.fiscal_year_of(today)
    while year in taken:
        year += 1
    return year
