"""A database for one run: a file of SQLite's, or a new one in the cluster that TEST_DATABASE_URL names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg


@contextmanager
def fresh(folder: Path) -> Iterator[str]:
    """The address of an empty database, which is gone afterwards; `folder` is the run's own."""
    cluster = os.environ.get("TEST_DATABASE_URL", "")
    if not cluster.startswith("postgres"):
        yield f"sqlite:///{folder / 'faults.sqlite3'}"
        return
    name = f"faults_{uuid4().hex}"
    _run(cluster, f"CREATE DATABASE {name}")
    try:
        yield f"{cluster.rpartition('/')[0]}/{name}"
    finally:
        _run(cluster, f"DROP DATABASE {name} WITH (FORCE)")


def _run(cluster: str, sentence: str) -> None:
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(sentence)
