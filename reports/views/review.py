"""The centre's desk: the way to the queue, files of a round, one report with what may be done with it, each move."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from calendar_app.models import Round
from ita_portal import access, thai
from ita_portal.models import User
from reports import actions, around, checks, corrections, explained, overview
from reports.forms import evidence_shown
from reports.forms.review import AcceptForm, ReasonForm, ReturnForm
from reports.models import Report, Submission
from reports.views import downloads, files, unsaved
from reports.workflow import Move, Refusal, State
from reports.writers import html


@access.centre
def review_home(request):
    """Leads to the round people work on now."""
    newest = Round.objects.newest(timezone.localdate())
    if newest is None:
        return render(request, "review/no_round.html")
    return redirect("review_round", newest.pk)


@access.centre
def round_file(request, pk, format):
    """Every province of a round with its state and what it sent last."""
    return downloads.round_response(request, get_object_or_404(Round, pk=pk), format)


# One report --------------------------------------------------------------------------------------


@access.centre
def review_report(request, pk):
    """The submitted version of a report, what the checks found in it, and the moves of this person."""
    return _page(request, _report(pk))


def _report(pk: int) -> Report:
    related = ("round", "province", "taken_by", "read_in_by")
    return get_object_or_404(Report.objects.select_related(*related), pk=pk)


# Moves between the clerk and the head concern the province alone.
AMONG_THE_PROVINCE = (
    *(Move.HAND_OVER, Move.TAKE_BACK, Move.GIVE_BACK),
    *(Move.PRINT_TO_SIGN, Move.SIGN_ON_PAPER),
)


def _page(
    request: HttpRequest, report: Report, *, status: int = 200, refusal: str = "", **forms: Form
) -> HttpResponse:
    """The report's page; `forms` are those that were refused, with what was typed into them."""
    prefetch_related_objects([report.round], "extensions")
    submissions = list(report.submissions.select_related("submitted_by").order_by("-number"))
    newest = submissions[0] if submissions else None
    changes = report.state_changes.exclude(move__in=AMONG_THE_PROVINCE)
    may = {move.value for move in _moves(report, request.user)}
    context = {
        "report": report,
        "submission": newest,
        "downloads": downloads.menu("submission_file", newest.pk) if newest else [],
        "earlier": submissions[1:],
        "coverage": overview.coverage_of(report, newest),
        "facts": _submission_facts(newest) if newest else [],
        "due": report.due(),
        "is_overdue": report.is_overdue(timezone.localdate(), was_sent=newest is not None),
        "changes": changes.select_related("by", "submission").defer("submission__content"),
        "waiting": overview.waiting_around(report, request.user),
        "refusal": refusal,
        "may": may,
        # Taking in comes first; but whoever decided at once sees what they typed.
        "decides": "accept" in may and ("take" not in may or request.method == "POST"),
        "unsent": _unsent(forms, may),
        **_from_paper(report, newest, request.user),
        **_reading(report, newest),
        **_forms(),
        **forms,
    }
    return render(request, "review/report.html", context, status=status)


def _from_paper(report: Report, newest: Submission | None, user: User) -> dict:
    """Whether a paper may be read in for the province, or what was read in and may be undone."""
    if newest or not report.is_editable or not user.may_review:
        return {}
    if not report.is_read_in:
        return {"may_import": report.state == State.DRAFT and report.is_as_started()}
    undoable = report.intakes.of_the_centre().undoable(timezone.now())
    last = undoable.select_related("report").defer("reading", "boxes", "before").first()
    return {"intake": None if last and actions.intakes.edited_since(last) else last}


def _unsent(forms: dict[str, Form], may: set[str]) -> list[str]:
    """Words typed for a move that is not possible any more: the page has no box to keep them in."""
    gone = [form for name, form in forms.items() if name.removesuffix("_form") not in may]
    typed = [form[field.name].value() for form in gone for field in form.visible_fields()]
    return [words for words in typed if words]


def _reading(report: Report, submission: Submission | None) -> dict:
    """The frozen text as it prints, and what the checks found in it."""
    if submission is None:
        return {}
    document = submission.document
    found = checks.check(document, around.around_among_others(report))
    public = submission.as_public.document
    secrets = corrections.newly_flagged(report, public)
    return {
        "correction": corrections.correction(report, submission),
        "body": html.render_body(document, beside=evidence_shown.beside(document)),
        "findings": [
            (label, explained.with_notes([one for one in found if one.level == level], document))
            for level, label in checks.LEVEL_LABELS.items()
        ],
        "secrets": secrets,
        # None where everyone reads the whole of it.
        "masked": public.masked if submission.public_id else None,
        "acknowledgement": checks.acknowledgement(secrets),
    }


def _forms() -> dict[str, Form]:
    return {
        "return_form": ReturnForm(),
        "reopen_form": ReasonForm(prefix="reopen"),
        "withdraw_form": ReasonForm(prefix="withdraw"),
    }


def _moves(report: Report, user) -> list[Move]:
    """What this person may do; withdrawing only while there is something public."""
    is_public = report.accepted_id is not None and report.withdrawn_at is None
    return [move for move in report.moves_for(user) if move != Move.WITHDRAW or is_public]


def _submission_facts(submission: Submission) -> list[tuple[str, str]]:
    return [
        ("ฉบับที่ส่ง", thai.to_thai_digits(f"ครั้งที่ {submission.number}")),
        ("เลขอ้างอิง", submission.reference),
        ("ส่งเมื่อ", thai.write_datetime(submission.submitted_at)),
        *_signed(submission),
        ("หนังสือนำส่ง", thai.thai_digits_in_text(submission.letter)),
        ("รหัสตรวจสอบ (SHA-256)", submission.sha256[:12]),
    ]


def _signed(submission: Submission) -> list[tuple[str, str]]:
    signer = " ".join((submission.signer_name, *submission.signer.posts))
    if submission.signed_on is None:
        return [("ผู้รับรองและส่ง", signer)]
    day = thai.write_date(submission.signed_on)
    return [
        ("ผู้ลงนามในเอกสาร", f"{signer} ลงวันที่ {day}"),
        ("ส่งโดย", f"{submission.submitted_by} ตามเอกสารลงนามของ {submission.signer_name}"),
    ]


@access.centre
def review_submission(request, pk):
    """One frozen version of a report as it was sent."""
    submission = _submission(pk)
    document = submission.document
    context = {
        "submission": submission,
        "downloads": downloads.menu("submission_file", pk),
        "report": submission.report,
        "facts": _submission_facts(submission),
        "body": html.render_body(document, beside=evidence_shown.beside(document)),
    }
    return render(request, "review/submission.html", context)


@access.centre
def submission_pdf(request, pk):
    submission = _submission(pk)
    back = files.Back(reverse("review_report", args=[submission.report_id]), "กลับไปที่รายงาน")
    return files.submission_response(request, submission.report, submission, back=back)


@access.centre
def submission_file(request, pk, format):
    submission = _submission(pk)
    return downloads.submission_response(request, submission.report, submission, format)


def _submission(pk: int) -> Submission:
    related = ("report__round", "report__province")
    return get_object_or_404(Submission.objects.select_related(*related), pk=pk)


# Moves -------------------------------------------------------------------------------------------


@access.reviewer
@require_POST
def report_take(request, pk):
    """รับไว้ตรวจ: from now on the province cannot draw the report back."""
    report = _report(pk)
    return _perform(
        request,
        report,
        lambda: actions.take(report=report, by=request.user),
        said=f"รับรายงานของ{report.province}ไว้ตรวจแล้ว",
        is_done=lambda: report.is_taken and report.taken_by == request.user,
    )


@unsaved.words_kept(ReturnForm, back="review_report")
@access.reviewer
@require_POST
def report_return(request, pk):
    """ส่งคืนให้แก้ไข, with a comment and perhaps a new due date."""
    report = _report(pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, report, status=422, return_form=form)
    return _perform(
        request,
        report,
        lambda: actions.return_to_province(report=report, by=request.user, **form.cleaned_data),
        said=f"ส่งรายงานคืนให้{report.province}แก้ไขแล้ว{_new_due(form.cleaned_data['due_on'])}",
        return_form=form,
    )


def _new_due(day: date | None) -> str:
    return f" กำหนดส่งใหม่ภายในวันที่ {thai.write_date(day)}" if day else ""


@access.reviewer
@require_POST
def report_accept(request, pk):
    """รับรายงาน; its PDF was asked for when it was sent."""
    report = _report(pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        refusal = "ไม่ทราบว่าท่านรับฉบับใด โปรดอ่านฉบับล่าสุดแล้วกดรับรายงานอีกครั้ง"
        return _page(request, report, status=422, refusal=refusal)
    waiting = overview.waiting_around(report, request.user)
    response = _perform(
        request,
        report,
        lambda: actions.accept(report=report, by=request.user, **form.cleaned_data),
        said=f"รับรายงานของ{report.province}แล้ว {_publication(report)}",
        is_done=lambda: _accepted(report, form.cleaned_data["submission"], request.user),
    )
    if response.status_code == 302 and "next" in request.POST and waiting.next:
        return redirect("review_report", waiting.next.pk)
    return response


@access.reviewer
@require_POST
def report_accept_correction(request, pk):
    """รับฉบับแก้ไข in one click: taken in and accepted, exactly as its differences were read."""
    report = _report(pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        refusal = "ไม่ทราบว่าท่านรับฉบับใด โปรดอ่านฉบับล่าสุดแล้วกดรับฉบับแก้ไขอีกครั้ง"
        return _page(request, report, status=422, refusal=refusal)
    waiting = overview.waiting_around(report, request.user)
    response = _perform(
        request,
        report,
        lambda: actions.accept_correction(report=report, by=request.user, **form.cleaned_data),
        said=f"รับฉบับแก้ไขของ{report.province}แล้ว {_publication(report)}",
        is_done=lambda: _accepted(report, form.cleaned_data["submission"], request.user),
    )
    if response.status_code == 302 and "next" in request.POST and waiting.next:
        return redirect("review_report", waiting.next.pk)
    return response


def _accepted(report: Report, submission: int, by) -> bool:
    """Whether it is accepted, by this person and in the version they read."""
    is_it = (report.state, report.accepted_id) == (State.ACCEPTED, submission)
    return is_it and report.accepted.accepted_by_id == by.pk


def _publication(report: Report) -> str:
    today = timezone.localdate()
    day = report.publication_day(today)
    if day > today:
        return f"จะเผยแพร่ตั้งแต่วันที่ {thai.write_date(day)}"
    return "และเผยแพร่แล้ว"


@unsaved.words_kept(ReasonForm, back="review_report", prefix=Move.REOPEN)
@access.reviewer
@require_POST
def report_reopen(request, pk):
    """เปิดให้แก้ไขอีกครั้ง: what was accepted stays public meanwhile."""
    return _with_reason(
        request,
        pk,
        Move.REOPEN,
        actions.reopen,
        said="เปิดให้{province}แก้ไขอีกครั้งแล้ว ฉบับที่รับแล้วยังเผยแพร่อยู่จนกว่าจะรับฉบับใหม่",
    )


@unsaved.words_kept(ReasonForm, back="review_report", prefix=Move.WITHDRAW)
@access.central_admin
@require_POST
def report_withdraw(request, pk):
    """ถอนการเผยแพร่: the public address then says so."""
    return _with_reason(
        request,
        pk,
        Move.WITHDRAW,
        actions.withdraw,
        said="ถอนการเผยแพร่รายงานของ{province}แล้ว หน้าเผยแพร่แจ้งเหตุผลของท่านแทนรายงาน",
    )


def _with_reason(
    request: HttpRequest, pk: int, move: Move, action: Callable, *, said: str
) -> HttpResponse:
    report = _report(pk)
    form = ReasonForm(request.POST, prefix=move.value)
    refused = {f"{move.value}_form": form}
    if not form.is_valid():
        return _page(request, report, status=422, **refused)
    return _perform(
        request,
        report,
        lambda: action(report=report, by=request.user, **form.cleaned_data),
        said=said.format(province=report.province),
        **refused,
    )


def _perform(
    request: HttpRequest,
    report: Report,
    move: Callable[[], object],
    *,
    said: str,
    is_done: Callable[[], bool] = lambda: False,
    **forms: Form,
) -> HttpResponse:
    """Make a move and go back to the report's page; a refusal is said there and nothing typed is lost.

    `is_done` tells the second click of a double click: the first has made the move.
    """
    try:
        move()
    except actions.Refused as refused:
        report.refresh_from_db()
        if not is_done():
            refusal = _sentence(refused, report)
            return _page(request, report, status=409, refusal=refusal, **forms)
    messages.success(request, said)
    return redirect("review_report", report.pk)


def _sentence(refused: actions.Refused, report: Report) -> str:
    """Why a move was not made, as a reviewer is told it."""
    if isinstance(refused, actions.MoveRefused) and refused.reason == Refusal.TAKEN:
        return f"{report.taken_by} รับรายงานนี้ไว้ตรวจแล้วเมื่อ {thai.write_datetime(report.taken_at)}"
    return refused.message
