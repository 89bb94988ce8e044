"""A whole plan at once: begun from the calendar, filled from a document, and that undone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace as with_changes
from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.utils import timezone

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
from calendar_app.plan_actions.content import ActivityContent, PhaseContent, PlanContent
from calendar_app.plan_actions.locking import locked, mark_changed
from calendar_app.plan_actions.removals import bring_back, remove
from calendar_app.plan_actions.storing import add_phases, set_texts
from ita_portal import thai, typed
from ita_portal.models import Province, User
from ita_portal.writing import action

FIRST_PHASE = "ขั้นตอนตามปฏิทินการประเมินของสำนักงาน ป.ป.ช."
TITLE = "แผนการขับเคลื่อนการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)"
UNDO_FOR = timedelta(hours=24)


# ---- beginning a plan


@action
def start(*, fiscal_year: int, by: User, from_calendar: bool) -> Schedule:
    """The plan of the person's province for a fiscal year (พ.ศ.), or the one already there.

    From the calendar: one phase with one activity for each step in force, its official window and
    the tie to it. Raises Refused when that year has no calendar.
    """
    schedule, is_new = begun(fiscal_year, by)
    if is_new and from_calendar:
        phases = [_calendar_phase(fiscal_year)]
        add_phases(schedule, phases, step_ids(fiscal_year, phases))
    return schedule


def begun(fiscal_year: int, by: User) -> tuple[Schedule, bool]:
    """The plan of the person's province for a fiscal year, and whether it is new and empty."""
    if not by.of_a_province:
        raise Refused("แผนการขับเคลื่อนจัดทำโดยจังหวัด")
    existing = Schedule.objects.of_province(by.province).filter(fiscal_year=fiscal_year)
    if schedule := existing.first():
        return schedule, False
    schedule = _new_schedule(by.province, fiscal_year)
    # None: another click came first.
    return (existing.get(), False) if schedule is None else (schedule, True)


def _new_schedule(province: Province, fiscal_year: int) -> Schedule | None:
    title = usual_title(province, fiscal_year)
    try:
        with transaction.atomic():
            return Schedule.objects.create(province=province, fiscal_year=fiscal_year, title=title)
    except IntegrityError:
        return None


def usual_title(province: Province, fiscal_year: int) -> str:
    return f"{TITLE}\nประจำปีงบประมาณ พ.ศ. {thai.to_thai_digits(fiscal_year)} ของ{province}"


def _calendar_phase(fiscal_year: int) -> PhaseContent:
    calendar = CalendarRevision.objects.current(fiscal_year)
    if calendar is None:
        raise Refused("ปีนี้ยังไม่มีปฏิทินของสำนักงาน ป.ป.ช. ที่มีผลใช้ โปรดเริ่มจากแผนเปล่า")
    activities = [
        ActivityContent(
            text=edition.title,
            responsible="" if edition.owner == Owner.PROVINCE else edition.get_owner_display(),
            windows=(edition.window,) if edition.window else (),
            steps=(edition.step.code,),
        )
        for edition in calendar.steps.select_related("step")
    ]
    return PhaseContent(FIRST_PHASE, tuple(activities))


# ---- filling it from a document


@action
def fill(*, schedule: Schedule, by: User, plan: PlanContent, replace: bool = False) -> Schedule:
    """Write a whole plan, as read from a document, into an empty one; `undo_fill` takes it back.

    With `replace` also into one that has content. A plan that says all this already is left as it
    is, its version too. Raises Refused for a plan with content, a step of another year, a text that
    cannot be kept.
    """
    schedule = locked(schedule, by)
    phases, texts = plans.phases_of(schedule), _texts(schedule, plan)
    if _says(schedule, phases, texts, plan):
        return schedule
    if not replace and not _is_empty(schedule, phases):
        raise Refused("แผนนี้มีเนื้อหาแล้ว จึงไม่เขียนทับ โปรดเลือกแทนที่ทั้งแผนหากต้องการ")
    _refuse_what_cannot_be_kept(plan)
    steps = step_ids(schedule.fiscal_year, plan.phases)
    for phase in phases:
        remove(phase, _reason(schedule, schedule.version))
    add_phases(schedule, plan.phases, steps)
    set_texts(schedule, texts)
    schedule.raw = dict(plan.raw)
    schedule._change_reason = _reason(schedule, schedule.version)
    mark_changed(schedule, "raw", *plans.TEXTS[Schedule])
    return schedule


def _texts(schedule: Schedule, plan: PlanContent) -> dict[str, str]:
    """What the plan will say around its rows."""
    texts = {name: getattr(plan, name) for name in plans.TEXTS[Schedule]}
    return texts | {"title": plan.title or schedule.title}


def says(schedule: Schedule, plan: PlanContent) -> bool:
    """Whether a plan says all this already, so that `fill` would leave it as it is."""
    return _says(schedule, plans.phases_of(schedule), _texts(schedule, plan), plan)


def _says(
    schedule: Schedule, phases: Sequence[Phase], texts: Mapping[str, str], plan: PlanContent
) -> bool:
    """Whether a plan says in words, windows and ties what is to be written; raw cells aside."""
    if any(getattr(schedule, name) != text for name, text in texts.items()):
        return False
    ties = {tie for phase in phases for row in phase.rows for tie in row.ties}
    codes = dict(CalendarStep.objects.filter(pk__in=ties).values_list("pk", "code"))
    stored = [
        (phase.title, [_words(_stored(row, codes)) for row in phase.rows]) for phase in phases
    ]
    return stored == [(phase.title, list(map(_words, phase.activities))) for phase in plan.phases]


def _stored(row: Activity, codes: Mapping[int, str]) -> ActivityContent:
    return ActivityContent(
        text=row.text,
        responsible=row.responsible,
        steps=tuple(codes[tie] for tie in row.ties),
        windows=tuple(span.window for span in row.spans),
    )


def _words(activity: ActivityContent) -> ActivityContent:
    """An activity for comparing: what no document says aside, steps in any order."""
    return with_changes(activity, steps=tuple(sorted(set(activity.steps))), raw={}, reason="")


def _is_empty(schedule: Schedule, phases: Sequence[Phase]) -> bool:
    """Whether nobody has written anything into a plan yet."""
    usual = ("", usual_title(schedule.province, schedule.fiscal_year))
    around = (schedule.intro, schedule.footnote, schedule.issuer)
    return not phases and not any(around) and schedule.title in usual


def step_ids(fiscal_year: int, phases: Sequence[PhaseContent]) -> dict[str, int]:
    """The CalendarStep id of each code that activities name. Raises Refused for one the year lacks."""
    named = {code for phase in phases for one in phase.activities for code in one.steps}
    found = CalendarStep.objects.filter(fiscal_year=fiscal_year, code__in=named)
    steps = dict(found.values_list("code", "pk"))
    if named - set(steps):
        raise Refused("ขั้นตอนที่เลือกเป็นของปีงบประมาณอื่น โปรดเลือกขั้นตอนของปีเดียวกับแผน")
    return steps


def _refuse_what_cannot_be_kept(plan: PlanContent) -> None:
    for text in (plan.title, plan.intro, plan.footnote, plan.issuer):
        _refuse("ข้อความรอบตาราง", text, Schedule.title.field)
    for phase in plan.phases:
        _refuse("ช่วงการดำเนินงาน", phase.title, Phase.title.field)
    for activity in plan.activities:
        _refuse("กิจกรรม", activity.text, Activity.text.field)
        _refuse("ผู้รับผิดชอบ", activity.responsible, Activity.responsible.field)
        for window in activity.windows:
            _refuse("ช่วงระยะเวลา", window.text, ActivityWindow.text.field)


_ANY_LENGTH = 1_000_000


def _refuse(what: str, text: str, column: models.Field) -> None:
    try:
        typed.read_text(text, column.max_length or _ANY_LENGTH)
    except typed.CellError as error:
        raise Refused(f"{what} “{text[:60]}{'…' * (len(text) > 60)}”: {error.message}") from error


# ---- undoing that


@action
def undo_fill(*, schedule: Schedule, by: User, version: int) -> Schedule:
    """Bring back what a plan held before a `fill`; `version` is that of the plan which `fill` returned.

    Raises Refused when the plan was changed since, more than 24 hours have passed, or no document
    was read in.
    """
    schedule = locked(schedule, by)
    if schedule.version != version:
        raise Refused("ย้อนกลับไม่ได้ เพราะมีผู้แก้ไขแผนหลังการนำเข้าแล้ว โปรดแก้ไขในแผนโดยตรง")
    reason = _reason(schedule, version - 1)
    written = schedule.history.filter(version=version, history_change_reason=reason).first()
    before = schedule.history.filter(version=version - 1).first()
    if written is None or before is None:
        raise Refused("ไม่มีการนำเข้าที่จะย้อนกลับ")
    if timezone.now() - written.history_date > UNDO_FOR:
        raise Refused("เลย ๒๔ ชั่วโมงหลังการนำเข้าแล้ว จึงย้อนกลับไม่ได้ โปรดแก้ไขในแผนโดยตรง")
    for phase in plans.phases_of(schedule):
        remove(phase, f"ย้อนการนำเข้าของแผน {schedule.pk} ฉบับที่ {version}")
    bring_back(schedule, reason)
    set_texts(schedule, {name: getattr(before, name) for name in plans.TEXTS[Schedule]})
    schedule.raw = before.raw
    mark_changed(schedule, "raw", *plans.TEXTS[Schedule])
    return schedule


def _reason(schedule: Schedule, version: int) -> str:
    """Marks in the history what a document took the place of: the version that still had it."""
    return f"นำเข้าเอกสารแทนแผน {schedule.pk} ฉบับที่ {version}"
