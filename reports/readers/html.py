"""HTML → paper: pages, files and clipboards of Word, Excel, LibreOffice, browsers and this portal.

Only tags are read, one after the other: nothing is fetched, nothing nests without bound.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.readers import notes
from reports.readers.blocks import Block, joined, lays_out, text_of
from reports.readers.flow import VOID, Flow
from reports.readers.grid import Grid
from reports.readers.paper import Cell, Paper, Words
from reports.readers.tags import Piece, pieces

# Tables within tables, to this depth; what is below is read as text of its cell.
DEPTH = 8

_BEGINS = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\?xml|html|head|meta|body|table\s[^>]*mso-)",
    re.IGNORECASE | re.DOTALL,
)
# What Windows puts before HTML on its clipboard.
_CLIPBOARD = re.compile(r"\s*Version:[\d.]+\s+(?:\w+:[^\n<]*\n?\s*)*", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*(?:all|screen)", re.IGNORECASE)
_COMMENTS = re.compile(r"mso-element\s*:\s*comment", re.IGNORECASE)
_TIES = re.compile(r'\sdata-ties="([^"<>]*)"')
_NUMBER = re.compile(r"\s*(\d{1,6})\s*")


def is_html(text: str) -> bool:
    """Whether a text is HTML as a whole, not words with some mark-up among them."""
    start = text[:4096]
    clipboard = _CLIPBOARD.match(start)
    return _BEGINS.match(start) is not None or (
        clipboard is not None and "starthtml" in clipboard.group().lower()
    )


def read(source: str) -> Paper:
    """The paper of a page or of a clipboard. Raises NotReadable for a table that is too large."""
    header = _CLIPBOARD.match(source)
    source = source[header.end() :] if header else source
    reader = _Reader(source)
    reader.take(pieces(source))
    if reader.skipped:
        # What is hidden never ends: rather read too much than too little.
        reader = _Reader(source, skips=False)
        reader.take(pieces(source))
    ties = _TIES.search(source)
    return Paper("html", reader.blocks(), tuple(reader.notes()), ties[1] if ties else "")


def tables_in(source: str, names: frozenset[str]) -> tuple[Block, ...]:
    """The tables of a piece of text that holds `<table>`, and what stands around them."""
    reader = _Reader(source, skips=False)
    reader.take(pieces(source, names))
    return reader.blocks()


def blocks_of(found: Iterable[Piece]) -> tuple[Block, ...]:
    """The blocks of pieces that stand in no source."""
    reader = _Reader("", skips=False)
    reader.take(found)
    return reader.blocks()


@dataclass(slots=True)
class _Part:
    """The document or a cell: what was read of it so far."""

    start: int = 0
    rows: int = 1
    columns: int = 1
    flow: Flow = field(default_factory=Flow)
    blocks: list[Block] = field(default_factory=list)
    arrows: int = 0

    def end_words(self) -> None:
        if text := self.flow.text():
            self.blocks.append(Words(text))
        self.arrows += self.flow.arrows
        self.flow = Flow()


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read; `blocks` is all that stands in it, in case it only lays out."""

    grid: Grid = field(default_factory=Grid)
    cell: _Part | None = None
    begun: bool = False
    blocks: list[Block] = field(default_factory=list)


class _Reader:
    def __init__(self, source: str, *, skips: bool = True) -> None:
        self.source = source
        self.skips = skips
        self.document = _Part()
        self.tables: list[_OpenTable] = []
        self.deeper = 0
        self.arrows = 0
        # What is being left out: its name, how often it is open, why; and all that was left out.
        self.skipped = ""
        self.depth = 0
        self.reason = ""
        self.left_out: dict[str, list[str]] = {}
        self.read_plain: set[str] = set()

    def take(self, found: Iterable[Piece]) -> None:
        for piece in found:
            if self.skipped:
                self._skip(piece)
            elif not piece.name:
                self._part().flow.words(piece.text)
            elif piece.closes:
                self._close(piece)
            elif self.skips and (reason := _left_out(piece)):
                self.skipped, self.depth, self.reason = piece.name, 1, reason
            else:
                self._open(piece)

    def blocks(self) -> tuple[Block, ...]:
        while self.tables:
            self._end_table(len(self.source))
        self.document.end_words()
        return joined(self.document.blocks)

    def notes(self) -> list[tuple[str, str]]:
        found = [notes.note(reason, words) for reason, words in self.left_out.items() if any(words)]
        found += [notes.note(reason) for reason in sorted(self.read_plain)]
        return found + ([notes.note(notes.ARROWS)] if self.arrows else [])

    def _skip(self, piece: Piece) -> None:
        if not piece.name:
            self.left_out.setdefault(self.reason, []).append(piece.text.strip())
        elif piece.name == self.skipped:
            self.depth += -1 if piece.closes else 1
            self.skipped = self.skipped if self.depth else ""

    def _part(self) -> _Part:
        """The innermost cell that is open, else the document."""
        return next((one.cell for one in reversed(self.tables) if one.cell), self.document)

    def _open(self, piece: Piece) -> None:
        name = piece.name
        if name in _PLAIN:
            self.read_plain.add(_PLAIN[name])
        if name == "table":
            self._begin_table()
        elif self.deeper or not self.tables:
            self._part().flow.open(piece)
        elif name == "tr":
            self._end_cell(piece.start)
            self.tables[-1].grid.begin_row()
            self.tables[-1].begun = True
        elif name in ("td", "th"):
            self._begin_cell(piece)
        elif name in ("tbody", "thead", "tfoot"):
            self._end_cell(piece.start)
        else:
            self._part().flow.open(piece)

    def _close(self, piece: Piece) -> None:
        name = piece.name
        if name == "table" and self.deeper:
            self.deeper -= 1
            self._part().flow.end_paragraph()
        elif name == "table" and self.tables:
            self._end_table(piece.start)
        elif name in ("td", "th", "tr") and self.tables and not self.deeper:
            self._end_cell(piece.start)
        else:
            self._part().flow.close(name)

    def _begin_table(self) -> None:
        if len(self.tables) >= DEPTH:
            self.deeper += 1
            self._part().flow.end_paragraph()
            return
        self._part().end_words()
        self.tables.append(_OpenTable())

    def _begin_cell(self, piece: Piece) -> None:
        self._end_cell(piece.start)
        table, attributes = self.tables[-1], piece.attributes()
        if not table.begun:
            table.grid.begin_row()
            table.begun = True
        rows, columns = (_span(attributes.get(name, "")) for name in ("rowspan", "colspan"))
        table.cell = _Part(piece.end, rows, columns)

    def _end_cell(self, end: int) -> None:
        table = self.tables[-1]
        if table.cell is None:
            return
        part, table.cell = table.cell, None
        part.end_words()
        self.arrows += part.arrows
        text = text_of(part.blocks)
        raw = self.source[part.start : end]
        table.grid.add(Cell(text, "" if raw == text else raw, part.rows, part.columns))
        table.blocks += part.blocks

    def _end_table(self, end: int) -> None:
        self._end_cell(end)
        table = self.tables.pop()
        if lays_out(table.grid.width, table.blocks):
            self._part().blocks += table.blocks
        elif table.grid.width:
            self._part().blocks.append(table.grid.table())


# What is read without how it looks.
_PLAIN = {"s": notes.STRUCK, "strike": notes.STRUCK, "sup": notes.RAISED, "sub": notes.RAISED}


def _left_out(piece: Piece) -> str:
    """Why an element is not read; empty for what is."""
    if piece.name in VOID or piece.name in ("td", "th", "table", "body", "html"):
        return ""
    if piece.name == "del":
        return notes.DELETED
    if not piece.written:
        return ""
    attributes = piece.attributes()
    style = attributes.get("style", "")
    if _COMMENTS.search(style) or attributes.get("class", "") == "msocomanchor":
        return notes.COMMENTS
    if _HIDDEN.search(style) or "hidden" in attributes:
        return notes.HIDDEN
    if piece.name == "div" and attributes.get("title") in ("header", "footer"):
        return notes.MARGINS
    return ""


def _span(written: str) -> int:
    found = _NUMBER.match(written)
    return max(1, int(found[1])) if found else 1
