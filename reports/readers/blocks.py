"""Blocks of a paper put together: words that follow each other, what stands in a cell, a page's layout."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from reports.readers.paper import Table, Words

Block = Words | Table

# A table of so few columns that holds a wider one only lays out a page.
LAYOUT = 3


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with words up to the next table as one."""
    return tuple(_joined(blocks))


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    for are_words, run in groupby(blocks, key=lambda block: isinstance(block, Words)):
        found = list(run)
        if are_words and len(found) > 1:
            text = "\n".join(words.text for words in found)
            raw = "\n".join(words.raw or words.text for words in found)
            yield Words(text, "" if raw == text else raw)
        else:
            yield from found


def words(lines: Iterable[str]) -> list[Words]:
    """Lines as words; nothing where they say nothing. Empty lines at both ends go."""
    text = "\n".join(line.strip() for line in lines).strip("\n")
    return [Words(text)] if text else []


def text_of(blocks: Iterable[Block]) -> str:
    """What stands in a cell; of a table within it, a line for each row."""
    return "\n".join(one.text if isinstance(one, Words) else _lines(one) for one in blocks)


def _lines(table: Table) -> str:
    rows = ([cell.text for cell in row if cell and cell.text] for row in table.rows)
    return "\n".join(" ".join(row) for row in rows if row)


def lays_out(width: int, blocks: Iterable[Block]) -> bool:
    """Whether a table of that width, in whose cells these stand, is no table but a page's layout."""
    within = [len(one.rows[0]) for one in blocks if isinstance(one, Table) and len(one.rows) > 1]
    return width <= LAYOUT <= max(within, default=0) and width < max(within)
