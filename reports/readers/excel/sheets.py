"""One sheet of Excel → rows of cells, with merged ones, links, drawn lines; read as a stream.

What a sheet says of its own size is not asked: only its cells count.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from lxml import etree

from reports.readers import grid, links, notes
from reports.readers.blocks import Block
from reports.readers.excel import drawings, values
from reports.readers.package import DAMAGED, FOREIGN, usual
from reports.readers.paper import Cell, NotReadable, Row

if TYPE_CHECKING:
    from reports.readers.excel.book import Book

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_HYPERLINK = re.compile(r'^\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
# Merged ranges beyond so many belong to no report.
MERGED = 20_000

Place = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """Rows as wide as each other; texts of boxes; sentences to tell, with the words they are about."""

    name: str
    rows: tuple[Row, ...] = ()
    boxes: list[Block] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, sentence: str, words: str = "") -> None:
        """Once for the same words; without any, of the sheet."""
        about = self.told.setdefault(sentence, [])
        if (words or self.name) not in about:
            about.append(words or self.name)


@dataclass(slots=True)
class _Found:
    """What a sheet's part holds, by places counted from nought."""

    texts: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    links: list[tuple[Place, str]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    drawing: str = ""


def read(book: Book, name: str, part: str) -> Sheet:
    """Raises NotReadable for a sheet that is damaged or larger than a report's."""
    sheet = Sheet(name)
    found = _Reader(book, sheet).read(part)
    relations = book.package.relations(part)
    for place, link in found.links:
        relation = relations.get(link)
        if relation is not None and relation.is_outside and place in found.texts:
            found.texts[place] = links.written(found.texts[place], relation.target)
    if found.drawing in relations:
        _draw(book, sheet, found, relations[found.drawing].target)
    for relation in relations.values():
        if relation.kind == "comments" and relation.target in book.package:
            root = book.package.xml(relation.target)
            sheet.tell(notes.COMMENTS, " ".join("".join(root.itertext(f"{S}t")).split()))
    sheet.rows = tuple(_rows(found, sheet))
    return sheet


def _draw(book: Book, sheet: Sheet, found: _Found, part: str) -> None:
    if part not in book.package:
        return
    drawn = drawings.read(book.package.xml(part), found.widths, found.heights)
    for place, sign in drawn.signs:
        place = _origin(place, found.merged)
        text = found.texts.get(place, "")
        found.texts[place] = f"{text}\n{sign}" if text else sign
    sheet.boxes += drawn.boxes
    if drawn.signs:
        sheet.tell(notes.ARROWS)


def _origin(place: Place, merged: list[tuple[int, int, int, int]]) -> Place:
    """The first cell of the merged ones that a place is in."""
    row, column = place
    for top, left, bottom, right in merged:
        if top <= row <= bottom and left <= column <= right:
            return top, left
    return place


# ------------------------------------------------------------------ the part as a stream


class _Reader:
    def __init__(self, book: Book, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.found = _Found()
        self.row = -1
        self.column = -1
        self.rows: set[int] = set()

    def read(self, part: str) -> _Found:
        data = self.book.package.part(part)
        stream = etree.iterparse(
            io.BytesIO(usual(data)),
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for event, element in stream:
                self._one(event, element)
        except etree.XMLSyntaxError as error:
            raise NotReadable(DAMAGED) from error
        if stream.root.getroottree().docinfo.internalDTD is not None:
            raise NotReadable(FOREIGN)
        return self.found

    def _one(self, event: str, element: etree._Element) -> None:
        name = element.tag.rpartition("}")[2]
        if event == "start" and name == "row":
            self._begin_row(element)
        elif event == "end" and name in self._READ:
            self._READ[name](self, element)

    def _begin_row(self, element: etree._Element) -> None:
        written = element.get("r", "")
        self.row = int(written) - 1 if written.isdigit() else self.row + 1
        self.column = -1
        if element.get("hidden") in ("1", "true"):
            self.sheet.tell(notes.HIDDEN_ROWS)
        try:
            self.found.heights[self.row] = float(element.get("ht", ""))
        except ValueError:
            return
        if len(self.found.heights) > grid.CELLS:
            raise NotReadable(grid.TOO_LARGE)

    def _cell(self, element: etree._Element) -> None:
        place = _place(element.get("r", "")) or (self.row, self.column + 1)
        self.column = place[1]
        text = self._text(element, place)
        if not text.strip():
            return
        self.found.texts[place] = text
        self.rows.add(place[0])
        if len(self.rows) > grid.ROWS or len(self.found.texts) > grid.CELLS:
            raise NotReadable(grid.TOO_LARGE)

    def _text(self, element: etree._Element, place: Place) -> str:
        kind = element.get("t", "n")
        formula, value = element.find(f"{S}f"), element.findtext(f"{S}v") or ""
        if formula is not None and not value:
            self.sheet.tell(notes.NO_VALUE, _name(place))
        text = self._shown(kind, value, element)
        target = _HYPERLINK.match(formula.text or "") if formula is not None else None
        return links.written(text, target[1]) if target and text else text

    def _shown(self, kind: str, value: str, element: etree._Element) -> str:
        from reports.readers.excel import book

        if kind == "s":
            words = self.book.words
            return words[int(value)] if value.isdigit() and int(value) < len(words) else ""
        if kind == "inlineStr":
            inline = element.find(f"{S}is")
            return "" if inline is None else book.text_of(inline)
        if kind in ("str", "e"):
            return book.unescaped(value)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE" if value else ""
        style = element.get("s", "0")
        formats = self.book.formats
        codes = formats[int(style)] if style.isdigit() and int(style) < len(formats) else ""
        if kind == "d":
            return values.iso_moment(value, codes)
        return values.number(value, codes, from_1904=self.book.from_1904) if value else ""

    def _end_row(self, element: etree._Element) -> None:
        """Its cells are read: nothing of it is kept."""
        element.clear()
        if (parent := element.getparent()) is not None:
            parent.remove(element)

    def _link(self, element: etree._Element) -> None:
        if place := _place(element.get("ref", "").partition(":")[0]):
            self.found.links.append((place, element.get(f"{R}id", "")))

    def _drawing(self, element: etree._Element) -> None:
        self.found.drawing = element.get(f"{R}id", "")

    def _merged(self, element: etree._Element) -> None:
        first, _, last = element.get("ref", "").partition(":")
        start, end = _place(first), _place(last or first)
        if start and end:
            self.found.merged.append((*start, *end))
        if len(self.found.merged) > MERGED:
            raise NotReadable(grid.TOO_LARGE)

    def _widths(self, element: etree._Element) -> None:
        if element.get("hidden") in ("1", "true"):
            self.sheet.tell(notes.HIDDEN_ROWS)
        try:
            first, last = int(element.get("min", "")), int(element.get("max", ""))
            width = float(element.get("width", ""))
        except ValueError:
            return
        for column in range(first - 1, min(last, grid.COLUMNS * 2)):
            self.found.widths[column] = width

    _READ = {
        "c": _cell,
        "row": _end_row,
        "mergeCell": _merged,
        "hyperlink": _link,
        "col": _widths,
        "drawing": _drawing,
    }


def _place(written: str) -> Place | None:
    """B3 → (2, 1)."""
    found = _PLACE.fullmatch(written)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _name(place: Place) -> str:
    """(2, 1) → B3."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


# ------------------------------------------------------------------ places → rows


def _rows(found: _Found, sheet: Sheet) -> Iterator[Row]:
    """The rows from the first to the last that say something; an empty one stands for any number of them.

    Columns in which nothing is said are left out. Raises NotReadable for too many.
    """
    rows = sorted({row for row, _ in found.texts})
    columns = sorted({column for _, column in found.texts})
    if len(columns) > grid.COLUMNS:
        raise NotReadable(grid.TOO_LARGE)
    cells = _merged_cells(found, rows, columns, sheet)
    before = None
    for row in rows:
        if before is not None and row > before + 1:
            yield tuple(Cell("") for _ in columns)
        before = row
        yield tuple(
            cells[row, column]
            if (row, column) in cells
            else _shown(found.texts.get((row, column), ""))
            for column in columns
        )


def _merged_cells(
    found: _Found, rows: list[int], columns: list[int], sheet: Sheet
) -> dict[Place, Cell | None]:
    """What stands at each place in use that is merged with others: the cell at the first, None elsewhere."""
    cells: dict[Place, Cell | None] = {}
    for top, left, bottom, right in found.merged:
        in_rows = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        in_columns = columns[bisect_left(columns, left) : bisect_right(columns, right)]
        places = list(product(in_rows, in_columns))
        if not cells.keys().isdisjoint(places):
            continue
        for place in places:
            cells[place] = None
            if place != (top, left) and place in found.texts:
                sheet.tell(notes.HIDDEN, found.texts[place])
        for first in places[:1]:
            text = found.texts.get((top, left), "")
            cells[first] = _shown(text, len(in_rows), len(in_columns))
    return cells


def _shown(raw: str, rows: int = 1, columns: int = 1) -> Cell:
    """A cell without the white space around its lines, which stays in its raw."""
    text = "\n".join(line.strip() for line in raw.split("\n")).strip("\n")
    return Cell(text, "" if raw == text else raw, rows, columns)
