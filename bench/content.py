"""What is printed: the reports of the seeds, longer ones built of their rows, and papers of given texts."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Literal

from django.conf import settings

from bench.extractors import mark
from ita_portal import thai
from reports import document
from reports.document import Group, Imprint, Item, Line, Province, Report

FIXTURES = settings.BASE_DIR / "fixtures"
SUBMITTED_AT = datetime(2024, 4, 1, 2, 30, tzinfo=UTC)

# A row this long is never split between two pages (KEPT_WHOLE in reports/writers/wording.py).
LONGEST = 270

Column = Literal["steps", "list", "result", "title"]


@cache
def seeds() -> tuple[Report, ...]:
    """The three real reports."""
    paths = sorted((FIXTURES / "reports").glob("*.json"))
    return tuple(document.from_dict(json.loads(path.read_text())["document"]) for path in paths)


def built(rows: int) -> Report:
    """A report of so many rows, each with a number of its own: the seeds' rows over and over, varied."""
    real = [(group, line) for seed in seeds() for _, group, line in seed.lines()]
    groups = []
    for number in range(rows):
        group, line = real[number % len(real)]
        groups.append(replace(group, lines=(_varied(line, number // len(real)),)))
    return replace(seeds()[0], groups=tuple(groups))


def _varied(line: Line, turn: int) -> Line:
    if not turn:
        return line
    again = f" (ครั้งที่ {turn + 1})"
    items = tuple(replace(item, text=item.text + again) for item in line.items)
    return replace(line, items=items, result=line.result and line.result + again)


def provinces() -> list[Report]:
    """The report of each province with an office: the seeds in turn under its name."""
    found = json.loads((FIXTURES / "provinces.json").read_text())
    offices = [one for one in found if one["has_office"]]
    return [
        _of_province(
            seeds()[number % len(seeds())], Province(one["code"], one["slug"], one["name"])
        )
        for number, one in enumerate(offices)
    ]


def _of_province(report: Report, province: Province) -> Report:
    title = report.title.replace(report.province.name, province.name)
    return replace(report, province=province, title=title)


def imprint(report: Report) -> Imprint:
    """The marks of a first submission."""
    number = 1
    reference = f"{report.fiscal_year}-{report.months}-{report.province.code}-{number:02d}"
    return Imprint(reference, number, SUBMITTED_AT, document.canonical_json(report))


def cells(report: Report) -> Iterator[tuple[str, ...]]:
    """The six texts of each printed row, in Thai digits, for programs that know nothing of HTML."""
    for number, group, line in report.lines():
        steps = "\n".join(f"{item.label} {item.text}".strip() for item in line.items)
        texts = (
            report.printed_number(number),
            _window(group.official),
            _window(group.provincial),
            steps or "-",
            line.result or "-",
            report.printed_status(line),
        )
        yield tuple(thai.thai_digits_in_text(text) for text in texts)


def _window(window: thai.Window | None) -> str:
    return thai.write_window(window) if window else "-"


def seed_texts() -> list[str]:
    """The lines of the seeds' steps and results, none twice; a long one in pieces."""
    typed = [
        text
        for seed in seeds()
        for _, _, line in seed.lines()
        for text in (line.result, *(item.text for item in line.items))
    ]
    found = [piece for text in typed for line in text.splitlines() for piece in _pieces(line)]
    return list(dict.fromkeys(text for text in found if text.strip(" -")))


def _pieces(line: str) -> list[str]:
    return textwrap.wrap(line, LONGEST, break_long_words=False, break_on_hyphens=False)


def of_texts(texts: Sequence[str], *, column: Column = "result", per_row: int = 1) -> Report:
    """A report that holds these texts between marks, in one column, in a list of it, or in the bold title.

    A text's row begins with a line that says `#`, beside which all other cells are done: where
    columns are read side by side, nothing comes between the lines of a text.
    """
    rows = [" ".join(map(mark, texts[at : at + per_row])) for at in range(0, len(texts), per_row)]
    if column == "title":
        return replace(seeds()[0], title="\n".join(rows), groups=())
    return replace(seeds()[0], groups=tuple(_row(row, column) for row in rows))


def _row(words: str, column: Column) -> Group:
    if column == "result":
        return Group(lines=(Line(items=(), result=f"#\n{words}"),))
    if column == "steps":
        return Group(lines=(Line(items=(Item(f"#\n{words}"),)),))
    return Group(lines=(Line(items=(Item("#", "๑)"), Item(words, "๒)"))),))
