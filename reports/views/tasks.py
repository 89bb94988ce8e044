"""รายการที่ยังต้องทำ of a report: every row, what was found, and the boxes in which the drafter explains it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.views.decorators.http import require_POST

from ita_portal import access, thai
from ita_portal.unsaved import Why, kept_on
from reports import actions
from reports.desk import missing_in, moves_of, notices
from reports.forms import explanations, shown_tasks, table
from reports.forms.explanations import ExplanationsForm, Typed
from reports.models import Report
from reports.views import unsaved
from reports.views.editor import own_report

# Where the boxes stand, by the word their form sends along.
PAGES = {"tasks": "report_tasks", "check": "report_check"}


@access.province_people
def report_tasks(request, pk):
    """What a report still wants; one that was sent is read where it is shown as printed."""
    report = own_report(request, pk)
    if not report.is_editable:
        return redirect("report_preview", pk)
    return _page(request, report)


def _page(
    request: HttpRequest,
    report: Report,
    *,
    typed: Typed | None = None,
    gone: tuple[str, ...] = (),
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    moves = moves_of(report)
    missing = missing_in(report, moves)
    context = {
        "report": report,
        "round": report.round,
        "notices": notices(report, moves, missing.asked),
        "missing": missing,
        "shown": shown_tasks.shown_tasks(
            report,
            missing.tasks,
            table.rows_of(report),
            by=request.user,
            page="tasks",
            typed=typed,
        ),
        "gone": gone,
        "refusal": refusal,
    }
    return render(request, "tasks/list.html", context, status=status)


# Explaining --------------------------------------------------------------------------------------


def _words_page(request: HttpRequest, why: Why) -> HttpResponse:
    """What was typed to findings, shown to be sent again."""
    match = resolve(request.path_info)
    context = {
        "why": why,
        "title": why.title,
        "form": _as_typed(request.POST),
        "address": request.path,
        "button": "บันทึกคำชี้แจง",
        "back": reverse("report_tasks", args=[match.kwargs["pk"]]),
    }
    return render(request, "reports/unsaved.html", context, status=why.status)


def _as_typed(data: QueryDict) -> forms.Form:
    """The touched boxes as a form of their own, with what they belong to."""
    form = forms.Form(data)
    hidden = {"then": "tasks"}
    for number, mark in enumerate(ExplanationsForm(data).typed, start=1):
        label = thai.to_thai_digits(f"คำชี้แจงรายการที่ {number}")
        form.fields[f"note-{mark}"] = forms.CharField(label=label)
        hidden |= {name: "" for name in (f"seen-{mark}", f"kept-{mark}") if name in data}
    for name in hidden:
        form.fields[name] = forms.CharField(widget=forms.HiddenInput)
    return form


@kept_on(_words_page)
@access.province_people
@require_POST
def report_explain(request, pk):
    """บันทึกคำชี้แจง: every box that was typed into, and what the certifier keeps in public."""
    report = own_report(request, pk)
    form = ExplanationsForm(request.POST)
    try:
        told = actions.explain(report=report, by=request.user, said=form.said)
    except actions.NotEditable:
        return _words_page(request, unsaved.NOT_EDITABLE)
    except actions.Refused as refused:
        typed = Typed(form.typed, form.problems)
        return _page(request, report, typed=typed, refusal=refused.message, status=409)
    if form.problems or told.conflicts:
        return _not_all(request, report, form, told)
    if told.changed:
        messages.success(request, "บันทึกคำชี้แจงแล้ว รายงานยังไม่ได้ส่ง")
    return redirect(_back(request, pk))


def _back(request: HttpRequest, pk: int) -> str:
    page = reverse(PAGES.get(request.POST.get("then", ""), "report_tasks"), args=[pk])
    at = request.POST.get("at", "")
    return f"{page}#finding-{at}" if explanations.MARK.fullmatch(at) else page


def _not_all(
    request: HttpRequest, report: Report, form: ExplanationsForm, told: actions.Told
) -> HttpResponse:
    """The page with the boxes that could not be kept, as they were typed."""
    theirs = {one.mine.mark: one.theirs.note for one in told.conflicts if one.theirs}
    gone = tuple(one.mine.note for one in told.conflicts if one.theirs is None)
    open_marks = {*form.problems, *theirs}
    typed = Typed(
        {mark: one for mark, one in form.typed.items() if mark in open_marks}, form.problems, theirs
    )
    saved = f"บันทึกแล้ว {thai.to_thai_digits(told.changed)} รายการ " if told.changed else ""
    missed = thai.to_thai_digits(len(open_marks) + len(gone))
    messages.warning(request, f"{saved}ยังไม่บันทึก {missed} รายการ ข้อความที่พิมพ์ยังอยู่ครบ")
    report = own_report(request, report.pk)
    status = 409 if told.conflicts else 422
    return _page(request, report, typed=typed, gone=gone, status=status)
