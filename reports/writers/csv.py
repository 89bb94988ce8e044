"""Data rows as CSV: UTF-8 with a byte order mark, CRLF, no cell that a spreadsheet takes for a formula."""

import csv
from datetime import date, datetime
from io import StringIO

from reports.columns import MARKED, DataTable, Value, marked
from reports.document import Imprint, Report
from reports.writers import rounds, tables
from reports.writers.rounds import Round


def render(
    document: Report, *, imprint: Imprint | None = None, draft_at: datetime | None = None
) -> bytes:
    """The rows of one report. What stands outside its table is in the Excel and JSON files."""
    return write(tables.rows_table([(document, imprint.reference if imprint else "")]))


def render_round(round_: Round) -> bytes:
    """The rows of all reports of a round that were sent."""
    return write(rounds.rows_table(round_))


def render_matrix(round_: Round) -> bytes:
    """A round as one table: a row for each province, a column for each step of the calendar."""
    return write(rounds.matrix_table(round_))


def write(table: DataTable) -> bytes:
    """A table, with the column `marked` that tells which cells have an apostrophe before them."""
    names = [*(column.name for column in table.columns), MARKED.name]
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(names)
    for row in map(marked, table.rows):
        writer.writerow([_written(row.get(name)) for name in names])
    return written.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
