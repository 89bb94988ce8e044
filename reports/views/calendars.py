"""Calendars where documents and reports come in: a table read as a draft, what a draft would change before it rules.

The table of steps itself: calendar_app/calendar_views.py.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import actions as calendars
from calendar_app import affected as plans
from calendar_app import revisions, step_rows, years
from calendar_app.calendar_forms import YearForm
from calendar_app.calendar_views import new_page
from calendar_app.models import CalendarRevision
from calendar_app.moved import Moved, moved
from ita_portal import access, thai, uploads
from ita_portal.unsaved import Why, kept_on
from reports import affected, calendar_draft
from reports import intake as reader
from reports.forms.upload import UploadForm
from reports.readers.paper import NotReadable

METHODS = ["GET", "HEAD", "POST"]
# Of each list so many rows are shown; the count is of all.
MOST_SHOWN = 200


def _unsent_page(request: HttpRequest, why: Why) -> HttpResponse:
    """A pasted table that was not read; a file has to be chosen again."""
    context = {
        "why": why,
        "address": reverse("calendar_read"),
        "fiscal_year": request.POST.get("fiscal_year", ""),
        "text": request.POST.get("text", ""),
        "html": request.POST.get("html", ""),
    }
    return render(request, "calendars/unsent.html", context, status=why.status)


@kept_on(_unsent_page)
@access.central_admin
@require_POST
def calendar_read(request):
    """อ่านตารางเป็นร่าง: a pasted table or a file becomes a draft, to be looked through row by row."""
    form = YearForm(request.POST)
    reading = UploadForm(
        request.POST, request.FILES, was_too_large=uploads.was_too_large(request, "file")
    )
    year = (
        form.cleaned_data["fiscal_year"]
        if form.is_valid()
        else years.year_for_a_new_calendar(timezone.localdate())
    )
    if form.errors or not reading.is_valid():
        return new_page(request, year, form, status=422, reading=reading)
    try:
        revision = _begun(request, reading, year)
    except NotReadable as refused:
        reading.add_error(None, refused.message)
        return new_page(request, year, form, status=422, reading=reading)
    except calendars.Refused as refused:
        reading.add_error(None, refused.message)
        return new_page(request, year, form, status=409, reading=reading)
    count = thai.to_thai_digits(revision.steps.count())
    messages.success(
        request, f"อ่านได้ {count} ขั้นตอน เป็นร่าง ยังไม่มีผล โปรดตรวจคำที่อ่านได้กับคำในเอกสารทุกแถว"
    )
    return redirect("calendar_edit", revision.pk)


def _begun(request: HttpRequest, form: UploadForm, fiscal_year: int) -> CalendarRevision:
    """The draft of what was read. Raises NotReadable, Refused."""
    original = form.original()
    if form.cleaned_data.get("file"):
        reading = reader.read_calendar_file(original.data)
    else:
        reading = reader.read_calendar_paste(form.cleaned_data["text"], form.markup)
    draft = calendar_draft.draft_of(reading, fiscal_year=fiscal_year, source=original.name)
    return calendars.begin(fiscal_year=fiscal_year, rows=draft.rows, raw=draft.raw, by=request.user)


# Before it rules ---------------------------------------------------------------------------------


@access.central_admin
@require_http_methods(METHODS)
def calendar_force(request, pk):
    """What a draft moves, what no longer fits it, and the question; POST puts exactly what was read in force."""
    revision = get_object_or_404(CalendarRevision, pk=pk)
    if not revision.is_draft:
        return redirect("calendar_page", pk)
    if request.method != "POST":
        return _force_page(request, revision)
    if "sure" not in request.POST:
        sentence = "ยังไม่ได้ประกาศใช้ โปรดทำเครื่องหมายว่าได้อ่านสิ่งที่เปลี่ยนแล้ว"
        return _force_page(request, revision, refusal=sentence, status=422)
    try:
        calendars.put_in_force(
            revision=revision, by=request.user, seen=request.POST.get("seen", "")
        )
    except calendars.Stale:
        sentence = "มีผู้แก้ร่างนี้หรือประกาศใช้ฉบับอื่นหลังจากที่ท่านอ่าน จึงยังไม่ได้ประกาศใช้ โปรดอ่านสิ่งที่เปลี่ยนอีกครั้ง"
        return _force_page(request, revision, refusal=sentence, status=409)
    except calendars.Refused as refused:
        return _force_page(request, revision, refusal=refused.message, status=409)
    messages.success(request, f"ประกาศใช้{revision} แล้ว รายงานที่เริ่มไว้แล้วจะได้รับคำถามก่อนปรับตาม")
    return redirect("calendar_page", pk)


def _force_page(
    request: HttpRequest, revision: CalendarRevision, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    old = revisions.before(revision)
    rows = step_rows.rows_of(revision)
    said = [revisions.said(row) for row in rows]
    before = [revisions.said(row) for row in step_rows.rows_of(old)] if old else []
    difference = moved(before, said) if old else None
    context = {
        "revision": revision,
        "old": old,
        "moved": difference,
        "rows": rows,
        "shifted": sum(row.is_shifted for row in rows),
        "unread": sum(bool(row.window and not row.window.understood) for row in rows),
        "undated": sum(row.window is None for row in rows),
        "rounds": list(revisions.followers(revision.fiscal_year)),
        "seen": calendars.reading_token(revision),
        "refusal": refusal,
        "most_shown": MOST_SHOWN,
        **_affected(revision.fiscal_year, difference, plans.Judge.of(before, said)),
    }
    return render(request, "calendars/force.html", context, status=status)


def _affected(fiscal_year: int, difference: Moved | None, judge: plans.Judge) -> dict:
    """Rows of plans and of reports that no longer fit; nothing where no calendar ruled before."""
    if difference is None:
        return {"plans": [], "reports": []}
    return {
        "plans": plans.plans_outside(fiscal_year, difference, judge),
        "reports": affected.reports_outside(fiscal_year, difference, judge),
    }
