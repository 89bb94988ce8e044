"""The editor: the six-column table of a report, saved row by row; what was typed is never lost."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.models import Round
from ita_portal import access, thai
from reports import actions
from reports.asked import asked_of_row
from reports.desk import missing_in, moves_of, notices, undoable_intakes
from reports.forms import choices, markup, questions, rows, shown, table
from reports.forms.shown_tasks import shown_tasks
from reports.models import Line, RemovedRow, Report
from reports.others import others_today
from reports.views import evidence_of_row, saving, starting, unsaved
from reports.views.saving import calendar_of

SAVED = "บันทึกร่างแล้ว รายงานยังไม่ได้ส่ง"
NEXT_PAGES = {"check": "report_check", "preview": "report_preview", "tasks": "report_tasks"}
REMOVED_SHOWN = 20


@access.province_people
@require_POST
def report_start(request, pk):
    """A new report from what was chosen, or the one that is already there."""
    round_ = get_object_or_404(Round, pk=pk)
    try:
        report = starting.start(request, round_)
    except actions.Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("province_home")
    return redirect("report_edit", report.pk)


@unsaved.kept_when_signed_out
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request, pk):
    report = own_report(request, pk)
    if request.method != "POST":
        return _table_page(request, report) if report.is_editable else _elsewhere(request, report)
    return _answer(
        request, report, lambda: _next(request, report, reverse("report_edit", args=[pk]))
    )


@unsaved.kept_when_signed_out
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def line_edit(request, pk, line_pk):
    """One row on a page of its own: for narrow screens, long texts and what the table has no room for."""
    report = own_report(request, pk)
    if request.method == "POST":
        here = reverse("line_edit", args=[pk, line_pk]) + evidence_of_row.anchor(request)
        return _answer(request, report, lambda: _next(request, report, here), line=line_pk)
    if not report.is_editable:
        return _elsewhere(request, report)
    return _line_page(request, report, line_pk)


@unsaved.kept_when_signed_out
@access.province_people
@require_POST
def row_action(request, pk, action, row):
    """Save everything that was typed, then join, part, add, move, remove or bring back a row."""
    if action not in ROW_ACTIONS:
        raise Http404
    report = own_report(request, pk)
    label, perform = ROW_ACTIONS[action]
    return _answer(request, report, lambda: _performed(request, report, perform, row), then=label)


def own_report(request: HttpRequest, pk: int) -> Report:
    """The report of the person's own province; 404 for any other."""
    province = request.user.province
    reports = Report.objects.of_province(province).select_related(
        "round", "calendar", "changed_by", "read_in_by", "start__source__report__round"
    )
    reports = reports.with_ruling_calendar()
    reports = reports.defer("start__source__content", "start__source__report__raw")
    report = get_object_or_404(reports, pk=pk)
    report.province = province
    return report


def address(report: Report) -> str:
    return reverse("report_edit", args=[report.pk])


def _elsewhere(request, report: Report) -> HttpResponse:
    """A report that cannot be edited now is read where it is shown as printed."""
    return redirect("report_preview", report.pk)


# ---- saving


def _answer(
    request: HttpRequest,
    report: Report,
    proceed: Callable[[], HttpResponse],
    *,
    line: int | None = None,
    then: str = "",
) -> HttpResponse:
    """Save what was posted; go on when all of it could be saved, else show it again as it was typed."""
    try:
        # Files first: whatever becomes of the texts, nobody has to choose them again.
        evidence = evidence_of_row.take(request, report)
        attempt = saving.write_typed(report, request)
        evidence_of_row.tell(request, evidence)
        if not attempt.unsaved and not evidence.is_refused:
            return proceed()
    except actions.NotEditable:
        return unsaved.page(request, unsaved.NOT_EDITABLE)
    if attempt.unsaved:
        say_unsaved(request, attempt, then)
    report.refresh_from_db()
    status = 409 if attempt.conflicts else 422 if evidence.is_refused else 200
    line = line or evidence.line
    if line is not None and Line.objects.filter(group__report=report, pk=line).exists():
        return _line_page(request, report, line, attempt.typed(), status, evidence)
    evidence_of_row.tell_refused(request, evidence)
    return _table_page(request, report, attempt.typed(), status)


def say_saved(request: HttpRequest) -> None:
    messages.success(request, SAVED)


def say_unsaved(request: HttpRequest, attempt: saving.Attempt, then: str = "") -> None:
    """How much was saved and how much was not; `then` is what was not done for that reason."""
    missed = attempt.count(attempt.unsaved)
    saved = attempt.count(attempt.form.touched) - missed
    words = f"ยังไม่บันทึก {_number(missed)} แถว"
    if saved:
        words = f"บันทึกแล้ว {_number(saved)} แถว {words}"
    if then:
        words += f" จึงยังไม่ได้ทำ “{then}”"
    if saved or then:
        messages.warning(request, words)


def _number(count: int) -> str:
    return thai.to_thai_digits(count)


def _next(request: HttpRequest, report: Report, here: str) -> HttpResponse:
    """Where the pressed button leads after saving; back to the same page for the plain one."""
    say_saved(request)
    target = request.POST.get("then", "")
    if target in NEXT_PAGES:
        return redirect(NEXT_PAGES[target], report.pk)
    if target == "table":
        return redirect("report_edit", report.pk)
    if rows.KEY.fullmatch(target):
        return redirect("line_edit", report.pk, int(target))
    if target.startswith("question-"):
        return redirect(f"{here}#{target}")
    row, _, part = target.partition("-")
    if part == "evidence" and rows.KEY.fullmatch(row):
        return redirect(reverse("line_edit", args=[report.pk, int(row)]) + "#evidence")
    return redirect(here)


# ---- row actions


def _performed(request, report: Report, perform: Callable, row: int) -> HttpResponse:
    try:
        return redirect(address(report) + perform(request, report, row))
    except actions.NotEditable:
        raise
    except actions.Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("report_edit", report.pk)


def _at(line: Line) -> str:
    return f"#row-{line.pk}"


def _plain(perform: Callable) -> Callable:
    """An action on a line that leads to a line."""
    return lambda request, report, row: _at(perform(report=report, line=row, by=request.user))


def _add_group(request, report: Report, row: int) -> str:
    """A number of one's own after a row's; 0 puts it before all."""
    return _at(actions.rows.add_group(report=report, line=row or None, by=request.user))


def _merge(request, report: Report, row: int) -> str:
    line, note = actions.rows.merge_up(report=report, line=row, by=request.user)
    if note:
        messages.warning(request, note)
    return _at(line)


def _delete(request, report: Report, row: int) -> str:
    removed = actions.rows.delete(report=report, line=row, by=request.user)
    return f"?removed={removed.pk}"


def _undo(request, report: Report, row: int) -> str:
    return _at(actions.rows.undo(report=report, removed=row, by=request.user))


ROW_ACTIONS: dict[str, tuple[str, Callable[..., str]]] = {
    "merge_up": ("รวมกับแถวบน", _merge),
    "split": ("แยกเป็นคนละแถว", _plain(actions.rows.split)),
    "add_line": ("เพิ่มแถวในลำดับเดียวกัน", _plain(actions.rows.add_line)),
    "add_group": ("เพิ่มลำดับใหม่", _add_group),
    "move_up": ("เลื่อนขึ้น", _plain(actions.rows.move_up)),
    "move_down": ("เลื่อนลง", _plain(actions.rows.move_down)),
    "delete": ("ลบแถว", _delete),
    "undo": ("เลิกทำ", _undo),
    **starting.ROW_ACTIONS,
}


# ---- pages


def _table_page(
    request, report: Report, typed: shown.Typed | None = None, status: int = 200
) -> HttpResponse:
    stored = table.rows_of(report)
    view = shown.Shown(report, stored, calendar_of(report), typed or shown.Typed())
    view.earlier = starting.earlier(view)
    view.examples = starting.examples(view)
    removed = removed_rows(report)
    named = request.GET.get("removed")
    moves = moves_of(report)
    missing = missing_in(report, moves)
    asked = questions.shown_questions(view, missing.asked)
    groups = view.groups()
    questions.put_beside(groups, asked)
    context = _frame(request, report, view) | {
        "rows": markup.table_rows(groups, address(report)),
        "asked": asked,
        "lost": view.lost(),
        "details": view.details(),
        "details_meta": view.details_meta(),
        "details_clash": view.details_clash(),
        "removed": removed,
        "just_removed": next((row.pk for row in removed if str(row.pk) == named), None),
        "notices": notices(report, moves, missing.asked),
        "intake": undoable_intakes(request.user, report=report).get(report.round_id),
        "start": starting.shown_start(view),
        "shown": shown_tasks(report, missing.tasks, stored, by=request.user, page="tasks"),
    }
    return render(request, "province/edit.html", context, status=status)


def _frame(request, report: Report, view: shown.Shown) -> dict:
    """What the table and the page of one row have in common."""
    prefetch_related_objects([report.round], "extensions")
    return {
        "report": report,
        "round": report.round,
        "due_on": report.due(),
        "errors": shown.error_links(view),
        "address": address(report),
        "is_unsaved": bool(view.typed),
        "open_rows": " ".join(view.typed.rows),
        "others_today": others_today(report, request.user),
        "closed_sentence": _closed_sentence(report),
    }


def _closed_sentence(report: Report) -> str:
    """When a round was closed, and whom to turn to; empty while it takes this report."""
    sent = report.round.is_closed and report.submissions.exists()
    closed = actions.is_closed_for(report, sent_before=sent, today=timezone.localdate())
    return actions.closed_sentence(report.round) if closed else ""


def _line_page(
    request,
    report: Report,
    pk: int,
    typed: shown.Typed | None = None,
    status: int = 200,
    evidence: evidence_of_row.Outcome | None = None,
) -> HttpResponse:
    stored, calendar = table.rows_of(report), calendar_of(report)
    view = shown.Shown(report, stored, calendar, typed or shown.Typed(), alone=pk)
    view.earlier = starting.earlier(view)
    view.examples = starting.examples(view)
    every = [(group, line) for group in view.groups() for line in group.lines]
    place = next((n for n, (_, line) in enumerate(every) if line.pk == pk), None)
    if place is None:
        raise Http404
    group, line = every[place]
    number = next(n for n, one in enumerate(stored, start=1) if one.pk == group.pk)
    nth = next(n for n, one in enumerate(group.lines, start=1) if one.pk == pk)
    asked = asked_of_row(report, pk, number, nth)
    view.questions = {one.comment.pk: one.name for one in asked}
    context = _frame(request, report, view) | {
        "group": group,
        "line": line,
        "before_title": markup.before_title(line) if line.before else "",
        "statuses": choices.STATUSES,
        "answers": shown.ANSWERS,
        "place": place + 1,
        "asked": [questions.shown_question(view, one) for one in asked],
        "count": len(every),
        "before": every[place - 1][1] if place else None,
        "after": every[place + 1][1] if place + 1 < len(every) else None,
        **evidence_of_row.context(report, line, evidence or evidence_of_row.Outcome()),
    }
    return render(request, "province/line.html", context, status=status)


def removed_rows(report: Report) -> list[shown.Removed]:
    newest = RemovedRow.objects.filter(report=report).select_related("removed_by")
    return [shown.removed(row) for row in newest[:REMOVED_SHOWN]]
