"""Two texts side by side: nothing is lost, and only what differs is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import redline
from reports.redline import Piece

TEXTS = st.text(st.sampled_from("กขคง ำา่้abc123๑๒๓-<>/p\n"), max_size=60)


def marked(pieces) -> list[str]:
    return [piece.text for piece in pieces if piece.is_other]


@given(TEXTS, TEXTS)
def test_the_pieces_joined_again_are_the_texts(old, new):
    before, after = redline.pieces(old, new)

    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new


@given(TEXTS)
def test_nothing_differs_from_itself(text):
    assert [marked(pieces) for pieces in redline.pieces(text, text)] == [[], []]


@pytest.mark.parametrize(
    ("old", "new", "cut", "added"),
    [
        ("ประชุมคณะกรรมการ 3 ครั้ง", "ประชุมคณะทำงาน 3 ครั้ง", ["กรรมการ"], ["ทำงาน"]),
        ("<p>แล้วเสร็จ</p>", "แล้วเสร็จ", ["<p>", "</p>"], []),
        ("- ก - ข", "- ก\n- ข", [], []),
        ("๓ ครั้ง", "3 ครั้ง", [], []),
        ("ก ข ค", "กขค", [], []),
        ("", "ใหม่", [], ["ใหม่"]),
        ("ครั้งที่ 3", "ครั้งที่ 4", ["3"], ["4"]),
    ],
)
def test_what_differs_is_marked_on_both_sides(old, new, cut, added):
    before, after = redline.pieces(old, new)

    assert (marked(before), marked(after)) == (cut, added)


def test_texts_beyond_measure_differ_as_a_whole():
    long = "ก" * (redline.LONGEST + 1)

    assert redline.pieces(long, "ข") == ((Piece(long, True),), (Piece("ข", True),))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("๑ - ๓๑ มกราคม ๒๕๖๗", "1 – 31 มกราคม 2567", True),
        ("นํา", "นำ", True),
        ("ก\n\nข", "ก ข", True),
        ("ขับ เคลื่อน การ ดำเนินงาน", "ขับเคลื่อนการดำเนินงาน", True),
        ("-", "", True),
        ("–", "", True),
        ("ก", "ข", False),
        ("- ก", "ก", False),
    ],
)
def test_what_says_the_same(one, other, is_same):
    assert redline.same(one, other) is is_same


# ---- word by word

ANY = st.text(max_size=60) | st.text(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E7F))


@given(ANY, ANY)
def test_any_text_is_cut_into_words_and_joined_again(old, new):
    before, after = redline.word_pieces(old, new)

    assert "".join(redline.words(old)) == old
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new


@pytest.mark.parametrize(
    ("old", "new", "cut", "added"),
    [
        ("ประชุมคณะกรรมการ ๓ ครั้ง", "ประชุมคณะทำงาน ๓ ครั้ง", ["คณะกรรมการ"], ["คณะทำงาน"]),
        ("ดำเนินการประชุมแล้ว", "ดำเนินการอบรมแล้ว", ["การประชุม"], ["การอบรม"]),
        ("ครั้งที่ 3", "ครั้งที่ ๓", [], []),
        ("", "จังหวัดลำพูน", [], ["จังหวัดลำพูน"]),
    ],
)
def test_whole_thai_words_are_marked(old, new, cut, added):
    before, after = redline.word_pieces(old, new)

    assert (marked(before), marked(after)) == (cut, added)
