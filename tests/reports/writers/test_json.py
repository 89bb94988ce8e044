"""The JSON file: of the published schema, complete, the content as it was certified."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from reports import document
from reports.document import Imprint
from reports.writers import json as writer
from tests.reports import documents as made

SCHEMA = json.loads(
    (Path(__file__).parents[3] / "docs" / "report.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
AT = datetime(2024, 4, 1, 2, 30, tzinfo=UTC)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(made.REPORTS)
def test_every_report_is_of_the_schema_and_comes_back(report):
    data = json.loads(writer.render(report, draft_at=AT))

    VALIDATOR.validate(data)
    assert document.from_dict(data["report"]) == report
    assert (data["submission"], data["draft_at"]) == (None, "2024-04-01T09:30:00+07:00")


def test_a_submission_says_which_it_is():
    report = made.report(made.group(made.line("ก", key=7), official=made.JANUARY))
    source = document.canonical_json(report)

    data = json.loads(writer.render(report, imprint=Imprint("2567-6-51-02", 2, AT, source)))

    VALIDATOR.validate(data)
    assert {name: value for name, value in data.items() if name != "report"} == {
        "format": "ita-report",
        "version": 1,
        "draft_at": None,
        "submission": {
            "reference": "2567-6-51-02",
            "number": 2,
            "submitted_at": "2024-04-01T09:30:00+07:00",
            "sha256": document.digest(source),
        },
    }
    certified = json.dumps(
        data["report"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert document.digest(certified) == data["submission"]["sha256"]


def test_thai_is_written_as_it_is_read():
    assert "ลำพูน".encode() in writer.render(made.report())


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(extra=1),
        lambda data: data.update(version=2),
        lambda data: data["report"].pop("groups"),
        lambda data: data["report"].update(months=3),
        lambda data: data["report"]["groups"][0]["lines"][0].update(status="finished"),
        lambda data: data["report"]["groups"][0]["official"].update(start="31/1/2567"),
    ],
)
def test_the_schema_refuses_what_is_not_ours(change):
    report = made.report(made.group(made.line("ก"), official=made.JANUARY))
    data = json.loads(writer.render(report))
    change(data)

    assert not VALIDATOR.is_valid(data)


def test_every_field_of_a_report_is_described():
    fields = {"schema", *document.to_dict(made.report())}

    assert set(SCHEMA["$defs"]["report"]["properties"]) == fields
    assert SCHEMA["$defs"]["report"]["properties"]["schema"]["const"] == document.SCHEMA
    assert SCHEMA["$defs"]["version"]["const"] == writer.VERSION
