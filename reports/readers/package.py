"""The zip archive of an Office file: its parts by name, never more of them than memory bears."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from reports.readers.paper import NotReadable

# What all parts together, and what one part that is read, may hold when inflated.
INFLATED = 100 * 1024 * 1024
PART = 24 * 1024 * 1024
PARTS = 5_000
# Office's own parts shrink to a hundredth at the most, unless they are small.
RATIO = 200
SMALL = 2 * 1024 * 1024

DAMAGED = "ไฟล์นี้เสียหายหรือมาไม่ครบ โปรดเปิดในโปรแกรมเดิมแล้วบันทึกใหม่ หรือดาวน์โหลดไฟล์อีกครั้ง จากนั้นลองใหม่"
BOMB = "ไฟล์นี้มีเนื้อหาที่บีบอัดไว้มากผิดปกติ ระบบจึงไม่เปิด โปรดคัดลอกเฉพาะรายงานไปไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
ENCRYPTED = "ไฟล์นี้มีรหัสผ่าน โปรดเอารหัสผ่านออกแล้วบันทึกใหม่ จากนั้นลองอีกครั้ง"
FOREIGN = "ไฟล์นี้มีส่วนที่โปรแกรม Word และ Excel ไม่สร้าง ระบบจึงไม่เปิด โปรดเปิดแล้วบันทึกเป็นไฟล์ใหม่ จากนั้นลองอีกครั้ง"

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# The strict form of the format names the same things by other addresses.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its kind, the part's name or an address outside."""

    kind: str
    target: str
    is_outside: bool


class Package:
    """Raises NotReadable for an archive that is damaged, locked or would not fit into memory."""

    def __init__(self, data: bytes) -> None:
        self._size = len(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise NotReadable(DAMAGED) from error
        if len(entries) > PARTS:
            raise NotReadable(BOMB)
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        inflated = sum(entry.file_size for entry in entries)
        if inflated > INFLATED or (inflated > SMALL and inflated > RATIO * self._size):
            raise NotReadable(BOMB)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises NotReadable."""
        entry = self._entries.get(name)
        if entry is None:
            raise NotReadable(DAMAGED)
        if entry.flag_bits & 1:
            raise NotReadable(ENCRYPTED)
        if entry.file_size > PART:
            raise NotReadable(BOMB)
        try:
            # zipfile never gives more than was declared, and checks the sum.
            return self._zip.read(entry)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError),
            ValueError,
        ) as error:
            raise NotReadable(DAMAGED) from error

    def xml(self, name: str) -> etree._Element:
        """The root of a part. Raises NotReadable where it is no XML or declares entities."""
        return parse(usual(self.part(name)))

    def optional(self, name: str) -> etree._Element | None:
        return self.xml(name) if name in self else None

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by the names that it uses for it; `''` is the package itself."""
        folder, file = posixpath.split(name)
        root = self.optional(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        return {
            one.get("Id", ""): _relation(one, folder)
            for one in root.iterfind(f"{RELATIONSHIPS}Relationship")
        }

    @cached_property
    def main(self) -> str:
        """The name of the part that is the document; empty where there is none."""
        return next(
            (
                relation.target
                for relation in self.relations("").values()
                if relation.kind == "officeDocument" and relation.target in self
            ),
            "",
        )

    @property
    def has_macros(self) -> bool:
        return any(name.lower().endswith("vbaproject.bin") for name in self._entries)


def usual(data: bytes) -> bytes:
    """A part in the usual names of the format, whichever it was written in."""
    for strict, name in _STRICT.items():
        data = data.replace(strict, name)
    return data


def _relation(one: etree._Element, folder: str) -> Relation:
    target, is_outside = one.get("Target", ""), one.get("TargetMode") == "External"
    if not is_outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(one.get("Type", "").rpartition("/")[2], target, is_outside)


def parse(data: bytes) -> etree._Element:
    """XML without entities of its own; nothing outside is ever asked for. Raises NotReadable."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotReadable(DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotReadable(FOREIGN)
    return root
