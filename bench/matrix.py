"""The matrix of 76 and of 8,300 agencies × 12 steps: `python -m bench.matrix [--agencies 8300]`.

Prints what the page, the whole table and its CSV file cost of both, and says whether the queries are
as many. The database is SQLite, or PostgreSQL where TEST_DATABASE_URL names a cluster
(`python -m tools.postgres python -m bench.matrix`).
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from bench import tables
from bench.faults import database

FEW, MANY = 76, 8_300
HEADINGS = ("what", "agencies", "queries", "ms of the processor", "µs a row")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--agencies", type=int, default=MANY, help=f"more than {FEW}")
    many = parser.parse_args().agencies
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        database.fresh(Path(folder)) as address,
    ):
        os.environ["FAULTS_DATABASE_URL"] = address
        os.environ["FAULTS_MEDIA_ROOT"] = f"{folder}/media"
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.faults.settings"
        _prepare()
        few, all_ = measured(FEW, many)
    print(tables.table(HEADINGS, map(told, [*few, *all_])))
    equal = [one.queries for one in few] == [one.queries for one in all_]
    print(f"\nqueries of {many:,} agencies: {'as many as of' if equal else 'not those of'} {FEW}")
    return 0 if equal else 1


def _prepare() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)


def measured(few: int, many: int):
    """The figures of so many agencies, and of those with more of them, in one database."""
    from bench import agencies

    round_ = agencies.prepare()
    agencies.add(round_, 0, few)
    first = agencies.figures(round_)
    agencies.add(round_, few, many)
    return first, agencies.figures(round_)


def told(figure) -> list[str]:
    return [
        figure.what,
        f"{figure.rows:,}",
        str(figure.queries),
        f"{1_000 * figure.seconds:,.0f}",
        f"{figure.micros_a_row:,.0f}",
    ]


if __name__ == "__main__":
    sys.exit(main())
