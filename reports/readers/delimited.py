"""Text with tables in it → paper: cells between tabs, commas, semicolons or strokes, words around them.

Text of a scanner's software holds left-overs of HTML and Markdown, whole HTML tables, too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from reports.readers import broken, grid, html, links, sheet
from reports.readers.blocks import Block, joined
from reports.readers.flow import lines_of
from reports.readers.paper import Cell, NotReadable, Paper, Words
from reports.readers.tags import HTML_NAMES

# What may stand between the cells of a file that is one table, the likeliest first.
DELIMITERS = (",", ";", "|")
# So many cells make a row: a sentence may hold a comma.
CELLS = 3
# How far the delimiter is looked for.
SAMPLE = 200_000
# A text of more lines or cells is no report.
LINES = 50_000

_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|ul|ol|li|u|a|br|div|span|b|i|strong|em|font)\b[^<>]*>", re.IGNORECASE)
_RULER = re.compile(
    r"""
      \s*+(?:\|\s*+)?:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)++(?:\|\s*+)?
    | \s*+\|\s*+:?--++:?\s*+\|\s*+
    """,
    re.VERBOSE,
)
_STROKE = re.compile(r"(?<!\\)\|")
_NO_WORDS = re.compile(r"\s*(?:```\w*|-{3,}|\*{3,}|_{3,})\s*")

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(\s*([^\s()]+)\s*\)")
_BARE_MAIL = re.compile(r"[^\s:/]+@[^\s:/]+")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+)(?<=\S)\*\*")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_MARKED_UP = re.compile(r"[<&*\[\\]|^\s*#", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")


def read(text: str) -> Paper:
    """The paper of a text whose line ends are `\\n`. Raises NotReadable for a table that is too large."""
    if text.count("\n") > LINES or text.count("\t") > grid.CELLS:
        raise NotReadable(grid.TOO_LARGE)
    delimiter = _delimiter(text)
    if delimiter:
        rows = _with_whole_words(_separated(text, delimiter), delimiter)
        table = grid.plain_table(map(_plain, row) for row in rows)
        return Paper("csv", sheet.blocks_of(list(table.rows)))
    return Paper("text", joined(_blocks(text)))


def _blocks(text: str) -> Iterator[Block]:
    for is_html, piece in _parts(text):
        if is_html:
            yield from html.tables_in(piece, HTML_NAMES)
        else:
            yield from _tabbed(piece)


# ------------------------------------------------------------------ text with tables among the words


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text cut at its HTML tables, the tables themselves marked; one that never ends goes to the end."""
    depth, after = 0, 0
    for found in _TABLE.finditer(text):
        closes = bool(found[1])
        if depth == 0 and not closes:
            yield False, text[after : found.start()]
            after = found.start()
        depth = max(0, depth - 1) if closes else depth + 1
        if depth == 0 and closes and text[after : after + 6].lower() == "<table":
            end = text.find(">", found.end()) + 1 or len(text)
            yield True, text[after:end]
            after = end
    yield depth > 0, text[after:]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text as it stands (a quoted cell may hold several), what it is, and its cells if it is a row.

    kind: `words`, `tabs`, `strokes`, or `ruler` for the line under the head of a table of strokes.
    """

    raw: str
    kind: str
    cells: tuple[str, ...] = ()


def _tabbed(text: str) -> Iterator[Block]:
    for kind, run in groupby(_lines(text), key=lambda line: line.kind):
        lines = list(run)
        if kind == "words":
            raw = "\n".join(line.raw for line in lines).strip("\n")
            if words := _resolved("\n".join(_kept(raw))):
                yield Words(words, "" if raw == words else raw)
        else:
            table = grid.plain_table(map(_marked_up, line.cells) for line in lines if line.cells)
            yield from sheet.blocks_of(list(table.rows), is_page=True)


def _kept(raw: str) -> list[str]:
    """The lines of words but for rules and fences, which only set them apart."""
    return [line for line in raw.split("\n") if not _NO_WORDS.fullmatch(line)]


# A cell in quotes may hold line ends, never a tab: a quote left open takes no neighbour with it.
_TABBED = re.compile(r'(?:"((?:[^"\t]|"")*+)"(?=\t|\n|\Z)|([^\t\n]*))(\t|\n|\Z)')


def _lines(text: str) -> Iterator[_Line]:
    lines = [
        line
        for raw, cells in _tabbed_lines(text)
        for line in ([_Line(raw, "tabs", tuple(cells))] if len(cells) > 1 else _plain_lines(raw))
    ]
    is_row = False
    for line, after in pairwise([*_with_whole_rows(lines), _Line("", "words")]):
        if line.kind == "words":
            is_row = line.raw.lstrip().startswith("|") or (
                (is_row or after.kind == "ruler") and _STROKE.search(line.raw) is not None
            )
            yield _Line(line.raw, "strokes", _strokes(line.raw)) if is_row else line
        else:
            is_row = line.kind == "ruler"
            yield _Line(line.raw, "strokes") if is_row else line


def _with_whole_rows(lines: list[_Line]) -> list[_Line]:
    """The lines with rows that were broken over several put together."""
    cells = [line.cells or (line.raw,) for line in lines]
    made, after = [], 0
    for start, end in broken.regions(cells):
        made += lines[after:start]
        after = start
        for count in broken.whole_rows(cells[start:end]):
            row = lines[after : after + count]
            after += count
            raw = "\n".join(line.raw for line in row)
            whole = broken.joined([line.cells or (line.raw,) for line in row])
            made += [_Line(raw, "tabs", whole)] if count > 1 else row
    return made + lines[after:]


def _plain_lines(raw: str) -> Iterator[_Line]:
    for line in raw.split("\n"):
        yield _Line(line, "ruler" if _RULER.fullmatch(line) else "words")


def _tabbed_lines(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line with its cells."""
    cells: list[str] = []
    start = 0
    for found in _TABBED.finditer(text):
        quoted = found[1]
        needed = quoted is not None and ("\n" in quoted or '""' in quoted)
        cells.append(quoted.replace('""', '"') if needed else text[found.start() : found.start(3)])
        if found[3] != "\t":
            yield text[start : found.start(3)], cells
            cells, start = [], found.end()
        if not found[3]:
            return


def _strokes(line: str) -> tuple[str, ...]:
    """The cells of a line of Markdown's table; none of an empty row, which stands for no header."""
    cells = [cell.strip() for cell in _STROKE.split(line.strip())]
    cells = cells[1:] if cells and not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1] else cells
    return tuple(cells) if any(cells) else ()


# ------------------------------------------------------------------ a file that is one table


def _delimiter(text: str) -> str:
    """What stands between the cells of a file that is one table; empty where it is none or has tabs."""
    sample = text[:SAMPLE]
    if _TABLE.search(sample):
        return ""
    best, (width, rows, _) = "", _shape(sample, "\t", 2)
    most = (width - 1) * rows
    for delimiter in DELIMITERS:
        width, rows, all_rows = _shape(sample, delimiter, CELLS)
        is_table = rows >= 2 and rows * 2 > all_rows
        if is_table and (width - 1) * rows > most:
            best, most = delimiter, (width - 1) * rows
    return "" if best == "|" and _is_markdown(sample) else best


def _shape(text: str, delimiter: str, least: int) -> tuple[int, int, int]:
    """How wide most rows are, how many are so, how many there are; what has fewer cells is words."""
    rows = (row for row in _separated(text, delimiter) if any(row) and len(row) >= least)
    widths = Counter(map(len, rows))
    width, count = max(widths.items(), key=lambda found: (found[0] - 1) * found[1], default=(1, 0))
    return width, count, widths.total()


def _with_whole_words(rows: Iterable[list[str]], delimiter: str) -> Iterator[list[str]]:
    """Words around the table may hold a comma: what has too few cells for a row is one."""
    for row in rows:
        yield row if len(row) >= CELLS else [delimiter.join(row)]


def _is_markdown(text: str) -> bool:
    return any(_RULER.fullmatch(line) or line.startswith("|") for line in text.split("\n"))


def _separated(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a file by RFC 4180; a quote that never closes is a character like any other."""
    mark = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]|"")*+)"(?={mark}|\n|\Z)|([^{mark}\n]*))({mark}|\n|\Z)')
    row: list[str] = []
    for found in cell.finditer(text.rstrip("\n")):
        row.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        if found[3] != delimiter:
            yield row
            row = []
        if not found[3]:
            return


# ------------------------------------------------------------------ cells


def _plain(raw: str) -> Cell:
    """A cell of a data file: as it stands, but for tags of HTML."""
    text = lines_of(raw) if _TAG.search(raw) else _stripped(raw)
    return _cell(text, raw)


def _marked_up(raw: str) -> Cell:
    return _cell(_resolved(raw), raw)


def _cell(text: str, raw: str) -> Cell:
    return Cell(text, "" if raw == text else raw)


def _stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def _resolved(raw: str) -> str:
    """The text of a piece of Markdown with left-overs of HTML."""
    if not _MARKED_UP.search(raw):
        return _stripped(raw)
    text = _HEADING.sub("", lines_of(raw))
    text = _MARKDOWN_LINK.sub(_link, _BOLD.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text)


def _link(found: re.Match[str]) -> str:
    words, target = found.groups()
    return links.written(words, f"mailto:{target}" if _BARE_MAIL.fullmatch(target) else target)
