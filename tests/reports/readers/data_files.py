"""Our own data files as papers, and what a report says for comparing it with what was read of it."""

import csv
import json
import re
from datetime import datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from ita_portal import thai
from ita_portal.thai import Window
from reports.document import Report, from_dict
from reports.readers.paper import Cell, Paper, Table
from reports.readers.reading import ReportReading
from tests.reports.readers import papers


def seed_reports() -> list[Report]:
    """The sample documents as the portal keeps them."""
    return [
        from_dict(json.loads(path.read_text(encoding="utf-8"))["document"])
        for path in sorted((papers.ROOT / "fixtures" / "reports").glob("*.json"))
    ]


def of_xlsx(data: bytes) -> Paper:
    """An Excel file by openpyxl: days in Thai words, characters that Excel escapes as they are."""
    sheets = load_workbook(BytesIO(data)).worksheets
    return Paper(
        "xlsx", tuple(table([map(_shown, row) for row in sheet.values]) for sheet in sheets)
    )


def of_csv(data: bytes) -> Paper:
    rows = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))
    return Paper("csv", (table(rows),))


def table(rows) -> Table:
    return Table(tuple(tuple(map(Cell, row)) for row in rows))


_ESCAPED = re.compile("_x([0-9A-F]{4})_")


def _shown(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return thai.write_date(value) if value.time() == datetime.min.time() else str(value)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def said(report: Report | ReportReading) -> list:
    """Windows by start, end and precision, others by their words; rows with everything in them."""
    return [
        (
            _window(group.official),
            _window(group.provincial),
            [
                (
                    [(item.label, item.text, tuple(item.steps)) for item in line.items],
                    *(line.result, line.status, line.status_text, line.key),
                )
                for line in group.lines
            ],
        )
        for group in report.groups
    ]


def _window(window: Window | None):
    if window is None:
        return None
    if not window.understood:
        return window.text
    return window.start, window.end, window.precision, window.text
