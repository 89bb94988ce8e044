"""The private PostgreSQL: it answers, it is gone afterwards, also after a failure or a signal."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from tools.postgres import find_binaries, private_cluster
from tools.processes import dying_with_us

pytestmark = pytest.mark.skipif(find_binaries() is None, reason="PostgreSQL is not installed")


@pytest.fixture(autouse=True)
def clusters(monkeypatch):
    """The temporary folder where this test's clusters live, open to the server's own user."""
    # A server that was killed may still write while its folder goes.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
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


def begin() -> tuple[subprocess.Popen, str]:
    """A private PostgreSQL whose command waits for its input to end, and its address."""
    wait = "import os, sys; print(os.environ['TEST_DATABASE_URL'], flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.postgres", sys.executable, "-c", wait],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ,
        text=True,
    )
    return process, process.stdout.readline().strip()


def is_alive(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True


def test_nothing_is_left_after_a_signal(clusters, number):
    process, address = begin()

    with process:
        assert is_alive(address)
        process.send_signal(number)

    assert process.returncode == 128 + number
    assert list(clusters.iterdir()) == []


@pytest.mark.skipif(not dying_with_us(), reason="needs setpriv of Linux")
def test_the_server_ends_even_when_its_keeper_is_killed(clusters):
    process, address = begin()

    with process:
        process.kill()

    deadline = time.monotonic() + 20
    while is_alive(address) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_alive(address)
