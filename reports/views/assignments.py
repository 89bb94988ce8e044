"""Which reviewer has which provinces, how much that is in a round, and giving them away."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from calendar_app.models import Round
from ita_portal import access, thai
from ita_portal.models import Province, User
from reports import actions, overview, queue
from reports.forms.assignments import HandOverForm, ProvincesForm, RegionForm
from reports.forms.queue import ticked_provinces
from reports.round_places import round_places

NOTHING_TICKED = "โปรดทำเครื่องหมายหน้าจังหวัดอย่างน้อยหนึ่งจังหวัด"


@access.centre
def round_assignments(request, pk):
    """Every province with its reviewer, and what each reviewer has in this round."""
    return _page(request, get_object_or_404(Round, pk=pk))


def _page(
    request: HttpRequest, round_: Round, *, status: int = 200, refusal: str = "", **forms: Form
) -> HttpResponse:
    rows = overview.province_rows(round_, timezone.localdate())
    reviewers = _reviewers()
    loads = queue.loads(rows, reviewers)
    regions = _regions(rows)
    context = {
        "round": round_,
        "places_of_round": round_places(round_, "round_assignments"),
        "regions": [
            (name, [row for row in rows if row.province.region == name]) for name in regions
        ],
        "loads": loads,
        "refusal": refusal,
        "ticked": set(request.POST.getlist("province")),
        "region_form": RegionForm(regions=regions, reviewers=reviewers),
        "provinces_form": ProvincesForm(reviewers=reviewers),
        "hand_over_form": HandOverForm(givers=_givers(loads), reviewers=reviewers),
        **forms,
    }
    return render(request, "review/assignments.html", context, status=status)


def _regions(rows: list[overview.ProvinceRow]) -> list[str]:
    return list(dict.fromkeys(row.province.region for row in rows))


def _givers(loads: list[queue.Load]) -> list[User]:
    return [load.reviewer for load in loads if load.reviewer and load.provinces]


def _reviewers() -> list[User]:
    return list(actions.assignments.may_be_given_to())


@access.reviewer
@require_POST
def assign_region(request, pk):
    """Every province of a region to one reviewer."""
    round_ = get_object_or_404(Round, pk=pk)
    offices = Province.objects.with_office()
    form = RegionForm(request.POST, regions=offices.regions(), reviewers=_reviewers())
    if not form.is_valid():
        return _page(request, round_, status=422, region_form=form)
    region, to = form.cleaned_data["region"], form.cleaned_data["to"]
    return _perform(
        request,
        round_,
        lambda: actions.assignments.assign(
            provinces=list(offices.filter(region=region)), to=to, by=request.user
        ),
        to,
        region_form=form,
    )


@access.reviewer
@require_POST
def assign_provinces(request, pk):
    """The ticked provinces to one reviewer, or to nobody."""
    round_ = get_object_or_404(Round, pk=pk)
    form = ProvincesForm(request.POST, reviewers=_reviewers())
    provinces = ticked_provinces(request.POST.getlist("province"))
    if not provinces:
        return _page(request, round_, status=422, refusal=NOTHING_TICKED, provinces_form=form)
    if not form.is_valid():
        return _page(request, round_, status=422, provinces_form=form)
    to = form.cleaned_data["to"]
    return _perform(
        request,
        round_,
        lambda: actions.assignments.assign(provinces=provinces, to=to, by=request.user),
        to,
        provinces_form=form,
    )


@access.reviewer
@require_POST
def assignments_hand_over(request, pk):
    """All provinces of one reviewer to another."""
    round_ = get_object_or_404(Round, pk=pk)
    givers = list(User.objects.filter(assignments__isnull=False).distinct())
    form = HandOverForm(request.POST, givers=givers, reviewers=_reviewers())
    if not form.is_valid():
        return _page(request, round_, status=422, hand_over_form=form)
    from_, to = form.cleaned_data["from_"], form.cleaned_data["to"]
    return _perform(
        request,
        round_,
        lambda: actions.assignments.hand_over(from_=from_, to=to, by=request.user),
        to,
        hand_over_form=form,
    )


def _perform(
    request: HttpRequest,
    round_: Round,
    act: Callable[[], list[Province]],
    to: User | None,
    **forms: Form,
) -> HttpResponse:
    try:
        changed = act()
    except actions.Refused as refused:
        return _page(request, round_, status=409, refusal=refused.message, **forms)
    messages.success(request, _said(changed, to))
    return redirect("round_assignments", round_.pk)


def _said(changed: list[Province], to: User | None) -> str:
    if not changed:
        return "เป็นไปตามที่เลือกอยู่แล้ว ไม่มีจังหวัดใดเปลี่ยนผู้ตรวจ"
    count = thai.to_thai_digits(len(changed))
    regions = Counter(province.region for province in changed)
    places = " · ".join(thai.to_thai_digits(f"{name} {number}") for name, number in regions.items())
    if to is None:
        return f"เลิกมอบหมาย {count} จังหวัดแล้ว ({places})"
    return f"มอบหมาย {count} จังหวัด ให้ {to} แล้ว ({places})"
