"""Digits both ways, the safe rule for running text, cleaning and folding of typed text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai

CONVERTED = [
    ("มท. 42329", "มท. ๔๒๓๒๙"),
    ("0 4351 1353", "๐ ๔๓๕๑ ๑๓๕๓"),
    ("127/2566", "๑๒๗/๒๕๖๖"),
    ("EIT ส่วนที่ 1", "EIT ส่วนที่ ๑"),
    ("ITAปี2567", "ITAปี๒๕๖๗"),
    ("1.IIT", "๑.IIT"),
    ("1.IIT 2.EIT 3.OIT", "๑.IIT ๒.EIT ๓.OIT"),
    ("1)IIT (2)EIT 1.2.OIT 3.(OIT)", "๑)IIT (๒)EIT ๑.๒.OIT ๓.(OIT)"),
    ("ITA 2567 (รอบ 6 เดือน)", "ITA ๒๕๖๗ (รอบ ๖ เดือน)"),
    ("โทร.02-123-4567 ต่อ 12", "โทร.๐๒-๑๒๓-๔๕๖๗ ต่อ ๑๒"),
    ("OIT 43 ข้อ", "OIT ๔๓ ข้อ"),
    ("จำนวน 3 คน", "จำนวน ๓ คน"),
    (
        "https://itas.nacc.go.th/go/iit/a1 ภายใน 2 วัน",
        "https://itas.nacc.go.th/go/iit/a1 ภายใน ๒ วัน",
    ),
    ("ที่https://x.go.th/2567ใน 2567", "ที่https://x.go.th/2567ใน ๒๕๖๗"),
    ("1.www.lamphun.go.th/67 ข้อ 5", "๑.www.lamphun.go.th/67 ข้อ ๕"),
    ("(รหัส : 67065b) 5", "(รหัส : 67065b) ๕"),
    ("a1@b.go.th, 2", "a1@b.go.th, ๒"),
]

UNCHANGED = [
    "hr101958@gmail.com",
    "hr๑๐๑๙๕๘@gmail.com",
    "67065b",
    "0vsux0",
    "O43",
    "O1-O43",
    "COVID-19",
    "2567.pdf",
    "1.5x",
    "https://itas.nacc.go.th/go/eit/0vsux0",
    "HTTPS://EXAMPLE.GO.TH/2567",
    "http://127.0.0.1:8000/",
    "(https://x.go.th/?a=1&b=2).",
    "ftp://x.go.th/2567/1-2",
    "www.lamphun.go.th/2567/1.",
    "",
    "ไม่มีตัวเลข",
]


@pytest.mark.parametrize(("typed", "printed"), CONVERTED)
def test_running_text_gets_thai_digits(typed, printed):
    assert thai.thai_digits_in_text(typed) == printed


@pytest.mark.parametrize("typed", UNCHANGED)
def test_codes_and_addresses_keep_their_digits(typed):
    assert thai.thai_digits_in_text(typed) == typed


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("ข้อความ", [("text", "ข้อความ")]),
        (
            "ดู (https://x.go.th/1). ต่อ",
            [("text", "ดู ("), ("url", "https://x.go.th/1"), ("text", "). ต่อ")],
        ),
        (
            "https://x.go.th/a,b),\nwww.y.go.th",
            [("url", "https://x.go.th/a,b"), ("text", "),\n"), ("url", "www.y.go.th")],
        ),
        (
            '<a href="http://x.th/1">2',
            [("text", '<a href="'), ("url", "http://x.th/1"), ("text", '">2')],
        ),
        ("http://x.th/1\u00a02", [("url", "http://x.th/1"), ("text", "\u00a02")]),
        ("http://x.th/1\u200b2", [("url", "http://x.th/1"), ("text", "\u200b2")]),
        ("http://x.th/๑", [("url", "http://x.th/"), ("text", "๑")]),
        ("mailto:a.b-1@x.go.th.", [("text", "mailto:"), ("email", "a.b-1@x.go.th"), ("text", ".")]),
        ("-a1@x.go.th", [("text", "-"), ("email", "a1@x.go.th")]),
        ("http:// และ http://.", [("text", "http:// และ http://.")]),
        ("a1@localhost a@1.2", [("text", "a1@localhost a@1.2")]),
        ("awww.x.th wwww.x.th www.x", [("text", "awww.x.th wwww.x.th www.x")]),
        ("http://a@b.th/c@d.th", [("url", "http://a@b.th/c@d.th")]),
    ],
)
def test_addresses_are_split_from_the_text_around_them(text, pieces):
    assert thai.split_protected(text) == pieces


def test_all_digits_convert_both_ways():
    assert thai.to_thai_digits("O43 0123456789") == "O๔๓ ๐๑๒๓๔๕๖๗๘๙"
    assert thai.to_thai_digits(2567) == "๒๕๖๗"
    assert thai.to_arabic_digits("O๔๓ ๐๑๒๓๔๕๖๗๘๙") == "O43 0123456789"


def test_thai_digits_are_noticed_where_they_are_refused():
    assert thai.holds_thai_digits("hr๑@x.th")
    assert not thai.holds_thai_digits("hr1@x.th")


# Texts in which addresses, codes, labels and Thai meet without much between them.
_FRAGMENTS = (
    *("https://", "http://x.th/1", "www.", "www.a.th/2", "a1@b.th", "@", ".th", "1.", "(2)", "IIT"),
    *(
        "O43",
        "67065b",
        "2567",
        "๒๕",
        "ปี",
        " ",
        "\n",
        ".",
        ",",
        ")",
        "]",
        "<",
        '"',
        "-",
        "\u200b",
        "é",
    ),
)
running_text = st.lists(st.sampled_from(_FRAGMENTS)).map("".join) | st.text()


@given(running_text)
def test_the_pieces_of_a_text_join_to_the_text(text):
    assert "".join(piece for _, piece in thai.split_protected(text)) == text


@given(running_text)
def test_the_safe_rule_changes_nothing_the_second_time(text):
    once = thai.thai_digits_in_text(text)

    assert thai.thai_digits_in_text(once) == once


@given(running_text)
def test_the_safe_rule_leaves_every_address_alone(text):
    def addresses(text):
        return [piece for kind, piece in thai.split_protected(text) if kind != "text"]

    assert addresses(thai.thai_digits_in_text(text)) == addresses(text)


@given(running_text)
def test_the_safe_rule_changes_digits_only(text):
    printed = thai.thai_digits_in_text(text)

    assert thai.to_arabic_digits(printed) == thai.to_arabic_digits(text)


@given(st.text())
def test_digits_survive_there_and_back(text):
    arabic = thai.to_arabic_digits(text)

    assert thai.to_arabic_digits(thai.to_thai_digits(arabic)) == arabic


def test_long_runs_take_no_time():
    for run in ("a", "a.", "a@", "a@b.", "www.", "www.a", "http://", "1.", "a@b1.1", ".-a"):
        text = run * 20_000

        assert thai.to_arabic_digits(thai.thai_digits_in_text(text)) == text


# ---- cleaning and folding


def test_cleaning_folds_line_ends_and_composes():
    assert thai.clean_text("ก\r\nข\rค\n") == "ก\nข\nค\n"
    assert thai.clean_text("ก\x0bข\x0cค\x85ง\u2028จ\u2029") == "ก\nข\nค\nง\nจ\n"
    assert thai.clean_text("e\u0301") == "\u00e9"


def test_cleaning_repairs_nothing():
    typed = "  สํานักงาน\u200bเเห่งหนึ่ง  \t\n\n\uf70a "

    assert thai.clean_text(typed) == typed


@given(st.text())
def test_cleaning_changes_nothing_the_second_time(text):
    once = thai.clean_text(text)

    assert thai.clean_text(once) == once


def test_forbidden_characters_are_found_once_each():
    assert thai.forbidden_characters("ก\x00ข\x07ค\x00\ud800") == ["\x00", "\x07", "\ud800"]
    assert thai.forbidden_characters("ก\u202e12\u2066") == ["\u202e", "\u2066"]
    assert thai.forbidden_characters("ก\tข\r\nค\u200b\u200e") == []


def test_the_refusal_of_forbidden_characters_names_them():
    assert thai.forbidden_message("ก\x00ข\x0b") == (
        "ข้อความมีอักขระควบคุมที่มองไม่เห็นและพิมพ์ไม่ได้ (U+0000, U+000B) โปรดลบอักขระนั้นหรือพิมพ์ข้อความช่วงนั้นใหม่"
    )
    assert thai.forbidden_message("ปกติ") == ""


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("สํานักงาน", "สำนักงาน"),
        ("นํ้า", "น้ำ"),
        ("ตั้งเเต่", "ตั้งแต่"),
        ("ท่ี ต้ัง", "ที่ ตั้ง"),
        ("ที\uf70a ป\uf701 \uf70f", "ที่ ปิ ญ"),
        ("๑\u00a0–\u200b ๓๑\n", "๑ - ๓๑"),
    ],
)
def test_folding_makes_ways_of_typing_equal(typed, folded):
    assert thai.fold(typed) == folded
