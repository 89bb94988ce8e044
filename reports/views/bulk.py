"""One act over many reports: looked at first, confirmed, told report by report, and what can be undone."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from calendar_app.models import Round
from ita_portal import access, thai
from ita_portal.unsaved import Why, kept_on
from reports import actions
from reports.actions.prospects import Prospect
from reports.forms.bulk import BulkAcceptForm, BulkForm, BulkRemindForm, BulkReturnForm
from reports.forms.queue import ticked_provinces
from reports.models import BulkAct, BulkKind, Report
from reports.round_places import round_places

NOTHING_CHOSEN = "ไม่ทราบว่าท่านเลือกรายการใด โปรดเลือกจังหวัดจากคิวตรวจใหม่"


@access.reviewer
def bulk_accept(request, pk):
    """What would be accepted among the ticked (without any: everything read), and on a POST is."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method == "POST":
        form = BulkAcceptForm(request.POST)
        return _confirmed(request, round_, BulkKind.ACCEPT, form, partial(_accept, request, round_))
    ticked = ticked_provinces(request.GET.getlist("province"))
    provinces = ticked or actions.prospects.read_by(round_, request.user)
    found = actions.prospects.of_accepting(round_, provinces, request.user)
    if not ticked:
        found = [one for one in found if one.is_good]
    return _look(request, round_, BulkKind.ACCEPT, BulkAcceptForm, found)


def _accept(request: HttpRequest, round_: Round, form: BulkForm) -> BulkAct:
    typed = form.cleaned_data
    return actions.bulk.accept_many(
        token=typed["token"], round=round_, submissions=typed["submission"], by=request.user
    )


def _words_page(request: HttpRequest, why: Why, form: type[BulkForm], button: str) -> HttpResponse:
    """What was typed for many reports, to be sent once more."""
    match = resolve(request.path_info)
    context = {
        "why": why,
        "form": form(request.POST),
        "address": request.path,
        "button": button,
        "back": reverse("review_round", args=[match.kwargs["pk"]]),
    }
    return render(request, "bulk/unsaved.html", context, status=why.status)


@kept_on(partial(_words_page, form=BulkReturnForm, button="ส่งคืนให้แก้ไข"))
@access.reviewer
def bulk_return(request, pk):
    """The same words and day for the ticked ones; sent on a POST."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method == "POST":
        form = BulkReturnForm(request.POST)
        return _confirmed(request, round_, BulkKind.RETURN, form, partial(_return, request, round_))
    provinces = ticked_provinces(request.GET.getlist("province"))
    found = actions.prospects.of_returning(round_, provinces)
    return _look(request, round_, BulkKind.RETURN, BulkReturnForm, found)


def _return(request: HttpRequest, round_: Round, form: BulkForm) -> BulkAct:
    typed = form.cleaned_data
    return actions.bulk.return_many(
        token=typed["token"],
        round=round_,
        submissions=typed["submission"],
        by=request.user,
        text=typed["comment"],
        due_on=typed["due_on"],
    )


@kept_on(partial(_words_page, form=BulkRemindForm, button="ส่งแจ้งเตือน"))
@access.reviewer
def bulk_remind(request, pk):
    """A reminder to the ticked offices that have not sent; sent on a POST."""
    round_ = get_object_or_404(Round, pk=pk)
    if request.method == "POST":
        form = BulkRemindForm(request.POST)
        return _confirmed(request, round_, BulkKind.REMIND, form, partial(_remind, request, round_))
    provinces = ticked_provinces(request.GET.getlist("province"))
    found = actions.prospects.of_reminding(round_, provinces)
    return _look(request, round_, BulkKind.REMIND, BulkRemindForm, found)


def _remind(request: HttpRequest, round_: Round, form: BulkForm) -> BulkAct:
    typed = form.cleaned_data
    return actions.bulk.remind_many(
        token=typed["token"],
        round=round_,
        provinces=ticked_provinces(typed["province"]),
        by=request.user,
        text=typed["text"],
    )


# Looking and confirming ----------------------------------------------------------------------------

BUTTONS = {
    BulkKind.ACCEPT: "รับรายงาน",
    BulkKind.RETURN: "ส่งคืนให้แก้ไข",
    BulkKind.REMIND: "ส่งแจ้งเตือน",
}


def _look(
    request: HttpRequest,
    round_: Round,
    kind: BulkKind,
    make: type[BulkForm],
    found: list[Prospect],
) -> HttpResponse:
    good = [one for one in found if one.is_good]
    form = make(
        submissions=[one.submission.pk for one in good if one.submission],
        provinces=[one.province.code for one in good],
    )
    return _preview(request, round_, kind, form, found)


def _preview(
    request: HttpRequest,
    round_: Round,
    kind: BulkKind,
    form: BulkForm,
    found: list[Prospect],
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "round": round_,
        "refusal": refusal,
        "places_of_round": round_places(round_, "review_round"),
        "kind": kind.value,
        "form": form,
        "good": [one for one in found if one.is_good],
        "left_out": [one for one in found if not one.is_good],
        "button": BUTTONS[kind],
        "minutes": settings.BULK_UNDO_MINUTES,
    }
    return render(request, "bulk/preview.html", context, status=status)


def _confirmed(
    request: HttpRequest,
    round_: Round,
    kind: BulkKind,
    form: BulkForm,
    perform: Callable[[BulkForm], BulkAct],
) -> HttpResponse:
    """The result of each; a form that cannot be used comes back with what was typed."""
    again = partial(_preview, request, round_, kind, form)
    if not form.is_valid():
        return again(_shown_again(request, round_, kind), status=422)
    if not (form.cleaned_data["submission"] or form.cleaned_data["province"]):
        messages.error(request, NOTHING_CHOSEN)
        return redirect("review_round", round_.pk)
    try:
        act = perform(form)
    except actions.Refused as refused:
        return again(_shown_again(request, round_, kind), status=409, refusal=refused.message)
    return redirect(act)


def _shown_again(request: HttpRequest, round_: Round, kind: BulkKind) -> list[Prospect]:
    provinces = ticked_provinces(request.POST.getlist("province"))
    if kind == BulkKind.RETURN:
        return actions.prospects.of_returning(round_, provinces)
    if kind == BulkKind.REMIND:
        return actions.prospects.of_reminding(round_, provinces)
    return actions.prospects.of_accepting(round_, provinces, request.user)


# The result ----------------------------------------------------------------------------------------


@access.centre
def bulk_result(request, pk):
    """What became of each report of an act, and until when it may be undone."""
    act = get_object_or_404(BulkAct.objects.select_related("round", "by"), pk=pk)
    now = timezone.now()
    related = ("province", "submission__report", "undone_by")
    outcomes = act.outcomes.select_related(*related).defer("submission__content")
    rows = [(one, _undoable_until(one, now)) for one in outcomes.order_by("province__code")]
    until = [moment for _, moment in rows if moment]
    context = {
        "act": act,
        "round": act.round,
        "places_of_round": round_places(act.round, "review_round"),
        "done": [(one, moment) for one, moment in rows if one.is_done],
        "not_done": [one for one, _ in rows if not one.is_done],
        "undoable": len(until),
        "until": min(until, default=None),
        "may_undo": request.user.may_review,
    }
    return render(request, "bulk/result.html", context)


def _undoable_until(outcome, now):
    """Until when this acceptance may be undone; None when it may not."""
    if not outcome.is_done or outcome.undone_at or outcome.submission is None:
        return None
    report = outcome.submission.report
    is_it = report.accepted_id == outcome.submission_id and report.is_held(now)
    return report.held_until if is_it and report.state == "accepted" else None


@access.reviewer
@require_POST
def bulk_undo(request, pk):
    """ยกเลิกการรับ of one province's report (by its code), or of all of an act."""
    act = get_object_or_404(BulkAct, pk=pk, kind=BulkKind.ACCEPT)
    codes = request.POST.getlist("province")
    provinces = ticked_provinces(codes) if codes else [None]
    for province in provinces:
        refusals = actions.bulk.undo_many(act=act, by=request.user, province=province)
        for refused, why in refusals.items():
            messages.error(request, f"{refused}: {why}")
    undone = act.outcomes.filter(undone_at__isnull=False).count()
    messages.info(request, f"ยกเลิกการรับแล้ว {thai.to_thai_digits(undone)} ฉบับ ฉบับเหล่านั้นกลับไปรอตรวจ")
    return redirect(act)


@access.reviewer
@require_POST
def report_undo_accept(request, pk):
    """ยกเลิกการรับ on the page of the report, while it is held."""
    report = get_object_or_404(Report, pk=pk)
    try:
        actions.bulk.undo_one(report=report, by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "ยกเลิกการรับแล้ว รายงานกลับไปรอตรวจ")
    return redirect("review_report", pk)
