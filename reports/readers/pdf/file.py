"""A PDF file: the JSON it carries, else its tags; refused where it has neither or cannot be read."""

import io
import logging
from collections.abc import Iterator
from dataclasses import replace

from reports import document
from reports.readers import html
from reports.readers.blocks import Block
from reports.readers.paper import Cell, NotReadable, Paper, Row, Table
from reports.readers.pdf import tree
from reports.readers.pdf.fonts import UNKNOWN

log = logging.getLogger(__name__)

PAGES = 300
# A text layer of which more is unknown, a hundredth, is no text.
GARBLED_SHARE = 0.01

DAMAGED = "ไฟล์ PDF นี้เสียหายหรือมาไม่ครบ โปรดดาวน์โหลดหรือบันทึกใหม่ แล้วลองอีกครั้ง"
ENCRYPTED = "ไฟล์ PDF นี้มีรหัสผ่าน โปรดเอารหัสผ่านออกแล้วบันทึกใหม่ จากนั้นลองอีกครั้ง"
TOO_LONG = "ไฟล์ PDF นี้ยาวเกิน ๓๐๐ หน้า โปรดคัดเฉพาะหน้าของรายงาน แล้วลองอีกครั้ง"
FOREIGN = (
    "ไฟล์ PDF นี้ไม่ได้สร้างจากระบบนี้ จึงอ่านตารางไม่ได้ "
    "โปรดใช้ไฟล์ Word หรือ Excel ต้นฉบับ หรือคัดลอกตารางจากต้นฉบับแล้ววาง"
)
SCANNED = "ไฟล์ PDF นี้เป็นภาพสแกน ไม่มีตัวอักษรให้อ่าน โปรดใช้ไฟล์ Word หรือ Excel ต้นฉบับ"


def read(data: bytes) -> Paper:
    """The paper of a PDF. Raises NotReadable."""
    try:
        return _read(data)
    except (NotReadable, MemoryError, RecursionError):
        raise
    except Exception as error:
        # pypdf meets broken files with errors of every kind.
        log.info("a PDF was not read: %r", error)
        raise NotReadable(DAMAGED) from error


def _read(data: bytes) -> Paper:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(io.BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotReadable(ENCRYPTED)
    except (DependencyError, NotImplementedError) as error:
        raise NotReadable(ENCRYPTED) from error
    if (report := _carried(reader)) is not None:
        return Paper("json", (), document=report)
    if len(reader.pages) > PAGES:
        raise NotReadable(TOO_LONG)
    if "/StructTreeRoot" not in reader.trailer["/Root"]:
        has_text = any(page.extract_text().strip() for page in reader.pages[:3])
        raise NotReadable(FOREIGN if has_text else SCANNED)
    return Paper("pdf", _checked(html.blocks_of(tree.pieces(reader))))


def _carried(reader) -> document.Report | None:
    """The report that one of the attached files is."""
    for name, contents in reader.attachments.items():
        for content in contents if name.endswith(".json") else ():
            try:
                return document.from_json(content.decode())
            except ValueError:
                continue
    return None


def _checked(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if not blocks:
        raise NotReadable(SCANNED)
    tables = [block for block in blocks if isinstance(block, Table)]
    if not tables:
        raise NotReadable(FOREIGN)
    words = "".join(cell.text for one in tables for row in one.rows for cell in row if cell)
    if words.count(UNKNOWN) > len(words) * GARBLED_SHARE:
        raise NotReadable(FOREIGN)
    return tuple(_without_repeats(blocks))


def _without_repeats(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """A row that goes on over a page shows its number again (in grey): there it is no number of its own."""
    number, heads = "", None
    for block in blocks:
        if isinstance(block, Table):
            first = 1 if block.rows[0] == heads else 0
            block, heads = _without_repeat(block, first, number), block.rows[0]
            rows = block.rows[1:] if first or not number else block.rows
            number = next((row[0].text for row in reversed(rows) if _numbered(row)), number)
        yield block


def _without_repeat(table: Table, place: int, number: str) -> Table:
    """The table whose row at `place` gives up the number of the page before, which stays as its raw."""
    if place >= len(table.rows) or not number:
        return table
    row = table.rows[place]
    if not _numbered(row) or row[0].text != number or any(one and one.text for one in row[1:3]):
        return table
    rows = list(table.rows)
    rows[place] = (Cell("", number), *row[1:])
    return replace(table, rows=tuple(rows))


def _numbered(row: Row) -> bool:
    return row[0] is not None and bool(row[0].text)
