"""The six-column table as it comes back from a browser: what was touched, what it says, what cannot be kept.

Every box is named after its row: `g12-official` (a number's window), `l5-result`, `l5-item-7` (a
row's cells), `details-footnote`. Beside them stand the version the row was shown in and a digest of
what its boxes held, so that only rows that were typed into are read and written.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from reports import actions, document, text
from reports.actions.drafts import TYPED
from reports.forms import cells
from reports.forms.cells import CellError, Fields
from reports.models import Answer, Group, Item, Line, Report

# One spelling for each row, so that no row is read twice.
KEY = re.compile("[1-9][0-9]{0,17}")
ROW = re.compile(f"(?:[gl]{KEY.pattern}|details)")
META = ("version", "digest", "theirs")
WINDOWS = ("official", "provincial")
MOST_GONE = 2 * actions.rows.MOST_ROWS  # Each row may have a number of its own.
BIGGEST = 2**31 - 1  # What a version can be at most.


def group_prefix(group: Group) -> str:
    return f"g{group.pk}"


def line_prefix(line: Line) -> str:
    return f"l{line.pk}"


# ---- what the boxes of a stored row hold


def group_fields(group: Group) -> Fields:
    return {
        "official": [cells.shown_window(group.official)],
        "provincial": [cells.shown_window(group.provincial)],
    }


def line_fields(line: Line, *, ticks: Collection[int] | None = None) -> Fields:
    """Box → values for one row; with `ticks`, the CalendarStep ids to tick, also what only its own page shows."""
    fields = {f"item-{item.pk}": [cells.shown_step(item.label, item.text)] for item in line.texts}
    if ticks is not None or not line.texts:
        fields["item-new"] = [""]
    fields["result"] = [shown_result(line)]
    fields["status"] = [line.status]
    if ticks is not None or line.status_text:
        fields["status_text"] = [cells.one_line(line.status_text)]
    if ticks is not None:
        fields["answer"] = [line.answer]
        fields["answer_reason"] = [cells.one_line(line.answer_reason)]
        fields |= {f"ties-{item.pk}": _ticked(item, ticks) for item in line.texts}
        fields["ties-new"] = [""]
    return fields


def _ticked(item: Item, ticks: Collection[int]) -> list[str]:
    """The empty value says that there were boxes to tick at all."""
    return ["", *(str(step) for step in item.ties if step in ticks)]


def shown_result(line: Line) -> str:
    """The result as typed: a lone dash too, although it reads as empty."""
    return line.result or line.raw.get(TYPED, {}).get("result", "")


def details_fields(report: Report) -> Fields:
    return {
        "contact": [report.contact],
        "footnote": [report.footnote],
        "number_style": [report.number_style],
    }


# ---- what a browser sent


@dataclass(frozen=True, slots=True)
class Posted:
    """One row as it came back. `theirs` is the version of another person's text shown beside it."""

    prefix: str
    fields: Fields
    version: str = ""
    digest: str = ""
    theirs: str = ""

    @property
    def is_touched(self) -> bool:
        return cells.digest(self.fields) != self.digest

    @property
    def pk(self) -> int:
        return int(self.prefix[1:])

    def one(self, name: str, default: str = "") -> str:
        return self.fields.get(name, [default])[0]


def posted_rows(data: QueryDict) -> dict[str, Posted]:
    """Prefix → row, in the order of the page."""
    rows: dict[str, Fields] = {}
    for name, values in data.lists():
        prefix, dash, box = name.partition("-")
        if dash and ROW.fullmatch(prefix):
            rows.setdefault(prefix, {})[box] = [cells.fold_lines(value) for value in values]
    return {prefix: _posted(prefix, fields) for prefix, fields in rows.items()}


def _posted(prefix: str, fields: Fields) -> Posted:
    meta = {name: fields.pop(name, [""])[0] for name in META}
    return Posted(prefix, fields, **meta)


def version(written: str) -> int:
    """A version as sent by a browser; 0, which no row has, for anything else."""
    return int(written) if re.fullmatch("[0-9]{1,10}", written) and int(written) <= BIGGEST else 0


Problems = dict[str, CellError]


@dataclass
class TableForm:
    """What was posted to the table of a report, read against its rows as they are now.

    `groups` and `lines` are the touched rows that can be saved; `gone` those that are not in the
    table any more; `problems` says per row and box what cannot be kept. `details` are the report's
    own closing words, where they were touched. `ticks` are the ids of the calendar's steps.
    """

    report: Report
    table: list[Group]
    ticks: Collection[int]
    data: QueryDict
    groups: list[actions.GroupEdit] = field(default_factory=list)
    lines: list[actions.LineEdit] = field(default_factory=list)
    gone: list[actions.GroupEdit | actions.LineEdit] = field(default_factory=list)
    details: dict[str, str] | None = None
    problems: dict[str, Problems] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for posted in self.touched.values():
            if posted.prefix == "details":
                self._read_details(posted)
            elif posted.prefix.startswith("g"):
                self._read_group(posted)
            else:
                self._read_line(posted)

    @cached_property
    def touched(self) -> dict[str, Posted]:
        """The rows that were typed into, after the buttons ใช้ของเขา, ใช้ของฉัน and หมายถึง."""
        rows = posted_rows(self.data)
        rows.pop(self.data.get("theirs", ""), None)
        wanted = {prefix: posted for prefix, posted in rows.items() if self._wanted(posted)}
        # More rows than a report ever had were not typed by a person.
        made_up = [prefix for prefix in wanted if not self._is_there(prefix)][MOST_GONE:]
        for prefix in made_up:
            del wanted[prefix]
        return {prefix: self._chosen(posted) for prefix, posted in wanted.items()}

    def _is_there(self, prefix: str) -> bool:
        stored = self._stored_groups if prefix.startswith("g") else self._stored_lines
        return prefix == "details" or int(prefix[1:]) in stored

    def _wanted(self, posted: Posted) -> bool:
        return posted.is_touched or self.data.get("offer", "").startswith(f"{posted.prefix}-")

    def _chosen(self, posted: Posted) -> Posted:
        if self.data.get("mine") == posted.prefix:
            posted = replace(posted, version=posted.theirs)
        prefix, _, box = self.data.get("offer", "").partition("-")
        if prefix == posted.prefix and box in WINDOWS and box in posted.fields:
            typed = posted.one(box)
            meant = cells.offer_for(typed, self.report.round.fiscal_year) or typed
            posted = replace(posted, fields=posted.fields | {box: [meant]})
        return posted

    @cached_property
    def _stored_groups(self) -> dict[int, Group]:
        return {group.pk: group for group in self.table}

    @cached_property
    def _stored_lines(self) -> dict[int, Line]:
        return {line.pk: line for group in self.table for line in group.rows}

    def _read_group(self, posted: Posted) -> None:
        group = self._stored_groups.get(posted.pk)
        windows, problems = {}, {}
        for name in WINDOWS:
            stored = getattr(group, name) if group else None
            typed = posted.one(name, cells.fold_lines(cells.shown_window(stored)))
            try:
                windows[name] = self._window(typed, stored)
            except CellError as error:
                problems[name] = error
        if problems:
            self.problems[posted.prefix] = problems
        else:
            edit = actions.GroupEdit(posted.pk, version(posted.version), **windows)
            (self.groups if group else self.gone).append(edit)

    def _window(self, typed: str, stored):
        """A box that still holds what the stored window shows is the stored window."""
        if typed == cells.fold_lines(cells.shown_window(stored)):
            return stored
        return cells.read_window(typed, self.report.round.fiscal_year)

    def _detail(self, typed: str, stored: str) -> str:
        """A box that still holds what is stored is what is stored."""
        if typed == cells.fold_lines(stored):
            return stored
        return cells.read_text(typed, cells.DETAIL_LIMIT)

    def _read_line(self, posted: Posted) -> None:
        line = self._stored_lines.get(posted.pk)
        reader = LineReader(posted, line, self.ticks)
        edit = reader.edit()
        if reader.problems:
            self.problems[posted.prefix] = reader.problems
        else:
            (self.lines if line else self.gone).append(edit)

    def _read_details(self, posted: Posted) -> None:
        details, problems = {}, {}
        for name in ("contact", "footnote"):
            stored = getattr(self.report, name)
            try:
                details[name] = self._detail(posted.one(name, cells.fold_lines(stored)), stored)
            except CellError as error:
                problems[name] = error
        style = posted.one("number_style", self.report.number_style)
        details["number_style"] = style if style in document.NUMBER_STYLES else ""
        if problems:
            self.problems[posted.prefix] = problems
        else:
            self.details = details


class LineReader:
    """One posted row as a LineEdit; boxes that the page did not have keep what is stored."""

    def __init__(self, posted: Posted, line: Line | None, ticks: Collection[int]) -> None:
        self.posted = posted
        self.line = line or Line(pk=posted.pk)
        self.items = {item.pk: item for item in line.texts} if line else {}
        self.ticks = ticks
        self.problems: Problems = {}

    def edit(self) -> actions.LineEdit:
        result = self._text("result", cells.RESULT_LIMIT, shown_result(self.line))
        is_dash = text.is_dash(result)
        return actions.LineEdit(
            line=self.posted.pk,
            version=version(self.posted.version),
            # A row always has a box to type a step into.
            items=tuple(self._items()) or (actions.ItemEdit(""),),
            result="" if is_dash else result,
            typed={"result": result} if is_dash else {},
            status=self._choice("status", ("", *document.STATUSES)),
            status_text=self._line("status_text", cells.STATUS_TEXT_LIMIT),
            answer=self._choice("answer", ("", *Answer.values)),
            answer_reason=self._line("answer_reason", cells.REASON_LIMIT),
        )

    def _text(self, box: str, limit: int, stored: str) -> str:
        """A typed text; what is stored where the box still shows it or there was none."""
        typed = self.posted.one(box, stored)
        if typed == cells.fold_lines(stored):
            return stored
        try:
            return cells.read_text(typed, limit)
        except CellError as error:
            self.problems[box] = error
            return ""

    def _line(self, name: str, limit: int) -> str:
        """A text that is typed on one line."""
        stored = getattr(self.line, name)
        typed = self.posted.one(name, cells.one_line(stored))
        if typed == cells.one_line(stored):
            return stored
        return " ".join(self._text(name, limit, stored).split("\n")).strip()

    def _choice(self, name: str, choices: tuple[str, ...]) -> str:
        stored = getattr(self.line, name)
        chosen = self.posted.one(name, stored)
        return chosen if chosen in choices else stored

    def _items(self) -> Iterator[actions.ItemEdit]:
        for key in self._item_keys():
            if self.posted.fields.get(f"remove-{key}"):
                continue
            if key == "new":
                yield from self._new_items()
            else:
                yield from self._item(f"item-{key}", self.items.get(int(key)) or Item(pk=int(key)))

    def _item_keys(self) -> list[str]:
        """The boxes that were posted; before them the stored steps that the page had no box for."""
        boxes = (box.partition("-") for box in self.posted.fields)
        posted = [
            key for kind, _, key in boxes if kind == "item" and (key == "new" or KEY.fullmatch(key))
        ]
        stored = [str(pk) for pk in self.items]
        # A page made before another save could not know of every step; its cell is whole.
        is_whole = set(posted) - {"new"} and version(self.posted.version) != self.line.version
        if is_whole or set(stored) <= set(posted):
            return posted
        return [*stored, *(key for key in posted if key not in stored)]

    def _item(self, box: str, item: Item) -> Iterator[actions.ItemEdit]:
        """The step text of a box; where several steps were typed into it, the first keeps the ties."""
        shown = cells.fold_lines(cells.shown_step(item.label, item.text))
        typed, ties = self.posted.one(box, shown), self._ties(box)
        if typed == shown:
            yield actions.ItemEdit(item.text, item.label, item.pk, ties)
            return
        (label, words), *more = self._steps(box, typed)
        yield actions.ItemEdit(words, label, item.pk, ties)
        yield from (actions.ItemEdit(words, label) for label, words in more)

    def _new_items(self) -> Iterator[actions.ItemEdit]:
        if not self.posted.one("item-new").strip():
            return
        (label, words), *more = self._steps("item-new", self.posted.one("item-new"))
        yield actions.ItemEdit(words, label, None, self._ties("item-new"))
        yield from (actions.ItemEdit(words, label) for label, words in more)

    def _steps(self, box: str, typed: str) -> list[tuple[str, str]]:
        try:
            return cells.read_steps(typed)
        except CellError as error:
            self.problems[box] = error
            return [("", "")]

    def _ties(self, box: str) -> tuple[int, ...] | None:
        """CalendarStep ids ticked beside a step text; None where the page showed no tick boxes."""
        key = box.partition("-")[2]
        ticked = self.posted.fields.get(f"ties-{key}")
        if ticked is None:
            return None
        item = self.items.get(int(key)) if key != "new" else None
        # What was tied by another edition of the calendar had no tick box and stays.
        unseen = [step for step in item.ties if step not in self.ticks] if item else []
        return (*(step for step in self.ticks if str(step) in ticked), *unseen)
