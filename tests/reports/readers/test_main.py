"""The process that parses: within its limits for whatever a file holds, and with nothing of Django in it."""

import subprocess
import sys

import pytest

from reports.readers import __main__ as process
from reports.readers import apart, detect, grid, package
from reports.readers.paper import NotReadable, Reference
from reports.readers.reading import Reading
from reports.readers.understand import NO_TABLE
from tests.reports.readers import office, papers

PYTHON = [sys.executable, "-X", "utf8"]


def answer(kind: str, *parts: bytes) -> Reading:
    """What the process makes of it by itself; no clock of ours ends it, only its own limits."""
    done = subprocess.run(
        [*PYTHON, "-m", "reports.readers"],
        input=apart.request(kind, parts, Reference()),
        capture_output=True,
        cwd=papers.ROOT,
        check=True,
    )
    return apart.read_answer(done.stdout)


def run(code: str) -> str:
    done = subprocess.run(
        [*PYTHON, "-c", code], capture_output=True, cwd=papers.ROOT, text=True, check=False
    )
    return done.stdout.strip() or done.stderr.strip().rpartition("\n")[2]


def test_a_sample_is_read():
    assert len(answer("file", papers.seed("002")).groups) == 9


def test_a_paste_is_read():
    assert len(answer("paste", papers.seed("001"), b"").groups) == 6


ROW = office.row(*["ข้อความ"] * 6)
SHEET_ROW = "<c t='b'><v>1</v></c>" * 6
# Files that mean harm: read or refused, but each within ten seconds of the processor and 300 MB.
HOSTILE = {
    "bomb": (office.zipped({"a": b"\0" * (200 << 20)}), package.BOMB),
    "entities": (
        office.zipped(
            {
                "_rels/.rels": office.relations(("r1", "officeDocument", "word/document.xml")),
                "word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
            }
        ),
        package.FOREIGN,
    ),
    "Word, 100,000 rows": (office.docx(office.table(ROW * 100_000)), package.BOMB),
    "Word, 1,000 rows": (office.docx(office.table(ROW * 1_000)), NO_TABLE),
    "Word, deep": (office.docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), package.DAMAGED),
    "Excel, 100,000 rows": (
        office.xlsx(office.worksheet(*(f"<row>{SHEET_ROW}</row>" for _ in range(100_000)))),
        package.BOMB,
    ),
    "Excel, far cells": (
        office.xlsx(
            office.worksheet(*(office.sheet_row(n, "ก", "ข", "ค") for n in (1, 2, 1048576)))
        ),
        NO_TABLE,
    ),
    "pages, deep": (b"<html>" + b"<div><table><tr><td>" * 20_000, NO_TABLE),
    "pages, 100,000 rows": (b"<html><table>" + b"<tr><td>1<td>2" * 100_000, grid.TOO_LARGE),
    "pages, wide": (
        b"<html><table>" + b"<tr><td rowspan=60000 colspan=60000>1" * 3000,
        grid.TOO_LARGE,
    ),
    "comments": (b"<html>" + b"<!--" * 500_000, NO_TABLE),
    "tags left open": (b"<html>" + b'<a href="' * 300_000, NO_TABLE),
    "CSV, 100,000 rows": (b"a,b,c\n" * 100_000, grid.TOO_LARGE),
    "commas": (b"a,b,c\n" * 9 + b"," * 1_000_000, grid.TOO_LARGE),
    "strokes": (b"-|" * 1_000_000, detect.NO_WORDS),
    "spaces": (b"x" + b" " * 3_000_000, NO_TABLE),
    "stars": (b"**a " * 500_000, NO_TABLE),
    "brackets": (b"[" * 2_000_000, NO_TABLE),
    "quotes": (b'"' * 2_000_000, NO_TABLE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_stay_within_the_limits(name):
    content, sentence = HOSTILE[name]

    with pytest.raises(NotReadable) as refused:
        answer("file", content)

    assert refused.value.message == sentence


LIMITED = "from reports.readers.__main__ import limit; limit()\n"


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("print('alive')", "alive"),
        ("bytearray(400 << 20)", "MemoryError"),
        ("import resource; print(resource.getrlimit(resource.RLIMIT_CORE))", "(0, 0)"),
        (
            "import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[0])",
            str(process.SECONDS),
        ),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux knows them")
def test_the_limits_hold(code, end):
    assert run(LIMITED + code) == end


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux knows them")
def test_nothing_is_written_to_a_file(tmp_path):
    path = tmp_path / "x"

    assert run(f"{LIMITED}with open({str(path)!r}, 'wb') as file: file.write(b'x')") == (
        "OSError: [Errno 27] File too large"
    )
    assert path.read_bytes() == b""


def test_reading_needs_neither_django_nor_a_parser_that_is_not_asked_for():
    code = (
        "import sys, reports.readers.__main__, reports.readers.understand\n"
        "print(sorted(sys.modules.keys() & {'django', 'docx', 'openpyxl', 'pypdf', 'weasyprint'}))"
    )

    assert run(code) == "[]"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (MemoryError(), process.TOO_MUCH),
        (RecursionError(), process.TOO_MUCH),
        (KeyError("x"), process.FAILED),
        (NotReadable("ก"), "ก"),
    ],
)
def test_whatever_goes_wrong_is_a_sentence(monkeypatch, error, sentence):
    def fail(*args):
        raise error

    monkeypatch.setattr(process, "read", fail)

    found = process._found("file", [b""], Reference())

    assert isinstance(found, NotReadable)
    assert found.message == sentence
