"""Windows of time: what they are, how they are written, and those of fiscal years and rounds."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Self

from .dates import (
    be_date,
    be_year,
    days_in_month,
    month_name,
    write_date_short,
    year_in_fiscal_year,
)
from .digits import thai_digits_in_text, to_arabic_digits, to_thai_digits

Precision = Literal["day", "month"]
Digits = Literal["thai", "arabic"]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time and the words it was typed in.

    start, end: inclusive, None where unknown; with precision 'month' the first and the last day of
    their months. Words that were not understood have neither dates nor precision.
    """

    start: date | None
    end: date | None
    precision: Precision | None
    text: str

    @classmethod
    def unread(cls, text: str) -> Self:
        """A window of words that are kept as typed and not understood."""
        return cls(start=None, end=None, precision=None, text=text)

    @property
    def understood(self) -> bool:
        """Whether anything is known of when it begins or ends."""
        return self.start is not None or self.end is not None


def write_window(window: Window, digits: Digits = "thai", short: bool = False) -> str:
    """The one written form of a window; the words as typed when they were not understood.

    ๑ - ๓๑ มกราคม ๒๕๖๗ · ๑ มกราคม - ๓๐ เมษายน ๒๕๖๗ · ๑๕ ธันวาคม ๒๕๖๕ - ๓๑ มกราคม ๒๕๖๖ ·
    เดือนธันวาคม ๒๕๖๕ · ภายในวันที่ … (start unknown) · ตั้งแต่วันที่ … (end unknown).
    Short: ๑ - ๓๑ ม.ค. ๒๕๖๗, without the words วันที่ and เดือน. Every form is read back by
    read_window as the same window.
    """
    if not window.understood:
        convert = thai_digits_in_text if digits == "thai" else to_arabic_digits
        return convert(window.text)
    written = _written_by_months(window, short) if _of_months(window) else _written(window, short)
    return to_thai_digits(written) if digits == "thai" else written


def window_sentence(window: Window) -> str:
    """How a window was read, for the echo beside its box: วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗."""
    written = write_window(window)
    if window.start and window.end and not _of_months(window):
        return f"วันที่ {written}"
    return written


def fiscal_year_window(fiscal_year: int) -> Window:
    """The whole of a fiscal year (พ.ศ.): 1 October of the year before to 30 September."""
    return round_window(fiscal_year, 12)


def round_window(fiscal_year: int, months: int) -> Window:
    """The months of a round: from 1 October, for 6 to 31 March, for 12 to 30 September."""
    if not 1 <= months <= 12:
        raise ValueError(f"a round of {months} months is not within one fiscal year")
    month = (months + 8) % 12 + 1
    year = year_in_fiscal_year(fiscal_year, month)
    last = be_date(year, month, days_in_month(year, month))
    window = Window(be_date(fiscal_year - 1, 10, 1), last, "day", "")
    return replace(window, text=write_window(window))


def round_name(months: int, fiscal_year: int) -> str:
    """รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)."""
    window = round_window(fiscal_year, months)
    first, last = write_date_short(window.start), write_date_short(window.end)
    return f"รอบ {to_thai_digits(months)} เดือน ({first} – {last})"


def _of_months(window: Window) -> bool:
    return window.precision == "month"


def _written(window: Window, short: bool) -> str:
    """A window of days, in Arabic digits."""
    start, end = window.start, window.end
    if start is None:
        return f"{'ภายใน' if short else 'ภายในวันที่'} {_date(end, short)}"
    if end is None:
        return f"{'ตั้งแต่' if short else 'ตั้งแต่วันที่'} {_date(start, short)}"
    if start == end:
        return _date(end, short)
    if start.year != end.year:
        return f"{_date(start, short)} - {_date(end, short)}"
    if start.month != end.month:
        return f"{start.day} {month_name(start.month, short=short)} - {_date(end, short)}"
    return f"{start.day} - {_date(end, short)}"


def _written_by_months(window: Window, short: bool) -> str:
    """A window of whole months, in Arabic digits."""
    start, end = window.start, window.end
    word = "" if short else "เดือน"
    gap = " " if short else ""
    if start is None:
        return f"ภายใน{gap}{word}{_month(end, short)}"
    if end is None:
        return f"ตั้งแต่{gap}{word}{_month(start, short)}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{word}{_month(end, short)}"
    if start.year != end.year:
        return f"{word}{_month(start, short)} - {_month(end, short)}"
    return f"{word}{month_name(start.month, short=short)} - {_month(end, short)}"


def _date(day: date, short: bool) -> str:
    return f"{day.day} {_month(day, short)}"


def _month(day: date, short: bool) -> str:
    return f"{month_name(day.month, short=short)} {be_year(day)}"
