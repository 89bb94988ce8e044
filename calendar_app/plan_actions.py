"""Every change of a province's plan. Each function is one transaction under the plan's lock.

Rows are named as in plans.py: `plan` (title, intro, footnote, issuer), `p5` (a phase), `a7` (an activity).
All raise Refused when the plan is another province's. A plan is never submitted: it is public as it is saved.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from calendar_app import plans
from calendar_app.actions import Refused
from calendar_app.models import (
    Activity,
    ActivityWindow,
    CalendarRevision,
    CalendarStep,
    Owner,
    Phase,
    Schedule,
)
from calendar_app.plans import Row
from ita_portal import thai
from ita_portal.models import Province, User
from ita_portal.thai import Window
from ita_portal.writing import action

FIRST_PHASE = "ขั้นตอนตามปฏิทินการประเมินของสำนักงาน ป.ป.ช."
TITLE = "แผนการขับเคลื่อนการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
GONE = "แถวนี้ถูกลบไปแล้ว โปรดดูแผนล่าสุด"


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity to write; `steps` are CalendarStep ids, `raw` the cells of the document it was read from."""

    text: str
    responsible: str = ""
    windows: tuple[Window, ...] = ()
    steps: tuple[int, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewPhase:
    title: str
    activities: tuple[NewActivity, ...] = ()


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


# ---- beginning a plan


@action
def start(*, fiscal_year: int, by: User, from_calendar: bool) -> Schedule:
    """The plan of the person's province for a fiscal year (พ.ศ.), or the one already there.

    From the calendar: one phase with one activity for each step in force, its official window and
    the tie to it. Raises Refused when that year has no calendar.
    """
    if not by.of_a_province:
        raise Refused("แผนการขับเคลื่อนจัดทำโดยจังหวัด")
    existing = Schedule.objects.of_province(by.province).filter(fiscal_year=fiscal_year)
    if schedule := existing.first():
        return schedule
    phases = [_calendar_phase(fiscal_year)] if from_calendar else []
    schedule = _new_schedule(by.province, fiscal_year)
    if schedule is None:  # Another click came first.
        return existing.get()
    _add_phases(schedule, phases)
    return schedule


def _new_schedule(province: Province, fiscal_year: int) -> Schedule | None:
    year = thai.to_thai_digits(fiscal_year)
    title = f"{TITLE}\nประจำปีงบประมาณ พ.ศ. {year} ของ{province}"
    try:
        with transaction.atomic():
            return Schedule.objects.create(province=province, fiscal_year=fiscal_year, title=title)
    except IntegrityError:
        return None


def _calendar_phase(fiscal_year: int) -> NewPhase:
    calendar = CalendarRevision.objects.current(fiscal_year)
    if calendar is None:
        raise Refused("ปีนี้ยังไม่มีปฏิทินของสำนักงาน ป.ป.ช. ที่มีผลใช้ โปรดเริ่มจากแผนเปล่า")
    activities = [
        NewActivity(
            text=edition.title,
            responsible="" if edition.owner == Owner.PROVINCE else edition.get_owner_display(),
            windows=(edition.window,) if edition.window else (),
            steps=(edition.step_id,),
        )
        for edition in calendar.steps.all()
    ]
    return NewPhase(FIRST_PHASE, tuple(activities))


@action
def fill(
    *,
    schedule: Schedule,
    by: User,
    texts: Mapping[str, str],
    phases: Sequence[NewPhase],
    raw: Mapping | None = None,
) -> Schedule:
    """Write a whole plan into an empty one; `texts` by column, `raw` what was read from its document.

    Raises Refused for a plan that has phases.
    """
    schedule = _locked(schedule, by)
    if schedule.phases.exists():
        raise Refused("แผนนี้มีช่วงการดำเนินงานแล้ว จึงไม่เขียนทับ")
    _set_texts(schedule, texts)
    schedule.raw = dict(raw or {})
    _add_phases(schedule, phases)
    _mark_changed(schedule, "raw", *plans.TEXTS[Schedule])
    return schedule


def _add_phases(schedule: Schedule, phases: Sequence[NewPhase]) -> None:
    for order, phase in enumerate(phases, start=1):
        row = Phase.objects.create(schedule=schedule, order=order, title=phase.title)
        for place, activity in enumerate(phase.activities, start=1):
            _add_activity(row, place, activity)


def _add_activity(phase: Phase, order: int, new: NewActivity) -> Activity:
    activity = Activity.objects.create(
        phase=phase,
        order=order,
        text=new.text,
        responsible=new.responsible,
        raw=dict(new.raw),
    )
    _write_windows(activity, [], new.windows)
    _tie(activity, [], new.steps)
    return activity


# ---- saving what was typed


@action
def save(*, schedule: Schedule, by: User, edits: Sequence[Edit]) -> Saved:
    """Write the rows that were typed into; a row that someone else changed meanwhile is a Conflict.

    Rows never stand in each other's way: each is compared under the plan's lock with the token its
    form was made from.
    """
    schedule = _locked(schedule, by)
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
        _mark_changed(schedule)
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
    _set_texts(row, edit.texts)
    if before != [getattr(row, name) for name in plans.TEXTS[type(row)]]:
        row.save(update_fields=plans.TEXTS[type(row)])
    if isinstance(row, Activity):
        _write_windows(row, row.spans, edit.windows)
        _tie(row, row.ties, edit.steps)


def _set_texts(row: Row, texts: Mapping[str, str]) -> None:
    for name in plans.TEXTS[type(row)]:
        setattr(row, name, texts[name])


def _write_windows(
    activity: Activity, spans: Sequence[ActivityWindow], windows: Sequence[Window]
) -> None:
    """The windows in their places; only rows that differ are written."""
    for place, window in enumerate(windows):
        span = spans[place] if place < len(spans) else ActivityWindow(activity=activity)
        if span.pk is None or (span.order, span.window) != (place, window):
            span.order, span.window = place, window
            span.save()
    for span in spans[len(windows) :]:
        span.delete()


def _tie(activity: Activity, before: Collection[int], steps: Collection[int]) -> None:
    """Tie the activity to these CalendarStep ids of the plan's year and to no others."""
    new = [step for step in steps if step not in before]
    year = activity.phase.schedule.fiscal_year
    if CalendarStep.objects.filter(pk__in=new, fiscal_year=year).count() != len(set(new)):
        raise Refused("ขั้นตอนที่เลือกเป็นของปีงบประมาณอื่น โปรดเลือกขั้นตอนของปีเดียวกับแผน")
    if new:
        activity.steps.add(*new)
    if gone := [step for step in before if step not in steps]:
        activity.steps.remove(*gone)


# ---- rows


@action
def add_phase(*, schedule: Schedule, by: User, title: str = "") -> Phase:
    """An empty phase after the last."""
    schedule = _locked(schedule, by)
    phase = _last_phase(schedule, title)
    _mark_changed(schedule)
    return phase


def _last_phase(schedule: Schedule, title: str = "") -> Phase:
    return Phase.objects.create(schedule=schedule, order=schedule.phases.count() + 1, title=title)


@action
def add_activity(*, schedule: Schedule, by: User, phase: str) -> Activity:
    """An empty activity at the end of a phase, by its name. Raises Refused when the phase is gone."""
    schedule = _locked(schedule, by)
    row = _row(plans.phases_of(schedule), phase)
    activity = _add_activity(row, len(row.rows) + 1, NewActivity(""))
    _mark_changed(schedule)
    return activity


@action
def add_typed(*, schedule: Schedule, by: User, edit: Edit) -> Row:
    """What was typed into a row that is gone, as a new phase or a new activity at the end of the plan."""
    schedule = _locked(schedule, by)
    if edit.row.startswith("p"):
        row = _last_phase(schedule, edit.texts["title"])
    else:
        phases = plans.phases_of(schedule)
        phase = phases[-1] if phases else _last_phase(schedule)
        new = NewActivity(**edit.texts, windows=edit.windows, steps=edit.steps)
        row = _add_activity(phase, phase.activities.count() + 1, new)
    _mark_changed(schedule)
    return row


@action
def move(*, schedule: Schedule, by: User, row: str, down: bool) -> Row:
    """One place up or down; an activity at the edge of its phase goes over into the next one.

    Raises Refused at the edge of the plan, and when the row is gone.
    """
    schedule = _locked(schedule, by)
    phases = plans.phases_of(schedule)
    moved = _row(phases, row)
    step = 1 if down else -1
    siblings = _siblings(phases, moved)
    place = siblings.index(moved) + step
    if 0 <= place < len(siblings):
        siblings.remove(moved)
        siblings.insert(place, moved)
        _renumber(siblings)
    else:
        _move_over(phases, moved, step)
    _mark_changed(schedule)
    return moved


def _siblings(phases: list[Phase], row: Phase | Activity) -> list:
    return phases if isinstance(row, Phase) else row.phase.rows


def _move_over(phases: list[Phase], moved: Phase | Activity, step: int) -> None:
    place = phases.index(moved.phase) + step if isinstance(moved, Activity) else -1
    if not 0 <= place < len(phases):
        raise Refused("แถวนี้อยู่ล่างสุดของแผนแล้ว" if step > 0 else "แถวนี้อยู่บนสุดของแผนแล้ว")
    left, moved.phase = moved.phase, phases[place]
    left.rows.remove(moved)
    moved.phase.rows.insert(0 if step > 0 else len(moved.phase.rows), moved)
    moved.order = moved.phase.rows.index(moved) + 1
    moved.save(update_fields=["phase", "order"])
    _renumber(left.rows)
    _renumber(moved.phase.rows)


@action
def delete(*, schedule: Schedule, by: User, row: str) -> int:
    """Remove an activity, or a phase with all in it. Returns what `undo` takes to bring it back.

    Raises Refused when the row is gone.
    """
    schedule = _locked(schedule, by)
    phases = plans.phases_of(schedule)
    gone = _row(phases, row)
    reason = _reason(schedule, schedule.version)
    for activity in gone.rows if isinstance(gone, Phase) else [gone]:
        for part in (*activity.spans, activity):
            _remove(part, reason)
    siblings = _siblings(phases, gone)
    siblings.remove(gone)
    if isinstance(gone, Phase):
        _remove(gone, reason)
    _renumber(siblings)
    removal = schedule.version
    _mark_changed(schedule)
    return removal


def _reason(schedule: Schedule, version: int) -> str:
    """Marks in the history what was removed together: the version of the plan that still had it."""
    return f"ลบจากแผน {schedule.pk} ฉบับที่ {version}"


def _remove(row: Phase | Activity | ActivityWindow, reason: str) -> None:
    row._change_reason = reason
    row.delete()


@action
def undo(*, schedule: Schedule, by: User, removal: int) -> Row:
    """เลิกทำ: bring back what a `delete` removed, from the history, with its windows and ties.

    Raises Refused when it is back already, or the phase of an activity is gone.
    """
    schedule = _locked(schedule, by)
    removed = {"history_type": "-", "history_change_reason": _reason(schedule, removal)}
    phases = _brought_back(Phase.history.filter(**removed))
    there = schedule.phases.values("pk")
    activities = _brought_back(Activity.history.filter(**removed, phase__in=there))
    for span in ActivityWindow.history.filter(**removed, activity__in=activities):
        span.instance.save(force_insert=True)
    if not phases and not activities:
        raise Refused("นำกลับมาไม่ได้ เพราะนำกลับมาแล้ว หรือช่วงการดำเนินงานของกิจกรรมนี้ถูกลบไปแล้ว")
    _mark_changed(schedule)
    return (phases or activities)[0]


def _brought_back(records) -> list:
    """Removed rows again in their places; those that have come back since are left alone."""
    rows = []
    for record in records.order_by("order", "id"):
        newest = type(record).objects.filter(id=record.id).order_by("-history_id").first()
        if newest == record:
            rows.append(_inserted(record.instance))
    return rows


def _inserted(row: Phase | Activity) -> Phase | Activity:
    above = "schedule_id" if isinstance(row, Phase) else "phase_id"
    others = list(type(row).objects.filter(**{above: getattr(row, above)}))
    row.save(force_insert=True)
    others.insert(min(row.order - 1, len(others)), row)
    _renumber(others)
    if isinstance(row, Activity):
        row.steps.add(*_last_ties(row))
    return row


def _last_ties(activity: Activity) -> list[int]:
    """The ties when the activity was last written: on deletion the history finds none."""
    written = activity.history.filter(history_type__in="+~").exclude(pk=activity.history.first().pk)
    last = written.order_by("-history_id").first()
    return [tie.calendarstep_id for tie in last.steps.all()] if last else []


# ---- the lock


def _locked(schedule: Schedule, by: User) -> Schedule:
    """The plan read anew under its row lock, for people of its province only."""
    plans_there = Schedule.objects.select_for_update(of=("self",)).select_related("province")
    current = plans_there.filter(pk=schedule.pk).first()
    if current is None:
        raise Refused("แผนนี้ถูกลบไปแล้ว")
    if not by.of_a_province or by.province_id != current.province_id:
        raise Refused("แผนนี้เป็นของจังหวัดอื่น")
    return current


def _mark_changed(schedule: Schedule, *columns: str) -> None:
    schedule.version += 1
    schedule.save(update_fields=["version", *columns])


def _row(phases: list[Phase], name: str) -> Phase | Activity:
    for phase in phases:
        for row in (phase, *phase.rows):
            if plans.name_of(row) == name:
                return row
    raise Refused(GONE)


def _renumber(rows: Sequence[Phase] | Sequence[Activity]) -> None:
    for order, row in enumerate(rows, start=1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])
