"""Word and Excel files are kept as they are, or refused for what they would do to whoever opens them."""

import io
import posixpath
import re
import stat
import zipfile
from urllib.parse import unquote, urlsplit

from reports.evidence import kinds, names, refusals
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
    rb"\b(?:INCLUDE(?:PICTURE|TEXT)|IMPORT|RD|LINK\s+[\w.]+)\b\s*(?:&quot;|\")?\s*(?:\w{2,}:|\\\\)",
    re.IGNORECASE,
)
# A link that stands in an instruction or a formula, not among the relations.
_WRITTEN_LINK = re.compile(rb"\bHYPERLINK\s*\(?\s*(?:&quot;|\")([^\"<&]+)", re.IGNORECASE)
# A formula, the name of one, a condition.
_FORMULA = re.compile(rb"<(?:\w+:)?(?:f|definedName|formula[12]?)\b[^>]*>([^<]+)<", re.IGNORECASE)
# Those that ask another machine or start a program when the sheet is counted.
_CALLS = re.compile(
    rb"\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?)\s*\("
    rb"|\|\s*(?:'|&apos;)?\s*/|(?<![\w.\"])\w[\w.]*\|\s*(?:'|&apos;)",
    re.IGNORECASE,
)
# Pictures in the old drawing language whose address stands beside them.
_DRAWN_FROM_AFAR = re.compile(
    rb"<(?:\w+:)?(?:imagedata|fill|stroke|background)\b[^>]*\b(?:src|href)\s*=\s*[\"']\s*"
    rb"(?:https?:|ftp:|file:|//|\\\\)",
    re.IGNORECASE,
)
_SCRIPT_IN_DRAWING = re.compile(rb"<(?:\w+:)?script\b|javascript:|\son\w+\s*=", re.IGNORECASE)
# Compressed pictures (.emz, .wmz) begin as gzip does and are none of these.
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"MSCF")
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
        _check_part(package, name, is_inside)
    contents = _contents(package)
    for content in contents.values():
        for piece, sentence in _CONTENTS:
            if piece in content.lower():
                raise NotAccepted(sentence)
    for name in package.names:
        if name.lower().endswith(".rels"):
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


def _check_part(package: Package, name: str, is_inside: bool) -> None:
    if name.endswith("/"):
        return
    data, lower = package.part(name), name.lower()
    if lower.endswith(("vbaproject.bin", "vbadata.xml")):
        raise NotAccepted(refusals.MACRO)
    if lower.endswith((".xml", ".rels", ".vml")):
        _check_xml(data)
    elif data.startswith(kinds.OLE):
        raise NotAccepted(refusals.OLE)
    elif lower.endswith(".svg"):
        _check_xml(data)
        _check_drawing(data, name)
    elif kinds.is_program(data) or names.is_of_program(lower):
        raise NotAccepted(refusals.HIDDEN_PROGRAM.format(_base(name)))
    elif data.startswith(_ARCHIVES):
        _check_archive(data, name, is_inside)


def _check_drawing(data: bytes, name: str) -> None:
    if _SCRIPT_IN_DRAWING.search(data):
        raise NotAccepted(refusals.HIDDEN_PROGRAM.format(_base(name)))


def _check_archive(data: bytes, name: str, is_inside: bool) -> None:
    """Only the workbook of a chart, and none in that again."""
    hidden = NotAccepted(refusals.HIDDEN_ARCHIVE.format(_base(name)))
    if is_inside or not data.startswith(b"PK"):
        raise hidden
    try:
        check(data, is_inside=True)
    except NotAccepted as refused:
        no_office = refused.message in (refusals.ARCHIVE, refusals.OFFICE_DAMAGED)
        raise hidden if no_office else refused from refused


def _base(name: str) -> str:
    return posixpath.basename(name)[:40]


def _check_xml(data: bytes) -> None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        data = data.replace(b"\x00", b"")
    if _ENTITIES.search(data):
        raise NotAccepted(refusals.OFFICE_ENTITIES)
    formulas = b"\n".join(_FORMULA.findall(data))
    if _CALLS.search(formulas):
        raise NotAccepted(refusals.EXTERNAL_LINKS)
    if _DRAWN_FROM_AFAR.search(data):
        raise NotAccepted(refusals.REMOTE_PICTURE.format("VML"))
    # A word of an instruction may stand in several pieces.
    said = b"".join(text or attribute for text, attribute in _INSTRUCTION.findall(data))
    if _DDE.search(said):
        raise NotAccepted(refusals.DDE)
    if _FETCHES.search(said):
        raise NotAccepted(refusals.REMOTE_PICTURE.format("INCLUDE"))
    for target in _WRITTEN_LINK.findall(said + b"\n" + formulas):
        # In an instruction each stroke is written twice.
        address = target.decode("utf-8", "replace").replace("\\\\", "\\").strip()
        if address.startswith("\\") or not _is_good_link(address):
            raise NotAccepted(refusals.BAD_LINK.format(_short(address)))


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
