"""Thai months, Buddhist-era and fiscal years, dates and times as words."""

from calendar import monthrange
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .digits import to_thai_digits

BANGKOK = ZoneInfo("Asia/Bangkok")
BUDDHIST_ERA = 543  # พ.ศ. − 543 = ค.ศ.

MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
MONTHS_SHORT = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")


def month_name(month: int, *, short: bool = False) -> str:
    """มกราคม or ม.ค. for 1, and so on."""
    return (MONTHS_SHORT if short else MONTHS)[month - 1]


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month of a Buddhist-era year."""
    return monthrange(year - BUDDHIST_ERA, month)[1]


def be_date(year: int, month: int, day: int) -> date:
    """The date of a Buddhist-era year; ValueError when there is no such day."""
    return date(year - BUDDHIST_ERA, month, day)


def be_year(day: date) -> int:
    """The Buddhist-era year of a date."""
    return day.year + BUDDHIST_ERA


def fiscal_year_of(day: date) -> int:
    """The fiscal year (พ.ศ.) of a date: year N runs from 1 October N−1 to 30 September N."""
    return be_year(day) + (day.month >= 10)


def year_in_fiscal_year(fiscal_year: int, month: int) -> int:
    """The Buddhist-era year in which a month of a fiscal year (พ.ศ.) lies."""
    return fiscal_year - (month >= 10)


def write_date(day: date) -> str:
    """๑ มกราคม ๒๕๖๗."""
    return _written(_local(day), short=False)


def write_date_short(day: date) -> str:
    """๑ ม.ค. ๒๕๖๗."""
    return _written(_local(day), short=True)


def write_time(moment: datetime) -> str:
    """๑๔:๐๒ น., in Bangkok; a moment without a time zone is taken as Bangkok's."""
    return to_thai_digits(f"{_local(moment):%H:%M} น.")


def write_datetime(moment: datetime) -> str:
    """๑ มกราคม ๒๕๖๗ ๑๔:๐๒ น., in Bangkok."""
    return f"{write_date(moment)} {write_time(moment)}"


def _written(day: date, *, short: bool) -> str:
    return to_thai_digits(f"{day.day} {month_name(day.month, short=short)} {be_year(day)}")


def _local(day: date) -> date:
    """A moment in Bangkok's time; a plain date as it is."""
    if isinstance(day, datetime) and day.tzinfo is not None:
        return day.astimezone(BANGKOK)
    return day
