"""What the codes of a PDF's font mean, by the table that the file gives for it (ISO 32000-1, 9.10.3)."""

import re
from dataclasses import dataclass, field
from typing import Any

UNKNOWN = "�"

_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9a-fA-F\s]*)>|([\[\]])")
# A range is never longer in a file that means well.
_RANGE = 65536


@dataclass(slots=True)
class Font:
    """How many bytes a code has, and the text of each; codes that nothing is said of are Latin or unknown."""

    size: int = 1
    texts: dict[int, str] = field(default_factory=dict)
    is_latin: bool = True

    def text(self, data: bytes) -> str:
        codes = (
            int.from_bytes(data[at : at + self.size], "big")
            for at in range(0, len(data), self.size)
        )
        return "".join(self._one(code) for code in codes)

    def _one(self, code: int) -> str:
        if code in self.texts:
            return self.texts[code]
        if self.is_latin and 32 <= code < 256:
            return bytes([code]).decode("cp1252", errors="replace")
        return UNKNOWN


def of(resource: Any) -> Font:
    """The font of a page's resource, a dictionary of pypdf."""
    font = Font()
    if resource.get("/Subtype") == "/Type0":
        font.size, font.is_latin = 2, False
    table = resource.get("/ToUnicode")
    if table is not None and hasattr(table.get_object(), "get_data"):
        _read(font, table.get_object().get_data())
    return font


def _read(font: Font, table: bytes) -> None:
    for kind, body in _SECTION.findall(table):
        tokens = [bracket or bytes.fromhex(digits.decode()) for digits, bracket in _tokens(body)]
        if kind == b"codespacerange" and tokens:
            font.size = max(1, len(tokens[0]))
        elif kind == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                font.texts[int.from_bytes(code, "big")] = _text(text)
        elif kind == b"bfrange":
            _read_ranges(font, tokens)


def _tokens(body: bytes) -> list[tuple[bytes, bytes]]:
    found = ((b"".join(digits.split()), bracket) for digits, bracket in _TOKEN.findall(body))
    return [(digits + b"0" * (len(digits) % 2), bracket) for digits, bracket in found]


def _read_ranges(font: Font, tokens: list[bytes]) -> None:
    """<first> <last> <text of the first>, or <first> <last> [<text of each> …]."""
    at = 0
    while at + 2 < len(tokens):
        first, last = (int.from_bytes(one, "big") for one in tokens[at : at + 2])
        if tokens[at + 2] == b"[":
            end = tokens.index(b"]", at) if b"]" in tokens[at:] else len(tokens)
            for place, text in enumerate(tokens[at + 3 : end]):
                font.texts[first + place] = _text(text)
            at = end + 1
            continue
        text = _text(tokens[at + 2])
        for code in range(first, min(last, first + _RANGE) + 1):
            if text:
                font.texts[code] = text[:-1] + chr(min(ord(text[-1]) + code - first, 0x10FFFF))
        at += 3


def _text(data: bytes) -> str:
    return data.decode("utf-16-be", errors="replace")
