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


OF_DATA = {
    "number": "1",
    "official_start": "2024-01-01",
    "official_end": "2024-01-31",
    "official_start_be": "2567-01-01",
    "official_end_be": "2567-01-31",
    "official_text": "ม.ค. 67",
    "provincial_start": "2024-01-23",
    "step_text": "ก",
    "result": "ข",
    "status": "done",
    "row_key": "7",
    "ของเรา": "ค",
}


def test_cells_of_data_stand_in_those_of_the_form():
    assert intake_columns.by_role_of_data(OF_DATA, []) == {
        "number": "1",
        "official": "ม.ค. 67",
        "provincial": "2024-01-23",
        "step": "ก",
        "result": "ข",
        "status": "done",
        "ของเรา": "ค",
    }


def test_days_stand_beside_words_that_do_not_agree_with_them():
    found = intake_columns.by_role_of_data(OF_DATA, ["official"])

    assert found["official"] == "ม.ค. 67\n2024-01-01 - 2024-01-31\n2567-01-01 - 2567-01-31"
