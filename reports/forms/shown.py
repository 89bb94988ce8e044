"""The table as the editor shows it: stored rows, and over them what was typed and could not be saved."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from calendar_app.models import RevisionStep
from ita_portal import thai
from ita_portal.models import User
from reports import actions
from reports.forms import cells, choices, rows, texts_before
from reports.forms.cells import CellError, Echo, Fields
from reports.forms.choices import ANSWERS, LABELS, TABLE_STATUSES, Choice
from reports.forms.rows import Posted, Problems
from reports.models import Answer, Comment, Group, Item, Line, RemovedRow, Report, Status
from reports.previous import Earlier, Text

WORDS = {"status": dict(TABLE_STATUSES), "answer": dict(ANSWERS)}
BEGINNING = 90  # characters of a result shown in the list of rows on a phone


@dataclass(slots=True)
class Box:
    """One box: its name (also its id), what stands in it, and what is said below it."""

    name: str
    value: str
    error: str = ""
    offer: str | None = None
    echo: Echo | None = None


@dataclass(slots=True)
class Tick:
    step: int
    label: str
    is_ticked: bool


@dataclass(slots=True)
class StepBox:
    """The box of one step text; `number` counts within the row, `ticks` only on the row's own page."""

    box: Box
    number: str
    place: str
    ticks: list[Tick] = field(default_factory=list)
    ties_name: str = ""
    pk: int | None = None


@dataclass(slots=True)
class ShownLine:
    pk: int
    prefix: str
    number: str
    name: str
    version: str
    digest: str
    steps: list[StepBox]
    result: Box
    status: Box
    status_text: Box | None
    answer: Box | None
    answer_reason: Box | None
    answer_words: str
    guidance: list[str]
    is_first: bool
    clash: Choice | None
    has_problem: bool
    summary: str
    beginning: str
    follows: str = ""  # the name of the hidden box of a status that nobody has chosen
    before: Text | None = None  # what an earlier report or the calendar says of it
    evidence: int = 0
    questions: list = field(default_factory=list)  # what the centre asked of it (forms.questions)
    is_good: bool = False  # the centre found it good, and it says what it said

    @property
    def boxes(self) -> list[Box]:
        others = [self.result, self.status, self.status_text, self.answer, self.answer_reason]
        return [*(step.box for step in self.steps), *filter(None, others)]


@dataclass(slots=True)
class ShownGroup:
    pk: int
    prefix: str
    number: str
    version: str
    digest: str
    official: Box
    provincial: Box
    clash: Choice | None
    lines: list[ShownLine]
    span: int


@dataclass(slots=True)
class Lost:
    """What was typed into a row that another person removed meanwhile."""

    prefix: str
    boxes: list[tuple[str, Box]]
    hidden: list[tuple[str, str]]

    @property
    def is_line(self) -> bool:
        return self.prefix.startswith("l")


@dataclass
class Typed:
    """What a page shows instead of what is stored: rows with problems and rows in conflict.

    `is_kept` where these are texts that a browser kept and that stand beside what is stored; `reader`
    is who looks.
    """

    rows: dict[str, Posted] = field(default_factory=dict)
    problems: Mapping[str, Problems] = field(default_factory=dict)
    conflicts: Mapping[str, actions.Conflict] = field(default_factory=dict)
    is_kept: bool = False
    reader: User | None = None

    def of(self, prefix: str) -> Posted | None:
        return self.rows.get(prefix)

    def __bool__(self) -> bool:
        return bool(self.rows)


@dataclass
class Shown:
    """Makes the shown table of one report. `calendar` is CalendarStep id → its edition, in order."""

    report: Report
    table: list[Group]
    calendar: dict[int, RevisionStep]
    typed: Typed = field(default_factory=Typed)
    alone: int | None = None  # the line that is shown on its own page
    earlier: Earlier = field(default_factory=Earlier)
    examples: Mapping[str, list[str]] = field(default_factory=dict)  # by code of the step
    # Those that the page shows, by id; where their names are known, what each stands at.
    questions: Collection[int] | Mapping[int, str] = ()

    def groups(self) -> list[ShownGroup]:
        groups = self._groups()
        lines = [line for group in groups for line in group.lines]
        if self.alone is None and not texts_before.fit([line.before for line in lines]):
            for line in lines:
                line.before = None
        return groups

    def _groups(self) -> list[ShownGroup]:
        return [self._group(number, group) for number, group in enumerate(self.table, start=1)]

    def groups_of(self, prefixes: Collection[str]) -> list[ShownGroup]:
        """Only those numbers that one of these rows belongs to."""
        return [
            self._group(number, group)
            for number, group in enumerate(self.table, start=1)
            if rows.group_prefix(group) in prefixes
            or any(rows.line_prefix(line) in prefixes for line in group.rows)
        ]

    def _group(self, number: int, group: Group) -> ShownGroup:
        prefix, fields = rows.group_prefix(group), rows.group_fields(group)
        posted = self.typed.of(prefix)
        thai_number = thai.to_thai_digits(number)
        return ShownGroup(
            pk=group.pk,
            prefix=prefix,
            number=thai_number,
            version=posted.version if posted else str(group.version),
            digest=posted.digest if posted else cells.digest(fields),
            official=self._window_box(prefix, "official", fields, group.official),
            provincial=self._window_box(prefix, "provincial", fields, group.provincial),
            clash=self._choice(prefix, f"ลำดับที่ {thai_number}", fields, group.version),
            lines=[self._line(thai_number, place, line) for place, line in enumerate(group.rows)],
            span=len(group.rows),
        )

    def _window_box(self, prefix: str, name: str, stored: Fields, window) -> Box:
        box = self._box(prefix, name, stored)
        if box.error:
            return box
        if self.typed.of(prefix):
            window = _read(box.value, self.report.round.fiscal_year)
        box.echo = cells.echo(window, self.report.round.fiscal_year)
        return box

    def _box(self, prefix: str, name: str, stored: Fields) -> Box:
        value = stored[name][0]
        posted = self.typed.of(prefix)
        if posted is None:
            return Box(f"{prefix}-{name}", value)
        problem = self.typed.problems.get(prefix, {}).get(name)
        box = Box(f"{prefix}-{name}", posted.one(name, value))
        if problem:
            box.error, box.offer = problem.message, problem.offer
        return box

    def _line(self, number: str, place: int, line: Line) -> ShownLine:
        prefix, is_alone = rows.line_prefix(line), line.pk == self.alone
        fields = rows.line_fields(line, ticks=self.calendar if is_alone else None)
        posted = self.typed.of(prefix)
        steps = list(self._steps(prefix, line, fields, is_alone))
        first = steps[0].box.value if steps else ""
        name = number if place == 0 else f"{number} แถวที่ {thai.to_thai_digits(place + 1)}"
        return ShownLine(
            pk=line.pk,
            prefix=prefix,
            number=number,
            name=name,
            version=posted.version if posted else str(line.version),
            digest=posted.digest if posted else cells.digest(fields),
            steps=steps,
            result=self._box(prefix, "result", fields),
            status=self._box(prefix, "status", fields),
            status_text=self._optional(prefix, "status_text", fields),
            answer=self._optional(prefix, "answer", fields),
            answer_reason=self._optional(prefix, "answer_reason", fields),
            answer_words=WORDS["answer"][Answer.NOT_OURS] if line.answer == Answer.NOT_OURS else "",
            guidance=self._guidance(line),
            is_first=place == 0,
            clash=self._choice(prefix, f"ลำดับที่ {name}", self._beside(line), line.version),
            has_problem=posted is not None or self._is_below_problem(line, place),
            summary=first[: 2 * BEGINNING],
            beginning=_state_of(line),
            follows=f"{prefix}-{rows.FOLLOWS}" if rows.FOLLOWS in fields else "",
            before=texts_before.offered(line, self.calendar, self.earlier),
            evidence=evidence_of(line),
        )

    def _is_below_problem(self, line: Line, place: int) -> bool:
        """Whether this row shows the windows of its number, and they could not be saved."""
        return place == 0 and f"g{line.group_id}" in self.typed.rows

    def _optional(self, prefix: str, name: str, stored: Fields) -> Box | None:
        return self._box(prefix, name, stored) if name in stored else None

    def _steps(self, prefix: str, line: Line, fields: Fields, is_alone: bool) -> Iterator[StepBox]:
        texts = [(str(item.pk), item) for item in line.texts]
        if "item-new" in fields:
            texts.append(("new", None))
        for number, (key, item) in enumerate(texts, start=1):
            box = self._box(prefix, f"item-{key}", fields)
            yield StepBox(
                box=box,
                number=thai.to_thai_digits(number),
                place=self._place(item),
                ticks=self._ticks(prefix, key, fields) if is_alone else [],
                ties_name=f"{prefix}-ties-{key}",
                pk=item.pk if item else None,
            )

    def _place(self, item: Item | None) -> str:
        """Where a step text stands in the calendar: ตรงกับปฏิทิน ป.ป.ช. ข้อ ๑, ๒."""
        places = (
            sorted(self.calendar[tie].order for tie in item.ties if tie in self.calendar)
            if item
            else []
        )
        if not places:
            return ""
        return "ตรงกับปฏิทิน ป.ป.ช. ข้อ " + ", ".join(map(thai.to_thai_digits, places))

    def _ticks(self, prefix: str, key: str, stored: Fields) -> list[Tick]:
        posted = self.typed.of(prefix)
        name = f"ties-{key}"
        ticked = (posted.fields if posted else stored).get(name, [])
        return [
            Tick(
                step,
                f"ข้อ {thai.to_thai_digits(edition.order)} {edition.title}",
                str(step) in ticked,
            )
            for step, edition in self.calendar.items()
        ]

    def _guidance(self, line: Line) -> list[str]:
        """What the calendar says of the steps of a row, and what other provinces wrote well."""
        ties = {tie for item in line.texts for tie in item.ties}
        tied = [edition for tie, edition in self.calendar.items() if tie in ties]
        guidance = [edition.guidance for edition in tied if edition.guidance]
        examples = [words for edition in tied for words in self.examples.get(edition.step.code, [])]
        return [*guidance, *examples]

    def _beside(self, line: Line) -> Fields:
        """What is stored of a row, for all boxes that the page had on which it was typed."""
        posted = self.typed.of(rows.line_prefix(line))
        is_own_page = posted is not None and "answer" in posted.fields
        return rows.line_fields(line, ticks=self.calendar if is_own_page else None)

    def _choice(self, prefix: str, place: str, stored: Fields, version: int | str) -> Choice | None:
        conflict = self.typed.conflicts.get(prefix)
        posted = self.typed.of(prefix)
        if conflict is None or posted is None:
            return None
        is_kept, whose = self.typed.is_kept, self._whose(conflict)
        problems = self.typed.problems.get(prefix, {}) if is_kept else {}
        places = {
            str(step): f"ข้อ {thai.to_thai_digits(edition.order)}"
            for step, edition in self.calendar.items()
        }
        return Choice(
            prefix,
            place,
            choices.kept_title(posted) if is_kept else choices.conflict_title(whose),
            whose,
            str(version),
            choices.pairs(posted, stored, places),
            is_kept,
            [problem.message for problem in problems.values()],
        )

    def _whose(self, conflict: actions.Conflict) -> str:
        """ชื่อ เวลา, as far as they are known."""
        if conflict.by is not None and conflict.by == self.typed.reader:
            name = "ท่านเองในหน้าต่างอื่น"
        else:
            name = str(conflict.by) if conflict.by else "ผู้ใช้อื่น"
        return f"{name} {thai.write_time(conflict.at)}" if conflict.at else name

    def details(self) -> dict[str, Box]:
        fields = rows.details_fields(self.report)
        return {name: self._box("details", name, fields) for name in fields}

    def details_meta(self) -> tuple[str, str]:
        """Version and digest of the closing words' boxes."""
        posted = self.typed.of("details")
        if posted:
            return posted.version, posted.digest
        return actions.details_token(self.report), cells.digest(rows.details_fields(self.report))

    def question_box(self, question: Comment) -> Box:
        return self._box(rows.question_prefix(question), "reply", rows.question_fields(question))

    def question_clash(self, question: Comment) -> Choice | None:
        prefix, stored = rows.question_prefix(question), rows.question_fields(question)
        return self._choice(prefix, "คำชี้แจง", stored, question.version)

    def details_clash(self) -> Choice | None:
        token = actions.details_token(self.report)
        return self._choice("details", "ส่วนท้ายรายงาน", rows.details_fields(self.report), token)

    def lost(self) -> list[Lost]:
        """Rows that were typed into and are no longer in the table."""
        there = {rows.group_prefix(group) for group in self.table}
        there |= {rows.line_prefix(line) for group in self.table for line in group.rows}
        there |= {f"c{pk}" for pk in self.questions}
        return [
            self._lost(posted)
            for prefix, posted in self.typed.rows.items()
            if prefix not in there and prefix != "details"
        ]

    def _lost(self, posted: Posted) -> Lost:
        problems = self.typed.problems.get(posted.prefix, {})
        lost = Lost(posted.prefix, [], [])
        meta = {"version": [posted.version], "digest": [posted.digest]}
        for name, values in (posted.fields | meta).items():
            full = f"{posted.prefix}-{name}"
            if label := box_label(name):
                message = problems[name].message if name in problems else ""
                lost.boxes.append((label, Box(full, values[0], message)))
            else:
                lost.hidden += [(full, value) for value in values]
        return lost


def _read(typed: str, fiscal_year: int):
    try:
        return cells.read_window(typed, fiscal_year)
    except CellError:
        return None


def _beginning(result: str) -> str:
    words = " ".join(result[: 3 * BEGINNING].split())
    return f"{words[:BEGINNING]}…" if len(words) > BEGINNING else words


def evidence_of(line: Line) -> int:
    """How many pieces stand beside a row, as `table.rows_of` counts them."""
    return getattr(line, "evidence", 0)


def _state_of(line: Line) -> str:
    """The status and the beginning of the result, for the list of rows on a phone."""
    words = [line.get_status_display()] if line.status else []
    if line.status != Status.NOT_DUE:
        words.append(_beginning(line.result) or "ยังไม่ได้เขียนผล")
    if count := evidence_of(line):
        words.append(f"หลักฐาน {thai.to_thai_digits(count)}")
    return " · ".join(words)


NOT_CHOSEN = "มีผู้แก้ไขแถวนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดเลือก"


def error_links(view: Shown) -> list[tuple[str, str, str]]:
    """What is not saved, for the box above the table: id to go to, where it is, the sentence."""
    numbers = {rows.group_prefix(group): n for n, group in enumerate(view.table, start=1)}
    numbers |= {
        rows.line_prefix(line): n
        for n, group in enumerate(view.table, start=1)
        for line in group.rows
    }
    names = {prefix: f"ลำดับที่ {thai.to_thai_digits(n)}" for prefix, n in numbers.items()}
    if isinstance(view.questions, Mapping):
        names |= {f"c{pk}": f"คำชี้แจง {name}" for pk, name in view.questions.items()}
    problems = [
        (f"{prefix}-{box}", _where(names.get(prefix), box_label(box)), problem.message)
        for prefix, problems in view.typed.problems.items()
        for box, problem in problems.items()
    ]
    conflicts = [
        (f"clash-{prefix}", _where(names.get(prefix), ""), NOT_CHOSEN)
        for prefix in view.typed.conflicts
    ]
    return problems + conflicts


def _where(place: str | None, label: str) -> str:
    place = place or ""
    if label and place.startswith(label):
        return place
    return f"{place} {label}".strip() or "ข้อความที่พิมพ์"


@dataclass(slots=True)
class Removed:
    """A row that was deleted, as a line of the list below the table."""

    pk: int
    words: str
    who: str
    at: datetime
    was_joined: bool


def removed(row: RemovedRow) -> Removed:
    content = row.content
    texts = [item["text"] for item in content["items"]]
    words = " · ".join(text for text in [*texts, _beginning(content["line"]["result"])] if text)
    return Removed(
        pk=row.pk,
        words=words or "แถวว่าง",
        who=str(row.removed_by),
        at=row.removed_at,
        was_joined="joined" in content,
    )


def box_label(name: str) -> str:
    """The heading of a box of typed text; empty for choices and ticks."""
    if name in WORDS:
        return ""
    return LABELS.get("step" if name.startswith("item-") else name, "")
