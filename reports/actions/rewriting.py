"""A report as it shall be, row by row: what is written over a draft at once, and what puts it back as it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from calendar_app.windows import window_columns
from ita_portal import thai
from ita_portal.thai import Window
from reports import document
from reports.actions import evidence
from reports.models import Group, Item, Line, Report


@dataclass(frozen=True, slots=True)
class WantedItem:
    """A step text; `steps` are CalendarStep ids. `pk`: see WantedGroup."""

    text: str
    label: str = ""
    steps: tuple[int, ...] = ()
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class WantedLine:
    """One printed row with what was read for it (`raw`, as in Line). `pk`: see WantedGroup."""

    items: tuple[WantedItem, ...]
    result: str = ""
    status: str = ""
    status_follows: bool = False
    status_text: str = ""
    answer: str = ""
    answer_reason: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    pk: int | None = None
    # Ids of what a row that comes back has beside it; no document says anything of it.
    evidence: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class WantedGroup:
    """One ที่. `pk` names the row that is there already, or was once and comes back; None is a new one."""

    lines: tuple[WantedLine, ...]
    official: Window | None = None
    provincial: Window | None = None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of a report's rows in order, its own closing words, and what was read around them."""

    groups: tuple[WantedGroup, ...]
    contact: str = ""
    footnote: str = ""
    number_style: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)

    def lines(self) -> Iterator[WantedLine]:
        for group in self.groups:
            yield from group.lines


OF_REPORT = ("contact", "footnote", "number_style", "raw")
OF_LINE = ("result", "status", "status_follows", "status_text", "answer", "answer_reason", "raw")
OF_ITEM = ("label", "text")


# Writing -----------------------------------------------------------------------------------------


def write(report: Report, wanted: Wanted) -> None:
    """Make the locked report say what is wanted; rows that say it already are left alone.

    A row that is not wanted is deleted. Versions of rows only ever grow, so that a form made from a
    row before meets a conflict wherever its words have changed.
    """
    there = _There(report)
    for order, group in enumerate(wanted.groups, start=1):
        _write_group(report, there, order, group)
    there.remove_the_rest()
    values = {name: getattr(wanted, name) for name in OF_REPORT}
    _save_changed(report, values)


class _There:
    """The rows of a report by their id; what is written is crossed off, what is left is removed."""

    def __init__(self, report: Report) -> None:
        groups = list(report.groups.prefetch_related("lines__items__steps"))
        self.groups = {group.pk: group for group in groups}
        self.lines = {line.pk: line for group in groups for line in group.lines.all()}
        self.items = {item.pk: item for line in self.lines.values() for item in line.items.all()}
        self.ties = {pk: {step.pk for step in item.steps.all()} for pk, item in self.items.items()}

    def remove_the_rest(self) -> None:
        """What was moved to another row is there no more, so nothing wanted goes along."""
        for rows in (self.items, self.lines, self.groups):
            for row in rows.values():
                row.delete()


def _write_group(report: Report, there: _There, order: int, wanted: WantedGroup) -> None:
    group = there.groups.pop(wanted.pk, None)
    if group is None:
        group = Group(pk=wanted.pk, report=report, order=order)
        group.official, group.provincial = wanted.official, wanted.provincial
        group.save(force_insert=True)
    else:
        _change_group(group, order, wanted)
    for place, line in enumerate(wanted.lines, start=1):
        _write_line(group, there, place, line)


def _change_group(group: Group, order: int, wanted: WantedGroup) -> None:
    changed = []
    if (group.official, group.provincial) != (wanted.official, wanted.provincial):
        group.official, group.provincial = wanted.official, wanted.provincial
        group.version += 1
        changed += [*window_columns("official_"), *window_columns("provincial_"), "version"]
    if group.order != order:
        group.order = order
        changed.append("order")
    if changed:
        group.save(update_fields=changed)


def _write_line(group: Group, there: _There, order: int, wanted: WantedLine) -> None:
    values = {name: getattr(wanted, name) for name in OF_LINE}
    line = there.lines.pop(wanted.pk, None)
    if line is None:
        line = Line(pk=wanted.pk, group=group, order=order, **values)
        line.save(force_insert=True)
        if wanted.evidence:
            evidence.put_beside(line, wanted.evidence)
        said_else = False
    else:
        said_else = any(getattr(line, name) != value for name, value in values.items())
        said_else |= not _has_items(there, line, wanted.items)
        values |= {"order": order, "group_id": group.pk}
        _save_changed(line, values, "version" if said_else else "")
    for place, item in enumerate(wanted.items, start=1):
        _write_item(line, there, place, item)


def _has_items(there: _There, line: Line, wanted: Sequence[WantedItem]) -> bool:
    """Whether the step cell of a row says already what is wanted."""
    items = list(line.items.all())
    return len(items) == len(wanted) and all(
        (item.pk, item.label, item.text, there.ties[item.pk])
        == (one.pk, one.label, one.text, set(one.steps))
        for item, one in zip(items, wanted, strict=True)
    )


def _write_item(line: Line, there: _There, order: int, wanted: WantedItem) -> None:
    values = {name: getattr(wanted, name) for name in OF_ITEM}
    item = there.items.pop(wanted.pk, None)
    if item is None:
        item = Item(pk=wanted.pk, line=line, order=order, **values)
        item.save(force_insert=True)
        tied: set[int] = set()
    else:
        _save_changed(item, values | {"order": order, "line_id": line.pk})
        tied = there.ties[item.pk]
    if gone := tied.difference(wanted.steps):
        item.steps.remove(*gone)
    if new := set(wanted.steps).difference(tied):
        item.steps.add(*new)


def _save_changed(row: Report | Line | Item, values: Mapping[str, Any], version: str = "") -> None:
    """Save the columns that differ; `version` names the one to count up with them."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if version:
        row.version += 1
        changed.append(version)
    if changed:
        row.save(update_fields=changed)


# As it stands ------------------------------------------------------------------------------------


def as_it_stands(report: Report) -> Wanted:
    """The report as something that `write` would bring back, ids included: six queries."""
    groups = report.groups.prefetch_related("lines__items__steps", "lines__attachments")
    return Wanted(
        groups=tuple(map(_standing_group, groups)),
        **{name: getattr(report, name) for name in OF_REPORT},
    )


def _standing_group(group: Group) -> WantedGroup:
    lines = tuple(map(_standing_line, group.lines.all()))
    return WantedGroup(lines, group.official, group.provincial, group.pk)


def _standing_line(line: Line) -> WantedLine:
    items = tuple(
        WantedItem(item.text, item.label, tuple(sorted(s.pk for s in item.steps.all())), item.pk)
        for item in line.items.all()
    )
    return WantedLine(
        items=items,
        pk=line.pk,
        evidence=tuple(evidence.beside(line)),
        **{name: getattr(line, name) for name in OF_LINE},
    )


def edited_rows(then: Wanted, now: Wanted) -> list[str]:
    """Where two stands of a report differ: ลำดับที่ ๓, a row of it, the closing words; empty when nowhere."""
    before, after = _named(then), _named(now)
    differing = [key for key in before | after if _said(before, key) != _said(after, key)]
    found = list(dict.fromkeys((after.get(key) or before[key])[0] for key in differing))
    if _order(then, before, after) != _order(now, before, after):
        found.append("การเรียงแถว")
    return found


Named = dict[object, tuple[str, object]]


def _named(wanted: Wanted) -> Named:
    """Id → how people call a row and all it says, but for its place."""
    found: Named = {}
    for number, group in enumerate(wanted.groups, start=1):
        name = f"ลำดับที่ {thai.to_thai_digits(number)}"
        found["group", group.pk] = (name, (group.official, group.provincial))
        for place, line in enumerate(group.lines):
            row = f"{name} แถวที่ {thai.to_thai_digits(place + 1)}" if place else name
            found["line", line.pk] = (row, (line, line.evidence))
    closing = (wanted.contact, wanted.footnote, wanted.number_style)
    found["closing"] = ("ส่วนท้ายรายงาน", closing)
    return found


def _said(rows: Named, key: object) -> object:
    return rows[key][1] if key in rows else None


def _order(wanted: Wanted, *both: Named) -> list:
    """The rows that both stands have, each with its number, in order."""
    return [
        (group.pk, line.pk)
        for group in wanted.groups
        for line in group.lines
        if all(("line", line.pk) in rows for rows in both)
    ]


# As JSON -----------------------------------------------------------------------------------------


def to_dict(wanted: Wanted) -> dict[str, Any]:
    """The stand of a report as JSON data."""
    return {
        **{name: getattr(wanted, name) for name in OF_REPORT},
        "groups": [
            {
                "pk": group.pk,
                "official": document.window_to_dict(group.official),
                "provincial": document.window_to_dict(group.provincial),
                "lines": [_line_to_dict(line) for line in group.lines],
            }
            for group in wanted.groups
        ],
    }


def _line_to_dict(line: WantedLine) -> dict[str, Any]:
    items = [
        {"pk": one.pk, "label": one.label, "text": one.text, "steps": list(one.steps)}
        for one in line.items
    ]
    return {
        "pk": line.pk,
        "items": items,
        "evidence": list(line.evidence),
        **{name: getattr(line, name) for name in OF_LINE},
    }


def from_dict(data: Mapping[str, Any]) -> Wanted:
    """The reverse of `to_dict`."""
    groups = tuple(
        WantedGroup(
            lines=tuple(map(_line_from_dict, group["lines"])),
            official=document.window_from_dict(group["official"]),
            provincial=document.window_from_dict(group["provincial"]),
            pk=group["pk"],
        )
        for group in data["groups"]
    )
    return Wanted(groups=groups, **{name: data[name] for name in OF_REPORT})


def _line_from_dict(data: Mapping[str, Any]) -> WantedLine:
    items = tuple(WantedItem(**{**one, "steps": tuple(one["steps"])}) for one in data["items"])
    return WantedLine(**{**data, "items": items, "evidence": tuple(data.get("evidence", ()))})
