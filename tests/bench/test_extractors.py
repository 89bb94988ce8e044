"""What comes back of printed texts: every loss is found, and white space is none."""

import shutil

import pytest

from bench.content import of_texts
from bench.extractors import EXTRACTORS, exact, lost, mark, squeezed
from ita_portal import thai
from reports.writers import pdf

TEXTS = ["น้ำ", "ก่ำ", "ทำ งาน"]


def printed(*texts: str) -> str:
    return "ที่ ขั้นตอน\n" + "\n- ๒ -\n".join(map(mark, texts))


def test_all_that_was_printed_is_found_however_its_lines_are_broken():
    assert exact(TEXTS, printed("น้ำ", "ก่\n ำ", "ทำงาน\u200b")) == []


@pytest.mark.parametrize(
    "other", ["นํ้า", "น้า", "นำ้", "น้ํา", "น ำ", "", "น้ำ-", "\u0e19\u0e49\uf70a\u0e33"]
)
def test_another_spelling_is_a_loss(other):
    assert exact(TEXTS, printed(other, "ก่ำ", "ทำงาน")) == ["น้ำ"]


def test_a_text_that_came_back_late_is_a_loss():
    assert exact(TEXTS, printed("ก่ำ", "ทำงาน", "น้ำ")) == ["น้ำ"]


def test_a_text_without_its_marks_is_a_loss():
    assert exact(TEXTS, "น้ำ [ก่ำ] [ทำ งาน") == ["น้ำ", "ทำ งาน"]


def test_of_nothing_all_is_lost():
    assert exact(TEXTS, "") == TEXTS


def test_hyphens_and_dashes_are_no_white_space():
    assert squeezed(" ก\t-\n–\u00a0\u200bข ") == "ก-–ข"


def test_letters_that_a_reader_drops_by_design_can_be_ignored():
    assert exact(["ก-ข", "ค-ง"], "[กข] [ค-จ]", ignoring="-") == ["ค-ง"]


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_every_extractor_gets_what_no_font_can_spoil(extractor):
    if extractor.startswith("pdftotext") and not shutil.which("pdftotext"):
        pytest.skip("apt-get install poppler-utils")
    texts = ["self-assessment of COVID-19 " * 5 + str(number) for number in range(20, 40)]
    printed = [thai.thai_digits_in_text(text) for text in texts]

    data = pdf.render(of_texts(texts))

    assert lost(printed, data, extractor) == []
    assert lost([*printed, "O43"], data, extractor) == ["O43"]
