"""A plan moved into the next fiscal year: windows, years in words, which step became which (pure)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from ita_portal import thai
from ita_portal.thai import Window

# Titles that say the same in nearly the same letters, from 0 to 1.
ALIKE = 0.85


# ---- windows


def next_year(window: Window) -> Window:
    """The same window a year later; words that were not understood stay as they are.

    Whole months stay whole: February ends on its last day. A 29 February becomes the 28th where the
    next year has none.
    """
    if not window.understood:
        return window
    months = window.precision == "month"
    start = window.start and _later(window.start, to_the_end=False)
    end = window.end and _later(window.end, to_the_end=months)
    moved = replace(window, start=start, end=end, text="")
    return replace(moved, text=thai.write_window(moved))


def _later(day: date, *, to_the_end: bool) -> date:
    last = (date(day.year + 1 + day.month // 12, day.month % 12 + 1, 1) - date.resolution).day
    return date(day.year + 1, day.month, last if to_the_end else min(day.day, last))


# ---- words

_FISCAL = re.compile(r"((?:ปีงบประมาณ|ประจำปี|ปี)\s*(?:พ\.?\s?ศ\.?)?\s*)([0-9๐-๙]{4})(?![0-9๐-๙])")


def years_moved(text: str, fiscal_year: int) -> str:
    """A text of the plan of the year before with its years moved into `fiscal_year` (พ.ศ.).

    Only years named as such (ปีงบประมาณ พ.ศ. ๒๕๖๖), the plan's own and the one before it: the number of
    an order and the year of a law stay.
    """

    def moved(found: re.Match[str]) -> str:
        year = int(thai.to_arabic_digits(found[2]))
        if year not in (fiscal_year - 1, fiscal_year - 2):
            return found[0]
        written = str(year + 1)
        return found[1] + (written if found[2].isascii() else thai.to_thai_digits(written))

    return _FISCAL.sub(moved, text)


# ---- steps


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of last year's steps: code → code of this year; `by_words` were told by their titles."""

    codes: Mapping[str, str]
    by_words: frozenset[str]


def matched(before: Mapping[str, str], now: Mapping[str, str]) -> Matched:
    """Last year's steps (code → title) among this year's: by code, else by the one title that says the same.

    A step of this year that a code has taken is not taken again by words.
    """
    codes = {code: code for code in before if code in now}
    left = {code: title for code, title in now.items() if code not in codes}
    by_words = {}
    for code, title in before.items():
        if code not in codes and (found := _by_words(title, left)):
            by_words[code] = found
    return Matched(codes | by_words, frozenset(by_words))


def _by_words(title: str, steps: Mapping[str, str]) -> str | None:
    """The only step whose title is alike; None where there is none, or more than one."""
    alike = [code for code, other in steps.items() if _is_alike(title, other)]
    return alike[0] if len(alike) == 1 else None


def _is_alike(one: str, other: str) -> bool:
    one, other = thai.bare(one), thai.bare(other)
    return bool(one) and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def named(codes: Iterable[str], titles: Mapping[str, str]) -> list[str]:
    """Steps by their titles, by their codes where nothing is known of them."""
    return [titles.get(code) or code for code in codes]
