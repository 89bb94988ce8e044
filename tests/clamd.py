"""A clamd on this machine that knows one virus: EICAR's test string."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests import hostile


class _Asked(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.server.asked.append(data)
        self.wfile.write(self.server.verdict(data) + b"\0")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def verdict(data: bytes) -> bytes:
    return b"stream: Eicar-Signature FOUND" if hostile.eicar() in data else b"stream: OK"


@contextmanager
def serving(verdict=verdict) -> Iterator[_Server]:
    """`address` says where it is, `asked` what it was given."""
    with _Server(("127.0.0.1", 0), _Asked) as server:
        server.asked, server.verdict = [], verdict
        server.address = f"127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
