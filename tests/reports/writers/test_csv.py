"""The CSV file: bytes that Excel opens in Thai, nothing that a spreadsheet takes for a formula."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given

from reports import columns
from reports.document import Imprint, canonical_json
from reports.writers import csv
from tests.reports import documents as made
from tests.reports.readers.data_files import of_csv

HEAD = [*columns.NAMES, "marked"]


def rows_of(data: bytes) -> list[dict[str, str]]:
    head, *rows = ([cell.text for cell in row] for row in of_csv(data).blocks[0].rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_it_begins_with_a_mark_and_its_lines_end_as_windows_ends_them():
    data = csv.render(made.report(made.group(made.line("ก"))))

    assert data.startswith(
        b"\xef\xbb\xbffiscal_year,months,province_code,province,reference,number,"
    )
    assert data.count(b"\r\n") == data.count(b"\n") == 2


def test_a_report_is_a_row_for_each_printed_row():
    report = made.report(made.group(made.line("ก", key=7), made.line("ข"), official=made.JANUARY))
    imprint = Imprint("2567-6-51-01", 1, datetime(2024, 4, 1, tzinfo=UTC), canonical_json(report))

    first, second = rows_of(csv.render(report, imprint=imprint))

    assert {name: value for name, value in first.items() if value} == {
        **{"fiscal_year": "2567", "months": "6", "province_code": "51", "province": "ลำพูน"},
        **{"reference": "2567-6-51-01", "number": "1", "line": "1", "part": "1"},
        **{"official_start": "2024-01-01", "official_end": "2024-01-31"},
        **{"official_start_be": "2567-01-01", "official_end_be": "2567-01-31"},
        **{"official_precision": "day", "official_text": "1-31 ม.ค. 67"},
        **{"step_text": "ก", "step_codes": "none", "row_key": "7"},
    }
    assert (second["number"], second["line"], second["row_key"]) == ("1", "2", "")
    assert list(first) == HEAD


def test_a_draft_has_no_reference():
    (row,) = rows_of(
        csv.render(made.report(made.group(made.line("ก"))), draft_at=datetime.now(UTC))
    )

    assert row["reference"] == ""


@given(made.KEPT_REPORTS)
def test_no_cell_begins_as_a_formula(report):
    hostile = replace(report, province=replace(report.province, name="=1+1"))

    for row in rows_of(csv.render(hostile)):
        assert [cell for cell in row.values() if columns.begins_formula(cell)] == []


def test_line_ends_and_quotes_within_a_text_stay():
    text = 'บรรทัดแรก\nเขา "พูด" ว่า, ดี;\tแล้ว'
    (row,) = rows_of(csv.render(made.report(made.group(made.line("ก", result=text)))))

    assert row["result"] == text


def test_early_days_are_days_too():
    window = replace(made.JANUARY, start=date(950, 1, 2))
    (row,) = rows_of(csv.render(made.report(made.group(made.line("ก"), official=window))))

    assert (row["official_start"], row["official_start_be"]) == ("0950-01-02", "1493-01-02")
