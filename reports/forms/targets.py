"""Where what was found leads: the very box, in the table of the editor and on the page of its row."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from reports.checks import Finding
from reports.forms import rows
from reports.models import Group, Item, Line, Report

OF_DETAILS = ("contact", "footnote")
WINDOWS = ("official", "provincial")


@dataclass(frozen=True, slots=True)
class Target:
    """Addresses of one box. `alone` is that on the row's own page, for narrow screens; empty where there is none."""

    table: str
    alone: str = ""


class Targets:
    """The boxes of a report by the rows that are stored (`table.rows_of`)."""

    def __init__(self, report: Report, groups: Iterable[Group]) -> None:
        self.report = report
        self.rows = {line.pk: (group, line) for group in groups for line in group.rows}

    def of(self, finding: Finding) -> Target:
        """The box of one place of a finding (`Finding.each`)."""
        if finding.column in OF_DETAILS and finding.key is None:
            return Target(f"{self._table}#details-{finding.column}")
        return self.of_row(finding.key, finding.column or "", finding.words)

    def of_question(self, key: int | None, question: int) -> Target:
        """The box for an answer, at its row or above the table."""
        box = f"#c{question}-reply"
        alone = reverse("line_edit", args=[self.report.pk, key]) if key in self.rows else ""
        return Target(f"{self._table}{box}", alone and f"{alone}{box}")

    def of_row(self, key: int | None, column: str, words: str = "") -> Target:
        """A box of a row: that of the step text that has the words, where it has several."""
        if key not in self.rows:
            return Target(f"{self._table}#editor")
        box = self._box(*self.rows[key], column, words)
        alone = reverse("line_edit", args=[self.report.pk, key])
        return Target(f"{self._table}#{box or f'row-{key}'}", f"{alone}#{box}" if box else alone)

    @property
    def _table(self) -> str:
        return reverse("report_edit", args=[self.report.pk])

    def _box(self, group: Group, line: Line, column: str, words: str) -> str:
        if column in WINDOWS:
            return f"{rows.group_prefix(group)}-{column}"
        prefix = rows.line_prefix(line)
        if column == "step":
            item = _item_with(words, line.texts)
            return f"{prefix}-item-{item.pk if item else 'new'}"
        return f"{prefix}-{column}" if column in ("result", "status") else ""


def _item_with(words: str, items: list[Item]) -> Item | None:
    return next((item for item in items if words in item.text), items[0] if items else None)
