"""The demo on this machine: `python -m tools.serve PORT` prepares its data and serves it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

PRODUCTION_VARIABLES = ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS")


def main() -> None:
    port = int(sys.argv[1])
    refuse_production()
    refuse_busy(port)
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{port}")
    for command in (("prepare_printing",), ("migrate", "--verbosity", "0"), ("demo",)):
        if subprocess.call([sys.executable, "manage.py", *command]):
            sys.exit(f"manage.py {command[0]} failed; the lines above say why.")
    print(f"\nThe portal answers at http://127.0.0.1:{port}/  (Ctrl+C ends it)", flush=True)
    serve(port)


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


def serve(port: int) -> None:
    """Becomes the server: one process, so that everyone shares one count of wrong passwords."""
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    options = ["--workers=1", "--threads=8", "--no-control-socket", "--log-level=warning"]
    os.execv(gunicorn, [gunicorn, "ita_portal.wsgi", f"--bind=127.0.0.1:{port}", *options])


if __name__ == "__main__":
    main()
