"""Files that this portal wrote, opened as any file is: what was written comes back."""

import pytest
from hypothesis import assume, given, settings

from reports import readers
from reports.readers import data_rows
from reports.readers.paper import Paper
from reports.writers import csv, json, xlsx
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
