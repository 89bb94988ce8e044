"""Files of many provinces as one ZIP: written piece by piece, the same for the same files, listed in manifest.csv.

Thai names are UTF-8 and say so (bit 11 of the flags, APPNOTE.TXT 4.4.4), as Windows has read them since
version 8. What reads only older ZIPs gets an archive of its own with ASCII names: two names for one file
in one archive would double it. The manifest, the same in both, lists both names of every file.
"""

import csv
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

# The day that a ZIP can say at the earliest: the same files are the same bytes.
NO_DAY = (1980, 1, 1, 0, 0, 0)
MANIFEST = "manifest.csv"
CHUNK = 1 << 20
# Bytes of UTF-8 that one part of a path may take; with its folders a path stays below Windows' 260 letters.
LONGEST = 150
NAMELESS = "ไม่มีชื่อ"

COLUMNS = (
    *(
        "path",
        "path_ascii",
        "province_code",
        "province",
        "reference",
        "kind",
        "row",
        "original_name",
    ),
    *("size", "sha256", "as_sent"),
)

_NOT_IN_NAMES = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]'
)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle: its folders and name in Thai and in ASCII, how it is opened, its size in bytes.

    `sha256` is what it was when it was sent; empty where that is not known. `row` says beside which
    numbers of the report it stands.
    """

    folders: tuple[str, ...]
    name: str
    folders_ascii: tuple[str, ...]
    name_ascii: str
    open: Callable[[], BinaryIO]
    size: int
    province_code: str
    province: str
    reference: str
    kind: str
    row: str = ""
    sha256: str = ""


def safe(name: str) -> str:
    """A name that leads nowhere else and that Windows takes: no strokes, no dots at its ends, no device.

    An empty one is ไม่มีชื่อ; a long one keeps its end.
    """
    plain = " ".join(_NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", name)).split()).strip(". ")
    if not plain or _DEVICE.match(plain):
        plain = f"{NAMELESS} {plain}".strip()
    stem, dot, end = plain.rpartition(".")
    if not dot or len(end) > 5:
        stem, dot, end = plain, "", ""
    while len(f"{stem}{dot}{end}".encode()) > LONGEST:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{dot}{end}"


def write(
    out: BinaryIO, members: Iterable[Member], *, is_ascii: bool, pause: Callable[[Member], None]
) -> None:
    """Writes a bundle; `pause` is called before each member.

    Files are stored as they are: they are compressed already. Raises OSError where one cannot be read.
    """
    thai_names, ascii_names, rows = _Names(), _Names(), []
    with zipfile.ZipFile(out, "w") as packed:
        for member in members:
            pause(member)
            path = thai_names.unique(member.folders, member.name)
            path_ascii = ascii_names.unique(member.folders_ascii, member.name_ascii)
            written = _copy(packed, path_ascii if is_ascii else path, member)
            rows.append(_row(member, path, path_ascii, *written))
        _write_manifest(packed, rows)


class _Names:
    """Paths of which no two are the same on a system that knows no capitals."""

    def __init__(self) -> None:
        self.taken = {MANIFEST}

    def unique(self, folders: Iterable[str], name: str) -> str:
        """A path; of equal ones the second is `… (2)`."""
        path = "/".join((*map(safe, folders), safe(name)))
        stem, dot, end = path.rpartition(".")
        number, found = 1, path
        while found.casefold() in self.taken:
            number += 1
            found = f"{stem} ({number}){dot}{end}"
        self.taken.add(found.casefold())
        return found


def _copy(packed: zipfile.ZipFile, path: str, member: Member) -> tuple[int, str]:
    """Size and SHA-256 of what was copied."""
    info = _info(path)
    info.file_size = member.size
    sha256, size = hashlib.sha256(), 0
    with member.open() as source, packed.open(info, "w") as target:
        while chunk := source.read(CHUNK):
            sha256.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return size, sha256.hexdigest()


def _info(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, NO_DAY)
    info.compress_type = zipfile.ZIP_STORED
    info.create_system = 0
    info.external_attr = 0
    return info


def _row(member: Member, path: str, path_ascii: str, size: int, sha256: str) -> list[str | int]:
    as_sent = "" if not member.sha256 else "yes" if member.sha256 == sha256 else "no"
    whose = (member.province_code, member.province, member.reference)
    about = (member.kind, member.row, member.name)
    return [path, path_ascii, *whose, *about, size, sha256, as_sent]


def _write_manifest(packed: zipfile.ZipFile, rows: list[list[str | int]]) -> None:
    """With a mark at its beginning by which Excel knows UTF-8; no cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows])
    info = _info(MANIFEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(info, "\ufeff" + text.getvalue())


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell
