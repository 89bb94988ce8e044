"""The Excel file: no formula whatever is typed, real days, the same bytes for the same report."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from openpyxl import load_workbook

from reports import columns
from reports.document import CalendarStep, Imprint, Signer, canonical_json, digest
from reports.writers import xlsx
from tests.reports import documents as made
from tests.reports.readers.data_files import of_xlsx

AT = datetime(2024, 4, 1, 2, 30, 15, 999, tzinfo=UTC)


def sheets(data: bytes) -> dict[str, list[list]]:
    book = load_workbook(BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def first_row(data: bytes) -> dict[str, object]:
    head, row, *_ = sheets(data)["rows"]
    return {name: value for name, value in zip(head, row, strict=True) if value is not None}


def imprint(report) -> Imprint:
    return Imprint("2567-6-51-01", 1, AT, canonical_json(report))


REPORT = made.report(
    made.group(made.line("ก", result="ผล", status="done", key=7), official=made.JANUARY),
    as_of=date(2024, 3, 31),
    footnote="ท้าย",
    signer=Signer("นายสมชาย", "หัวหน้า"),
    calendar_steps=(CalendarStep("REG", "การลงทะเบียน", date(2024, 1, 1), date(2024, 1, 31)),),
)

# Formulas


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("x")',
    "#N/A",
    "#REF!",
    "{=1}",
]


@given(made.REPORTS)
def test_nothing_typed_is_ever_a_formula_or_an_error(report):
    every = [*HOSTILE, report.title, report.footnote]
    hostile = replace(
        report,
        title="=1+1",
        footnote="#N/A",
        contact="@SUM(A1)",
        groups=(*report.groups, *(made.group(made.line(text, result=text)) for text in every)),
    )

    for sheet in load_workbook(BytesIO(xlsx.render(hostile))):
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "d"}


def test_a_hostile_report_holds_no_formula_in_its_very_bytes():
    report = made.report(*(made.group(made.line(text, result=text)) for text in HOSTILE))

    with ZipFile(BytesIO(xlsx.render(report))) as archive:
        parts = [archive.read(name) for name in archive.namelist() if "worksheets" in name]

    assert [part for part in parts if re.search(rb"<f[ >/]|t=\"(e|str)\"", part)] == []


def test_a_text_stays_one_when_somebody_edits_its_cell():
    """Excel takes an edited cell for what it then begins with, unless its look says that it is quoted."""
    report = made.report(made.group(made.line("ก", result="=1+1")))

    sheet = load_workbook(BytesIO(xlsx.render(report)))["rows"]
    quoted = {cell.value: cell._style.quotePrefix for cell in sheet[2] if cell.value is not None}

    assert (quoted["=1+1"], quoted["ก"]) == (1, 0)


# Values


def test_numbers_and_days_are_numbers_and_days():
    assert first_row(xlsx.render(REPORT, imprint=imprint(REPORT))) == {
        **{"fiscal_year": 2567, "months": 6, "province_code": "51", "province": "ลำพูน"},
        **{"reference": "2567-6-51-01", "number": 1, "line": 1, "part": 1},
        **{"official_start": datetime(2024, 1, 1), "official_end": datetime(2024, 1, 31)},
        **{"official_start_be": "2567-01-01", "official_end_be": "2567-01-31"},
        **{"official_precision": "day", "official_text": "1-31 ม.ค. 67"},
        **{"step_text": "ก", "step_codes": "none", "result": "ผล", "status": "done", "row_key": 7},
    }


def test_the_sheets_hold_all_that_stands_on_the_paper():
    found = sheets(xlsx.render(REPORT, imprint=imprint(REPORT)))

    facts = {name: value for name, value, _ in found["report"][1:]}
    assert list(found) == ["rows", "report", "steps", "columns"]
    assert facts == {
        **{"title": REPORT.title, "fiscal_year": 2567, "months": 6},
        **{"as_of": datetime(2024, 3, 31), "as_of_be": "2567-03-31"},
        **{"province_code": "51", "province": "ลำพูน", "province_slug": "lamphun"},
        **{"reference": "2567-6-51-01", "submission": 1},
        "submitted_at": datetime(2024, 4, 1, 9, 30, 15),
        "sha256": digest(canonical_json(REPORT)),
        **{"footnote": "ท้าย", "contact": None, "address": None},
        **{"signer_name": "นายสมชาย", "signer_post": "หัวหน้า", "signer_acting": None},
        "signer_acting_for": None,
        **{f"heading_{place}": words for place, words in enumerate(made.HEADINGS, start=1)},
        **{"word_done": "ดำเนินการแล้ว", "word_in_progress": "อยู่ระหว่างดำเนินการ", "word_not_due": "-"},
        **{"number_style": "๑", "text_size": "normal", "calendar_revision": None},
    }
    assert found["steps"][1:] == [
        [
            *("REG", "การลงทะเบียน", datetime(2024, 1, 1), datetime(2024, 1, 31)),
            *("2567-01-01", "2567-01-31"),
        ]
    ]


def test_a_sheet_says_what_every_column_means():
    found = sheets(xlsx.render(REPORT))

    described = {(sheet, name) for sheet, name, _, meaning in found["columns"][1:] if meaning}
    heads = {(sheet, name) for sheet in ("rows", "report", "steps") for name in found[sheet][0]}
    assert described == heads


def test_a_draft_says_of_when_it_is():
    facts = dict(row[:2] for row in sheets(xlsx.render(REPORT, draft_at=AT))["report"])

    assert facts["draft_at"] == datetime(2024, 4, 1, 9, 30, 15)
    assert "reference" not in facts


def test_days_before_excel_s_first_and_numbers_beyond_its_digits_are_texts():
    window = replace(made.JANUARY, start=date(1900, 1, 1))
    report = made.report(made.group(made.line("ก", key=10**20), official=window))

    row = first_row(xlsx.render(report))

    assert (row["official_start"], row["row_key"]) == ("1900-01-01", "1" + "0" * 20)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ก\x07ข", "ก_x0007_ข"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x004", "_x004"),
        ("ก\rข\x0b", "ก_x000D_ข_x000B_"),
        ("\ufffe", "_xFFFE_"),
        ("ก\nข\tค", "ก\nข\tค"),
    ],
)
def test_characters_that_no_excel_file_holds_are_written_as_excel_writes_them(text, written):
    data = xlsx.render(made.report(made.group(made.line("ก", result=text))))

    assert first_row(data)["result"] == written
    names = [cell.text for cell in of_xlsx(data).blocks[0].rows[0]]
    assert of_xlsx(data).blocks[0].rows[1][names.index("result")].text == text


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row():
    report = made.report(made.group(made.line("ก", result="ข" * 40_000, key=7)))

    head, *rows = sheets(xlsx.render(report))["rows"]

    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["part"], row["row_key"], len(row["result"])) for row in found] == [
        (1, 7, columns.CELL_LIMIT),
        (2, 7, 8_000),
    ]


# The file


def test_the_same_report_gives_the_same_bytes_and_says_when_it_was_sent():
    data = xlsx.render(REPORT, imprint=imprint(REPORT))
    about = load_workbook(BytesIO(data)).properties

    assert xlsx.render(REPORT, imprint=imprint(REPORT)) == data
    assert (about.created, about.modified) == (datetime(2024, 4, 1, 2, 30, 15),) * 2
    assert about.title == REPORT.title.replace("\n", " ")
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_head_stays_in_sight_and_filters():
    sheet = load_workbook(BytesIO(xlsx.render(REPORT)))["rows"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:AC2")


def test_an_empty_report_is_a_head_alone():
    assert sheets(xlsx.render(made.report()))["rows"] == [list(columns.NAMES)]
