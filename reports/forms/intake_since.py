"""Which rows of a report were written in the portal after a document had left it or come in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from reports.forms.intake_boxes import CLOSING
from reports.models import Group, Item, Line, Report

_WORDS = ("result", "status", "status_text")
_WINDOWS = tuple(
    field.name
    for field in Group._meta.fields
    if field.name.startswith(("official_", "provincial_"))
)


def moment_of(made_at: str, received_at: datetime) -> datetime:
    """When a document and the report parted: `made_at` is ISO, empty where the document does not tell it."""
    return min(datetime.fromisoformat(made_at), received_at) if made_at else received_at


def of(report: Report, stored: Sequence[Group], moment: datetime) -> dict[str, frozenset]:
    """Both `newer` and `newer_closing`, by their names."""
    return {
        "newer": newer(report, stored, moment),
        "newer_closing": newer_closing(report, moment),
    }


def newer(report: Report, stored: Sequence[Group], moment: datetime) -> frozenset[int]:
    """Ids of the lines that say other words now than at `moment`; `stored` is `table.rows_of(report)`.

    Windows count for the first row of a number. Files know whole seconds, so the second counts as before.
    """
    return frozenset(_newer(_Stood(report, _after(moment)), stored))


def newer_closing(report: Report, moment: datetime) -> frozenset[str]:
    """Which closing words of a report are others now than at `moment`."""
    history = Report.history.filter(id=report.pk, history_date__lt=_after(moment))
    then = _last(history, CLOSING).get(report.pk)
    now = _now(report, CLOSING)
    return frozenset(
        name for place, name in enumerate(CLOSING) if then is None or then[place] != now[place]
    )


def _after(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)


class _Stood:
    """How a report stood, by its history: id → words."""

    def __init__(self, report: Report, before: datetime) -> None:
        earlier = {"history_date__lt": before}
        lines = Line.history.filter(group__report=report, **earlier)
        groups = Group.history.filter(report=report, **earlier)
        items = Item.history.filter(line__group__report=report, **earlier)
        self.lines = _last(lines, _WORDS)
        self.windows = _last(groups, _WINDOWS)
        self.steps = defaultdict(list)
        for line, kind, *words in _last(
            items, ("line_id", "history_type", "label", "text")
        ).values():
            if kind != "-":
                self.steps[line].append(tuple(words))


def _last(history, names: Sequence[str]) -> dict[int, tuple]:
    rows = history.order_by("history_date", "history_id").values_list("id", *names)
    return {pk: tuple(words) for pk, *words in rows}


def _newer(stood: _Stood, stored: Sequence[Group]) -> Iterator[int]:
    for group in stored:
        has_windows = stood.windows.get(group.pk) == _now(group, _WINDOWS)
        for place, line in enumerate(group.rows):
            steps = sorted((item.label, item.text) for item in line.texts)
            is_as_it_was = (
                stood.lines.get(line.pk) == _now(line, _WORDS)
                and sorted(stood.steps[line.pk]) == steps
                and (has_windows or place > 0)
            )
            if not is_as_it_was:
                yield line.pk


def _now(row: Report | Group | Line, names: Sequence[str]) -> tuple:
    return tuple(getattr(row, name) for name in names)
