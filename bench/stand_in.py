"""A font that measures like TH SarabunPSK where that is not installed: Sarabun on a larger em."""

from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from reports.writers.word import FONT

STYLES = ("Regular", "Bold")
# ก is so many ems high in either (docs/printing.md); the lines of TH SarabunPSK are about so high and deep.
SARABUN, OFFICIAL = 0.586, 0.401
ASCENT, DESCENT = 0.86, 0.27


def make(folder: Path) -> None:
    """The font's two files in a folder, for programs that are told to look there."""
    for style in STYLES:
        font = TTFont(finders.find(f"fonts/Sarabun-{style}.ttf"))
        _measure(font, round(font["head"].unitsPerEm * SARABUN / OFFICIAL))
        _rename(font, style)
        font.save(folder / f"{style}.ttf")


def _measure(font: TTFont, em: int) -> None:
    font["head"].unitsPerEm = em
    lines, system = font["hhea"], font["OS/2"]
    ascent, descent = round(em * ASCENT), round(em * DESCENT)
    lines.ascent, lines.descent, lines.lineGap = ascent, -descent, 0
    system.sTypoAscender, system.sTypoDescender, system.sTypoLineGap = ascent, -descent, 0
    system.usWinAscent, system.usWinDescent = ascent, descent


def _rename(font: TTFont, style: str) -> None:
    full = FONT if style == "Regular" else f"{FONT} {style}"
    names = {1: FONT, 4: full, 6: full.replace(" ", "-"), 16: FONT}
    for name in font["name"].names:
        name.string = names.get(name.nameID, name.toUnicode())
