"""ปิดรับรายงาน and opening again, each with a reason; deleting a round that nobody has begun."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import actions as rounds
from calendar_app.models import Round
from calendar_app.round_forms import ReasonForm, ShortReasonForm
from ita_portal import access
from ita_portal.views.kept import words_kept
from reports import overview
from reports.round_desk import desk


@words_kept(ReasonForm, back="round_closing", button="ปิดรับรายงาน", given=("pk",))
@access.centre_reads
@require_http_methods(["GET", "HEAD", "POST"])
def round_closing(request, pk):
    """What closing means and who is unfinished; POST closes."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method != "POST":
        return _page(request, round_)
    form = ReasonForm(request.POST)
    if round_.is_closed:
        messages.info(request, "รอบนี้ปิดรับรายงานไว้แล้ว จึงไม่มีสิ่งใดเปลี่ยน")
        return redirect("round_closing", pk)
    if not form.is_valid():
        return _page(request, round_, close_form=form, status=422)
    try:
        rounds.close_round(round=round_, by=request.user, reason=form.cleaned_data["reason"])
    except rounds.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, get_object_or_404(Round, pk=pk), close_form=form, status=409)
    messages.success(request, f"ปิดรับรายงาน{round_} แล้ว เปิดรับอีกครั้งได้ที่หน้านี้")
    return redirect("round_closing", pk)


@words_kept(ShortReasonForm, back="round_closing", button="เปิดรับรายงานอีกครั้ง", given=("pk",))
@access.central_admin
@require_POST
def round_open_again(request, pk):
    """Undo a closing."""
    round_, form = get_object_or_404(Round, pk=pk), ShortReasonForm(request.POST)
    if not round_.is_closed:
        messages.info(request, "รอบนี้เปิดรับรายงานอยู่แล้ว จึงไม่มีสิ่งใดเปลี่ยน")
        return redirect("round_closing", pk)
    if not form.is_valid():
        return _page(request, round_, again_form=form, status=422)
    try:
        rounds.open_round_again(round=round_, by=request.user, reason=form.cleaned_data["reason"])
    except rounds.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, get_object_or_404(Round, pk=pk), again_form=form, status=409)
    messages.success(request, f"เปิดรับรายงาน{round_} อีกครั้งแล้ว")
    return redirect("round_closing", pk)


def _page(request: HttpRequest, round_: Round, *, status: int = 200, **forms) -> HttpResponse:
    today = timezone.localdate()
    rows = overview.province_rows(round_, today)
    unfinished = [
        row for row in rows if row.state_key not in ("submitted", "under_review", "accepted")
    ]
    context = {
        **desk(round_, request.user, "round_closing", today),
        "close_form": ReasonForm(),
        "again_form": ShortReasonForm(),
        "unfinished": unfinished,
        "may_still_send": [row for row in unfinished if row.due >= today],
        "may_delete": not any(row.report for row in rows),
        "today": today,
        **forms,
    }
    return render(request, "rounds/closing.html", context, status=status)


@access.central_admin
@require_http_methods(["GET", "HEAD", "POST"])
def round_delete(request, pk):
    """A round that was made by mistake, before anybody has begun a report in it."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method != "POST":
        context = {
            **desk(round_, request.user, "round_closing", timezone.localdate()),
            "begun": round_.reports.count(),
        }
        return render(request, "rounds/delete.html", context)
    named = str(round_)
    try:
        rounds.delete_round(round=round_, by=request.user)
    except rounds.Refused as refused:
        messages.error(request, refused.message)
        return redirect("round_closing", pk)
    messages.success(request, f"ลบ{named} แล้ว")
    return redirect("years_home")
