"""The plan of the seed as Word and Excel files: two rows of heads, merged titles, numbers in a column."""

import io
import json
from datetime import date

import pytest
from docx import Document
from openpyxl import Workbook

from ita_portal import thai
from reports import readers
from tests.reports.readers import papers
from tests.seed_text import FIXTURES

PLAN = json.loads((FIXTURES / "plans" / "yasothon-2566.json").read_text(encoding="utf-8"))
MONTHS = (*thai.MONTHS_SHORT[9:], *thai.MONTHS_SHORT[:9])


def rows():
    """Number, text and columns of marks of each printed row."""
    for place, phase in enumerate(PLAN["phases"], start=1):
        yield f"{place}", phase["title"], None
        for number, one in enumerate(phase["activities"], start=1):
            marks = [(int(window["start"][5:7]) + 2) % 12 for window in one["windows"]]
            yield f"{place}.{number}", one["text"], marks


def word_file():
    document = Document()
    for line in (*PLAN["title"].split("\n"), PLAN["intro"]):
        document.add_paragraph(line)
    table = document.add_table(rows=2, cols=14)
    for first, last, text in [(1, 3, "พ.ศ. ๒๕๖๕"), (4, 12, "พ.ศ. ๒๕๖๖")]:
        table.cell(0, first).merge(table.cell(0, last)).text = text
    for place, text in [(0, "ขั้นตอนการดำเนินงาน"), (13, "ผู้รับผิดชอบ")]:
        table.cell(0, place).merge(table.cell(1, place)).text = text
    for place, month in enumerate(MONTHS, start=1):
        table.cell(1, place).text = month
    for number, text, marks in rows():
        cells = table.add_row().cells
        if marks is None:
            cells[0].merge(cells[13]).text = thai.to_thai_digits(f"{number}. {text}")
            continue
        cells[0].text = f"{thai.to_thai_digits(number)} {text}"
        cells[13].text = "สนจ."
        for mark in marks:
            cells[mark + 1].text = "↔"
    for line in (f"หมายเหตุ: {PLAN['footnote']}", *PLAN["issuer"].split("\n")):
        document.add_paragraph(line)
    return _bytes(document.save)


def excel_file(*, dates):
    """Months as words or as dates of their first days; the title in merged cells above."""
    book = Workbook()
    sheet = book.active
    lines = [*PLAN["title"].split("\n"), PLAN["intro"]]
    for row, line in enumerate(lines, start=1):
        sheet.cell(row, 1, line)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=14)
    heads = [_day(place) if dates else name for place, name in enumerate(MONTHS)]
    sheet.append([])
    sheet.append(["ที่", "ขั้นตอนการดำเนินงาน", *heads])
    for number, text, marks in rows():
        sheet.append(
            [number, text, *("↔" if place in (marks or ()) else None for place in range(12))]
        )
    for cell in sheet[len(lines) + 2][2:]:
        cell.number_format = "[$-D07041E]mmm yy" if dates else "General"
    sheet.append([])
    for line in (f"หมายเหตุ: {PLAN['footnote']}", *PLAN["issuer"].split("\n")):
        sheet.append([line])
    return _bytes(book.save)


def _day(place):
    return date(2022 + (place > 2), (place + 9) % 12 + 1, 1)


def _bytes(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()


FILES = {
    "Word": (word_file, "สนจ."),
    "Excel": (lambda: excel_file(dates=False), ""),
    "Excel with dates for heads": (lambda: excel_file(dates=True), ""),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_says_what_the_seed_says(kind):
    make, responsible = FILES[kind]
    seed = readers.read(papers.seed("004"), papers.reference())

    reading = readers.read(make(), papers.reference())

    assert around(reading) == around(seed)
    assert activities(reading) == activities(seed)
    assert {one.responsible for phase in reading.phases for one in phase.activities} == {
        responsible
    }
    assert {warning.code for warning in reading.warnings} == {"step_unsure"}


def around(reading):
    names = ("title", "province", "fiscal_year", "intro", "footnote", "issuer", "unread")
    return {name: getattr(reading, name) for name in names}


def activities(reading):
    return [
        (phase.number, phase.title, [(one.number, one.text, one.marks) for one in phase.activities])
        for phase in reading.phases
    ]
