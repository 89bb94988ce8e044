"""Text with tables in it → paper: cells between tabs, commas, semicolons or strokes, words around them."""

import re
from collections.abc import Iterator
from itertools import groupby

from reports.readers import grid
from reports.readers.flow import lines_of, with_address
from reports.readers.paper import Cell, Paper, Table, Words

_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(\s*(?:mailto:)?([^\s()]+)\s*\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"^ {0,3}#{1,6} +", re.MULTILINE)


def read(text: str) -> Paper:
    """The paper of a text; line ends are `\\n`."""
    return Paper("text", tuple(_blocks(text)))


def _blocks(text: str) -> Iterator[Words | Table]:
    for is_table, lines in groupby(_records(text), key=lambda line: "\t" in line):
        if is_table:
            yield grid.plain_table(_cells(line) for line in lines)
        elif (words := words_of("\n".join(lines))).text:
            yield words


def _records(text: str) -> Iterator[str]:
    return iter(text.split("\n"))


def _cells(line: str) -> list[Cell]:
    return [cell_of(raw) for raw in line.split("\t")]


def words_of(raw: str) -> Words:
    raw = raw.strip("\n")
    text = _resolved(raw)
    return Words(text, "" if raw == text else raw)


def cell_of(raw: str) -> Cell:
    text = _resolved(raw)
    return Cell(text, "" if raw == text else raw)


def _resolved(raw: str) -> str:
    """The text of a piece of Markdown with left-overs of HTML."""
    text = _HEADING.sub("", lines_of(raw))
    return _MARKDOWN_LINK.sub(_link, _BOLD.sub(r"\2", text))


def _link(found: re.Match[str]) -> str:
    return with_address(found[1], found[2])
