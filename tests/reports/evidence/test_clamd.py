"""The virus scanner: a verdict, or none in time; what becomes of the file then."""

import socket

import pytest

from reports.evidence import clamd, examine, refusals
from reports.evidence.refusals import NotAccepted
from tests import hostile
from tests.clamd import serving


def infected() -> bytes:
    """A Word file with the test string in a part of it, not packed: a scanner of streams would find it."""
    return hostile.with_entry(hostile.docx(), "word/media/a.dat", hostile.eicar())


def test_a_virus_is_named_and_the_whole_file_was_asked_about():
    data = b"x" * (3 * clamd.CHUNK) + hostile.eicar()
    with serving() as server:
        assert clamd.virus_in(data, server.address, 5) == "Eicar-Signature"
        assert clamd.virus_in(b"good", server.address, 5) == ""

        assert server.asked == [data, b"good"]


def test_an_answer_that_is_no_verdict_is_none():
    too_long = b"INSTREAM size limit exceeded. ERROR"
    with (
        serving(lambda data: too_long) as server,
        pytest.raises(clamd.Unreachable, match="size limit"),
    ):
        clamd.virus_in(b"x", server.address, 5)


def test_nobody_there_is_told(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for address in (f"127.0.0.1:{port}", str(tmp_path / "clamd.ctl")):
        with pytest.raises(clamd.Unreachable):
            clamd.virus_in(b"x", address, 1)


def test_one_who_never_answers_is_not_waited_for():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(clamd.Unreachable):
            clamd.virus_in(b"x", f"127.0.0.1:{silent.getsockname()[1]}", 0.05)


# ---- what becomes of the file


def test_a_file_with_a_virus_is_refused_and_the_next_is_taken(settings):
    with serving() as server:
        settings.CLAMD_ADDRESS = server.address
        with pytest.raises(NotAccepted) as refused:
            examine.examine(infected(), "a.docx")

        assert examine.examine(hostile.pdf(), "a.pdf").format == "pdf"

    assert refused.value.message == refusals.VIRUS.format("Eicar-Signature")


def test_without_a_verdict_a_file_is_refused_unless_told_otherwise(settings, tmp_path, caplog):
    settings.CLAMD_ADDRESS = str(tmp_path / "clamd.ctl")

    with pytest.raises(NotAccepted) as refused:
        examine.examine(hostile.pdf(), "a.pdf")
    settings.CLAMD_REQUIRED = False

    assert refused.value.message == refusals.NO_SCANNER
    assert examine.examine(hostile.pdf(), "a.pdf").format == "pdf"
    assert "gave no verdict" in caplog.text
