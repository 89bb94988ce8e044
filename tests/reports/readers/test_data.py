"""Our own JSON is the report itself, to the last character and key."""

import json

import pytest
from hypothesis import given

from reports import document
from reports.readers import data
from reports.readers.paper import NotReadable, Paper
from tests.reports import documents

REPORT = documents.report(documents.group(documents.line("ก", result="**ข**\n\n ค", key=7)))


@given(documents.REPORTS)
def test_canonical_json_is_the_report(report):
    assert data.read(document.canonical_json(report)) == Paper("json", (), document=report)


def test_the_file_for_download_holds_it_as_well():
    text = json.dumps({"format": "ita-report", "report": document.to_dict(REPORT)}, indent=2)

    assert data.read(text) == Paper("json", (), document=REPORT)


def test_a_text_that_only_begins_like_json_is_none():
    assert data.read("{ที่\tก\tข}") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": 1}', data.OTHER_DATA),
        ('{"report": 1}', data.OTHER_DATA),
        ('{"schema": 99}', data.OTHER_DATA),
        ('{"format": "ita-round", "reports": []}', data.MANY_REPORTS),
        ("[" * 100_000, data.OTHER_DATA),
    ],
)
def test_other_json_is_refused(text, sentence):
    with pytest.raises(NotReadable) as refused:
        data.read(text)

    assert refused.value.message == sentence
