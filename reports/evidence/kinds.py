"""Which kind of file it is, by what is in it and never by its name; what else it could be is refused here."""

import io
import re
import zipfile

from reports.evidence import refusals
from reports.evidence.refusals import NotAccepted

# What a browser or a server would run, wherever it stands.
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|iframe|object|embed|svg|form|meta|\?php|%@)",
    re.IGNORECASE,
)
_SVG = re.compile(rb"<\s*svg", re.IGNORECASE)
_XML = re.compile(rb"\s*(?:<\?xml|<!doctype|<!--|<[a-z])", re.IGNORECASE)
_SCRIPT = re.compile(
    rb"\s*(?:#!|@echo|powershell|wscript|import os|<%|<\?(?!xml)|on error resume|sub |function )",
    re.IGNORECASE,
)
_PICTURES = (
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"8BPS", "Photoshop"),
    (b"\x00\x00\x01\x00", "ICO"),
)
_PROGRAMS = (
    *(b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe"),
    *(b"\x4c\x00\x00\x00\x01\x14\x02\x00", b"dex\n", b"\x00asm"),
)
_ARCHIVES = (
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"PK\x05\x06",
    b"PK\x07\x08",
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = (
    ("EncryptedPackage", refusals.OFFICE_ENCRYPTED),
    ("WordDocument", refusals.OLD_WORD),
    ("Workbook", refusals.OLD_EXCEL),
    ("Book", refusals.OLD_EXCEL),
)
HEAD = 1024  # bytes in which a browser that guesses looks for mark-up


def kind_of(data: bytes) -> str:
    """pdf, jpeg, png, or zip for what may be Word or Excel. Raises NotAccepted."""
    if not data.strip(b"\x00 \t\r\n"):
        raise NotAccepted(refusals.EMPTY)
    for beginning, kind in (
        (b"%PDF-", "pdf"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
    ):
        if data.startswith(beginning):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    raise NotAccepted(_what_else(data))


def _what_else(data: bytes) -> str:
    if data.startswith(OLE):
        names = ((name.encode("utf-16-le"), sentence) for name, sentence in _IN_OLE)
        return next((sentence for name, sentence in names if name in data), refusals.OLD_OFFICE)
    if is_program(data):
        return refusals.PROGRAM
    if data.startswith(_ARCHIVES):
        return refusals.ARCHIVE
    if name := _picture(data):
        return refusals.OTHER_PICTURE.format(name)
    if data.startswith(b"{\\rtf"):
        return refusals.RICH_TEXT
    return _what_text(data[: 4 * HEAD].removeprefix(b"\xef\xbb\xbf"))


def _picture(data: bytes) -> str:
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp":
        return "HEIC" if data[8:12] in (b"heic", b"heix", b"mif1", b"heif", b"hevc") else "วิดีโอ"
    return next((name for beginning, name in _PICTURES if data.startswith(beginning)), "")


def _what_text(head: bytes) -> str:
    if _SVG.search(head) and _XML.match(head):
        return refusals.DRAWING
    if _SCRIPT.match(head):
        return refusals.SCRIPT_FILE
    if _MARKUP.search(head):
        return refusals.WEB_PAGE
    if b"%PDF-" in head:
        return refusals.TWO_KINDS.format("ข้อมูลก่อนหัวไฟล์ PDF")
    try:
        text = head.decode("utf-8", "strict" if len(head) < HEAD else "ignore")
    except UnicodeDecodeError:
        return refusals.UNKNOWN
    is_text = all(char.isprintable() or char in "\r\n\t" for char in text)
    return refusals.TEXT if is_text and text.strip() else refusals.UNKNOWN


def is_program(data: bytes) -> bool:
    return data.startswith(_PROGRAMS)


def is_text(data: bytes) -> bool:
    """Whether these are plain words that nothing runs: no mark-up, no script, no control character."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    is_plain = all(ord(char) >= 32 or char in "\r\n\t" for char in text)
    return is_plain and not _MARKUP.search(data) and not _SCRIPT.match(data)


def refuse_markup(data: bytes) -> None:
    """Raise NotAccepted where a browser that guesses would take it for a page."""
    if _MARKUP.search(data[:HEAD]):
        raise NotAccepted(refusals.TWO_KINDS.format("หน้าเว็บหรือชุดคำสั่ง"))


def refuse_other_kinds(data: bytes, rest: bytes) -> None:
    """Raise NotAccepted where a document or picture goes on as something else; `rest` follows its end."""
    if rest:
        _refuse_rest(rest)
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise NotAccepted(refusals.TWO_KINDS.format("ไฟล์บีบอัด"))


def _refuse_rest(rest: bytes) -> None:
    if _MARKUP.search(rest):
        raise NotAccepted(refusals.TWO_KINDS.format("หน้าเว็บหรือชุดคำสั่ง"))
    if b"%PDF-" in rest:
        raise NotAccepted(refusals.TWO_KINDS.format("ไฟล์ PDF"))
    if is_program(rest.lstrip(b"\x00 \t\r\n")):
        raise NotAccepted(refusals.TWO_KINDS.format("โปรแกรม"))
