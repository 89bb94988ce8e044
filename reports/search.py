"""What is found in the texts of the reports: rows with the words that were looked for. Reads only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province
from reports import searching
from reports.models import SearchRow, Submission

PAGE = 50
# Characters shown on both sides of the first word that was found.
AROUND = 110


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for and where; what is empty counts as everywhere. `every`: earlier versions too.

    `letters`: also where it is only a part of other words.
    """

    typed: str
    round: Round | None = None
    region: str = ""
    province: Province | None = None
    every: bool = False
    letters: bool = False

    def rows(self) -> QuerySet[SearchRow]:
        """The rows to look in, the newest rounds first, then by province and row."""
        found = SearchRow.objects.all() if self.every else SearchRow.objects.of_newest()
        if self.round:
            found = found.filter(submission__report__round=self.round)
        if self.region:
            found = found.filter(submission__report__province__region=self.region)
        if self.province:
            found = found.filter(submission__report__province=self.province)
        return found.order_by(
            "-submission__report__round__fiscal_year",
            "-submission__report__round__months",
            "submission__report__province__code",
            "-submission__number",
            "number",
            "place",
        )


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One row that was found: where it stands, and its words around what was looked for."""

    row: SearchRow
    url: str
    pieces: tuple[Piece, ...]

    @property
    def submission(self) -> Submission:
        return self.row.submission

    @property
    def place(self) -> str:
        number = self.row.number
        return f"ลำดับที่ {thai.to_thai_digits(number)}" if number else "หมายเหตุท้ายรายงาน"


@dataclass(frozen=True, slots=True)
class Results:
    """The hits of one page, how many rows there are in all, and whether words or only letters were found.

    `by_letters`: the letters were looked for wherever words begin, because that was asked for or no row
    has all of these words. `more` rows hold the letters and not the words; 0 where those are shown.
    """

    hits: tuple[Hit, ...]
    count: int
    by_letters: bool
    more: int = 0

    def pages(self) -> int:
        return -(-self.count // PAGE)


def results(wanted: Wanted, page: int) -> Results | None:
    """None where nothing to look for was typed: three queries."""
    words = list(dict.fromkeys(searching.words(wanted.typed)))[: searching.MOST_WORDS]
    if not words:
        return None
    terms = [bare for term in wanted.typed.split() if (bare := searching.bare(term))]
    with_letters = wanted.rows().with_letters(terms)
    by_words = wanted.rows().with_words([searching.mark(word) for word in words])
    count, every = by_words.count(), with_letters.count()
    by_letters = wanted.letters or not count
    found, count, more = (
        (with_letters, every, 0) if by_letters else (by_words, count, max(every - count, 0))
    )
    joined = found.select_related("submission__report__province", "submission__report__round")
    shown = joined.defer("submission__content", "submission__report__raw", "marks", "bare")
    first = (page - 1) * PAGE
    looked_for = terms if by_letters else words
    hits = tuple(_hit(row, looked_for, wanted.every) for row in shown[first : first + PAGE])
    return Results(hits, count, by_letters, more)


def _hit(row: SearchRow, words: list[str], every: bool) -> Hit:
    submission = row.submission
    name, pk = (
        ("review_submission", submission.pk) if every else ("review_report", submission.report_id)
    )
    url = reverse(name, args=[pk])
    return Hit(row, f"{url}#{row.anchor}" if row.anchor else url, tuple(pieces(row.text, words)))


# The words in their text ---------------------------------------------------------------------------


def pieces(text: str, words: list[str]) -> Iterator[Piece]:
    """The text around the first word, all words marked; … where something is left out."""
    text = " ".join(text.split())
    pattern = re.compile(
        "|".join(map(_pattern, sorted(words, key=len, reverse=True))), re.IGNORECASE
    )
    first = pattern.search(text)
    start = max((first.start() if first else 0) - AROUND, 0)
    end = (first.end() if first else 0) + AROUND
    shown = text[start:end]
    if start:
        yield Piece("… ")
    last = 0
    for match in pattern.finditer(shown):
        yield Piece(shown[last : match.start()])
        yield Piece(match[0], is_found=True)
        last = match.end()
    yield Piece(shown[last:])
    if end < len(text):
        yield Piece(" …")


def _pattern(word: str) -> str:
    """The letters of a word as they may be typed: in either digits, with spaces between them."""
    return r"\s*".join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    if letter.isascii() and letter.isdigit():
        return f"[{letter}{thai.to_thai_digits(letter)}]"
    return re.escape(letter)
