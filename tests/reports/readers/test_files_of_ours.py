"""Files that this portal wrote, opened as any file is: what was written comes back."""

from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from hypothesis import assume, given, settings

from reports import readers
from reports.readers import data_rows, moment, understand
from reports.readers.paper import Paper, Reference
from reports.writers import csv, docx, json, xlsx
from tests.reports import documents
from tests.reports.readers.data_files import said


@given(documents.KEPT_REPORTS)
@settings(deadline=None)
@pytest.mark.parametrize("write", [xlsx.render, csv.render])
def test_rows_come_back_from_data_files(write, report):
    # A table of data files without a row says nothing.
    assume(report.groups)

    (read,) = data_rows.read_paper(readers.open_paper(write(report)))

    assert said(read) == said(report)


@given(documents.KEPT_REPORTS)
def test_a_report_comes_back_from_json(report):
    assert readers.open_paper(json.render(report)) == Paper("json", (), document=report)


@pytest.mark.parametrize("write", [docx.render, xlsx.render])
@pytest.mark.parametrize(
    ("draft_at", "made_at"),
    [(datetime(2024, 4, 10, 3, 0, 7, 9, UTC), "2024-04-10T03:00:07+00:00"), (None, "")],
)
def test_a_file_of_ours_tells_when_it_was_made(write, draft_at, made_at):
    paper = readers.open_paper(
        write(documents.report(documents.group(documents.line("ก"))), draft_at=draft_at)
    )

    assert understand.understand(paper, Reference()).made_at == made_at


def test_a_file_of_others_tells_no_moment():
    book, data = openpyxl.Workbook(), BytesIO()
    book.active.append(["ที่", "ขั้นตอน", "ผลการดำเนินการ", "หมายเหตุ"])
    book.save(data)
    word, document = BytesIO(), Document()
    document.add_paragraph("รายงาน")
    document.save(word)

    assert [readers.open_paper(one.getvalue()).made_at for one in (data, word)] == ["", ""]


@pytest.mark.parametrize(
    ("said", "made_at"),
    [
        ("2024-04-10T10:00:00+07:00", "2024-04-10T03:00:00+00:00"),
        ("2024-04-10T03:00:00", "2024-04-10T03:00:00+00:00"),
        ("เมื่อวาน", ""),
        ("", ""),
        ("9999-12-31T23:59:59-12:00", ""),
        ("2000-01-01T00:00:00Z", ""),
    ],
)
def test_a_moment_that_is_none_is_not_told(said, made_at):
    assert moment.read(said) == made_at
