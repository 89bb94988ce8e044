"""The demo on this machine: `python -m tools.serve PORT` prepares its data, serves it, and prints its PDFs."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tools.processes import dying_with_us, exit_on_signals

PRODUCTION_VARIABLES = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS")


def main() -> int:
    port = int(sys.argv[1])
    refuse_production()
    refuse_busy(port)
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")
    for command in (("prepare_printing",), ("migrate", "--verbosity", "0"), ("demo",)):
        if subprocess.call([sys.executable, "manage.py", *command]):
            sys.exit(f"manage.py {command[0]} failed; the lines above say why.")
    print(f"\nThe portal answers at http://127.0.0.1:{port}/  (Ctrl+C ends it)", flush=True)
    return serve(port)


def refuse_production() -> None:
    """The demo never migrates or fills somebody's real database by accident."""
    found = [name for name in PRODUCTION_VARIABLES if name in os.environ]
    if found:
        sys.exit(
            f"make run is the demo and wants an empty environment: unset {' '.join(found)}"
            " (for production see docs/running.md)."
        )


def refuse_busy(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken on this machine; name another: make run PORT=8001")


def serve(port: int) -> int:
    """The web server and, beside it, the worker that prints; they end together. Returns the server's code."""
    exit_on_signals()
    server, worker = start(web_server(port)), Worker()
    try:
        while server.poll() is None:
            worker.look_after()
            time.sleep(0.2)
        return server.returncode
    finally:
        stop(server, worker.process)


def web_server(port: int) -> list[str]:
    """One process, so that everyone shares one count of wrong passwords."""
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    options = ["--workers=1", "--threads=8", "--no-control-socket", "--log-level=warning"]
    return [gunicorn, "ita_portal.wsgi", f"--bind=127.0.0.1:{port}", *options]


class Worker:
    """The process that prints: started again when it ends by itself, but not for ever."""

    command = (sys.executable, "manage.py", "print_worker")
    most_starts = 5

    def __init__(self) -> None:
        self.starts = 1
        self.process = start(self.command)
        self.has_given_up = False

    def look_after(self) -> None:
        if self.has_given_up or self.process.poll() is None:
            return
        if self.starts == self.most_starts:
            self.has_given_up = True
            print(
                "The worker that prints ended again: no PDF is made until the next start.",
                flush=True,
            )
            return
        print("The worker that prints ended by itself; it is started again.", flush=True)
        self.starts += 1
        self.process = start(self.command)


def start(command: Sequence[str]) -> subprocess.Popen:
    """A child in a group of its own: Ctrl+C comes to us, and we end the children."""
    return subprocess.Popen([*dying_with_us(), *command], start_new_session=True)


def stop(*children: subprocess.Popen) -> None:
    """Each finishes what it has in hand; whoever takes too long is killed."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
