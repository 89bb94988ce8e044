"""Mark-up → lines of text, as a reader sees them: paragraphs, breaks, items with their labels, links."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from ita_portal import thai
from reports import text as typed
from reports.readers.tags import HTML_NAMES, Piece, pieces

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend main nav ol p page_number pre section"
    " summary table tbody tfoot thead tr ul".split()
)
BULLET = "-"
NO_BREAK_SPACE = "\xa0"

_LINE_END = re.compile(r"[ \t\f]*[\n\t\f][ \n\t\f]*")
_NO_LABEL = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_THAI_LABEL = re.compile(r"list-style(?:-type)?\s*:[^;]*\bthai\b", re.IGNORECASE)


def lines_of(source: str, names: frozenset[str] | None = HTML_NAMES) -> str:
    """What a source says, line by line; in a source that is no HTML as a whole its line ends are lines too.

    `<p>ก</p> <p>ข</p>` → `ก\\nข`; `<a href="u">u</a>` → `u`, `<a href="u">ก</a>` → `ก (u)`.
    """
    flow = Flow(keeps_line_ends=names is not None)
    flow.take(pieces(source, names))
    return flow.text()


@dataclass(slots=True)
class _List:
    """A list that is open: how its next item is labelled; a label of None leaves that to the words."""

    label: Callable[[int], str] | None
    next: int = 1
    ordered: bool = False


class Flow:
    """Takes pieces of mark-up one after the other and gives their lines."""

    def __init__(self, *, keeps_line_ends: bool = False) -> None:
        self.keeps_line_ends = keeps_line_ends
        self.lines: list[str] = []
        self._line: list[str] = []
        self._lists: list[_List] = []
        self._label = ""
        self._bullet = False
        self._link: _Link | None = None

    def take(self, found: Iterable[Piece]) -> None:
        for piece in found:
            if not piece.name:
                self.words(piece.text)
            elif piece.closes:
                self.close(piece.name)
            else:
                self.open(piece)

    def text(self) -> str:
        """All lines, without the empty ones at both ends."""
        self._end_link()
        self.end_paragraph()
        return "\n".join(self.lines).strip("\n")

    def words(self, words: str) -> None:
        if self.keeps_line_ends:
            first, *more = words.split("\n")
            self._add(first)
            for line in more:
                self.break_line()
                self._add(line)
        else:
            self._add(_LINE_END.sub(" ", words))

    def _add(self, words: str) -> None:
        words = words.replace("\t", " ")
        if self._line and self._line[-1].endswith(" ") and words.startswith(" "):
            words = words[1:]
        if words:
            self._line.append(words.replace(NO_BREAK_SPACE, " ") if words.strip(" ") else words)

    def break_line(self) -> None:
        """Ends the line, which may be empty."""
        line = "".join(self._line).strip()
        self._line.clear()
        if line and self._label and not (self._bullet and typed.split_label(line)[0]):
            line = f"{self._label} {line}"
        if line:
            self._label = ""
        self.lines.append(line)

    def end_paragraph(self) -> None:
        """Ends the line unless nothing stands in it; a paragraph of a fixed space is an empty line."""
        if "".join(self._line).strip(" "):
            self.break_line()
        self._line.clear()

    def open(self, piece: Piece) -> None:
        name = piece.name
        if name == "br":
            self.break_line()
        elif name in ("ol", "ul"):
            self.end_paragraph()
            self._lists.append(_list(piece))
        elif name == "li":
            self._begin_item(piece)
        elif name == "a":
            self._end_link()
            self._link = _Link(piece.attributes().get("href", ""), len(self.lines), len(self._line))
        elif name in ("td", "th") and self._line:
            self._add(" ")
        elif name in BLOCKS:
            self.end_paragraph()

    def close(self, name: str) -> None:
        if name == "a":
            self._end_link()
        elif name in BLOCKS or name == "li":
            self.end_paragraph()
        if name in ("ol", "ul") and self._lists:
            self._lists.pop()
        if name == "li":
            self._label = ""

    def _begin_item(self, piece: Piece) -> None:
        self.end_paragraph()
        self._label = ""
        if not self._lists or self._lists[-1].label is None:
            return
        of = self._lists[-1]
        value = piece.attributes().get("value", "")
        of.next = int(value) if re.fullmatch(r"\d{1,4}", value) else of.next
        self._label, self._bullet = of.label(of.next), not of.ordered
        of.next += 1

    def _end_link(self) -> None:
        link, self._link = self._link, None
        if link is None or not link.leads_out:
            return
        if link.lines != len(self.lines):
            self._add(f" ({link.address})")
            return
        words = "".join(self._line[link.place :])
        self._line[link.place :] = [link.written(words)]


@dataclass(frozen=True, slots=True)
class _Link:
    """An open link: its target, and where its words began."""

    href: str
    lines: int
    place: int

    @property
    def leads_out(self) -> bool:
        """Whether the target says something on paper, too."""
        return self.href.strip().lower().startswith(("http://", "https://", "mailto:", "ftp://"))

    @property
    def address(self) -> str:
        href = self.href.strip()
        return href[7:].partition("?")[0] if href.lower().startswith("mailto:") else href

    def written(self, words: str) -> str:
        return with_address(words, self.address)


def with_address(words: str, address: str) -> str:
    """Words of a link with its address after them, unless they are the address."""
    shown = words.strip()
    if not shown:
        return f"{words}{address}"
    if _same(shown, address):
        return words
    if _same("".join(shown.split()), address):
        return words.replace(shown, address)
    return f"{words.rstrip()} ({address}){' ' if words[-1:].isspace() else ''}"


def _same(words: str, address: str) -> bool:
    return _bare(words) == _bare(address)


def _bare(address: str) -> str:
    address = unquote(address).strip().lower().removeprefix("mailto:")
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def _list(piece: Piece) -> _List:
    attributes = piece.attributes()
    style = attributes.get("style", "")
    if _NO_LABEL.search(style):
        return _List(None)
    if piece.name == "ul":
        return _List(lambda number: BULLET)
    start = attributes.get("start", "")
    first = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
    kind = "thai" if _THAI_LABEL.search(style) else attributes.get("type", "1")
    return _List(lambda number: f"{numeral(number, kind)}.", first, ordered=True)


def numeral(number: int, kind: str) -> str:
    """A number as a list writes it: `1`, `a`, `A`, `i`, `I` of HTML, or `thai`."""
    if kind == "thai":
        return thai.to_thai_digits(str(number))
    if kind in ("a", "A") and number > 0:
        return letters(number) if kind == "a" else letters(number).upper()
    if kind in ("i", "I") and number > 0:
        return roman(number) if kind == "i" else roman(number).upper()
    return str(number)


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """4 → iv, 1998 → mcmxcviii."""
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written
