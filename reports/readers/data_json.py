"""JSON of ours → the reports it holds, exactly. docs/report.schema.json describes it."""

from collections.abc import Iterator
from typing import Any

from reports import columns, document
from reports.document import UnreadableContent
from reports.readers.reading import Group, Item, Line, Match, ReportReading

FORMATS = ("ita-report", "ita-round")


def is_ours(data: Any) -> bool:
    """Whether JSON data is a report or a round of ours, or the bare content of a submission."""
    return isinstance(data, dict) and (data.get("format") in FORMATS or _is_content(data))


def read_json(data: Any) -> tuple[ReportReading, ...]:
    """The reports of JSON data, in their order. Raises UnreadableContent where one is malformed."""
    return tuple(map(of_document, _reports(data)))


def _is_content(data: dict[str, Any]) -> bool:
    return "schema" in data and "groups" in data


def _reports(data: Any) -> list[document.Report]:
    if not is_ours(data):
        raise UnreadableContent("neither a report nor a round of ours")
    if _is_content(data):
        return [document.from_dict(data)]
    try:
        entries = data["reports"] if data["format"] == "ita-round" else [data]
        return [document.from_dict(entry["report"]) for entry in entries]
    except (KeyError, TypeError) as error:
        raise UnreadableContent(str(error)) from error


def of_document(report: document.Report) -> ReportReading:
    """A report as if it had been read without a doubt."""
    rows = iter(columns.rows(report))
    return ReportReading(
        title=report.title,
        province=report.province.slug,
        fiscal_year=report.fiscal_year,
        months=report.months,
        columns=report.headings,
        groups=tuple(
            _group(number, group, rows) for number, group in enumerate(report.groups, start=1)
        ),
        footnote=report.footnote,
        contact=report.contact,
    )


def _group(number: int, group: document.Group, rows: Iterator[columns.Row]) -> Group:
    given = [next(rows) for _ in group.lines or [None]]
    return Group(
        number=number,
        number_text=str(number),
        official=group.official,
        provincial=group.provincial,
        lines=tuple(map(_line, group.lines, given)),
    )


def _line(line: document.Line, row: columns.Row) -> Line:
    return Line(
        items=tuple(
            Item(item.label, item.text, tuple(Match(code, 1.0) for code in item.steps))
            for item in line.items
        ),
        result=line.result,
        status=line.status,
        status_text=line.status_text,
        raw={name: str(value) for name, value in row.items() if value not in (None, "")},
        key=line.key,
    )
