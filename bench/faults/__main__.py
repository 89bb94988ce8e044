"""Faults tried on the portal and counted: `python -m bench.faults [--share 0.1] [--only races …]`.

Prints a line for each kind, or JSON with --json. The database is SQLite, or PostgreSQL where
TEST_DATABASE_URL names a cluster (`python -m tools.postgres python -m bench.faults`).
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.faults import database

SIZES = {
    **{"races": 200, "editors": 50, "order": 50, "submits": 100},
    **{"accepts": 200, "expiries": 20, "offline": 20, "kills": 40},
}


def main() -> None:
    options = _options()
    figures = {}
    for kind, found, seconds in _tried(options.only or list(SIZES), options.share):
        figures[kind] = found
        if not options.json:
            told = ", ".join(f"{count:,} {name}" for name, count in found.items())
            print(f"{kind:8} {told} ({seconds:.0f} s)", flush=True)
    if options.json:
        print(json.dumps(figures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--share", type=float, default=1, help="of each count, e.g. 0.1")
    parser.add_argument("--only", nargs="+", choices=SIZES, metavar="KIND", help=", ".join(SIZES))
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _tried(kinds: list[str], share: float) -> Iterator[tuple[str, dict[str, int], float]]:
    """Each kind with what was counted and the seconds it took."""
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        database.fresh(Path(folder)) as address,
    ):
        os.environ["FAULTS_DATABASE_URL"] = address
        os.environ["FAULTS_MEDIA_ROOT"] = f"{folder}/media"
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.faults.settings"
        _prepare()
        yield from _counted(kinds, share)


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from bench.faults import office

    office.open_rounds()


def _counted(kinds: list[str], share: float) -> Iterator[tuple[str, dict[str, int], float]]:
    from django.db import connections

    from bench.faults import accepts, desk, kills, portal, rows, submits

    calls: dict[str, Callable[[portal.Portal, int], dict[str, int]]] = {
        "races": rows.races,
        "editors": lambda portal, count: rows.editors(portal, count, saves=20),
        "order": rows.out_of_order,
        "submits": lambda portal, count: submits.identical(portal, count, times=10),
        "accepts": accepts.accepts,
        "expiries": desk.expiries,
        "offline": desk.offline,
        "kills": kills.kills,
    }
    try:
        with portal.running() as running:
            for kind in kinds:
                count, begin = max(round(SIZES[kind] * share), 1), time.monotonic()
                yield kind, calls[kind](running, count), time.monotonic() - begin
    finally:
        connections.close_all()


if __name__ == "__main__":
    main()
