"""What the editor tells of a report that was started from an earlier one: what came along, what has no place yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from calendar_app.models import RevisionStep
from ita_portal import thai
from ita_portal.thai import Window
from reports import document
from reports.models import Group, LeftRow, Start

WINDOWS = {
    "plan": "ตามแผนของจังหวัดปีนี้",
    "before": "ตามรายงานเดิม",
    "shifted": "ตามรายงานเดิม เลื่อนมาเป็นปีนี้",
    "official": "ตามสำนักงาน ป.ป.ช.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A row to look at: its number in the table and its line's id."""

    number: str
    pk: int


@dataclass(frozen=True, slots=True)
class ShownLeft:
    """A row of then without a place; `proposals` are CalendarStep ids with their names."""

    pk: int
    number: str
    words: str
    window: str
    gone: list[str]
    proposals: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class ShownStart:
    """`windows`: where the province's windows came from, with their numbers."""

    words: str
    at: datetime
    is_accepted: bool
    is_hidden: bool
    left: list[ShownLeft]
    own: list[Place]
    new: list[Place]
    windows: list[tuple[str, list[Place]]]


def shown_start(
    start: Start, table: Sequence[Group], calendar: Mapping[int, RevisionStep]
) -> ShownStart:
    """Told of the rows that are still there, under the numbers they have now. One query: what is left."""
    unsettled = LeftRow.objects.filter(start=start, settled_at__isnull=True)
    lines = {
        line.pk: Place(thai.to_thai_digits(number), line.pk)
        for number, group in enumerate(table, start=1)
        for line in group.rows
    }
    groups = {group.pk: lines[group.rows[0].pk] for group in table}
    told = {name: start.told.get(name, []) for name in (*WINDOWS, "own", "new")}
    return ShownStart(
        words=start.words,
        at=start.source.accepted_at or start.source.submitted_at,
        is_accepted=start.source.accepted_at is not None,
        is_hidden=start.hidden_at is not None,
        left=[_left(row, calendar) for row in unsettled],
        own=_there(told["own"], lines),
        new=_there(told["new"], lines),
        windows=[
            (label, places)
            for name, label in WINDOWS.items()
            if (places := _there(told[name], groups))
        ],
    )


def _there(pks: Sequence[int], places: Mapping[int, Place]) -> list[Place]:
    return [places[pk] for pk in pks if pk in places]


def _left(row: LeftRow, calendar: Mapping[int, RevisionStep]) -> ShownLeft:
    content = row.content
    window: Window | None = document.window_from_dict(content["provincial"])
    texts = [f"{one['label']} {one['text']}".strip() for one in content["items"]]
    return ShownLeft(
        pk=row.pk,
        number=thai.to_thai_digits(content["number"]),
        words=" · ".join(filter(None, texts)) or "แถวว่าง",
        window=thai.write_window(window) if window else "",
        gone=content["gone"],
        proposals=[(pk, _name(calendar[pk])) for pk in content["proposals"] if pk in calendar],
    )


def _name(edition: RevisionStep) -> str:
    return f"ข้อ {thai.to_thai_digits(edition.order)} {edition.title}"
