"""The report's fonts as a book embeds them: each once and whole, for all chapters that were printed with them."""

import io
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from fontTools.ttLib import TTFont

from reports.writers import font, press

# Glyphs that one line of a table of meanings may hold (Adobe's technical note 5014).
MOST_IN_A_BLOCK = 100


@dataclass(frozen=True)
class WholeFont:
    """One weight of the report's font; `name` is that of its file in a PDF (ITA-Report-Light)."""

    name: str
    data: bytes

    @cached_property
    def meanings(self) -> dict[int, str]:
        """Glyph → the text that it stands for."""
        return font.texts(self.data)

    @cached_property
    def opened(self) -> TTFont:
        return TTFont(io.BytesIO(self.data))

    @cached_property
    def outlines(self) -> "Outlines":
        return Outlines(self.data)

    def widths(self) -> list[float]:
        """Of each glyph in order, in thousandths of an em."""
        per_em = self.opened["head"].unitsPerEm
        metrics = self.opened["hmtx"]
        return [metrics[name][0] * 1000 / per_em for name in self.opened.getGlyphOrder()]

    def glyphs(self, words: str) -> list[int]:
        """The glyphs of letters that need no shaping: digits, hyphens, spaces."""
        names = self.opened.getBestCmap()
        return [self.opened.getGlyphID(names[ord(letter)]) for letter in words]

    def has(self, embedded: bytes, used: Iterable[int]) -> bool:
        """Whether every glyph used of an embedded part of a font is one of ours, drawn the same."""
        theirs = Outlines(embedded)
        return all(
            glyph in self.meanings and theirs.drawn(glyph) == self.outlines.drawn(glyph)
            for glyph in used
        )

    def box(self) -> list[int]:
        head = self.opened["head"]
        per_em = head.unitsPerEm
        return [
            round(side * 1000 / per_em) for side in (head.xMin, head.yMin, head.xMax, head.yMax)
        ]

    def meaning_table(self) -> bytes:
        """The /ToUnicode of the font (ISO 32000-1, 9.10.3)."""
        lines = [
            f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>"
            for glyph, text in sorted(self.meanings.items())
        ]
        blocks = [lines[at : at + MOST_IN_A_BLOCK] for at in range(0, len(lines), MOST_IN_A_BLOCK)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return _HEAD.encode() + body.encode() + _END.encode()


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_END = """
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Outlines:
    """The drawings in a TrueType file, glyph by glyph, without reading more of it than that."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tables: Mapping[bytes, tuple[int, int]] = dict(_tables(data))
        head, _ = self.tables[b"head"]
        (self.is_long,) = struct.unpack_from(">h", data, head + 50)

    def drawn(self, glyph: int) -> bytes | None:
        """The drawing of a glyph as it is stored; None where there is no such glyph."""
        loca, length = self.tables[b"loca"]
        size, form, factor = (4, ">2L", 1) if self.is_long else (2, ">2H", 2)
        if (glyph + 2) * size > length:
            return None
        start, end = struct.unpack_from(form, self.data, loca + glyph * size)
        at, _ = self.tables[b"glyf"]
        return self.data[at + start * factor : at + end * factor].rstrip(b"\0")


def _tables(data: bytes):
    """Name, offset and length of each table of a font file."""
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(count):
        name, _, offset, length = struct.unpack_from(">4s3L", data, 12 + 16 * place)
        yield name, (offset, length)


def whole_fonts() -> dict[str, WholeFont]:
    """Both weights by their names. Raises OSError where `prepare_printing` has not run."""
    family = font.FAMILY.replace(" ", "-")
    names = {"Light": "Light", "SemiBold": "Semi-Bold"}
    made = (
        WholeFont(f"{family}-{names[style]}", press.font_file(style).read_bytes())
        for style in press.STYLES.values()
    )
    return {one.name: one for one in made}


def packed(data: bytes) -> bytes:
    return zlib.compress(data, 9)
