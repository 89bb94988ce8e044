"""The report on paper, read back: every word in its column, the headings on each page, no request."""

import ctypes
import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pikepdf
import pymupdf
import pypdfium2
import pytest

from ita_portal.thai import Window
from reports.document import Imprint, Item, Line, canonical_json
from reports.writers import dictionary, html, pdf
from tests.reports.documents import group, line, report

# Widths of the six columns as report.css sets them, in per cent; the margins of the page in points.
WIDTHS = (4, 14.5, 14.5, 22, 30, 15)
LEFT, RIGHT, BOTTOM = 22 * 72 / 25.4, 18 * 72 / 25.4, 16 * 72 / 25.4
PAGE = (842, 595)

HEADINGS = ("ที่", "HEAD2", "HEAD3", "HEAD4", "HEAD5", "HEAD6")
WORDS = "จังหวัดแจ้งเวียนส่วนราชการและมอบหมายภารกิจในการขับเคลื่อนการประเมินให้ส่วนราชการในสังกัด"


@dataclass(frozen=True)
class Word:
    text: str
    page: int
    column: int


class Paper:
    """A PDF as a reader sees it: its pages, and the words inside each column."""

    def __init__(self, content: bytes):
        self.pages = list(pypdfium2.PdfDocument(content))
        self.texts = [page.get_textpage() for page in self.pages]

    def columns(self, page: int) -> list[str]:
        """The text of each column of a page."""
        width, height = self.pages[page].get_size()
        edges = [LEFT]
        for share in WIDTHS:
            edges.append(edges[-1] + share / 100 * (width - LEFT - RIGHT))
        return [
            self.texts[page].get_text_bounded(
                left=left, right=right, bottom=BOTTOM, top=height - 40
            )
            for left, right in pairwise(edges)
        ]

    def words(self) -> set[Word]:
        return {
            Word(text, page, column)
            for page in range(len(self.pages))
            for column, cell in enumerate(self.columns(page))
            for text in cell.split()
        }

    def text(self) -> str:
        return "".join(text.get_text_range() for text in self.texts)

    def marks_outside_the_margins(self) -> list[tuple[float, ...]]:
        """Boxes of letters in or below the bottom margin or beside the table."""
        boxes = [
            (*text.get_charbox(index), page.get_width())
            for page, text in zip(self.pages, self.texts, strict=True)
            for index in range(text.count_chars())
        ]
        return [
            box
            for box in boxes
            if box[0] != box[2] and (box[0] < LEFT or box[1] < BOTTOM or box[2] > box[4] - RIGHT)
        ]


def numbered(number: int):
    return group(
        Line(
            (Item(f"{WORDS} STEP{number}d4"),),
            result=f"{WORDS * (number % 5)} END{number}c5",
            status_text=f"ดี STA{number}f6",
        ),
        official=Window.unread(f"ช่วงเวลา OFF{number}a2"),
        provincial=Window.unread(f"ช่วงเวลา PRO{number}b3"),
    )


@pytest.fixture(scope="module")
def hundred() -> Paper:
    """A report of a hundred numbers."""
    groups = [numbered(number) for number in range(1, 101)]
    return Paper(pdf.render(report(*groups, headings=HEADINGS, number_style="๑.")))


@pytest.fixture(scope="module")
def small() -> bytes:
    return pdf.render(SMALL)


SMALL = report(group(line("ขั้นตอน", result="ดู https://x.go.th/a?b=1&c=2\nหรือ a@b.go.th")))


def test_the_last_word_of_each_cell_of_a_hundred_numbers_stands_in_its_column(hundred):
    found = {(word.text, word.column) for word in hundred.words()}

    thai_digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    wanted = {
        last
        for number in range(1, 101)
        for last in [
            (f"{number}.".translate(thai_digits), 0),
            (f"OFF{number}a2", 1),
            (f"PRO{number}b3", 2),
            (f"STEP{number}d4", 3),
            (f"END{number}c5", 4),
            (f"STA{number}f6", 5),
        ]
    }
    assert wanted - found == set()


def test_the_headings_stand_on_each_page(hundred):
    assert len(hundred.pages) > 10
    for page in range(len(hundred.pages)):
        columns = hundred.columns(page)
        assert [head in column for head, column in zip(HEADINGS, columns, strict=True)] == [
            True
        ] * 6


def test_nothing_is_printed_into_the_margins(hundred):
    assert hundred.marks_outside_the_margins() == []


def test_pages_are_numbered_in_thai_after_the_first(hundred):
    tops = [
        text.get_text_bounded(bottom=page.get_height() - 40, left=300, right=540).strip()
        for page, text in zip(hundred.pages, hundred.texts, strict=True)
    ]

    assert tops[:3] == ["", "- ๒ -", "- ๓ -"]
    assert tops[10] == "- ๑๑ -"


def test_a_long_word_is_broken_and_keeps_all_its_letters():
    paper = Paper(
        pdf.render(
            report(
                group(line("ฮ" * 600, result="ฬ" * 5000)),
                group(line("ค", result="https://x.go.th/" + "Q7" * 1500)),
            )
        )
    )

    text = paper.text()
    assert [text.count(letter) for letter in "ฮฬQ"] == [600, 5000, 1500]
    assert paper.marks_outside_the_margins() == []


def test_a_result_of_forty_lines_is_split_between_pages_and_loses_none():
    typed = "\n".join(f"{number}. {WORDS} END{number}x" for number in range(1, 41))
    steps = tuple(Item(f"{WORDS} STEP{number}y", "-") for number in range(1, 41))

    paper = Paper(pdf.render(report(group(Line(steps, result=typed)))))

    found = {(word.text, word.column) for word in paper.words()}
    wanted = {(f"STEP{number}y", 3) for number in range(1, 41)}
    wanted |= {(f"END{number}x", 4) for number in range(1, 41)}
    assert wanted - found == set()
    assert len(paper.pages) > 2
    assert paper.marks_outside_the_margins() == []


def test_a_short_row_stays_whole():
    rows = [group(line(f"STEP{n}", result=f"FIRST{n}\n\n{WORDS}\n\nLAST{n}")) for n in range(30)]

    page_of = {word.text: word.page for word in Paper(pdf.render(report(*rows))).words()}

    assert len(set(page_of.values())) > 2
    assert [page_of[f"FIRST{n}"] for n in range(30)] == [page_of[f"LAST{n}"] for n in range(30)]


def test_the_paper_is_a4_landscape_and_says_its_language_and_title(small):
    paper = pikepdf.open(BytesIO(small))

    assert [round(float(size)) for size in paper.pages[0].MediaBox] == [0, 0, *PAGE]
    assert paper.Root.Lang == "th"
    assert paper.Root.MarkInfo.Marked
    assert paper.docinfo.Title == "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗ จังหวัดลำพูน"
    assert paper.docinfo.Author == "สำนักงานจังหวัดลำพูน"


def test_the_paper_carries_its_fonts(small):
    paper = pikepdf.open(BytesIO(small))

    fonts = [font for page in paper.pages for font in page.Resources.Font.values()]
    names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert names == {"ITA-Report-Light", "ITA-Report-Semi-Bold"}
    assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_links_lead_where_they_say(small):
    paper = pikepdf.open(BytesIO(small))

    assert [str(link.A.URI) for page in paper.pages for link in page.Annots] == [
        "https://x.go.th/a?b=1&c=2",
        "mailto:a@b.go.th",
    ]


def test_a_draft_says_so_with_its_time_on_each_page():
    rows = [group(line("ขั้นตอน", result=WORDS * 5)) for _ in range(12)]

    paper = Paper(pdf.render(report(*rows), draft_at=datetime(2024, 4, 1, 7, 2, tzinfo=UTC)))

    assert len(paper.pages) > 1
    for text in paper.texts:
        assert "ร่าง ๑ เมษายน ๒๕๖๗ ๑๔:๐๒ น." in text.get_text_range()


def test_what_is_no_draft_does_not_say_so(small):
    assert "ร่าง" not in Paper(small).text()


def test_the_same_report_gives_the_same_bytes_in_any_order_and_process(small):
    script = (
        "import django, hashlib, sys; django.setup()\n"
        "from reports.document import from_json\n"
        "from reports.writers import pdf\n"
        "content = pdf.render(from_json(sys.stdin.read()))\n"
        "print(hashlib.sha256(content).hexdigest())\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", script],
        input=canonical_json(SMALL),
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert pdf.render(SMALL) == small
    assert other.stdout.strip() == hashlib.sha256(small).hexdigest()


def test_another_report_or_moment_gives_other_bytes(small):
    assert pdf.render(SMALL, draft_at=datetime(2024, 4, 1, tzinfo=UTC)) != small


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/font.ttf",
        "https://example.org/style.css",
        "file:///etc/passwd",
        "data:text/css,a",
        "report:css/site.css",
        "report:../ita_portal/settings.py",
        "report:/etc/passwd",
        "css/report.css",
    ],
)
def test_no_file_but_our_own_is_fetched(url):
    with pytest.raises(PermissionError):
        pdf.own_file(url)
    with pytest.raises(PermissionError):
        pdf.url_fetcher()(url)


def test_our_own_files_are_fetched():
    assert pdf.own_file("report:fonts/Light.ttf")[:4] == b"\x00\x01\x00\x00"
    assert b"@page" in pdf.own_file("report:css/paper.css")


def test_a_font_that_is_gone_stops_the_rendering(monkeypatch):
    monkeypatch.setattr(pdf.finders, "find", lambda name: None)
    pdf._stylesheet.cache_clear()

    with pytest.raises(pdf.MissingFile):
        pdf.render(SMALL)


def test_a_character_that_no_font_has_is_a_box_and_named_in_the_log(caplog):
    content = pdf.render(report(group(line("\U000f0000 ก", result="ข"))))

    paper = pikepdf.open(BytesIO(content))
    fonts = {name for page in paper.pages for name in page.Resources.Font}
    meant = [font.ToUnicode.read_bytes() for font in paper.pages[0].Resources.Font.values()]
    assert "no font of this machine has U+F0000; a box is printed instead" in caplog.text
    assert "□ ก" in Paper(content).columns(0)[3]
    assert len(fonts) == 2
    assert not any(b"db80dc00" in text for text in meant)


def test_characters_that_offices_write_are_in_the_report_s_font(caplog):
    content = pdf.render(report(group(line("☐ ☑ ✓ ↔ ← → • … “ก” – — ½ ≤ ≥ × ÷ ฿ ๏"))))

    fonts = [font for page in pikepdf.open(BytesIO(content)).pages for font in page.Resources.Font]
    assert caplog.text == ""
    assert len(set(fonts)) == 2


def sizes(content: bytes) -> Counter:
    """How many letters of a PDF are of each size, in points."""
    spans = [
        span
        for page in pymupdf.open(stream=content)
        for block in page.get_text("dict")["blocks"]
        for row in block.get("lines", [])
        for span in row["spans"]
    ]
    return Counter(
        {
            size: sum(len(span["text"]) for span in spans if round(span["size"], 2) == size)
            for size in {round(span["size"], 2) for span in spans}
        }
    )


def test_text_is_of_the_official_size_or_one_step_up():
    """8.56 points of this font look like 16 of TH SarabunPSK: ก is 0.401 em high there, 0.586 of 1.25 here."""
    rows = [group(line(WORDS, result=WORDS * 3))]

    (normal, _), (large, _) = (
        sizes(pdf.render(report(*rows, text_size=size))).most_common(1)[0]
        for size in ("normal", "large")
    )

    assert (normal, large) == (8.56, 9.63)
    assert normal * 1.25 * 0.586 == pytest.approx(16 * 0.401, rel=0.03)


class Canary(BaseHTTPRequestHandler):
    """A server that notes every request."""

    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def canary():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Canary)
    Thread(target=server.serve_forever, daemon=True).start()
    Canary.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_nothing_typed_makes_the_paper_ask_for_a_file(canary):
    hostile = (
        f'<img src="{canary}/a.png"><link rel="stylesheet" href="{canary}/b.css">'
        f"<style>@import url({canary}/c.css); body {{ background: url({canary}/d.png) }}</style>"
        f'<a rel="attachment" href="{canary}/e.pdf">x</a> {canary}/f'
    )

    content = pdf.render(
        report(
            group(line(hostile, result=hostile)), title=hostile, footnote=hostile, contact=hostile
        )
    )

    assert Canary.asked == []
    assert "<img" in Paper(content).text()


@pytest.mark.parametrize(
    "tag", ['<img src="{}/a.png" alt="">', "<style>@import '{}/b.css'</style>"]
)
def test_a_page_that_asks_for_a_foreign_file_is_not_printed(canary, monkeypatch, tag):
    monkeypatch.setattr(html, "render_page", lambda *_, **__: f"<body>{tag.format(canary)}")

    with pytest.raises(pdf.MissingFile):
        pdf.render(SMALL)

    assert Canary.asked == []


def test_a_report_of_too_many_pages_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    rows = [group(line("ขั้นตอน", result=f"{WORDS} " * 5)) for _ in range(30)]

    with pytest.raises(pdf.Unprintable) as refused:
        pdf.render(report(*rows))

    assert re.fullmatch(
        r"รายงานนี้ยาว [๐-๙]+ หน้า เกินที่พิมพ์ได้ \(๒ หน้า\) โปรดตัดข้อความในช่องที่ยาวที่สุดให้สั้นลง"
        r" หรือแนบรายละเอียดเป็นเอกสารแยก",
        str(refused.value),
    )


def test_a_frozen_version_bears_its_reference_small_at_the_foot_of_each_page():
    rows = [group(line("ขั้นตอน", result=WORDS * 5)) for _ in range(12)]
    imprint = Imprint("2567-6-51-02", 2, datetime(2024, 4, 1, tzinfo=UTC), "{}")

    paper = Paper(pdf.render(report(*rows), imprint=imprint))

    feet = [text.get_text_bounded(bottom=0, top=BOTTOM, left=0, right=500) for text in paper.texts]
    assert len(feet) > 1
    assert {foot.strip() for foot in feet} == {"เลขอ้างอิง 2567-6-51-02 · ฉบับที่ส่ง ครั้งที่ ๒"}


def make_empty_dictionary(folder: Path) -> None:
    """What libthai takes for its dictionary, and finds no word in."""
    datrie = ctypes.CDLL("libdatrie.so.1")
    for function in (datrie.alpha_map_new, datrie.trie_new):
        function.restype = ctypes.c_void_p
    letters = ctypes.c_void_p(datrie.alpha_map_new())
    datrie.alpha_map_add_range(letters, 0x0E01, 0x0E5B)
    datrie.trie_save(
        ctypes.c_void_p(datrie.trie_new(letters)), str(folder / dictionary.NAME).encode()
    )


def test_a_report_is_printed_where_libthai_has_no_dictionary(tmp_path):
    """Without words lines break where they must, and no letter is lost or runs over."""
    make_empty_dictionary(tmp_path)
    script = (
        "import django, sys; django.setup()\n"
        "from reports.document import from_json\n"
        "from reports.writers import dictionary, pdf\n"
        "dictionary.SYSTEM = dictionary.Path('/nowhere')\n"
        "sys.stdout.buffer.write(pdf.render(from_json(sys.stdin.buffer.read().decode())))\n"
    )
    content = report(group(line("ขั้นตอน", result=WORDS, status_text=WORDS[:40])))

    done = subprocess.run(
        [sys.executable, "-c", script],
        input=canonical_json(content).encode(),
        env={
            **os.environ,
            "PYTHONPATH": str(Path.cwd()),
            "PRINT_ROOT": str(tmp_path / "print"),
            dictionary.VARIABLE: str(tmp_path),
        },
        capture_output=True,
        check=True,
    )

    paper = Paper(done.stdout)
    assert WORDS in "".join(paper.columns(0)[4].split())
    assert WORDS[:40] in "".join(paper.columns(0)[5].split())
    assert paper.marks_outside_the_margins() == []
