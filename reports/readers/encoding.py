"""Bytes → text: UTF-8, UTF-16 and the Thai code page, by what the bytes are."""

import codecs
import re

from reports.readers.paper import NotReadable

UNDECODABLE = (
    "อ่านตัวอักษรในไฟล์นี้ไม่ได้ โปรดเปิดไฟล์ในโปรแกรมเดิม แล้วบันทึกใหม่โดยเลือกรหัสอักขระเป็น UTF-8 จากนั้นลองอีกครั้ง"
)

# UTF-32 begins as UTF-16 does: it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# No text holds these; cp874 would take them for characters.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f]")
_THAI = re.compile("[ก-๛]")
# Vowels and tone marks stand above or below a Thai letter; elsewhere the text was never Thai.
_LOST_MARK = re.compile("(?<![ก-๎])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
LOST = 0.1


def decode(data: bytes) -> str:
    """The text of a file, without its mark of order and with line ends folded to `\\n`.

    Raises NotReadable where the bytes are no text in any of these; no character is ever replaced.
    """
    return fold(_decode(data))


def fold(text: str) -> str:
    """Line ends of Windows and of old Macs as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _thai_code_page(data)
    if _CONTROLS.search(text):
        raise NotReadable(UNDECODABLE)
    return text


def _thai_code_page(data: bytes) -> str:
    """Windows-874, of which TIS-620 is a part; only where the bytes say something in Thai."""
    text = _decoded(data, "cp874")
    thai, lost = len(_THAI.findall(text)), len(_LOST_MARK.findall(text))
    if _CONTROLS.search(text) or lost >= max(1, thai) * LOST:
        raise NotReadable(UNDECODABLE)
    return text


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise NotReadable(UNDECODABLE) from error
