"""The three seed reports: the text of each paper cell by cell, and every difference that is allowed."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from ita_portal import thai
from reports import document

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data" / "seeds"
FIXTURES = ROOT / "fixtures"

# The only characters of a cell that are gone: spaces where a line of the paper broke off inside
# a word or a phrase, each with how often it occurs.
CLOSED_SPACES = {
    "001": {
        "เพื่อ ลงทะเบียน": 1,
        "ส่วนได้ ส่วนเสีย": 1,
        "อนุมัติ ข้อมูล": 1,
        "ภายใน เรียบร้อย": 1,
        "แบบวัดการ รับรู้": 3,
        "และ มอบหมาย": 2,
        "การ ประเมิน": 3,
        "สังกัด ราชการ": 3,
        "แบบวัด การเปิดเผย": 1,
        "บริหาร ราชการ": 1,
        "เพื่อ มอบหมาย": 1,
    },
    "002": {
        "แบบวัด การเปิดเผย": 3,
        "ข้อมูล สาธารณะ": 1,
        "เปิดเผย ข้อมูล": 1,
        "รายงาน ผล": 1,
    },
    "003": {
        "ที่ สำนักงาน": 1,
        "ไปรษณีย์ อีเล็คทรอนิกส์": 1,
        "รองรับ การเปิดเผย": 1,
        "ให้ มีความ": 1,
        "อยู่ระหว่าง ดำเนินการ": 1,
    },
}

# Heads of read papers that the round prints in its own words: (seed, page, column).
OTHER_HEADS = {
    ("002", 0, 5): "หมายเหตุ (ที่อยู่ระหว่าง ดำเนินการ/ ดำเนินการแล้ว)",
}

# The address was damaged by blind conversion of digits and by Markdown.
DAMAGED_EMAIL = "[hr๑๐๑๙๕๘@gmail.com](mailto:hr๑๐๑๙๕๘@gmail.com)"
EMAIL = "hr101958@gmail.com"


@dataclass(frozen=True)
class Seed:
    """One document as found and as typed."""

    number: str
    text: str
    fixture: dict

    @property
    def report(self) -> document.Report:
        return document.from_dict(self.fixture["document"])

    @property
    def pages(self) -> list[list[list[str]]]:
        """Tables of the paper: a head and its rows, cells verbatim."""
        tables = []
        for line in self.text.split("\n"):
            if "\t" in line:
                cells = line.split("\t")
                if cells[0] == "ที่":
                    tables.append([])
                tables[-1].append(cells)
        return tables

    @property
    def heads(self) -> list[list[str]]:
        return [page[0] for page in self.pages]

    @property
    def rows(self) -> list[tuple[list[str], list[str]]]:
        """Every printed row with the head of its page."""
        return [(page[0], row) for page in self.pages for row in page[1:]]

    @property
    def around(self) -> str:
        """Title, footnote and contact: all that stands outside the tables."""
        return "\n".join(line for line in self.text.split("\n") if "\t" not in line).strip("\n")


def read_seed(number: str, slug: str) -> Seed:
    (path,) = DATA.glob(f"{number}_*.txt")
    fixture = FIXTURES / "reports" / f"{slug}.json"
    return Seed(
        number, path.read_text(encoding="utf-8"), json.loads(fixture.read_text(encoding="utf-8"))
    )


SEEDS = [
    read_seed("001", "samut-prakan-2567-6"),
    read_seed("002", "lamphun-2567-6"),
    read_seed("003", "roi-et-2566-6"),
]
each_seed = pytest.mark.parametrize("seed", SEEDS, ids=lambda one: one.number)


def is_continuation(row: list[str]) -> bool:
    """A row that holds only a result: it goes on from the page before."""
    return not row[0] and not row[3]


def plain(cell: str) -> str:
    """A cell without its tags, white space folded."""
    return " ".join(re.sub(r"<[^>]*>", "", cell).split())


def squeezed(text: str) -> str:
    """What is left for the eye: no tags, no spaces, Thai digits."""
    return thai.to_thai_digits(re.sub(r"\s", "", plain(text)))


def closed(text: str, number: str) -> str:
    """The text of a seed's cell without the spaces that only the paper's line ends put there."""
    for words in CLOSED_SPACES[number]:
        text = text.replace(words, words.replace(" ", ""))
    return text


def paper_rows(one: Seed) -> list[list[str]]:
    """The six cells of each row as found, a continued result joined to its row."""
    rows = []
    for _, row in one.rows:
        cells = [plain(cell) for cell in row]
        if is_continuation(row):
            rows[-1][4] += " " + cells[4]
        else:
            rows.append(cells)
    return rows
