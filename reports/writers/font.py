"""The font of the printed report, derived from Sarabun so that the text layer of a PDF is exact.

A PDF names the characters of each glyph once, and Pango shapes Thai into glyphs that share their
characters: sara am becomes two glyphs, a tone above a vowel two more at odd places. Search, copy
and screen readers then find other words than the paper shows. Here one glyph stands for each of
these, every mark has its place drawn into it, and nothing is left to be moved.

Sarabun is under the SIL Open Font License, without a reserved name; what is derived from it is
under the same licence and bears another name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import product
from math import gcd
from pathlib import Path
from string import ascii_letters

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.misc.transform import Offset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, TTLibError, newTable
from fontTools.ttLib.tables import otTables

from reports.writers import glyphs

FAMILY = "ITA Report"

# On a smaller em the same letters are larger: WeasyPrint guesses from the em how many characters a
# line may hold, and with Sarabun's own it guesses too few and Thai words are cut at line ends.
UNITS_PER_EM = 800

# What offices write in; other scripts come from the fonts of the machine.
KEPT = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x0E01, 0x0E5C),
    range(0x2007, 0x2070),
    range(0x20AC, 0x20AD),
    range(0x2100, 0x2123),
    range(0x2150, 0x2300),
    # Without the dotted circle, which shapers put below a mark that stands alone.
    range(0x25A0, 0x25CC),
    range(0x25CD, 0x25D0),
)


def _glyphs(*codes: int) -> tuple[str, ...]:
    return tuple(f"uni{code:04X}" for code in codes)


NIKHAHIT, SARA_AA, SARA_AM = _glyphs(0x0E4D, 0x0E32, 0x0E33)
VOWELS_ABOVE = _glyphs(0x0E31, 0x0E34, 0x0E35, 0x0E36, 0x0E37, 0x0E47, 0x0E4D)
TONES = _glyphs(0x0E48, 0x0E49, 0x0E4A, 0x0E4B)
THANTHAKHAT, YAMAKKAN = _glyphs(0x0E4C, 0x0E4E)
SINGLES_ABOVE = (*VOWELS_ABOVE, *TONES, THANTHAKHAT, YAMAKKAN)
BELOW = _glyphs(0x0E38, 0x0E39, 0x0E3A)
# All marks above stand like the one, all marks below like the other.
A_VOWEL, A_LOW_VOWEL = "uni0E34", "uni0E38"

# Consonants that lose a part below (ญ) or get shorter (ฬ) to make room for a mark.
ROOM_BELOW = {
    "uni0E0D": "yoYingthai.less",
    "uni0E10": "thoThanthai.less",
    "uni0E0E": "doChadathai.short",
    "uni0E0F": "toPatakthai.short",
}
ROOM_ABOVE = {"uni0E2C": "loChulathai.short"}

TALL_CONSONANTS = _glyphs(0x0E1B, 0x0E1D, 0x0E1F)
DEEP_CONSONANTS = ("doChadathai.short", "toPatakthai.short")

# Nobody sees it, but it keeps a mark before the next letter for readers that sort letters by place.
MARK_WIDTH = 4

# Marks are drawn at places this far apart, in units of Sarabun's em of 1000: none stands more than
# half of it from where Sarabun would put it, a twentieth of a point on paper.
APART = 10


class MissingSource(RuntimeError):
    """The packaged Sarabun is not the font that this module knows how to derive from."""


def derive(source: Path, style: str) -> bytes:
    """The report font in one style ("Light") as a TrueType file, from a file of Sarabun.

    The same source always gives the same bytes. Raises MissingSource.
    """
    try:
        font = TTFont(source, recalcTimestamp=False)
        _keep_what_is_used(font)
        marks = Marks(font)
        marks.draw()
        glyphs.add_signs(font)
        _describe(font, marks)
    except (OSError, KeyError, TTLibError) as error:
        raise MissingSource(f"{source.name}: {error}") from error
    _rename(font, style)
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _keep_what_is_used(font: TTFont) -> None:
    options = subset.Options(
        hinting=False,
        glyph_names=True,
        layout_features=["ccmp", "kern", "mark", "mkmk"],
        notdef_outline=True,
        name_IDs=[0, 13, 14],
        name_languages="*",
        drop_tables=["DSIG", "gasp"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for codes in KEPT for code in codes])
    subsetter.subset(font)


# Marks -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where marks stand beside a group of consonants: the suffix of their glyphs, how far from the usual."""

    suffix: str
    shift: int = 0


USUAL = Place("")
# Sarabun's own forms of marks: beside a tall stem; above or below another mark.
NARROW, SMALL = Place(".narrow"), Place(".small")


def _moved(shift: int) -> Place:
    side = "left" if shift < 0 else "right"
    return Place(f".{side}{abs(shift)}", shift) if shift else USUAL


class Marks:
    """The glyphs of the marks of one font, and which consonants they stand beside.

    Sarabun places a mark by a pair of anchors, one on the consonant and one on the mark; so does
    what is drawn here, once for all consonants that nearly agree.
    """

    def __init__(self, font: TTFont) -> None:
        self.font = font
        self.glyph_set = font.getGlyphSet()
        self.lookups = font["GPOS"].table.LookupList.Lookup

    # The anchors of Sarabun

    @cached_property
    def on_marks(self) -> dict[str, tuple[int, int]]:
        """The point of a mark that comes to lie on the point below it."""
        return {
            glyph: (record.MarkAnchor.XCoordinate, record.MarkAnchor.YCoordinate)
            for table in self._tables(4)
            for glyph, record in zip(
                table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True
            )
        }

    @cached_property
    def above_marks(self) -> dict[str, tuple[int, int]]:
        """The point of a mark above which a second one stands."""
        return {
            glyph: (anchor.XCoordinate, anchor.YCoordinate)
            for table in self._tables(6)
            for glyph, record in zip(
                table.Mark2Coverage.glyphs, table.Mark2Array.Mark2Record, strict=True
            )
            for anchor in record.Mark2Anchor
            if anchor and glyph not in BELOW
        }

    def shift(self, base: str, mark: str) -> int:
        """How far right of the pen, behind a consonant, Sarabun puts a mark."""
        for table in self._tables(4):
            if base in table.BaseCoverage.glyphs and mark in table.MarkCoverage.glyphs:
                record = table.BaseArray.BaseRecord[table.BaseCoverage.glyphs.index(base)]
                place = table.MarkCoverage.glyphs.index(mark)
                anchor = record.BaseAnchor[table.MarkArray.MarkRecord[place].Class]
                if anchor is not None:
                    width = self.font["hmtx"][base][0]
                    return anchor.XCoordinate - self.on_marks[mark][0] - width
        raise KeyError(f"no anchor of {mark} on {base}")

    def kerning(self, left: str, right: str) -> int:
        """How much nearer (negative) two glyphs stand than their widths say."""
        for table in self._tables(2):
            if left in table.Coverage.glyphs:
                place = table.Coverage.glyphs.index(left)
                record = _pair(table, place, left, right)
                if record is not None:
                    return (record.Value1 and record.Value1.XAdvance) or 0
        return 0

    def _tables(self, kind: int) -> list:
        return [
            table
            for lookup in self.lookups
            if lookup.LookupType == kind
            for table in lookup.SubTable
        ]

    # Groups of consonants

    @cached_property
    def bases(self) -> list[str]:
        consonants = [*_glyphs(*range(0x0E01, 0x0E2F)), *ROOM_BELOW.values(), *ROOM_ABOVE.values()]
        return [glyph for glyph in consonants if glyph in self.glyph_set]

    def places(self, mark: str) -> dict[Place, list[str]]:
        """The consonants beside which a mark like this one stands elsewhere than usual."""
        found = defaultdict(list)
        for base in self.bases:
            found[self._place(base, mark)].append(base)
        return {place: bases for place, bases in found.items() if place != USUAL}

    def _place(self, base: str, mark: str) -> Place:
        if mark not in BELOW and base in TALL_CONSONANTS:
            return NARROW
        if mark in BELOW and base in DEEP_CONSONANTS:
            return SMALL
        return _moved(round(self.shift(base, mark) / APART) * APART)

    # Drawing

    def draw(self) -> None:
        """Adds every stack, every sara am and every mark at another place than the usual."""
        for name, vowel, tone in self.stacks():
            self._stack(name, vowel, tone)
            self._stack(f"{name}{NARROW.suffix}", f"{vowel}{NARROW.suffix}", tone)
        for name, mark in self.sara_ams():
            self._add(name, [(mark, 0, 0), (SARA_AA, 0, 0)], like=SARA_AA)
            narrow = [(f"{mark}{NARROW.suffix}", 0, 0), (SARA_AA, 0, 0)]
            self._add(f"{name}{NARROW.suffix}", narrow, like=SARA_AA)
        for pattern, marks in ((A_VOWEL, self.above()), (A_LOW_VOWEL, BELOW)):
            for place in self.places(pattern):
                for mark in marks if place.shift else ():
                    self._add(f"{mark}{place.suffix}", [(mark, place.shift, 0)])

    def stacks(self) -> Iterator[tuple[str, str, str]]:
        """Each vowel with each tone: the glyph of both, the vowel, the tone."""
        for vowel, tone in product(VOWELS_ABOVE, (*TONES, THANTHAKHAT)):
            yield f"{vowel}{tone.removeprefix('uni')}", vowel, tone

    def sara_ams(self) -> Iterator[tuple[str, str]]:
        """Sara am alone and below each tone: its glyph, and the glyph of what stands above."""
        yield SARA_AM, NIKHAHIT
        for tone in TONES:
            code = tone.removeprefix("uni")
            yield f"{SARA_AM}{code}", f"{NIKHAHIT}{code}"

    def above(self) -> list[str]:
        return [*SINGLES_ABOVE, *(name for name, _, _ in self.stacks())]

    def _stack(self, name: str, vowel: str, tone: str) -> None:
        """A vowel with a tone above it; Sarabun has its own drawings of nikhahit with a tone."""
        if name in self.glyph_set:
            return
        small = f"{tone}{SMALL.suffix}"
        x, y = self.above_marks[vowel]
        on_x, on_y = self.on_marks[small]
        self._add(name, [(vowel, 0, 0), (small, x - on_x, y - on_y)])

    def _add(self, name: str, parts: list[tuple[str, int, int]], like: str | None = None) -> None:
        """A glyph of moved outlines, as wide as another one or without width."""
        outline = DecomposingRecordingPen(self.glyph_set)
        for part, x, y in parts:
            self.glyph_set[part].draw(TransformPen(outline, Offset(x, y)))
        pen = TTGlyphPen(None)
        outline.replay(pen)
        glyphs.set_glyph(self.font, name, pen.glyph(), self.font["hmtx"][like][0] if like else 0)
        self.glyph_set = self.font.getGlyphSet()


def _pair(table, place: int, left: str, right: str):
    """What one table of kerning says of two glyphs, the first at a place of its coverage; None: nothing."""
    if table.Format == 1:
        records = table.PairSet[place].PairValueRecord
        return next((record for record in records if record.SecondGlyph == right), None)
    first, second = table.ClassDef1.classDefs, table.ClassDef2.classDefs
    return table.Class1Record[first.get(left, 0)].Class2Record[second.get(right, 0)]


# Tables ------------------------------------------------------------------------------------------


def _describe(font: TTFont, marks: Marks) -> None:
    """What a shaper reads: which glyphs stand for which, which draw together, how wide each is."""
    rules = "\n".join([*_rules(marks), *_kerning(marks)])
    for table in ("GSUB", "GPOS", "GDEF"):
        if table in font:
            del font[table]
    font["maxp"].numGlyphs = len(font.getGlyphOrder())
    addOpenTypeFeaturesFromString(font, rules)
    _set_widths(font)
    _classify(font)
    font["head"].unitsPerEm = UNITS_PER_EM


def _set_widths(font: TTFont) -> None:
    for name, (width, left) in font["hmtx"].metrics.items():
        font["hmtx"].metrics[name] = (_exact(width) if width else MARK_WIDTH, left)


def _classify(font: TTFont) -> None:
    """No glyph is a mark: shapers would take its width from it, and place it anew."""
    definition = otTables.GDEF()
    definition.Version = 0x00010000
    definition.GlyphClassDef = otTables.GlyphClassDef()
    definition.GlyphClassDef.classDefs = dict.fromkeys(font.getGlyphOrder(), 1)
    definition.AttachList = definition.LigCaretList = definition.MarkAttachClassDef = None
    font["GDEF"] = newTable("GDEF")
    font["GDEF"].table = definition


def _exact(width: int) -> int:
    """A width that a PDF's thousandths of an em hold exactly, so that no line drifts from its layout."""
    step = UNITS_PER_EM // gcd(UNITS_PER_EM, 1000)
    return round(width / step) * step


def _rules(marks: Marks) -> Iterator[str]:
    yield "languagesystem DFLT dflt; languagesystem thai dflt;"
    yield f"@above = {_class(marks.above())};"
    yield f"@below = {_class(BELOW)};"
    yield "feature ccmp {"
    yield from _lookup("together", _together(marks))
    yield from _lookup("room", _room())
    yield from _lookup("placed_above", _placed(marks, marks.above(), A_VOWEL))
    yield from _lookup("sara_am", _tall_sara_am(marks))
    yield from _lookup("placed_below", _placed(marks, BELOW, A_LOW_VOWEL))
    yield "} ccmp;"


def _lookup(name: str, rules: Iterable[str]) -> Iterator[str]:
    yield f"lookup {name} {{"
    yield from rules
    yield f"}} {name};"


def _together(marks: Marks) -> Iterator[str]:
    """Several characters, one glyph. The shaper has taken sara am apart by now, its tone in the middle."""
    for name, mark in marks.sara_ams():
        tone = mark.removeprefix(NIKHAHIT)
        yield f"sub {NIKHAHIT} {f'uni{tone} ' if tone else ''}{SARA_AA} by {name};"
    for name, vowel, tone in marks.stacks():
        yield f"sub {vowel} {tone} by {name};"


def _room() -> Iterator[str]:
    for base, with_room in ROOM_BELOW.items():
        yield f"sub {base}' @below by {with_room};"
    for base, with_room in ROOM_ABOVE.items():
        yield f"sub {base}' @above by {with_room};"
        yield f"sub {base}' @below @above by {with_room};"


def _placed(marks: Marks, which: Iterable[str], pattern: str) -> Iterator[str]:
    between = ["@below "] if pattern not in BELOW else []
    for place, bases in marks.places(pattern).items():
        there = [mark for mark in which if f"{mark}{place.suffix}" in marks.glyph_set]
        moved = _class(f"{mark}{place.suffix}" for mark in there)
        for below in ["", *between]:
            yield f"sub {_class(bases)} {below}{_class(there)}' by {moved};"


def _tall_sara_am(marks: Marks) -> Iterator[str]:
    names = [name for name, _ in marks.sara_ams()]
    narrow = _class(f"{name}{NARROW.suffix}" for name in names)
    yield f"sub {_class(TALL_CONSONANTS)} {_class(names)}' by {narrow};"


def _kerning(marks: Marks) -> Iterator[str]:
    """The T of ITA above its A: pairs of Latin letters, which Sarabun draws nearer to each other."""
    letters = [marks.font.getBestCmap()[ord(letter)] for letter in ascii_letters]
    yield "feature kern {"
    for left, right in product(letters, repeat=2):
        if moved := _exact(marks.kerning(left, right)):
            yield f"pos {left} {right} {moved};"
    yield "} kern;"


def _class(glyphs: Iterable[str]) -> str:
    return f"[{' '.join(glyphs)}]"


def texts(content: bytes) -> dict[int, str]:
    """What each glyph of a derived font means, by its number: the same wherever it is drawn."""
    font = TTFont(BytesIO(content), lazy=True)
    characters = {name: chr(code) for code, name in font.getBestCmap().items()}
    with_room = {form: base for base, form in (*ROOM_BELOW.items(), *ROOM_ABOVE.items())}
    found = {}
    for number, name in enumerate(font.getGlyphOrder()):
        usual = with_room.get(name, name.partition(".")[0])
        if text := characters.get(usual) or _of_stack(usual):
            found[number] = text
    return found


def _of_stack(name: str) -> str:
    """The characters of a stack as they are typed: a tone stands before the sara am below it."""
    codes = re.fullmatch("uni(0E[0-9A-F]{2})(0E[0-9A-F]{2})", name)
    if codes is None:
        return ""
    first, second = (chr(int(code, 16)) for code in codes.groups())
    return f"{second}{first}" if first == chr(0x0E33) else f"{first}{second}"


def _rename(font: TTFont, style: str) -> None:
    names = font["name"]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    derived = "Derived from Sarabun by the ITA portal"
    for number, words in (
        (1, f"{FAMILY} {style}"),
        (2, "Regular"),
        (3, f"{postscript}; {derived}"),
        (4, f"{FAMILY} {style}"),
        (5, f"Version 1.000; {derived}"),
        (6, postscript),
        (16, FAMILY),
        (17, style),
    ):
        names.setName(words, number, 3, 1, 0x409)
