"""ตารางภาพรวม: provinces × steps of the calendar, from the answers that are kept of what was sent."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from calendar_app.models import CalendarRevision, RevisionStep, Round
from reports import answers
from reports.answers import Said
from reports.document import CalendarStep
from reports.models import StepAnswer
from reports.nation.standing import Chosen
from reports.overview import ProvinceRow

# As what a step of a province counts: what its rows say together, or one of these.
NO_ROW, NOT_SENT = "no_row", "not_sent"
COUNT_LABELS = {**answers.SAID_LABELS, NO_ROW: answers.NO_ROW, NOT_SENT: "ยังไม่ส่ง"}
# In the narrow cells of the table; the legend beside it says them in full.
SHORT_LABELS = {
    **COUNT_LABELS,
    Said.IN_PROGRESS: "อยู่ระหว่างฯ",
    Said.NOT_DUE: "-",
    Said.NOTHING_TO_REPORT: "ไม่มีเรื่องฯ",
    Said.NOT_OURS: "ป.ป.ช. ทำ",
    Said.RESULT: "มีผล ไม่ระบุสถานะ",
    Said.UNWRITTEN: "ยังไม่รายงาน",
}
# The order in which counts are told.
COUNTED = (
    *(Said.DONE, Said.IN_PROGRESS, Said.NOT_DUE, Said.NOTHING_TO_REPORT, Said.NOT_OURS),
    *(Said.WORDS, Said.RESULT, Said.UNWRITTEN, NO_ROW, NOT_SENT),
)


@dataclass(frozen=True, slots=True)
class CellRow:
    """One row of a report that answers the step of a cell."""

    number: int
    place: int
    kind: Said
    words: str

    @property
    def anchor(self) -> str:
        return f"row-{self.number}-{self.place}"


Cells = Mapping[str, list[CellRow]]  # by the code of the step


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One province; `cells` is None where nothing was sent: the words of a draft are the province's."""

    standing: ProvinceRow
    cells: Cells | None

    def counts_as(self, code: str) -> str:
        """Said, or NO_ROW or NOT_SENT."""
        if self.cells is None:
            return NOT_SENT
        rows = self.cells.get(code)
        if not rows:
            return NO_ROW
        return answers.together([row.kind for row in rows]) if len(rows) > 1 else rows[0].kind

    def words(self) -> dict[str, str] | None:
        """Code → the words of its cell in full, as files say them; steps without a row are left out."""
        if self.cells is None:
            return None
        return {
            code: answers.joined(row.words for row in rows) for code, rows in self.cells.items()
        }

    def count(self, codes: Iterable[str], kind: str) -> int:
        """How many of some steps count as one kind."""
        return sum(self.counts_as(code) == kind for code in codes)


@dataclass(frozen=True, slots=True)
class StepTotal:
    """How many provinces say what of one step: (kind, label, count) of what any says, in order."""

    number: int
    step: CalendarStep
    counts: list[tuple[str, str, int]]

    def count(self, kind: str) -> int:
        return next((count for one, _, count in self.counts if one == kind), 0)


@dataclass(frozen=True)
class Matrix:
    """The provinces that were chosen, in the order of their codes, and the steps in that of the calendar."""

    round: Round
    steps: tuple[CalendarStep, ...]
    rows: list[MatrixRow]
    chosen: Chosen

    @cached_property
    def totals(self) -> list[StepTotal]:
        return [
            StepTotal(number, step, self._counts(step.code))
            for number, step in enumerate(self.steps, start=1)
        ]

    def _counts(self, code: str) -> list[tuple[str, str, int]]:
        found = Counter(row.counts_as(code) for row in self.rows)
        return [(kind, COUNT_LABELS[kind], found[kind]) for kind in COUNTED if found[kind]]

    @cached_property
    def kinds(self) -> list[str]:
        """What any step of any province counts as, in order."""
        found = {kind for total in self.totals for kind, _, _ in total.counts}
        return [kind for kind in COUNTED if kind in found]

    @property
    def sent(self) -> int:
        return sum(row.cells is not None for row in self.rows)


EVERYONE = Chosen()


def matrix(round_: Round, every: list[ProvinceRow], chosen: Chosen = EVERYONE) -> Matrix:
    """The matrix of a round of which `standings` are known: three queries more."""
    kept = _kept(round_)
    rows = [_row(one, kept) for one in every if chosen.takes(one)]
    named = {code for cells in kept.values() for code in cells}
    return Matrix(round_, steps_of(round_, named), rows, chosen)


def _row(standing: ProvinceRow, kept: Mapping[int, Cells]) -> MatrixRow:
    sent = standing.submission
    return MatrixRow(standing, kept.get(sent.pk, {}) if sent else None)


def _kept(round_: Round) -> dict[int, Cells]:
    """Submission id → what its rows say of each step, in the order of the rows: one query."""
    found: dict[int, dict[str, list[CellRow]]] = defaultdict(lambda: defaultdict(list))
    columns = ("submission_id", "code", "number", "place", "said", "status_text")
    rows = StepAnswer.objects.of_round(round_).order_by("submission_id", "number", "place")
    for submission, code, number, place, said, status_text in rows.values_list(*columns):
        kind = Said(said)
        words = answers.words(kind, status_text)
        found[submission][code].append(CellRow(number, place, kind, words))
    return found


def steps_of(round_: Round, named: Iterable[str]) -> tuple[CalendarStep, ...]:
    """The steps of the year's calendar in force, then those that only reports of an earlier one name."""
    year = round_.fiscal_year
    current = CalendarRevision.objects.current(year)
    editions = (
        RevisionStep.objects.filter(revision__fiscal_year=year)
        .annotate(code=F("step__code"), of=F("revision__number"))
        .order_by("-of", "order", "pk")
    )
    first: dict[str, CalendarStep] = {}
    in_force: list[str] = []
    for one in editions:
        first.setdefault(one.code, CalendarStep(one.code, one.title, one.start, one.end))
        if current and one.revision_id == current.pk:
            in_force.append(one.code)
    others = sorted(set(named) - set(in_force))
    return tuple(first.get(code, CalendarStep(code, code)) for code in [*in_force, *others])
