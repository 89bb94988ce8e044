"""A task list as pages show it: each row and each finding with the way to its cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from ita_portal.models import User
from reports import masking
from reports.asked import Asked
from reports.forms import explanations
from reports.forms.explanations import ShownFinding, Typed
from reports.forms.targets import Target, Targets
from reports.models import Group, Report
from reports.tasks import RowTask, TaskList
from reports.workflow import Move


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the list with the address of the cell to go to."""

    task: RowTask
    target: Target


@dataclass(frozen=True, slots=True)
class ShownAsked:
    """A question of the centre with the address of the box for its answer."""

    asked: Asked
    target: Target


@dataclass(frozen=True, slots=True)
class ShownSecret:
    """A secret with the words that everyone will read in its place."""

    shown: ShownFinding
    public: str


@dataclass(frozen=True, slots=True)
class ShownTasks:
    """A list with the addresses of its cells. `page` is where the boxes to explain lead back to."""

    tasks: TaskList
    rows: list[ShownRow]
    blocking: list[ShownFinding]
    warnings: list[ShownFinding]
    may_keep: bool
    page: str
    questions: list[ShownAsked]

    @property
    def secrets(self) -> list[ShownSecret]:
        """What is masked in the public version unless it is kept, and how it will read."""
        found = [one for one in self.warnings if one.about.is_secret]
        public = masking.public(self.tasks.draft) if found else None
        return [ShownSecret(one, masking.read_as(public, one.finding)) for one in found]

    @property
    def first(self) -> ShownRow | None:
        """The row to go on with."""
        return next((row for row in self.rows if row.task == self.tasks.first), None)


def shown_tasks(
    report: Report,
    tasks: TaskList,
    groups: Sequence[Group],
    *,
    by: User,
    page: str,
    typed: Typed | None = None,
) -> ShownTasks:
    """`groups` are the report's rows (`table.rows_of`); `typed` stands over what was explained."""
    targets = Targets(report, groups)
    return ShownTasks(
        tasks,
        rows=[ShownRow(one, targets.of_row(one.key, one.column)) for one in tasks.rows],
        blocking=explanations.shown(tasks.blocking, targets),
        warnings=explanations.shown(tasks.warnings, targets, typed),
        may_keep=Move.SUBMIT in report.moves_for(by),
        page=page,
        questions=[
            ShownAsked(one, targets.of_question(one.comment.row, one.comment.pk))
            for one in tasks.asked.asked
        ],
    )
