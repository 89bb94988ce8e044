"""Mark-up → lines of text, as a reader sees them: paragraphs, breaks, items with their labels, links."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reports import text as typed
from reports.readers import labels, links
from reports.readers.tags import HTML_NAMES, Piece, pieces

BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details div dl dt figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend main nav ol p page_number pre section
    summary table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905
)
# Elements that never close.
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "wbr", "base", "area"})
FIXED_SPACE = "\xa0"

_SPACE = re.compile(r"[ \t\n\f]+")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]*)", re.IGNORECASE)
_WORD_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_ARROW = re.compile(r"arrow|connector|line|ลูกศร|เส้น", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"\d{1,4}")
# What Word writes for a bullet in a symbol font: a letter of that font.
_BULLETS = frozenset("·o§Øüvqnl")

# HTML's own names of numerals, and those of style sheets.
_KINDS = {
    **{"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman"},
    **{"I": "upper-roman", "lower-latin": "lower-alpha", "upper-latin": "upper-alpha"},
}
_NUMERALS = {
    "decimal": str,
    "decimal-leading-zero": "{:02}".format,
    "lower-alpha": labels.letters,
    "upper-alpha": lambda number: labels.letters(number).upper(),
    "lower-roman": labels.roman,
    "upper-roman": lambda number: labels.roman(number).upper(),
    "thai": labels.thai_digits,
}


def lines_of(source: str, names: frozenset[str] | None = HTML_NAMES) -> str:
    """What a source says, line by line; in a text that only holds some mark-up its line ends are lines too.

    `<p>ก</p> <p>ข</p>` → `ก\\nข`; `<a href="u">u</a>` → `u`, `<a href="u">ก</a>` → `ก (u)`.
    """
    flow = Flow(keeps_line_ends=names is not None)
    flow.take(pieces(source, names))
    return flow.text()


@dataclass(slots=True)
class _List:
    """A list that is open: how it labels (None: not at all), and its next number."""

    kind: str | None
    next: int = 1


@dataclass(frozen=True, slots=True)
class _Link:
    """An open link: its target, and where its words began."""

    target: str
    lines: int
    place: int


class Flow:
    """Takes pieces of mark-up one after the other and gives their lines.

    `arrows` counts the drawn lines that were met, each written as ↔.
    """

    def __init__(self, *, keeps_line_ends: bool = False) -> None:
        self.keeps_line_ends = keeps_line_ends
        self.arrows = 0
        self._lines: list[str] = []
        self._line: list[str] = []
        self._lists: list[_List] = []
        self._label = ""
        self._ended = False
        self._link: _Link | None = None
        self._word_label: list[str] | None = None
        self._spans = 0

    def take(self, found: Iterable[Piece]) -> None:
        for piece in found:
            if not piece.name:
                self.words(piece.text)
            elif piece.closes:
                self.close(piece.name)
            else:
                self.open(piece)

    def text(self) -> str:
        """All lines, without the empty ones at both ends; nothing is open afterwards."""
        self._end_word_label()
        self._end_link()
        self.end_paragraph()
        return "\n".join(self._lines).strip("\n")

    def words(self, words: str) -> None:
        if not self.keeps_line_ends:
            self._add(_SPACE.sub(_one_space, words))
            return
        first, *more = words.split("\n")
        self._add(first)
        for line in more:
            # A line end right after a paragraph's end only stands between the tags.
            if self._line or not self._ended:
                self.break_line()
            self._ended = False
            self._add(line)

    def _add(self, words: str) -> None:
        if self._word_label is not None:
            self._word_label.append(words)
            return
        words = words.replace("\t", " ")
        if self._line and self._line[-1].endswith(" ") and words.startswith(" "):
            words = words[1:]
        if words:
            self._line.append(words)
            self._ended = self._ended and not words.strip()

    def break_line(self) -> None:
        """Ends the line, which may be empty."""
        line = "".join(self._line)
        line = (line if self.keeps_line_ends else line.replace(FIXED_SPACE, " ")).strip()
        self._line.clear()
        self._lines.append(self._labelled(line))

    def _labelled(self, line: str) -> str:
        """The line after the label of its item; a bullet gives way to a label that was typed."""
        if not line or not self._label:
            return line
        label, self._label = self._label, ""
        if label == labels.BULLET and typed.split_label(line)[0]:
            return line
        return f"{label} {line}"

    def end_paragraph(self) -> None:
        """Ends the line unless nothing stands in it; a paragraph of a fixed space is an empty line."""
        if "".join(self._line).strip(" "):
            self.break_line()
        self._line.clear()

    def open(self, piece: Piece) -> None:
        name = piece.name
        if name == "br":
            self.break_line()
        elif name == "li":
            self._begin_item(piece)
        elif name == "a":
            self._end_link()
            target = piece.attributes().get("href", "")
            self._link = _Link(target, len(self._lines), len(self._line))
        elif name == "span":
            self._begin_span(piece)
        elif name == "img":
            self._image(piece.attributes())
        elif name in ("td", "th"):
            self._add(" ")
        elif name in BLOCKS:
            self.end_paragraph()
            if name in ("ol", "ul"):
                self._lists.append(_list(piece))

    def close(self, name: str) -> None:
        if name == "a":
            self._end_link()
        elif name == "span" and self._word_label is not None:
            self._spans -= 1
            if self._spans == 0:
                self._end_word_label()
        elif name in BLOCKS or name == "li":
            self._end_word_label()
            self.end_paragraph()
            self._ended = True
            if name == "li":
                self._label = ""
            elif name in ("ol", "ul") and self._lists:
                self._lists.pop()

    def _begin_item(self, piece: Piece) -> None:
        self.end_paragraph()
        self._label = ""
        if not self._lists:
            return
        attributes, of = piece.attributes(), self._lists[-1]
        kind = _kind(attributes.get("style", ""), of.kind)
        of.next = _number(attributes.get("value", ""), of.next)
        if kind is not None:
            numeral = _NUMERALS.get(kind)
            self._label = f"{numeral(of.next)}." if numeral else labels.BULLET
        of.next += 1

    def _begin_span(self, piece: Piece) -> None:
        """Word writes the label of an item before it, in a span that says so."""
        if self._word_label is not None:
            self._spans += 1
        elif _WORD_LABEL.search(piece.attributes().get("style", "")):
            self._word_label, self._spans = [], 1

    def _end_word_label(self) -> None:
        if self._word_label is None:
            return
        label = "".join(self._word_label).replace(FIXED_SPACE, " ").strip()
        self._word_label = None
        if label:
            self._add(f"{'•' if label in _BULLETS else label} ")

    def _image(self, attributes: dict[str, str]) -> None:
        """A line that was drawn in a table is a mark; pictures say nothing."""
        if _ARROW.search(attributes.get("v:shapes", "") or attributes.get("alt", "")):
            self.arrows += 1
            self._add(labels.ARROW)

    def _end_link(self) -> None:
        link, self._link = self._link, None
        if link is None:
            return
        if link.lines == len(self._lines):
            words = "".join(self._line[link.place :])
            self._line[link.place :] = [links.written(words, link.target)]
        elif address := links.address_of(link.target):
            self._add(f" ({address})")


def _one_space(found: re.Match[str]) -> str:
    """White space with a line end or a tab in it is one space; spaces alone stay as many as they are."""
    run = found.group()
    return run if run.count(" ") == len(run) else " "


def _list(piece: Piece) -> _List:
    attributes = piece.attributes()
    kind = attributes.get("type", "1") if piece.name == "ol" else "disc"
    return _List(
        _kind(attributes.get("style", ""), _KINDS.get(kind, kind)),
        _number(attributes.get("start", ""), 1),
    )


def _kind(style: str, otherwise: str | None) -> str | None:
    """The kind of label that a style asks for; None for no label."""
    found = _LIST_STYLE.search(style)
    if found is None:
        return otherwise
    words = found[1].lower().split()
    if "none" in words:
        return None
    return next((_KINDS.get(word, word) for word in words), otherwise)


def _number(written: str, otherwise: int) -> int:
    return int(written) if _SMALL_NUMBER.fullmatch(written) else otherwise
