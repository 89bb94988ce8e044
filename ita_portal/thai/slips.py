"""Slips of the hand in typed dates: the wrong keyboard layout and misspelt months."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from .dates import MONTHS, MONTHS_SHORT
from .spelling import fold

# The Kedmanee layout, key for key, beside what the same keys give on an English keyboard.
_ENGLISH_KEYS = (
    r"1234567890-=qwertyuiop[]\asdfghjkl;'zxcvbnm,./"
    r'!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
)
_THAI_KEYS = 'ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_AS_THAI = str.maketrans(_ENGLISH_KEYS, _THAI_KEYS)
_AS_ENGLISH = str.maketrans(_THAI_KEYS, _ENGLISH_KEYS)

_WORDS = (*MONTHS, *MONTHS_SHORT, "พ.ศ.", "วันที่", "เดือน", "ถึง", "ภายใน", "ตั้งแต่", "เมื่อ", "ระหว่าง")
_WORD_OF_KEYS = {word.translate(_AS_ENGLISH): word for word in _WORDS}
_KEYS_OF_WORDS = re.compile("|".join(map(re.escape, sorted(_WORD_OF_KEYS, key=len, reverse=True))))

# A chunk typed on the English layout shows a letter, or the quotation mark that is the Thai dot.
_ENGLISH_CHUNK = re.compile(r'[^\s"A-Za-z]*+["A-Za-z]\S*')
# The row of digits typed while the Thai layout was on.
_THAI_NUMBER_ROW = re.compile(r"(?<!\S)(?=\S*[ๅภถุึคตจขช])[ๅ/\-ภถุึคตจขชฝ]+(?!\S)")


def other_layouts(text: str) -> Iterator[str]:
    """What a text would read if it, or parts of it, had been typed on the other layout."""
    if re.search(r'["A-Za-z]', text):
        yield text.translate(_AS_THAI)
        yield _ENGLISH_CHUNK.sub(lambda match: match[0].translate(_AS_THAI), text)
        yield _KEYS_OF_WORDS.sub(lambda match: _WORD_OF_KEYS[match[0]], text)
    elif _THAI_NUMBER_ROW.search(text):
        yield _THAI_NUMBER_ROW.sub(lambda match: match[0].translate(_AS_ENGLISH), text)


def holds_month_name(text: str) -> bool:
    """Whether a long month name stands anywhere in a text, spaces aside."""
    bare = fold(text).replace(" ", "")
    return any(month in bare for month in MONTHS)


# Letters of a misspelt month: one or two more or fewer than of any.
_LENGTHS = range(min(map(len, MONTHS)) - 2, max(map(len, MONTHS)) + 3)


@lru_cache(maxsize=1024)
def nearest_month(word: str) -> str | None:
    """The long month name that a misspelt one is close to, or None."""
    if len(word) not in _LENGTHS:
        return None
    return next(iter(get_close_matches(word, MONTHS, n=1, cutoff=0.75)), None)
