"""One-time codes that are read out over a telephone: digits alone, in short groups, each with its word."""

import re
import secrets

from ita_portal import thai

# Digits are on every telephone and in no keyboard layout. 0 and 1 look like letters to whoever writes
# a code down. 2 is said as operators say it, because สอง and สาม are mistaken for one another.
WORDS = {
    "2": "โท",
    "3": "สาม",
    "4": "สี่",
    "5": "ห้า",
    "6": "หก",
    "7": "เจ็ด",
    "8": "แปด",
    "9": "เก้า",
}
GROUPS, GROUP_LENGTH = 4, 3
LENGTH = GROUPS * GROUP_LENGTH

_BETWEEN = re.compile(r"[\s\u200b.,_/–—-]+")


def make_code() -> str:
    """Twelve digits without spaces, one of 8¹² (69 thousand million)."""
    return "".join(secrets.choice(list(WORDS)) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """A typed code as it was made: Thai digits are understood, spaces and strokes left out."""
    return _BETWEEN.sub("", thai.to_arabic_digits(typed))


def groups(code: str) -> list[str]:
    """A code in its groups: ['234', '567', …]."""
    return [code[start : start + GROUP_LENGTH] for start in range(0, len(code), GROUP_LENGTH)]


def spoken(code: str) -> list[list[tuple[str, str]]]:
    """Group by group each digit with the word it is read out by."""
    return [[(digit, WORDS[digit]) for digit in group] for group in groups(code)]
