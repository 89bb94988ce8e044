"""อ่านทีละขั้นตอนทุกจังหวัด: one step across all provinces, asked about and found good in place; good examples."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from calendar_app.models import RevisionStep, Round
from ita_portal import access
from ita_portal.models import Province
from reports import actions, one_step
from reports.forms.one_step import StepForm
from reports.models import GoodExample, Reason, Submission
from reports.round_places import round_places
from reports.views import unsaved


@access.centre
def round_steps(request, pk):
    """The steps of the calendar, each with how far the provinces say it is."""
    round_ = get_object_or_404(Round, pk=pk)
    context = {
        "round": round_,
        "places_of_round": round_places(round_, "round_steps"),
        "steps": one_step.step_counts(round_),
    }
    return render(request, "steps/list.html", context)


@access.centre
def round_step(request, pk, step):
    """Every answer to one step, alike ones together."""
    return _page(request, *_round_and_step(pk, step))


def _round_and_step(pk: int, step: int) -> tuple[Round, RevisionStep, list[RevisionStep]]:
    round_ = get_object_or_404(Round, pk=pk)
    steps = one_step.editions(round_)
    edition = next((one for one in steps if one.step_id == step), None)
    edition = edition or one_step.edition_of(round_, step)
    if edition is None:
        raise Http404
    return round_, edition, steps


@dataclass(frozen=True, slots=True)
class Card:
    """One answer with the words typed beside it and why they were not kept."""

    answer: one_step.Answer
    typed: str
    reason: str
    error: str


def _page(
    request: HttpRequest,
    round_: Round,
    edition: RevisionStep,
    steps: list[RevisionStep],
    *,
    form: StepForm | None = None,
    refused: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    regions = Province.objects.with_office().regions()
    region = request.GET.get("region", "")
    region = region if region in regions else ""
    found = one_step.one_step(round_, edition.step.code, request.user, region=region)
    cards = {
        one.name: _card(one, form, refused or {})
        for group in found.together
        for one in group.answers
    }
    context = {
        "round": round_,
        "places_of_round": round_places(round_, "round_steps"),
        "edition": edition,
        **_around(edition, steps),
        "regions": regions,
        "region": region,
        "found": found,
        "groups": [(group, [cards[one.name] for one in group.answers]) for group in found.together],
        "unsent": _unsent(form, cards),
        "reasons": Reason.choices,
        "is_reviewer": request.user.may_review,
        "refused": refused,
    }
    return render(request, "steps/step.html", context, status=status)


def _around(edition: RevisionStep, steps: list[RevisionStep]) -> dict:
    """The steps before and after it; none where a newer calendar left it out."""
    if edition not in steps:
        return {"previous": None, "next": None}
    place = steps.index(edition)
    return {
        "previous": steps[place - 1] if place else None,
        "next": steps[place + 1] if place + 1 < len(steps) else None,
    }


def _unsent(form: StepForm | None, cards: dict[str, Card]) -> list[str]:
    """Words for which the page has no box any more: they are shown to be copied."""
    if form is None:
        return []
    boxes = {f"ask-{name}" for name, card in cards.items() if card.answer.may_ask}
    return [form.words(name) for name in form.boxes if name not in boxes]


def _card(answer: one_step.Answer, form: StepForm | None, refused: dict[str, str]) -> Card:
    name = f"ask-{answer.name}"
    if form is None or name not in form.boxes:
        return Card(answer, "", "", "")
    return Card(
        answer, form.words(name), form.data.get(f"why-{answer.name}", ""), refused.get(name, "")
    )


# What is kept while reading ------------------------------------------------------------------------


def _kept(button: str) -> Callable:
    return unsaved.typed_kept(
        StepForm, back="round_steps", is_typed=lambda form: bool(form.boxes), button=button
    )


@_kept("บันทึกข้อทักท้วง")
@access.reviewer
@require_POST
def round_step_keep(request, pk, step):
    """Every question that was typed; the provinces get them with the return of their reports."""
    return _keep(request, pk, step, lambda edition: "")


@_kept("บันทึกข้อทักท้วง")
@access.reviewer
@require_POST
def round_step_good(request, pk, step, submission, row):
    """✓ beside one answer, or none (`good=0` in the address); what was typed is kept too."""
    is_good = request.GET.get("good") != "0"

    def call(edition: RevisionStep) -> str:
        sent = get_object_or_404(Submission, pk=submission, report__round=pk)
        given = {"row": row, "is_good": is_good}
        actions.comments.call_good(submission=sent, by=request.user, **given)
        return ""

    return _keep(request, pk, step, call)


@_kept("บันทึกข้อทักท้วง")
@access.reviewer
@require_POST
def round_step_example(request, pk, step, submission, row):
    """ตัวอย่างที่ดี: the province is asked whether others may read it; what was typed is kept too."""

    def propose(edition: RevisionStep) -> str:
        sent = get_object_or_404(
            Submission.objects.select_related("report__province"), pk=submission, report__round=pk
        )
        given = {"row": row, "code": edition.step.code}
        actions.good_examples.propose(submission=sent, by=request.user, **given)
        return f"ขอความยินยอมจาก{sent.report.province}แล้ว เมื่อหัวหน้าสำนักงานยินยอม จังหวัดอื่นจะเห็นในรอบถัดไป"

    return _keep(request, pk, step, propose)


def _keep(
    request: HttpRequest, pk: int, step: int, act: Callable[[RevisionStep], str]
) -> HttpResponse:
    """Keep what was typed, box by box, then do the act; what was refused comes back in its box."""
    round_, edition, steps = _round_and_step(pk, step)
    form = StepForm(request.POST)
    form.is_valid()
    refused = {name: " ".join(form.errors[name]) for name in form.boxes if name in form.errors}
    kept = 0
    for one in form.asked:
        try:
            _ask(round_, one, request)
            kept += 1
            form.fields.pop(one.name)
        except actions.Refused as no:
            refused[one.name] = no.message
    said = ""
    if not refused:
        try:
            said = act(edition)
        except actions.Refused as no:
            refused[""] = no.message
    if refused:
        return _page(request, round_, edition, steps, form=form, refused=refused, status=409)
    if kept:
        messages.success(request, "บันทึกข้อทักท้วงแล้ว จังหวัดจะได้รับเมื่อกดส่งคืนให้แก้ไขในรายงานของจังหวัดนั้น")
    if said:
        messages.success(request, said)
    return redirect(f"{reverse('round_step', args=[pk, step])}{_region(request)}{_anchor(request)}")


def _ask(round_: Round, asked, request: HttpRequest) -> None:
    sent = Submission.objects.filter(pk=asked.submission, report__round=round_).first()
    if sent is None:
        raise actions.Refused("ฉบับนี้ไม่มีอยู่แล้ว โปรดดูรายการล่าสุด ข้อความที่พิมพ์ยังอยู่")
    typed = actions.reading.Typed(
        asked=[actions.reading.Asked(asked.row, asked.question, asked.reason)]
    )
    actions.reading.keep(report=sent.report, by=request.user, submission=sent.pk, typed=typed)


def _region(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("good", None)
    return f"?{query.urlencode()}" if query else ""


def _anchor(request: HttpRequest) -> str:
    """Back to the answer whose button was pressed."""
    at = request.POST.get("at", "")
    parts = at.split("-")
    return f"#answer-{at}" if len(parts) == 2 and all(part.isdecimal() for part in parts) else ""


# Good examples -------------------------------------------------------------------------------------


@access.centre
def good_examples(request):
    """All that were proposed, with what the provinces answered."""
    found = GoodExample.objects.with_report().select_related("proposed_by", "answered_by")
    return render(request, "steps/examples.html", {"examples": one_step.shown(found[:200])})


@access.reviewer
@require_POST
def good_example_withdraw(request, pk):
    """No province is shown it any more."""
    actions.good_examples.withdraw(example=get_object_or_404(GoodExample, pk=pk), by=request.user)
    messages.success(request, "เลิกใช้ตัวอย่างนี้แล้ว")
    return redirect("good_examples")


@access.province_people
def example_asked(request):
    """The texts of this office that the centre would like others to read; the head answers."""
    found = GoodExample.objects.of_province(request.user.province).with_report()
    return render(
        request,
        "steps/asked.html",
        {"examples": one_step.shown(found.select_related("answered_by"))},
    )


@access.province_head
@require_POST
def example_answer(request, pk):
    """The head agrees or not."""
    example = get_object_or_404(GoodExample.objects.of_province(request.user.province), pk=pk)
    consent = "agree" in request.POST
    if not consent and "refuse" not in request.POST:
        messages.error(request, "ยังไม่ได้ตอบ โปรดกดยินยอมหรือไม่ยินยอม")
        return redirect("example_asked")
    try:
        actions.good_examples.answer(example=example, by=request.user, consent=consent)
    except actions.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "ยินยอมให้ใช้เป็นตัวอย่างแล้ว" if consent else "แจ้งว่าไม่ยินยอมแล้ว")
    return redirect("example_asked")
