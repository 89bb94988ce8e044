"""Old and invisible characters brought to today's, each change named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import thai
from reports.readers.characters import joined_letters, normalised


@pytest.mark.parametrize(
    ("text", "clean", "told"),
    [
        ("นํามา", "นำมา", 1),
        ("นํ้า", "น้ำ", 1),
        ("น้ําใส", "น้ำใส", 1),
        ("ท\uf70bาน", "ท้าน", 1),
        ("ก\u200bข\ufeff", "กข", 1),
        ("เเจ้ง", "แจ้ง", 1),
        ("ท่ีน้ี", "ที่นี้", 1),
        ("ทีี่", "ที่", 1),
        ("\uf0b7 ข้อ", "• ข้อ", 1),
        ("ＩＩＴ", "IIT", 1),
        ("ก\x00ข", "กข", 1),
        ("นํ\u200bา", "นำ", 2),
        ("ก\u00a0 ข \t ค ", "ก ข ค", 0),
        ("ก\r\n\r\n\r\n\r\nข", "ก\n\nข", 0),
        ("น้ำใจที่ดี O43 – ๑", "น้ำใจที่ดี O43 – ๑", 0),
    ],
)
def test_characters(text, clean, told):
    found, changes = normalised(text)

    assert found == clean
    assert len(changes) == told


@given(st.text(alphabet=st.sampled_from([*"กทน่้ำาํีิ็เแ\u200b\uf70b\uf701 \n\u00a0-๑1A"])))
def test_what_is_clean_stays_and_no_word_is_lost(text):
    clean, _ = normalised(text)

    assert normalised(clean) == (clean, ())
    assert thai.forbidden_characters(clean) == []


@pytest.mark.parametrize(
    ("text", "joined", "found"),
    [
        ("ก า ร ล ง ท ะ เ บ ี ย น", "การลงทะเบียน", 1),
        ("ข้อ ก า ร ล ง ท ะ เ บ ี ย น แล้ว", "ข้อ การลงทะเบียน แล้ว", 1),
        ("ท ี่", "ที่", 1),
        ("ณ ที่ นี้ มี ดี อยู่", "ณ ที่ นี้ มี ดี อยู่", 0),
        ("ก ข ค", "ก ข ค", 0),
        ("ข้อ ก ข ค ง", "ข้อ ก ข ค ง", 0),
    ],
)
def test_letters_that_stand_apart(text, joined, found):
    text, words = joined_letters(text)

    assert (text, len(words)) == (joined, found)
