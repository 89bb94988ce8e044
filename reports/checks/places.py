"""Where things stand in a report, for the checks: its rows, its typed cells and the date it speaks of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ita_portal import thai
from reports.document import CalendarStep, Group, Line, Report

from .finding import Column, Finding
from .kinds import KINDS

_GAP = r"[\s\u200b-\u200d\u2060\ufeff\u00ad]*+"
_NOTHING = re.compile(f"{_GAP}[-‐-―−－]?{_GAP}")


@dataclass(frozen=True, slots=True)
class Row:
    """A printed row with its place: number and line within it, both from one."""

    number: int
    line_number: int
    group: Group
    line: Line

    def finding(
        self, code: str, column: Column | None, words: str, message: str, meant: str = ""
    ) -> Finding:
        level, key = KINDS[code].level, self.line.key
        return Finding(
            code, level, self.number, key, column, words, message, self.line_number, meant
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of the report; `row` is null below the table."""

    row: Row | None
    column: Column
    text: str

    def finding(self, code: str, words: str, message: str, meant: str = "") -> Finding:
        if self.row is None:
            return of_the_report(code, words, message, self.column, meant)
        return self.row.finding(code, self.column, words, message, meant)


def of_the_report(
    code: str, words: str, message: str, column: Column | None = None, meant: str = ""
) -> Finding:
    """A finding that stands in no row."""
    return Finding(code, KINDS[code].level, None, None, column, words, message, meant=meant)


def rows(report: Report) -> Iterator[Row]:
    for number, group in enumerate(report.groups, start=1):
        for line_number, line in enumerate(group.lines, start=1):
            yield Row(number, line_number, group, line)


def cells(report: Report) -> Iterator[Cell]:
    """Every typed text of the report in reading order; windows once, with the first row of their number."""
    for row in rows(report):
        if row.line_number == 1:
            yield from window_cells(row)
        yield step_cell(row)
        yield from result_cells(row)
        yield Cell(row, "status", row.line.status_text)
    yield Cell(None, "footnote", report.footnote)
    yield Cell(None, "contact", report.contact)


def text_cells(report: Report) -> Iterator[Cell]:
    """What was written as running text: steps, results and reasons, and the footnote."""
    for row in rows(report):
        yield step_cell(row)
        yield from result_cells(row)
    yield Cell(None, "footnote", report.footnote)


def step_cell(row: Row) -> Cell:
    return Cell(row, "step", _step_text(row.line))


def result_cells(row: Row) -> Iterator[Cell]:
    """The result, and the reason of an answer, which is printed in its place."""
    yield Cell(row, "result", row.line.result)
    yield Cell(row, "result", row.line.answer_reason)


def window_cells(row: Row) -> Iterator[Cell]:
    for column in ("official", "provincial"):
        window = getattr(row.group, column)
        if window is not None:
            yield Cell(row, column, window.text)


def _step_text(line: Line) -> str:
    return "\n".join(f"{item.label} {item.text}".strip() for item in line.items)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: white space, invisible characters or a lone dash."""
    return _NOTHING.fullmatch(text) is not None


def quoted(words: str) -> str:
    return f"“{words}”"


def distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def as_of_date(report: Report) -> date:
    """The day up to which the report speaks: the round's, else the last of its months."""
    return report.as_of or thai.round_window(report.fiscal_year, report.months).end


def measured_rows(report: Report) -> Iterator[tuple[Row, thai.Window | None]]:
    """Every row with the window it is measured by: the province's own, else the official one.

    A number without either is measured by the calendar's windows of the row's steps.
    """
    steps = {step.code: step for step in report.calendar_steps}
    for row in rows(report):
        yield row, _window_of(row.group) or _window_of_steps(row.line, steps)


def _window_of(group: Group) -> thai.Window | None:
    for window in (group.provincial, group.official):
        if window is not None and window.understood:
            return window
    return None


def _window_of_steps(line: Line, steps: dict[str, CalendarStep]) -> thai.Window | None:
    """From the first beginning to the last end of the steps that a row reports."""
    tied = [steps[code] for item in line.items for code in item.steps if code in steps]
    starts = [step.start for step in tied if step.start]
    ends = [step.end for step in tied if step.end]
    if not (starts or ends):
        return None
    return thai.Window(min(starts, default=None), max(ends, default=None), "day", "")
