"""What comes back of printed texts: every loss is found, and white space is none."""

import pytest

from bench.extractors import exact, mark, squeezed

TEXTS = ["น้ำ", "ก่ำ", "ทำ งาน"]


def printed(*texts: str) -> str:
    return "ที่ ขั้นตอน\n" + "\n- ๒ -\n".join(map(mark, texts))


def test_all_that_was_printed_is_found_however_its_lines_are_broken():
    assert exact(TEXTS, printed("น้ำ", "ก่\n ำ", "ทำงาน\u200b")) == []


@pytest.mark.parametrize(
    "lost", ["นํ้า", "น้า", "นำ้", "น้ํา", "น ำ", "", "น้ำ-", "\u0e19\u0e49\uf70a\u0e33"]
)
def test_another_spelling_is_a_loss(lost):
    assert exact(TEXTS, printed(lost, "ก่ำ", "ทำงาน")) == ["น้ำ"]


def test_a_text_that_came_back_late_is_a_loss():
    assert exact(TEXTS, printed("ก่ำ", "ทำงาน", "น้ำ")) == ["น้ำ"]


def test_a_text_without_its_marks_is_a_loss():
    assert exact(TEXTS, "น้ำ [ก่ำ] [ทำ งาน") == ["น้ำ", "ทำ งาน"]


def test_of_nothing_all_is_lost():
    assert exact(TEXTS, "") == TEXTS


def test_hyphens_and_dashes_are_no_white_space():
    assert squeezed(" ก\t-\n–\u00a0\u200bข ") == "ก-–ข"
