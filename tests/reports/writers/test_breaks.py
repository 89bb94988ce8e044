"""Where lines of paper may end: marks that leave tags, addresses and the text layer alone."""

import pytest

from reports.writers.breaks import for_paper

BREAK = "\u200b"


def broken(body: str) -> str:
    """A body after its preparation, with `|` for a place where a line may end."""
    return for_paper(f"<head>ก(a)ก</head><body>{body}").partition("<body>")[2].replace(BREAK, "|")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("การประเมินITAระดับ", "การประเมิน|ITA|ระดับ"),
        ("(Internal: IIT)ตามคำสั่ง", "(Internal: IIT)|ตามคำสั่ง"),
        ("สาธารณะ(OIT) และ", "สาธารณะ|(OIT) และ"),
        ("ปี2567 ข้อ๑ (๒) 100%", "ปี2567 ข้อ๑ (๒) 100%"),
        ("ข้อO43และ", "ข้อ|O43|และ"),
        ('ที่<a href="h">a.th/4</a>ครั้ง', 'ที่|<a href="h">a.th/4</a>|ครั้ง'),
        ('<a href="h">a.th/?d=1-2&amp;e=ก</a>', '<a href="h">a.th/?d=1-2&amp;e=ก</a>'),
        ('<p><a href="h">a.th</a></p>', '<p><a href="h">a.th</a></p>'),
        ("<p class='กa'>ITA</p>ก", "<p class='กa'>ITA</p>ก"),
    ],
)
def test_a_line_may_end_between_thai_and_latin(typed, wanted):
    assert broken(typed) == wanted


@pytest.mark.parametrize("typed", ["๐๑ - ๐๔๓", "๐๒-๑๒๓-๔๕๖๗", "๑–๓", "1-31"])
def test_numbers_joined_by_a_dash_stay_on_one_line(typed):
    assert broken(f"ข้อ {typed} และ") == f'ข้อ <span class="numbers">{typed}</span> และ'


@pytest.mark.parametrize(
    "typed",
    [
        "O1-O43",
        "COVID-19",
        '<a href="https://a.go.th/1-2">https://a.go.th/1-2</a>',
        "1-2-3-4-5-6-7-8-9",
        "๑ - ก",
        "xxx๐๒-๑๒๓",
        "๐๒-๑๒๓xxx",
        "plan(1-12)final.pdf",
    ],
)
def test_other_words_with_dashes_are_left_alone(typed):
    assert broken(typed) == typed


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("ด\u0e4d\u0e32", "ดำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น้ำ", "น้ำ"),
    ],
)
def test_sara_am_is_one_letter_however_it_was_typed(typed, wanted):
    assert broken(typed) == wanted


def test_signs_of_old_fonts_are_drawn_by_those_of_today():
    assert broken("ก\uf70a \uf710 \uf0b7 \uf0fc") == "ก่ ั • ✓"


def test_what_stands_before_the_body_is_left_alone():
    assert for_paper("<title>ITAก</title><body>x") == "<title>ITAก</title><body>x"
