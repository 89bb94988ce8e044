"""What stands in a book before its chapters, as HTML: cover, contents, summary, matrix, synthesis of each step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from ita_portal import thai
from reports import books, synthesis
from reports.books import Entry, Recipe
from reports.document import CalendarStep, Report
from reports.synthesis import Summary
from reports.writers import binding

# Columns of steps that one table of the matrix can hold.
MOST_STEPS = 12
# Characters of a text that is quoted.
QUOTED = 420
QUOTED_WEAK = 160

CHAPTERS = "รายงานรายจังหวัด"
PARTS = ("บทสรุป", "ตารางภาพรวม", "สังเคราะห์รายขั้นตอน", CHAPTERS)


@dataclass(frozen=True, slots=True)
class Front:
    """All that the pages before the chapters say. `documents` by submission; `first_pages` by province's code.

    `summary` is null where the book has chapters alone. Page numbers are counted from the cover.
    """

    recipe: Recipe
    made_at: datetime
    summary: Summary | None
    documents: Mapping[int, Report]
    first_pages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    entry: Entry
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of the matrix: steps with their numbers from one, and a row for each province."""

    steps: tuple[tuple[int, CalendarStep], ...]
    rows: tuple[MatrixRow, ...]


def title(recipe: Recipe) -> str:
    """What the file says of itself."""
    words = f"{recipe.title} {recipe.round_name} ({books.AUDIENCES[recipe.audience]})"
    return thai.thai_digits_in_text(words)


def part(number: int, name: str) -> str:
    return thai.to_thai_digits(f"ส่วนที่ {number} {name}")


def parts(recipe: Recipe) -> list[str]:
    """The names of a book's parts in order, the chapters last."""
    names = PARTS if recipe.kind == "book" else (CHAPTERS,)
    return [part(number, name) for number, name in enumerate(names, start=1)]


def chapter_title(entry: Entry) -> str:
    mark = "" if entry.is_accepted else f" ({books.NOT_ACCEPTED})"
    return f"{entry.province}{mark}"


def render_page(front: Front) -> SafeString:
    """The pages before the chapters."""
    recipe, summary = front.recipe, front.summary
    return render_to_string(
        "reports/print.html",
        {
            "title": title(recipe),
            "author": recipe.issuer or "ส่วนกลาง",
            "made_at": front.made_at.astimezone(UTC).isoformat(timespec="seconds"),
            "style": "",
            "body": render_to_string(
                "book/front.html",
                {
                    "recipe": recipe,
                    "audience": books.AUDIENCES[recipe.audience],
                    "chosen": books.CHOICES[recipe.chosen],
                    "made_on": books.made_on(front.made_at),
                    "sent": len(recipe.sent),
                    "parts": parts(recipe),
                    "contents": list(_contents(front)),
                    "summary": summary,
                    "matrices": list(matrices(front)) if summary else [],
                    "quoted": QUOTED,
                    "quoted_weak": QUOTED_WEAK,
                },
            ),
        },
    )


def render_margin(words: str) -> SafeString:
    """Two pages that show, on the second, how a page number and a mark stand in the top margin."""
    css = f'@page {{ @top-right {{ content: "{words}" }} }}\n'
    return render_to_string(
        "reports/print.html",
        {
            "title": words,
            "author": words,
            "style": format_html("<style>{}</style>", mark_safe(css)),
            "body": mark_safe('<p>-</p><p class="book-next">-</p>'),
        },
    )


@dataclass(frozen=True, slots=True)
class ContentsLine:
    entry: Entry
    address: str
    page: int | None


@dataclass(frozen=True, slots=True)
class ContentsRegion:
    name: str
    lines: list[ContentsLine]


def _contents(front: Front) -> Iterator[ContentsRegion]:
    for name, entries in books.by_region(front.recipe.entries).items():
        yield ContentsRegion(name, [_line(front, entry) for entry in entries])


def _line(front: Front, entry: Entry) -> ContentsLine:
    page = front.first_pages.get(entry.code) if entry.submission is not None else None
    return ContentsLine(entry, f"{binding.SCHEME}{entry.code}", page)


def matrices(front: Front) -> Iterator[Matrix]:
    """All provinces × all steps, in tables that a page can hold."""
    steps = [step.step for step in front.summary.steps]
    for first in range(0, len(steps), MOST_STEPS):
        numbered = list(enumerate(steps, start=1))[first : first + MOST_STEPS]
        rows = (MatrixRow(entry, _cells(front, entry, numbered)) for entry in front.recipe.entries)
        yield Matrix(tuple(numbered), tuple(rows))


def _cells(
    front: Front, entry: Entry, steps: Sequence[tuple[int, CalendarStep]]
) -> tuple[Cell, ...]:
    if entry.submission is None:
        return tuple(Cell("", "none") for _ in steps)
    report = front.documents[entry.submission]
    return tuple(
        Cell(synthesis.words(report, step.code), synthesis.standing(report, step.code))
        for _, step in steps
    )


def quoted(text: str, most: int = QUOTED) -> str:
    """The beginning of a text on one line, in Thai digits."""
    return thai.thai_digits_in_text(Truncator(" ".join(text.split())).chars(most))


def names(entries: Sequence[Entry]) -> str:
    """จังหวัดลำพูน น่าน แพร่ (๓ จังหวัด)"""
    words = "จังหวัด" + " ".join(entry.name for entry in entries)
    if len(entries) == 1:
        return words
    return thai.to_thai_digits(f"{words} ({len(entries)} จังหวัด)")
