"""Numerals and bullets of lists."""

import pytest

from reports.readers import labels


@pytest.mark.parametrize(("number", "written"), [(1, "a"), (26, "z"), (27, "aa"), (53, "ba")])
def test_letters_as_html_counts(number, written):
    assert labels.letters(number) == written


@pytest.mark.parametrize(("number", "written"), [(1, "ก"), (3, "ค"), (4, "กก"), (8, "ขขข")])
def test_letters_as_word_counts(number, written):
    assert labels.repeated(number, "กขค") == written


@pytest.mark.parametrize(
    ("number", "written"), [(4, "iv"), (9, "ix"), (14, "xiv"), (1998, "mcmxcviii")]
)
def test_roman_numerals(number, written):
    assert labels.roman(number) == written


@pytest.mark.parametrize(
    ("character", "font", "shown"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("·", "Symbol", "•"),
        ("\uf0f3", "Wingdings", "↔"),
        ("ó", "Wingdings", "↔"),
        ("\uf0fc", "Wingdings", "✓"),
        ("\uf0ab", "Symbol", "↔"),
        ("-", "TH SarabunPSK", "-"),
        ("\uf701", "TH SarabunPSK", "\uf701"),  # a glyph of an old Thai font, for others to mend
        ("x", "Wingdings", "x"),
    ],
)
def test_signs_of_symbol_fonts(character, font, shown):
    assert labels.sign(character, font) == shown
