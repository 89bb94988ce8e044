"""Starts a process of our own that reads one stranger's file: with a clock over it, and with no secret."""

import os
import subprocess
import sys
from typing import NamedTuple

from django.conf import settings

# What the process apart gets of our environment: no password, no key.
PASSED_ON = ("PATH", "PYTHONPATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT")


class Ended(NamedTuple):
    """What a process wrote on its output and said on its other one, and the code it ended with."""

    written: bytes
    said: str
    code: int


def run(module: str, request: bytes, seconds: float) -> Ended:
    """`python -m module` with `request` on its input. Raises TimeoutError; the process is ended then."""
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", module],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            written, said = process.communicate(request, seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise TimeoutError(f"{module} took longer than {seconds} seconds") from error
    return Ended(written, said.decode(errors="replace")[-4000:], process.returncode)
