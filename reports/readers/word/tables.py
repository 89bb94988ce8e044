"""Tables of Word: cells that reach over columns and rows, grids that wobble, lines drawn over months."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from reports.readers import grid, labels, marks, notes
from reports.readers.blocks import Block, lays_out, text_of
from reports.readers.paper import Cell, NotReadable, Row, Table
from reports.readers.word.drawn import TWIP, Drawn
from reports.readers.word.names import W, find, local, number, value
from reports.readers.word.text import Context

# Edges of cells of several rows that are nearer than that (in twips, 3.5 mm) are meant to be one.
NEAR = 200
_KEY = re.compile(r"_ita_line_(\d{1,18})$")

# What reads the content of a cell: its blocks, and the lines that are drawn from it.
Inside = Callable[[etree._Element], tuple[list[Block], list[Drawn]]]


@dataclass(slots=True)
class _Cell:
    """A cell in the grid that the file gives: its first column and how many it takes there."""

    start: int
    span: int
    goes_on: bool
    blocks: list[Block]
    drawn: list[Drawn]

    @property
    def end(self) -> int:
        return self.start + self.span


@dataclass(slots=True)
class _Place:
    """A cell in the table that we give."""

    text: str
    rows: int = 1
    columns: int = 1

    def mark(self, sign: str) -> None:
        self.text = f"{self.text}\n{sign}" if self.text else sign

    def cell(self) -> Cell:
        return Cell(self.text, "", self.rows, self.columns)


@dataclass(slots=True)
class _Columns:
    """Columns of the table that we give: where each begins in the file's grid, and in EMU."""

    place: dict[int, int]
    edges: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return max(self.place.values(), default=-1) + 1


def read(table: etree._Element, inside: Inside, context: Context) -> list[Block]:
    """The table; its contents where it only lays out a page. Raises NotReadable for one too large."""
    rows, keys, cells = [], [], 0
    for row in _children(table, "tr"):
        if find(row, "trPr/del") is not None:
            context.leave_out(notes.DELETED, "".join(row.itertext(f"{W}t", f"{W}delText")))
            continue
        rows.append(_cells(row, inside))
        keys.append(_key(row))
        cells += len(rows[-1])
        if len(rows) > grid.ROWS or cells > grid.CELLS:
            raise NotReadable(grid.TOO_LARGE)
    columns = _columns(rows, _widths(table))
    if columns.count > grid.COLUMNS:
        raise NotReadable(grid.TOO_LARGE)
    blocks = [block for row in rows for cell in row for block in cell.blocks]
    if lays_out(columns.count, blocks):
        return blocks
    if not columns.count:
        return []
    found = tuple(keys) if any(key is not None for key in keys) else ()
    return [Table(_placed(rows, columns, context), found)]


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those within content controls."""
    for child in parent:
        if local(child) == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _children(child, name)


def _key(row: etree._Element) -> int | None:
    """Our own name for the row, kept in a bookmark."""
    names = (mark.get(f"{W}name", "") for mark in row.iter(f"{W}bookmarkStart"))
    found = next(filter(None, map(_KEY.match, names)), None)
    return int(found[1]) if found else None


def _cells(row: etree._Element, inside: Inside) -> list[_Cell]:
    start = number(value(row, "trPr/gridBefore"), 0)
    cells: list[_Cell] = []
    for cell in _children(row, "tc"):
        span = min(max(1, number(value(cell, "tcPr/gridSpan"), 1)), 1000)
        merged = find(cell, "tcPr/vMerge")
        goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        if value(cell, "tcPr/hMerge") == "continue" and cells:
            cells[-1].span += span
        else:
            blocks, drawn = inside(cell)
            cells.append(_Cell(start, span, goes_on, blocks, drawn))
        start += span
    return cells


def _widths(table: etree._Element) -> list[int]:
    """The widths of the file's grid in twips."""
    columns = find(table, "tblGrid")
    if columns is None:
        return []
    return [number(one.get(f"{W}w"), 0) for one in columns.iterfind(f"{W}gridCol")]


def _columns(rows: list[list[_Cell]], widths: list[int]) -> _Columns:
    """The columns that are meant: rows of as many cells each agree, whatever their edges."""
    edges = [sum(widths[:place]) for place in range(len(widths) + 1)]
    if len({len(row) for row in rows}) == 1:
        for row in rows:
            for place, cell in enumerate(row):
                cell.start, cell.span = place, 1
        spread = (
            [edges[place] for place in range(len(rows[0]))] if len(widths) == len(rows[0]) else []
        )
        starts = list(range(len(rows[0])))
        return _Columns({place: place for place in starts}, [*spread, edges[-1]] if spread else [])
    groups = _groups(rows, edges)
    place = {start: at for at, group in enumerate(groups) for start in group}
    known = bool(edges) and all(group[0] < len(edges) for group in groups)
    spread = [edges[group[0]] for group in groups] if known else []
    return _Columns(place, [*spread, edges[-1]] if spread else [])


def _groups(rows: list[list[_Cell]], edges: list[int]) -> list[list[int]]:
    """The grid's columns in which cells begin, those together that are meant to be one."""
    apart = {
        (one.start, other.start) for row in rows for one in row for other in row if one is not other
    }
    groups: list[list[int]] = []
    for start in sorted({cell.start for row in rows for cell in row}):
        if (
            groups
            and start < len(edges)
            and edges[start] - edges[groups[-1][0]] < NEAR
            and not any((other, start) in apart for other in groups[-1])
        ):
            groups[-1].append(start)
        else:
            groups.append([start])
    return groups


def _placed(rows: list[list[_Cell]], columns: _Columns, context: Context) -> tuple[Row, ...]:
    above: dict[int, _Place] = {}
    placed: list[list[_Place | None]] = []
    for row in rows:
        this, below = _row(row, columns, above, context)
        _mark(row, this, below, columns, context)
        above = below
        placed.append(this)
    return tuple(tuple(one.cell() if one else None for one in row) for row in placed)


def _row(
    row: list[_Cell], columns: _Columns, above: dict[int, _Place], context: Context
) -> tuple[list[_Place | None], dict[int, _Place]]:
    """A row as wide as the table, and for each of its columns the cell that stands or goes on there."""
    this: list[_Place | None] = [_Place("") for _ in range(columns.count)]
    owners: dict[int, _Place] = {}
    for cell, after in zip(row, [*row[1:], None], strict=True):
        first = columns.place[cell.start]
        end = columns.place[after.start] if after else _end(cell, columns)
        goes_on = cell.goes_on and first in above
        text = text_of(cell.blocks)
        if goes_on:
            owner = above[first]
            owner.rows += 1
            context.leave_out(notes.HIDDEN, text)
        else:
            owner = _Place(text, 1, max(1, end - first))
        for place in range(first, max(end, first + 1)):
            owners[place] = owner
            this[place] = None
        this[first] = None if goes_on else owner
    return this, owners


def _end(cell: _Cell, columns: _Columns) -> int:
    """The column after the last that the last cell of a row takes."""
    taken = [place for start, place in columns.place.items() if start < cell.end]
    return max(taken, default=0) + 1


def _mark(
    row: list[_Cell],
    this: list[_Place | None],
    owners: dict[int, _Place],
    columns: _Columns,
    context: Context,
) -> None:
    """Writes ↔ where a line is drawn, ← and → where one reaches over several columns."""
    for cell in row:
        for line in cell.drawn:
            context.arrows += 1
            column = columns.place[cell.start]
            for place, sign in _signs(column, line, columns.edges).items():
                owner = this[place] or owners.get(place)
                if owner is not None:
                    owner.mark(sign)


def _signs(column: int, line: Drawn, edges: list[int]) -> dict[int, str]:
    if not edges:
        return {column: labels.ARROW}
    start = edges[column] * TWIP + line.start
    return marks.signs(start, start + line.length, [edge * TWIP for edge in edges])
