"""JSON of ours read again, exactly."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given

from reports import document
from reports.document import UnreadableContent
from reports.readers import data_json
from reports.writers import json as writer
from tests.reports import documents as made
from tests.reports.readers.data_files import said

REPORT = made.report(
    made.group(made.line("ก", result="ผล", key=3), official=made.JANUARY),
    made.group(provincial=made.JANUARY),
    made.group(made.line("ข")),
    footnote="หมายเหตุ",
    contact="กลุ่มงาน",
)


@given(made.KEPT_REPORTS)
def test_a_report_comes_back_from_its_json(report):
    (read,) = data_json.read_json(json.loads(writer.render(report)))

    assert said(read) == said(report)
    assert (read.footnote, read.contact) == (report.footnote, report.contact)


def test_what_is_read_of_a_report():
    (read,) = data_json.read_json(
        json.loads(writer.render(REPORT, draft_at=datetime(2024, 4, 1, tzinfo=UTC)))
    )

    assert (read.title, read.province, read.fiscal_year, read.months) == (
        *(REPORT.title, "lamphun", 2567, 6),
    )
    assert read.columns == REPORT.headings
    assert [group.number for group in read.groups] == [1, 2, 3]
    assert read.groups[2].lines[0].raw["step_text"] == "ข"
    assert read.warnings == ()


def test_the_bare_content_of_a_submission_is_read_too():
    data = json.loads(document.canonical_json(REPORT))

    assert data_json.is_ours(data)
    assert [said(read) for read in data_json.read_json(data)] == [said(REPORT)]


@pytest.mark.parametrize(
    "data",
    [
        *(None, [], {}, {"kind": "report"}, {"format": "ita-report"}),
        {"format": "ita-report", "report": {"schema": 99}},
        {"format": "ita-round", "reports": [1]},
        {"schema": 2, "groups": 5},
    ],
)
def test_other_json_is_refused(data):
    with pytest.raises(UnreadableContent):
        data_json.read_json(data)
