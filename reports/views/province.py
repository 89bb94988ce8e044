"""The province's desk: its rounds, the report as printed, checking before sending, every move, the receipt."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal import access, notices, office, thai
from reports import actions, around, content, printing, receipts
from reports.asked import after_return, since_return
from reports.contacts import contact_card
from reports.desk import Desk, desks, moves_of, undoable_intakes, waiting_intakes
from reports.differences import differences
from reports.document import Report as Document
from reports.explained import Explained
from reports.forms import evidence_shown, table
from reports.forms.certify import CertifyForm
from reports.forms.explanations import ExplanationsForm, Typed
from reports.forms.moves import CorrectionForm, GiveBackForm, HandOverForm, LetterForm, ReadForm
from reports.forms.shown_tasks import shown_tasks
from reports.models import GoodExample, Report, Submission
from reports.since import since_read
from reports.views import downloads, files, unsaved
from reports.writers import html

UNSAVED = "คำชี้แจงหรือสิ่งที่เลือกให้ปกปิดยังไม่บันทึก จึงยังไม่ได้ทำรายการ โปรดกดบันทึกคำชี้แจง อ่านอีกครั้ง แล้วจึงทำรายการ"
NO_VERSION = "ไม่ทราบว่าท่านอ่านฉบับใด จึงยังไม่ได้ทำรายการ โปรดอ่านฉบับล่าสุดแล้วกดอีกครั้ง"


# What became of a report stands in the card of its round, with what to do next.
TOLD_BY_THE_ROUND = (
    *("round_opened", "returned", "reopened"),
    *("handed_over", "given_back", "imported"),
)


@access.province_people
def province_home(request):
    """Every round that has opened, with one clear next step; closed ones below."""
    today = timezone.localdate()
    every = desks(request.user, today)
    years = {desk.round.fiscal_year for desk in every} | {thai.fiscal_year_of(today)}
    context = {
        "title": f"งานของ{request.user.province}",
        "years": sorted(years, reverse=True),
        "active": [desk for desk in every if not desk.is_quiet],
        "quiet": [desk for desk in every if desk.is_quiet],
        "waiting": [
            (reverse("import_preview", args=[one.pk]), one)
            for one in waiting_intakes(request.user, province=request.user.province)
        ],
        "contacts": contact_card(request.user, [desk.round for desk in every]),
        "handovers": office.waiting_notes(request.user),
        "head_news": office.head_news(request.user.province, timezone.now()),
        "newest_notice": notices.newest_important(
            request.user, timezone.now(), but=TOLD_BY_THE_ROUND
        ),
        "examples": GoodExample.objects.of_province(request.user.province).counts(),
        "plan_intake": undoable_intakes(request.user, round=None).get(None),
    }
    return render(request, "province/home.html", context)


def _report(request: HttpRequest, pk: int) -> Report:
    """The report of the person's own province; 404 for any other."""
    province = request.user.province
    related = ("round", "calendar", "accepted", "changed_by", "handed_by", "taken_by")
    related += ("read_in_by",)
    reports = Report.objects.of_province(province).select_related(*related)
    reports = reports.prefetch_related("round__extensions").defer("raw", "accepted__content")
    reports = reports.with_ruling_calendar()
    report = get_object_or_404(reports, pk=pk)
    report.province = province
    return report


def _desk(request: HttpRequest, report: Report) -> Desk:
    today, moves = timezone.localdate(), moves_of(report)
    if not report.is_editable:
        return Desk(report.round, request.user, today, report, moves)
    draft, around_it = content.draft(report), around.around(report)
    asked = since_return(report, draft, moves)
    return Desk(report.round, request.user, today, report, moves, draft, around_it, asked)


# As printed --------------------------------------------------------------------------------------


@access.province_people
def report_preview(request, pk):
    """Exactly what is printed: the draft while it can be edited, else the version that was sent last."""
    report = _report(request, pk)
    if not report.is_editable:
        return _submission_page(request, report, _submission(report))
    context = {
        "report": report,
        "round": report.round,
        "downloads": downloads.menu("report_draft_file", pk),
        "body": _body(content.draft(report)),
    }
    return render(request, "province/preview.html", context)


@access.province_people
@require_POST
def report_print_draft(request, pk):
    """ร่าง PDF: asks for the draft as it stands now and leads to where it will be.

    A report that was sent meanwhile has no draft: it leads to the version that was sent.
    """
    report = _report(request, pk)
    try:
        draft = printing.ask_for_draft(report=report, by=request.user)
    except actions.NotEditable:
        return redirect("report_submission_pdf", pk, _submission(report).number)
    return redirect("report_draft_pdf", pk, draft.pk)


@access.province_people
def report_draft_pdf(request, pk, draft_pk):
    """A draft on paper, as it was when it was asked for; for a day."""
    report = _report(request, pk)
    draft = report.draft_prints.kept(timezone.now()).filter(pk=draft_pk).first()
    back = files.Back(reverse("report_preview", args=[pk]), "ดูก่อนพิมพ์")
    if draft is None:
        return files.no_draft_page(request, report, back=back)
    return files.draft_response(request, report, draft, back=back)


@access.province_people
def report_draft_file(request, pk, format):
    """The draft as it stands now; a report that was sent meanwhile leads to the version that was sent."""
    report = _report(request, pk)
    if not report.is_editable:
        return redirect("report_submission_file", pk, _submission(report).number, format)
    return downloads.draft_response(request, report, format)


@access.province_people
def report_submission(request, pk, number):
    """One frozen version of the report as it was sent."""
    report = _report(request, pk)
    return _submission_page(request, report, _submission(report, number=number))


@access.province_people
def report_submission_pdf(request, pk, number):
    report = _report(request, pk)
    submission = _submission(report, number=number)
    back = files.Back(reverse("report_receipt", args=[pk]), "ใบตอบรับการส่งรายงาน")
    return files.submission_response(request, report, submission, back=back)


@access.province_people
def report_submission_file(request, pk, number, format):
    report = _report(request, pk)
    submission = _submission(report, number=number)
    return downloads.submission_response(request, report, submission, format)


def _submission(report: Report, **which) -> Submission:
    """A version with its content: the last one, unless its number is given."""
    newest_first = report.submissions.filter(**which).order_by("-number")
    return get_object_or_404(newest_first[:1])


def _submission_page(
    request, report: Report, submission: Submission, *, status: int = 200, **extra
) -> HttpResponse:
    context = {
        "report": report,
        "round": report.round,
        "submission": submission,
        "title": thai.to_thai_digits(f"ฉบับที่ส่ง ครั้งที่ {submission.number}"),
        "subtitle": _sent_line(submission),
        "downloads": downloads.menu("report_submission_file", report.pk, submission.number),
        "body": _proven_body(submission.document),
        "letter_form": _letter_form(submission),
        "standing": after_return(report, submission),
        **extra,
    }
    return render(request, "province/submission.html", context, status=status)


def _sent_line(submission: Submission) -> str:
    sent = thai.write_datetime(submission.submitted_at)
    by = f"โดย {submission.signer_name}"
    if submission.signed_on:
        by = f"โดย {submission.submitted_by} ตามเอกสารลงนามของ {submission.signer_name}"
    return f"เลขอ้างอิง {submission.reference} ส่งเมื่อ {sent} {by}"


def _body(document: Document) -> str:
    return html.render_body(document)


def _proven_body(document: Document) -> str:
    """The same with the evidence of each row below its result, on the screen alone."""
    return html.render_body(document, beside=evidence_shown.beside(document))


# The letter it went with --------------------------------------------------------------------------


@unsaved.words_kept(LetterForm, back="report_receipt", button="บันทึกที่หนังสือ")
@access.province_people
@require_POST
def report_note_letter(request, pk, number):
    """ที่ … ลงวันที่ … of the letter, noted on a version that was sent; also later, and corrected."""
    report = _report(request, pk)
    submission = _submission(report, number=number)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _submission_page(request, report, submission, status=422, letter_form=form)
    try:
        submission = actions.note_letter(
            submission=submission, by=request.user, **form.cleaned_data
        )
    except actions.Refused as refused:
        submission = _submission(report, number=number)
        # What was typed; sent again it takes the place of what another person has noted.
        form = LetterForm({**request.POST.dict(), "seen": submission.letter_token})
        extra = {"letter_form": form, "refusal": refused.message}
        return _submission_page(request, report, submission, status=409, **extra)
    messages.success(request, _noted_sentence(submission))
    return _to_receipt(report)


def _letter_form(submission: Submission) -> LetterForm:
    day = submission.letter_date
    return LetterForm(
        initial={
            "number": submission.letter_number,
            "day": thai.write_date(day) if day else "",
            "seen": submission.letter_token,
        }
    )


def _noted_sentence(submission: Submission) -> str:
    if not submission.letter:
        return "ลบที่หนังสือแล้ว"
    return f"บันทึกที่หนังสือนำส่งแล้ว {thai.thai_digits_in_text(submission.letter)}"


# Checking before sending, the receipt ------------------------------------------------------------


@access.province_people
def report_check(request, pk):
    """ตรวจทานก่อนส่ง for the clerk; for the head the page on which a report is read and certified."""
    report = _report(request, pk)
    return _check_page(request, report) if report.is_editable else _to_receipt(report)


def _check_page(
    request, report: Report, *, status: int = 200, boxes: Typed | None = None, **extra
) -> HttpResponse:
    """`boxes`: explanations as they were typed and not saved."""
    desk = _desk(request, report)
    context = {
        "report": report,
        "round": report.round,
        "desk": desk,
        "may": _may(request, report),
        "digest": content.digest(desk.draft),
        "shown": shown_tasks(
            *(report, desk.missing.tasks, table.rows_of(report)),
            by=request.user,
            page="check",
            typed=boxes,
        ),
        "body": _proven_body(desk.draft),
        "hand_over_form": HandOverForm(),
        "give_back_form": GiveBackForm(),
        "submit_form": CertifyForm(by=request.user),
        "since": since_read(report, desk.draft, desk.moves) if request.user.is_head else None,
        **extra,
    }
    return render(request, "province/check.html", context, status=status)


@access.province_people
def report_receipt(request, pk):
    """ใบตอบรับการส่งรายงาน, and what the province may still do with what it sent."""
    report = _report(request, pk)
    if not report.submissions.exists():
        return redirect("report_check", pk)
    return _receipt_page(request, report)


def _receipt_page(request, report: Report, *, status: int = 200, **extra) -> HttpResponse:
    desk = _desk(request, report)
    context = {
        "report": report,
        "round": report.round,
        "desk": desk,
        "submission": desk.submission,
        "receipt": receipts.on_screen(desk.submission),
        "downloads": downloads.menu("report_submission_file", report.pk, desk.submission.number),
        "sent": desk.moves.submissions[::-1],
        "may": _may(request, report),
        "public_address": request.build_absolute_uri(report.get_absolute_url()),
        "ask_to_correct_form": CorrectionForm(),
        "letter_form": _letter_form(desk.submission),
        "standing": desk.asked if report.is_editable else after_return(report, desk.submission),
        **extra,
    }
    return render(request, "province/receipt.html", context, status=status)


def _may(request, report: Report) -> set[str]:
    return {move.value for move in report.moves_for(request.user)}


def _to_receipt(report: Report) -> HttpResponse:
    return redirect("report_receipt", report.pk)


# Moves -------------------------------------------------------------------------------------------


@unsaved.words_kept(HandOverForm, back="report_check")
@access.province_staff
@require_POST
def report_hand_over(request, pk):
    """เสนอหัวหน้าสำนักงาน, with a note if the clerk wishes."""
    report = _report(request, pk)
    form = HandOverForm(request.POST)
    if not form.is_valid():
        return _refused_form(request, report, form, hand_over_form=form)
    if _unsaved(request):
        return _refused(request, report, UNSAVED, hand_over_form=form)
    return _perform(
        request,
        report,
        lambda: actions.hand_over(report=report, by=request.user, **form.cleaned_data),
        said="เสนอหัวหน้าสำนักงานแล้ว เมื่อหัวหน้ารับรองและส่ง ส่วนกลางจึงจะได้รับรายงาน",
        then="province_home",
        read=form,
        hand_over_form=form,
    )


@access.province_staff
@require_POST
def report_take_back(request, pk):
    """ถอนเรื่องกลับ: from the head's table to the clerk's."""
    report = _report(request, pk)
    return _perform(
        request,
        report,
        lambda: actions.take_back(report=report, by=request.user),
        said="ถอนเรื่องกลับแล้ว ท่านแก้ไขรายงานต่อได้ แล้วเสนอใหม่เมื่อพร้อม",
        then="report_edit",
    )


@unsaved.words_kept(GiveBackForm, back="report_check")
@access.province_head
@require_POST
def report_give_back(request, pk):
    """ส่งกลับให้เจ้าหน้าที่แก้ไข, with a note."""
    report = _report(request, pk)
    form = GiveBackForm(request.POST)
    if not form.is_valid():
        return _refused_form(request, report, form, give_back_form=form)
    return _perform(
        request,
        report,
        lambda: actions.give_back(report=report, by=request.user, **form.cleaned_data),
        said="ส่งกลับให้เจ้าหน้าที่แก้ไขแล้ว เจ้าหน้าที่เห็นข้อความของท่านที่หน้างานของจังหวัด",
        then="province_home",
        give_back_form=form,
    )


@access.province_people
@require_POST
def report_confirm_import(request, pk):
    """ยืนยันการนำเข้า of what the centre read in, exactly as it was on the screen."""
    report = _report(request, pk)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return _refused(request, report, NO_VERSION, status=422)
    return _perform(
        request,
        report,
        lambda: actions.confirm_import(report=report, by=request.user, **form.cleaned_data),
        said="ยืนยันการนำเข้าของส่วนกลางแล้ว รายงานยังไม่ได้ส่ง ท่านแก้ไข เสนอ หรือส่งต่อได้",
        then="report_check",
        read=form,
    )


@unsaved.words_kept(CertifyForm, back="report_check")
@access.province_people
@require_POST
def report_submit(request, pk):
    """รับรองและส่งรายงาน: exactly the version that was on the screen, in the capacity that was chosen."""
    report = _report(request, pk)
    form = CertifyForm(request.POST, by=request.user)
    if not form.is_valid():
        return _refused_form(request, report, form, submit_form=form)
    if _unsaved(request):
        return _refused(request, report, UNSAVED, submit_form=form)
    try:
        submission = actions.submit(
            report=report, by=request.user, **form.read(), **form.capacity()
        )
    except actions.Refused as refused:
        about = _about(refused)
        return _refused(request, report, refused.message, read=form, about=about, submit_form=form)
    printing.ask_for_submission(submission)
    messages.success(request, _sent_sentence(submission))
    return _to_receipt(report)


def _unsaved(request: HttpRequest) -> Typed | None:
    """Explanations and choices of what is public that came along with a move: typed, but never saved."""
    form = ExplanationsForm(request.POST)
    return Typed(form.typed, form.problems) if form.typed else None


def _sent_sentence(submission: Submission) -> str:
    return (
        f"ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง {submission.reference} "
        f"เมื่อ {thai.write_datetime(submission.submitted_at)}"
    )


@access.province_people
@require_POST
def report_recall(request, pk):
    """ดึงรายงานกลับมาแก้ไข, while the centre has not taken it in."""
    report = _report(request, pk)
    return _perform(
        request,
        report,
        lambda: actions.recall(report=report, by=request.user),
        said="ดึงรายงานกลับมาแก้ไขแล้ว รายงานยังไม่ได้ส่ง เมื่อแก้ไขเสร็จ หัวหน้าสำนักงานต้องรับรองและส่งอีกครั้ง",
        then="report_edit",
    )


@unsaved.words_kept(CorrectionForm, back="report_check")
@access.province_people
@require_POST
def report_ask_to_correct(request, pk):
    """ขอแก้ไขคำผิด in an accepted report; what is public stays until the corrected one is accepted."""
    report = _report(request, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _refused_form(request, report, form, ask_to_correct_form=form)
    return _perform(
        request,
        report,
        lambda: actions.ask_to_correct(report=report, by=request.user, **form.cleaned_data),
        said="เปิดให้แก้ไขคำผิดแล้ว ฉบับที่รับไว้ยังเผยแพร่อยู่จนกว่าส่วนกลางจะรับฉบับแก้ไข",
        then="report_edit",
        ask_to_correct_form=form,
    )


def _perform(
    request: HttpRequest,
    report: Report,
    move: Callable[[], object],
    *,
    said: str,
    then: str,
    read: ReadForm | None = None,
    **forms: Form,
) -> HttpResponse:
    """Make a move and go on to the page `then`; a refusal is said where the report stands now."""
    try:
        move()
    except actions.Refused as refused:
        about = _about(refused)
        return _refused(request, report, refused.message, read=read, about=about, **forms)
    messages.success(request, said)
    return redirect(then) if then == "province_home" else redirect(then, report.pk)


def _refused_form(request, report: Report, form: Form, **forms: Form) -> HttpResponse:
    """A form with mistakes, shown again; what was tampered with has no box to point at."""
    sentence = NO_VERSION if {"version", "digest"} & set(form.errors) else ""
    return _refused(request, report, sentence, status=422, **forms)


def _refused(
    request: HttpRequest,
    report: Report,
    sentence: str,
    *,
    status: int = 409,
    read: ReadForm | None = None,
    about: Sequence[Explained] = (),
    **forms: Form,
) -> HttpResponse:
    """The page of the report as it stands now: why nothing was done, and everything that was typed.

    `read` says what the person had on the screen; what changed since is shown. `about` are the findings
    that the sentence speaks of.
    """
    report = _report(request, report.pk)
    offered = {f"{move}_form" for move in _may(request, report)}
    extra = {
        "refusal": sentence,
        "about": about,
        "typed": [
            value
            for name, form in forms.items()
            if name not in offered  # the others are shown again with what was typed
            for value in _typed(form)
        ],
        "changes": _changes_since(report, read) if report.is_editable else (),
        **forms,
    }
    if report.is_editable:
        return _check_page(request, report, status=status, boxes=_unsaved(request), **extra)
    return _receipt_page(request, report, status=status, **extra)


def _about(refused: actions.Refused) -> list[Explained]:
    """The findings for which a move was refused."""
    return [Explained(one) for one in getattr(refused, "findings", ())]


def _typed(form: Form) -> list[str]:
    """What was typed into the boxes that are seen, where it is not what stood in them."""
    changed = set(form.changed_data)
    return [
        value
        for field in form.visible_fields()
        if field.name in changed and (value := field.value())
    ]


def _changes_since(report: Report, read: ReadForm | None) -> tuple:
    if read is None:
        return ()
    version, digest = read.cleaned_data["version"], read.cleaned_data["digest"]
    now = content.draft(report)
    if version > report.version or digest == content.digest(now):
        return ()
    past = content.draft_of_version(report, version, digest)
    return differences(past, now) if past else ()
