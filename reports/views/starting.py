"""เริ่มจาก: what a report of a round can be started from, and what comes along from each."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from calendar_app.models import CalendarRevision, Round
from ita_portal import access, thai
from reports import actions, document
from reports.forms import rows, shown, starting
from reports.models import Report, Start
from reports.one_step import examples_for
from reports.previous import Earlier, earlier_texts, sent_by, sources


@access.province_people
def report_start_from(request, pk):
    """The ways to begin, the likely best first; a report that is there already is opened."""
    round_ = get_object_or_404(Round.objects.opened(timezone.localdate()), pk=pk)
    report = Report.objects.of_province(request.user.province).filter(round=round_).first()
    if report is not None:
        return redirect("report_edit", report.pk)
    calendar = CalendarRevision.objects.current(round_.fiscal_year)
    context = {
        "round": round_,
        "sources": sources(round_, sent_by(request.user.province)),
        "calendar": calendar,
        "steps": calendar.steps.count() if calendar else 0,
    }
    return render(request, "province/start_from.html", context)


def start(request: HttpRequest, round_: Round) -> Report:
    """The report begun from what was chosen: a version that was sent, else the calendar. Raises Refused."""
    today, chosen = timezone.localdate(), request.POST.get("from", CALENDAR)
    if chosen == CALENDAR:
        return actions.start(round=round_, by=request.user, today=today)
    source = int(chosen) if rows.KEY.fullmatch(chosen) else 0
    return actions.starting.start_from(round=round_, source=source, by=request.user, today=today)


# What stands for the calendar among the versions to begin from.
CALENDAR = "calendar"


# In the editor -----------------------------------------------------------------------------------


def earlier(view: shown.Shown) -> Earlier:
    """What the rounds before wrote, for a table that is to be shown."""
    calendar = [document.CalendarStep(one.step.code, one.title) for one in view.calendar.values()]
    return earlier_texts(view.report, calendar)


def examples(view: shown.Shown) -> dict[str, list[str]]:
    """What other provinces wrote well of the steps of this table, by code."""
    return examples_for(view.report, {one.step.code for one in view.calendar.values()})


def shown_start(view: shown.Shown) -> starting.ShownStart | None:
    """What is told of the start from an earlier report; None where it began otherwise."""
    start: Start | None = getattr(view.report, "start", None)
    return starting.shown_start(start, view.table, view.calendar) if start else None


def _at(pk: int) -> str:
    return f"#row-{pk}"


def _use_text(request: HttpRequest, report: Report, row: int) -> str:
    """ใช้ข้อความนี้, from the table or from the row's own page."""
    line = actions.starting.use_text(report=report, line=row, by=request.user)
    return f"lines/{line.pk}/" if request.POST.get("here") == "line" else _at(line.pk)


def _add_left(request: HttpRequest, report: Report, row: int) -> str:
    line = actions.starting.add_left(report=report, left=row, by=request.user)
    messages.success(request, "เพิ่มแถวจากรายงานเดิมไว้ท้ายตารางแล้ว")
    return _at(line.pk)


def _answer_left(request: HttpRequest, report: Report, row: int) -> str:
    chosen = request.POST.get("step", "")
    step = int(chosen) if rows.KEY.fullmatch(chosen) else 0
    line = actions.starting.answer_left(report=report, left=row, step=step, by=request.user)
    messages.success(request, "จำไว้แล้วว่าแถวเดิมตรงกับขั้นตอนนี้ ข้อความเดิมอยู่ให้ดูข้างช่องผลการดำเนินการ")
    return _at(line.pk) if line else ""


def _hide(request: HttpRequest, report: Report, row: int) -> str:
    actions.starting.hide(report=report, by=request.user)
    return ""


def _set_statuses(request: HttpRequest, report: Report, row: int) -> str:
    """One status for every row that has none, chosen by the button."""
    status = request.POST.get("status", "")
    count = actions.starting.set_statuses(report=report, status=status, by=request.user)
    messages.success(request, f"ตั้งสถานะให้ {thai.to_thai_digits(count)} แถวที่ยังไม่ระบุแล้ว")
    return ""


# Buttons of the editor besides those of its rows: label, what is done, where it leads. See editor.ROW_ACTIONS.
ROW_ACTIONS: dict[str, tuple[str, Callable[[HttpRequest, Report, int], str]]] = {
    "use_text": ("ใช้ข้อความนี้", _use_text),
    "add_left": ("เพิ่มแถวนี้", _add_left),
    "answer_left": ("ตรงกับขั้นตอนนี้", _answer_left),
    "set_statuses": ("ตั้งสถานะ", _set_statuses),
    "hide_start": ("ซ่อนรายการ", _hide),
}
