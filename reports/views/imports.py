"""Documents taken in: handed in, looked through, confirmed, undone; by a province's people and by the centre."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import plan_actions
from calendar_app.actions import Refused as PlanRefused
from calendar_app.models import CalendarRevision, Round, Schedule
from ita_portal import access, thai, uploads
from ita_portal.models import Province
from ita_portal.typed import Fields
from ita_portal.unsaved import Why, kept_on
from reports import actions
from reports import intake as reader
from reports.desk import undoable_intakes, waiting_intakes
from reports.forms.intake_boxes import AGREE
from reports.forms.intake_typed import is_touched, is_words, place_of
from reports.forms.upload import UploadForm
from reports.models import Intake, Report
from reports.readers.paper import NotReadable
from reports.readers.reading import PlanReading, Reading, ReportReading
from reports.views import files
from reports.views.intake_look import Look, corrections_before, look_at, outcome_of

METHODS = ["GET", "HEAD", "POST"]
SAVED = "บันทึกการแก้ไขแล้ว ยังไม่ได้นำเข้า"
NOT_A_REPORT = "เอกสารนี้เป็นแผนการขับเคลื่อน ไม่ใช่รายงาน โปรดนำเข้าที่หน้าแผนการขับเคลื่อน"
NOT_A_PLAN = "เอกสารนี้เป็นรายงาน ไม่ใช่แผนการขับเคลื่อน โปรดนำเข้าที่หน้างานของจังหวัด"
UNDONE = "ย้อนการนำเข้าแล้ว ทุกแถวกลับเป็นอย่างก่อนนำเข้า"
UNDONE_BY_CENTRE = "ย้อนการนำเข้าแล้ว ร่างที่ตั้งแถวจากปฏิทินยังอยู่ โดยยังไม่มีผู้เขียน จังหวัดเขียนต่อหรือท่านนำเข้าใหม่ได้"
CLOSED_TO_CENTRE = "ปิดรับรายงานรอบนี้แล้ว จึงนำเข้าแทนจังหวัดที่ยังไม่เริ่มรายงานไม่ได้"
NOT_OPEN = "รอบรายงานนี้ยังไม่เปิดรับ จึงยังนำเข้าเอกสารไม่ได้ โปรดกลับมาเมื่อส่วนกลางเปิดรับ"


@dataclass(frozen=True, slots=True)
class Side:
    """Whose pages these are: what their URL names begin with."""

    prefix: str = ""

    def url(self, name: str, *args) -> str:
        return reverse(f"{self.prefix}import_{name}", args=args)


PROVINCE, CENTRE = Side(), Side("review_")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is handed in: into which report or plan, and the page it came from."""

    side: Side
    province: Province
    fiscal_year: int
    round: Round | None
    back: files.Back

    @property
    def target(self) -> str:
        if self.round:
            return str(self.round)
        return thai.to_thai_digits(f"แผนการขับเคลื่อน ปีงบประมาณ พ.ศ. {self.fiscal_year}")


# Handing in --------------------------------------------------------------------------------------


def _unsent_page(request: HttpRequest, why: Why) -> HttpResponse:
    """Pasted words that were not taken in; a file has to be chosen again."""
    context = {
        "why": why,
        "address": request.path,
        "text": request.POST.get("text", ""),
        "html": request.POST.get("html", ""),
    }
    return render(request, "imports/unsent.html", context, status=why.status)


@kept_on(_unsent_page)
@access.province_people
@require_http_methods(METHODS)
def report_import(request, pk):
    """นำเข้าจากไฟล์ for the province's own report in a round."""
    round_ = get_object_or_404(Round, pk=pk)
    report = Report.objects.of_province(request.user.province).filter(round=round_).first()
    if report and not report.is_editable:
        messages.error(request, actions.NotEditable.message)
        return redirect("province_home")
    back = files.Back(reverse("province_home"), "งานของจังหวัด")
    if report:
        back = files.Back(reverse("report_edit", args=[report.pk]), "แก้ไขรายงาน")
    place = Place(PROVINCE, request.user.province, round_.fiscal_year, round_, back)
    return _hand_in(request, place)


@kept_on(_unsent_page)
@access.province_people
@require_http_methods(METHODS)
def plan_import(request, fiscal_year):
    """The same for the province's own plan of a year."""
    known = CalendarRevision.objects.in_force().filter(fiscal_year=fiscal_year).exists()
    own = Schedule.objects.of_province(request.user.province).filter(fiscal_year=fiscal_year)
    if not known and not own.exists():
        raise Http404
    back = files.Back(reverse("plan_edit", args=[fiscal_year]), "แผนการขับเคลื่อน")
    return _hand_in(request, Place(PROVINCE, request.user.province, fiscal_year, None, back))


@kept_on(_unsent_page)
@access.reviewer
@require_http_methods(METHODS)
def review_import(request, pk, slug):
    """The same for the centre, from a paper of a province that has written nothing."""
    round_ = get_object_or_404(Round, pk=pk)
    province = get_object_or_404(Province.objects.with_office(), slug=slug)
    back = files.Back(reverse("review_round", args=[pk]), "คิวตรวจ")
    return _hand_in(request, Place(CENTRE, province, round_.fiscal_year, round_, back))


def _hand_in(request: HttpRequest, place: Place) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, place, UploadForm())
    form = UploadForm(
        request.POST, request.FILES, was_too_large=uploads.was_too_large(request, "file")
    )
    if not form.is_valid():
        return _upload_page(request, place, form, status=422)
    try:
        reading = _read(form, place)
        intake = _take_in(request, place, form, reading)
    except NotReadable as refused:
        form.add_error(None, refused.message)
        return _upload_page(request, place, form, status=422)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _upload_page(request, place, form, status=409)
    return redirect(place.side.url("preview", intake.pk))


def _read(form: UploadForm, place: Place) -> Reading:
    """What the document says. Raises NotReadable, also for one of the other kind."""
    reference = reader.reference()
    if form.cleaned_data.get("file"):
        reading = reader.read_file(form.original().data, reference)
    else:
        reading = reader.read_paste(form.cleaned_data["text"], form.markup, reference)
    if place.round and not isinstance(reading, ReportReading):
        raise NotReadable(NOT_A_REPORT)
    if not place.round and not isinstance(reading, PlanReading):
        raise NotReadable(NOT_A_PLAN)
    return reading


def _take_in(request, place: Place, form: UploadForm, reading: Reading) -> Intake:
    original = form.original()
    target = {
        "province": place.province,
        "fiscal_year": place.fiscal_year,
        "round": place.round,
    }
    return actions.intakes.take_in(
        by=request.user,
        reading=reading,
        original=original,
        boxes=corrections_before(request.user, original.sha256, reading, **target),
        **target,
    )


def _upload_page(request, place: Place, form: UploadForm, status: int = 200) -> HttpResponse:
    target = {"round": place.round, "fiscal_year": place.fiscal_year}
    waiting = waiting_intakes(request.user, province=place.province, **target)
    context = {
        "place": place,
        "form": form,
        "head": "ยังรับเอกสารไม่ได้" if status == 409 else "ยังอ่านเอกสารไม่ได้",
        # What was pasted stays in its box, whatever was closed meanwhile.
        "closed": "" if form.is_bound else _why_closed(place),
        "waiting": [(place.side.url("preview", one.pk), one) for one in waiting],
        "undoable": _undoable(request, place),
        "most_megabytes": uploads.MOST_MEGABYTES,
    }
    return render(request, "imports/upload.html", context, status=status)


def _why_closed(place: Place) -> str:
    """Why no report can be begun in the round any more or yet, as `take_in` would say; '' where one can."""
    round_ = place.round
    if round_ is None or Report.objects.of_province(place.province).filter(round=round_).exists():
        return ""
    if round_.is_closed:
        return CLOSED_TO_CENTRE if place.side == CENTRE else actions.closed_sentence(round_)
    return "" if round_.has_opened(timezone.localdate()) else NOT_OPEN


def _undoable(request: HttpRequest, place: Place) -> Intake | None:
    """The last document of this report or plan that the province may still undo."""
    if place.side == CENTRE:
        return None
    target = {"round": place.round, "fiscal_year": place.fiscal_year}
    return next(iter(undoable_intakes(request.user, **target).values()), None)


# Looking through ---------------------------------------------------------------------------------


def _own(request: HttpRequest, pk: int) -> Intake:
    """An intake that the person's province may see; 404 for any other."""
    return _found(Intake.objects.of_province(request.user.province), pk)


def _of_centre(pk: int) -> Intake:
    return _found(Intake.objects.of_the_centre(), pk)


def _found(intakes, pk: int) -> Intake:
    related = ("province", "round", "report", "schedule", "by", "changed_by", "applied_by")
    return get_object_or_404(intakes.select_related(*related), pk=pk)


def _unsaved_page(request: HttpRequest, why: Why) -> HttpResponse:
    """What was typed over a reading, when the session had ended: it is sent to be saved, never to be applied."""
    match = resolve(request.path_info)
    side = CENTRE if match.url_name.startswith(CENTRE.prefix) else PROVINCE
    kept = ("csrfmiddlewaretoken", "use", "offer", "marks")
    boxes = [(name, value) for name, values in request.POST.lists() for value in values]
    boxes = [(name, value) for name, value in boxes if name not in kept]
    sent = request.POST.get("marks", "")
    touched = {name for name, value in boxes if is_words(name) and is_touched(sent, name, value)}
    touched -= {"version", "target_version"}
    context = {
        "why": why,
        "address": side.url("preview", match.kwargs["pk"]),
        "texts": [(name, place_of(name), value) for name, value in boxes if name in touched],
        "others": [(name, value) for name, value in boxes if name not in touched],
    }
    return render(request, "imports/unsaved.html", context, status=why.status)


@kept_on(_unsaved_page)
@access.province_people
@require_http_methods(METHODS)
def import_preview(request, pk):
    """ตรวจดูก่อน: what was read beside what was understood; POST keeps corrections and changes nothing else."""
    return _preview(request, _own(request, pk), PROVINCE)


@kept_on(_unsaved_page)
@access.reviewer
@require_http_methods(METHODS)
def review_import_preview(request, pk):
    return _preview(request, _of_centre(pk), CENTRE)


def _preview(request: HttpRequest, intake: Intake, side: Side) -> HttpResponse:
    if not intake.is_waiting:
        return _outcome_page(request, intake, side)
    if request.method != "POST":
        return _preview_page(request, look_at(intake), side)
    look = look_at(intake)
    typed = look.posted(request.POST)
    refused = _save(request, look, side, typed)
    if refused:
        return refused
    messages.success(request, SAVED)
    return redirect(side.url("preview", intake.pk) + _at(request, look))


def _save(request, look: Look, side: Side, typed: Fields) -> HttpResponse | None:
    """Keep what was typed; the page that shows it again when that could not be done, else None."""
    if look.is_too_much(typed):
        messages.error(request, "ข้อความที่พิมพ์รวมกันยาวเกินไป จึงยังไม่ได้บันทึก โปรดตัดให้สั้นลง")
        return _preview_page(request, look_at(look.intake, typed), side, status=422)
    try:
        look.intake = actions.intakes.correct(
            intake=look.intake, by=request.user, version=_version(request), boxes=typed
        )
    except actions.Stale as stale:
        return _clash_page(request, look, side, typed, stale.message)
    except actions.Refused as refused:
        messages.error(request, refused.message)
        return redirect(side.url("preview", look.intake.pk))
    return None


def _version(request: HttpRequest, name: str = "version") -> int | None:
    written = request.POST.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 10 else None


def _at(request: HttpRequest, look: Look) -> str:
    """Back to the box whose button was pressed."""
    box = request.POST.get("offer") or look.box_of_use(request.POST.get("use", ""))
    return f"#{box}" if box in look.shown else ""


def _clash_page(request, look: Look, side: Side, typed: Fields, sentence: str) -> HttpResponse:
    """Two people's corrections: the boxes hold those of this person, the others stand beside."""
    current = Intake.objects.select_related("changed_by").get(pk=look.intake.pk)
    clash = {
        "sentence": sentence,
        "by": current.changed_by,
        "at": current.changed_at,
        "differences": look.differences(typed, current.boxes),
    }
    look.intake.version = current.version
    return _preview_page(request, look_at(look.intake, typed), side, status=409, clash=clash)


def _preview_page(request, look: Look, side: Side, *, status: int = 200, **extra) -> HttpResponse:
    context = {
        **look.context(),
        "is_plan_as_read": _is_plan_as_read(look),
        "urls": _urls(side, look.intake),
        "is_unsaved": status != 200,
        **extra,
    }
    return render(request, look.template, context, status=status)


def _is_plan_as_read(look: Look) -> bool:
    """Whether the plan says already what the document would make it say."""
    if not look.intake.is_plan or look.schedule is None:
        return False
    # Where nothing changes, nothing has to be agreed to.
    if look.merge.problems.keys() - {AGREE}:
        return False
    return plan_actions.says(look.schedule, look.merge.content)


def _urls(side: Side, intake: Intake) -> dict[str, str]:
    """The addresses of its page, and the way back from it."""
    names = ("preview", "confirm", "discard", "undo", "file")
    back = _back(side, intake)
    urls = {name: side.url(name, intake.pk) for name in names}
    return urls | {"back": back.url, "back_label": back.label}


def _back(side: Side, intake: Intake) -> files.Back:
    if side == CENTRE:
        address = reverse("review_round", args=[intake.round_id])
        return files.Back(address, "คิวตรวจ")
    if intake.is_plan:
        return files.Back(reverse("plan_edit", args=[intake.fiscal_year]), "แผนการขับเคลื่อน")
    return files.Back(reverse("province_home"), "งานของจังหวัด")


# Confirming --------------------------------------------------------------------------------------


@kept_on(_unsaved_page)
@access.province_people
@require_POST
def import_confirm(request, pk):
    """ยืนยันการนำเข้า: keeps what was typed, then applies all of it in one act."""
    return _confirm(request, _own(request, pk), PROVINCE)


@kept_on(_unsaved_page)
@access.reviewer
@require_POST
def review_import_confirm(request, pk):
    return _confirm(request, _of_centre(pk), CENTRE)


def _confirm(request: HttpRequest, intake: Intake, side: Side) -> HttpResponse:
    if not intake.is_waiting:
        # The second click of a double click: the first has done it.
        return redirect(_after(intake, side))
    look = look_at(intake)
    typed = look.posted(request.POST)
    refused = _save(request, look, side, typed)
    if refused:
        return refused
    look = look_at(look.intake)
    if look.problems:
        return _preview_page(request, look, side, status=422)
    try:
        intake = look.apply(by=request.user, seen=_version(request, "target_version"))
    except (actions.Refused, PlanRefused) as refusal:
        return _preview_page(
            request, look_at(look.intake), side, status=409, refusal=refusal.message
        )
    messages.success(request, _applied_sentence(intake))
    return redirect(_after(intake, side))


def _applied_sentence(intake: Intake) -> str:
    until = thai.write_datetime(intake.undoable_until)
    if intake.is_plan:
        return f"นำเข้าแผนแล้ว ย้อนการนำเข้าได้จนถึง {until}"
    if intake.applied_by.of_the_centre:
        return (
            f"นำเข้ารายงานของ{intake.province}แล้ว จังหวัดต้องยืนยันก่อนจึงจะส่งได้ ย้อนการนำเข้าได้จนถึง {until}"
        )
    return f"นำเข้าในร่างแล้ว รายงานยังไม่ได้ส่ง ย้อนการนำเข้าได้จนถึง {until}"


def _after(intake: Intake, side: Side) -> str:
    """Where a document leads once it is applied, else to its own page."""
    if intake.undoable_until is None or side == CENTRE:
        return side.url("preview", intake.pk)
    if intake.is_plan:
        return reverse("plan_edit", args=[intake.fiscal_year])
    return reverse("report_edit", args=[intake.report_id])


@access.province_people
@require_POST
def import_discard(request, pk):
    """ยกเลิกการนำเข้า: nothing was changed, nothing is."""
    return _discard(request, _own(request, pk), PROVINCE)


@access.reviewer
@require_POST
def review_import_discard(request, pk):
    return _discard(request, _of_centre(pk), CENTRE)


def _discard(request: HttpRequest, intake: Intake, side: Side) -> HttpResponse:
    try:
        actions.intakes.discard(intake=intake, by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
        return redirect(side.url("preview", intake.pk))
    messages.info(request, "ยกเลิกการนำเข้าแล้ว ไม่มีสิ่งใดเปลี่ยนแปลง")
    if side == CENTRE:
        return redirect("review_round", intake.round_id)
    if intake.is_plan:
        return redirect("plan_import", intake.fiscal_year)
    return redirect("report_import", intake.round_id)


# Afterwards --------------------------------------------------------------------------------------


def _outcome_page(
    request: HttpRequest, intake: Intake, side: Side, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    """What became of a document: applied, undone or given up, and what it changed."""
    is_undoable = intake.is_undoable(timezone.now())
    context = {
        "intake": intake,
        "is_undoable": is_undoable,
        "edited": actions.intakes.edited_since(intake) if is_undoable else "",
        "changes": outcome_of(intake),
        "urls": _urls(side, intake),
        "refusal": refusal,
    }
    return render(request, "imports/outcome.html", context, status=status)


@access.province_people
@require_POST
def import_undo(request, pk):
    """ย้อนการนำเข้า: what stood there before, for 24 hours and while nobody has written over it."""
    return _undo(request, _own(request, pk), PROVINCE)


@access.reviewer
@require_POST
def review_import_undo(request, pk):
    return _undo(request, _of_centre(pk), CENTRE)


def _undo(request: HttpRequest, intake: Intake, side: Side) -> HttpResponse:
    try:
        actions.intakes.undo(intake=intake, by=request.user)
    except (actions.Refused, PlanRefused) as refused:
        intake.refresh_from_db()
        if intake.is_waiting:
            messages.error(request, refused.message)
            return redirect(side.url("preview", intake.pk))
        return _outcome_page(request, intake, side, status=409, refusal=refused.message)
    messages.success(request, UNDONE_BY_CENTRE if side == CENTRE else UNDONE)
    if side == CENTRE:
        return redirect("review_report", intake.report_id)
    if intake.is_plan:
        return redirect("plan_edit", intake.fiscal_year)
    return redirect("report_edit", intake.report_id)


@access.province_people
def import_file(request, pk):
    """The original, as it was handed in."""
    return _file(_own(request, pk))


@access.reviewer
def review_import_file(request, pk):
    return _file(_of_centre(pk))


def _file(intake: Intake) -> HttpResponse:
    try:
        with intake.original.open("rb") as original:
            data = original.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    # Never as a page: what strangers made is only ever saved.
    response = HttpResponse(data, content_type="application/octet-stream")
    plain = f"{intake.sha256[:12]}.{intake.format}"
    response["Content-Disposition"] = files.disposition(intake.file_name, plain, kind="attachment")
    response["Cache-Control"] = "private, no-store"
    return response
