"""What a report says as texts to be found, and the words by which they are found (reads nothing).

A word is kept as the first letters of a digest: of Latin letters only, so that both databases take
the words of a row apart alike, whatever they know of Thai.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ita_portal import thai
from reports import document
from reports.words import thai_words

# Runs of Thai letters and marks, and of other letters and digits; all else parts words.
_RUNS = re.compile(r"[\u0e00-\u0e7f]+|[^\W_\u0e00-\u0e7f]+")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A text with the place of its row: ที่ from one (0: outside the table) and the row of it from nought."""

    number: int
    place: int
    text: str


def texts(report: document.Report) -> Iterator[Found]:
    """The rows of a report with all they say, and the words below the table; the contact block is nobody's search."""
    for number, group in enumerate(report.groups, start=1):
        for place, line in enumerate(group.lines):
            yield Found(number, place, _of_row(report, line))
    if report.footnote.strip():
        yield Found(0, 0, report.footnote)


def _of_row(report: document.Report, line: document.Line) -> str:
    steps = (f"{item.label} {item.text}".strip() for item in line.items)
    evidence = (f"{one.title} {one.caption}".strip() for one in line.evidence)
    parts = (*steps, report.printed_result(line), report.printed_status(line), *evidence)
    return "\n".join(part for part in parts if part.strip() not in ("", "-"))


def words(typed: str) -> list[str]:
    """The words of a text in one spelling each, digits Arabic, without what parts them."""
    folded = _folded(typed)
    runs = _RUNS.findall(folded)
    return [
        word for run in runs for word in (_cut(run) if _THAI.match(run) else [run]) if word.strip()
    ]


def _cut(run: str) -> list[str]:
    return [word for word in thai_words(run) if _RUNS.search(word)]


def mark(word: str) -> str:
    """A word as Latin letters and digits, the same for the same word."""
    return f"w{hashlib.blake2s(word.encode(), digest_size=6).hexdigest()}"


def marks(typed: str) -> str:
    """The marks of a text's words between spaces, each once, in their order."""
    found = dict.fromkeys(map(mark, words(typed)))
    return f" {' '.join(found)} " if found else ""


def bare(typed: str) -> str:
    """A text in one spelling without spaces and what is not printed."""
    return "".join(_RUNS.findall(_folded(typed)))


def _folded(typed: str) -> str:
    return thai.to_arabic_digits(thai.fold(typed)).casefold()
