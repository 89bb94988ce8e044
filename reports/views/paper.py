"""The paper path: ฉบับเสนอลงนาม is printed, the signed scan handed in, the report sent by it; the scan given out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal import access, thai, uploads
from reports import actions, around, content, letters, printing, signed_file
from reports.asked import since_return
from reports.desk import Desk, moves_of
from reports.document import Signer
from reports.forms.paper import PrintToSignForm, ScanForm, SignedForm, SubmitSignedForm
from reports.models import Report, SignedScan, SigningCopy
from reports.views import files, unsaved
from reports.writers import html

NO_VERSION = "ไม่ทราบว่าท่านอ่านฉบับใด จึงยังไม่ได้ทำรายการ โปรดอ่านฉบับล่าสุดแล้วกดอีกครั้ง"
# What a browser is told of a file from elsewhere, so that it is never run.
SANDBOX = "default-src 'none'; sandbox"
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


def _report(request: HttpRequest, pk: int) -> Report:
    """The report of the person's own province; 404 for any other."""
    reports = Report.objects.of_province(request.user.province)
    related = ("round", "calendar", "province", "accepted", "changed_by")
    return get_object_or_404(reports.select_related(*related).defer("raw"), pk=pk)


@access.province_people
def report_paper(request, pk):
    """ส่งตามเอกสารลงนาม: the three steps, and how far they are."""
    report = _report(request, pk)
    if not report.is_editable:
        return redirect("report_receipt", pk)
    return _page(request, report) if report.round.paper_path else redirect("report_check", pk)


def _page(request: HttpRequest, report: Report, *, status: int = 200, **extra) -> HttpResponse:
    draft = content.draft(report)
    copies, current = _copies(report, draft)
    scan = current.scans.last() if current else None
    today, moves = timezone.localdate(), moves_of(report)
    asked, around_it = since_return(report, draft, moves), around.around(report)
    desk = Desk(report.round, request.user, today, report, moves, draft, around_it, asked)
    context = {
        "report": report,
        "round": report.round,
        "desk": desk,
        "may": {move.value for move in report.moves_for(request.user)},
        "digest": content.digest(draft),
        "reference": actions.reference(report, actions.next_number(report)),
        "copies": copies,
        "current": current,
        "scan": scan,
        "body": html.render_body(draft),
        "print_form": PrintToSignForm(auto_id="print_%s", signer=_meant(report, current)),
        "scan_form": ScanForm(signer=current.document.signer) if current else None,
        **extra,
    }
    return render(request, "paper/steps.html", context, status=status)


def _copies(report: Report, draft) -> tuple[list[tuple[SigningCopy, bool]], SigningCopy | None]:
    """The copies, newest first, with whether each still says what the draft says; and the newest that does."""
    number, digest = actions.next_number(report), content.digest(draft)
    found = report.signing_copies.select_related("asked_by").order_by("-asked_at", "-pk")
    copies = [(one, (one.number, one.read_sha256) == (number, digest)) for one in found]
    return copies, next((one for one, is_current in copies if is_current), None)


def _meant(report: Report, current: SigningCopy | None) -> Signer:
    """Who is expected to sign: as on the copy printed last, else the head of the office."""
    return current.document.signer if current else Signer(*letters.head_of(report.province))


# Printing ----------------------------------------------------------------------------------------


@unsaved.words_kept(PrintToSignForm, back="report_paper", button="พิมพ์ฉบับเสนอลงนาม")
@access.province_staff
@require_POST
def report_print_to_sign(request, pk):
    """พิมพ์ฉบับเสนอลงนาม: asks for the draft as it was read and leads to where its paper will be."""
    report = _report(request, pk)
    form = PrintToSignForm(request.POST, auto_id="print_%s")
    if not form.is_valid():
        return _page(request, report, status=422, refusal=_no_version(form), print_form=form)
    try:
        copy = printing.ask_to_sign(
            report=report, by=request.user, **form.read(), signer=form.signer()
        )
    except actions.Refused as refused:
        return _page(request, report, status=409, refusal=refused.message, print_form=form)
    return redirect("report_signing_copy", pk, copy.pk)


def _no_version(form) -> str:
    return NO_VERSION if {"version", "digest", "copy", "scan"} & set(form.errors) else ""


@access.province_people
def report_signing_copy(request, pk, copy_pk):
    """ฉบับเสนอลงนาม on paper, as it was when it was asked for; an outdated one too."""
    report = _report(request, pk)
    copy = get_object_or_404(report.signing_copies, pk=copy_pk)
    back = files.Back(reverse("report_paper", args=[pk]), "ส่งตามเอกสารลงนาม")
    return files.signing_copy_response(request, report, copy, back=back)


# Handing in, sending -------------------------------------------------------------------------------


@unsaved.words_kept(SignedForm, back="report_paper", button="แนบฉบับลงนาม")
@access.province_staff
@require_POST
def report_sign_on_paper(request, pk):
    """แนบฉบับลงนาม: the scan with who signed it on which day; nothing is sent yet."""
    report = _report(request, pk)
    too_large = uploads.was_too_large(request, "file")
    form = ScanForm(request.POST, request.FILES, was_too_large=too_large)
    if not form.is_valid():
        return _page(request, report, status=422, refusal=_no_version(form), scan_form=form)
    given = form.cleaned_data["file"]
    try:
        file = signed_file.examine(given.read(), given.name)
        actions.attach_scan(
            report=report,
            by=request.user,
            copy=form.cleaned_data["copy"],
            file=file,
            signer=form.signer(),
            signed_on=form.cleaned_data["signed_on"],
        )
    except signed_file.NotAccepted as refused:
        form.add_error("file", refused.message)
        return _page(request, report, status=422, scan_form=form)
    except actions.Refused as refused:
        return _page(request, report, status=409, refusal=refused.message, scan_form=form)
    messages.success(request, "แนบฉบับลงนามแล้ว รายงานยังไม่ได้ส่ง โปรดตรวจแล้วกด ส่งรายงานตามเอกสารลงนาม")
    return redirect(f"{reverse('report_paper', args=[pk])}#send")


@access.province_staff
@require_POST
def report_submit_signed(request, pk):
    """ส่งรายงานตามเอกสารลงนาม: by exactly the scan and the version that were on the screen."""
    report = _report(request, pk)
    form = SubmitSignedForm(request.POST)
    if not form.is_valid():
        return _page(request, report, status=422, refusal=NO_VERSION)
    try:
        submission = actions.submit_signed(report=report, by=request.user, **form.cleaned_data)
    except actions.Refused as refused:
        return _page(request, _report(request, pk), status=409, refusal=refused.message)
    printing.ask_for_submission(submission)
    sent = thai.write_datetime(submission.submitted_at)
    messages.success(request, f"ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง {submission.reference} เมื่อ {sent}")
    return redirect("report_receipt", pk)


# The scan ----------------------------------------------------------------------------------------


@access.province_people
def report_signed_scan(request, pk, scan_pk):
    """The scan as it was handed in, to its own province."""
    report = _report(request, pk)
    scans = SignedScan.objects.filter(copy__report=report)
    return _scan_response(get_object_or_404(scans, pk=scan_pk))


@access.centre
def submission_signed_scan(request, pk):
    """The scan by which a submission (its id) was sent, to the centre."""
    return _scan_response(get_object_or_404(SignedScan, submission__pk=pk))


def _scan_response(scan: SignedScan) -> HttpResponse:
    """As an attachment that no browser runs."""
    try:
        with scan.file.open("rb") as file:
            data = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=TYPES[scan.format])
    end = scan.file.name.rpartition(".")[2]
    response["Content-Disposition"] = files.disposition(
        scan.name, f"signed-{scan.copy.reference}.{end}", kind="attachment"
    )
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
