"""Columns of the printed form and of our data files, by what they hold."""

import pytest

from reports import columns
from reports.forms import intake_columns
from tests.intakes import HEADS


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (HEADS, set()),
        (columns.NAMES, set()),
        (("ที่", "ขั้นตอน", "ผลการดำเนินการ"), {"official", "provincial", "status"}),
        (("number", "step_text", "status", "row_key"), {"official", "provincial", "result"}),
        ((), set()),
    ],
)
def test_what_a_document_has_no_column_for(names, missing):
    assert intake_columns.missing(names) == missing
