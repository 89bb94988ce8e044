"""What is drawn on a page of a PDF → the words of each marked piece, with the height they stand at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reports.readers.pdf import fonts
from reports.readers.pdf.fonts import Font

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that were drawn at once; `height` is where, in the page's own units."""

    text: str
    height: float


@dataclass(slots=True)
class _Mark:
    """A piece that is open: its number, None where it has none.

    instead: what is to be read in place of what is drawn; empty once it was said.
    """

    number: int | None
    instead: str = ""
    is_replaced: bool = False


@dataclass(slots=True)
class _Text:
    line: Matrix = _SAME
    leading: float = 0
    font: Font = field(default_factory=Font)


def runs_of(page: Any) -> dict[int, list[Run]]:
    """The words on a page of pypdf by the number of their mark; what bears none is no text of the document."""
    reader = _Reader(page)
    content = page.get_contents()
    for operands, operator in content.operations if content is not None else ():
        reader.do(operator, operands)
    return reader.runs


class _Reader:
    def __init__(self, page: Any) -> None:
        self.resources = page.get("/Resources", {})
        self.fonts: dict[str, Font] = {}
        self.runs: dict[int, list[Run]] = {}
        self.marks: list[_Mark] = []
        self.matrix = _SAME
        self.saved: list[tuple[Matrix, Font]] = []
        self.text = _Text()

    def do(self, operator: bytes, operands: list[Any]) -> None:
        action = self._ACTIONS.get(operator)
        if action is not None:
            action(self, operands)

    # ---- marks

    def _begin(self, operands: list[Any]) -> None:
        self.marks.append(_Mark(self._number()))

    def _begin_with(self, operands: list[Any]) -> None:
        properties = operands[1]
        if isinstance(properties, str):
            properties = self.resources.get("/Properties", {}).get(properties, {}).get_object()
        number = properties.get("/MCID", self._number()) if operands[0] != "/Artifact" else None
        words = str(properties.get("/ActualText", ""))
        self.marks.append(_Mark(number, words, "/ActualText" in properties))

    def _end(self, operands: list[Any]) -> None:
        if self.marks:
            self._say("")
            self.marks.pop()

    def _number(self) -> int | None:
        return self.marks[-1].number if self.marks else None

    # ---- places

    def _save(self, operands: list[Any]) -> None:
        self.saved.append((self.matrix, self.text.font))

    def _restore(self, operands: list[Any]) -> None:
        if self.saved:
            self.matrix, self.text.font = self.saved.pop()

    def _transform(self, operands: list[Any]) -> None:
        self.matrix = _times(_matrix(operands), self.matrix)

    def _begin_text(self, operands: list[Any]) -> None:
        self.text.line = _SAME

    def _place(self, operands: list[Any]) -> None:
        self.text.line = _matrix(operands)

    def _move(self, operands: list[Any]) -> None:
        across, down = map(float, operands)
        self.text.line = _times((1, 0, 0, 1, across, down), self.text.line)

    def _move_and_lead(self, operands: list[Any]) -> None:
        self.text.leading = -float(operands[1])
        self._move(operands)

    def _lead(self, operands: list[Any]) -> None:
        self.text.leading = float(operands[0])

    def _next_line(self, operands: list[Any]) -> None:
        self._move([0, -self.text.leading])

    # ---- words

    def _font(self, operands: list[Any]) -> None:
        name = operands[0]
        if name not in self.fonts:
            found = self.resources.get("/Font", {}).get(name)
            self.fonts[name] = Font() if found is None else fonts.of(found.get_object())
        self.text.font = self.fonts[name]

    def _show(self, operands: list[Any]) -> None:
        self._say(self._decoded(operands[-1]))

    def _show_on_next_line(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands)

    def _show_spaced(self, operands: list[Any]) -> None:
        """Pieces with room between them; words are parted by spaces, never by room alone."""
        self._say(
            "".join(self._decoded(one) for one in operands[0] if isinstance(one, (str, bytes)))
        )

    def _decoded(self, drawn: Any) -> str:
        data = getattr(drawn, "original_bytes", drawn)
        return self.text.font.text(data if isinstance(data, bytes) else data.encode("latin-1"))

    def _say(self, words: str) -> None:
        """Words where the pen is; those of a piece that is replaced are what stands instead, once."""
        replaced = next((mark for mark in self.marks if mark.is_replaced), None)
        if replaced is not None:
            words, replaced.instead = replaced.instead, ""
        number = self._number()
        if words and number is not None:
            height = _times(self.text.line, self.matrix)[5]
            self.runs.setdefault(number, []).append(Run(words, height))

    _ACTIONS: dict[bytes, Callable[["_Reader", list[Any]], None]] = {
        b"BMC": _begin,
        b"BDC": _begin_with,
        b"EMC": _end,
        b"q": _save,
        b"Q": _restore,
        b"cm": _transform,
        b"BT": _begin_text,
        b"Tm": _place,
        b"Td": _move,
        b"TD": _move_and_lead,
        b"TL": _lead,
        b"T*": _next_line,
        b"Tf": _font,
        b"Tj": _show,
        b"TJ": _show_spaced,
        b"'": _show_on_next_line,
        b'"': _show_on_next_line,
    }


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )
