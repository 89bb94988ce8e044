"""Glyphs put into a font: any outline, and the signs that Sarabun lacks."""

from collections.abc import Iterator

from fontTools.misc.transform import Transform
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def set_glyph(font: TTFont, name: str, glyph, width: int) -> None:
    """Adds a glyph, or draws one anew; the width in units of the font's em."""
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin if glyph.numberOfContours else 0)


def add_signs(font: TTFont) -> None:
    """↔ from the arrows there are; boxes, dots and ticks that are pasted from other programs."""
    for code, contours, width in _signs():
        pen = TTGlyphPen(None)
        for contour in contours:
            pen.moveTo(contour[0])
            for point in contour[1:]:
                pen.lineTo(point)
            pen.closePath()
        _add_sign(font, code, pen.glyph(), width)
    _add_double_arrow(font)


def _signs() -> Iterator[tuple[int, list[list[tuple[int, int]]], int]]:
    """Code point, contours (outer clockwise, inner the other way), width."""
    box, tick = _ring(60, 0, 560, 500, 40), [_tick(60, 0, 1.0)]
    yield 0x2610, box, 620
    yield 0x2611, [*box, _tick(120, 60, 0.8)], 620
    yield 0x2713, tick, 620
    yield 0x2714, tick, 620
    yield 0x25A1, box, 620
    yield 0x25AA, [_rectangle(60, 130, 300, 370)], 360
    yield 0x25CB, [_disc(310, 250, 250), _disc(310, 250, 212)[::-1]], 620
    yield 0x25CF, [_disc(310, 250, 250)], 620
    yield 0x2011, [_rectangle(50, 222, 300, 272)], 350


def _rectangle(left: int, bottom: int, right: int, top: int) -> list[tuple[int, int]]:
    return [(left, bottom), (left, top), (right, top), (right, bottom)]


def _ring(left: int, bottom: int, right: int, top: int, pen: int) -> list[list[tuple[int, int]]]:
    inner = _rectangle(left + pen, bottom + pen, right - pen, top - pen)
    return [_rectangle(left, bottom, right, top), inner[::-1]]


# A circle as a polygon of 32 corners: at the size of a letter nobody sees them.
_CIRCLE = [
    (1000, 0), (981, 195), (924, 383), (831, 556), (707, 707), (556, 831), (383, 924), (195, 981),
]  # fmt: skip


def _disc(x: int, y: int, radius: int) -> list[tuple[int, int]]:
    quarters = [(1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0)]
    around = [
        (x + (a * cx + b * cy) * radius // 1000, y + (c * cx + d * cy) * radius // 1000)
        for a, b, c, d in quarters
        for cx, cy in _CIRCLE
    ]
    return around[::-1]


def _tick(x: int, y: int, scale: float) -> list[tuple[int, int]]:
    corners = [(0, 230), (40, 275), (170, 130), (450, 520), (500, 480), (175, 20)]
    return [(round(x + cx * scale), round(y + cy * scale)) for cx, cy in corners]


def _add_double_arrow(font: TTFont) -> None:
    """↔: the left half of ← and the right half of →, which overlap in their shafts."""
    glyph_set = font.getGlyphSet()
    width = glyph_set["arrowright"].width
    pen = TTGlyphPen(None)
    for arrow, shift in (("arrowleft", 0), ("arrowright", width // 3)):
        outline = DecomposingRecordingPen(glyph_set)
        glyph_set[arrow].draw(TransformPen(outline, Transform(dx=shift)))
        outline.replay(pen)
    _add_sign(font, 0x2194, pen.glyph(), width + width // 3)


def _add_sign(font: TTFont, code: int, glyph, width: int) -> None:
    if code in font.getBestCmap():
        return
    name = f"uni{code:04X}"
    set_glyph(font, name, glyph, width)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name
