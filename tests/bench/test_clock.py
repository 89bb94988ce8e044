"""What a call costs, its child processes included, and who they are."""

import os
import subprocess
import sys

from bench import clock

BUSY = "import time\nwhile time.process_time() < 0.3: pass"
WAITING = "import sys; sys.stdin.read()"


def test_the_time_of_a_child_that_ended_counts():
    cost = clock.measure(lambda: subprocess.run([sys.executable, "-c", BUSY], check=True))

    assert cost.cpu >= 0.3
    assert cost.wall > 0


def test_the_time_of_a_child_that_still_runs_counts():
    script = f"import sys; sys.stdin.readline()\n{BUSY}\nprint('done', flush=True)\n{WAITING}"
    child = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def work():
        print("begin", file=child.stdin, flush=True)
        return child.stdout.readline()

    try:
        cost = clock.measure(work)
    finally:
        child.communicate()

    # It had used a little before it was told to begin.
    assert cost.cpu >= 0.1


def test_descendants_are_children_and_their_children():
    grandchild = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {WAITING!r}])"
    script = f"print('here', flush=True)\n{grandchild}"
    before = set(clock.descendants(os.getpid()))
    child = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        child.stdout.readline()
        while len(found := set(clock.descendants(os.getpid())) - before) < 2:
            pass
    finally:
        child.communicate()

    assert child.pid in found
    assert set(clock.descendants(os.getpid())) == before


def test_a_process_that_is_gone_costs_nothing_more():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()

    assert clock._ticks(child.pid) == 0
