"""ซักซ้อมก่อนเปิดรอบ, and เปิดรอบรายงาน with what is looked at before."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app import actions as rounds
from calendar_app.models import CalendarRevision, Round
from calendar_app.round_forms import ShortReasonForm
from ita_portal import access, thai
from ita_portal.views.kept import words_kept
from reports import actions, rehearsal, rehearsal_files, round_news
from reports.models import OrderLetter
from reports.round_desk import days_of, desk, doubts, holidays_of, years_without_holidays
from reports.views import files

# Rehearsing --------------------------------------------------------------------------------------


@access.centre
def round_rehearsal(request, pk):
    """Every office that lacks something, with the way to mend it; all telephones to read down."""
    round_, found = get_object_or_404(Round, pk=pk), rehearsal.offices(timezone.now())
    lack = request.GET.get("lacks", "")
    lack = lack if lack in rehearsal.LACKS else ""
    everyone = request.GET.get("all") == "1"
    shown = [one for one in found if (lack in one.lacks if lack else everyone or one.lacks)]
    context = {
        **desk(round_, request.user, "round_rehearsal", timezone.localdate()),
        "counts": rehearsal.counts(found),
        "offices": shown,
        "lack": lack,
        "everyone": everyone,
        "lacking": sum(bool(one.lacks) for one in found),
        "all": len(found),
    }
    return render(request, "rounds/rehearsal.html", context)


@access.centre
def round_rehearsal_file(request, pk, format):
    """The same of all offices as a table file, to call them from."""
    round_ = get_object_or_404(Round, pk=pk)
    if format not in rehearsal_files.FORMATS:
        raise Http404
    now = timezone.now()
    data = rehearsal_files.render(format, rehearsal.offices(now), at=now)
    name = f"ita-{round_.fiscal_year}-{round_.months}-rehearsal.{format}"
    name_th = f"ซักซ้อมก่อนเปิดรอบ-{round_.fiscal_year}-รอบ-{round_.months}-เดือน.{format}"
    response = HttpResponse(data, content_type=rehearsal_files.FORMATS[format])
    response["Content-Disposition"] = files.disposition(name_th, name, kind="attachment")
    response["Cache-Control"] = "private, no-store"
    return response


# Opening -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Looked:
    """One line of the checklist: what it is about, whether it is well, how it stands, where it is mended."""

    label: str
    is_well: bool
    words: str
    url: str = ""
    action: str = ""


@access.centre_reads
@require_http_methods(["GET", "HEAD", "POST"])
def round_opening(request, pk):
    """The checklist and the button; pressed twice, the first time counts."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method != "POST":
        return _opening_page(request, round_)
    try:
        opened = rounds.open_round(round=round_, by=request.user)
    except rounds.Refused as refused:
        messages.error(request, refused.message)
        return redirect("round_opening", pk)
    _say_opened(request, opened)
    return redirect("round_opening", pk)


def _say_opened(request: HttpRequest, opened: rounds.Opened) -> None:
    round_ = opened.round
    if not opened.is_new:
        at = thai.write_datetime(round_.opened_at)
        messages.info(
            request, f"รอบนี้เปิดไว้แล้วเมื่อ {at} โดย {round_.opened_by or 'ระบบ'} จึงไม่มีสิ่งใดเปลี่ยน"
        )
        return
    if round_.has_opened(timezone.localdate()):
        messages.success(request, f"เปิด{round_} แล้ว ทุกจังหวัดเห็นรอบนี้ที่หน้างานของจังหวัด และเริ่มรายงานได้")
        return
    day = thai.write_date(round_.opens_on)
    messages.success(request, f"เปิด{round_} แล้ว ทุกจังหวัดจะเห็นรอบนี้ตั้งแต่วันที่ {day}")


def _opening_page(request: HttpRequest, round_: Round, *, status: int = 200, **forms):
    found = rehearsal.offices(timezone.now())
    context = {
        **desk(round_, request.user, "round_opening", timezone.localdate()),
        "checklist": _checklist(round_, found),
        "offices": len(found),
        "begun": round_.reports.count(),
        "undo_form": forms.get("undo_form") or ShortReasonForm(),
    }
    return render(request, "rounds/opening.html", context, status=status)


def _checklist(round_: Round, found: list[rehearsal.Office]) -> list[Looked]:
    return [
        _calendar(round_),
        _days(round_),
        _letter(round_),
        _receiver(round_),
        *_people(round_, found),
    ]


def _calendar(round_: Round) -> Looked:
    ruling = CalendarRevision.objects.current(round_.fiscal_year)
    year = thai.to_thai_digits(round_.fiscal_year)
    if ruling is None:
        said = f"ปี {year} ยังไม่มีปฏิทินที่ประกาศใช้ รายงานที่เริ่มตอนนี้จะไม่มีแถวตามขั้นตอน"
        return Looked("ปฏิทินการประเมิน ป.ป.ช.", False, said)
    number = thai.to_thai_digits(ruling.number)
    return Looked("ปฏิทินการประเมิน ป.ป.ช.", True, f"ปี {year} ฉบับปรับปรุงครั้งที่ {number} มีผลใช้แล้ว")


def _days(round_: Round) -> Looked:
    known = holidays_of(*days_of(round_))
    said = [f"{one.label}: {one.sentence}" for one in doubts(round_, known)]
    said += [
        f"ยังไม่มีวันหยุดราชการของปี พ.ศ. {thai.to_thai_digits(year)} จึงนับวันทำการได้เพียงเสาร์อาทิตย์"
        for year in years_without_holidays(known, *days_of(round_))
    ]
    days = f"เปิดรับ {thai.write_date(round_.opens_on)} กำหนดส่ง {thai.write_date(round_.due_on)}"
    url = reverse("round_settings", args=[round_.pk])
    return Looked("วันและชื่อรายงาน", not said, " · ".join(said) or days, url, "ตั้งค่ารอบ")


def _letter(round_: Round) -> Looked:
    letter = OrderLetter.objects.filter(round=round_).first()
    url = reverse("round_order_letter", args=[round_.pk])
    if letter is None:
        return Looked("หนังสือสั่งการ", False, "ยังไม่มี จังหวัดจะไม่เห็นหนังสือสั่งการข้างรอบนี้", url, "เพิ่มหนังสือ")
    return Looked("หนังสือสั่งการ", True, str(letter), url, "ดูหนังสือ")


def _receiver(round_: Round) -> Looked:
    has_way = bool(round_.contact_phone or round_.contact_email)
    said = " ".join(filter(None, (round_.contact_unit, round_.contact_phone, round_.contact_email)))
    url = reverse("round_settings", args=[round_.pk]) + "#id_contact_unit"
    is_well = bool(round_.contact_unit and has_way)
    return Looked("หน่วยงานผู้รับรายงาน", is_well, said or "ยังไม่มีหน่วยงานและโทรศัพท์", url, "แก้ไข")


def _people(round_: Round, found: list[rehearsal.Office]) -> list[Looked]:
    address, of_all = reverse("round_rehearsal", args=[round_.pk]), thai.to_thai_digits(len(found))
    lacking = rehearsal.counts(found)
    if not lacking:
        return [Looked("คนและที่ติดต่อ", True, f"ครบทั้ง {of_all} จังหวัด", address, "ดูรายชื่อ")]
    return [
        Looked(
            label,
            False,
            f"{thai.to_thai_digits(count)} จาก {of_all} จังหวัด",
            f"{address}?lacks={key}",
            "ดูจังหวัด",
        )
        for key, label, count in lacking
    ]


@words_kept(ShortReasonForm, back="round_opening", button="ถอนการเปิดรอบ", given=("pk",))
@access.central_admin
@require_POST
def round_opening_undo(request, pk):
    """ถอนการเปิดรอบ, while nobody has begun."""
    round_, form = get_object_or_404(Round, pk=pk), ShortReasonForm(request.POST)
    if not form.is_valid():
        return _opening_page(request, round_, status=422, undo_form=form)
    told = round_news.opening(round_) if round_.was_opened else ""
    try:
        rounds.undo_opening(round=round_, by=request.user, reason=form.cleaned_data["reason"])
        actions.notices.take_back_news(source=told, by=request.user)
    except rounds.Refused as refused:
        messages.error(request, refused.message)
        return redirect("round_opening", pk)
    messages.success(request, "ถอนการเปิดรอบแล้ว จังหวัดไม่เห็นรอบนี้จนกว่าจะเปิดอีกครั้ง")
    return redirect("round_opening", pk)
