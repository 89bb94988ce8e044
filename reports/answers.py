"""What the rows of a report say of each calendar step, and the words of the matrix for it (pure)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.differences import ANSWER_LABELS
from reports.document import Line, Report


class Said(StrEnum):
    """What one row says of how far a step is, the surest first."""

    NOTHING_TO_REPORT = "nothing_to_report"
    NOT_OURS = "not_ours"
    DONE = "done"
    IN_PROGRESS = "in_progress"
    NOT_DUE = "not_due"
    # Words of its own in column six that are none of the statuses.
    WORDS = "words"
    # A result, and nothing in column six.
    RESULT = "result"
    # A row that nobody has written into.
    UNWRITTEN = "unwritten"


RESULT_ALONE = "มีผล ไม่ได้ระบุสถานะ"
NOT_WRITTEN = "ยังไม่ได้รายงาน"
NO_ROW = "ไม่มีแถว"
SAID_LABELS = {
    Said.NOTHING_TO_REPORT: ANSWER_LABELS["nothing_to_report"],
    Said.NOT_OURS: ANSWER_LABELS["not_ours"],
    Said.DONE: "ดำเนินการแล้ว",
    Said.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
    Said.NOT_DUE: "ยังไม่ถึงกำหนด",
    Said.WORDS: "ถ้อยคำอื่น",
    Said.RESULT: RESULT_ALONE,
    Said.UNWRITTEN: NOT_WRITTEN,
}

STATUSES = frozenset({Said.DONE, Said.IN_PROGRESS, Said.NOT_DUE})
# Where no row of a step has a status, the first of these that any has.
WITHOUT_STATUS = (
    Said.WORDS,
    Said.RESULT,
    Said.NOTHING_TO_REPORT,
    Said.NOT_OURS,
    Said.UNWRITTEN,
)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row of a report as the answer to one step of the calendar.

    `number` counts ที่ from one, `place` the rows of it from nought: together the row's address in
    the page (`row-<number>-<place>`). `evidence` counts the pieces beside it.
    """

    code: str
    number: int
    place: int
    line: Line

    @property
    def evidence(self) -> int:
        return len(self.line.evidence)


def step_rows(report: Report) -> Iterator[StepRow]:
    """Each row once for every step it answers, in the order of the rows; steps of no row do not come."""
    for number, group in enumerate(report.groups, start=1):
        for place, line in enumerate(group.lines):
            for code in dict.fromkeys(code for item in line.items for code in item.steps):
                yield StepRow(code, number, place, line)


def said(line: Line) -> Said:
    """How far a row says its steps are."""
    if line.answer:
        return Said(line.answer)
    if line.status:
        return Said(line.status)
    if line.status_text:
        return Said.WORDS
    return Said.RESULT if line.result else Said.UNWRITTEN


def words(kind: Said, status_text: str) -> str:
    """The words for it; those typed, where they are none of ours."""
    return status_text if kind == Said.WORDS else SAID_LABELS[kind]


def joined(wordings: Iterable[str]) -> str:
    """What several rows say of one step, each wording once, in their order."""
    return " / ".join(dict.fromkeys(wordings))


def together(kinds: Iterable[Said]) -> Said:
    """As what one step counts that several rows answer: done only where no row with a status says otherwise."""
    found = set(kinds)
    statuses = found & STATUSES
    if statuses:
        return statuses.pop() if len(statuses) == 1 else Said.IN_PROGRESS
    return next(kind for kind in WITHOUT_STATUS if kind in found)
