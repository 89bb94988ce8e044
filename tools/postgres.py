"""A private PostgreSQL for one command: `python -m tools.postgres COMMAND …`.

The cluster lives in a temporary folder, listens on a free port of 127.0.0.1, and is stopped and
removed when the command ends, fails or is interrupted. COMMAND finds its address in
TEST_DATABASE_URL.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.processes import dying_with_us, exit_on_signals

SERVER_OPTIONS = {
    # Thrown away afterwards: no need to reach the disk.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "timezone": "UTC",
}


def find_binaries() -> Path | None:
    """The folder of initdb and postgres: pg_config's, Debian's newest, or one on PATH."""
    for folder in candidates():
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    return None


def candidates() -> Iterator[Path]:
    if shutil.which("pg_config"):
        yield Path(subprocess.check_output(["pg_config", "--bindir"], text=True).strip())
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: version_of(folder.parent.name), reverse=True)
    yield from map(Path, os.get_exec_path())


def version_of(name: str) -> float:
    return float(name) if name.replace(".", "", 1).isdigit() else 0


@contextmanager
def private_cluster(binaries: Path) -> Iterator[str]:
    """Starts a new cluster, yields its address, stops and removes it whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="ita-portal-postgres-"))
    try:
        password = make_cluster(binaries, folder)
        server, port = start(binaries, folder)
        try:
            yield f"postgres://portal:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_cluster(binaries: Path, folder: Path) -> str:
    """Runs initdb; returns the password of its one user, `portal`."""
    password = secrets.token_hex(16)
    password_file = folder / "password"
    password_file.write_text(password)
    for path in (folder, password_file):
        os.chown(path, owner().pw_uid, owner().pw_gid)
    options = ["--username=portal", "--auth=scram-sha-256", f"--pwfile={password_file}"]
    options += ["--encoding=UTF8", "--locale=C", "--no-sync", f"--pgdata={folder / 'data'}"]
    done = subprocess.run(
        [binaries / "initdb", *options], **as_owner(folder), capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"initdb failed:\n{done.stdout}{done.stderr}")
    return password


def owner() -> pwd.struct_passwd:
    """Who runs the server: PostgreSQL refuses root, so postgres or nobody stands in."""
    if os.getuid():
        return pwd.getpwuid(os.getuid())
    names = {user.pw_name: user for user in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def as_owner(folder: Path) -> dict:
    """Arguments of subprocess: in the cluster's folder, as its owner, in a plain environment."""
    options = {"cwd": folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}}
    if os.getuid() == 0:
        options |= {"user": owner().pw_uid, "group": owner().pw_gid, "extra_groups": []}
    return options


def start(binaries: Path, folder: Path) -> tuple[subprocess.Popen, int]:
    """Starts the server; another port is tried when somebody takes the free one first."""
    for _attempt in range(3):
        port = free_port()
        server = launch(binaries, folder, port)
        if is_ready(server, folder):
            return server, port
        stop(server)
    sys.exit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def launch(binaries: Path, folder: Path, port: int) -> subprocess.Popen:
    settings = SERVER_OPTIONS | {"port": str(port), "unix_socket_directories": str(folder)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        return subprocess.Popen(
            # INT is the server's fast end: it waits for no client.
            [*dying_with_us("INT"), binaries / "postgres", "-D", folder / "data", *options],
            **as_owner(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # An interrupt at the keyboard goes to the tests; the server is stopped after them.
            start_new_session=True,
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_ready(server: subprocess.Popen, folder: Path, *, seconds: float = 30) -> bool:
    """True once the server says in its pid file that it is; False when it ends or stays silent."""
    pid_file = folder / "data" / "postmaster.pid"
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        if pid_file.is_file() and "ready" in pid_file.read_text().split():
            return True
        time.sleep(0.05)
    return False


def stop(server: subprocess.Popen) -> None:
    """Ends the server at once, without waiting for its clients."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def main() -> int:
    binaries = find_binaries()
    if binaries is None:
        sys.exit("PostgreSQL is not installed: apt-get install postgresql")
    exit_on_signals()
    with private_cluster(binaries) as address:
        return subprocess.call(sys.argv[1:], env=os.environ | {"TEST_DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main())
