"""What a paragraph of Word says: runs, breaks, links, fields, signs, boxes; and what is left out of it."""

import re
from dataclasses import dataclass, field

from lxml import etree

from reports.readers import labels, links, notes
from reports.readers.package import Relation
from reports.readers.word import drawn
from reports.readers.word.names import R, W, find, is_on, local, value
from reports.readers.word.numbering import Numbering

_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:\\\w\s+)*"?([^"\s]+)"?', re.IGNORECASE)
# Characters that only a symbol font draws.
_PRIVATE = re.compile("[\uf000-\uf0ff]")
# Elements that only stand around what is said.
_AROUND = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "ruby", "rubyBase"}
    | {"oMath", "oMathPara", "e", "num", "den", "sup", "sub", "deg", "f", "sSup", "sSub"}
)
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Context:
    """What the text of a document is read with; `left_out` gathers what it says and is not read,
    `read_plain` what is read without how it looks."""

    numbering: Numbering
    relations: dict[str, Relation]
    left_out: dict[str, list[str]] = field(default_factory=dict)
    read_plain: dict[str, list[str]] = field(default_factory=dict)
    arrows: int = 0

    def leave_out(self, reason: str, words: str) -> None:
        if words.strip():
            self.left_out.setdefault(reason, []).append(words.strip())

    def target(self, link: etree._Element) -> str:
        relation = self.relations.get(link.get(f"{R}id", ""))
        return relation.target if relation is not None and relation.is_outside else ""


@dataclass(slots=True)
class Said:
    """A paragraph's words with their line ends, paragraphs of boxes that hang on it, lines drawn over it."""

    words: str
    boxes: list[etree._Element]
    lines: list[drawn.Drawn]
    goes_on: bool = False


def paragraph(element: etree._Element, context: Context) -> Said:
    """The words of a paragraph after its label. `goes_on`: its end was deleted, the next one continues it."""
    reader = _Reader(context)
    label = context.numbering.label(element)
    reader.read(element)
    words = "".join(reader.words)
    written = f"{label} {words.lstrip()}" if label else words
    goes_on = find(element, "pPr/rPr/del") is not None
    return Said(written, reader.boxes, reader.lines, goes_on)


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and where its result begins."""

    code: str = ""
    result: int | None = None


class _Reader:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.words: list[str] = []
        self.boxes: list[etree._Element] = []
        self.lines: list[drawn.Drawn] = []
        self.fields: list[_Field] = []

    def read(self, parent: etree._Element) -> None:
        for element in parent:
            self._one(element)

    def _one(self, element: etree._Element) -> None:
        name = local(element)
        if name in _SIGNS:
            self._say(_SIGNS[name])
        elif name in _AROUND:
            self.read(element)
        elif name in self._READ:
            self._READ[name](self, element)

    def _run(self, run: etree._Element) -> None:
        if is_on(run, "rPr/vanish"):
            self.context.leave_out(notes.HIDDEN, _all_words(run))
            return
        if is_on(run, "rPr/strike") or is_on(run, "rPr/dstrike"):
            self.context.read_plain.setdefault(notes.STRUCK, []).append(_all_words(run))
        if value(run, "rPr/vertAlign") in ("superscript", "subscript"):
            self.context.read_plain.setdefault(notes.RAISED, []).append(_all_words(run))
        self.read(run)

    def _deleted(self, element: etree._Element) -> None:
        self.context.leave_out(notes.DELETED, _all_words(element))

    def _say(self, words: str) -> None:
        # What stands in a field before its result is its code.
        if not any(one.result is None for one in self.fields):
            self.words.append(words)

    def _text(self, element: etree._Element) -> None:
        text = element.text or ""
        fonts = find(element.getparent(), "rPr/rFonts")
        font = "" if fonts is None else fonts.get(f"{W}ascii", "")
        if font.lower().startswith(("wingdings", "symbol")) or _PRIVATE.search(text):
            text = "".join(labels.sign(character, font) for character in text)
        self._say(text.replace("\n", " "))

    def _note_mark(self, element: etree._Element) -> None:
        self._say(f"[{element.get(f'{W}id', '')}]")

    def _symbol(self, element: etree._Element) -> None:
        try:
            character = chr(int(element.get(f"{W}char", ""), 16))
        except (ValueError, OverflowError):
            return
        self._say(labels.sign(character, element.get(f"{W}font", "")))

    def _hyperlink(self, element: etree._Element) -> None:
        self._link(element, self.context.target(element))

    def _simple_field(self, element: etree._Element) -> None:
        self._link(element, _target(element.get(f"{W}instr", "")))

    def _link(self, element: etree._Element, target: str) -> None:
        start = len(self.words)
        self.read(element)
        self._end_link(start, target)

    def _end_link(self, start: int, target: str) -> None:
        self.words[start:] = [links.written("".join(self.words[start:]), target)]

    def _code(self, element: etree._Element) -> None:
        if self.fields:
            self.fields[-1].code += element.text or ""

    def _field(self, element: etree._Element) -> None:
        kind = element.get(f"{W}fldCharType", "")
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = len(self.words)
        elif kind == "end" and self.fields:
            closed = self.fields.pop()
            if closed.result is not None and (target := _target(closed.code)):
                self._end_link(closed.result, target)

    def _control(self, element: etree._Element) -> None:
        """A content control; what it shows before anything was filled in is no text."""
        if not is_on(element, "sdtPr/showingPlcHdr"):
            self.read(element)

    def _alternative(self, element: etree._Element) -> None:
        """The first of what is offered for newer and older Words."""
        for choice in element:
            if local(choice) in ("Choice", "Fallback"):
                self.read(choice)
                return

    def _drawing(self, element: etree._Element) -> None:
        self.boxes += drawn.boxes(element)
        self.lines += drawn.lines(element)

    _READ = {
        "r": _run,
        "t": _text,
        "sym": _symbol,
        "del": _deleted,
        "hyperlink": _hyperlink,
        "fldSimple": _simple_field,
        "fldChar": _field,
        "instrText": _code,
        "footnoteReference": _note_mark,
        "endnoteReference": _note_mark,
        "sdt": _control,
        "AlternateContent": _alternative,
        "drawing": _drawing,
        "pict": _drawing,
        "object": _drawing,
    }


def _target(code: str) -> str:
    found = _HYPERLINK.match(code)
    return found[1] if found else ""


def _all_words(element: etree._Element) -> str:
    """What stands below an element, deleted or not."""
    return "".join(one.text or "" for one in element.iter(f"{W}t", f"{W}delText"))
