"""Which format a file is of, by what is in it and never by its name; what cannot be read is refused here."""

import re

from reports.readers import encoding, html
from reports.readers.package import DAMAGED, ENCRYPTED, Package
from reports.readers.paper import NotReadable, Paper

MEGABYTE = 1024 * 1024
# Below what the proxy of docs/running.md lets through.
LARGEST = 20 * MEGABYTE
# Text is read whole, mark-up and all; reports are far shorter.
LARGEST_TEXT = 8 * MEGABYTE

EMPTY = "ไฟล์นี้ว่างเปล่า โปรดตรวจว่าเลือกไฟล์ถูกต้อง แล้วลองอีกครั้ง"
NOTHING_PASTED = "ยังไม่มีข้อความที่วาง โปรดคัดลอกตารางจาก Word หรือ Excel แล้ววางอีกครั้ง"
TOO_LARGE = "ไฟล์นี้ใหญ่เกิน ๒๐ เมกะไบต์ โปรดลบรูปภาพออก หรือคัดเฉพาะรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
TEXT_TOO_LARGE = "ข้อความนี้ยาวเกิน ๘ เมกะไบต์ โปรดคัดเฉพาะรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
NO_WORDS = "ไม่พบข้อความในไฟล์นี้ อาจมีเฉพาะรูปภาพหรือภาพสแกน โปรดใช้ไฟล์ Word หรือ Excel ต้นฉบับ"
OLD_WORD = "ไฟล์ Word รุ่นเก่า (.doc) อ่านไม่ได้ โปรดเปิดใน Word แล้วบันทึกเป็น .docx จากนั้นลองอีกครั้ง"
OLD_EXCEL = "ไฟล์ Excel รุ่นเก่า (.xls) อ่านไม่ได้ โปรดเปิดใน Excel แล้วบันทึกเป็น .xlsx จากนั้นลองอีกครั้ง"
BINARY_EXCEL = "ไฟล์ Excel แบบไบนารี (.xlsb) อ่านไม่ได้ โปรดบันทึกเป็น .xlsx แล้วลองอีกครั้ง"
SLIDES = "ไฟล์นำเสนอ (PowerPoint) ไม่ใช่รายงาน โปรดใช้ไฟล์ Word หรือ Excel ของรายงาน"
OPEN_DOCUMENT = "ไฟล์ OpenDocument (.odt หรือ .ods) อ่านไม่ได้ โปรดบันทึกเป็น .docx หรือ .xlsx แล้วลองอีกครั้ง"
RICH_TEXT = "ไฟล์ .rtf อ่านไม่ได้ โปรดเปิดใน Word แล้วบันทึกเป็น .docx จากนั้นลองอีกครั้ง"
WEB_ARCHIVE = "ไฟล์เว็บแบบไฟล์เดียว (.mht) อ่านไม่ได้ โปรดบันทึกเป็น .docx หรือ .xlsx แล้วลองอีกครั้ง"
OFFICE_XML = "ไฟล์ XML ของ Office อ่านไม่ได้ โปรดบันทึกเป็น .docx หรือ .xlsx แล้วลองอีกครั้ง"
IMAGE = "ไฟล์นี้เป็นรูปภาพ ระบบอ่านตัวอักษรในภาพไม่ได้ โปรดใช้ไฟล์ Word หรือ Excel ต้นฉบับ"
ARCHIVE = "ไฟล์นี้เป็นไฟล์บีบอัดที่รวมหลายไฟล์ โปรดแตกไฟล์ก่อน แล้วเลือกเฉพาะไฟล์ของรายงาน"
UNKNOWN = "ไม่รู้จักไฟล์ชนิดนี้ โปรดใช้ไฟล์ .docx .xlsx .csv .txt .html หรือ PDF ของระบบนี้"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What stands in the directory of an OLE file, and what that file then is.
_IN_OLE = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", OLD_WORD),
    ("Workbook", OLD_EXCEL),
    ("PowerPoint Document", SLIDES),
    ("Book", OLD_EXCEL),
)
_BEGINNINGS = (
    (b"\x89PNG", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF8", IMAGE),
    (b"BM", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"{\\rtf", RICH_TEXT),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"MZ", UNKNOWN),
    (b"\x7fELF", UNKNOWN),
)
_WEB_ARCHIVE = re.compile(rb"(?:\S+: [^\n]*\n)*MIME-Version:", re.IGNORECASE)
_PACKAGE_XML = re.compile(
    r"<\?mso-application|<pkg:package|urn:schemas-microsoft-com:office:spreadsheet"
)


def open_file(data: bytes) -> Paper:
    """The paper of a file. Raises NotReadable with a sentence that says what to do."""
    if len(data) > LARGEST:
        raise NotReadable(TOO_LARGE)
    if not data.strip(b"\x00 \t\r\n"):
        raise NotReadable(EMPTY)
    return _with_words(_opened(data), NO_WORDS)


def open_pasted(text: str, source: str = "") -> Paper:
    """The paper of what was pasted: of its HTML where that holds a table. Raises NotReadable."""
    if len(text) + len(source) > LARGEST_TEXT:
        raise NotReadable(TEXT_TOO_LARGE)
    if "<table" in source.lower():
        return _with_words(html.read(encoding.fold(source)), NOTHING_PASTED)
    return _with_words(_text(encoding.fold(text) or encoding.fold(source)), NOTHING_PASTED)


def _with_words(paper: Paper, otherwise: str) -> Paper:
    if not paper.blocks and paper.document is None:
        raise NotReadable(otherwise)
    return paper


def _opened(data: bytes) -> Paper:
    if data.startswith(_OLE):
        raise NotReadable(_of_ole(data))
    if data.startswith(b"PK"):
        return _package(data)
    if b"%PDF-" in data[:1024]:
        from reports.readers import pdf

        return pdf.read(data)
    for beginning, refusal in _BEGINNINGS:
        if data.startswith(beginning):
            raise NotReadable(refusal)
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise NotReadable(IMAGE)
    if len(data) > LARGEST_TEXT:
        raise NotReadable(TEXT_TOO_LARGE)
    if _WEB_ARCHIVE.match(data[:4096]):
        raise NotReadable(WEB_ARCHIVE)
    return _text(encoding.decode(data))


def _of_ole(data: bytes) -> str:
    names = ((name.encode("utf-16-le"), refusal) for name, refusal in _IN_OLE)
    return next((refusal for name, refusal in names if name in data), UNKNOWN)


def _package(data: bytes) -> Paper:
    package = Package(data)
    main = package.main
    if main.startswith("word/") or (not main and "word/document.xml" in package):
        from reports.readers import word

        return word.read(package)
    if main.endswith("workbook.bin"):
        raise NotReadable(BINARY_EXCEL)
    if main.startswith("xl/") or (not main and "xl/workbook.xml" in package):
        from reports.readers import excel

        return excel.read(package)
    if main.startswith("ppt/"):
        raise NotReadable(SLIDES)
    if "mimetype" in package and package.part("mimetype").startswith(b"application/vnd.oasis"):
        raise NotReadable(OPEN_DOCUMENT)
    raise NotReadable(DAMAGED if "[Content_Types].xml" in package else ARCHIVE)


def _text(text: str) -> Paper:
    start = text.lstrip()[:1]
    if start == "{":
        from reports.readers import data

        if (paper := data.read(text)) is not None:
            return paper
    if start == "<" and _PACKAGE_XML.search(text[:4096]):
        raise NotReadable(OFFICE_XML)
    if html.is_html(text):
        return html.read(text)
    from reports.readers import delimited

    return delimited.read(text)
