"""A .docx from top to bottom: what its body says, and notes of what stands elsewhere."""

import re

from lxml import etree

from reports.readers import around, moment, notes
from reports.readers.blocks import Block, joined, text_of, words
from reports.readers.package import DAMAGED, Package
from reports.readers.paper import NotReadable, Paper, Table, Words
from reports.readers.word import tables
from reports.readers.word.drawn import Drawn
from reports.readers.word.names import W, find, is_on, local
from reports.readers.word.numbering import Numbering
from reports.readers.word.text import Context, paragraph

# Page numbers and the words around them say nothing of the document.
_ONLY_NUMBERS = re.compile(
    r"[\s\d๐-๙./|–—-]*(?:(?:หน้า|page|จาก|of|ที่)[\s\d๐-๙./|–—-]*)*", re.IGNORECASE
)


def read(package: Package) -> Paper:
    """The paper of a Word file. Raises NotReadable."""
    main = package.main
    root = package.xml(main)
    body = find(root, "body")
    if body is None:
        raise NotReadable(DAMAGED)
    related = _related(package, main)
    numbering = Numbering(_first(package, related, "numbering"), _first(package, related, "styles"))
    context = Context(numbering, package.relations(main))
    blocks, _ = _inside(body, context)
    blocks += _notes_below(package, related, numbering)
    said = {**context.left_out, **context.read_plain}
    told = [notes.note(reason, words) for reason, words in said.items()]
    blocks, margins = _with_margins(blocks, package, related, numbering)
    told += margins
    told += _comments(package, related, numbering)
    if context.arrows:
        told.append(notes.note(notes.ARROWS))
    if package.has_macros:
        told.append(notes.note(notes.MACROS))
    facts = _facts(package)
    ties = " ".join(words for name, words in facts.items() if name.startswith("ita_ties_"))
    made_at = moment.made_at(package) if "ita_province" in facts else ""
    return Paper("docx", joined(blocks), tuple(told), ties, made_at)


def _facts(package: Package) -> dict[str, str]:
    """What our own file hides of itself, in custom properties."""
    custom = package.optional("docProps/custom.xml")
    if custom is None:
        return {}
    return {str(one.get("name", "")): "".join(one.itertext()) for one in custom}


def _inside(parent: etree._Element, context: Context) -> tuple[list[Block], list[Drawn]]:
    """What stands in the body, in a cell, in a box; and the lines drawn from there."""
    reader = _Blocks(context)
    reader.read(parent)
    return list(joined(reader.finish())), reader.drawn


class _Blocks:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.blocks: list[Block] = []
        self.lines: list[str] = []
        self.drawn: list[Drawn] = []
        self.goes_on = False

    def read(self, parent: etree._Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._end_words()
                self.blocks += tables.read(element, self._cell, self.context)
            elif name == "sdt":
                if not is_on(element, "sdtPr/showingPlcHdr"):
                    self.read(element)
            elif name in ("sdtContent", "customXml", "ins", "moveTo"):
                self.read(element)
            elif name == "AlternateContent":
                self.read(element[0])

    def finish(self) -> list[Block]:
        self._end_words()
        return self.blocks

    def _cell(self, cell: etree._Element) -> tuple[list[Block], list[Drawn]]:
        return _inside(cell, self.context)

    def _end_words(self) -> None:
        self.blocks += words(self.lines)
        self.lines = []

    def _paragraph(self, element: etree._Element) -> None:
        said = paragraph(element, self.context)
        first, *more = said.words.split("\n")
        if self.goes_on and self.lines:
            self.lines[-1] += first
        else:
            self.lines.append(first)
        self.lines += more
        self.goes_on = said.goes_on
        self.drawn += said.lines
        for box in said.boxes:
            blocks, drawn = _inside(box, self.context)
            self.drawn += drawn
            if blocks:
                self._end_words()
                self.blocks += blocks


# ------------------------------------------------------------------ what stands outside the body


def _related(package: Package, main: str) -> dict[str, list[str]]:
    """The parts that belong to the document, by their kind."""
    found: dict[str, list[str]] = {}
    for relation in package.relations(main).values():
        if not relation.is_outside and relation.target in package:
            found.setdefault(relation.kind, []).append(relation.target)
    return found


def _first(package: Package, related: dict[str, list[str]], kind: str) -> etree._Element | None:
    return package.xml(related[kind][0]) if related.get(kind) else None


def _said(package: Package, name: str, numbering: Numbering) -> str:
    """All words of a part such as a header."""
    blocks, _ = _inside(package.xml(name), Context(numbering, package.relations(name)))
    return text_of(blocks)


def _notes_below(
    package: Package, related: dict[str, list[str]], numbering: Numbering
) -> list[Block]:
    """Footnotes and endnotes, each after its mark."""
    found: list[Block] = []
    for name in (*related.get("footnotes", ()), *related.get("endnotes", ())):
        context = Context(numbering, package.relations(name))
        for note in package.xml(name):
            if note.get(f"{W}type", "normal") == "normal" and note.get(f"{W}id"):
                said = text_of(_inside(note, context)[0])
                found += words([f"[{note.get(f'{W}id')}] {said}"] if said else [])
    return found


def _with_margins(
    blocks: list[Block], package: Package, related: dict[str, list[str]], numbering: Numbering
) -> tuple[list[Block], list[tuple[str, str]]]:
    """The blocks and what a person must hear of the pages' headers and footers.

    A header is read where nothing else stands above the first table: it may be the title.
    """
    headers, footers = (
        list(dict.fromkeys(_said(package, name, numbering) for name in related.get(kind, ())))
        for kind in ("header", "footer")
    )
    said = [one for one in headers if not _is_of_the_page(one)]
    below = [one for one in footers if not _is_of_the_page(one)]
    if not blocks:
        told = [notes.note(notes.ONLY_MARGINS)] if said or below else []
        return words([*said, *below]), told
    if said and isinstance(blocks[0], Table):
        told = [notes.note(notes.TITLE_IN_MARGIN, said)]
        blocks, said = [Words("\n".join(said)), *blocks], []
    else:
        told = []
    if said or below:
        told.append(notes.note(notes.MARGINS, [*said, *below]))
    return blocks, told


# The number of a page, before what else stands in its line.
_NUMBER_FIRST = re.compile(r"^-\s*[0-9๐-๙]{1,3}\s*-\s*(?=\S)")


def _is_of_the_page(text: str) -> bool:
    """Whether a header or footer says nothing of the document: page numbers, and our own imprint."""
    return _ONLY_NUMBERS.fullmatch(text) is not None or all(
        around.is_furniture(_NUMBER_FIRST.sub("", line))
        for line in text.split("\n")
        if line.strip()
    )


def _comments(
    package: Package, related: dict[str, list[str]], numbering: Numbering
) -> list[tuple[str, str]]:
    said = [_comment(package, name, numbering) for name in related.get("comments", ())]
    return [notes.note(notes.COMMENTS, said)] if any(said) else []


def _comment(package: Package, name: str, numbering: Numbering) -> str:
    context = Context(numbering, package.relations(name))
    return " ".join(text_of(_inside(one, context)[0]) for one in package.xml(name))
