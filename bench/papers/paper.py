"""A paper while it is being made: the truth of what it says, the pages it says it on, the warnings due."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from ita_portal.thai import to_thai_digits
from reports.readers.reading import Group, Item, Line, PlanReading, ReportReading

Format = Literal["text", "csv", "html", "tables", "markdown"]

KEYS = ("number", "official", "provincial", "steps", "result", "status")
MONTH_KEYS = tuple(f"month{number}" for number in range(12))
ANY = "*"  # a warning of whatever code

Place = tuple[int, int]  # group and line, phase and activity; -1 for the phase itself


@dataclass
class Row:
    """A printed row: words by column.

    goes_on: the rest of the row before it, after a page break. lost: columns of which no cell is written.
    """

    place: Place
    cells: dict[str, str]
    goes_on: bool = False
    lost: set[str] = field(default_factory=set)


@dataclass
class Page:
    """A table. above: page furniture before it; head: whether its head is printed."""

    rows: list[Row]
    above: list[str] = field(default_factory=list)
    head: bool = True


@dataclass(frozen=True)
class Due:
    """A warning that must be there: at this place (at any where it is None), with one of these codes."""

    place: str | None
    codes: frozenset[str]


@dataclass
class Writing:
    """How a file is written; `leftovers` is the share of cells with mark-up that means nothing."""

    format: Format = "text"
    encoding: str = "utf-8"
    delimiter: str = ","
    line_end: str = "\n"
    leftovers: float = 0.0
    ragged: bool = False
    verbatim: bytes | None = None


@dataclass
class Paper:
    """Everything of one paper.

    breaks: places that begin a page. loose: results whose line ends are the page's, not the text's,
    and statuses and titles that may be guessed as long as it is told. above, below: other words
    around the table that must not be lost.
    """

    name: str
    truth: ReportReading | PlanReading
    heads: dict[str, str]
    breaks: tuple[Place, ...] = ()
    furniture: tuple[str, ...] = ()
    keys: tuple[str, ...] = KEYS
    second_head: dict[str, str] | None = None
    pages: list[Page] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    footnote_label: str = "หมายเหตุ : "
    due: list[Due] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    writing: Writing = field(default_factory=Writing)

    @property
    def is_plan(self) -> bool:
        return isinstance(self.truth, PlanReading)

    def rows(self) -> Iterator[Row]:
        for page in self.pages:
            yield from page.rows

    def warn(self, place: str | None, *codes: str) -> None:
        self.due.append(Due(place, frozenset(codes or (ANY,))))

    def lay_out(self) -> None:
        """Puts the truth on pages."""
        rows = _plan_rows(self.truth) if self.is_plan else _report_rows(self.truth)
        self.pages = [Page([])]
        for row in rows:
            if row.place in self.breaks and self.pages[-1].rows:
                self.pages.append(Page([], above=list(self.furniture)))
            self.pages[-1].rows.append(row)


def _report_rows(truth: ReportReading) -> Iterator[Row]:
    for g, group in enumerate(truth.groups):
        for n, line in enumerate(group.lines):
            yield Row((g, n), _head_cells(group, first=n == 0) | _line_cells(line))


def _head_cells(group: Group, *, first: bool) -> dict[str, str]:
    if not first:
        return dict.fromkeys(("number", "official", "provincial"), "")
    return {
        "number": group.number_text,
        "official": group.official.text if group.official else "",
        "provincial": group.provincial.text if group.provincial else "",
    }


def _line_cells(line: Line) -> dict[str, str]:
    return {
        "steps": "\n".join(map(item_words, line.items)),
        "result": line.result or line.raw.get("result", ""),
        "status": line.status_text,
    }


def item_words(item: Item) -> str:
    return f"{item.label} {item.text}".strip()


def _plan_rows(truth: PlanReading) -> Iterator[Row]:
    for p, phase in enumerate(truth.phases):
        yield Row((p, -1), {"steps": f"{to_thai_digits(phase.number)}. {phase.title}"})
        for a, activity in enumerate(phase.activities):
            marks = {key: "↔" for mark in activity.marks for key in months_of(mark.start, mark.end)}
            yield Row(
                (p, a), {"steps": f"{to_thai_digits(activity.number)} {activity.text}"} | marks
            )


def months_of(start: str, end: str) -> list[str]:
    """The columns from one month `YYYY-MM` to another, October first."""
    first, last = ((int(one[5:]) - 10) % 12 for one in (start, end))
    return list(MONTH_KEYS[first : last + 1])


def place_of(row: Row, key: str) -> str:
    """The path of a cell in a reading of the report."""
    group, line = row.place
    if key in ("number", "official", "provincial"):
        return f"groups[{group}].{key}"
    return f"groups[{group}].lines[{line}].{'items' if key == 'steps' else key}"


def with_line(truth: ReportReading, place: Place, line: Line) -> ReportReading:
    """The truth with one line in the place of another."""
    group = truth.groups[place[0]]
    lines = (*group.lines[: place[1]], line, *group.lines[place[1] + 1 :])
    return with_group(truth, place[0], replace(group, lines=lines))


def with_group(truth: ReportReading, place: int, group: Group) -> ReportReading:
    groups = (*truth.groups[:place], group, *truth.groups[place + 1 :])
    return replace(truth, groups=groups)
