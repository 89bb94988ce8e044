"""Ends of printed lines: inside a word, between words, and where a cut could not be helped."""

import pytest

from bench.content import of_texts
from bench.line_ends import Ends, ends_inside_words, letters, line_ends, word_breaks
from reports.writers import pdf

TEXT = "จังหวัดแจ้งเวียนส่วนราชการและมอบหมายภารกิจ"


def cut(*lines: str) -> list[str]:
    return ends_inside_words("".join(lines), [letters(line) for line in lines])


def test_a_line_may_end_between_words():
    assert cut("จังหวัดแจ้งเวียน", "ส่วนราชการและ", "มอบหมายภารกิจ") == []


def test_the_words_that_reports_are_made_of_are_words():
    assert cut("จังหวัดแจ้ง", "เวียนส่วนราชการและมอบหมายภารกิจ") == ["ังหวัดแจ้ง|เวียนส่วนร"]


def test_a_line_that_ends_inside_a_word_is_found():
    assert cut("จังหวัดแจ้งเวียนส่วนราชการและมอบ", "หมายภารกิจ") == ["ชการและมอบ|หมายภารกิจ"]


def test_a_word_longer_than_its_column_is_held_against_nobody():
    assert cut("ฮฮฮฮ", "ฮฮฮฮ", "ฮฮ") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [("ข้อ O43 และ ITA", ["ข้อ O", "43 และ ITA"]), ("ประเมิน ITA", ["ประเมิน I", "TA"])],
)
def test_latin_words_are_words_too(text, lines):
    assert len(ends_inside_words(text, [letters(line) for line in lines])) == 1


def test_breaks_are_known_by_their_place_in_the_text():
    assert word_breaks("ทำงาน ITA ดี") == {6, 10}


def test_a_line_may_end_between_thai_and_latin():
    assert word_breaks("งานITAดี") == {3, 6}


def test_printed_lines_are_recognised():
    ends = line_ends([TEXT * 3], pdf.render(of_texts([TEXT * 3])))

    assert (ends.inside, ends.lost) == ([], [])
    assert ends.lines > 1


def test_a_text_that_was_not_printed_is_said_to_be_lost():
    assert line_ends(["อื่น"], pdf.render(of_texts([TEXT]))) == Ends(0, [], ["อื่น"])
