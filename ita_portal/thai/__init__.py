"""How Thai is written: digits, windows of time, dates, Buddhist-era and fiscal years."""

from .dates import (
    BANGKOK,
    BUDDHIST_ERA,
    MONTHS,
    MONTHS_SHORT,
    be_date,
    be_year,
    fiscal_year_of,
    month_name,
    write_date,
    write_date_short,
    write_datetime,
    write_time,
    year_in_fiscal_year,
)
from .digits import (
    holds_thai_digits,
    split_protected,
    thai_digits_in_text,
    to_arabic_digits,
    to_thai_digits,
)
from .reading import MAX_LENGTH, WindowError, read_window
from .spelling import OLD_GLYPHS, clean_text, fold, forbidden_characters, forbidden_message
from .windows import (
    Window,
    fiscal_year_window,
    round_name,
    round_window,
    window_sentence,
    write_window,
)

__all__ = [
    "BANGKOK",
    "BUDDHIST_ERA",
    "MAX_LENGTH",
    "MONTHS",
    "MONTHS_SHORT",
    "OLD_GLYPHS",
    "Window",
    "WindowError",
    "be_date",
    "be_year",
    "clean_text",
    "fiscal_year_of",
    "fiscal_year_window",
    "fold",
    "forbidden_characters",
    "forbidden_message",
    "holds_thai_digits",
    "month_name",
    "read_window",
    "round_name",
    "round_window",
    "split_protected",
    "thai_digits_in_text",
    "to_arabic_digits",
    "to_thai_digits",
    "window_sentence",
    "write_date",
    "write_date_short",
    "write_datetime",
    "write_time",
    "write_window",
    "year_in_fiscal_year",
]
