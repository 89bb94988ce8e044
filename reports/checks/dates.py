"""Dates and years in running text. They are found, never judged: what a date means is the checks' matter."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ita_portal import thai

_MONTH_NUMBERS = {
    name.replace(".", ""): number
    for names in (thai.MONTHS, thai.MONTHS_SHORT)
    for number, name in enumerate(names, start=1)
}
# มกราคม, ม.ค., ม.ค, มค, ม. ค.
_SHORT_MONTH = "|".join(
    r"\.?\s?".join(name.replace(".", "")) + r"\.?" for name in thai.MONTHS_SHORT
)
_MONTH = rf"(?P<month>{'|'.join(thai.MONTHS)}|{_SHORT_MONTH})"
_ERA = r"(?:(?:พ\.?\s?ศ|ค\.?\s?ศ)\.?\s{0,2})?"
_YEAR = r"(?P<year>\d{4}|\d\d)(?!\d|\s?[:.]\d|\s?(?:บาท|คน|ราย|แห่ง|หน่วย|ข้อ|เรื่อง|ครั้ง|ฉบับ))"
# \d is a digit of any script, Thai ones included. What begins with a digit is tried only there.
_DAY = r"(?<![\d./])(?P<day>\d{1,2})\s{0,3}(?:เดือน\s?)?"
_WRITTEN = re.compile(
    rf"(?:{_DAY}|เดือน\s{{0,2}}|(?={'|'.join(thai.MONTHS)})){_MONTH}\s{{0,3}}{_ERA}{_YEAR}"
)
_IN_FIGURES = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[/-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)(?![\d/-]|\.\d)"
)
_BARE_YEAR = re.compile(
    r"(?:ปีงบประมาณ|ปี|พ\.?\s?ศ\.?|ค\.\s?ศ\.?)\s{0,2}(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s{0,2}(?P<year>\d{4})(?!\d)"
)
_WORDS = re.compile(r"[^.\s]+")
OLDEST, YOUNGEST = 2400, 2699  # what is taken for a Buddhist-era year


@dataclass(frozen=True, slots=True)
class Mention:
    """A date or year as it stands in a text: its words, where they begin and end, and what they say.

    year: Buddhist era, of the calendar. month and day: null where only the year, or the month, is named.
    """

    words: str
    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day that is meant."""
        return thai.be_date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        year = self.year - thai.BUDDHIST_ERA
        return date(year, month, self.day or monthrange(year, month)[1])


def dates(text: str, near: int) -> list[Mention]:
    """The dates with month and year, in their order; days that do not exist are left out.

    `near`: the Buddhist-era year of which a year of two digits (๖๗, 24) is taken to be near.
    """
    found = [mention for match in _WRITTEN.finditer(text) if (mention := _written(match, near))]
    if "/" in text or "-" in text:
        found += [one for match in _IN_FIGURES.finditer(text) if (one := _in_figures(match, near))]
    return sorted(found, key=lambda mention: mention.start)


def years(text: str) -> Iterator[Mention]:
    """The years that stand alone, named as such: ปีงบประมาณ พ.ศ. ๒๕๖๗, ปี 2567, ค.ศ. 2024."""
    for match in _BARE_YEAR.finditer(text):
        if year := _buddhist(match["year"], near=None):
            yield Mention(match[0], *match.span(), year)


def _written(match: re.Match[str], near: int) -> Mention | None:
    month = _MONTH_NUMBERS["".join(_WORDS.findall(match["month"]))]
    return _mention(match, near, month, match["day"])


def _in_figures(match: re.Match[str], near: int) -> Mention | None:
    return _mention(match, near, int(match["month"]), match["day"])


def _mention(match: re.Match[str], near: int, month: int, day: str | None) -> Mention | None:
    year = _buddhist(match["year"], near)
    if year is None or not 1 <= month <= 12:
        return None
    mention = Mention(match[0], *match.span(), year, month, int(day) if day else None)
    try:
        mention.first, mention.last  # noqa: B018
    except ValueError:
        return None
    return mention


def _buddhist(digits: str, near: int | None) -> int | None:
    """A year of either era and of two or four digits; None for a number that is no year."""
    number = int(digits)
    if len(digits) == 2 and near is not None:
        return min((2500 + number, 2543 + number), key=lambda year: abs(year - near))
    if 1900 <= number < 2100:
        number += thai.BUDDHIST_ERA
    return number if OLDEST <= number <= YOUNGEST else None
