"""The most memory that an engine takes to print one report, with all of its processes."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings

from bench.clock import descendants
from bench.engines import SECONDS
from reports import document
from reports.document import Report

EVERY = 0.02  # seconds


def peak(engine: str, report: Report) -> int:
    """Megabytes; memory that processes share counts once (Linux's PSS)."""
    with tempfile.TemporaryFile() as source:
        source.write(document.canonical_json(report).encode())
        source.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.once", engine],
            stdin=source,
            stdout=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
        )
    try:
        return _watched(process)
    finally:
        _end(process)


def _watched(process: subprocess.Popen) -> int:
    most, end = 0, time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < end:
        taken = sum(map(kilobytes, [process.pid, *descendants(process.pid)]))
        most = max(most, taken)
        time.sleep(EVERY)
    if process.returncode != 0:
        raise RuntimeError("the report was not printed")
    return most // 1024


def _end(process: subprocess.Popen) -> None:
    """A process that took too long, and what it started."""
    if process.poll() is None:
        for pid in [*descendants(process.pid), process.pid]:
            os.kill(pid, signal.SIGKILL)
        process.wait()


def kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
