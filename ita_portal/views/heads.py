"""A new head: the office proposes, the centre confirms or refuses, and gives heads their codes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal import access, actions, office
from ita_portal.models import HeadRequest, Role, User
from ita_portal.people_forms import ConfirmForm, ProposeForm, RefuseForm
from ita_portal.views.kept import words_kept
from ita_portal.views.people import code_page

DECIDED_SHOWN = 20


# The office --------------------------------------------------------------------------------------


@words_kept(ProposeForm, back="people", button="เสนอให้ส่วนกลางรับรอง")
@access.province_people
@require_http_methods(["GET", "HEAD", "POST"])
def head_propose(request):
    """เสนอหัวหน้าสำนักงานคนใหม่: by the head, or by a clerk of an office that has none."""
    user = request.user
    if not user.is_head and office.heads(user.province):
        raise PermissionDenied("ผู้เสนอหัวหน้าสำนักงานคนใหม่คือหัวหน้าคนปัจจุบัน")
    clerks = User.objects.filter(province=user.province_id, is_active=True)
    clerks = clerks.filter(role=Role.PROVINCE_STAFF).order_by("name")
    if request.method != "POST":
        post = f"หัวหน้าสำนักงาน{user.province}"
        return _propose_page(request, ProposeForm(people=clerks, initial={"post": post}))
    form = ProposeForm(request.POST, people=clerks)
    if not form.is_valid():
        return _propose_page(request, form, status=422)
    try:
        asked = actions.propose_head(
            by=user, candidate=_candidate(form), words=form.cleaned_data["words"]
        )
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _propose_page(request, form, status=409)
    messages.success(request, f"เสนอ{asked.full_name}แล้ว จะรับรองรายงานได้เมื่อส่วนกลางรับรอง")
    return redirect("people")


def _candidate(form: ProposeForm) -> actions.Candidate:
    typed, person = form.cleaned_data, form.cleaned_data["person"]
    if person is None:
        names = {name: typed[name] for name in ("title", "name", "phone")}
        return actions.Candidate(person=None, post=typed["post"], **names)
    return actions.Candidate(person, person.title, person.name, typed["post"], person.phone)


def _propose_page(request: HttpRequest, form: ProposeForm, *, status: int = 200) -> HttpResponse:
    return render(request, "people/propose.html", {"form": form}, status=status)


@access.province_people
@require_POST
def head_withdraw(request, pk):
    """ถอนคำขอ, while the centre has not decided."""
    asked = get_object_or_404(office.head_requests(request.user.province), pk=pk)
    asked.province = request.user.province
    try:
        actions.withdraw_head_request(request=asked, by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"ถอนคำขอรับรอง{asked.full_name}แล้ว")
    return redirect("people")


# The centre --------------------------------------------------------------------------------------


@access.central_admin
def head_requests(request):
    """What offices ask, oldest first; below, the heads of all offices."""
    return _requests_page(request)


def _requests_page(
    request: HttpRequest, *, status: int = 200, form=None, of: int | None = None
) -> HttpResponse:
    """With `form`, as it was typed, in the place of its like at the request `of`."""
    cards = [_card(asked) for asked in office.waiting_requests()]
    for card in cards:
        if form is not None and card["asked"].pk == of:
            card["confirm" if isinstance(form, ConfirmForm) else "refuse"] = form
    context = {
        "cards": cards,
        "form": form,
        "decided": office.decided_requests(DECIDED_SHOWN),
        "offices": office.offices(),
    }
    return render(request, "people/heads.html", context, status=status)


def _card(asked: HeadRequest) -> dict:
    return {
        "asked": asked,
        "confirm": _confirm_form(asked, None),
        "refuse": RefuseForm(auto_id=_ids(asked)),
    }


def _ids(asked: HeadRequest) -> str:
    return f"id_{asked.pk}_%s"


def _confirm_form(asked: HeadRequest, typed) -> ConfirmForm:
    is_new = asked.person_id is None
    free = office.free_username(asked.province, "-head") if is_new and typed is None else ""
    return ConfirmForm(typed, is_new=is_new, auto_id=_ids(asked), initial={"username": free})


def _asked(pk: int) -> HeadRequest:
    return get_object_or_404(HeadRequest.objects.select_related("province", "person"), pk=pk)


@words_kept(ConfirmForm, back="head_requests", button="รับรองเป็นหัวหน้าสำนักงาน")
@access.central_admin
@require_POST
def head_confirm(request, pk):
    """รับรอง: the person is head from this moment; an account made for them gets its code here."""
    asked = _asked(pk)
    form = _confirm_form(asked, request.POST)
    if not form.is_valid():
        return _requests_page(request, status=422, form=form, of=pk)
    try:
        head, issued = actions.confirm_head(request=asked, by=request.user, **form.cleaned_data)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _requests_page(request, status=409, form=form, of=pk)
    messages.success(request, f"รับรอง{head}เป็นหัวหน้าสำนักงาน{asked.province}แล้ว")
    return code_page(request, issued, back="head_requests") if issued else redirect("head_requests")


@words_kept(RefuseForm, back="head_requests", button="ไม่รับรอง")
@access.central_admin
@require_POST
def head_refuse(request, pk):
    """ไม่รับรอง, with a reason."""
    asked, form = _asked(pk), RefuseForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _requests_page(request, status=422, form=form, of=pk)
    try:
        actions.refuse_head(request=asked, by=request.user, **form.cleaned_data)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _requests_page(request, status=409, form=form, of=pk)
    messages.success(request, f"แจ้ง{asked.province}แล้วว่าไม่รับรอง{asked.full_name}")
    return redirect("head_requests")


@access.central_admin
@require_POST
def head_code(request, pk):
    """A one-time code for a head: the first, or after a forgotten password."""
    head = get_object_or_404(User, pk=pk, role=Role.PROVINCE_HEAD)
    try:
        issued = actions.issue_code(person=head, by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
        return redirect("head_requests")
    return code_page(request, issued, back="head_requests")
