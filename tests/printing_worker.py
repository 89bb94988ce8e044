"""The worker that prints: for one turn inside a test, or as the process of its own that it really is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection


def print_all() -> None:
    """Everything that is wanted, and what the sweep finds, as a worker would do it."""
    call_command("print_worker", once=True)


@contextmanager
def worker(*options: str) -> Iterator[subprocess.Popen]:
    """A worker on this test's database and files, for tests whose rows other processes see."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "print_worker", *options],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "TEST_DATABASE_URL": _address(),
            "TEST_MEDIA_ROOT": str(settings.MEDIA_ROOT),
        },
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _address() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**known)
