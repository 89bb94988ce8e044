"""Titles of papers: which fiscal year, which round, whose province."""

import re
from collections.abc import Iterable, Iterator
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
        months=_months(bare, doubts),
        doubts=tuple(doubts),
    )


def bared(text: str) -> str:
    """A text for comparing: folded, in Arabic digits, without spaces but for those between numbers."""
    return _GAP.sub("", thai.to_arabic_digits(thai.fold(text)))


# ---- whose

_PROVINCE = re.compile(r"(?<!กลุ่ม)จังหวัด|(?<![ก-ฮ.])จ\.")
_ALIKE = 86  # of 100: two letters of a long name


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
    found = [_named(bare, match, reference) for match in _PROVINCE.finditer(bare)]
    named = list(dict.fromkeys(slug for slug in found if slug))
    if len(named) > 1:
        doubts.append("ชื่อรายงานกล่าวถึงหลายจังหวัด จึงใช้จังหวัดแรก")
    if named:
        return named[0]
    words = bare.replace("เผยแพร่", "")
    without = [one for name, one in _names(reference.provinces) if len(name) > 3 and name in words]
    if len(without) == 1:
        doubts.append(f"ชื่อรายงานไม่มีคำว่าจังหวัด อ่านว่า จังหวัด{without[0].name}")
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
    r"(?P<lead>ประจำปีงบประมาณ|ปีงบประมาณ|ปีงบ|งบประมาณ|ประจำปี|ปี)?(?:ประจำปี)?"
    r"(?:พ\.?ศ\.?|ค\.?ศ\.?)?(?P<year>\d{4}|(?<=[ณบปีศ.])\d{2})(?!\d)"
)
_OCTOBER = r"(?:ตุลาคม|ต\.?ค\.?)"
_END = r"(?:มีนาคม|มี\.?ค\.?|กันยายน|ก\.?ย\.?)"
# 1 ตุลาคม 2566 - 31 มีนาคม 2567: the year of the second is the fiscal year.
_SPAN = re.compile(
    rf"{_OCTOBER}(?:พ\.?ศ\.?)?(?:\d{{2,4}})?(?:-|ถึง|จนถึง)(?:วันที่)?(?:3[01])?{_END}(?:พ\.?ศ\.?)?(?P<year>\d{{2}}(?:\d{{2}})?)(?!\d)"
)
_LEADS = ("ประจำปีงบประมาณ", "งบ", "")


def _fiscal_year(bare: str, doubts: list[str]) -> int | None:
    """The year after ปีงบประมาณ, else that in which the months of the round end, else any of the Buddhist era.

    Where several are named alike the first is taken, and told.
    """
    span = _SPAN.search(bare)
    found = list(_years(bare, span))
    if span and (year := _buddhist(span["year"])):
        found.append((2, year, span["year"]))
    if not found:
        return None
    best = min(rank for rank, _, _ in found)
    named = {year: typed for rank, year, typed in reversed(found) if rank == best}
    year = next(year for rank, year, _ in found if rank == best)
    if len(named) > 1:
        every = " และ ".join(sorted(named.values()))
        doubts.append(thai.to_thai_digits(f"ชื่อรายงานกล่าวถึงปี {every} อ่านว่า พ.ศ. {year}"))
    elif named[year] != str(year):
        doubts.append(thai.to_thai_digits(f"ปี {named[year]} ในชื่อรายงาน อ่านว่า พ.ศ. {year}"))
    return year


def _years(bare: str, span: re.Match[str] | None) -> Iterator[tuple[int, int, str]]:
    """(rank, year of the Buddhist era, as typed) of each year but those in the span of the round's months."""
    for match in _YEAR.finditer(bare):
        lead, typed = match["lead"] or "", match["year"]
        year = _buddhist(typed)
        inside = span is not None and span.start() <= match.start("year") < span.end()
        if year is None or inside or (len(typed) == 2 and not lead):
            continue
        rank = next(place for place, word in enumerate(_LEADS) if word in lead)
        yield rank + (2 if rank == 2 and not lead else 1 if rank == 2 else 0), year, typed


def _buddhist(typed: str) -> int | None:
    year = int(typed)
    if len(typed) == 2:
        return 2500 + year if year >= 50 else None
    if 2500 <= year <= 2700:
        return year
    return year + 543 if 2000 <= year <= 2150 else None


# ---- which round

_MONTHS_OF = {
    6: re.compile(
        r"(?<!\d)0?6เดือน(?!หลัง)|หกเดือน(?!หลัง)|ครึ่งปีแรก"
        r"|รอบ(?:ที่|ครั้งที่)?(?:1|แรก)(?!\d|-|ปี|2เดือน)|ครั้งที่1(?!\d|[/-])"
    ),
    12: re.compile(
        r"(?<!\d)12เดือน|สิบสองเดือน|(?:0?6|หก)เดือนหลัง|ครึ่งปีหลัง|สิ้นปีงบ|(?:รอบ|ระยะ)(?:1|หนึ่ง)ปี|ทั้งปี|ตลอดปี"
        r"|รอบ(?:ที่|ครั้งที่)?2(?!\d|-)|ครั้งที่2(?!\d|[/-])"
    ),
}
_TICKED = re.compile(r"(?:[☑✓✔√☒]|[(\[][/xX✓√][)\]])(?:รอบ)?(?:0?(?P<months>6|12)เดือน)")
_SPANS = {
    6: re.compile(rf"{_OCTOBER}[\d.พศ]*(?:-|ถึง|จนถึง)(?:วันที่)?(?:31)?(?:มีนาคม|มี\.?ค\.?)"),
    12: re.compile(
        rf"(?:{_OCTOBER}|เมษายน|เม\.?ย\.?)[\d.พศ]*(?:-|ถึง|จนถึง)(?:วันที่)?(?:30)?(?:กันยายน|ก\.?ย\.?)"
    ),
}


def _months(bare: str, doubts: list[str]) -> int | None:
    """The months of the round that is ticked, else named first, else those that its span covers."""
    if ticked := _TICKED.search(bare):
        return int(ticked["months"])
    places = {
        months: match.start()
        for months, pattern in _MONTHS_OF.items()
        if (match := pattern.search(bare))
    }
    if len(places) > 1:
        first = min(places, key=places.__getitem__)
        doubts.append(
            thai.to_thai_digits(f"ชื่อรายงานกล่าวถึงทั้งรอบ 6 และ 12 เดือน อ่านว่ารอบ {first} เดือน")
        )
    if places:
        return min(places, key=places.__getitem__)
    return next((months for months, pattern in _SPANS.items() if pattern.search(bare)), None)
