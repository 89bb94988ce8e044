"""A province's plan at its desk: begun, written, its rows moved. How it is shown: reports/views/year.py."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import plan_actions, plan_forms, plans
from calendar_app.actions import Refused
from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep, Round, Schedule
from calendar_app.months import months_of
from ita_portal import access, thai
from ita_portal.unsaved import Why, kept_on

SAVED = "บันทึกแผนแล้ว"


# The province's desk -----------------------------------------------------------------------------


@access.province_people
def plans_home(request):
    """Leads to the plan of the year people work on, else of the newest year there is."""
    year = working_year(request)
    return redirect("plan_edit", year) if year else render(request, "province/plans.html")


def working_year(request: HttpRequest) -> int | None:
    """The fiscal year people work on, else the newest with a calendar or a plan; None where there is none."""
    years = [year for year, _ in _years(_own_schedules(request), _calendars())]
    round_ = Round.objects.newest(timezone.localdate()) if years else None
    if round_ and round_.fiscal_year in years:
        return round_.fiscal_year
    return years[0] if years else None


def _unsaved_page(request: HttpRequest, why: Why) -> HttpResponse:
    """The page of typed text. Its form saves the plan; a row action is not repeated."""
    rows = plan_forms.posted_rows(request.POST).values()
    year = resolve(request.path_info).kwargs["fiscal_year"]
    context = {
        "why": why,
        "address": reverse("plan_edit", args=[year]),
        "rows": [plan_forms.unsaved_row(row) for row in rows if row.is_touched],
    }
    return render(request, "province/plan_unsaved.html", context, status=why.status)


@kept_on(_unsaved_page)
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request, fiscal_year):
    """The province's own plan of a year, or the two ways to begin one."""
    desk = Desk.of(request, fiscal_year)
    if desk.schedule is None:
        return _start_page(request, desk)
    if request.method == "POST":
        return _answer(request, desk, lambda: _saved(request, fiscal_year))
    return _plan_page(request, desk)


@access.province_people
@require_POST
def plan_start(request, fiscal_year):
    """A new plan, from the calendar, from last year or empty; the one already there at a second click."""
    Desk.of(request, fiscal_year)
    asked, begin = request.POST, {"fiscal_year": fiscal_year, "by": request.user}
    try:
        if asked.get("from") == "last_year":
            plan_actions.start_from_last_year(**begin, move_years="move_years" in asked)
        else:
            plan_actions.start(**begin, from_calendar=asked.get("from") == "calendar")
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("plan_edit", fiscal_year)


@kept_on(_unsaved_page)
@access.province_people
@require_POST
def plan_row(request, fiscal_year, action, row):
    """Save everything that was typed, then add, move, remove or bring back a row."""
    if action not in ROW_ACTIONS:
        raise Http404
    desk = Desk.of(request, fiscal_year)
    if desk.schedule is None:
        raise Http404
    label, perform = ROW_ACTIONS[action]
    return _answer(request, desk, lambda: _performed(request, desk, perform, row), then=label)


# ---- what the pages stand on


@dataclass
class Desk:
    """One year at the province's desk; `schedule` is None where there is no plan yet."""

    fiscal_year: int
    schedule: Schedule | None
    years: list[tuple[int, bool]]
    calendar: CalendarRevision | None

    @classmethod
    def of(cls, request: HttpRequest, fiscal_year: int) -> "Desk":
        """Http404 for a year that has neither a calendar nor a plan of the province."""
        schedules, calendars = _own_schedules(request), _calendars()
        years = _years(schedules, calendars)
        if fiscal_year not in dict(years):
            raise Http404
        return cls(fiscal_year, schedules.get(fiscal_year), years, calendars.get(fiscal_year))


def _own_schedules(request: HttpRequest) -> dict[int, Schedule]:
    """Fiscal year → the province's plan. They bring the province along for the head of the page."""
    own = Schedule.objects.of_province(request.user.province_id).select_related("province")
    found = {schedule.fiscal_year: schedule for schedule in own}
    for schedule in found.values():
        request.user.province = schedule.province
    return found


def _calendars() -> dict[int, CalendarRevision]:
    """Fiscal year → the revision that rules it."""
    revisions = CalendarRevision.objects.in_force().order_by("fiscal_year", "number")
    return {revision.fiscal_year: revision for revision in revisions}


def _years(schedules, calendars) -> list[tuple[int, bool]]:
    """Years with a calendar or a plan, newest first, each with whether there is a plan."""
    return [(year, year in schedules) for year in sorted({*schedules, *calendars}, reverse=True)]


def _editions(calendar: CalendarRevision | None) -> dict[int, RevisionStep]:
    """CalendarStep id → what the calendar in force says of it, in order."""
    editions = RevisionStep.objects.filter(revision=calendar).order_by("order", "pk")
    return {edition.step_id: edition for edition in editions}


# ---- saving


@dataclass
class Attempt:
    """A save as it went: `form` is what was posted, `conflicts` what other people changed meanwhile."""

    form: plan_forms.PlanForm
    conflicts: dict[str, plan_actions.Conflict] = field(default_factory=dict)

    @property
    def unsaved(self) -> set[str]:
        return {*self.form.problems, *self.conflicts}

    def typed(self) -> plan_forms.Typed:
        kept = {name: row for name, row in self.form.touched.items() if name in self.unsaved}
        return plan_forms.Typed(kept, self.form.problems, self.conflicts)


def _answer(
    request: HttpRequest, desk: Desk, proceed: Callable[[], HttpResponse], then: str = ""
) -> HttpResponse:
    """Save what was posted; go on when all of it could be saved, else show it again as it was typed."""
    attempt = _save(request, desk.schedule)
    if not attempt.unsaved:
        return proceed()
    _tell(request, attempt, then)
    status = 409 if attempt.conflicts else 200
    return _plan_page(request, Desk.of(request, desk.fiscal_year), attempt.typed(), status)


def _save(request: HttpRequest, schedule: Schedule) -> Attempt:
    steps = CalendarStep.objects.filter(fiscal_year=schedule.fiscal_year)
    form = plan_forms.PlanForm(
        schedule, plans.phases_of(schedule), list(steps.values_list("pk", flat=True)), request.POST
    )
    attempt = Attempt(form)
    if form.edits:
        saved = plan_actions.save(schedule=schedule, by=request.user, edits=form.edits)
        attempt.conflicts = {one.mine.row: one for one in saved.conflicts}
        _restore(request, schedule, attempt)
    return attempt


def _restore(request: HttpRequest, schedule: Schedule, attempt: Attempt) -> None:
    """เพิ่มเป็นแถวใหม่: what was typed into a row that is gone becomes a row at the end."""
    conflict = attempt.conflicts.get(request.POST.get("restore", ""))
    if conflict is None or conflict.theirs is not None:
        return
    plan_actions.add_typed(schedule=schedule, by=request.user, edit=conflict.mine)
    del attempt.conflicts[conflict.mine.row]


def _tell(request: HttpRequest, attempt: Attempt, then: str) -> None:
    missed, saved = len(attempt.unsaved), len(attempt.form.touched) - len(attempt.unsaved)
    words = f"ยังไม่บันทึก {thai.to_thai_digits(missed)} แถว"
    if saved:
        words = f"บันทึกแล้ว {thai.to_thai_digits(saved)} แถว {words}"
    if then:
        words += f" จึงยังไม่ได้ทำ “{then}”"
    messages.warning(request, f"{words} ข้อความที่พิมพ์ยังอยู่ครบ โปรดดูรายการที่ต้องแก้ด้านล่าง")


def _saved(request: HttpRequest, fiscal_year: int) -> HttpResponse:
    messages.success(request, SAVED)
    return redirect("plan_edit", fiscal_year)


# ---- row actions


def _performed(request, desk: Desk, perform: Callable, row: str) -> HttpResponse:
    here = reverse("plan_edit", args=[desk.fiscal_year])
    try:
        return redirect(here + perform(request, desk.schedule, row))
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect(here)


def _at(row) -> str:
    return f"#row-{plans.name_of(row)}"


def _add_phase(request, schedule: Schedule, row: str) -> str:
    return _at(plan_actions.add_phase(schedule=schedule, by=request.user))


def _add_activity(request, schedule: Schedule, row: str) -> str:
    return _at(plan_actions.add_activity(schedule=schedule, by=request.user, phase=row))


def _move_up(request, schedule: Schedule, row: str) -> str:
    return _at(plan_actions.move(schedule=schedule, by=request.user, row=row, down=False))


def _move_down(request, schedule: Schedule, row: str) -> str:
    return _at(plan_actions.move(schedule=schedule, by=request.user, row=row, down=True))


def _delete(request, schedule: Schedule, row: str) -> str:
    """The message says what was removed; the address holds the way back."""
    words = plans.words_of(plans.by_name(schedule, plans.phases_of(schedule)).get(row))
    removal = plan_actions.delete(schedule=schedule, by=request.user, row=row)
    messages.info(request, f"ลบแล้ว: {words}")
    return f"?removed={removal}"


def _undo(request, schedule: Schedule, row: str) -> str:
    if not (row.isascii() and row.isdecimal() and len(row) < 10):
        raise Http404
    return _at(plan_actions.undo(schedule=schedule, by=request.user, removal=int(row)))


def _settle(request, schedule: Schedule, row: str) -> str:
    plan_actions.settle_last_year(schedule=schedule, by=request.user)
    return ""


ROW_ACTIONS: dict[str, tuple[str, Callable[..., str]]] = {
    "add_phase": ("เพิ่มช่วงการดำเนินงาน", _add_phase),
    "add_activity": ("เพิ่มกิจกรรม", _add_activity),
    "move_up": ("เลื่อนขึ้น", _move_up),
    "move_down": ("เลื่อนลง", _move_down),
    "delete": ("ลบ", _delete),
    "undo": ("เลิกทำ", _undo),
    "settle": ("รับทราบ", _settle),
}


# ---- pages


def _plan_page(
    request: HttpRequest, desk: Desk, typed: plan_forms.Typed | None = None, status: int = 200
) -> HttpResponse:
    schedule = desk.schedule
    shown = plan_forms.Shown(
        schedule, plans.phases_of(schedule), _editions(desk.calendar), typed or plan_forms.Typed()
    )
    context = {
        "desk": desk,
        "schedule": schedule,
        "plan": shown.plan(),
        "phases": shown.rows(),
        "lost": shown.lost(),
        "errors": shown.errors(),
        "address": reverse("plan_edit", args=[desk.fiscal_year]),
        "undoable": _undoable_import(schedule),
        "removed": request.GET.get("removed", ""),
        "last_year": shown.last_year(),
        "months": months_of(desk.fiscal_year),
        "is_unsaved": typed is not None,
    }
    return render(request, "province/plan.html", context, status=status)


def _undoable_import(schedule: Schedule):
    """The document (reports.Intake) that was read into the plan last, while that may be undone; else None."""
    newest = schedule.intakes.undoable(timezone.now()).order_by("-applied_at", "-pk")
    last = newest.select_related("applied_by").first()
    return last if last and last.is_plan_unchanged else None


def _start_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    steps = len(_editions(desk.calendar))
    last_year = dict(desk.years).get(desk.fiscal_year - 1) and desk.fiscal_year - 1
    context = {"desk": desk, "steps": steps, "last_year": last_year}
    return render(request, "province/plan_start.html", context)
