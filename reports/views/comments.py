"""ข้อทักท้วงและคำชี้แจง: what the centre asked of a report on one page, answered there, and on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ita_portal import access
from reports import actions, content
from reports.asked import AfterReturn, after_return, since_return
from reports.desk import moves_of
from reports.forms import shown, table
from reports.forms.questions import shown_question
from reports.forms.targets import Targets
from reports.models import Report
from reports.views import saving, unsaved
from reports.views.editor import NEXT_PAGES, own_report, say_saved, say_unsaved


@unsaved.kept_when_signed_out
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def report_questions(request, pk):
    """Every question with the box for its answer; to be read only while the report is with the centre."""
    report = own_report(request, pk)
    if request.method != "POST":
        return _page(request, report)
    try:
        attempt = saving.write_typed(report, request)
    except actions.NotEditable:
        return unsaved.page(request, unsaved.NOT_EDITABLE)
    if not attempt.unsaved:
        say_saved(request)
        if request.POST.get("then") in NEXT_PAGES:
            return redirect(NEXT_PAGES[request.POST["then"]], pk)
        return redirect(reverse("report_questions", args=[pk]) + _anchor(request))
    say_unsaved(request, attempt)
    report.refresh_from_db()
    return _page(request, report, attempt.typed(), status=409 if attempt.conflicts else 422)


def _anchor(request: HttpRequest) -> str:
    target = request.POST.get("then", "")
    return f"#{target}" if target.startswith("question-") else ""


def _page(
    request: HttpRequest, report: Report, typed: shown.Typed | None = None, status: int = 200
) -> HttpResponse:
    standing = standing_of(report)
    context = {"report": report, "round": report.round, "standing": standing}
    if report.is_editable:
        context |= _boxes(report, standing, typed or shown.Typed())
    return render(request, "comments/questions.html", context, status=status)


def _boxes(report: Report, standing: AfterReturn, typed: shown.Typed) -> dict:
    stored = table.rows_of(report)
    view = shown.Shown(report, stored, {}, typed)
    view.questions = {one.comment.pk: one.name for one in standing.asked}
    targets = Targets(report, stored)
    return {
        "questions": [
            (
                shown_question(view, one),
                targets.of_row(one.comment.row, "result") if one.is_there else None,
            )
            for one in standing.asked
        ],
        "errors": shown.error_links(view),
        "lost": view.lost(),
        "address": reverse("report_edit", args=[report.pk]),
        "is_unsaved": bool(typed),
        "open_rows": " ".join(typed.rows),
    }


@access.province_people
def report_questions_print(request, pk):
    """The list of questions with their answers and a place to sign, for the head; on A4."""
    report = own_report(request, pk)
    standing = standing_of(report)
    context = {
        "report": report,
        "round": report.round,
        "standing": standing,
        "submission": standing.returned.submission if standing.returned else None,
    }
    return render(request, "comments/print.html", context)


def standing_of(report: Report) -> AfterReturn:
    """What was asked and answered: of the draft while it can be mended, else of the version sent last."""
    if report.is_editable:
        return since_return(report, content.draft(report), moves_of(report))
    return after_return(report, report.submissions.order_by("-number").first())
