"""All that must pass, leg by leg: `python -m tools.test`, with a summary at the end.

A leg whose program is not on the machine is skipped aloud; with CI=true that is a failure.
"""

import os
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import chromium
from tools.postgres import find_binaries, private_cluster
from tools.processes import exit_on_signals

BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest", "-q", "-n", "auto", "--maxprocesses=8")
IN_CI = os.environ.get("CI") == "true"

PASSED, FAILED, SKIPPED = "passed", "FAILED", "SKIPPED"


def main() -> int:
    exit_on_signals()
    with scratch_folder():
        results = [(name, *timed(leg)) for name, leg in LEGS.items()]
    print("\nSummary")
    for name, seconds, result in results:
        print(f"  {result:8} {name} ({seconds:.0f} s)")
    return int(any(result == FAILED for _, _, result in results))


@contextmanager
def scratch_folder() -> Iterator[None]:
    """One temporary folder for all that the legs leave behind when they are interrupted."""
    with tempfile.TemporaryDirectory(prefix="ita-portal-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL's own user passes through it
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        yield


def timed(leg) -> tuple[float, str]:
    began = time.monotonic()
    result = leg()
    return time.monotonic() - began, result


def lint() -> str:
    """Python and templates in their one form, models with their migrations, no system warning."""
    manage = (sys.executable, "manage.py")
    templates = sorted(Path("templates").rglob("*.html"))
    commands = (
        (*manage, "prepare_printing"),
        (f"{BIN}/ruff", "check"),
        (f"{BIN}/ruff", "format", "--check"),
        (f"{BIN}/djade", "--check", "--target-version", "5.2", *map(str, templates)),
        (*manage, "makemigrations", "--check", "--dry-run"),
        (*manage, "check", "--fail-level", "WARNING"),
    )
    # A list, not a generator: every complaint is shown at once.
    results = [run(*command) for command in commands]
    return PASSED if all(results) else FAILED


def on_sqlite() -> str:
    return PASSED if run(*PYTEST) else FAILED


def on_postgres() -> str:
    binaries = find_binaries()
    if binaries is None:
        return skipped("PostgreSQL is not installed", "postgresql")
    with private_cluster(binaries) as address:
        return PASSED if run(*PYTEST, TEST_DATABASE_URL=address) else FAILED


def in_a_browser() -> str:
    if chromium.find() is None:
        return skipped("no Chromium is installed", "chromium-headless-shell (or chromium)")
    return PASSED if run(*PYTEST, "-m", "browser") else FAILED


def skipped(why: str, packages: str) -> str:
    print(f"\nThis leg did not run: {why}. On Debian: apt-get install {packages}")
    return FAILED if IN_CI else SKIPPED


def run(*command: str, **environment: str) -> bool:
    shown = " ".join(map(str, command))
    print("\n$", textwrap.shorten(shown, 120, placeholder=" …"), flush=True)
    return subprocess.call(command, env=demo_environment() | environment) == 0


def demo_environment() -> dict[str, str]:
    """The shell's environment without what would turn the settings into production's."""
    theirs = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "TEST_DATABASE_URL")
    return {name: value for name, value in os.environ.items() if name not in theirs}


LEGS = {
    "lint, migrations, system checks": lint,
    "tests on SQLite": on_sqlite,
    "tests on PostgreSQL": on_postgres,
    "tests in a browser": in_a_browser,
}

if __name__ == "__main__":
    sys.exit(main())
