"""Word and Excel files are kept as they are, or refused for what they would do to whoever opens them."""

import io
import posixpath
import re
import stat
import zipfile
from urllib.parse import unquote, urlsplit

from reports.evidence import kinds, refusals
from reports.evidence.refusals import NotAccepted
from reports.readers import package as packages
from reports.readers.package import Package
from reports.readers.paper import NotReadable

_CONTENT = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    f"{_CONTENT}wordprocessingml.document.main+xml": "docx",
    f"{_CONTENT}spreadsheetml.sheet.main+xml": "xlsx",
}
# What a kind of content says of the whole file: a piece of its name, the sentence.
_CONTENTS = (
    ("macrosheet", refusals.OLD_MACRO),
    ("macroenabled", refusals.MACRO),
    ("vbaproject", refusals.MACRO),
    ("vbadata", refusals.MACRO),
    ("activex", refusals.ACTIVE_X),
    ("oleobject", refusals.OLE),
    ("sheet.binary", refusals.BINARY_EXCEL),
    ("template.main", refusals.TEMPLATE),
    ("presentationml.presentation.main", refusals.SLIDES),
    ("presentationml.slideshow.main", refusals.SLIDES),
    ("externallink", refusals.EXTERNAL_LINKS),
    ("connections+xml", refusals.EXTERNAL_LINKS),
    ("querytable", refusals.EXTERNAL_LINKS),
    ("webextension", refusals.ACTIVE_X),
)
# What refers to what: the last word of a relation's kind.
_RELATIONS = {
    "vbaProject": refusals.MACRO,
    "wordVbaData": refusals.MACRO,
    "xlMacrosheet": refusals.OLD_MACRO,
    "xlIntlMacrosheet": refusals.OLD_MACRO,
    "oleObject": refusals.OLE,
    "control": refusals.ACTIVE_X,
    "activeXControlBinary": refusals.ACTIVE_X,
    "webextension": refusals.ACTIVE_X,
    "webextensiontaskpanes": refusals.ACTIVE_X,
    "aFChunk": refusals.WEB_PART,
    "externalLink": refusals.EXTERNAL_LINKS,
    "externalLinkPath": refusals.EXTERNAL_LINKS,
    "connections": refusals.EXTERNAL_LINKS,
    "queryTable": refusals.EXTERNAL_LINKS,
}
_PICTURED = ("image", "video", "audio", "media", "svg", "hdphoto")
_INSTRUCTION = re.compile(rb"<(?:\w+:)?instrText[^>]*>([^<]*)<|\binstr=\"([^\"]*)\"")
_DDE = re.compile(rb"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_FETCHES = re.compile(
    rb"\bINCLUDE(?:PICTURE|TEXT)\b\s*(?:&quot;|\")?\s*(?:\w{2,}:|\\\\)", re.IGNORECASE
)
# Formulas that ask another machine or start a program when the sheet is counted.
_CALLS = re.compile(
    rb"<(?:\w+:)?f\b[^>]*>[^<]*(?:\bWEBSERVICE\s*\(|\|\s*(?:'|&apos;)?\s*/)", re.IGNORECASE
)
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LINKS = ("http", "https", "mailto", "tel", "")
_DRIVE = re.compile(r"(?:file:/{0,3})?[A-Za-z]:[\\/]")

_READABLE = {
    packages.DAMAGED: refusals.OFFICE_DAMAGED,
    packages.BOMB: refusals.OFFICE_BOMB,
    packages.ENCRYPTED: refusals.OFFICE_LOCKED_PART,
    packages.FOREIGN: refusals.OFFICE_ENTITIES,
}


def check(data: bytes, *, is_inside: bool = False) -> str:
    """docx or xlsx. `is_inside`: it lies in another one, as the numbers of a chart do. Raises NotAccepted."""
    try:
        package = Package(data)
        _check_entries(data)
        return _check_package(package, is_inside)
    except NotReadable as refused:
        raise NotAccepted(_READABLE.get(refused.message, refusals.OFFICE_DAMAGED)) from refused


def _check_entries(data: bytes) -> None:
    """The archive itself: nothing before, between or behind, no names that lead elsewhere."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NotAccepted(refusals.OFFICE_DAMAGED) from error
    if not entries:
        raise NotAccepted(refusals.OFFICE_DAMAGED)
    if min(entry.header_offset for entry in entries) or data[-22:-18] != b"PK\x05\x06":
        raise NotAccepted(refusals.TWO_KINDS.format("ข้อมูลนอกเอกสาร"))
    for entry in entries:
        _check_entry(entry)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        raise NotAccepted(refusals.OFFICE_TWICE)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise NotAccepted(refusals.OFFICE_SYMLINK)
    # zipfile cuts a name at its first NUL; `orig_filename` is all of it.
    name = entry.orig_filename
    if name.startswith("/") or set(name) & set("\\:\x00") or ".." in name.split("/"):
        raise NotAccepted(refusals.OFFICE_PATHS)
    if entry.flag_bits & 1:
        raise NotAccepted(refusals.OFFICE_LOCKED_PART)


def _check_package(package: Package, is_inside: bool) -> str:
    if "[Content_Types].xml" not in package:
        raise NotAccepted(_what_archive(package))
    for name in package.names:
        _check_part(package, name)
    contents = _contents(package)
    for content in contents.values():
        for piece, sentence in _CONTENTS:
            if piece in content.lower():
                raise NotAccepted(sentence)
    for name in package.names:
        if name.endswith(".rels"):
            _check_relations(package, name, is_inside)
    main = package.main
    kind = _MAIN.get(contents.get(main.lower()) or contents.get(_default(main), ""))
    if kind is None:
        raise NotAccepted(refusals.OFFICE_DAMAGED)
    return kind


def _what_archive(package: Package) -> str:
    if "mimetype" in package and package.part("mimetype").startswith(b"application/vnd.oasis"):
        return refusals.OPEN_DOCUMENT
    return refusals.ARCHIVE


def _contents(package: Package) -> dict[str, str]:
    """Part (lower case), or `.end` for all that end so → the kind of its content."""
    found = {}
    for one in package.xml("[Content_Types].xml"):
        content = one.get("ContentType", "")
        if "PartName" in one.attrib:
            found[one.get("PartName").lstrip("/").lower()] = content
        else:
            found[f".{one.get('Extension', '').lower()}"] = content
    return found


def _default(name: str) -> str:
    return posixpath.splitext(name.lower())[1]


# Parts -------------------------------------------------------------------------------------------


def _check_part(package: Package, name: str) -> None:
    if name.endswith("/"):
        return
    data, lower = package.part(name), name.lower()
    if lower.endswith(("vbaproject.bin", "vbadata.xml")):
        raise NotAccepted(refusals.MACRO)
    if lower.endswith((".xml", ".rels", ".vml")):
        _check_xml(data)
    elif data.startswith(kinds.OLE):
        raise NotAccepted(refusals.OLE)
    elif kinds.is_program(data) or lower.endswith((".exe", ".dll", ".js", ".vbs", ".bat", ".ps1")):
        raise NotAccepted(refusals.HIDDEN_PROGRAM.format(posixpath.basename(name)[:40]))


def _check_xml(data: bytes) -> None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        data = data.replace(b"\x00", b"")
    if _ENTITIES.search(data):
        raise NotAccepted(refusals.OFFICE_ENTITIES)
    if _CALLS.search(data):
        raise NotAccepted(refusals.EXTERNAL_LINKS)
    # A word of an instruction may stand in several pieces.
    said = b"".join(text or attribute for text, attribute in _INSTRUCTION.findall(data))
    if _DDE.search(said):
        raise NotAccepted(refusals.DDE)
    if _FETCHES.search(said):
        raise NotAccepted(refusals.REMOTE_PICTURE.format("INCLUDE"))


# Relations ---------------------------------------------------------------------------------------


def _check_relations(package: Package, name: str, is_inside: bool) -> None:
    for one in package.xml(name).iterfind(f"{packages.RELATIONSHIPS}Relationship"):
        kind = one.get("Type", "").rpartition("/")[2]
        target = one.get("Target", "")
        if kind in _RELATIONS:
            raise NotAccepted(_RELATIONS[kind])
        if one.get("TargetMode", "").lower() == "external":
            _check_outside(kind, target)
        elif kind == "package":
            _check_inside(package, name, target, is_inside)


def _check_outside(kind: str, target: str) -> None:
    """What lies outside the file: links that a person follows may, what is fetched by itself may not."""
    where = _short(target)
    if kind == "hyperlink":
        if not _is_good_link(target):
            raise NotAccepted(refusals.BAD_LINK.format(where))
    elif kind == "attachedTemplate":
        # Where Word was told to look on its writer's own disk, it finds nothing on another's.
        if not (_DRIVE.match(unquote(target)) or re.fullmatch(r"[\w .%-]+\.dotx?", target)):
            raise NotAccepted(refusals.REMOTE_TEMPLATE.format(where))
    elif kind in _PICTURED:
        raise NotAccepted(refusals.REMOTE_PICTURE.format(where))
    else:
        raise NotAccepted(refusals.OUTSIDE.format(where))


def _is_good_link(target: str) -> bool:
    if target.startswith(("\\\\", "//")):
        return False
    if _DRIVE.match(unquote(target)):
        return True
    try:
        return urlsplit(target).scheme.lower() in _LINKS
    except ValueError:
        return False


def _check_inside(package: Package, name: str, target: str, is_inside: bool) -> None:
    """The workbook of a chart: a plain one, and none in that again."""
    folder = posixpath.dirname(posixpath.dirname(name))
    part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    data = package.part(part)
    if is_inside or not data.startswith(b"PK\x03\x04"):
        raise NotAccepted(refusals.OLE)
    check(data, is_inside=True)


def _short(target: str) -> str:
    plain = "".join(char for char in target if char.isprintable())
    return plain if len(plain) <= 60 else f"{plain[:60]}…"
