"""A file of strangers → its sheets as rows of cells. Nothing is evaluated, guessed or dropped without a word.

A cell that cannot be taken as it stands is a Flaw with the sentence that says why; a file that cannot
is a TableError. What a spreadsheet holds is bounded before it is unpacked.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

# The parser behind openpyxl's read-only sheets. Those fill every gap up to the last row and column
# that a file claims to have, and do not tell which cells are merged or formulas.
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    MERGE_TAG,
    ROW_TAG,
    WorkSheetParser,
)
from openpyxl.xml.functions import iterparse

from ita_portal import thai

FIRST_BUDDHIST_YEAR = 2400
MOST_ROWS = 2_000
MOST_COLUMNS = 200
MOST_SHEETS = 20
UNPACKED_LIMIT = 6 * 1024 * 1024  # bytes, all parts of a workbook together
MOST_PACKED = 100  # times; a sheet of ours is packed to a tenth
STYLES_LIMIT = 1024 * 1024  # bytes; each of its lines becomes many objects


# How the sentence about merged cells begins; it is the same for all cells of a range.
MERGED = "เซลล์"


class TableError(ValueError):
    """A file that is no table of ours; `message` is a Thai sentence that says what to do."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that cannot be taken as it stands: what it shows, and a Thai sentence that says what to do."""

    shown: str
    message: str


Cell = str | int | float | bool | date | Flaw | None


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the one that the spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Its rows that are not blank. `title` is empty for a file of text; `notes` say how it was read."""

    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def plain(cell: Cell) -> str:
    """What a cell shows, as text: 15 and 15.0 as 15, dates as Thai is written, with Arabic digits."""
    match cell:
        case None:
            return ""
        case Flaw():
            return cell.shown
        case bool():
            return str(cell).upper()
        case float() if cell.is_integer():
            return str(int(cell))
        case date():
            return thai.to_arabic_digits(thai.write_date(cell))
    return str(cell)


def read(data: bytes) -> list[Sheet]:
    """The sheets of a workbook, or the one of a file of text. Raises TableError."""
    beginning = data[:100].lstrip().lower()
    for mark, message in _FOREIGN.items():
        if beginning.startswith(mark):
            raise TableError(message)
    if data.startswith(b"PK"):
        return _workbook(data)
    return [_text_file(data)]


_SAVE_AS = "โปรดเปิดไฟล์แล้วบันทึกเป็น Excel Workbook (.xlsx)"
_UNREADABLE = f"อ่านไฟล์นี้ไม่ได้ ไฟล์อาจเสียหายหรือไม่ใช่ไฟล์ตาราง {_SAVE_AS} แล้วลองอีกครั้ง"
_TOO_LARGE = (
    "ไฟล์นี้มีข้อมูลมากกว่าตารางใด ๆ ของระบบ โปรดคัดลอกเฉพาะแถวที่ต้องการไปใส่ในแบบกรอกที่ดาวน์โหลดจากหน้านี้"
)
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": f"ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้ โปรดนำรหัสผ่านออก {_SAVE_AS}",
    b"%pdf": "ไฟล์นี้เป็น PDF โปรดเลือกไฟล์ตาราง (.xlsx หรือ .csv)",
    b"{\\rtf": "ไฟล์นี้เป็นเอกสารข้อความ โปรดเลือกไฟล์ตาราง (.xlsx หรือ .csv)",
    b"<": f"ไฟล์นี้เป็นหน้าเว็บหรือ XML {_SAVE_AS}",
}


# Workbooks ---------------------------------------------------------------------------------------


def _workbook(data: bytes) -> list[Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_archive(archive.infolist())
        # openpyxl warns of what it leaves out: drawings, rules of colour.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _sheets(data)
    except TableError:
        raise
    except Exception as error:  # a stranger's file breaks the parser in any way it likes
        raise TableError(_UNREADABLE) from error


def _refuse_archive(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise TableError(f"ไฟล์นี้ใส่รหัสผ่านไว้ โปรดนำรหัสผ่านออก {_SAVE_AS}")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise TableError(f"ไฟล์นี้มีมาโคร ระบบไม่รับไฟล์ที่มีมาโคร {_SAVE_AS} ซึ่งไม่มีมาโคร")
    if "word/document.xml" in names:
        raise TableError("ไฟล์นี้เป็นเอกสาร Word โปรดเลือกไฟล์ตาราง (.xlsx หรือ .csv)")
    if "xl/workbook.xml" not in names:
        raise TableError(f"ไฟล์นี้ไม่ใช่ Excel Workbook (.xlsx) {_SAVE_AS}")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    styles = sum(part.file_size for part in parts if "style" in part.filename.lower())
    is_bomb = unpacked > STYLES_LIMIT and unpacked > MOST_PACKED * packed
    if is_bomb or unpacked > UNPACKED_LIMIT or styles > STYLES_LIMIT:
        raise TableError(_TOO_LARGE)


def _sheets(data: bytes) -> list[Sheet]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        if len(book.worksheets) > MOST_SHEETS:
            raise TableError(_TOO_LARGE)
        return [Sheet(sheet.title, _rows(book, sheet)) for sheet in book.worksheets]
    finally:
        book.close()


def _rows(book, sheet) -> tuple[Row, ...]:
    with sheet._get_source() as source:
        parser = _Parser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        rows = [row for row in _bounded(parser) if row.cells]
    return tuple(_with_merged(rows, parser))


class _Parser(WorkSheetParser):
    """Reads of a sheet its rows and which cells are merged, and nothing else."""

    merged: tuple[str, ...] = ()

    def parse(self):
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == MERGE_TAG:
                self.merged = tuple(cells.get("ref") for cells in element)

    def parse_cell(self, element):
        """Marks formulas that no program has worked out yet, which otherwise read as empty cells."""
        cell = super().parse_cell(element)
        if element.find(FORMULA_TAG) is not None and cell["value"] is None:
            # Of a formula that gave an empty text, the spreadsheet says that it gave a text.
            cell["data_type"] = "s" if element.get("t") == "str" else "f"
        return cell


def _bounded(parser: _Parser) -> Iterator[Row]:
    filled = 0
    for number, found in parser.parse():
        cells = _cells(found)
        filled += bool(cells)
        if filled > MOST_ROWS:
            raise TableError(
                f"ไฟล์นี้มีเกิน {thai.to_thai_digits(f'{MOST_ROWS:,}')} แถว โปรดแบ่งเป็นหลายไฟล์แล้วนำเข้าทีละไฟล์"
            )
        yield Row(number, cells)


def _cells(found: list[dict]) -> tuple[Cell, ...]:
    """The cells of a row by their columns, up to the last that holds something."""
    by_column = {cell["column"]: _value(cell) for cell in found}
    last = max((column for column, value in by_column.items() if value is not None), default=0)
    if last > MOST_COLUMNS:
        raise TableError(_TOO_LARGE)
    return tuple(by_column.get(column) for column in range(1, last + 1))


def _value(cell: dict) -> Cell:
    value = cell["value"]
    match cell["data_type"]:
        case "f":
            return Flaw("", "ช่องนี้เป็นสูตรที่ยังไม่ได้คำนวณ โปรดเปิดไฟล์ใน Excel แล้วบันทึก หรือคัดลอกแล้ววางเป็นค่า")
        case "e":
            return Flaw(str(value), f"สูตรในช่องนี้ให้ค่าผิดพลาด {value} โปรดแก้สูตรหรือพิมพ์ค่าแทน")
    match value:
        case time() | timedelta():
            return Flaw(str(value), "ช่องนี้เป็นเวลา โปรดพิมพ์ค่าเป็นข้อความ")
        case datetime():
            return _day(value)
        case str():
            return _tidy(value)
    return value


def _day(value: datetime) -> date | Flaw:
    """A real date, also one whose Buddhist-era year was typed as it is."""
    if value.time() != time():
        return Flaw(str(value), "ช่องนี้มีเวลาอยู่ด้วย โปรดใส่เฉพาะวันที่")
    if value.year < FIRST_BUDDHIST_YEAR:
        return value.date()
    try:
        return thai.be_date(value.year, value.month, value.day)
    except ValueError:
        shown = f"{value.day}/{value.month}/{value.year}"
        return Flaw(shown, f"ไม่มีวันที่ {thai.to_thai_digits(shown)} โปรดแก้วันที่")


def _with_merged(rows: list[Row], parser: _Parser) -> Iterator[Row]:
    """Rows whose merged cells are flaws: only the first of them holds what all of them show."""
    ranges = list(_merged(parser))
    for row in rows:
        cells = list(row.cells)
        for (left, top, right, bottom), message in ranges:
            if top <= row.number <= bottom:
                cells += [None] * (min(right, MOST_COLUMNS) - len(cells))
                shown = [plain(cell) for cell in cells[left - 1 : right]]
                cells[left - 1 : right] = [Flaw(text, message) for text in shown]
        yield Row(row.number, tuple(cells))


def _merged(parser: _Parser) -> Iterator[tuple[tuple[int, int, int, int], str]]:
    """The bounds of each range of merged cells, and the sentence about it."""
    if len(parser.merged) > MOST_ROWS:
        raise TableError(_TOO_LARGE)
    for cells in parser.merged:
        message = f"{MERGED} {cells} ผสานกันอยู่ โปรดยกเลิกการผสานเซลล์ แล้วใส่ค่าในทุกแถว"
        yield range_boundaries(cells), message


def letter(place: int) -> str:
    """The letter over a column, A for the first (0)."""
    return get_column_letter(place + 1)


# Files of text -----------------------------------------------------------------------------------

# What `writing.harmless` put before a text that a spreadsheet would take for a formula.
_HARMLESS = re.compile(r"^'(?='*[=+\-@\t\r\n])")


def _text_file(data: bytes) -> Sheet:
    text, notes = _decoded(data)
    if "\0" in text:
        raise TableError(_UNREADABLE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows = []
    try:
        for number, cells in enumerate(reader, start=1):
            tidy = [_tidy(_HARMLESS.sub("", cell)) for cell in cells]
            if any(cell is not None for cell in tidy):
                rows.append(Row(number, tuple(tidy)))
            if len(rows) > MOST_ROWS or len(tidy) > MOST_COLUMNS:
                raise TableError(_TOO_LARGE)
    except csv.Error as error:
        line = thai.to_thai_digits(reader.line_num)
        raise TableError(
            f'เครื่องหมายคำพูด (") ใกล้บรรทัดที่ {line} ของไฟล์ไม่ครบคู่หรือช่องยาวเกินไป {_SAVE_AS} แล้วลองอีกครั้ง'
        ) from error
    return Sheet("", tuple(rows), notes)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Unicode, or the Windows-874 of older spreadsheets, which is told."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16"), ()
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        note = "ไฟล์นี้ใช้รหัสอักษรแบบเก่า (TIS-620/Windows-874) โปรดดูว่าตัวอักษรไทยอ่านได้ถูกต้อง"
        return data.decode("cp874"), (note,)
    except UnicodeDecodeError as error:
        raise TableError(_UNREADABLE) from error


def _delimiter(text: str) -> str:
    """What stands most often in the first line that has any, which is that of the heads; else a comma."""
    heads = next((line for line in text.splitlines()[:20] if set(line) & set(",;\t")), "")
    return max(",;\t", key=heads.count)


def _tidy(text: str) -> str | None:
    """A text as texts are kept, without white space around it; None when nothing is left."""
    # As spreadsheets write the \r of a line end.
    return thai.clean_text(text.replace("_x000D_", "\r")).strip() or None
