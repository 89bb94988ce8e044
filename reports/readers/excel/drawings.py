"""What is drawn over a sheet of Excel: lines and arrows with the cells they reach over, boxes of text."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from reports.readers import marks
from reports.readers.blocks import Block, words

X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

# Widths of columns in EMU: a character of the usual font is seven pixels wide, five are around it.
_PIXEL = 9525
_POINT = 12700
_COLUMN, _ROW = 64 * _PIXEL, 15 * _POINT
_LINES = ("line", "connector", "arrow")
# Farther no line of a report reaches.
_COLUMNS, _ROWS = 200, 20


@dataclass(slots=True)
class Drawn:
    """Signs by the place of their cell, and texts of boxes."""

    signs: list[tuple[tuple[int, int], str]] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _End:
    """A corner of a drawing: the cell it is in and how far from that cell's corner, in EMU."""

    column: int
    across: int
    row: int
    down: int


def read(root: etree._Element, widths: Mapping[int, float], heights: Mapping[int, float]) -> Drawn:
    """widths: of columns in characters, heights: of rows in points, as far as the sheet gives them."""
    drawn = Drawn()
    for anchor in root:
        name = anchor.tag.rpartition("}")[2]
        lines = [
            "".join(run.text or "" for run in paragraph.iter(f"{A}t"))
            for paragraph in anchor.iter(f"{A}p")
        ]
        if any(line.strip() for line in lines):
            drawn.boxes += words(lines)
        elif name == "twoCellAnchor" and _is_line(anchor):
            drawn.signs += _signs(anchor, widths, heights)
    return drawn


def _is_line(anchor: etree._Element) -> bool:
    shapes = (one.get("prst", "").lower() for one in anchor.iter(f"{A}prstGeom"))
    return any(kind in shape for shape in shapes for kind in _LINES)


def _signs(
    anchor: etree._Element, widths: Mapping[int, float], heights: Mapping[int, float]
) -> Iterator[tuple[tuple[int, int], str]]:
    start, end = _end(anchor.find(f"{X}from")), _end(anchor.find(f"{X}to"))
    if start is None or end is None or not start.column <= end.column < _COLUMNS:
        return
    edges = [0]
    for column in range(end.column + 1):
        edges.append(edges[-1] + _width(widths.get(column)))
    left, right = edges[start.column] + start.across, edges[end.column] + end.across
    if right - left <= _PIXEL:
        return
    row = _row(start, end, heights)
    for column, sign in marks.signs(left, right, edges).items():
        yield (row, column), sign


def _row(start: _End, end: _End, heights: Mapping[int, float]) -> int:
    """The row that the middle of a line stands in; a line never reaches far down."""
    if not 0 < end.row - start.row <= _ROWS:
        return start.row
    tops = list(
        accumulate((_height(heights.get(row)) for row in range(start.row, end.row)), initial=0)
    )
    middle = (start.down + tops[-1] + end.down) // 2
    return start.row + bisect_right(tops, middle) - 1


def _width(characters: float | None) -> int:
    return _COLUMN if characters is None else round(characters * 7 + 5) * _PIXEL


def _height(points: float | None) -> int:
    return _ROW if points is None else round(points * _POINT)


def _end(element: etree._Element | None) -> _End | None:
    if element is None:
        return None
    try:
        written = [element.findtext(f"{X}{name}") for name in ("col", "colOff", "row", "rowOff")]
        return _End(*(max(0, int(one or "0")) for one in written))
    except ValueError:
        return None
