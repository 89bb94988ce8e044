"""Asks a clamd, where the office runs one, whether a file holds a virus: its INSTREAM command, nothing more."""

import contextlib
import re
import socket
import struct
import time

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
_FOUND = re.compile(rb"stream: (.+) FOUND")
_ADDRESS = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<host>[^:/\s]+)):(?P<port>[0-9]{1,5})")


class Unreachable(Exception):
    """No clamd answered in time, or not with a verdict."""


def virus_in(data: bytes, address: str, seconds: float) -> str:
    """The name of the virus that was found, '' where none was. Raises Unreachable after `seconds` at the latest."""
    deadline = time.monotonic() + seconds
    try:
        with contextlib.closing(_connected(address, seconds)) as line:
            answer = _asked(line, data, deadline)
    except OSError as error:
        raise Unreachable(str(error)) from error
    if found := _FOUND.match(answer):
        return found[1].decode("ascii", "replace")
    if answer.startswith(b"stream: OK"):
        return ""
    raise Unreachable(f"clamd said {answer[:200]!r}")


def _connected(address: str, seconds: float) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(seconds)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    found = _ADDRESS.fullmatch(address)
    return socket.create_connection((found["v6"] or found["host"], int(found["port"])), seconds)


def _asked(line: socket.socket, data: bytes, deadline: float) -> bytes:
    # A clamd that has enough of a file answers at once and closes: what it said is read all the same.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        _send(line, b"zINSTREAM\0", deadline)
        for begin in range(0, len(data), CHUNK):
            chunk = data[begin : begin + CHUNK]
            _send(line, struct.pack("!L", len(chunk)) + chunk, deadline)
        _send(line, struct.pack("!L", 0), deadline)
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        line.settimeout(_left(deadline))
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0")


def _send(line: socket.socket, data: bytes, deadline: float) -> None:
    line.settimeout(_left(deadline))
    line.sendall(data)


def _left(deadline: float) -> float:
    """Seconds that are left. Raises TimeoutError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("clamd took too long")
    return left
