"""What was typed into a plan: saved row by row; what another person changed meanwhile is a conflict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from calendar_app import plans
from calendar_app.models import Activity, ActivityWindow, Schedule
from calendar_app.plan_actions.content import ActivityContent
from calendar_app.plan_actions.last_year import settle
from calendar_app.plan_actions.locking import locked, mark_changed
from calendar_app.plan_actions.rows import last_phase
from calendar_app.plan_actions.storing import add_activity_row, set_texts, tie, write_windows
from calendar_app.plans import Row
from ita_portal.models import User
from ita_portal.thai import Window
from ita_portal.writing import action


@dataclass(frozen=True, slots=True)
class Edit:
    """A row as typed, by name; `token` is what `plans.token` said of it when its form was made.

    `texts` is by column; `windows` and `steps` (CalendarStep ids) are those of an activity.
    """

    row: str
    token: str
    texts: Mapping[str, str]
    windows: tuple[Window, ...] = ()
    steps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that another person changed since the form was made: `mine` was not written.

    `theirs` is the row as it is now, None when it is gone; `by` and `at` say who changed it last.
    """

    mine: Edit
    theirs: Row | None
    by: User | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: how many rows changed, and what was not written."""

    changed: int
    conflicts: tuple[Conflict, ...] = ()


@action
def save(*, schedule: Schedule, by: User, edits: Sequence[Edit]) -> Saved:
    """Write the rows that were typed into; a row that someone else changed meanwhile is a Conflict.

    Rows never stand in each other's way: each is compared under the plan's lock with the token its
    form was made from.
    """
    schedule = locked(schedule, by)
    stored = plans.by_name(schedule, plans.phases_of(schedule))
    changed, conflicts = 0, []
    for edit in edits:
        row = stored.get(edit.row)
        if row is None:
            conflicts.append(Conflict(edit, None))
        elif not _says(row, edit):
            if plans.token(row) == edit.token:
                _write(row, edit)
                changed += 1
            else:
                conflicts.append(_conflict(edit, row))
    if changed:
        mark_changed(schedule)
    return Saved(changed, tuple(conflicts))


def _says(row: Row, edit: Edit) -> bool:
    if any(getattr(row, name) != edit.texts[name] for name in plans.TEXTS[type(row)]):
        return False
    if not isinstance(row, Activity):
        return True
    windows = tuple(span.window for span in row.spans)
    return windows == edit.windows and set(row.ties) == set(edit.steps)


def _conflict(edit: Edit, row: Row) -> Conflict:
    last = _last_change(row)
    return Conflict(edit, row, last and last.history_user, last and last.history_date)


def _last_change(row: Row):
    """The newest history row; that of an activity may stand with one of its windows."""
    records = [row.history.select_related("history_user").first()]
    if isinstance(row, Activity):
        windows = ActivityWindow.history.filter(activity=row.pk)
        records.append(windows.select_related("history_user").first())
    return max(filter(None, records), key=lambda record: record.history_date, default=None)


def _write(row: Row, edit: Edit) -> None:
    before = [getattr(row, name) for name in plans.TEXTS[type(row)]]
    set_texts(row, edit.texts)
    if before != [getattr(row, name) for name in plans.TEXTS[type(row)]]:
        row.save(update_fields=plans.TEXTS[type(row)])
    if isinstance(row, Activity):
        write_windows(row, row.spans, edit.windows)
        if set(row.ties) != set(edit.steps):
            settle(row)
        tie(row, row.ties, edit.steps)


@action
def add_typed(*, schedule: Schedule, by: User, edit: Edit) -> Row:
    """What was typed into a row that is gone, as a new phase or a new activity at the end of the plan."""
    schedule = locked(schedule, by)
    if edit.row.startswith("p"):
        row = last_phase(schedule, edit.texts["title"])
    else:
        phases = plans.phases_of(schedule)
        phase = phases[-1] if phases else last_phase(schedule)
        content = ActivityContent(**edit.texts, windows=edit.windows)
        row = add_activity_row(phase, phase.activities.count() + 1, content)
        tie(row, [], edit.steps)
    mark_changed(schedule)
    return row
