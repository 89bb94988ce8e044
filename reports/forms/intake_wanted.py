"""What a report says after a document was confirmed: the document's rows, or both woven together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from reports import redline
from reports.actions.rewriting import Wanted, WantedGroup, WantedItem, WantedLine
from reports.forms import intake_boxes
from reports.forms.intake_boxes import ReadItem
from reports.forms.intake_merge import BOTH, TAKE, FileRow, Merge
from reports.models import Group, Item, Line

# Two step texts are one that was edited from here on (0–100).
SAME_STEP = 80


def wanted_of(merge: Merge) -> Wanted:
    """The report after the confirmation; only where the merge has no problems."""
    return _After(merge).wanted()


@dataclass
class _After:
    merge: Merge

    def wanted(self) -> Wanted:
        groups = self._replaced() if self.merge.replaces else self._merged()
        groups += [self._loose_row(words) for words in self._loose("row")]
        report = self.merge.target.report
        closing = {name: self._wanted_closing(name) for name in intake_boxes.CLOSING}
        return Wanted(
            groups=tuple(groups),
            footnote=self._with_loose(closing["footnote"]),
            contact=closing["contact"],
            number_style=self._number_style() if self.merge.replaces else report.number_style,
            raw=self._around() if self.merge.replaces else report.raw,
        )

    def _replaced(self) -> list[WantedGroup]:
        groups: dict[int, WantedGroup] = {}
        for row in self.merge.rows:
            if row.choice == TAKE:
                before = groups.get(row.group) or WantedGroup((), row.official, row.provincial)
                lines = (*before.lines, self.new_line(row))
                groups[row.group] = replace(before, lines=lines)
        return list(groups.values())

    def new_line(self, row: FileRow) -> WantedLine:
        return WantedLine(
            items=tuple(_new_item(item) for item in row.read.items),
            result=row.read.result,
            status=row.read.status,
            status_text=row.read.status_text,
            raw={**row.raw, **self.merge.source},
        )

    def _merged(self) -> list[WantedGroup]:
        weave = _Weave(self)
        for row in self.merge.rows:
            weave.add(row)
        for _, _, line in self.merge.only_here:
            if self.merge.one(f"l{line.pk}-choice") == TAKE:
                weave.remove(line)
        return weave.groups()

    def taken(self, row: FileRow) -> WantedLine:
        """The report's row with the cells that differ from the document's."""
        ours, wanted = row.ours, standing_line(row.ours)
        differing = {pair.name for pair in row.pairs if not pair.is_same}
        changes: dict[str, Any] = {"raw": {**row.raw, **self.merge.source}}
        if differing & {"step", "ties"}:
            changes["items"] = _woven_items(ours, row.read.items)
        if "result" in differing:
            changes["result"] = row.read.result
        if "status" in differing:
            changes |= {"status": row.read.status, "status_text": row.read.status_text}
            changes["status_follows"] = False
        return replace(wanted, **changes)

    def _loose(self, use: str) -> list[str]:
        words = intake_boxes.leftovers(self.merge.reading)
        return [one for place, one in enumerate(words) if self.merge.one(f"u{place}-as") == use]

    def _loose_row(self, words: str) -> WantedGroup:
        raw = {"unread": words, **self.merge.source}
        return WantedGroup((WantedLine((WantedItem(""),), result=words, raw=raw),))

    def _with_loose(self, footnote: str) -> str:
        loose = self._loose("footnote")
        if not loose:
            return footnote
        return "\n".join([footnote or self.merge.printed_closing("footnote"), *loose]).strip()

    def _wanted_closing(self, name: str) -> str:
        """Blank where the report prints the same by itself."""
        pair = self.merge.closing[name]
        if self.merge.one(f"{name}-choice") == TAKE and not pair.is_same:
            return pair.theirs
        return getattr(self.merge.target.report, name, "")

    def _number_style(self) -> str:
        """The document's, blank where the round's is the same."""
        marked = [
            g.number_text.strip().endswith(".") for g in self.merge.reading.groups if g.number
        ]
        style = "๑." if marked and all(marked) else "๑"
        return "" if style == self.merge.target.round.number_style or not marked else style

    def _around(self) -> dict[str, Any]:
        """What was read around the rows, kept with the report for good."""
        return {
            "columns": list(self.merge.reading.columns),
            "title": self.merge.reading.title,
            "unread": [list(row) for row in self.merge.reading.unread],
            **{name: getattr(self.merge.reading, name) for name in intake_boxes.CLOSING},
            **self.merge.source,
        }


@dataclass
class _Weave:
    """The report's rows with those of the document put among them: ours keep their places."""

    after: _After

    def __post_init__(self) -> None:
        self._groups = [standing_group(group) for group in self.after.merge.target.stored]
        self._last: tuple[int, int] | None = None  # where the document's last row stands
        self._of: dict[int, int] = {}  # number of the document → that of the report

    def add(self, row: FileRow) -> None:
        if row.ours is None:
            if row.choice == TAKE:
                self._insert(row)
            return
        group, line = self._place_of(row.ours)
        self._of.setdefault(row.group, group)
        self._last = (group, line)
        if row.choice == TAKE:
            self._take(row, group, line)
        elif row.choice == BOTH:
            self._put(group, line + 1, self.after.new_line(row))

    def _take(self, row: FileRow, group: int, line: int) -> None:
        lines = list(self._groups[group].lines)
        lines[line] = self.after.taken(row)
        windows = {
            pair.name: getattr(row, pair.name)
            for pair in row.pairs
            if pair.name in intake_boxes.WINDOWS and not pair.is_same
        }
        self._groups[group] = replace(self._groups[group], lines=tuple(lines), **windows)

    def _insert(self, row: FileRow) -> None:
        """A row of the document alone: after the one that it follows there, in the same number or a new one."""
        new, group = self.after.new_line(row), self._of.get(row.group)
        if group is not None:
            follows = self._last and self._last[0] == group
            self._put(group, self._last[1] + 1 if follows else 0, new)
            return
        place = self._last[0] + 1 if self._last else 0
        self._groups.insert(place, WantedGroup((new,), row.official, row.provincial))
        self._of = {theirs: ours + (ours >= place) for theirs, ours in self._of.items()}
        self._of[row.group], self._last = place, (place, 0)

    def _put(self, group: int, place: int, new: WantedLine) -> None:
        lines = list(self._groups[group].lines)
        lines.insert(place, new)
        self._groups[group] = replace(self._groups[group], lines=tuple(lines))
        self._last = (group, place)

    def _place_of(self, line: Line) -> tuple[int, int]:
        return next(
            (group, place)
            for group, one in enumerate(self._groups)
            for place, wanted in enumerate(one.lines)
            if wanted.pk == line.pk
        )

    def remove(self, line: Line) -> None:
        group, place = self._place_of(line)
        lines = list(self._groups[group].lines)
        del lines[place]
        self._groups[group] = replace(self._groups[group], lines=tuple(lines))

    def groups(self) -> list[WantedGroup]:
        return [group for group in self._groups if group.lines]


# ---- the report's own rows as they stand


def standing_group(group: Group) -> WantedGroup:
    lines = tuple(map(standing_line, group.rows))
    return WantedGroup(lines, group.official, group.provincial, group.pk)


def standing_line(line: Line) -> WantedLine:
    return WantedLine(
        items=tuple(map(_standing_item, line.texts)),
        result=line.result,
        status=line.status,
        status_follows=line.status_follows,
        status_text=line.status_text,
        answer=line.answer,
        answer_reason=line.answer_reason,
        raw=line.raw,
        pk=line.pk,
    )


def _standing_item(item: Item) -> WantedItem:
    return WantedItem(item.text, item.label, tuple(sorted(item.ties)), item.pk)


def _new_item(item: ReadItem) -> WantedItem:
    return WantedItem(item.text, item.label, tuple(sorted(item.steps)))


def _woven_items(line: Line, read: Sequence[ReadItem]) -> tuple[WantedItem, ...]:
    """The document's step texts; one that the row has already, perhaps in other words, keeps its ties."""
    left = list(line.texts)
    found = []
    for item in read:
        same = max(left, key=lambda one: _likeness(one, item), default=None)
        if same is None or _likeness(same, item) < SAME_STEP:
            found.append(_new_item(item))
            continue
        left.remove(same)
        steps = item.steps if item.is_chosen else same.ties
        is_same = redline.same(same.text, item.text)
        text = same.text if is_same else item.text
        found.append(WantedItem(text, item.label, tuple(sorted(steps)), same.pk))
    return tuple(found)


def _likeness(item: Item, read: ReadItem) -> float:
    return fuzz.ratio(redline.unspaced(item.text), redline.unspaced(read.text))
