"""The year at the centre's desk: its calendars begun, typed, revised, thrown away; read by all of the centre.

What is read of documents and what a revision would change in reports: reports/views/calendars.py.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import actions, calendar_forms, step_rows, years
from calendar_app.calendar_forms import Act, StepsForm, YearForm, acted, blank
from calendar_app.models import CalendarRevision, Owner, RevisionStep
from calendar_app.revision_file import revision_file
from calendar_app.revisions import moved_since
from ita_portal import access
from ita_portal.typed import CellError, read_text
from ita_portal.unsaved import Why, kept_on

METHODS = ["GET", "HEAD", "POST"]
NOTE_LIMIT = 300
# Empty rows at the end of a calendar that has no steps yet.
FIRST_ROWS = 5


@access.centre
def years_home(request):
    """ปีงบประมาณและรอบ: each year with its calendar, its rounds and what to do next."""
    context = {"years": years.years(timezone.localdate())}
    return render(request, "calendars/years.html", context)


# Beginning ---------------------------------------------------------------------------------------


@access.central_admin
def calendar_new(request):
    """The three ways to a new calendar: typed, read from a table, carried over from the year before."""
    form = YearForm(request.GET) if "fiscal_year" in request.GET else None
    year = form.cleaned_data["fiscal_year"] if form and form.is_valid() else None
    return new_page(request, year or years.year_for_a_new_calendar(timezone.localdate()), form)


def new_page(
    request: HttpRequest, fiscal_year: int, form: YearForm | None = None, status: int = 200, **extra
) -> HttpResponse:
    """`extra` brings the refused form of a document back: reading."""
    context = {
        "fiscal_year": fiscal_year,
        "form": form if form and form.errors else YearForm(initial={"fiscal_year": fiscal_year}),
        "ruling": CalendarRevision.objects.current(fiscal_year),
        "drafts": CalendarRevision.objects.filter(
            fiscal_year=fiscal_year, in_force_since__isnull=True
        ),
        "earlier": actions.year_before(fiscal_year),
        **extra,
    }
    return render(request, "calendars/new.html", context, status=status)


@access.central_admin
@require_POST
def calendar_begin(request):
    """A draft without steps, or with those of the year before a year later."""
    form = YearForm(request.POST)
    if not form.is_valid():
        today = timezone.localdate()
        return new_page(request, years.year_for_a_new_calendar(today), form, status=422)
    year = form.cleaned_data["fiscal_year"]
    try:
        if request.POST.get("from") == "last_year":
            revision = actions.begin_from_last_year(fiscal_year=year, by=request.user)
        else:
            revision = actions.new_revision(fiscal_year=year, by=request.user)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return new_page(request, year, form, status=409)
    messages.success(request, f"เริ่ม{revision} (ร่าง) แล้ว ยังไม่มีผลจนกว่าจะประกาศใช้")
    return redirect("calendar_edit", revision.pk)


@access.central_admin
@require_POST
def calendar_copy(request, pk):
    """A draft of the same year with the same steps: how a calendar in force is revised."""
    revision = get_object_or_404(CalendarRevision, pk=pk)
    copy = actions.copy_revision(revision=revision, by=request.user)
    messages.success(request, f"ทำสำเนาเป็น{copy} (ร่าง) แล้ว โปรดแก้ไข แล้วดูสิ่งที่เปลี่ยนก่อนประกาศใช้")
    return redirect("calendar_edit", copy.pk)


# Reading -----------------------------------------------------------------------------------------


@access.centre
def calendar_page(request, pk):
    """One revision as it reads, with what it says otherwise than the one before it."""
    revision = get_object_or_404(CalendarRevision, pk=pk)
    context = {
        "revision": revision,
        "steps": list(step_rows.editions_of(revision)),
        "difference": moved_since(revision),
        "may_write": request.user.role == "central_admin",
    }
    return render(request, "calendars/page.html", context)


@access.centre
def calendar_file(request, pk, format):
    """The steps of a revision as a table file, which is read in again as a new calendar."""
    return revision_file(get_object_or_404(CalendarRevision, pk=pk), format)


@access.central_admin
@require_POST
def calendar_delete(request, pk):
    """ทิ้งร่าง, once it was ticked that this is meant."""
    revision = get_object_or_404(CalendarRevision, pk=pk)
    if "sure" not in request.POST:
        messages.error(request, "ยังไม่ได้ทิ้งร่าง โปรดเลือกข้อยืนยันก่อน")
        return redirect("calendar_page", pk)
    try:
        actions.delete_revision(revision=revision, by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
        return redirect("calendar_page", pk)
    messages.success(request, f"ทิ้งร่าง{revision} แล้ว")
    return redirect("years_home")


# Writing -----------------------------------------------------------------------------------------


def _unsaved_page(request: HttpRequest, why: Why) -> HttpResponse:
    """Every row as it was typed; sent again it is saved, and what was pressed beside a row is not repeated."""
    rows = calendar_forms.posted_rows(request.POST)
    context = {
        "why": why,
        "address": reverse("calendar_edit", args=[resolve(request.path_info).kwargs["pk"]]),
        "note": request.POST.get("note", ""),
        "complete": "complete" in request.POST,
        "seen": request.POST.get("seen", ""),
        "rows": [row for row in rows if not row.is_blank],
        "labels": calendar_forms.LABELS,
    }
    return render(request, "calendars/unsaved.html", context, status=why.status)


@kept_on(_unsaved_page)
@access.central_admin
@require_http_methods(METHODS)
def calendar_edit(request, pk):
    """The table of a draft's steps. POST saves all of it, then does what was pressed beside a row."""
    revision = get_object_or_404(CalendarRevision, pk=pk)
    if not revision.is_draft:
        if request.method == "POST":
            return _edit_page(request, revision, _typed(request), status=409, refusal=IN_FORCE)
        return redirect("calendar_page", pk)
    if request.method == "POST":
        return _save(request, revision)
    return _edit_page(request, revision)


IN_FORCE = "ฉบับนี้ประกาศใช้แล้ว จึงแก้ไขไม่ได้ ข้อความที่พิมพ์ยังอยู่ โปรดทำสำเนาเป็นฉบับปรับปรุงใหม่ แล้วคัดลอกไปใส่"


def _typed(request: HttpRequest) -> list[calendar_forms.Posted]:
    return calendar_forms.posted_rows(request.POST)


def _save(request: HttpRequest, revision: CalendarRevision) -> HttpResponse:
    act = Act.of(request.POST)
    if act.name == "undo":
        return _undo(request, revision, act.key)
    typed = _typed(request)
    posted = acted(typed, act, revision.fiscal_year)
    form = StepsForm(revision.fiscal_year, posted, _by_code(revision))
    note, problem = _note(request)
    if form.problems or problem:
        return _edit_page(
            request, revision, posted, problems=form.problems, note_error=problem, status=422
        )
    try:
        actions.write(
            revision=revision,
            rows=form.rows,
            by=request.user,
            seen=request.POST.get("seen", ""),
            note=note,
            complete="complete" in request.POST,
        )
    except actions.Refused as refused:
        return _edit_page(request, revision, posted, status=409, refusal=refused.message)
    if act.name == "remove":
        was = next((row.was for row in typed if row.key == act.key), "")
        return redirect(reverse("calendar_edit", args=[revision.pk]) + _removed(revision, was))
    return _saved(request, revision, posted, act)


def _note(request: HttpRequest) -> tuple[str, str]:
    """The revision's note, and the sentence that refuses it."""
    try:
        return read_text(" ".join(request.POST.get("note", "").split()), NOTE_LIMIT), ""
    except CellError as error:
        return "", error.message


def _saved(request, revision: CalendarRevision, posted, act: Act) -> HttpResponse:
    """Back to the page, at the row that was pressed."""
    here = reverse("calendar_edit", args=[revision.pk])
    if act.name == "insert":
        after = _place(posted, act.key)
        return redirect(f"{here}?blank={after}#place-{after + 1}")
    if act.name in ("up", "down", "offer"):
        return redirect(f"{here}#place-{_place(posted, act.key)}")
    messages.success(request, "บันทึกร่างปฏิทินแล้ว ยังไม่ได้ประกาศใช้")
    if request.POST.get("then") == "force":
        return redirect("calendar_force", revision.pk)
    return redirect(here)


def _place(rows, key: str) -> int:
    """How many rows that were saved stand up to this one; 0 for none of them. Empty rows are not saved."""
    at = next((n for n, row in enumerate(rows, start=1) if row.key == key), 0)
    return sum(not row.is_blank for row in rows[:at])


def _removed(revision: CalendarRevision, code: str) -> str:
    """The address that offers to bring a row back; its last history row knows it whole. A new row leaves none."""
    history = RevisionStep.history.filter(revision_id=revision.pk, history_type="-")
    last = history.filter(step__code=code).order_by("-history_id").first() if code else None
    return f"?removed={last.history_id}" if last else ""


def _undo(request: HttpRequest, revision: CalendarRevision, removed: str) -> HttpResponse:
    here = reverse("calendar_edit", args=[revision.pk])
    if not (removed.isascii() and removed.isdecimal() and len(removed) < 10):
        return redirect(here)
    try:
        back = actions.restore_step(revision=revision, removed=int(removed), by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
        return redirect(here)
    return redirect(f"{here}#place-{back.order}")


def _by_code(revision: CalendarRevision) -> dict[str, step_rows.StepRow]:
    return {row.code: row for row in step_rows.rows_of(revision)}


def _edit_page(
    request: HttpRequest,
    revision: CalendarRevision,
    posted: list[calendar_forms.Posted] | None = None,
    *,
    problems=None,
    note_error: str = "",
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    stored = _by_code(revision)
    rows = _with_blanks(request, stored) if posted is None else posted
    before = actions.titles_before(revision.fiscal_year)
    shown = calendar_forms.Shown(revision.fiscal_year, rows, stored, before, problems or {})
    context = {
        "revision": revision,
        "rows": shown.rows,
        "shown": shown,
        "errors": shown.errors(),
        "note": revision.note if posted is None else request.POST.get("note", ""),
        "complete": revision.complete if posted is None else "complete" in request.POST,
        "note_error": note_error,
        "refusal": refusal,
        "clashes": _clashes(posted, stored) if status == 409 else [],
        "seen": step_rows.token(revision, stored.values()),
        "owners": Owner.choices,
        "is_unsaved": posted is not None,
        "removed": _removed_words(request, revision),
    }
    return render(request, "calendars/edit.html", context, status=status)


def _with_blanks(request: HttpRequest, stored) -> list[calendar_forms.Posted]:
    """The stored rows; with an empty one where it was asked for, a few where there are no others."""
    rows = calendar_forms.shown_rows(stored.values())
    for _ in range(0 if rows else FIRST_ROWS):
        rows.append(blank(rows))
    place = request.GET.get("blank", "")
    if place.isascii() and place.isdecimal() and len(place) < 5:
        rows.insert(min(int(place), len(rows)), blank(rows))
    return rows


def _removed_words(request: HttpRequest, revision: CalendarRevision) -> dict:
    """The step that was just removed, while it can be brought back."""
    removed = request.GET.get("removed", "")
    if not (removed.isascii() and removed.isdecimal() and len(removed) < 10):
        return {}
    history = RevisionStep.history.filter(revision_id=revision.pk, history_type="-")
    found = history.filter(history_id=int(removed)).first()
    return {"id": found.history_id, "title": found.title} if found else {}


def _clashes(posted, stored) -> list[dict]:
    """Where the draft says otherwise now than was typed: row by row, both texts."""
    now = {row.was: row for row in calendar_forms.shown_rows(stored.values())}
    found = []
    for row in posted or []:
        theirs = now.pop(row.was, None) if row.was else None
        if theirs is None:
            continue
        for name, label in calendar_forms.LABELS.items():
            if row.fields[name] != theirs.fields[name]:
                words = {"mine": row.fields[name], "theirs": theirs.fields[name]}
                found.append({"place": f"{row.fields['title'] or row.was} · {label}", **words})
    found += [
        {"place": f"แถว {row.fields['title']}", "mine": "", "theirs": "มีอยู่ในฉบับที่บันทึกล่าสุด"}
        for row in now.values()
    ]
    return found
