"""What is drawn on a page of Word: boxes of text, and lines or arrows with how far they reach."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reports.readers.word.names import local, number

# EMU (English Metric Units) in what other lengths are written in.
TWIP = 635
_UNITS = {"pt": 12700, "in": 914400, "cm": 360000, "mm": 36000, "px": 9525, "": 9525}

# Shapes that stand for a span of time in a plan.
_LINE = re.compile(r"line|connector|arrow|leftRight|bracket", re.IGNORECASE)
# Numbers of VML's own shapes: line, connectors, arrows to the right, left and both sides.
_VML_LINES = frozenset({"20", "32", "33", "34", "13", "66", "69"})
_LENGTH = re.compile(r"\s*(-?[\d.]+)\s*(pt|in|cm|mm|px|)")
_SHAPE_TYPE = re.compile(r"_t(\d+)$")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line from `start` on, so many EMU long; counted from the left of the column it hangs in."""

    start: int
    length: int


def boxes(drawing: etree._Element) -> list[etree._Element]:
    """The contents of text boxes, each once although it may be written for two generations of Word."""
    return [element for element in _shown(drawing) if local(element) == "txbxContent"]


def lines(drawing: etree._Element) -> list[Drawn]:
    """Lines and arrows that lie rather than stand."""
    return list(_drawn(drawing)) if local(drawing) == "drawing" else list(_vml(drawing))


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """All below an element, of alternatives only the first; not what is within a box."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        yield child
        if local(child) == "AlternateContent":
            yield from _shown(child[0]) if len(child) else ()
        elif local(child) != "txbxContent":
            yield from _shown(child)


def _drawn(drawing: etree._Element) -> Iterator[Drawn]:
    for holder in drawing:
        names = {local(one): one for one in _shown(holder)}
        geometry = names.get("prstGeom")
        extent = next((one for one in holder if local(one) == "extent"), None)
        if geometry is None or extent is None or "txbxContent" in names:
            continue
        wide, high = number(extent.get("cx"), 0), number(extent.get("cy"), 0)
        if _LINE.search(geometry.get("prst", "")) and wide > high:
            yield Drawn(_offset(holder), wide)


def _offset(holder: etree._Element) -> int:
    """How far right of its column a drawing begins; nought where it stands in the text."""
    for position in holder:
        if local(position) == "positionH" and position.get("relativeFrom") in (
            "column",
            "character",
        ):
            return next((number(one.text, 0) for one in position if local(one) == "posOffset"), 0)
    return 0


def _vml(picture: etree._Element) -> Iterator[Drawn]:
    for element in _shown(picture):
        style = _style(element.get("style", ""))
        if local(element) == "line":
            start, end = (
                _length(element.get(name, "").partition(",")[0]) for name in ("from", "to")
            )
            if abs(end - start) > 0:
                yield Drawn(
                    _length(style.get("margin-left", "")) + min(start, end), abs(end - start)
                )
        elif local(element) == "shape":
            kind = _SHAPE_TYPE.search(element.get("type", ""))
            wide, high = _length(style.get("width", "")), _length(style.get("height", ""))
            if kind and kind[1] in _VML_LINES and wide > high:
                yield Drawn(_length(style.get("margin-left", "")), wide)


def _style(written: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in written.split(";"))
    return {name.strip().lower(): worth.strip() for name, _, worth in pairs}


def _length(written: str) -> int:
    """A length of VML in EMU; one without a unit is in pixels."""
    found = _LENGTH.match(written)
    try:
        return round(float(found[1]) * _UNITS[found[2]]) if found else 0
    except ValueError:
        return 0
