"""Titles of papers: which fiscal year, which round, whose province."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ita_portal import thai
from reports.document import Province
from reports.readers.paper import Reference


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says. province: a slug; fiscal_year: Buddhist era; all None where it does not say.

    doubts: Thai sentences about what was taken although it is not written so.
    """

    text: str
    province: str | None = None
    fiscal_year: int | None = None
    months: int | None = None
    doubts: tuple[str, ...] = ()


_GAP = re.compile("(?<![0-9]) | (?![0-9])")


def read_title(text: str, reference: Reference) -> Title:
    """The title of a report or plan, line ends kept; never raises."""
    bare = bared(text)
    doubts: list[str] = []
    return Title(
        text=text,
        province=_province(bare, reference, doubts),
        fiscal_year=_fiscal_year(bare, doubts),
        months=_months(bare),
        doubts=tuple(doubts),
    )


def bared(text: str) -> str:
    """A text for comparing: folded, in Arabic digits, without spaces but for those between numbers."""
    return _GAP.sub("", thai.to_arabic_digits(thai.fold(text)))


# ---- whose

_PROVINCE = re.compile(r"จังหวัด|(?<![ก-ฮ.])จ\.")
_ALIKE = 86  # of 100: two letters of a long name


def province_in(text: str, reference: Reference) -> str | None:
    """The slug of the one province that a text names after จังหวัด; None when it names none or several."""
    bare = bared(text)
    found = {slug for match in _PROVINCE.finditer(bare) if (slug := _named(bare, match, reference))}
    return found.pop() if len(found) == 1 else None


def provinces_named(texts: Iterable[str], reference: Reference) -> list[str]:
    """The slugs of all provinces that texts name after จังหวัด, the most often named first."""
    counts: dict[str, int] = {}
    for text in texts:
        bare = bared(text)
        for match in _PROVINCE.finditer(bare):
            if slug := _named(bare, match, reference):
                counts[slug] = counts.get(slug, 0) + 1
    return sorted(counts, key=lambda slug: -counts[slug])


@lru_cache(maxsize=4)
def _names(provinces: tuple[Province, ...]) -> tuple[tuple[str, Province], ...]:
    """Each province by its name for comparing, the longest first."""
    named = [(bared(one.name), one) for one in provinces]
    return tuple(sorted(named, key=lambda one: -len(one[0])))


def _named(bare: str, match: re.Match[str], reference: Reference) -> str | None:
    after = bare[match.end() :]
    names = _names(reference.provinces)
    return next((one.slug for name, one in names if after.startswith(name)), None)


def _province(bare: str, reference: Reference, doubts: list[str]) -> str | None:
    named = [_named(bare, match, reference) for match in _PROVINCE.finditer(bare)]
    if found := next((slug for slug in named if slug), None):
        return found
    without = [one for name, one in _names(reference.provinces) if name in bare]
    if len(without) == 1 and len(without[0].name) > 3:
        return without[0].slug
    return _misspelt(bare, reference, doubts)


def _misspelt(bare: str, reference: Reference, doubts: list[str]) -> str | None:
    """A province whose name is written almost so after จังหวัด."""
    scores = {
        province: _closeness(bare[match.end() :], name)
        for match in _PROVINCE.finditer(bare)
        for name, province in _names(reference.provinces)
    }
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None or scores[best] < _ALIKE:
        return None
    doubts.append(f"ชื่อจังหวัดสะกดไม่ตรง อ่านว่า จังหวัด{best.name}")
    return best.slug


def _closeness(after: str, name: str) -> float:
    """How alike (of 100) the beginning of a text and a name are; short names are never guessed."""
    if len(name) < 5:
        return 0
    return max(fuzz.ratio(after[: len(name) + more], name) for more in (-1, 0, 1))


# ---- which year

_YEAR = re.compile(
    r"(?P<lead>ปีงบประมาณ|ปีงบ|งบประมาณ|ประจำปี|ปี)?(?:ประจำปี)?"
    r"(?:พ\.?ศ\.?|ค\.?ศ\.?)?(?P<year>\d{4}|(?<=[ณบปีศ.])\d{2})(?!\d)"
)


def _fiscal_year(bare: str, doubts: list[str]) -> int | None:
    """The year after ปีงบประมาณ, else after ประจำปี, else any Buddhist-era year."""
    best: tuple[int, int, str] | None = None
    for match in _YEAR.finditer(bare):
        lead, typed = match["lead"] or "", match["year"]
        year = _buddhist(typed)
        if year is None or (len(typed) == 2 and "งบ" not in lead):
            continue
        rank = 0 if "งบ" in lead else 1 if lead else 2
        if best is None or rank < best[0]:
            best = (rank, year, typed)
    if best is None:
        return None
    _, year, typed = best
    if typed != str(year):
        doubts.append(thai.to_thai_digits(f"ปี {typed} ในชื่อรายงาน อ่านว่า พ.ศ. {year}"))
    return year


def _buddhist(typed: str) -> int | None:
    year = int(typed)
    if len(typed) == 2:
        return 2500 + year if year >= 50 else None
    if 2500 <= year <= 2700:
        return year
    return year + 543 if 2000 <= year <= 2150 else None


# ---- which round

_MONTHS_OF = (
    (
        6,
        r"(?<!\d)0?6เดือน(?!หลัง)|หกเดือน(?!หลัง)|ครึ่งปีแรก|รอบ(?:ที่|ครั้งที่)?(?:1|แรก)(?!\d|-)|ครั้งที่1(?!\d|[/-])",
    ),
    (
        12,
        r"(?<!\d)12เดือน|สิบสองเดือน|[6ห]ก?เดือนหลัง|ครึ่งปีหลัง|สิ้นปีงบ|รอบ(?:ที่|ครั้งที่)?2(?!\d|-)|ครั้งที่2(?!\d|[/-])",
    ),
)
_SPANS = (
    (6, r"(?:ตุลาคม|ต\.?ค\.?)[\d.พศ]*(?:-|ถึง|จนถึง)(?:วันที่)?(?:31)?(?:มีนาคม|มี\.?ค\.?)"),
    (
        12,
        r"(?:ตุลาคม|ต\.?ค\.?|เมษายน|เม\.?ย\.?)[\d.พศ]*(?:-|ถึง|จนถึง)(?:วันที่)?(?:30)?(?:กันยายน|ก\.?ย\.?)",
    ),
)


def _months(bare: str) -> int | None:
    for months, pattern in (*_MONTHS_OF, *_SPANS):
        if re.search(pattern, bare):
            return months
    return None
