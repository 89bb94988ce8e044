"""Rows → a workbook to fill in or a CSV. No cell of either is ever taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ita_portal import thai

from .form import EXAMPLE, Column, Form

# The sheet that lists what the columns with choices may hold.
CHOICES = "ตัวเลือก"
# Above the rows: guidance, the heads for people, the heads for programs.
HEADS = 3
# Lists of choices reach so far down.
ROWS_WITH_CHOICES = 1_000
LONGEST = 32_767  # characters that a spreadsheet keeps in one cell

_TEXT = "@"  # the number format of texts: typed again, they stay texts
_LINE = Border(bottom=Side("thin", "DED8C9"), right=Side("thin", "DED8C9"))


class Look(NamedTuple):
    """How the cells of a row are drawn."""

    font: Font
    fill: PatternFill


def _look(background: str | None = None, **font) -> Look:
    fill = PatternFill("solid", background) if background else PatternFill()
    return Look(Font(name="TH SarabunPSK", **{"size": 16} | font), fill)


HINT = _look("FAF8F3", size=14, italic=True, color="55646A")
LABEL = _look("E4EEF0", bold=True, color="0C3340")
CODE = _look("E4EEF0", size=14, color="55646A")
SHOWN = _look("F8EFD9", italic=True, color="6B5B2E")
DATA = _look()


def write_csv(form: Form, rows: Iterable[Sequence[str | int]]) -> str:
    """Heads by code, then the rows; texts that would be formulas behind a quotation mark."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([column.code for column in form.columns])
    table.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


_FORMULA = re.compile(r"^'*[=+\-@\t\r\n]")


def harmless(cell: str | int) -> str | int:
    """A text that no spreadsheet takes for a formula; `reading` takes the mark off again."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def write_workbook(
    form: Form, rows: Iterable[Sequence[str | int]] = (), *, example: bool = False
) -> bytes:
    """A workbook to fill in, with the rows there are. Raises ValueError, in Thai, for a text it cannot hold."""
    book = Workbook()
    book.properties.creator = "ระบบรายงานการขับเคลื่อน ITA จังหวัด"
    sheet = book.active
    sheet.title = form.title
    lines = [*_heads(form), *([_example(form)] if example else []), *((row, DATA) for row in rows)]
    for number, (values, look) in enumerate(lines, start=1):
        for place, value in enumerate(values, start=1):
            _write(sheet.cell(number, place), value, look)
    _set_page(sheet, form)
    _offer_choices(book, sheet, form)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _heads(form: Form) -> list[tuple[list[str], Look]]:
    return [
        ([column.hint for column in form.columns], HINT),
        ([column.label for column in form.columns], LABEL),
        ([column.code for column in form.columns], CODE),
    ]


def _example(form: Form) -> tuple[list[str | int], Look]:
    return [EXAMPLE, *(column.example for column in form.columns[1:])], SHOWN


def _write(cell: Cell, value: str | int | None, look: Look) -> None:
    cell.font, cell.fill = look
    cell.border, cell.alignment = _LINE, Alignment(vertical="top", wrap_text=True)
    if not isinstance(value, str):
        cell.value = value
        return
    # openpyxl would make a formula of =1+1, and an error of #N/A.
    cell.value, cell.data_type = _checked(value), "s"
    cell.number_format = _TEXT


def _checked(text: str) -> str | None:
    if message := thai.forbidden_message(text):
        raise ValueError(f"“{text[:40]}”: {message}")
    if len(text) > LONGEST:
        raise ValueError(f"“{text[:40]}…” ยาวเกินกว่าที่เซลล์ของ Excel เก็บได้ โปรดส่งออกเป็น CSV")
    return text or None


def _set_page(sheet: Worksheet, form: Form) -> None:
    sheet.freeze_panes = sheet.cell(HEADS + 1, 1 + len(form.keys))
    sheet.sheet_view.zoomScale = 85
    for place, column in enumerate(form.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = _width(column)
        # What is typed below stays as typed: 01 is not 1, and 1/2 is no date.
        dimension.number_format = _TEXT
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"2:{HEADS}"


def _width(column: Column) -> int:
    """In characters: room for the heads in one line, for what is long in a few."""
    long = max(len(column.hint) * 0.4, len(str(column.example)) * 0.7)
    return min(round(max(len(column.label), len(column.code), long, 10)) + 4, 44)


def _offer_choices(book: Workbook, sheet: Worksheet, form: Form) -> None:
    """Drop-down lists, filled from a sheet of their own: a list within a rule ends at 255 characters."""
    with_choices = [(place, one) for place, one in enumerate(form.columns, start=1) if one.choices]
    if not with_choices:
        return
    lists = book.create_sheet(CHOICES)
    for place, (target, column) in enumerate(with_choices, start=1):
        for number, text in enumerate([column.label, *column.choices], start=1):
            cell = lists.cell(number, place)
            cell.value, cell.data_type = text, "s"
            cell.font = (LABEL if number == 1 else DATA).font
        lists.column_dimensions[get_column_letter(place)].width = 30
        sheet.add_data_validation(_rule(column, get_column_letter(place), target))


def _rule(column: Column, source: str, target: int) -> DataValidation:
    rule = DataValidation(
        type="list",
        formula1=f"'{CHOICES}'!${source}$2:${source}${1 + len(column.choices)}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=column.label[:32],
        error="โปรดเลือกจากรายการ",
    )
    letter = get_column_letter(target)
    rule.add(f"{letter}{HEADS + 1}:{letter}{HEADS + ROWS_WITH_CHOICES}")
    return rule
