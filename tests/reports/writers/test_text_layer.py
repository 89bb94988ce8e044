"""What readers get out of the PDF is what was typed: every word, in order, by every engine in use."""

import re
import subprocess
from functools import cache

import pytest

from bench import thai_text
from bench.content import of_texts
from bench.extractors import EXTRACTORS, lost, squeezed
from bench.line_ends import line_ends
from ita_portal import thai
from reports.writers import dictionary, html, pdf
from tests.printed import read_body
from tests.seed_text import SEEDS, each_seed

# The page and its six columns as the style sheets set them, in points.
LEFT, WIDTH = 22 * 72 / 25.4, (297 - 40) * 72 / 25.4
SHARES = (4, 14.5, 14.5, 22, 30, 15)

each_extractor = pytest.mark.parametrize("extractor", EXTRACTORS)


@cache
def printed(number: str) -> bytes:
    return pdf.render(next(seed.report for seed in SEEDS if seed.number == number))


@cache
def words_of(number: str) -> tuple[frozenset[str], ...]:
    """The words of each column of a seed, as the page of the web says them."""
    report = next(seed.report for seed in SEEDS if seed.number == number)
    rows = read_body(html.render_body(report)).rows
    return tuple(
        frozenset(word for row in rows for word in row[column].split()) for column in range(6)
    )


def is_in(word: str, text: str) -> bool:
    """Whether a word is there, whole or in the two parts that a page's end makes of it."""
    parts = ((word[:at], word[at:]) for at in range(4, len(word) - 3))
    return word in text or any(one in text and other in text for one, other in parts)


@each_seed
@pytest.mark.parametrize("extractor", ["PDFium", "MuPDF", "pypdf"])
def test_every_word_of_every_cell_of_the_seeds_is_found(seed, extractor):
    found = squeezed(EXTRACTORS[extractor](printed(seed.number)))

    words = frozenset[str].union(*words_of(seed.number))
    assert [word for word in words if not is_in(word, found)] == []


@each_seed
@pytest.mark.parametrize("mode", [[], ["-layout"]], ids=["plain", "layout"])
@pytest.mark.parametrize("column", range(6))
def test_every_word_is_found_in_its_column_where_lines_are_read_across(seed, column, mode):
    """pdftotext joins what stands side by side, so it is shown one column at a time."""
    left = round(LEFT + sum(SHARES[:column]) / 100 * WIDTH)
    crop = ["-x", left, "-y", 0, "-W", round(SHARES[column] / 100 * WIDTH), "-H", 595]
    done = subprocess.run(
        ["pdftotext", *mode, *map(str, crop), "-", "-"],
        input=printed(seed.number),
        capture_output=True,
        check=True,
    )

    found = squeezed(done.stdout.decode())
    assert [word for word in words_of(seed.number)[column] if not is_in(word, found)] == []


@each_seed
@each_extractor
def test_the_title_is_found_as_it_is_read(seed, extractor):
    title = squeezed(thai.thai_digits_in_text(seed.report.title))

    assert title in squeezed(EXTRACTORS[extractor](printed(seed.number)))


def losses(texts: list[str], content: bytes) -> dict[str, list[str]]:
    """What each reader did not get back, of those that lost anything."""
    found = {name: lost(texts, content, name) for name in EXTRACTORS}
    return {name: texts for name, texts in found.items() if texts}


@pytest.fixture(scope="module")
def syllables() -> tuple[list[str], bytes]:
    """Each third syllable that the script can write: `python -m bench.text` prints them all."""
    texts = thai_text.syllables()[::3]
    return texts, pdf.render(of_texts(texts, per_row=25))


@each_extractor
def test_syllables_come_back_letter_by_letter(syllables, extractor):
    texts, content = syllables

    assert len(texts) > 2500
    assert lost(texts, content, extractor) == []


@pytest.fixture(scope="module", params=["result", "steps", "list"])
def sentences(request) -> tuple[list[str], bytes]:
    texts = thai_text.sentences(count=60)
    content = pdf.render(of_texts(texts, column=request.param))
    return [thai.thai_digits_in_text(text) for text in texts], content


@each_extractor
def test_sentences_come_back_letter_by_letter(sentences, extractor):
    texts, content = sentences

    assert lost(texts, content, extractor) == []


def test_no_line_ends_inside_a_word(sentences):
    ends = line_ends(*sentences)

    assert ends.lines > 150
    assert (ends.inside, ends.lost) == ([], [])


@pytest.mark.parametrize("text", thai_text.unspaced(count=6))
def test_a_text_without_spaces_is_whole_and_breaks_between_words(text):
    content = pdf.render(of_texts([text]))
    texts = [thai.thai_digits_in_text(text)]

    ends = line_ends(texts, content)
    assert losses(texts, content) == {}
    assert ends.lines > 5
    assert (ends.inside, ends.lost) == ([], [])


def test_signs_come_back_too():
    signs = "← → ↔ – — “ก” ‘ข’ • … ≤ ≥ × ½ ☐ ☑ ✓ □ ■ ● ○ ฿ ๆ ฯลฯ ๏"
    content = pdf.render(of_texts([signs]))

    assert losses([signs], content) == {}


def test_the_words_that_reports_are_made_of_are_never_parted():
    """Each word stands where lines end, in a column that holds it."""
    words = [word for word in dictionary.words() if len(word) < 24]
    texts = ["จ" * before + " " + " ".join([word] * 12) for word in words for before in (3, 9)]
    content = pdf.render(of_texts(texts, column="steps"))

    ends = line_ends(texts, content)

    assert ends.lines > len(texts)
    assert (ends.inside, ends.lost) == ([], [])


# Slips of typing that share glyphs with ordinary words, and what PDFium, MuPDF and pypdf make of words after them.
SLIPS = ("กิำ", "กั้ำ", "น้่ำ", "ก็ำ", "ก\u0e4d\u200b\u0e32", "ที\u200b่", "\u0e48ก", "กุุ่")


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_typing_spoils_no_other_word(slip):
    words = ["กำหนดการ", "ทำได้", "น้ำตา", "ราคา", "ที่นี้", "กุ้ง"]
    content = pdf.render(of_texts([slip, *words]))

    assert {
        name: [word for word in words if word not in squeezed(EXTRACTORS[name](content))]
        for name in ("PDFium", "MuPDF", "pypdf")
    } == {"PDFium": [], "MuPDF": [], "pypdf": []}


def test_every_hyphen_that_is_typed_is_printed():
    text = "ข้อ ๐๑ - ๐๔๓ COVID-19 โทร. ๐๒-๑๒๓-๔๕๖๗ คำ - คำ"
    content = pdf.render(of_texts([text]))

    assert re.sub(
        "[^-]", "", EXTRACTORS["PDFium"](content).partition("[")[2].partition("]")[0]
    ) == (re.sub("[^-]", "", text))
