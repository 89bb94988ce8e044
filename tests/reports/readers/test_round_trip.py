"""The law of the round trip: what a report says stands in every file made of it, and is read there again."""

import pytest
from hypothesis import HealthCheck, given, settings

from bench.papers.made import reference
from reports import readers
from reports.document import Report
from reports.writers import csv, docx, html, json, pdf, xlsx
from tests.reports.readers.printed import (
    blank_lines_folded,
    facts_of,
    facts_read,
    printed_reports,
)

# Making and reading a file takes longer than what hypothesis allows an example.
WRITERS = {"docx": docx, "xlsx": xlsx, "csv": csv, "json": json, "pdf": pdf}
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
few = settings(many, max_examples=6)


def written(report: Report, form: str) -> bytes:
    return WRITERS[form].render(report)


def read_back(data: bytes, report: Report) -> dict:
    reading = readers.read(data, reference())
    return facts_read(reading, status_words=report.status_words)


@pytest.mark.parametrize("form", ["docx", "xlsx", "json"])
@many
@given(report=printed_reports())
def test_a_file_of_ours_says_the_report(form, report):
    assert read_back(written(report, form), report) == facts_of(report)


@many
@given(report=printed_reports())
def test_a_csv_of_ours_says_the_rows_of_the_report(report):
    read, wanted = read_back(written(report, "csv"), report), facts_of(report)

    assert {name: read[name] for name in ("about", "groups")} == {
        name: wanted[name] for name in ("about", "groups")
    }


@many
@given(report=printed_reports())
def test_the_page_says_the_report_but_for_blank_lines(report):
    page = f"<!DOCTYPE html><html><body>{html.render_body(report)}</body></html>"

    read = read_back(page.encode(), report)

    assert blank_lines_folded(read) == blank_lines_folded(facts_of(report))


@many
@given(report=printed_reports())
def test_the_page_pasted_says_the_report_but_for_blank_lines(report):
    reading = readers.read_pasted("", str(html.render_body(report)), reference())

    read = facts_read(reading, status_words=report.status_words)

    assert blank_lines_folded(read) == blank_lines_folded(facts_of(report))


@few
@given(report=printed_reports())
def test_the_pdf_says_the_report(report):
    assert read_back(written(report, "pdf"), report) == facts_of(report)
