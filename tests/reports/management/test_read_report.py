"""The command that prints what is understood of a file: JSON and nothing else, or a sentence."""

import json
import subprocess
import sys

import jsonschema
import pytest
from django.conf import settings

from reports.management import reference
from reports.readers.paper import Reference
from tests import cast
from tests.reports.readers import papers

SCHEMA = json.loads((papers.ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8"))


def run(*arguments) -> subprocess.CompletedProcess:
    """`manage.py read_report` as an officer starts it."""
    return subprocess.run(
        [sys.executable, "manage.py", "read_report", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("number", "kind"), [("002", "report"), ("004", "plan")])
def test_a_paper_becomes_json_on_standard_output(number, kind):
    (path,) = papers.SEEDS.glob(f"{number}_*.txt")

    done = run(path)

    found = json.loads(done.stdout)
    jsonschema.validate(found, SCHEMA)
    assert (done.returncode, done.stderr, found["kind"]) == (0, b"", kind)


def test_the_name_of_a_file_says_nothing(tmp_path):
    path = tmp_path / "report.xlsx"
    path.write_bytes(papers.seed("001"))

    assert json.loads(run(path).stdout)["province"] == "samut-prakan"


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", "จดหมาย".encode(), b"%PDF-1.7\n", b"PK\x03\x04"]
)
def test_what_is_no_such_document_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "report.docx"
    path.write_bytes(content)

    done = run(path)

    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(said.splitlines()) == 1
    assert any("ก" <= letter <= "๛" for letter in said)


def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path):
    done = run(tmp_path / "missing.docx")

    assert (done.returncode, done.stdout) == (1, b"")
    assert "เปิดไฟล์" in done.stderr.decode()


@pytest.mark.django_db
def test_papers_are_held_against_the_database():
    cast.lamphun()
    cast.calendar()

    known = reference.known()

    assert [one.slug for one in known.provinces] == ["lamphun"]
    assert list(known.calendars) == [2567]


@pytest.mark.django_db
def test_a_machine_without_data_reads_by_the_fixtures():
    known = reference.known()

    assert known == Reference(papers.reference().provinces, papers.reference().calendars)
    assert (len(known.provinces), sorted(known.calendars)) == (76, [2566, 2567])
