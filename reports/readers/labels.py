"""How lists label their items: numerals of every kind, bullets, signs of symbol fonts."""

from ita_portal import thai

BULLET = "-"
ARROW = "↔"

# Signs of fonts that draw other things than the character says, by the font and the last byte.
_WINGDINGS = {
    **{0x6C: "●", 0x6E: "■", 0x71: "❑", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "☐"},
    **{0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xF3: ARROW},
    **{0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xEF: "←", 0xF0: "→"},
}
_SYMBOL = {
    **{0x2D: "−", 0xA3: "≤", 0xAB: ARROW, 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°"},
    **{0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xDB: ARROW, 0xDC: "←", 0xDE: "→"},
}


def sign(character: str, font: str) -> str:
    """What a character of a symbol font shows; the character itself where that is not known."""
    code = ord(character)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    font = font.lower()
    if "wingdings" in font:
        return _WINGDINGS.get(code, character)
    if "symbol" in font or 0xF000 <= ord(character) <= 0xF0FF:
        return _SYMBOL.get(code, character)
    return character


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa, as HTML counts."""
    written = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def repeated(number: int, alphabet: str) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb, as Word counts in letters."""
    turn, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (turn + 1)


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """4 → iv, 1998 → mcmxcviii."""
    written = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        written += letter * count
    return written


def thai_digits(number: int) -> str:
    return thai.to_thai_digits(str(number))
