"""One report at the centre: what was sent, what stands beside each row of it, and what is kept while reading."""

import re
from collections.abc import Callable

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ita_portal import access
from ita_portal.models import User
from reports import actions, around, checks, corrections, explained, overview, reading
from reports.forms import evidence_shown
from reports.forms.reading import ReadingForm, ReasonForm, ReturningForm, proposed_due
from reports.forms.reading_shown import Shown, below
from reports.models import Report, Submission
from reports.round_places import round_places
from reports.views import downloads, unsaved
from reports.views.review import submission_facts
from reports.workflow import Move, State
from reports.writers import html

# Where on the page an act may lead back to.
_PLACE = re.compile(r"row-[0-9]{1,6}-[0-9]{1,6}|row-report|decide|since")

# Moves between the clerk and the head concern the province alone.
AMONG_THE_PROVINCE = (
    *(Move.HAND_OVER, Move.TAKE_BACK, Move.GIVE_BACK),
    *(Move.PRINT_TO_SIGN, Move.SIGN_ON_PAPER),
)


@access.centre
def review_report(request, pk):
    """The submitted version of a report, what the checks found in it, and the moves of this person."""
    return page(request, report_of(pk))


def report_of(pk: int) -> Report:
    related = ("round", "province", "taken_by", "read_in_by")
    return get_object_or_404(Report.objects.select_related(*related), pk=pk)


def page(
    request: HttpRequest,
    report: Report,
    *,
    status: int = 200,
    refusal: str = "",
    form: ReadingForm | None = None,
    **forms: Form,
) -> HttpResponse:
    """The report's page. `form` is what was typed beside the rows and not kept; `forms` are other forms refused."""
    prefetch_related_objects([report.round], "extensions")
    related = ("submitted_by", "public")
    submissions = list(report.submissions.select_related(*related).order_by("-number"))
    newest = submissions[0] if submissions else None
    changes = report.state_changes.exclude(move__in=AMONG_THE_PROVINCE)
    may = {move.value for move in _moves(report, request.user)}
    context = {
        "report": report,
        "submission": newest,
        "downloads": downloads.menu("submission_file", newest.pk) if newest else [],
        "earlier": submissions[1:],
        "coverage": overview.coverage_of(report, newest),
        "facts": submission_facts(newest) if newest else [],
        "due": report.due(),
        "is_overdue": report.is_overdue(timezone.localdate(), was_sent=newest is not None),
        "changes": changes.select_related("by", "submission").defer("submission__content"),
        "waiting": overview.waiting_around(report, request.user),
        "places_of_round": round_places(report.round, ""),
        "refusal": refusal,
        "may": may,
        "is_reviewer": request.user.may_review,
        "form": form,
        **_from_paper(report, newest, request.user),
        **_reading(request, report, newest, may, form),
        **_forms(report, may, form),
        **forms,
    }
    context["unsent"] = _unsent(context, form, forms, may)
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


def _reading(
    request: HttpRequest,
    report: Report,
    submission: Submission | None,
    may: set[str],
    form: ReadingForm | None,
) -> dict:
    """The frozen text as it prints, with all that stands beside its rows."""
    if submission is None:
        return {}
    paper = submission.document
    found = explained.with_notes(checks.check(paper, around.around_among_others(report)), paper)
    public = submission.as_public.document
    secrets = corrections.newly_flagged(report, public)
    desk = reading.desk(report, submission, paper, found, request.user)
    # None where everyone reads the whole of it.
    masked = public.masked if submission.public_id else None
    shown = Shown(report, request.user, desk, may, form, is_masked=masked is not None)
    beside, beneath = evidence_shown.beside(paper), below(shown)
    return {
        "correction": corrections.correction(report, submission),
        "body": html.render_body(paper, beside=beside, below=beneath),
        "whole": beneath[None],
        "desk": desk,
        "shown": shown,
        "findings": [
            (label, [one for one in found if one.finding.level == level])
            for level, label in checks.LEVEL_LABELS.items()
        ],
        "secrets": secrets,
        "masked": masked,
        "acknowledgement": checks.acknowledgement(secrets),
        "seen": corrections.seen(report, submission, secrets),
    }


def _forms(report: Report, may: set[str], form: ReadingForm | None) -> dict[str, Form]:
    found = {"reopen_form": ReasonForm(prefix="reopen")}
    found["withdraw_form"] = ReasonForm(prefix="withdraw")
    if "return" in may:
        typed = form.data if form is not None else {}
        begin = {"due_on": proposed_due(report)} | {
            name: typed[name] for name in ("comment", "due_on") if name in typed
        }
        found["return_form"] = ReturningForm(initial=begin)
    if isinstance(form, ReturningForm):
        found["return_form"] = form
    return found


def _unsent(
    context: dict, form: ReadingForm | None, forms: dict[str, Form], may: set[str]
) -> list[str]:
    """Words for which the page has no box any more: they are shown to be copied."""
    gone = [one for name, one in forms.items() if name.removesuffix("_form") not in may]
    typed = [one[field.name].value() for one in gone for field in one.visible_fields()]
    if form is not None:
        boxes = context["shown"].boxes if "shown" in context else set()
        typed += [box.words for box in form.boxes if box.name not in boxes]
        if "return" not in may:
            typed += [form.data.get(name, "") for name in ("comment", "due_on")]
    return [words for words in typed if words]


def _moves(report: Report, user) -> list[Move]:
    """What this person may do; withdrawing only while there is something public."""
    is_public = report.accepted_id is not None and report.withdrawn_at is None
    return [move for move in report.moves_for(user) if move != Move.WITHDRAW or is_public]


# What is kept while reading --------------------------------------------------------------------


def kept_when_signed_out(form: type[ReadingForm] = ReadingForm, button: str = "") -> Callable:
    """A decorator: what was typed beside the rows is shown, to be sent again."""
    return unsaved.typed_kept(form, back="review_report", is_typed=_has_words, button=button)


def _has_words(form: ReadingForm) -> bool:
    return bool(form.boxes)


@kept_when_signed_out(button="บันทึก")
@access.reviewer
@require_POST
def report_keep(request, pk):
    """Every question and note that was typed; nothing of it is sent to the province."""
    return kept(request, report_of(pk), said=KEPT)


KEPT = "บันทึกแล้ว ข้อทักท้วงยังไม่ได้ส่งให้จังหวัด จะส่งเมื่อกดส่งคืนให้แก้ไข"


@kept_when_signed_out(button="บันทึก")
@access.reviewer
@require_POST
def report_ask_again(request, pk, row, like):
    """One's own earlier question to a row (0: to the whole report) in one click."""
    return kept(
        request,
        report_of(pk),
        lambda report: actions.reading.ask_again(
            report=report,
            by=request.user,
            submission=_submission_read(request),
            row=row or None,
            like=like,
        ),
        said=KEPT,
    )


@kept_when_signed_out(button="บันทึก")
@access.reviewer
@require_POST
def report_drop_question(request, pk, comment_pk):
    """A question that was not sent yet is taken back."""
    report = report_of(pk)
    comment = report.comments.filter(pk=comment_pk).first()
    return kept(
        request,
        report,
        lambda _: comment and actions.comments.drop(comment=comment, by=request.user),
        said="ลบข้อทักท้วงที่ยังไม่ได้ส่งแล้ว",
        but=(f"question-{comment_pk}",),
    )


@kept_when_signed_out(button="บันทึก")
@access.reviewer
@require_POST
def report_resolve(request, pk, comment_pk):
    """เรียบร้อยแล้ว."""
    return _settle(request, pk, comment_pk, actions.comments.resolve, "ทำเครื่องหมายเรียบร้อยแล้ว")


@kept_when_signed_out(button="บันทึก")
@access.reviewer
@require_POST
def report_unresolve(request, pk, comment_pk):
    """The question is open again."""
    return _settle(request, pk, comment_pk, actions.comments.unresolve, "เปิดข้อทักท้วงนี้อีกครั้งแล้ว")


def _settle(request, pk: int, comment_pk: int, act: Callable, said: str) -> HttpResponse:
    report = report_of(pk)
    comment = get_object_or_404(report.comments.sent(), pk=comment_pk)
    return kept(request, report, lambda _: act(comment=comment, by=request.user), said=said)


@kept_when_signed_out(button="บันทึก")
@access.reviewer
@require_POST
def report_good_row(request, pk, row):
    """✓ beside a row of the version that was read, or with ?good=0 none."""
    report = report_of(pk)
    read = get_object_or_404(report.submissions, pk=_submission_read(request))
    is_good = request.GET.get("good") != "0"
    said = "ทำเครื่องหมาย ✓ แล้ว" if is_good else "นำเครื่องหมาย ✓ ออกแล้ว"
    return kept(
        request,
        report,
        lambda _: actions.comments.call_good(
            submission=read, by=request.user, row=row, is_good=is_good
        ),
        said=said,
    )


@kept_when_signed_out(button="บันทึก")
@access.reviewer
@require_POST
def report_mark_read(request, pk):
    """อ่านแล้ว: this person has read this version."""
    report = report_of(pk)
    read = get_object_or_404(report.submissions, pk=_submission_read(request))
    return kept(
        request,
        report,
        lambda _: actions.comments.mark_read(submission=read, by=request.user),
        said="ทำเครื่องหมายว่าอ่านแล้ว",
    )


def _submission_read(request: HttpRequest) -> int:
    """The version that was on the screen; 0, which none has, for anything that is no number."""
    form = ReadingForm(request.POST)
    form.is_valid()
    return form.cleaned_data.get("submission") or 0


def kept(
    request: HttpRequest,
    report: Report,
    act: Callable[[Report], object] = lambda report: None,
    *,
    said: str,
    but: tuple[str, ...] = (),
) -> HttpResponse:
    """Keep all that was typed, then do one thing more, and go back to the row; what is refused stays typed.

    `but` names boxes whose words the act itself makes void.
    """
    form = ReadingForm({name: value for name, value in request.POST.items() if name not in but})
    if not form.is_valid():
        return page(request, report, status=422, form=form)
    given = {"submission": form.cleaned_data["submission"], "typed": form.typed}
    try:
        actions.reading.keep(report=report, by=request.user, **given)
        form = None
        act(report)
    except actions.Refused as refused:
        report.refresh_from_db()
        return page(request, report, status=409, refusal=refused.message, form=form)
    messages.success(request, said)
    return back_to(report, request.POST.get("at", ""))


def back_to(report: Report, place: str = "") -> HttpResponseRedirect:
    """The report's page, at a row of it."""
    address = reverse("review_report", args=[report.pk])
    return HttpResponseRedirect(f"{address}#{place}" if _PLACE.fullmatch(place) else address)
