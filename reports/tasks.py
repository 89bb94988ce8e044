"""รายการที่ยังต้องทำ: every row of a draft with what it still wants, said by a sign and in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from ita_portal import thai
from reports.asked import AfterReturn
from reports.checks import Finding, Level
from reports.document import CalendarStep, Line, Report
from reports.explained import Explained, with_notes


class Mark(StrEnum):
    """How far a row is, the worst first."""

    MEND = "mend"
    ASKED = "asked"
    LOOK = "look"
    UNWRITTEN = "unwritten"
    NOT_DUE = "not_due"
    DONE = "done"


SIGNS = {
    Mark.MEND: "!",
    Mark.ASKED: "?",
    Mark.LOOK: "!",
    Mark.UNWRITTEN: "–",
    Mark.NOT_DUE: "–",
    Mark.DONE: "✓",
}
LABELS = {
    Mark.MEND: "ต้องแก้ก่อนส่ง",
    Mark.ASKED: "มีข้อทักท้วง",
    Mark.LOOK: "ควรตรวจสอบ",
    Mark.UNWRITTEN: "ยังไม่เขียน",
    Mark.NOT_DUE: "ยังไม่ถึงกำหนด",
    Mark.DONE: "ครบแล้ว",
}
GOOD = "ส่วนกลางอ่านแล้ว ไม่มีข้อทักท้วง"
# What a row lacks before anything is written in it: its mark says so already.
OF_EMPTY_ROWS = frozenset({"no_status", "empty_result"})
# Characters of a row's first step.
BEGINNING = 80


@dataclass(frozen=True, slots=True)
class RowTask:
    """A printed row: `number` its ที่ (from one), `place` the row within it (from one), `key` its id.

    `words` is the beginning of its first step; `parts` are the places of findings in it. `asked` counts
    the centre's questions to it; `is_good`: the centre found it good and it has not changed.
    """

    number: int
    place: int
    key: int | None
    words: str
    mark: Mark
    parts: tuple[Finding, ...] = ()
    asked: int = 0
    is_good: bool = False

    @property
    def name(self) -> str:
        """ลำดับที่ ๓; ลำดับที่ ๓ แถวที่ ๒."""
        more = f" แถวที่ {self.place}" if self.place > 1 else ""
        return thai.to_thai_digits(f"ลำดับที่ {self.number}{more}")

    @property
    def sign(self) -> str:
        return SIGNS[self.mark]

    @property
    def label(self) -> str:
        if self.asked and self.mark != Mark.ASKED:
            return f"{LABELS[self.mark]} ชี้แจงหรือแก้ไขข้อทักท้วงแล้ว"
        return f"{LABELS[self.mark]} {GOOD}" if self.is_good else LABELS[self.mark]

    @property
    def column(self) -> str:
        """The cell to go to: the first that wants something; in an empty row and a good one the result."""
        if self.mark == Mark.UNWRITTEN:
            return "result"
        return next((one.column for one in self.parts if one.column), "result")


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows are marked alike."""

    mark: Mark
    rows: int

    @property
    def sign(self) -> str:
        return SIGNS[self.mark]

    @property
    def label(self) -> str:
        return LABELS[self.mark]


@dataclass(frozen=True, slots=True)
class TaskList:
    """What a draft still wants: before it can be printed, worth a look, unanswered steps; and each row."""

    draft: Report
    rows: tuple[RowTask, ...]
    blocking: tuple[Explained, ...]
    warnings: tuple[Explained, ...]
    missing_steps: tuple[CalendarStep, ...]
    asked: AfterReturn = field(default_factory=AfterReturn)

    @property
    def counts(self) -> list[Count]:
        """The marks that some row bears, the worst first."""
        marks = [row.mark for row in self.rows]
        return [Count(mark, marks.count(mark)) for mark in Mark if mark in marks]

    @property
    def unexplained(self) -> list[Explained]:
        return [one for one in self.warnings if one.is_wanted]

    @property
    def first(self) -> RowTask | None:
        """The first row that wants something; None when all are written and nothing was found in them."""
        wanting = (Mark.MEND, Mark.ASKED, Mark.LOOK, Mark.UNWRITTEN)
        return next((row for row in self.rows if row.mark in wanting), None)

    @property
    def is_nothing(self) -> bool:
        wanted = self.blocking or self.missing_steps or self.unexplained or self.asked.wanting
        return not wanted and self.first is None


def task_list(
    draft: Report, findings: Iterable[Finding], asked: AfterReturn | None = None
) -> TaskList:
    """The list of a draft; `findings` are those of all levels, hints are left to the reviewer.

    Rows that the centre asked about come first.
    """
    asked = asked or AfterReturn()
    found = with_notes(findings, draft)
    blocking = [one for one in found if one.finding.level == Level.BLOCKING]
    warnings = [one for one in found if one.finding.level == Level.WARNING]
    return TaskList(
        draft,
        rows=_asked_first(_row_tasks(draft, [*blocking, *warnings], asked)),
        blocking=tuple(blocking),
        warnings=tuple(warnings),
        missing_steps=draft.missing_steps(),
        asked=asked,
    )


def _asked_first(rows: Iterable[RowTask]) -> tuple[RowTask, ...]:
    return tuple(sorted(rows, key=lambda row: not row.asked))


def _row_tasks(draft: Report, found: list[Explained], asked: AfterReturn) -> Iterable[RowTask]:
    wanting_answers = {one.comment.row for one in asked.wanting}
    of_rows = asked.of_rows
    for number, group in enumerate(draft.groups, start=1):
        for place, line in enumerate(group.lines, start=1):
            here = [
                (one, part)
                for one in found
                for part in one.finding.each
                if (part.number, part.line) == (number, place)
            ]
            wanting = [(one, part) for one, part in here if not one.note]
            yield RowTask(
                number=number,
                place=place,
                key=line.key,
                words=_beginning(line),
                mark=_mark(line, wanting, is_asked=line.key in wanting_answers),
                parts=tuple(part for _, part in wanting),
                asked=len(of_rows.get(line.key, ())),
                is_good=line.key in asked.good,
            )


def _mark(line: Line, wanting: list[tuple[Explained, Finding]], *, is_asked: bool) -> Mark:
    """What was explained no longer counts: the row is as good as one without a finding."""
    codes = {part.code for _, part in wanting}
    if any(part.level == Level.BLOCKING for _, part in wanting):
        return Mark.MEND
    if is_asked and line.key is not None:
        return Mark.ASKED
    if not line.is_written:
        return Mark.LOOK if codes - OF_EMPTY_ROWS else Mark.UNWRITTEN
    if codes:
        return Mark.LOOK
    is_bare = line.status == "not_due" and not (line.result or line.answer)
    return Mark.NOT_DUE if is_bare else Mark.DONE


def _beginning(line: Line) -> str:
    words = " ".join(" ".join(item.text for item in line.items).split())
    return f"{words[:BEGINNING]}…" if len(words) > BEGINNING else words or "แถวว่าง"
