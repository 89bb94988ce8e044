"""What about the days and the title of a round is worth a second look; nothing of it is refused (pure)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from calendar_app.workdays import is_working_day, next_working_day
from ita_portal import thai

WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
# A first look at 76 reports takes the centre longer than this.
FEW_DAYS = 7


@dataclass(frozen=True, slots=True)
class Warned:
    """A doubt about a field; `offer` is the day that would settle it, or None."""

    field: str
    sentence: str
    offer: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a round, each None while it is not known; `fiscal_year` is of the Buddhist era."""

    fiscal_year: int
    months: int
    as_of: date | None
    opens_on: date | None
    due_on: date | None
    publishes_on: date | None = None


def with_weekday(day: date) -> str:
    """วันอังคารที่ ๓๐ เมษายน ๒๕๖๗."""
    return f"วัน{WEEKDAYS[day.weekday()]}ที่ {thai.write_date(day)}"


def day_off(day: date, holidays: Mapping[date, str]) -> str:
    """Why offices do not work on a day, as words that follow it; '' for a working day."""
    if is_working_day(day, holidays):
        return ""
    return f"เป็นวันหยุดราชการ ({holidays[day]})" if day in holidays else "เป็นวันหยุดสุดสัปดาห์"


def day_warnings(days: Days, holidays: Mapping[date, str]) -> list[Warned]:
    """Doubts about the days of a round; `holidays` are the days off with their names."""
    return [*_outside_the_round(days), *_off(days, holidays), *_order(days)]


def _outside_the_round(days: Days) -> Iterator[Warned]:
    if days.as_of is None:
        return
    end = thai.round_window(days.fiscal_year, days.months).end
    if thai.fiscal_year_of(days.as_of) != days.fiscal_year:
        year = thai.to_thai_digits(days.fiscal_year)
        said = f"{thai.write_date(days.as_of)} อยู่นอกปีงบประมาณ พ.ศ. {year}"
        yield Warned("as_of", said, end)
    elif days.as_of > end:
        said = f"{thai.write_date(days.as_of)} อยู่หลังวันสุดท้ายของรอบ ({thai.write_date(end)})"
        yield Warned("as_of", said, end)


def _off(days: Days, holidays: Mapping[date, str]) -> Iterator[Warned]:
    for field in ("opens_on", "due_on"):
        day = getattr(days, field)
        if day and (why := day_off(day, holidays)):
            yield Warned(field, f"{with_weekday(day)} {why}", next_working_day(day, holidays))


def _order(days: Days) -> Iterator[Warned]:
    if days.as_of and days.opens_on and days.opens_on < days.as_of:
        yield Warned(
            "opens_on",
            "เปิดรับก่อนวันที่ของข้อมูล จังหวัดจะเริ่มรายงานได้ก่อนข้อมูลครบ",
            days.as_of + timedelta(days=1),
        )
    if days.opens_on and days.due_on and 0 <= (days.due_on - days.opens_on).days < FEW_DAYS:
        yield Warned("due_on", f"จังหวัดมีเวลาไม่ถึง {thai.to_thai_digits(FEW_DAYS)} วันนับแต่วันเปิดรับ")
    if days.due_on and days.publishes_on and days.publishes_on <= days.due_on:
        yield Warned("publishes_on", "วันเผยแพร่ไม่อยู่หลังกำหนดส่ง รายงานที่รับแล้วจะเผยแพร่ก่อนจังหวัดอื่นส่งครบ")


# The title ---------------------------------------------------------------------------------------

_YEAR = re.compile(r"25\d\d")
_MONTHS = re.compile(r"รอบ\s*(6|12)\s*เดือน")


def title_warnings(fiscal_year: int, months: int, title: str, footnote: str = "") -> list[Warned]:
    """Years and rounds that the title names and that are not this round's."""
    found = []
    for field, words in (("title", title), ("footnote", footnote)):
        plain = thai.to_arabic_digits(words)
        years = {year for year in _YEAR.findall(plain) if int(year) != fiscal_year}
        others = {name for name in _MONTHS.findall(plain) if int(name) != months}
        named = [f"ปี {year}" for year in sorted(years)] + [
            f"รอบ {one} เดือน" for one in sorted(others)
        ]
        if named:
            said = f"กล่าวถึง {' และ '.join(named)} ซึ่งไม่ใช่รอบนี้ โปรดตรวจ"
            found.append(Warned(field, thai.to_thai_digits(said)))
    return found


def moved(words: str, *, year: tuple[int, int], months: tuple[int, int]) -> str:
    """Words of one round as they would be of another: its year and its months, in the digits they are written in."""
    for number in (str, thai.to_thai_digits):
        words = words.replace(number(str(year[0])), number(str(year[1])))
        words = re.sub(
            rf"รอบ(\s*){number(str(months[0]))}(\s*)เดือน",
            rf"รอบ\g<1>{number(str(months[1]))}\g<2>เดือน",
            words,
        )
    return words
