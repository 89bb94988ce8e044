"""Labels that Word only computes: `w:numPr` of a paragraph or of its style → `๑.`, `๑.๒)`, `-`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from reports.readers import labels
from reports.readers.word.names import W, find, is_on, local, number, value

LEVELS = 9
# ก ข ค ง จ …: the letters that Word counts with (ISO/IEC 29500-1, 17.18.59).
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLACE = re.compile(r"%([1-9])")

_NUMERALS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "thaiNumbers": labels.thai_digits,
    "thaiLetters": lambda number: labels.repeated(number, _THAI_LETTERS),
    "lowerLetter": lambda number: labels.repeated(number, _LATIN_LETTERS),
    "upperLetter": lambda number: labels.repeated(number, _LATIN_LETTERS.upper()),
    "lowerRoman": labels.roman,
    "upperRoman": lambda number: labels.roman(number).upper(),
    "numberInDash": "- {} -".format,
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is labelled; `font` draws its bullet."""

    pattern: str
    format: str = "decimal"
    start: int = 1
    font: str = ""
    is_arabic: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A list of the document: its levels, which list's numbers it goes on with, where it begins anew."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)
    is_begun: bool = False


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked for in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {} if styles is None else _by_id(styles, "style", "styleId")
        self._abstract = (
            {} if numbering is None else _by_id(numbering, "abstractNum", "abstractNumId")
        )
        self._nums = {} if numbering is None else _by_id(numbering, "num", "numId")
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: etree._Element) -> str:
        """The label of the next paragraph; empty where it bears none."""
        found, level = self._list_of(paragraph)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if not found.is_begun:
            found.is_begun = True
            counts.update({place: start - 1 for place, start in found.restarts.items()})
        counts[level] = counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [place for place in counts if place > level]:
            del counts[deeper]
        return _written(found.levels, level, counts)

    def _list_of(self, paragraph: etree._Element) -> tuple[_List | None, int]:
        properties = find(paragraph, "pPr/numPr")
        style = value(paragraph, "pPr/pStyle")
        of_style = self._properties_of(style)
        num = value(properties, "numId") or value(of_style, "numId")
        if num in ("", "0"):
            return None, 0
        found = self._list(num)
        level = value(properties, "ilvl")
        if not level and found is not None:
            level = next((str(at) for at, one in found.levels.items() if one.style == style), "")
        return found, number(level or value(of_style, "ilvl"), 0)

    def _properties_of(self, style: str) -> etree._Element | None:
        """The numbering that a style gives, its own or that of a style it is based on."""
        for _ in range(LEVELS):
            element = self._styles.get(style)
            properties = find(element, "pPr/numPr")
            if element is None or properties is not None:
                return properties
            style = value(element, "basedOn")
        return None

    def _list(self, num: str) -> _List | None:
        if num not in self._lists:
            self._lists[num] = self._built(num)
        return self._lists[num]

    def _built(self, num: str) -> _List | None:
        element = self._nums.get(num)
        abstract = self._abstract_of(value(element, "abstractNumId"))
        if element is None or abstract is None:
            return None
        levels = dict(map(_level, abstract.iterfind(f"{W}lvl")))
        restarts = {}
        for override in element.iterfind(f"{W}lvlOverride"):
            place = number(override.get(f"{W}ilvl"), 0)
            if (own := find(override, "lvl")) is not None:
                levels[place] = _level(own)[1]
            if (start := find(override, "startOverride")) is not None:
                restarts[place] = number(start.get(f"{W}val"), 1)
        return _List(abstract.get(f"{W}abstractNumId", ""), levels, restarts)

    def _abstract_of(self, name: str) -> etree._Element | None:
        """The definition of a list; it may stand with a style that it is linked to."""
        element = self._abstract.get(name)
        linked = value(element, "numStyleLink")
        if not linked:
            return element
        num = value(self._properties_of(linked), "numId")
        return self._abstract.get(value(self._nums.get(num), "abstractNumId"), element)


def _by_id(root: etree._Element, name: str, key: str) -> dict[str, etree._Element]:
    return {one.get(f"{W}{key}", ""): one for one in root.iterfind(f"{W}{name}")}


def _level(element: etree._Element) -> tuple[int, _Level]:
    fonts = find(element, "rPr/rFonts")
    return number(element.get(f"{W}ilvl"), 0), _Level(
        pattern=value(element, "lvlText"),
        format=_format(element),
        start=number(value(element, "start"), 1),
        font="" if fonts is None else fonts.get(f"{W}ascii", "") or fonts.get(f"{W}hAnsi", ""),
        is_arabic=is_on(element, "isLgl"),
        style=value(element, "pStyle"),
    )


def _format(level: etree._Element) -> str:
    """The kind of numeral; newer Words hide theirs behind a choice, with a plain one to fall back on."""
    found = next((one for one in level.iter() if local(one) == "numFmt"), None)
    return "decimal" if found is None else found.get(f"{W}val", "decimal")


def _written(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    this = levels[level]
    if this.format == "bullet":
        return "".join(labels.sign(character, this.font) for character in this.pattern).strip()

    def numeral(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        of = levels.get(place, _Level(""))
        kind = "decimal" if this.is_arabic else of.format
        return _NUMERALS.get(kind, str)(max(1, counts.get(place, of.start)))

    return _PLACE.sub(numeral, this.pattern).strip()
