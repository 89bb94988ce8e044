"""Installs a lock into .venv: `python tools/install.py run|test|bench`; does nothing the second time.

Runs with the machine's own Python and the standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Each lock holds the pins of those before it (tests/test_repository.py), so it settles them too.
SETTLES = {"run": ("run",), "test": ("test", "run"), "bench": ("bench", "test", "run")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lock", choices=SETTLES)
    parser.add_argument("--chosen", action="store_true", help="this Python was asked for by name")
    wanted = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever reads this may have named an older one)
        sys.exit("The portal needs Python 3.11 or later; name one: make run PY=python3.12")
    make_venv(same_version=wanted.chosen)
    if not is_installed(wanted.lock):
        install(wanted.lock)


def make_venv(*, same_version: bool) -> None:
    """Makes .venv unless a working one is there (of this very version, when one was chosen)."""
    version = version_of(PYTHON)
    if version and (version == this_version() or not same_version):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    print(f"Making .venv with Python {this_version()}", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", VENV]):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("This Python cannot make a virtual environment: apt-get install python3-venv")


def this_version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def version_of(python: Path) -> str | None:
    """The version of a Python, as "3.12"; None when it is not there or does not start."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        return subprocess.check_output([python, "-c", ask], text=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def install(lock: str) -> None:
    print(f"Installing requirements/{lock}.txt", flush=True)
    if not (install_with_uv(lock) or install_with_pip(lock)):
        sys.exit("The packages could not be installed; the lines above say why.")
    for settled in SETTLES[lock]:
        stamp(settled).write_text(fingerprint(settled))


def install_with_uv(lock: str) -> bool:
    """True when the uv of our own lock did it: many times faster than pip."""
    uv = VENV / "bin" / "uv"
    options = ["--quiet", "--require-hashes", "--python", PYTHON, "-r", LOCKS / f"{lock}.txt"]
    return install_with_pip("uv") and run(uv, "pip", "install", *options)


def install_with_pip(lock: str) -> bool:
    """True when pip did it; a .venv made by other tools gets its pip from Python itself first."""
    has_pip = run(PYTHON, "-c", "import pip", stderr=subprocess.DEVNULL)
    options = ["--quiet", "--require-hashes", "-r", LOCKS / f"{lock}.txt"]
    return (has_pip or run(PYTHON, "-m", "ensurepip")) and run(
        PYTHON, "-m", "pip", "install", *options
    )


def run(*command, **options) -> bool:
    try:
        return subprocess.call(command, cwd=ROOT, **options) == 0
    except OSError:
        return False


def is_installed(lock: str) -> bool:
    return stamp(lock).is_file() and stamp(lock).read_text() == fingerprint(lock)


def stamp(lock: str) -> Path:
    return VENV / f"installed-{lock}"


def fingerprint(lock: str) -> str:
    return hashlib.sha256((LOCKS / f"{lock}.txt").read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
