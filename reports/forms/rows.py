"""The six-column table as it comes back from a browser: what was touched, what it says, what cannot be kept.

Every box is named after its row: `g12-official` (a number's window), `l5-result`, `l5-item-7` (a
row's cells), `details-footnote`, `c9-reply` (the answer to a question of the centre). Beside them stand
the version the row was shown in and a digest of what its boxes held, so that only rows that were typed
into are read and written.

A page that stays open while its rows are saved says more: `l5-also-7` names further step texts that
came of the box `l5-item-7`, and `l5-sent` what was sent of the row without an answer being heard.
"""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from reports import actions, document, text
from reports.actions.drafts import TYPED
from reports.asked import waiting
from reports.forms import cells
from reports.forms.cells import CellError, Fields
from reports.models import LONGEST_COMMENT, Answer, Comment, Group, Item, Line, Report, Status

# One spelling for each row, so that no row is read twice.
KEY = re.compile("[1-9][0-9]{0,17}")
ROW = re.compile(f"(?:[glc]{KEY.pattern}|details)")
META = ("version", "digest", "theirs", "typed_at")
SENT, JOINED, ALSO = "sent", "joined-", "also-"
# The hidden box of a row not yet due whose status nobody has chosen: sent back beside it, that is no choice.
FOLLOWS = "follows"
MOST_UNHEARD = 5  # What was sent before that is only counted.
MOST_SENT = 10_000
WINDOWS = ("official", "provincial")
MOST_GONE = 2 * actions.rows.MOST_ROWS  # Each row may have a number of its own.
BIGGEST = 2**31 - 1  # What a version can be at most.


def group_prefix(group: Group) -> str:
    return f"g{group.pk}"


def line_prefix(line: Line) -> str:
    return f"l{line.pk}"


def question_prefix(question: Comment) -> str:
    return f"c{question.pk}"


def is_question(prefix: str) -> bool:
    return prefix.startswith("c")


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
    fields["status"] = [_status(line, is_in_table=ticks is None)]
    if _follows(line):
        fields[FOLLOWS] = ["1"]
    fields["answer_reason"] = [cells.one_line(line.answer_reason)]
    if ticks is not None or line.status_text:
        fields["status_text"] = [cells.one_line(line.status_text)]
    if ticks is not None:
        fields["answer"] = [line.answer]
        fields |= {f"ties-{item.pk}": _ticked(item, ticks) for item in line.texts}
        fields["ties-new"] = [""]
    return fields


def _ticked(item: Item, ticks: Collection[int]) -> list[str]:
    """The empty value says that there were boxes to tick at all."""
    return ["", *(str(step) for step in item.ties if step in ticks)]


def _status(line: Line, *, is_in_table: bool) -> str:
    """What is chosen in the box of a status: in the table also that there is nothing to report."""
    is_nothing = is_in_table and line.answer == Answer.NOTHING_TO_REPORT
    return line.answer if is_nothing else line.status


def _follows(line: Line) -> bool:
    """Whether the box shows not yet due although nobody has chosen it."""
    return line.status_follows and line.status == Status.NOT_DUE


def shown_result(line: Line) -> str:
    """The result as typed: a lone dash too, although it reads as empty."""
    return line.result or line.raw.get(TYPED, {}).get("result", "")


def details_fields(report: Report) -> Fields:
    return {
        "contact": [report.contact],
        "footnote": [report.footnote],
        "number_style": [report.number_style],
    }


def question_fields(question: Comment) -> Fields:
    return {"reply": [question.reply]}


# ---- what a browser sent


@dataclass(frozen=True, slots=True)
class Posted:
    """One row as it came back. `theirs` is the version of another person's text shown beside it.

    `joined` is what was typed below the two texts to join them, box by box; `sent` what the page sent
    before without hearing an answer, as JSON; `is_whole` where its step boxes are the whole cell.
    `typed_at` is when a text kept by the browser was typed, in milliseconds since 1970.
    """

    prefix: str
    fields: Fields
    version: str = ""
    digest: str = ""
    theirs: str = ""
    typed_at: str = ""
    sent: tuple[str, ...] = ()
    joined: Fields = field(default_factory=dict)
    is_whole: bool = False

    @property
    def is_touched(self) -> bool:
        return cells.digest(self.fields) != self.digest

    @property
    def pk(self) -> int:
        return int(self.prefix[1:])

    def one(self, name: str, default: str = "") -> str:
        return self.fields.get(name, [default])[0]

    @property
    def unheard(self) -> list["Posted"]:
        """The row as it was sent before without an answer, oldest first."""
        found = map(_read_fields, self.sent[-MOST_UNHEARD:])
        return [replace(self, fields=fields, sent=()) for fields in found if fields is not None]


def _read_fields(written: str) -> Fields | None:
    """Box → values out of JSON; None for anything else."""
    try:
        found = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(map(_is_texts, found.values())):
        return None
    return {name: [cells.fold_lines(value) for value in values] for name, values in found.items()}


def _is_texts(values: object) -> bool:
    return (
        isinstance(values, list)
        and bool(values)
        and all(isinstance(value, str) for value in values)
    )


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
    sent = tuple(fields.pop(SENT, ()))[:MOST_SENT]
    joined = {
        box.removeprefix(JOINED): fields.pop(box) for box in [*fields] if box.startswith(JOINED)
    }
    return Posted(prefix, fields, **meta, sent=sent, joined=joined)


def version(written: str) -> int:
    """A version as sent by a browser; 0, which no row has, for anything else."""
    return int(written) if re.fullmatch("[0-9]{1,10}", written) and int(written) <= BIGGEST else 0


Problems = dict[str, CellError]


@dataclass
class TableForm:
    """What was posted to the table of a report, read against its rows as they are now.

    `groups` and `lines` are the touched rows that can be saved; `gone` those that are not in the
    table any more; `problems` says per row and box what cannot be kept. `details` are the report's
    own closing words, where they were touched. `ticks` are the ids of the calendar's steps. `replies`
    are the answers to questions of the centre, by prefix.
    """

    report: Report
    table: list[Group]
    ticks: Collection[int]
    data: QueryDict
    groups: list[actions.GroupEdit] = field(default_factory=list)
    lines: list[actions.LineEdit] = field(default_factory=list)
    gone: list[actions.GroupEdit | actions.LineEdit] = field(default_factory=list)
    details: dict[str, str] | None = None
    replies: dict[str, str] = field(default_factory=dict)
    problems: dict[str, Problems] = field(default_factory=dict)
    # Per row: which box each of its step texts came from.
    boxes: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for posted in self.touched.values():
            if posted.prefix == "details":
                self._read_details(posted)
            elif posted.prefix.startswith("g"):
                self._read_group(posted)
            elif is_question(posted.prefix):
                self._read_reply(posted)
            else:
                self._read_line(posted)

    @cached_property
    def touched(self) -> dict[str, Posted]:
        """The rows that were typed into, after the buttons ใช้ของเขา, ใช้ของฉัน, แก้รวมเอง and หมายถึง."""
        rows = posted_rows(self.data)
        rows.pop(self.data.get("theirs", ""), None)
        wanted = {prefix: posted for prefix, posted in rows.items() if self._wanted(posted)}
        # More rows than a report ever had were not typed by a person.
        made_up = [prefix for prefix in wanted if not self._is_there(prefix)][MOST_GONE:]
        for prefix in made_up:
            del wanted[prefix]
        return {prefix: self._chosen(posted) for prefix, posted in wanted.items()}

    def _is_there(self, prefix: str) -> bool:
        if is_question(prefix):
            return int(prefix[1:]) in self.questions
        stored = self._stored_groups if prefix.startswith("g") else self._stored_lines
        return prefix == "details" or int(prefix[1:]) in stored

    def _wanted(self, posted: Posted) -> bool:
        is_named = posted.prefix in (self.data.get("mine"), self.data.get("joined"))
        offered = self.data.get("offer", "").startswith(f"{posted.prefix}-")
        return posted.is_touched or bool(posted.sent) or is_named or offered

    def _chosen(self, posted: Posted) -> Posted:
        if self.data.get("joined") == posted.prefix:
            joined = {box: posted.joined[box] for box in posted.joined if box in posted.fields}
            posted = replace(posted, fields=posted.fields | joined, joined={})
        if posted.prefix in (self.data.get("mine"), self.data.get("joined")):
            posted = replace(posted, version=posted.theirs, is_whole=True)
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

    @cached_property
    def questions(self) -> dict[int, Comment]:
        """The questions that the province answers now, by id: two queries."""
        return {question.pk: question for question in waiting(self.report)}

    def _read_reply(self, posted: Posted) -> None:
        question = self.questions.get(posted.pk)
        stored = question.reply if question else ""
        try:
            typed = posted.one("reply", cells.fold_lines(stored))
            self.replies[posted.prefix] = (
                stored
                if typed == cells.fold_lines(stored)
                else cells.read_text(typed, LONGEST_COMMENT)
            )
        except CellError as error:
            self.problems[posted.prefix] = {"reply": error}

    def _read_group(self, posted: Posted) -> None:
        group = self._stored_groups.get(posted.pk)
        windows, problems = self._windows(posted, group)
        if problems:
            self.problems[posted.prefix] = problems
            return
        before = (self._windows(one, group) for one in posted.unheard)
        unheard = tuple(
            actions.GroupEdit(posted.pk, 0, **windows)
            for windows, problems in before
            if not problems
        )
        made_from, sent = version(posted.version), len(posted.sent)
        edit = actions.GroupEdit(posted.pk, made_from, **windows, sent=sent, unheard=unheard)
        (self.groups if group else self.gone).append(edit)

    def _windows(self, posted: Posted, group: Group | None) -> tuple[dict, Problems]:
        windows, problems = {}, {}
        for name in WINDOWS:
            stored = getattr(group, name) if group else None
            typed = posted.one(name, cells.fold_lines(cells.shown_window(stored)))
            try:
                windows[name] = self._window(typed, stored)
            except CellError as error:
                problems[name] = error
        return windows, problems

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
            return
        self.boxes[posted.prefix] = reader.boxes
        before = [LineReader(one, line, self.ticks) for one in posted.unheard]
        edits = [(one.edit(), one.problems) for one in before]
        unheard = tuple(one for one, problems in edits if not problems)
        (self.lines if line else self.gone).append(
            replace(edit, sent=len(posted.sent), unheard=unheard)
        )

    def _read_details(self, posted: Posted) -> None:
        details, problems = self._details(posted)
        if problems:
            self.problems[posted.prefix] = problems
        else:
            self.details = details

    @property
    def unheard_details(self) -> list[dict[str, str]]:
        """The closing words as they were sent before without an answer."""
        posted = self.touched.get("details")
        before = map(self._details, posted.unheard if posted else [])
        return [details for details, problems in before if not problems]

    def _details(self, posted: Posted) -> tuple[dict[str, str], Problems]:
        details, problems = {}, {}
        for name in ("contact", "footnote"):
            stored = getattr(self.report, name)
            try:
                details[name] = self._detail(posted.one(name, cells.fold_lines(stored)), stored)
            except CellError as error:
                problems[name] = error
        style = posted.one("number_style", self.report.number_style)
        details["number_style"] = style if style in document.NUMBER_STYLES else ""
        return details, problems

    # Questions about what was read

    def says_same(self, prefix: str) -> bool:
        """Whether a row without problems says what is stored: also where only white space differs."""
        if prefix == "details":
            return all(getattr(self.report, name) == it for name, it in self.details.items())
        if is_question(prefix):
            question = self.questions.get(int(prefix[1:]))
            return question is not None and question.reply == self.replies.get(prefix)
        if prefix.startswith("g"):
            group = self._stored_groups.get(int(prefix[1:]))
            return any(
                (edit.official, edit.provincial) == (group.official, group.provincial)
                for edit in self.groups
                if group and edit.group == group.pk
            )
        line = self._stored_lines.get(int(prefix[1:]))
        return any(_says(edit, line) for edit in self.lines if line and edit.line == line.pk)

    def acknowledged(self, prefix: str, items: Sequence[int]) -> Fields:
        """What the boxes of a saved row hold, once the page knows which step texts came of which box.

        `items` are the ids of the row's step texts in order.
        """
        posted = self.touched[prefix]
        fields = {name: it for name, it in posted.fields.items() if not name.startswith(ALSO)}
        for key, item in zip(self.boxes.get(prefix, ()), items, strict=False):
            if f"item-{key}" in fields and str(item) != key:
                fields.setdefault(f"{ALSO}{key}", []).append(str(item))
        return fields


def _says(edit: actions.LineEdit, line: Line) -> bool:
    stored = LineReader(Posted(line_prefix(line), {}), line, ()).edit()
    alike = replace(edit, version=stored.version, items=stored.items, sent=0, unheard=()) == stored
    return (
        alike
        and [(one.label, one.text) for one in edit.items]
        == [(item.label, item.text) for item in line.texts]
        and all(
            one.steps is None or set(one.steps) == set(item.ties)
            for one, item in zip(edit.items, line.texts, strict=True)
        )
    )


class LineReader:
    """One posted row as a LineEdit; boxes that the page did not have keep what is stored."""

    def __init__(self, posted: Posted, line: Line | None, ticks: Collection[int]) -> None:
        self.posted = posted
        self.line = line or Line(pk=posted.pk)
        self.items = {item.pk: item for item in line.texts} if line else {}
        self.ticks = ticks
        self.problems: Problems = {}
        self.boxes: list[str] = []  # for each step text the key of its box

    def edit(self) -> actions.LineEdit:
        result = self._text("result", cells.RESULT_LIMIT, shown_result(self.line))
        is_dash = text.is_dash(result)
        return actions.LineEdit(
            line=self.posted.pk,
            version=version(self.posted.version),
            items=self._whole_cell(),
            result="" if is_dash else result,
            typed={"result": result} if is_dash else {},
            status=self._status(),
            status_text=self._line("status_text", cells.STATUS_TEXT_LIMIT),
            answer=self._answer(),
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

    def _whole_cell(self) -> tuple[actions.ItemEdit, ...]:
        """Every step text of the row; it always has a box to type one into."""
        items = tuple(self._items())
        if not items:
            self.boxes = ["new"]
        return items or (actions.ItemEdit(""),)

    def _status(self) -> str:
        """A box of the table that turns to nothing to report has no status any more."""
        is_nothing = self.posted.one("status") == Answer.NOTHING_TO_REPORT
        if is_nothing and self.line.answer != Answer.NOTHING_TO_REPORT:
            return ""
        chosen = self._choice("status", ("", *document.STATUSES))
        is_no_choice = FOLLOWS in self.posted.fields and chosen == Status.NOT_DUE
        return self.line.status if is_no_choice and self.line.status_follows else chosen

    def _answer(self) -> str:
        """The answer chosen in a box of its own, or in the table where the status is."""
        if "answer" in self.posted.fields or "status" not in self.posted.fields:
            return self._choice("answer", ("", *Answer.values))
        if self.posted.one("status") == Answer.NOTHING_TO_REPORT:
            return Answer.NOTHING_TO_REPORT.value
        return "" if self.line.answer == Answer.NOTHING_TO_REPORT else self.line.answer

    def _items(self) -> Iterator[actions.ItemEdit]:
        for key in self._item_keys():
            if not self.posted.fields.get(f"remove-{key}"):
                found = self._item(key)
                self.boxes += [key] * len(found)
                yield from found

    def _item_keys(self) -> list[str]:
        """The boxes that were posted; before them the stored steps that the page had no box for."""
        boxes = (box.partition("-") for box in self.posted.fields)
        posted = [
            key for kind, _, key in boxes if kind == "item" and (key == "new" or KEY.fullmatch(key))
        ]
        # A page made before another save could not know of every step; its cell is whole.
        is_older = set(posted) - {"new"} and version(self.posted.version) != self.line.version
        if is_older or (posted and self.posted.is_whole):
            return posted
        shown = {*posted, *(str(item.pk) for key in posted for item in self._own(key))}
        return [*(str(pk) for pk in self.items if str(pk) not in shown), *posted]

    def _own(self, key: str) -> list[Item]:
        """The step texts that a box stands for: its own, and those that came of it since."""
        also = filter(KEY.fullmatch, self.posted.fields.get(f"{ALSO}{key}", ()))
        keys = [*(() if key == "new" else (key,)), *also]
        own = [self.items[int(one)] for one in dict.fromkeys(keys) if int(one) in self.items]
        return own or ([] if key == "new" else [Item(pk=int(key))])

    def _item(self, key: str) -> list[actions.ItemEdit]:
        """The step texts of a box; where several were typed into it, the first keeps the ties."""
        box, own = f"item-{key}", self._own(key)
        shown = cells.fold_lines("\n".join(cells.shown_step(one.label, one.text) for one in own))
        typed = self.posted.one(box, shown)
        if key == "new" and not typed.strip():
            return []
        stored = [(one.label, one.text) for one in own]
        steps = stored if own and typed == shown else self._steps(box, typed)
        ids = [*(one.pk for one in own), *([None] * len(steps))]
        ties = [self._ties(key, own), *([None] * len(steps))]
        return [
            actions.ItemEdit(words, label, ids[n], ties[n])
            for n, (label, words) in enumerate(steps)
        ]

    def _steps(self, box: str, typed: str) -> list[tuple[str, str]]:
        try:
            return cells.read_steps(typed)
        except CellError as error:
            self.problems[box] = error
            return [("", "")]

    def _ties(self, key: str, own: Sequence[Item]) -> tuple[int, ...] | None:
        """CalendarStep ids ticked beside a step text; None where the page showed no tick boxes."""
        ticked = self.posted.fields.get(f"ties-{key}")
        if ticked is None:
            return None
        item = self.items.get(own[0].pk) if own else None
        # What was tied by another edition of the calendar had no tick box and stays.
        unseen = [step for step in item.ties if step not in self.ticks] if item else []
        return (*(step for step in self.ticks if str(step) in ticked), *unseen)
