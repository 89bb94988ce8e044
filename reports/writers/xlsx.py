"""Data tables as an Excel file: every text a text, never a formula; dates as dates. The only user of openpyxl here."""

import re
from collections.abc import Iterable
from copy import copy
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from reports.columns import Column, DataTable, Kind, Value, begins_formula
from reports.document import Imprint, Report
from reports.writers import rounds, tables
from reports.writers.rounds import Round

# Widths in characters; texts that are often long get more room.
WIDTHS: dict[Kind, int] = {
    "text": 24,
    "code": 14,
    "number": 8,
    "date": 12,
    "be_date": 12,
    "moment": 17,
}
WIDE = {
    **{"province": 18, "province_slug": 26, "name": 20, "title": 60, "address": 50},
    **{"step_text": 48, "step_labels": 13, "step_codes": 18, "result": 70},
    **{"value": 70, "meaning": 70},
}
FACE = {"name": "TH SarabunPSK", "size": 14}
# Characters that are still read when a page shows so many beside each other.
PAGE_WIDTH = 300
# Points; Excel shows no row higher than the highest.
LINE_HEIGHT, HIGHEST = 20, 409
FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}

# Days before are no days to Excel, whose first century has a 29 February too many.
FIRST_DAY = date(1900, 3, 1)
# Excel keeps 15 digits of a number.
LARGEST_NUMBER = 10**15

UNKNOWN_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
ZIPPED_AT = (1980, 1, 1, 0, 0, 0)
A4 = 9


def render(
    document: Report, *, imprint: Imprint | None = None, draft_at: datetime | None = None
) -> bytes:
    """One report: its rows, its other words, the calendar's steps and the columns' meaning, a sheet each.

    A frozen version has an `imprint`, a draft the moment `draft_at`; the same arguments always give
    the same bytes.
    """
    made_at = imprint.submitted_at if imprint else draft_at
    return write(tables.of_report(document, imprint, draft_at), title=document.title, at=made_at)


def render_round(round_: Round) -> bytes:
    """A round: a sheet of reports with state, dates and coverage, a sheet of all rows, and what they mean."""
    return write(rounds.round_tables(round_), title=round_.name, at=round_.made_at)


def render_matrix(round_: Round) -> bytes:
    """A round as one table: a row for each province, a column for each step of the calendar."""
    return write(rounds.matrix_tables(round_), title=round_.name, at=round_.made_at)


def write(sheets: Iterable[DataTable], *, title: str, at: datetime | None) -> bytes:
    """Tables as the sheets of a file that is called `title` and says it was made at `at`."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        _write_sheet(workbook, sheet)
    made_at = (at or UNKNOWN_MOMENT).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = workbook.properties
    about.title = escaped(" ".join(title.split()))
    about.creator = about.lastModifiedBy = None
    about.created = about.modified = made_at
    data = BytesIO()
    with _SameZip(data, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return data.getvalue()


class _SameZip(ZipFile):
    """An archive whose entries all bear one date, so that the same content is the same bytes."""

    def writestr(self, name, data, *args, **named):
        entry = ZipInfo(name, ZIPPED_AT)
        entry.compress_type = self.compression
        super().writestr(entry, data)

    def write(self, filename, arcname=None, *args, **named):
        with open(filename, "rb") as file:  # noqa: PTH123 – openpyxl's own temporary file
            self.writestr(arcname, file.read())


# ---- sheets


def _write_sheet(workbook: Workbook, table: DataTable) -> None:
    sheet = workbook.create_sheet(table.name)
    widths = [_width(column) for column in table.columns]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"{get_column_letter(table.kept + 1)}2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = ceil(sum(widths) / PAGE_WIDTH), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    looks = _Looks(sheet)
    sheet.append([looks.heading(column) for column in table.columns])
    place = 1
    for place, row in enumerate(table.rows, start=2):
        values = [row.get(column.name) for column in table.columns]
        # No height of the reader's own: it changes with the text. LibreOffice makes none by itself.
        sheet.row_dimensions[place] = {"ht": str(_height(values, widths))}
        sheet.append([looks.cell(value) for value in values])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{place}"


def _width(column: Column) -> int:
    return max(WIDE.get(column.name, WIDTHS[column.kind]), len(column.name) + 2)


def _height(values: Iterable[Value], widths: Iterable[int]) -> int:
    """About how high a row is, in points, for its longest text to be seen."""
    texts = ((value, width) for value, width in zip(values, widths, strict=True) if value)
    lines = (_lines(value, width) for value, width in texts if isinstance(value, str))
    return min(LINE_HEIGHT * max(lines, default=1), HIGHEST)


# Vowels and tone marks above and below a letter take no room of their own.
_MARKS = str.maketrans(
    "",
    "",
    "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e",
)


def _lines(words: str, width: int) -> int:
    if len(words) <= width and "\n" not in words:
        return 1
    return sum(1 + len(line) // width for line in words.translate(_MARKS).split("\n"))


class _Looks:
    """The few looks that cells have, made once for a sheet."""

    def __init__(self, sheet) -> None:
        self._sheet = sheet
        top = Alignment(horizontal="left", vertical="top")
        wrapped = Alignment(horizontal="left", vertical="top", wrap_text=True)
        self._text = self._look(alignment=wrapped)
        self._quoted = self._look(alignment=wrapped, quotePrefix=True)
        self._number = self._look(alignment=top)
        self._days = {
            kind: self._look(alignment=top, number_format=written)
            for kind, written in FORMATS.items()
        }
        self._head = self._look(
            alignment=Alignment(vertical="center"),
            font=Font(**FACE, bold=True),
            fill=PatternFill("solid", fgColor="E6EDF5"),
        )

    def _look(self, *, font: Font | None = None, **named):
        cell = WriteOnlyCell(self._sheet)
        cell.font = font or Font(**FACE)
        for name, value in named.items():
            setattr(cell, name, value)
        return cell._style

    def heading(self, column: Column):
        return self._written(column.name, self._head)

    def cell(self, value: Value):
        """A cell of the value's own kind; None for an empty one."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self._written(value, self._quoted if begins_formula(value) else self._text)
        if isinstance(value, int):
            if abs(value) >= LARGEST_NUMBER:
                return self._written(str(value), self._text)
            return self._plain(value, self._number)
        day = value.date() if isinstance(value, datetime) else value
        if day < FIRST_DAY:
            return self._written(value.isoformat(), self._text)
        return self._plain(value, self._days[type(value)])

    def _written(self, words: str, look):
        """A text that stays one, whatever it begins with: not a formula, not an error."""
        cell = self._plain(escaped(words), look)
        cell.data_type = "s"
        return cell

    def _plain(self, value: Value, look):
        cell = WriteOnlyCell(self._sheet, value)
        cell._style = copy(look)
        return cell


# ---- texts

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(words: str) -> str:
    """Characters that an Excel file cannot hold as it writes them itself: _x0007_; a text that looks so too.

    ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
    """
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", words)
