"""The objects of a PDF file as they are written, one after the other, so that none need stay in memory.

Small objects are gathered into compressed streams, and the table of all of them is one too (ISO 32000-1,
7.5.7 and 7.5.8): pypdf's own writer holds a file whole until it is written.
"""

import hashlib
import io
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from pypdf.generic import PdfObject

from reports.writers.book_fonts import packed

# The numbers of objects that others name before they are written.
CATALOG, PAGES, TREE, DOCUMENT, INFO = range(1, 6)
# Objects that share one compressed stream.
MOST_TOGETHER = 200


class Out:
    """Objects on their way into a file: small ones gathered into compressed streams, streams written at once."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.hash = hashlib.sha256()
        self.at = 0
        self.last = INFO
        # By the number of an object: where it stands, or in which stream and at which place in it.
        self.places: dict[int, tuple[int, int, int]] = {}
        self.together: list[tuple[int, bytes]] = []
        self.same: dict[bytes, int] = {}
        self._write(b"%PDF-1.7\n%\xc3\xa5\xc3\xa4\n")

    def new(self) -> int:
        self.last += 1
        return self.last

    def add(self, body: bytes) -> int:
        number = self.new()
        self.put(number, body)
        return number

    def put(self, number: int, body: bytes) -> None:
        self.together.append((number, body))
        if len(self.together) == MOST_TOGETHER:
            self._write_together()

    def add_stream(self, entries: dict[str, object], data: bytes) -> int:
        """A stream that is compressed already."""
        number = self.new()
        self.put_stream(number, {"Filter": b"/FlateDecode", **entries}, data)
        return number

    def put_stream(self, number: int, entries: dict[str, object], data: bytes) -> None:
        body = dictionary(**entries, Length=len(data)) + b"\nstream\n" + data + b"\nendstream"
        self.places[number] = (1, self.at, 0)
        self._write(b"%d 0 obj\n" % number + body + b"\nendobj\n")

    def _write_together(self) -> None:
        if not self.together:
            return
        head, at = [], 0
        for number, body in self.together:
            head.append(b"%d %d" % (number, at))
            at += len(body) + 1
        first = b" ".join(head) + b"\n"
        data = packed(first + b"\n".join(body for _, body in self.together))
        stream = self.new()
        for place, (number, _) in enumerate(self.together):
            self.places[number] = (2, stream, place)
        entries = {"Type": b"/ObjStm", "N": len(self.together), "First": len(first)}
        self.together = []
        self.put_stream(stream, {**entries, "Filter": b"/FlateDecode"}, data)

    def finish(self) -> None:
        """The table of all objects, as a stream (ISO 32000-1, 7.5.8)."""
        self._write_together()
        number, begin = self.new(), self.at
        self.places[number] = (1, begin, 0)
        rows = [b"\0\0\0\0\0\xff\xff"]
        for one in range(1, number + 1):
            kind, where, place = self.places.get(one, (0, 0, 0xFFFF))
            rows.append(bytes([kind]) + where.to_bytes(4, "big") + place.to_bytes(2, "big"))
        name = self.hash.hexdigest()[:32]
        entries = dictionary(
            Type=b"/XRef",
            Size=number + 1,
            W=b"[1 4 2]",
            Root=ref(CATALOG),
            Info=ref(INFO),
            ID=f"[<{name}> <{name}>]".encode(),
            Filter=b"/FlateDecode",
            Length=len(data := zlib.compress(b"".join(rows), 9)),
        )
        self._write(
            b"%d 0 obj\n" % number + entries + b"\nstream\n" + data + b"\nendstream\nendobj\n"
        )
        self._write(b"startxref\n%d\n%%%%EOF\n" % begin)

    def _write(self, data: bytes) -> None:
        self.file.write(data)
        self.hash.update(data)
        self.at += len(data)


def ref(number: int) -> bytes:
    return b"%d 0 R" % number


def refs(numbers: Iterable[int]) -> bytes:
    return b"[" + b" ".join(map(ref, numbers)) + b"]"


def array(values: Iterable[float]) -> bytes:
    return b"[" + b" ".join(f"{value:g}".encode() for value in values) + b"]"


def dictionary(**entries: object) -> bytes:
    """A dictionary; its values are written already, or whole numbers."""
    body = b"\n".join(
        b"/" + key.encode() + b" " + (value if isinstance(value, bytes) else b"%d" % value)
        for key, value in entries.items()
    )
    return b"<<" + body + b">>"


def text(words: str) -> bytes:
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"


def written(value: PdfObject) -> bytes:
    """A name, a number or a string as it is written."""
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()
