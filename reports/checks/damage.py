"""Damage done to words by typing, converting digits or copying from old documents. Suggested, never mended."""

import re
from collections.abc import Iterator
from itertools import chain

from ita_portal import thai
from reports.document import Report

from .finding import Finding, Level
from .places import cells, distinct_matches, quoted
from .private import EMAIL, is_private

_DASH = "[-‐-―−]"
_MONTH = "|".join(map(re.escape, chain(thai.MONTHS, thai.MONTHS_SHORT)))
# \d is a digit of any script, Thai ones included.
_CODE = r"[0๐][1-9๑-๙]\d?"
_CODE_RANGE = re.compile(
    rf"""
    (?<! [\d./,:] ) (?<! {_DASH} ) (?<! {_DASH}\s )
    (?P<first> {_CODE} ) \s{{0,2}} (?: {_DASH} | ถึง ) \s{{0,2}} (?P<last> {_CODE} )
    (?! \d | [./:,]\d | \s{{0,2}} (?: {_DASH} | / ) \s{{0,2}} \d | \s{{0,2}} (?: น\. | {_MONTH} ) )
    """,
    re.VERBOSE,
)
_CODE_ALONE = re.compile(
    rf"(?:OIT\)?|ข้อ|ตัวชี้วัด)\s{{0,2}}(?:ข้อ|ทั้ง)?(?:ที่)?\s{{0,2}}(?P<code>{_CODE})"
    rf"(?!\d|[./:,]\d|\s{{0,2}}(?:{_DASH}|/|น\.|{_MONTH}))"
)
_NUMBERED_OTHERWISE = re.compile(r"(?:โทร|สาร|เบอร์|หมายเลข|วันที่|เวลา)[^ก-ฮ]{0,6}$")
_OLD_GLYPH = re.compile("[\uf700-\uf71a]")
# Bullets and signs of Word's Symbol and Wingdings: their places in the private-use area.
_SYMBOL = re.compile("[\ue000-\uf6ff\uf71b-\uf8ff]")


def damaged_email(report: Report) -> Iterator[Finding]:
    """An address whose digits became Thai (hr๑๐๑@…): no letter sent there arrives."""
    for cell in cells(report):
        for match in distinct_matches(EMAIL, cell.text):
            words = match[0]
            hidden = cell.column != "contact" and is_private(match["domain"])
            if thai.holds_thai_digits(words) and not hidden:
                message = (
                    f"ที่อยู่อีเมล {quoted(words)} มีเลขไทย จึงใช้ส่งไม่ได้ "
                    f"โปรดตรวจว่าท่านหมายถึง {quoted(thai.to_arabic_digits(words))} หรือไม่"
                )
                yield cell.finding("damaged_email", Level.WARNING, words, message)


def damaged_code(report: Report) -> Iterator[Finding]:
    """๐๑ - ๐๔๓ for O1 - O43: the letter O of an OIT item read or typed as zero."""
    for cell in cells(report):
        for words, meant in _damaged_codes(cell.text).items():
            message = (
                f"{quoted(words)} น่าจะเป็นรหัสข้อของแบบวัด OIT ซึ่งขึ้นต้นด้วยอักษรโอ "
                f"โปรดตรวจว่าท่านหมายถึง {quoted(meant)} หรือไม่"
            )
            yield cell.finding("damaged_code", Level.WARNING, words, message)


def _damaged_codes(text: str) -> dict[str, str]:
    """The damaged codes of a text, as typed, with what was probably meant."""
    found = {}
    for match in _CODE_RANGE.finditer(text):
        before = text[max(0, match.start() - 100) : match.start()]
        likely = len(match["last"]) == 3 or "OIT" in before
        if likely and not _NUMBERED_OTHERWISE.search(before):
            found[match[0]] = f"{_with_letter(match['first'])} - {_with_letter(match['last'])}"
    if "OIT" in text:
        for match in _CODE_ALONE.finditer(text):
            found[match["code"]] = _with_letter(match["code"])
    return found


def _with_letter(code: str) -> str:
    return f"O{thai.to_arabic_digits(code[1:])}"


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
            yield cell.finding("old_glyphs", Level.WARNING, near, message)


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
            yield cell.finding("symbol_glyphs", Level.WARNING, near, message)
