"""Where files are kept: a folder, or an S3 store by the settings; a round trip to one on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.utils.module_loading import import_string

from ita_portal import settings as portal
from tests.ita_portal.test_settings import read, run

FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_files_are_in_a_folder_unless_a_bucket_is_named():
    (stores,) = read("STORAGES")

    assert stores["default"] == FOLDER


def test_a_bucket_is_an_s3_store_that_hides_its_files_and_writes_over_none():
    (stores,) = read(
        "STORAGES",
        S3_BUCKET="ita",
        S3_ENDPOINT="https://s3.example.go.th",
        S3_ACCESS_KEY="key",
        S3_SECRET_KEY="secret",
        S3_PREFIX="/portal/",
    )

    assert stores["default"] == {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": "ita",
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": False,
            "signature_version": "s3v4",
            "endpoint_url": "https://s3.example.go.th",
            "access_key": "key",
            "secret_key": "secret",
            "location": "portal",
        },
    }


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"S3_BUCKET": "ita", "S3_ACCESS_KEY": "key"}, "S3_ACCESS_KEY and S3_SECRET_KEY"),
        ({"EVIDENCE_MEGABYTES": "21"}, "EVIDENCE_MEGABYTES must be"),
        ({"CLAMD_ADDRESS": "clamd"}, "CLAMD_ADDRESS must look like"),
    ],
)
def test_half_a_setting_stops_the_start(environment, sentence):
    done = run("-c", "from ita_portal import settings", **environment)

    assert done.returncode == 1
    assert sentence in done.stderr


@pytest.mark.parametrize("address", ["127.0.0.1:3310", "[::1]:3310", "/run/clamav/clamd.ctl"])
def test_a_scanner_is_named_in_one_of_three_ways(address):
    assert read("CLAMD_ADDRESS", "CLAMD_REQUIRED", CLAMD_ADDRESS=address) == [address, True]


# ---- a store that speaks as much of S3 as we use


class _Objects(BaseHTTPRequestHandler):
    def do_PUT(self) -> None:
        self.server.objects[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(200)

    def do_GET(self) -> None:
        found = self.server.objects.get(self.path)
        self._answer(404 if found is None else 200, found or b"")

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.path, None)
        self._answer(204)

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *said) -> None:
        pass


@pytest.fixture
def store() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Objects) as server:
        server.objects = {}
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_file_goes_to_the_store_and_comes_back(store, monkeypatch):
    environment = {
        "S3_BUCKET": "ita",
        "S3_ENDPOINT": f"http://127.0.0.1:{store.server_port}",
        "S3_REGION": "th",
        "S3_ACCESS_KEY": "key",
        "S3_SECRET_KEY": "secret",
        "S3_ADDRESSING_STYLE": "path",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    made = portal.file_store()
    storage = import_string(made["BACKEND"])(**made["OPTIONS"])

    name = storage.save("evidence/2567/a.pdf", ContentFile(b"%PDF-1.7"))
    with storage.open(name, "rb") as kept:
        assert kept.read() == b"%PDF-1.7"
    assert storage.save("evidence/2567/a.pdf", ContentFile(b"another")) != name
    storage.delete(name)

    with pytest.raises(FileNotFoundError):
        storage.open(name, "rb")
    assert [path.split("?")[0] for path in store.objects] != []
