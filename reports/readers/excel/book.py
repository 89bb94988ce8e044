"""A workbook of Excel: which sheets it has, the words they share, the formats of their cells."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from reports.readers import data_rows, moment, notes, sheet
from reports.readers.blocks import Block, joined
from reports.readers.excel import sheets, values
from reports.readers.package import DAMAGED, Package, Relation
from reports.readers.paper import NotReadable, Paper, Table

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read(package: Package) -> Paper:
    """The paper of an Excel file. Raises NotReadable."""
    book = Book(package)
    blocks: list[Block] = []
    told: dict[str, list[str]] = {}
    for name, part in book.visible():
        found = sheets.read(book, name, part)
        blocks += sheet.blocks_of(list(found.rows))
        blocks += found.boxes
        for sentence, words in found.told.items():
            told.setdefault(sentence, []).extend(words)
    if book.hidden:
        told[notes.HIDDEN_SHEETS] = book.hidden
    if package.has_macros:
        told[notes.MACROS] = []
    found = joined(blocks)
    is_ours = any(isinstance(one, Table) and data_rows.is_ours(one) for one in found)
    return Paper(
        "xlsx",
        found,
        tuple(notes.note(one, words) for one, words in told.items()),
        made_at=moment.made_at(package) if is_ours else "",
    )


@dataclass
class Book:
    """The parts of a workbook that its sheets refer to; each is read once, where one needs it."""

    package: Package
    hidden: list[str] = field(default_factory=list)

    @cached_property
    def root(self) -> etree._Element:
        return self.package.xml(self.package.main or "xl/workbook.xml")

    @cached_property
    def related(self) -> dict[str, Relation]:
        return self.package.relations(self.package.main or "xl/workbook.xml")

    def visible(self) -> list[tuple[str, str]]:
        """The name and the part of each sheet that can be seen; the others are noted as hidden."""
        found = []
        for one in self.root.iterfind(f"{S}sheets/{S}sheet"):
            relation = self.related.get(one.get(f"{R}id", ""))
            if relation is None or relation.kind != "worksheet":
                continue
            if one.get("state", "visible") != "visible":
                self.hidden.append(one.get("name", ""))
            elif relation.target not in self.package:
                raise NotReadable(DAMAGED)
            else:
                found.append((one.get("name", ""), relation.target))
        return found

    @cached_property
    def from_1904(self) -> bool:
        properties = self.root.find(f"{S}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    @cached_property
    def words(self) -> list[str]:
        """The texts that cells share, by their number."""
        root = self._part("sharedStrings")
        return [] if root is None else [text_of(one) for one in root.iterfind(f"{S}si")]

    @cached_property
    def formats(self) -> list[str]:
        """The codes of the number format of each style of cells."""
        root = self._part("styles")
        if root is None:
            return []
        own = {
            _number(one.get("numFmtId")): one.get("formatCode", "")
            for one in root.iterfind(f"{S}numFmts/{S}numFmt")
        }
        return [
            values.format_of(_number(one.get("numFmtId")), own)
            for one in root.iterfind(f"{S}cellXfs/{S}xf")
        ]

    def _part(self, kind: str) -> etree._Element | None:
        names = (one.target for one in self.related.values() if one.kind == kind)
        return next((self.package.xml(name) for name in names if name in self.package), None)


def text_of(element: etree._Element) -> str:
    """The runs of a text, without what is only said how to pronounce it."""
    runs = (*element.iterfind(f"{S}t"), *element.iterfind(f"{S}r/{S}t"))
    return unescaped("".join(run.text or "" for run in runs))


def unescaped(text: str) -> str:
    """Characters that XML cannot hold, as Excel writes them: `_x000D_`."""
    if "_x" not in text:
        return text
    return (
        _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        .replace("\r\n", "\n")
        .replace("\r", "")
    )


def _number(written: str | None) -> int:
    """The number of a format; that of plain cells where a file says something else."""
    return int(written) if written and written.isdecimal() else 0
