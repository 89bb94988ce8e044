"""The shelf of evidence of a fiscal year, files handed out, and files sent one by one from the page of a row."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.models import Round
from ita_portal import access, thai
from ita_portal.unsaved import Why, kept_on
from reports import actions
from reports.evidence import examine
from reports.evidence.refusals import NotAccepted
from reports.forms.evidence import (
    ACCEPTED,
    LINK,
    MOST_FILES,
    OFFICIAL,
    LinkForm,
    OfficialForm,
    describing,
    typed_boxes,
)
from reports.forms.evidence_shown import piece, size, uses
from reports.models import Evidence, Report
from reports.views import autosave, files
from reports.views.editor import own_report
from reports.views.evidence_of_row import (
    FILES,
    TOO_MANY,
    Taking,
    added_sentence,
    examined,
    passed_over,
)

ON_PAGE = 50
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Whatever a browser makes of a file that strangers made, it is no page of ours.
HARMLESS = "sandbox; default-src 'none'"


# Handing out -------------------------------------------------------------------------------------


@access.signed_in
def evidence_file(request, pk):
    """A file to keep: for its province, and for the centre once a submission names it; never for everyone."""
    found = get_object_or_404(Evidence.objects.visible_to(request.user).exclude(file=""), pk=pk)
    response = HttpResponse() if request.method == "HEAD" else _opened(found)
    response["Content-Type"] = MEDIA_TYPES[found.format]
    plain = f"evidence-{found.pk}.{found.name.rpartition('.')[2]}"
    response["Content-Disposition"] = files.disposition(found.name, plain, kind="attachment")
    response["Content-Length"] = found.size
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _opened(found: Evidence) -> FileResponse:
    try:
        return FileResponse(found.file.open("rb"))
    except FileNotFoundError as gone:
        raise Http404 from gone


# From the page of a row --------------------------------------------------------------------------


@kept_on(autosave.refused)
@access.province_people
@require_POST
def line_evidence(request, pk, line_pk):
    """Files of a row sent by its page one by one, each told in JSON: `taken`, `told`."""
    report = own_report(request, pk)
    taking = Taking(request, report, line_pk)
    try:
        taking.files(request.FILES.getlist(FILES), FILES)
    except actions.NotEditable as refused:
        return JsonResponse({"taken": False, "told": refused.message}, status=409)
    outcome = taking.outcome
    told = [*outcome.done, *(why for _, why in outcome.refused)]
    taken = bool(outcome.done) and not outcome.is_refused
    return JsonResponse({"taken": taken, "told": " ".join(told) or "ไม่พบไฟล์ที่ส่งมา โปรดเลือกไฟล์อีกครั้ง"})


# The shelf ---------------------------------------------------------------------------------------


def _unsent_page(request: HttpRequest, why: Why) -> HttpResponse:
    """Words about evidence that were not kept; files have to be chosen again."""
    context = {
        "why": why,
        "address": request.path,
    }
    context["boxes"], context["hidden"] = typed_boxes(request.POST)
    return render(request, "evidence/unsent.html", context, status=why.status)


@kept_on(_unsent_page)
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_shelf(request, fiscal_year):
    """คลังหลักฐานประจำปี: what is on it and where it is used; POST puts more on it."""
    if request.method != "POST":
        return _shelf_page(request, fiscal_year)
    if not _is_year(fiscal_year):
        raise Http404
    adding = Adding(request, fiscal_year)
    adding.all()
    for done in adding.done:
        messages.success(request, done)
    if adding.refused:
        return _shelf_page(request, fiscal_year, status=422, **adding.context())
    if not adding.done:
        messages.info(request, "ยังไม่ได้เลือกไฟล์หรือพิมพ์สิ่งใด จึงยังไม่มีรายการใหม่")
    return redirect("evidence_shelf", fiscal_year)


def _is_year(fiscal_year: int) -> bool:
    """Whether there are reports of a year, or will be."""
    this_year = thai.fiscal_year_of(timezone.localdate())
    return fiscal_year == this_year or Round.objects.filter(fiscal_year=fiscal_year).exists()


class Adding:
    """What was posted to a shelf: files, a link, an official document, each done or refused by itself."""

    def __init__(self, request: HttpRequest, fiscal_year: int) -> None:
        self.request, self.fiscal_year = request, fiscal_year
        self.done: list[str] = []
        self.refused: list[tuple[str, str]] = []
        self.forms = {
            "link": LinkForm(request.POST, prefix=LINK),
            "official": OfficialForm(request.POST, prefix=OFFICIAL),
        }
        self.kept: dict[str, LinkForm | OfficialForm] = {}

    def all(self) -> None:
        for name, what in (("link", "ลิงก์"), ("official", "เอกสารราชการ")):
            self._form(name, what)
        posted = self.request.FILES.getlist(FILES)
        for file in posted[:MOST_FILES]:
            self._tried(file.name, lambda file=file: self._file(file))
        self.refused += [(file.name, TOO_MANY) for file in posted[MOST_FILES:]]
        self.refused += passed_over(self.request, FILES)

    def _form(self, name: str, what: str) -> None:
        form = self.forms[name]
        if not form.is_typed():
            return
        if form.is_valid():
            caption = form.cleaned_data["caption"]
            if self._tried(what, lambda: self._added(form.new, caption)):
                return
        else:
            said = [message for errors in form.errors.values() for message in errors]
            self.refused += [(what, message) for message in said]
        self.kept[name] = form

    def _tried(self, what: str, act: Callable[[], str]) -> bool:
        try:
            self.done.append(act())
        except (actions.Refused, NotAccepted) as refused:
            self.refused.append((what, refused.message))
            return False
        return True

    def _file(self, file) -> str:
        new, note = examined(file)
        return " ".join(filter(None, (self._added(new), note)))

    def _added(self, new, caption: str = "") -> str:
        return added_sentence(
            actions.evidence.add(
                by=self.request.user, fiscal_year=self.fiscal_year, new=new, caption=caption
            )
        )

    def context(self) -> dict:
        kept = {f"{name}_form": form for name, form in self.kept.items()}
        return {"refused": self.refused, **kept}


def _shelf_page(request, fiscal_year: int, *, status: int = 200, **extra) -> HttpResponse:
    shelf = Evidence.objects.shelf(request.user.province, fiscal_year).select_related("added_by")
    wanted = " ".join(request.GET.get("q", "").split())[:100]
    found = Paginator(_searched(shelf.on_shelf(), wanted), ON_PAGE).get_page(
        request.GET.get("page")
    )
    weight = shelf.aggregate(weight=Sum("size"))["weight"] or 0
    removed = list(shelf.filter(removed_at__isnull=False).select_related("removed_by"))
    if not (found.object_list or removed or _is_year(fiscal_year)):
        raise Http404
    used, described = uses(found.object_list), extra.pop("described", None)
    context = {
        "fiscal_year": fiscal_year,
        "title": thai.to_thai_digits(f"คลังหลักฐานประจำปี {fiscal_year}"),
        "page": found,
        "entries": [
            (
                one,
                piece(one.document),
                used.get(one.pk, []),
                described if described and described.piece == one.pk else describing(one),
            )
            for one in found
        ],
        "removed": [(one, piece(one.document)) for one in removed],
        "wanted": wanted,
        "weight": size(weight),
        "link_form": LinkForm(prefix=LINK),
        "official_form": OfficialForm(prefix=OFFICIAL),
        "accepted": ACCEPTED,
        "most": thai.to_thai_digits(examine.most_bytes() // (1024 * 1024)),
        **extra,
    }
    return render(request, "evidence/shelf.html", context, status=status)


def _searched(shelf, wanted: str):
    if not wanted:
        return shelf
    spellings = {wanted, thai.to_thai_digits(wanted), thai.to_arabic_digits(wanted)}
    match = Q()
    for words in spellings:
        for column in ("caption", "name", "number", "address"):
            match |= Q(**{f"{column}__icontains": words})
    return shelf.filter(match)


def _own(request: HttpRequest, pk: int) -> Evidence:
    """A piece of the person's own province; 404 for any other."""
    return get_object_or_404(Evidence.objects.of_province(request.user.province), pk=pk)


@kept_on(_unsent_page)
@access.province_people
@require_POST
def evidence_describe(request, pk):
    """Other words for a piece: its caption; of an official document also its type, number and day."""
    found = _own(request, pk)
    form = describing(found, request.POST)
    form.piece = pk
    if not form.is_valid():
        refused = [(found.title, message) for said in form.errors.values() for message in said]
        return _shelf_page(request, found.fiscal_year, status=422, described=form, refused=refused)
    was_handed = _is_before_the_head(found)
    try:
        actions.evidence.describe(
            evidence=found,
            by=request.user,
            version=form.cleaned_data["version"],
            caption=form.cleaned_data["caption"],
            official=form.new if found.is_official else None,
        )
    except actions.Refused as refusal:
        found.refresh_from_db()
        # What was typed; sent again it takes the place of what another person wrote.
        form.data = form.data.copy()
        form.data["version"] = str(found.version)
        refused = [(found.title, refusal.message)]
        return _shelf_page(request, found.fiscal_year, status=409, described=form, refused=refused)
    messages.success(request, "บันทึกคำอธิบายแล้ว รายงานร่างที่แนบหลักฐานนี้แสดงคำอธิบายใหม่")
    if was_handed and not _is_before_the_head(found):
        messages.warning(request, "รายงานที่แนบหลักฐานนี้เสนอหัวหน้าสำนักงานไว้แล้ว จึงต้องเสนอใหม่อีกครั้ง")
    return _to_shelf(found)


def _is_before_the_head(found: Evidence) -> bool:
    """Whether a report that it stands in was handed over: other words of it take the report back."""
    beside = Report.objects.filter(groups__lines__attachments__evidence=found)
    return beside.filter(handed_at__isnull=False).exists()


@access.province_people
@require_POST
def evidence_remove(request, pk):
    """นำออกจากคลัง, while nothing names it; it can be brought back."""
    return _changed(request, pk, actions.evidence.remove, "นำออกจากคลังแล้ว นำกลับมาได้จากรายการท้ายหน้า")


@access.province_people
@require_POST
def evidence_bring_back(request, pk):
    return _changed(request, pk, actions.evidence.bring_back, "นำกลับเข้าคลังแล้ว")


def _changed(request: HttpRequest, pk: int, act: Callable, said: str) -> HttpResponse:
    found = _own(request, pk)
    try:
        act(evidence=found, by=request.user)
    except actions.Refused as refused:
        messages.error(request, f"{found.title}: {refused.message}")
    else:
        messages.success(request, f"{found.title}: {said}")
    return _to_shelf(found)


def _to_shelf(found: Evidence) -> HttpResponse:
    return redirect(reverse("evidence_shelf", args=[found.fiscal_year]))
