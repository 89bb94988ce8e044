"""The demo's server and its worker: they live and end together, and the worker comes back, but not for ever."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools import serve
from tools.processes import dying_with_us

# Stands in for both children: says who it is, in one piece since both speak at once, and waits.
CHILD = "import os, sys, time; os.write(1, b'%s %d\\n' % (sys.argv[1].encode(), os.getpid())); time.sleep(60)"
# The keeper as it runs at a terminal, also where a shell's & has the tests ignore an interrupt; with
# children that need no data.
KEEPER = f"""
import signal, sys
from tools import serve
signal.signal(signal.SIGINT, signal.default_int_handler)
child = lambda name: [sys.executable, "-c", {CHILD!r}, name]
serve.web_server = lambda port: child("server")
serve.Worker.command = child("worker")
sys.exit(serve.serve(0))
"""


@pytest.fixture
def keeper():
    process = subprocess.Popen(
        [sys.executable, "-c", KEEPER],
        cwd=Path(serve.__file__).parent.parent,
        stdout=subprocess.PIPE,
        env=os.environ,
        text=True,
    )
    with process:
        yield process
        process.kill()


def children(keeper) -> dict[str, int]:
    """The numbers of both processes, by name."""
    said = [keeper.stdout.readline().split() for _ in range(2)]
    return {name: int(number) for name, number in said}


def has_ended(number: int, *, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        if Path(f"/proc/{number}/stat").is_file() and is_a_zombie(number):
            return True
        time.sleep(0.05)
    return False


def is_a_zombie(number: int) -> bool:
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_both_end_when_the_keeper_is_told_to(keeper, number):
    found = children(keeper)

    keeper.send_signal(number)

    assert keeper.wait(timeout=30) == 128 + number
    assert all(map(has_ended, found.values()))


@pytest.mark.skipif(not dying_with_us(), reason="needs setpriv of Linux")
def test_both_end_when_the_keeper_is_killed_outright(keeper):
    found = children(keeper)

    keeper.kill()

    assert all(map(has_ended, found.values()))


def test_the_worker_ends_with_the_server(keeper):
    found = children(keeper)

    os.kill(found["server"], signal.SIGTERM)

    assert keeper.wait(timeout=30) == 256 - signal.SIGTERM
    assert has_ended(found["worker"])


def test_a_worker_that_ends_by_itself_is_started_again_and_said(keeper):
    found = children(keeper)

    os.kill(found["worker"], signal.SIGKILL)

    assert "started again" in keeper.stdout.readline()
    name, number = keeper.stdout.readline().split()
    assert (name, int(number) != found["worker"]) == ("worker", True)


def test_a_worker_that_always_ends_is_given_up_and_said(monkeypatch, capsys):
    monkeypatch.setattr(serve.Worker, "command", (sys.executable, "-c", ""))
    worker = serve.Worker()

    for _ in range(serve.Worker.most_starts + 2):
        worker.process.wait()
        worker.look_after()

    said = capsys.readouterr().out.splitlines()
    assert len([line for line in said if "started again" in line]) == worker.most_starts - 1
    assert [line for line in said if "no PDF is made" in line] == [said[-1]]
