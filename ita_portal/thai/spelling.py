"""How typed Thai text is cleaned for keeping and folded for comparing."""

import re
import unicodedata

from .digits import to_arabic_digits

# What neither a database, an XML document nor paper can hold, \r is folded by clean_text; and what
# shows a text in another order than it is kept in (U+202E …).
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

# Pasted from Word, a line break within a paragraph arrives as U+000B, a page break as U+000C.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# Glyphs of old Thai fonts, U+F700–F71A in order: the letters they stand for.
_OLD_LETTERS = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
    "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
OLD_GLYPHS = {0xF700 + place: letter for place, letter in enumerate(_OLD_LETTERS)}
_FOLDED: dict[int, str | None] = dict(OLD_GLYPHS)
_FOLDED |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_FOLDED |= dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－~～〜∼"), "-")
_FOLDED |= dict.fromkeys(map(ord, "／∕⁄"), "/")
_TONE_BEFORE_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a])")
_NIKHAHIT_AND_SARA_AA = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")


def clean_text(text: str) -> str:
    """Typed text as it is kept: NFC, line ends of every kind as \\n, and nothing else changed.

    Nikhahit with sara aa stays as typed: NFC does not join the two, and nothing is repaired
    silently.
    """
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text))


def forbidden_characters(text: str) -> list[str]:
    """The characters of a text that cannot be kept or printed, each once, in order.

    Control characters (NUL …) but for tab and line ends, those that turn the direction of writing
    (U+202E …), lone surrogates, non-characters.
    """
    return list(dict.fromkeys(_FORBIDDEN.findall(text)))


def forbidden_message(text: str) -> str:
    """The Thai sentence that refuses a text with forbidden characters; '' when it has none."""
    codes = ", ".join(f"U+{ord(character):04X}" for character in forbidden_characters(text)[:5])
    if not codes:
        return ""
    return f"ข้อความมีอักขระควบคุมที่มองไม่เห็นและพิมพ์ไม่ได้ ({codes}) โปรดลบอักขระนั้นหรือพิมพ์ข้อความช่วงนั้นใหม่"


def fold(text: str) -> str:
    """A text for comparing, never for keeping: the same word typed in different ways is equal.

    Old font glyphs, nikhahit + sara aa, เ + เ, a tone mark typed before its vowel, dashes of all
    kinds, invisible characters; white space of any kind becomes one space.
    """
    text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    text = _TONE_BEFORE_VOWEL.sub(r"\2\1", text.replace("เเ", "แ"))
    return " ".join(_NIKHAHIT_AND_SARA_AA.sub("\\1ำ", text).split())


def bare(text: str) -> str:
    """A text for comparing where spaces and the script of its digits do not count: folded, without any space."""
    return to_arabic_digits(fold(text)).replace(" ", "")
