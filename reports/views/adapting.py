"""ปรับตามปฏิทินฉบับที่ …: what a newer calendar would change in a report, ticked row by row and done in one act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ita_portal import access, thai
from reports import actions, adapting
from reports.models import Report
from reports.views.editor import own_report


@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def report_adapt(request, pk):
    report = own_report(request, pk)
    if not report.is_editable:
        messages.error(request, actions.NotEditable.message)
        return redirect("report_preview", pk)
    if request.method == "POST":
        return _adapted(request, report)
    return _page(request, report)


def _adapted(request: HttpRequest, report: Report) -> HttpResponse:
    chosen = set(request.POST.getlist("chosen"))
    try:
        actions.adapting.adapt(
            report=report,
            by=request.user,
            version=_number(request, "version"),
            revision=_number(request, "revision"),
            chosen=chosen,
        )
    except actions.Stale as stale:
        report.refresh_from_db()
        return _page(request, report, chosen=chosen, refusal=stale.message, status=409)
    except actions.Refused as refused:
        if actions.adapting.newer_calendar(report) is None:
            return _followed(request, report)
        messages.error(request, refused.message)
        return redirect("report_edit", report.pk)
    count = thai.to_thai_digits(len(chosen))
    done = f"ปรับ {count} รายการ" if chosen else "ไม่ได้เปลี่ยนแถวใด"
    messages.success(request, f"รายงานเป็นไปตามปฏิทินฉบับที่มีผลใช้แล้ว {done} รายงานยังไม่ได้ส่ง")
    return redirect("report_edit", report.pk)


def _followed(request: HttpRequest, report: Report) -> HttpResponse:
    """Nothing is left to adapt to: after a second click, or the way back."""
    messages.info(request, actions.adapting.FOLLOWED)
    return redirect("report_edit", report.pk)


def _number(request: HttpRequest, name: str) -> int:
    """A number of the form; 0, which no version has, for anything else."""
    written = request.POST.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else 0


def _page(
    request: HttpRequest,
    report: Report,
    *,
    chosen: set[str] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    calendar = actions.adapting.newer_calendar(report)
    if calendar is None:
        return _followed(request, report)
    offer = adapting.offer_for(report, calendar)
    context = {
        "report": report,
        "calendar": calendar,
        "offer": offer,
        "rows": [
            (one, one.is_chosen if chosen is None else one.key in chosen)
            for one in offer.adjustments
        ],
        "refusal": refusal,
    }
    return render(request, "province/adapt.html", context, status=status)
