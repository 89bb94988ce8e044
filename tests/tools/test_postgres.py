"""The private PostgreSQL: it answers, it is gone afterwards, also after a failure or a signal."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from tools.postgres import find_binaries, private_cluster

pytestmark = pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is not installed")


@pytest.fixture(autouse=True)
def clusters(monkeypatch):
    """The temporary folder where this test's clusters live, open to the server's own user."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        yield Path(folder)
    tempfile.tempdir = None


def test_it_answers_on_this_machine_only_and_with_a_password(clusters):
    with private_cluster(find_binaries()) as address:
        with psycopg.connect(address) as connection:
            listening = connection.execute("show listen_addresses").fetchone()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(address.replace("portal:", "portal:wrong"))

    assert listening == ("127.0.0.1",)


def fail_inside(binaries: Path) -> None:
    with private_cluster(binaries):
        raise RuntimeError("a test failed")


def test_nothing_is_left_after_a_failure(clusters):
    with pytest.raises(RuntimeError):
        fail_inside(find_binaries())

    assert list(clusters.iterdir()) == []


@pytest.fixture(params=[signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def number(request):
    """A signal that a child process gets, also when whoever started the tests ignores it."""
    before = signal.signal(request.param, lambda number, frame: None)
    yield request.param
    signal.signal(request.param, before)


def test_nothing_is_left_after_a_signal(clusters, number):
    say_so = "import sys, time; print('started', flush=True); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.postgres", sys.executable, "-c", say_so],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "started\n"
        process.send_signal(number)
        process.stdout.read()

    assert process.returncode == 128 + number
    assert list(clusters.iterdir()) == []
