"""The letters that travel with a report, as Word files to be numbered, dated and signed.

Their form is that of the regulation on correspondence (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖)
and its guide to typing: A4, 3 cm free at the left and 2 cm at the right, 16 points, single spacing,
paragraphs 2.5 cm in. The room of the Garuda stays free; an office has its own picture of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ita_portal import thai
from reports.writers import word
from reports.writers.word import BOLD, Element, paragraph, run

# Lengths in twentieths of a point, 567 to a centimetre.
MARGINS = {"top": 850, "right": 1134, "bottom": 1134, "left": 1701, "header": 567, "footer": 567}
LINE = word.SHORT_SIDE - MARGINS["left"] - MARGINS["right"]
INDENT = 1417
# Where the right half of the page begins.
MIDDLE = word.SHORT_SIDE // 2 - MARGINS["left"]
# The Garuda is 1.5 cm high on a memo, beside its title, and 3 cm on a letter, above everything.
TITLE_LINE, GARUDA = 850, 1701
GAP = {"before": 120}
LINES_TO_SIGN = 3

TITLE_SIZE, HEAD_SIZE = 58, 40
SIZE = 32


@dataclass(frozen=True, slots=True)
class Letter:
    """What either letter says; typed text, whose digits become Thai. Number and date are left blank.

    agency: ส่วนราชการ of a memo; address: whose letter it is, by lines. body: a paragraph each.
    enclosures: each with its number of copies. `signer_name` may be empty, `signer_post` holds lines.
    unit, phone, mt_phone and email stand at the end of a letter, as far as they are known.
    `made_at` dates the file, not the letter.
    """

    agency: str
    address: str
    subject: str
    to: str
    body: tuple[str, ...]
    reference: str = ""
    enclosures: tuple[str, ...] = ()
    signer_name: str = ""
    signer_post: str = ""
    unit: str = ""
    phone: str = ""
    mt_phone: str = ""
    email: str = ""
    made_at: datetime | None = None


def memo(letter: Letter) -> bytes:
    """บันทึกข้อความ as a .docx; the same letter gives the same bytes."""
    paper = _Paper(letter)
    paper.add(
        _memo_title(),
        paper.head("ส่วนราชการ", letter.agency),
        paper.head_of_number_and_date(),
        paper.head("เรื่อง", letter.subject),
        paper.entry("เรียน", letter.to),
        *paper.body(),
        *paper.signature(),
    )
    return paper.saved()


def external(letter: Letter) -> bytes:
    """หนังสือภายนอก as a .docx; the same letter gives the same bytes."""
    paper = _Paper(letter)
    paper.add(
        paragraph(spacing={"line": GARUDA, "lineRule": "exact"}),
        *paper.number_and_address(),
        # The date, to be written.
        paragraph(spacing=GAP, ind={"left": MIDDLE}),
        paper.entry("เรื่อง", letter.subject),
        paper.entry("เรียน", letter.to),
        *([paper.entry("อ้างถึง", letter.reference)] if letter.reference else []),
        *paper.enclosures(),
        *paper.body(),
        *paper.signature("ขอแสดงความนับถือ"),
        *paper.contacts(),
    )
    return paper.saved()


class _Paper(word.Paper):
    def __init__(self, letter: Letter) -> None:
        super().__init__()
        self.letter = letter
        self.set_page(is_landscape=False, **MARGINS)
        self.set_furniture(
            first=paragraph(pStyle="Header"),
            later=paragraph(
                run("- "), *word.page_number(), run(" -"), pStyle="Header", jc="center"
            ),
            foot=paragraph(pStyle="Footer"),
        )
        subject = thai.thai_digits_in_text(" ".join(letter.subject.split()))
        self.describe(title=subject, author=" ".join(letter.agency.split()), made_at=letter.made_at)

    def head(self, label: str, words: str) -> Element:
        """A line of a memo's head: what is left of it is dotted."""
        content = [_head_label(label), *self.typed(_on_one_line(words)), run("\t")]
        width = word.width(f"{label}  ", HEAD_SIZE)
        return paragraph(
            *content, tabs=_stops((LINE, "right", "dot")), ind={"left": width, "hanging": width}
        )

    def head_of_number_and_date(self) -> Element:
        stops = _stops((MIDDLE, "left", "dot"), (LINE, "right", "dot"))
        content = [_head_label("ที่"), run("\t"), _head_label("วันที่"), run("\t")]
        return paragraph(*content, tabs=stops)

    def entry(self, label: str, words: str) -> Element:
        """เรียน and the like: the words hang beside their label."""
        width = word.width(f"{label}  ", SIZE)
        looks = {"spacing": GAP, "ind": {"left": width, "hanging": width}}
        return paragraph(run(f"{label}  "), *self.typed(_on_one_line(words)), **looks)

    def number_and_address(self) -> Iterator[Element]:
        """ที่, to be written, and at the right whose letter it is."""
        first, *others = word.lines_of(self.letter.address) or [""]
        looks = {
            "ind": {"left": MIDDLE, "hanging": MIDDLE},
            "tabs": _stops((MIDDLE, "left", "none")),
        }
        yield paragraph(run("ที่\t"), *self.typed(first), **looks)
        for line in others:
            yield paragraph(*self.typed(line), ind={"left": MIDDLE})

    def enclosures(self) -> Iterator[Element]:
        """One as it is, several by number."""
        every = self.letter.enclosures
        for number, words in enumerate(every, start=1):
            counted = f"{number}. {words}" if len(every) > 1 else words
            if number == 1:
                yield self.entry("สิ่งที่ส่งมาด้วย", counted)
            else:
                indent = word.width("สิ่งที่ส่งมาด้วย  ", SIZE)
                yield paragraph(*self.typed(counted), ind={"left": indent})

    def body(self) -> Iterator[Element]:
        for words in self.letter.body:
            yield paragraph(
                *self.typed(words), spacing=GAP, ind={"firstLine": INDENT}, jc="thaiDistribute"
            )

    def signature(self, *closing: str) -> list[Element]:
        """Room to sign between the closing words and the name in brackets; all of it on one page."""
        name = self.letter.signer_name or " " * 50
        posts = [line.strip() for line in word.lines_of(self.letter.signer_post)]
        return _at_the_right([*closing, *[""] * LINES_TO_SIGN, f"({name})", *filter(None, posts)])

    def contacts(self) -> Iterator[Element]:
        letter = self.letter
        lines = [
            letter.unit,
            f"โทร. {letter.phone}" if letter.phone else "",
            f"มท. {letter.mt_phone}" if letter.mt_phone else "",
            f"ไปรษณีย์อิเล็กทรอนิกส์ {letter.email}" if letter.email else "",
        ]
        for place, line in enumerate(filter(None, lines)):
            yield paragraph(*self.typed(line), spacing={"before": 0 if place else 480})


def _on_one_line(words: str) -> str:
    """A text without its line ends; spaces that hold words together stay."""
    return re.sub(r"[ \t\r\n]+", " ", words).strip()


def _memo_title() -> Element:
    words = run("บันทึกข้อความ", **BOLD, **word.size(TITLE_SIZE))
    return paragraph(words, spacing={"line": TITLE_LINE, "lineRule": "exact"}, jc="center")


def _head_label(label: str) -> Element:
    return run(f"{label}  ", **BOLD, **word.size(HEAD_SIZE))


def _stops(*stops: tuple[int, str, str]) -> Element:
    """Tab stops by place, kind and what fills the way to them."""
    return word.el(
        "w:tabs",
        *(word.el("w:tab", val=kind, leader=leader, pos=place) for place, kind, leader in stops),
    )


def _at_the_right(lines: Sequence[str]) -> list[Element]:
    """Lines in the middle of the right half, kept on one page."""
    last = len(lines) - 1
    return [
        paragraph(
            *([run(thai.thai_digits_in_text(line))] if line else []),
            keepNext=place < last or None,
            keepLines=True,
            spacing={"before": 0 if place else 240},
            ind={"left": MIDDLE},
            jc="center",
        )
        for place, line in enumerate(lines)
    ]
