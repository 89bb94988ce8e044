"""Heads that name months and the marks under them: ↔, ✓, ←, –, → in cells → spans of whole months."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ita_portal import thai
from reports.readers.paper import Cell, Row

LEAST = 3  # columns of months that make a head
_LONGEST = 60  # characters of a head
_ALIKE = 85  # of 100: a letter or two of a long name
_IN_THE_YEAR = 12


# ---- heads


@dataclass(frozen=True, slots=True)
class MonthHead:
    """The months of one column, 1–12, from first to last; year: as written, Buddhist era, of the first."""

    first: int
    last: int
    year: int | None = None

    @property
    def count(self) -> int:
        return (self.last - self.first) % _IN_THE_YEAR + 1


_LONG = {name: number for number, name in enumerate(thai.MONTHS, 1)}
_NAMES = _LONG | {
    re.sub("(?:คม|ยน|พันธ์)$", "", name): number for number, name in enumerate(thai.MONTHS, 1)
}
_NAMES |= {name.replace(".", ""): number for number, name in enumerate(thai.MONTHS_SHORT, 1)}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_YEAR = r"(?:พศ)?(?:25)?\d\d"
_HEAD = re.compile(rf"(?:เดือน)?({_NAME})({_YEAR})?(?:(?:-|ถึง)(?:เดือน)?({_NAME})({_YEAR})?)?")
_QUARTER = re.compile(rf"ไตรมาส(?:ที่)?([1-4])({_YEAR})?")
_ANY_YEAR = re.compile(r"(?:ปี)?(?:พศ)?(25\d\d)")


def _bared(text: str) -> str:
    """Letters, digits and dashes of a head: ต.ค. ๖๕ → ตค65."""
    return re.sub(r"[^ก-๎0-9-]", "", thai.to_arabic_digits(thai.fold(text)))


@lru_cache(maxsize=4096)
def head_of(text: str) -> MonthHead | None:
    """The months that the head of a column names: ต.ค., ตุลาคม ๒๕๖๕, ต.ค. - ธ.ค., ไตรมาสที่ ๑."""
    bare = _bared(text) if len(text) <= _LONGEST else ""
    if not bare:
        return None
    if quarter := _QUARTER.fullmatch(bare):
        first = (int(quarter[1]) * 3 + 6) % _IN_THE_YEAR + 1
        year = _year(quarter[2])
        return MonthHead(first, first + 2, year and year - (quarter[1] == "1"))
    if found := _HEAD.fullmatch(bare):
        first, last = _NAMES[found[1]], _NAMES[found[3] or found[1]]
        year = _year(found[2]) or _year(found[4])
        return MonthHead(first, last, year)
    return _misspelt(bare)


def _misspelt(bare: str) -> MonthHead | None:
    scores = {name: fuzz.ratio(bare, name) for name in _LONG}
    best = max(scores, key=scores.__getitem__)
    return MonthHead(_LONG[best], _LONG[best]) if scores[best] >= _ALIKE else None


def _year(typed: str | None) -> int | None:
    return 2500 + int(typed[-2:]) if typed else None


def year_of(text: str) -> int | None:
    """The Buddhist-era year of a head that names nothing else: พ.ศ. ๒๕๖๕, ปี 2565."""
    found = _ANY_YEAR.fullmatch(_bared(text))
    return int(found[1]) if found else None


def names_months(row: Row) -> bool:
    """Whether a row is a head of months: three columns or more that name different ones."""
    heads = [head for cell in row if cell and (head := head_of(cell.text))]
    return len({head.first for head in heads}) >= LEAST


@dataclass(frozen=True, slots=True)
class Months:
    """The months of a head: `heads` in order, `columns` has the place in them of each column of the table.

    inferred: heads that were not understood, or blank, and taken by the order of their neighbours.
    """

    heads: tuple[MonthHead, ...]
    columns: dict[int, int]
    inferred: tuple[tuple[str, int], ...] = ()


def months_of(row: Row, above: Sequence[Row] = ()) -> Months:
    """The months that a head names; years may stand in the rows above it."""
    heads: list[MonthHead] = []
    columns: dict[int, int] = {}
    inferred: list[tuple[str, int]] = []
    years = _years_above(above, len(row))
    named = {place: head for place, cell in enumerate(row) if cell and (head := head_of(cell.text))}
    for place, cell in enumerate(row):
        if place in columns or not min(named) <= place <= max(named) or cell is None:
            continue
        head = named.get(place) or _between(place, row, named)
        if head is None:
            continue
        if place not in named:
            inferred.append((cell.text, head.first))
        heads.append(MonthHead(head.first, head.last, head.year or years.get(place)))
        for column in range(place, place + cell.columns):
            columns[column] = len(heads) - 1
    return Months(tuple(heads), columns, tuple(inferred))


def _between(place: int, row: Row, named: dict[int, MonthHead]) -> MonthHead | None:
    """The month of a column between two others that leave room for just one in each column."""
    left = max(one for one in named if one < place)
    right = min(one for one in named if one > place)
    gap = (named[right].first - named[left].last) % _IN_THE_YEAR
    if gap != right - left or any(cell is None for cell in row[left:right]):
        return None
    month = (named[left].last + place - left - 1) % _IN_THE_YEAR + 1
    return MonthHead(month, month)


def _years_above(above: Sequence[Row], width: int) -> dict[int, int]:
    """The year over each column; one that spans goes on until the next."""
    years: dict[int, int] = {}
    for row in above:
        current = None
        for place in range(width):
            cell = row[place] if place < len(row) else None
            if cell is not None and cell.text.strip():
                current = year_of(cell.text)
            if current:
                years[place] = current
    return years


def is_week_row(row: Row, months: Months) -> bool:
    """Whether a row numbers the weeks under its months: nothing but 1–5."""
    filled = {place: cell for place, cell in enumerate(row) if cell and cell.text.strip()}
    return len(filled) > len(months.heads) and all(
        place in months.columns and re.fullmatch(r"[1-5]", thai.to_arabic_digits(cell.text.strip()))
        for place, cell in filled.items()
    )


# ---- which year

# A month counted from the year nought of the Christian era, so that months can be told apart and compared.
Counted = int


def counted(months: Months, fiscal_year: int | None) -> list[tuple[Counted, Counted]] | None:
    """First and last month of each head, counted; None where neither heads nor fiscal year (พ.ศ.) tell the year."""
    places: list[int] = []
    for head in months.heads:
        before = places[-1] if places else head.first - 1
        place = before + (head.first - 1 - before) % _IN_THE_YEAR
        places.append(place + _IN_THE_YEAR if places and place <= before else place)
    base = _base(places, months.heads, fiscal_year)
    if base is None:
        return None
    return [
        (base + place, base + place + head.count - 1)
        for place, head in zip(places, months.heads, strict=True)
    ]


def _base(
    places: Sequence[int], heads: Sequence[MonthHead], fiscal_year: int | None
) -> Counted | None:
    """What is added to a place to make it a counted month: by the years written, else by the fiscal year."""
    written = Counter(
        (head.year - 543) * _IN_THE_YEAR + head.first - 1 - place
        for place, head in zip(places, heads, strict=True)
        if head.year
    )
    if written:
        return written.most_common(1)[0][0]
    if fiscal_year is None:
        return None
    begin = (fiscal_year - 544) * _IN_THE_YEAR + 9
    bases = [(fiscal_year - 543 + more) * _IN_THE_YEAR for more in (-2, -1, 0)]
    return max(bases, key=lambda base: sum(begin <= base + place < begin + 12 for place in places))


def fiscal_year_of(months: Sequence[tuple[Counted, Counted]]) -> int:
    """The fiscal year (พ.ศ.) in which most months lie."""
    return Counter((first + 3) // _IN_THE_YEAR + 543 for first, _ in months).most_common(1)[0][0]


def written(month: Counted) -> str:
    """YYYY-MM of the Christian era."""
    return f"{month // _IN_THE_YEAR:04}-{month % _IN_THE_YEAR + 1:02}"


# ---- marks


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a cell under the months says that is no plain mark; `is_mark`: it was read as one."""

    words: str
    is_mark: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """A mark over columns of months, by their places in `Months.heads`."""

    first: int
    last: int


_TICKS = re.compile(r"(?:[✓✔√☑✅🗸üxX×✗✘☒/*★●•○◯⚫⬤■▪□◆♦◉▲△+#P]|\ufe0f)+")
_BOTH = re.compile(r"[↔⟷⇔⟺⬌⇄⇆]|<[-–—─=]*>|[←⟵⇐◄◀][-–—─=]*[→⟶⇒►▶]")
_LEFT = re.compile(r"(?:[←⟵⇐◄◀]|<)[-–—─―=_.…]*|[|├][-–—─―=_]+")
_RIGHT = re.compile(r"[-–—─―=_.…]*(?:[→⟶⇒►▶]|>)|[-–—─―=_]+[|┤]")
_LINE = re.compile(r"[-–—─―=_.…]+")
_KINDS = (("mark", _TICKS), ("mark", _BOTH), ("left", _LEFT), ("right", _RIGHT), ("line", _LINE))


def _kind(text: str) -> str:
    bare = re.sub(r"\s", "", text)
    if not bare:
        return "blank"
    if re.fullmatch(f"(?:{_BOTH.pattern})+", bare):
        return "mark"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(bare)), "words")


@dataclass(slots=True)
class Marks:
    """The spans of one row, and what is doubtful about them."""

    spans: list[Span]
    doubts: list[Doubt]


def marks_of(row: Row, months: Months) -> Marks:
    """The marks of a row: each cell one of its own, a merged one a span, an arrow over cells one span."""
    found = Marks([], [])
    pieces = [
        (cell, _reach(place, cell, months))
        for place, cell in enumerate(row)
        if cell is not None and place in months.columns
    ]
    place = 0
    while place < len(pieces):
        taken = _arrow(pieces[place:], found)
        if not taken:
            _single(*pieces[place], len(months.heads), found)
        place += taken or 1
    found.spans = list(dict.fromkeys(found.spans))
    return found


def _reach(place: int, cell: Cell, months: Months) -> Span:
    last = max(
        column for column in months.columns if place <= column < place + max(cell.columns, 1)
    )
    return Span(months.columns[place], months.columns[last])


def _arrow(pieces: Sequence[tuple[Cell, Span]], found: Marks) -> int:
    """An arrow that begins here and ends in a later cell, as one span; how many cells it takes."""
    if _kind(pieces[0][0].text) != "left":
        return 0
    for place, (cell, reach) in enumerate(pieces[1:], start=1):
        kind = _kind(cell.text)
        if kind == "right":
            found.spans.append(Span(pieces[0][1].first, reach.last))
            if any(_kind(one.text) == "blank" for one, _ in pieces[1:place]):
                found.doubts.append(Doubt(f"{pieces[0][0].text} {cell.text}"))
            return place + 1
        if kind not in ("line", "blank"):
            break
    return 0


def _single(cell: Cell, reach: Span, months: int, found: Marks) -> None:
    """One cell by itself; a lone dash and an empty cell say nothing, unless they are merged over some months."""
    kind = _kind(cell.text)
    is_merged = cell.columns > 1
    is_dash = kind == "line" and not is_merged and len(re.sub(r"\s", "", cell.text)) == 1
    if (kind == "blank" and not is_merged) or is_dash:
        return
    if kind == "blank":
        if 1 < reach.last - reach.first + 1 < months:
            found.doubts.append(Doubt("", is_mark=False))
        return
    found.spans.append(reach)
    if kind != "mark" and not (is_merged and kind in ("line", "left", "right")):
        found.doubts.append(Doubt(" ".join(cell.text.split())))
