"""หนังสือสั่งการ of a round: written by the centre, opened by the centre and every province."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from calendar_app.models import Round
from ita_portal import access, thai, uploads
from ita_portal.views.kept import words_kept
from reports import actions
from reports.actions import order_letters
from reports.actions.evidence import NewFile
from reports.evidence import examine
from reports.evidence.refusals import NotAccepted
from reports.forms.order_letter import OrderLetterForm
from reports.models import OrderLetter
from reports.round_desk import desk
from reports.views import files
from reports.views.evidence import HARMLESS, MEDIA_TYPES


@words_kept(OrderLetterForm, back="round_order_letter", button="บันทึกหนังสือ", given=("pk",))
@access.centre_reads
@require_http_methods(["GET", "HEAD", "POST"])
def round_order_letter(request, pk):
    """The letter as provinces see it, and the form it is written with."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method != "POST":
        return _page(request, round_, _form(_letter(round_)))
    form = OrderLetterForm(request.POST, request.FILES)
    new = _examined(request, form) if form.is_valid() else None
    if form.errors:
        return _page(request, round_, form, status=422)
    said = order_letters.Said(
        *(form.cleaned_data[name] for name in ("number", "day", "subject", "address"))
    )
    try:
        actions.order_letters.save(
            round=round_,
            said=said,
            by=request.user,
            seen=form.cleaned_data["seen"],
            new=new,
            drop=form.cleaned_data["drop"],
        )
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, round_, _with_token(form, round_), status=409)
    messages.success(request, "บันทึกหนังสือสั่งการแล้ว จังหวัดเห็นข้างรอบนี้ที่หน้างานของจังหวัด")
    return redirect("round_order_letter", pk)


def _with_token(form: OrderLetterForm, round_: Round) -> OrderLetterForm:
    """What was typed, to be saved over what stands on the page now."""
    form.data = form.data.copy()
    form.data["seen"] = order_letters.token(round_)
    return form


def _examined(request: HttpRequest, form: OrderLetterForm) -> NewFile | None:
    """The file that came along, looked at in a process apart; a refusal becomes an error of its box."""
    file: UploadedFile | None = form.cleaned_data["file"]
    if uploads.was_too_large(request, "file"):
        form.add_error("file", examine.too_large())
        return None
    if file is None:
        return None
    try:
        found = examine.examine(file.read(), file.name)
    except NotAccepted as refused:
        form.add_error("file", refused.message)
        return None
    return NewFile(found.data, found.name, found.format)


def _letter(round_: Round) -> OrderLetter | None:
    return OrderLetter.objects.select_related("saved_by").filter(round=round_).first()


def _form(letter: OrderLetter | None) -> OrderLetterForm:
    if letter is None:
        return OrderLetterForm()
    names = ("number", "day", "subject", "address")
    seen = order_letters.token(letter.round)
    return OrderLetterForm(initial={name: getattr(letter, name) for name in names} | {"seen": seen})


def _page(
    request: HttpRequest, round_: Round, form: OrderLetterForm, *, status: int = 200
) -> HttpResponse:
    context = {
        **desk(round_, request.user, "round_order_letter", timezone.localdate()),
        "letter": _letter(round_),
        "form": form,
        "most": thai.to_thai_digits(examine.most_bytes() // (1024 * 1024)),
    }
    return render(request, "rounds/order_letter.html", context, status=status)


@access.central_admin
@require_POST
def round_order_letter_remove(request, pk):
    """Provinces no longer see a letter beside the round."""
    round_ = get_object_or_404(Round, pk=pk)
    try:
        actions.order_letters.remove(
            round=round_, by=request.user, seen=request.POST.get("seen", "")
        )
    except actions.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "นำหนังสือสั่งการออกจากรอบนี้แล้ว")
    return redirect("round_order_letter", pk)


@access.signed_in
def order_letter_file(request, pk):
    """The file, for the centre; for provinces once they see the round."""
    letters = OrderLetter.objects.select_related("round").exclude(file="")
    letter = get_object_or_404(letters, round__pk=pk)
    if request.user.of_a_province and not letter.round.has_opened(timezone.localdate()):
        raise Http404
    try:
        with letter.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = HttpResponse(data, content_type=MEDIA_TYPES[letter.format])
    plain = f"order-letter-{letter.round.fiscal_year}-{letter.round.months}.{letter.format}"
    response["Content-Disposition"] = files.disposition(letter.name, plain, kind="attachment")
    response["Content-Length"] = len(data)
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
