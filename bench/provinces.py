"""The reports of all provinces, printed by one process and by several."""

import multiprocessing
import os
import tempfile
import time
from collections.abc import Sequence
from unittest import mock

from bench import content
from reports.document import Report

SECONDS = 180


def seconds(workers: int, reports: Sequence[Report]) -> tuple[float, float]:
    """To print the reports by so many warm processes; and to count as long as that, to compare.

    Counting asks nothing of memory or disk: it tells what the machine's cores can do at all.
    """
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Barrier(workers + 1)
    # What the processes leave behind when they are ended goes with this folder.
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, TMPDIR=folder),
        spawn.Pool(workers, _warm_up, (ready, reports[0])) as pool,
    ):
        ready.wait(SECONDS)
        return _clocked(pool, _print, reports), _clocked(pool, _count, [600_000] * 76)


def _clocked(pool, work, things) -> float:
    begin = time.perf_counter()
    finished = pool.map_async(work, things, chunksize=1)
    finished.get(SECONDS)
    return time.perf_counter() - begin


def _warm_up(ready, report: Report) -> None:
    import django

    django.setup()
    _print(report)
    ready.wait(SECONDS)


def _print(report: Report) -> int:
    from reports.writers import pdf

    return len(pdf.render(report, imprint=content.imprint(report)))


def _count(most: int) -> int:
    return sum(number * number for number in range(most))
