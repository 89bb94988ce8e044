"""Damage done to words by typing, converting digits or copying from old documents. Suggested, never mended."""

import re
from collections.abc import Iterator

from ita_portal import thai
from reports import slips
from reports.document import Report

from .finding import Finding
from .places import cells, quoted
from .private import is_private

_OLD_GLYPH = re.compile("[\uf700-\uf71a]")
# Bullets and signs of Word's Symbol and Wingdings: their places in the private-use area.
_SYMBOL = re.compile("[\ue000-\uf6ff\uf71b-\uf8ff]")


def damaged_email(report: Report) -> Iterator[Finding]:
    """An address whose digits became Thai (hr๑๐๑@…) or that is mistyped: no letter sent there arrives."""
    for cell in cells(report):
        for slip in slips.damaged_emails(cell.text):
            if cell.column == "contact" or not is_private(slip.meant.rpartition("@")[2]):
                why = "มีเลขไทย จึง" if thai.holds_thai_digits(slip.words) else ""
                message = (
                    f"ที่อยู่อีเมล {quoted(slip.words)} {why}ใช้ส่งไม่ได้ "
                    f"โปรดตรวจว่าท่านหมายถึง {quoted(slip.meant)} หรือไม่"
                )
                yield cell.finding("damaged_email", slip.words, message, slip.meant)


def damaged_code(report: Report) -> Iterator[Finding]:
    """๐๑ - ๐๔๓ for O1 - O43: the letter O of an OIT item read or typed as zero."""
    for cell in cells(report):
        for slip in slips.damaged_codes(cell.text):
            message = (
                f"{quoted(slip.words)} น่าจะเป็นรหัสข้อของแบบวัด OIT ซึ่งขึ้นต้นด้วยอักษรโอ "
                f"โปรดตรวจว่าท่านหมายถึง {quoted(slip.meant)} หรือไม่"
            )
            yield cell.finding("damaged_code", slip.words, message, slip.meant)


def old_glyphs(report: Report) -> Iterator[Finding]:
    """Letters of old Thai fonts in the private-use area: the report's font has none of them."""
    for cell in cells(report):
        match = _OLD_GLYPH.search(cell.text)
        if match:
            near = cell.text[max(0, match.start() - 10) : match.end() + 10]
            message = (
                "ข้อความนี้มีสระหรือวรรณยุกต์ของแบบอักษรรุ่นเก่า ซึ่งจะพิมพ์ออกมาไม่ครบ "
                f"โปรดพิมพ์ช่วง {quoted(thai.fold(near))} ใหม่"
            )
            yield cell.finding("old_glyphs", near, message)


def symbol_glyphs(report: Report) -> Iterator[Finding]:
    """A bullet or sign that only a symbol font draws: the report's font prints an empty box."""
    for cell in cells(report):
        match = _SYMBOL.search(cell.text)
        if match:
            near = cell.text[max(0, match.start() - 10) : match.end() + 10]
            message = (
                "ข้อความนี้มีสัญลักษณ์ที่คัดลอกมาจากโปรแกรมอื่น ซึ่งจะพิมพ์ออกมาเป็นช่องสี่เหลี่ยม "
                f"โปรดพิมพ์เครื่องหมายในช่วง {quoted(_SYMBOL.sub('□', near))} ใหม่ เช่น -"
            )
            yield cell.finding("symbol_glyphs", near, message)
