"""The Thai text that is printed and read back: all of it written as Thai allows, none of it twice."""

import re
import unicodedata

from bench import thai_text

# Where each mark may stand (WTT 2.0): on a consonant, then above or below it, then its tone.
SYLLABLE = re.compile("[เแโไใ]?[ก-ฮ](?:[ัิีึืุู]?[่้๊๋]?|็|[ิุ]?์|ุ?ํ|ฺ)(?:ำ|า|ะ|าะ|[นยวอ]|วน|อน|[ยวอ]ะ|รน|รรน|ฤๅ?)?")


def test_all_consonants_but_the_two_vowels_among_them():
    assert len(thai_text.CONSONANTS) == 44
    assert {"ก", "ฃ", "ฅ", "ฮ"} <= set(thai_text.CONSONANTS)
    assert {"ฤ", "ฦ"} & set(thai_text.CONSONANTS) == set()


def test_every_syllable_once():
    syllables = thai_text.syllables()

    assert len(syllables) == 8276
    assert len(set(syllables)) == len(syllables)
    assert {"ก็", "น้ำ", "เกี๊ยะ", "สิทธิ์"[3:], "ธุ์", "ฝี้", "ป๊", "ญุ่", "ฐู๋", "ฤๅ"} <= set(syllables)


def test_every_syllable_is_well_formed():
    odd = [
        syllable
        for syllable in thai_text.syllables()
        if not SYLLABLE.fullmatch(syllable) and syllable not in thai_text.ALONE
    ]

    assert odd == []


def test_no_tone_stands_on_a_mark_that_bears_none():
    assert [one for one in thai_text.syllables() if re.search("[็์ํฺ][่้๊๋]", one)] == []


def test_two_thousand_sentences_the_same_each_time():
    sentences = thai_text.sentences()

    assert len(set(sentences)) == 2000
    assert sentences == thai_text.sentences()
    assert sentences != thai_text.sentences(seed=1)
    assert max(map(len, sentences)) <= 270


def test_the_sentences_hold_what_is_hard_to_print():
    text = "".join(thai_text.sentences())

    hard = ["น้ำ", "ค้ำ", "ั้", "ี้", "ื่", "ู่", "ุ่", "เว็บไซต์", "ๆ", "ฯลฯ", "สิทธิ์", "พันธุ์", "ญัตติ"]
    other = [
        "ITA",
        "IIT",
        "O43",
        "COVID-19",
        "(",
        '"',
        "/",
        "–",
        "↔",
        "https://",
        "@",
        "๒๕๖๗",
        "2567",
    ]
    assert [one for one in hard + other if one not in text] == []


def test_all_of_it_is_normalised():
    texts = [*thai_text.syllables(), *thai_text.sentences(100), *thai_text.unspaced()]

    assert [text for text in texts if unicodedata.normalize("NFC", text) != text] == []


def test_no_text_holds_a_mark_of_its_own():
    texts = [*thai_text.syllables(), *thai_text.sentences(), *thai_text.unspaced()]

    assert [text for text in texts if "[" in text or "]" in text] == []
