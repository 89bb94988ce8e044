"""The portal behind a port of this machine, for browsers: the very application that production runs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn

from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        """A browser asks for many things; what goes wrong is found in the browser."""


class Server(ThreadedWSGIServer, ThreadingMixIn):
    def handle_error(self, request, client_address):
        """A browser that goes on to the next page hangs up in the middle of an answer."""


@contextmanager
def serving() -> Iterator[str]:
    """Serves while it is entered; yields the address without a stroke at its end.

    pytest-django's live_server is not used because it answers static files itself, past the
    middleware: their headers and what is missing would go untested.
    """
    server = Server(("127.0.0.1", 0), Silent)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
