"""What the centre decides about a report: taking in, returning, accepting, opening again, withdrawing."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal import access, thai
from reports import actions, overview
from reports.forms.reading import AcceptingForm, ReadingForm, ReasonForm, ReturningForm
from reports.models import Report
from reports.views import unsaved
from reports.views.reading import back_to, kept_when_signed_out, page, report_of
from reports.workflow import Move, Refusal, State


@kept_when_signed_out()
@access.reviewer
@require_POST
def report_take(request, pk):
    """รับไว้ตรวจ: from now on the province cannot draw the report back."""
    report = report_of(pk)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return page(request, report, status=422, form=form)
    return _perform(
        request,
        report,
        lambda: actions.take(report=report, by=request.user),
        said=f"รับรายงานของ{report.province}ไว้ตรวจแล้ว",
        is_done=lambda: report.is_taken and report.taken_by == request.user,
        beside=form,
    )


@unsaved.words_kept(ReturningForm, back="review_report")
@access.reviewer
@require_POST
def report_return(request, pk):
    """ส่งคืนให้แก้ไข, with every question that was kept or stands in a box, and perhaps a new due date."""
    report = report_of(pk)
    has_waiting = report.comments.unsent().exists()
    form = ReturningForm(request.POST, has_waiting=has_waiting)
    if not form.is_valid():
        return page(request, report, status=422, form=form)
    given = {name: form.cleaned_data[name] for name in ("submission", "comment", "due_on")}
    response = _perform(
        request,
        report,
        lambda: actions.reading.return_with(
            report=report, by=request.user, typed=form.typed, **given
        ),
        said=lambda: f"ส่งรายงานคืนให้{report.province}แก้ไขแล้ว{_sent(report)}{_new_due(report)}",
        form=form,
    )
    return _on_to_the_next(request, report, response)


def _sent(report: Report) -> str:
    """With how many questions."""
    last = report.state_changes.filter(move=Move.RETURN).order_by("-at", "-pk").first()
    count = report.comments.filter(sent_at__isnull=False, submission=last.submission_id).count()
    return thai.to_thai_digits(f" พร้อมข้อทักท้วง {count} ข้อ") if count else ""


def _new_due(report: Report) -> str:
    """The day that holds now, where the return set one."""
    report.refresh_from_db()
    day = report.due_on and report.due()
    return f" กำหนดส่งใหม่ภายในวันที่ {thai.write_date(day)}" if day else ""


@kept_when_signed_out(AcceptingForm)
@access.reviewer
@require_POST
def report_accept(request, pk):
    """รับรายงาน; its PDF was asked for when it was sent."""
    report = report_of(pk)
    return _accept(request, report, actions.accept, f"รับรายงานของ{report.province}แล้ว")


@kept_when_signed_out(AcceptingForm, button="รับฉบับแก้ไข")
@access.reviewer
@require_POST
def report_accept_correction(request, pk):
    """รับฉบับแก้ไข in one click, exactly as its differences were read."""
    report = report_of(pk)
    return _accept(request, report, actions.accept_correction, f"รับฉบับแก้ไขของ{report.province}แล้ว")


WHICH = "ไม่ทราบว่าท่านรับฉบับใด โปรดอ่านฉบับล่าสุดแล้วกดรับรายงานอีกครั้ง"


def _accept(request: HttpRequest, report: Report, action: Callable, said: str) -> HttpResponse:
    """Questions that were typed are kept first, and then stand in the way until somebody says what becomes of them."""
    form = AcceptingForm(request.POST)
    if not form.is_valid():
        refusal = WHICH if "submission" in form.errors else ""
        return page(request, report, status=422, refusal=refusal, form=form)
    waiting = overview.waiting_around(report, request.user)
    response = _perform(
        request,
        report,
        lambda: action(report=report, by=request.user, **form.decision),
        said=lambda: f"{said} {_publication(report)}",
        is_done=lambda: _accepted(report, form.cleaned_data["submission"], request.user),
        beside=form,
    )
    return _on_to_the_next(request, report, response, waiting)


def _on_to_the_next(request, report: Report, response, waiting=None) -> HttpResponse:
    """The next report that waits, where the button said so and the move was made."""
    if response.status_code != 302 or "next" not in request.POST:
        return response
    waiting = waiting or overview.waiting_around(report, request.user)
    return redirect("review_report", waiting.next.pk) if waiting.next else response


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
    report = report_of(pk)
    form = ReasonForm(request.POST, prefix=move.value)
    refused = {f"{move.value}_form": form}
    if not form.is_valid():
        return page(request, report, status=422, **refused)
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
    said: str | Callable[[], str],
    is_done: Callable[[], bool] = lambda: False,
    beside: ReadingForm | None = None,
    **forms: Form,
) -> HttpResponse:
    """Make a move and go back to the report's page; a refusal is said there and nothing typed is lost.

    `is_done` tells the second click of a double click: the first has made the move. What was typed
    `beside` the rows is kept before.
    """
    forms |= {"form": beside} if beside else {}
    try:
        if beside and beside.typed:
            submission = beside.cleaned_data["submission"]
            actions.reading.keep(
                report=report, by=request.user, submission=submission, typed=beside.typed
            )
            forms["form"] = None
        move()
    except actions.Refused as refused:
        report.refresh_from_db()
        if not is_done():
            refusal = _sentence(refused, report)
            return page(request, report, status=409, refusal=refusal, **forms)
    messages.success(request, said if isinstance(said, str) else said())
    return back_to(report)


def _sentence(refused: actions.Refused, report: Report) -> str:
    """Why a move was not made, as a reviewer is told it."""
    if isinstance(refused, actions.MoveRefused) and refused.reason == Refusal.TAKEN:
        return f"{report.taken_by} รับรายงานนี้ไว้ตรวจแล้วเมื่อ {thai.write_datetime(report.taken_at)}"
    return refused.message
