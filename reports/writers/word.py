"""What the report and its letters share as Word files: an empty file in the official form, text, links, fixed bytes.

An element is written `el("w:tc", …)`. Properties come in the order of the standard (ISO/IEC 29500-1,
annex A), without which Word calls a file damaged: `properties` puts them into it.
"""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsmap, qn
from docx.shared import Length
from lxml import etree

from ita_portal import thai
from reports import text

Element = etree._Element

# The parts of an empty file. Sizes in it are half points; Thai is a complex script, whose font, size and
# weight are attributes of their own. The font of the official form, and the one that Word looks for where
# that is missing, stand in styles.xml and fontTable.xml.
SKELETON = Path(__file__).parent / "skeleton"

FONT = "TH SarabunPSK"

# A4 in twentieths of a point, the unit of lengths in Word.
SHORT_SIDE, LONG_SIDE = 11906, 16838

# The day that a zip file can say at the earliest; files made of the same words are the same bytes.
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
# For what has no moment of its own, as in the PDF.
NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)

# What core properties may hold (python-docx refuses more).
LONGEST_PROPERTY = 255
# Word gives up on longer addresses.
LONGEST_ADDRESS = 2000
# The addresses that become links. Word calls a file damaged for some that are no URIs: they stay words.
_LINK = re.compile(r"(?:https?://|mailto:)(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", re.ASCII)

# What XML cannot hold; old frozen text may.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNKNOWN = "\ufffd"
# The same as of `thai.clean_text`, for text that never passed it.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# Widths in TH SarabunPSK, in ems, of what labels are made of; marks above and below have none.
_WIDTHS = {"-": 0.23, "–": 0.37, "•": 0.25, ".": 0.17, "(": 0.22, ")": 0.22, " ": 0.17, "*": 0.31}
_DIGIT, _LETTER = 0.46, 0.4

ORDER = {
    "w:pPr": (
        *("pStyle", "keepNext", "keepLines", "tabs", "spacing", "ind", "jc", "textAlignment"),
        "outlineLvl",
    ),
    "w:rPr": ("rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u"),
    "w:tcPr": ("tcW", "vMerge", "shd", "tcMar", "vAlign"),
    "w:trPr": ("cantSplit", "tblHeader"),
}


def el(name: str, /, *children: "Element | str", **attributes: object) -> Element:
    """An element of WordprocessingML; attributes are of its name space."""
    made = etree.Element(qn(name))
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def properties(name: str, given: dict[str, object]) -> Element:
    """`w:pPr` and the like: each property with its value, True for none, a dict for attributes, or as an element.

    None is no property.
    """
    made = el(name, *(_property(key, value) for key, value in given.items() if value is not None))
    made[:] = sorted(made, key=lambda one: ORDER[name].index(etree.QName(one).localname))
    return made


def _property(key: str, value: object) -> Element:
    if isinstance(value, Element):
        return value
    if isinstance(value, dict):
        return el(f"w:{key}", **value)
    return el(f"w:{key}") if value is True else el(f"w:{key}", val=value)


def paragraph(*content: Element, **given: object) -> Element:
    return el("w:p", properties("w:pPr", given), *content)


def give(paragraph: Element, **given: object) -> None:
    """More properties for a paragraph of ours; one that it has is replaced."""
    had = {etree.QName(one).localname: one for one in paragraph[0]}
    paragraph[0] = properties("w:pPr", had | given)


def begin_with(paragraph: Element, *marks: Element) -> None:
    """Put marks before the words of a paragraph of ours."""
    paragraph[1:1] = marks


def paragraphs(block: Element) -> Iterator[Element]:
    return block.iter(qn("w:p"))


def size(half_points: int) -> dict[str, int]:
    """The properties of a run in another size."""
    return {"sz": half_points, "szCs": half_points}


BOLD = {"b": True, "bCs": True}


def run(words: str, **given: object) -> Element:
    """Words as they are; tabs and line ends become Word's."""
    made = el("w:r", *([properties("w:rPr", given)] if given else []))
    for number, line in enumerate(_LINE_END.split(words)):
        if number:
            made.append(el("w:br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(el("w:tab"))
            if piece:
                made.append(_text(piece))
    return made


def _text(words: str) -> Element:
    made = el("w:t", printable(words))
    if words != words.strip() or "  " in words:
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def printable(words: str) -> str:
    """A text as XML can hold it: what it cannot is shown as �."""
    return _NOT_IN_XML.sub(UNKNOWN, words)


def lines_of(typed: str) -> list[str]:
    """The lines of a typed text, as typed, without the blank ones before and after it."""
    lines = _LINE_END.split(typed)
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return lines


def split_label(line: str) -> tuple[str, str]:
    """A typed line as its label with all white space around it, and the rest."""
    label, rest = text.split_label(line)
    if not label:
        return "", line
    end = len(line.rstrip()) - len(rest)
    return line[:end], line[end:]


def width(words: str, half_points: int) -> int:
    """About how wide a label is, in twentieths of a point."""
    return round(sum(map(_ems, words)) * half_points * 10)


def _ems(character: str) -> float:
    if unicodedata.category(character) == "Mn":
        return 0
    return _WIDTHS.get(character, _DIGIT if character.isdigit() else _LETTER)


class Paper:
    """A Word file in the making."""

    def __init__(self) -> None:
        self.document = docx.Document(io.BytesIO(_skeleton()))
        self.part = self.document.part
        self._links: dict[str, str] = {}

    def add(self, *blocks: Element) -> None:
        """Paragraphs and tables at the end of the page."""
        for block in blocks:
            self.document.element.body.sectPr.addprevious(block)

    def set_page(self, *, is_landscape: bool, **margins: int) -> None:
        """A4, with its six margins (top, right, bottom, left, header, footer) in twentieths of a point.

        Pages are counted in Thai digits; the first has furniture of its own.
        """
        sides = (LONG_SIDE, SHORT_SIDE) if is_landscape else (SHORT_SIDE, LONG_SIDE)
        turned = {"orient": "landscape"} if is_landscape else {}
        columns = self.document.element.body.sectPr[0]
        columns.addprevious(el("w:pgSz", w=sides[0], h=sides[1], **turned))
        columns.addprevious(el("w:pgMar", **margins, gutter=0))
        columns.addprevious(el("w:pgNumType", fmt="thaiNumbers"))
        columns.addnext(el("w:titlePg"))

    def set_running_size(self, half_points: int) -> None:
        """The size of all letters whose style names none."""
        _set_size(self.document.styles.element.find("w:docDefaults", nsmap), half_points)

    def set_size(self, style: str, half_points: int) -> None:
        """The size of the letters of a style."""
        found = self.document.styles.element.find(f"w:style[@w:styleId='{style}']", nsmap)
        _set_size(found, half_points)

    def set_furniture(self, *, first: Element, later: Element, foot: Element) -> None:
        """The paragraphs at the head of the first page and of later ones, and at the foot of each."""
        (section,) = self.document.sections
        for place, content in (
            (section.first_page_header, first),
            (section.header, later),
            (section.first_page_footer, foot),
            (section.footer, deepcopy(foot)),
        ):
            place.is_linked_to_previous = False
            ours = place.paragraphs[0]._p
            ours.getparent().replace(ours, content)

    def typed(self, words: str, **given: object) -> list[Element]:
        """Running text with Thai digits as runs, its URLs and e-mail addresses as links."""
        return [self._inline(inline, given) for inline in text.inlines(words)]

    def _inline(self, inline: text.Inline, given: dict) -> Element:
        if isinstance(inline, text.Link):
            if is_link(inline.href):
                words = run(inline.text, rStyle="Hyperlink", **given)
                link = el("w:hyperlink", words)
                link.set(qn("r:id"), self._relation(inline.href))
                return link
            return run(inline.text, **given)
        return run(thai.thai_digits_in_text(inline.text), **given)

    def _relation(self, href: str) -> str:
        if href not in self._links:
            self._links[href] = self.part.relate_to(
                href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        return self._links[href]

    def picture(self, png: bytes, side: Length, words: str) -> Element:
        """A square drawing as a run; `words` say what it is to those who do not see it."""
        inline = self.part.new_pic_inline(io.BytesIO(png), side, side)
        inline.docPr.set("descr", printable(words))
        return el("w:r", el("w:drawing", inline))

    def describe(self, *, title: str, author: str, made_at: datetime | None, **others: str) -> None:
        """What the file says of itself: core properties by their names in python-docx."""
        core = self.document.core_properties
        day = (made_at or NO_DAY).astimezone(UTC)
        core.created, core.modified = day, day
        core.revision, core.language = 1, "th-TH"
        texts = {"title": title, "author": author, "last_modified_by": author, **others}
        for name, words in texts.items():
            setattr(core, name, printable(words)[:LONGEST_PROPERTY])

    def note(self, facts: dict[str, str | int]) -> None:
        """Facts for programs that read the file again, as custom properties, which no page shows."""
        name = PackURI("/docProps/custom.xml")
        blob = etree.tostring(
            _custom(facts), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        part = Part(name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob, self.part.package)
        self.part.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def saved(self) -> bytes:
        """The file; the same for the same content."""
        saved = io.BytesIO()
        self.document.save(saved)
        return _as_of_no_day(saved)


def _set_size(style: Element, half_points: int) -> None:
    for name in ("w:sz", "w:szCs"):
        style.find(f".//{name}", nsmap).set(qn("w:val"), str(half_points))


def is_link(href: str) -> bool:
    """Whether an address becomes a link: of the web or of mail, and such that Word takes it."""
    return len(href) <= LONGEST_ADDRESS and _LINK.fullmatch(href) is not None


def page_number() -> list[Element]:
    """The number of the page as runs. Word counts in Thai digits, as the page says; LibreOffice knows none."""
    return [
        el("w:r", el("w:fldChar", fldCharType="begin")),
        el("w:r", el("w:instrText", "PAGE")),
        el("w:r", el("w:fldChar", fldCharType="separate")),
        run("๒"),
        el("w:r", el("w:fldChar", fldCharType="end")),
    ]


# The package -----------------------------------------------------------------------------------------

CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# The one set of properties that people may name, and the first number in it that is free.
FORMAT, FIRST = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2


def _custom(facts: dict[str, str | int]) -> Element:
    made = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VALUES})
    for number, (name, value) in enumerate(facts.items(), start=FIRST):
        given = etree.SubElement(
            made, f"{{{CUSTOM}}}property", fmtid=FORMAT, pid=str(number), name=name
        )
        kind = "i4" if isinstance(value, int) else "lpwstr"
        etree.SubElement(given, f"{{{VALUES}}}{kind}").text = printable(str(value))
    return made


@cache
def _skeleton() -> bytes:
    """The empty file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for path in sorted(SKELETON.rglob("*")):
            if path.is_file():
                package.write(path, path.relative_to(SKELETON).as_posix())
    return packed.getvalue()


def _as_of_no_day(saved: io.BytesIO) -> bytes:
    """The package with its parts in one order and under one day; what says their kinds comes first."""
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as given, zipfile.ZipFile(packed, "w") as package:
        for name in sorted(given.namelist(), key=_place):
            part = zipfile.ZipInfo(name, ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o600 << 16
            package.writestr(part, given.read(name))
    return packed.getvalue()


def _place(name: str) -> tuple[bool, bool, str]:
    return not name.startswith("[Content_Types]"), not name.startswith("_rels/"), name
