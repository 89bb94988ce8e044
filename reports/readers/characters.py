"""Characters that old fonts and programs left in a text, brought to those of today, each change told."""

import re
import unicodedata

from ita_portal import thai

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\ufffc\u200e\u200f]")
_OLD_GLYPH = re.compile("[\uf700-\uf71a]")
# Bullets and signs of Word's Symbol and Wingdings, by their places in the private-use area.
_SYMBOLS = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "•",
    0xF0FC: "✓",
    0xF0FE: "✓",
    0xF02D: "-",
    0xF0DF: "←",
}
_SYMBOLS |= {
    0xF0E0: "→",
    0xF0F3: "↔",
    0xF0E8: "→",
    0xF076: "•",
    0xF0AB: "↔",
    0xF0A8: "□",
    0xF06F: "□",
}
_SYMBOL = re.compile("[" + "".join(map(chr, _SYMBOLS)) + "]")
_NIKHAHIT_AND_SARA_AA = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_TONE_AFTER_NIKHAHIT = re.compile("([\u0e48-\u0e4b])\u0e4d\u0e32")
_TONE_BEFORE_VOWEL = re.compile("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a])")
_TWICE = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_SPACES = re.compile("[^\\S\n]+")

# What is done, in order: the pattern, what stands instead, what it is called.
_CHANGES = (
    (_OLD_GLYPH, lambda match: thai.OLD_GLYPHS[ord(match[0])], "อักขระของแบบอักษรรุ่นเก่า"),
    (_SYMBOL, lambda match: _SYMBOLS[ord(match[0])], "สัญลักษณ์ของแบบอักษรสัญลักษณ์"),
    (_INVISIBLE, "", "อักขระที่มองไม่เห็น"),
    (_NIKHAHIT_AND_SARA_AA, "\\1ำ", "นิคหิตกับสระอา (ํา) เป็นสระอำ (ำ)"),
    (_TONE_AFTER_NIKHAHIT, "\\1ำ", "นิคหิตกับสระอา (ํา) เป็นสระอำ (ำ)"),
    (re.compile("เเ"), "แ", "สระเอสองตัวเป็นสระแอ"),
    (_TONE_BEFORE_VOWEL, "\\2\\1", "วรรณยุกต์ที่มาก่อนสระ"),
    (_TWICE, "\\1", "สระหรือวรรณยุกต์ที่ซ้ำ"),
    (_FULL_WIDTH, lambda match: chr(ord(match[0]) - 0xFEE0), "อักขระเต็มความกว้าง"),
)


def normalised(text: str) -> tuple[str, tuple[str, ...]]:
    """A text as the portal keeps it, and what was changed to make it so, each in words, once.

    White space and line ends are folded without a word: `\\n` between lines, one space elsewhere,
    at most one blank line, none at either end.
    """
    told: list[str] = []
    clean = thai.clean_text(text)
    if unicodedata.normalize("NFC", text) != text:
        told.append("อักขระที่เขียนแยกส่วน")
    changed = True
    while changed:
        changed = False
        for pattern, instead, name in _CHANGES:
            clean, count = pattern.subn(instead, clean)
            if count:
                changed = True
                told.append(name)
    forbidden = thai.forbidden_characters(clean)
    if forbidden:
        for character in forbidden:
            clean = clean.replace(character, "")
        clean, more = normalised(clean)
        told += ["อักขระควบคุม", *more]
    return _folded(clean), tuple(dict.fromkeys(told))


def _folded(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


# ---- letter-spaced text

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
# One letter with its marks, and a mark that stands alone.
_LETTER = f"(?:[ก-ฮะาำเ-ๆฯ][{_MARKS}]*|[{_MARKS}]+)"
_SPACED = re.compile(f"(?<![^ \n]){_LETTER}(?: {_LETTER}){{5,}}(?![^ \n])")
_LOST_MARK = re.compile(f"(?<=[ก-ฮ]) +(?=[{_MARKS}ะาำ])")


def joined_letters(text: str) -> tuple[str, tuple[str, ...]]:
    """`ก า ร` as `การ`, a mark after a space put to its letter, and the words that stood apart, verbatim.

    A single letter between spaces counts only in a row of six or more, most of them without a mark
    of their own: ณ, ที่ and ๆ stand alone in good Thai.
    """
    found = []

    def joined(match: re.Match[str]) -> str:
        letters = match[0].split(" ")
        if sum(len(letter) == 1 for letter in letters) * 2 < len(letters):
            return match[0]
        found.append(match[0])
        return "".join(letters)

    text = _SPACED.sub(joined, text)
    for match in _LOST_MARK.finditer(text):
        found.append(text[max(0, match.start() - 3) : match.end() + 1])
    return _LOST_MARK.sub("", text), tuple(dict.fromkeys(found))
