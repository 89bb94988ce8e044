"""The portal in processes of its own on a free port: started, killed outright, started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tools.postgres import free_port
from tools.processes import dying_with_us

SECONDS = 60  # until it must answer on a busy machine


class Portal:
    """Two web processes of four threads each, as a small office would run it."""

    def __init__(self) -> None:
        self.port = free_port()
        self.server: subprocess.Popen | None = None

    def start(self) -> None:
        gunicorn = str(Path(sys.executable).with_name("gunicorn"))
        options = ["--workers=2", "--threads=4", "--no-control-socket", "--log-level=critical"]
        command = [gunicorn, "ita_portal.wsgi", f"--bind=127.0.0.1:{self.port}", *options]
        # A group of its own, so that a kill takes every process of it at once.
        self.server = subprocess.Popen([*dying_with_us(), *command], start_new_session=True)
        deadline = time.monotonic() + SECONDS
        while not self._answers():
            if self.server.poll() is not None or time.monotonic() > deadline:
                sys.exit("The portal did not start.")
            time.sleep(0.05)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", "/about/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """As a power cut would: no process of it gets to finish anything."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
        # The port is free again when the last of them is gone.
        deadline = time.monotonic() + SECONDS
        while _is_taken(self.port) and time.monotonic() < deadline:
            time.sleep(0.02)

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            self.kill()


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def running() -> Iterator[Portal]:
    portal = Portal()
    portal.start()
    try:
        yield portal
    finally:
        portal.stop()
