"""What every format gives: a document as words and tables, as read and not yet understood."""

from dataclasses import dataclass
from typing import Literal

from reports.document import CalendarStep, Province, Report

Format = Literal["docx", "xlsx", "csv", "text", "html", "pdf", "json"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: what it says, how it stands in the file, how far it reaches.

    text: mark-up resolved; paragraphs, list items and line breaks each on a line of their own, a
    blank line where the document has one; labels of lists written before their items (`๑.`, `-`),
    also where the document only numbers them; a link as its address, or as `words (address)` where
    the words are others. Characters are those of the file: nothing is mended here.
    raw: the same cell verbatim, mark-up included; equal to text where there is none.
    rows, columns: how many rows and columns a merged cell takes.
    """

    text: str
    raw: str = ""
    rows: int = 1
    columns: int = 1

    @property
    def verbatim(self) -> str:
        return self.raw or self.text


# A row as wide as the table; None where a merged cell of above or of the left goes on.
Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. `keys` holds for each row its `document.Line.key` where our own file tells it, else None."""

    rows: tuple[Row, ...]
    keys: tuple[int | None, ...] = ()

    def key(self, place: int) -> int | None:
        return self.keys[place] if place < len(self.keys) else None


@dataclass(frozen=True, slots=True)
class Words:
    """Text outside tables, up to the next table: lines as in Cell.text."""

    text: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document from top to bottom. `notes` are things a person must hear of the file, each a code
    of `reading.CODES` and a Thai sentence (a hidden sheet left out, deleted text of tracked changes …).
    `ties` is what a file of ours hides of its step texts (reports/ties.py).
    `made_at` is when a file of ours was made (ISO, UTC), '' where it is none or does not tell.
    `document` is the report itself, exactly, where the file is or holds our own JSON (format `json`);
    there are no blocks then."""

    format: Format
    blocks: tuple[Words | Table, ...]
    notes: tuple[tuple[str, str], ...] = ()
    ties: str = ""
    made_at: str = ""
    document: Report | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """What papers are held against: all provinces with an office, and each year's calendar in force.

    calendars: fiscal year (Buddhist era) → its steps in order.
    """

    provinces: tuple[Province, ...] = ()
    calendars: dict[int, tuple[CalendarStep, ...]] | None = None

    def steps_of(self, fiscal_year: int | None) -> tuple[CalendarStep, ...]:
        return (self.calendars or {}).get(fiscal_year, ())


class NotReadable(ValueError):
    """The file or text is not such a document. `message`: one Thai sentence that says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
