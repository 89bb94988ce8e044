"""The four real papers, each with its truth: the fixtures of the demo hold what a person read in them."""

import json
import re
from functools import cache

from django.conf import settings

from bench.papers.paper import MONTH_KEYS, Paper, Place, Writing
from bench.papers.wording import HEADS, SHORT_MONTHS
from reports import document
from reports.readers.reading import (
    Activity,
    Group,
    Item,
    Line,
    Mark,
    Match,
    Phase,
    PlanReading,
    ReportReading,
)

FILES = settings.BASE_DIR / "tests" / "data" / "seeds"
FIXTURES = settings.BASE_DIR / "fixtures"
REPORTS = {"001": "samut-prakan-2567-6", "002": "lamphun-2567-6", "003": "roi-et-2566-6"}
NUMBERS = (*REPORTS, "004")

DAMAGED_EMAIL = "hr๑๐๑๙๕๘@gmail.com"
EMAIL = "hr101958@gmail.com"

# Warnings that the verbatim papers call for.
_DUE = {
    "002": (
        ("groups[0].lines[0].items", "term_slip"),  # เชื่อมโยง
        ("groups[0].lines[0].result", "term_slip"),  # IT
        ("groups[1].lines[0].items", "term_slip"),  # IT, ETT
        ("groups[1].lines[0].result", "term_slip"),
    ),
    "003": (
        ("groups[3].lines[0].result", "survey_link"),
        ("groups[4].lines[0].result", "damaged_code"),
    ),
}
_DUE_VERBATIM = {
    "003": (("groups[0].lines[0]", "rows_joined"), ("contact", "damaged_email")),
    "004": ((None, "furniture_dropped"),),
}


@cache
def seed_bytes(number: str) -> bytes:
    (path,) = FILES.glob(f"{number}_*.txt")
    return path.read_bytes()


def seed(number: str, *, verbatim: bool = False) -> Paper:
    """A seed as it may be mutated, or, verbatim, as it was found."""
    paper = _plan() if number == "004" else _report(number)
    for place, code in (
        *_DUE.get(number, ()),
        *(_DUE_VERBATIM.get(number, ()) if verbatim else ()),
    ):
        paper.warn(place, code)
    if verbatim:
        paper.writing = Writing(verbatim=seed_bytes(number))
        paper.loose = {"groups[0].lines[0].result"} if number == "003" else set()
    return paper


def _printed(number: str) -> list[list[str]]:
    """The printed rows that begin a line, cell by cell, with None before each that begins a page."""
    pages: list[list[list[str]]] = []
    for line in seed_bytes(number).decode().split("\n"):
        cells = line.split("\t")
        if cells[0] == "ที่":
            pages.append([])
        elif len(cells) == 6 and (cells[0] or cells[3]):
            pages[-1].append(cells)
    return pages


def _report(number: str) -> Paper:
    found = json.loads(
        (FIXTURES / "reports" / f"{REPORTS[number]}.json").read_text(encoding="utf-8")
    )
    report = document.from_dict(found["document"])
    pages = _printed(number)
    rows = iter([row for page in pages for row in page])
    groups = tuple(_group(place, group, rows) for place, group in enumerate(report.groups, 1))
    truth = ReportReading(
        title=report.title,
        province=report.province.slug,
        fiscal_year=report.fiscal_year,
        months=report.months,
        groups=groups,
        footnote=report.footnote,
        contact=report.contact.replace(EMAIL, DAMAGED_EMAIL),
    )
    paper = Paper(f"seed {number}", truth, dict(HEADS), _breaks(truth, pages))
    if number == "003":
        paper.warn("contact", "damaged_email")
    return paper


def _group(number: int, group: document.Group, rows) -> Group:
    lines, number_text = [], ""
    for line in group.lines:
        cells = next(rows)
        number_text = number_text or cells[0]
        items = tuple(
            Item(one.label, one.text, tuple(Match(code, 1.0) for code in one.steps))
            for one in line.items
        )
        dash = "" if line.result else "-"
        status = re.sub("<[^>]*>", "", cells[5])
        lines.append(Line(items, line.result, line.status, status, raw={"result": dash}))
    return Group(tuple(lines), number, number_text, group.official, group.provincial)


def _breaks(truth: ReportReading, pages: list[list[list[str]]]) -> tuple[Place, ...]:
    places = [(g, n) for g, group in enumerate(truth.groups) for n, _ in enumerate(group.lines)]
    begins, done = [], 0
    for page in pages[:-1]:
        done += len(page)
        begins.append(places[done])
    return tuple(dict.fromkeys(begins))


def _plan() -> Paper:
    found = json.loads((FIXTURES / "plans" / "yasothon-2566.json").read_text(encoding="utf-8"))
    truth = PlanReading(
        title=found["title"],
        province=found["province"],
        fiscal_year=found["fiscal_year"],
        phases=tuple(_phase(number, one) for number, one in enumerate(found["phases"], 1)),
        intro=found["intro"],
        footnote=found["footnote"],
        issuer=found["issuer"],
    )
    heads = {"steps": "ขั้นตอนการดำเนินงาน"}
    heads |= {key: SHORT_MONTHS[(9 + n) % 12] for n, key in enumerate(MONTH_KEYS)}
    paper = Paper("seed 004", truth, heads, ((1, -1),), keys=tuple(heads))
    paper.footnote_label = "หมายเหตุ: "
    return paper


def _phase(number: int, data: dict) -> Phase:
    activities = tuple(
        Activity(f"{number}.{n}", one["text"], tuple(map(_mark, one["windows"])))
        for n, one in enumerate(data["activities"], 1)
    )
    return Phase(str(number), data["title"], activities)


def _mark(window: dict) -> Mark:
    return Mark(window["start"][:7], window["end"][:7])
