"""คนในสำนักงาน: who belongs to the office, and what its head does with the clerks' accounts."""

from copy import copy

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ita_portal import access, actions, codes, office
from ita_portal.models import User
from ita_portal.people_forms import CloseForm, InviteForm, MemberForm
from ita_portal.views.kept import words_kept

NOTES_SHOWN = 20


@access.province_people
def people(request):
    """The office's people; the head finds the way to each account, clerks only see who there is."""
    user = request.user
    everyone = office.members(user.province)
    requests = office.head_requests(user.province)[:5]
    has_head = any(one.person.is_head and one.person.is_active for one in everyone)
    is_asked = any(one.is_open for one in requests)
    context = {
        "active": [one for one in everyone if one.person.is_active],
        "closed": [one for one in everyone if not one.person.is_active],
        "has_head": has_head,
        "may_propose": (user.is_head or not has_head) and not is_asked,
        "requests": requests,
        "notes": office.notes(user)[:NOTES_SHOWN],
    }
    return render(request, "people/people.html", context)


# Inviting ----------------------------------------------------------------------------------------


@words_kept(InviteForm, back="people", button="เชิญและออกรหัส")
@access.province_head
@require_http_methods(["GET", "HEAD", "POST"])
def people_invite(request):
    """A new clerk. The code is in the answer itself: nothing keeps it to be shown again."""
    free = office.free_username(request.user.province)
    if request.method != "POST":
        return _invite_page(request, InviteForm(initial={"username": free}))
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _invite_page(request, form, status=422)
    try:
        issued = actions.invite(by=request.user, **form.cleaned_data)
    except actions.Refused as refused:
        form.add_error("username", f"{refused.message} ชื่อที่ยังว่าง เช่น {free}")
        return _invite_page(request, form, status=409)
    return code_page(request, issued, back="people")


def _invite_page(request: HttpRequest, form: InviteForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "days": actions.VALID_FOR.days}
    return render(request, "people/invite.html", context, status=status)


def code_page(request: HttpRequest, issued: actions.Issued, *, back: str) -> HttpResponse:
    """A code, this once: the answer to the POST that made it. `back` names the page to go on to."""
    context = {
        "issued": issued,
        "groups": codes.spoken(issued.code),
        "days": actions.VALID_FOR.days,
        "address": request.build_absolute_uri(reverse("first_password")),
        "back": reverse(back),
    }
    return render(request, "people/code.html", context)


# One account -------------------------------------------------------------------------------------


def _managed(request: HttpRequest, pk: int) -> User:
    """Somebody whose account the head looks after; 404 for anyone else."""
    person = get_object_or_404(office.with_codes(office.managed_by(request.user)), pk=pk)
    person.province = request.user.province
    return person


@words_kept(MemberForm, back="people", button="บันทึกข้อมูล")
@access.province_head
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, pk):
    """One account: names, post and mail to correct, a code, closing, its history."""
    member = _managed(request, pk)
    own = member.pk == request.user.pk
    if request.method != "POST":
        return _person_page(request, member, MemberForm(instance=member, own=own))
    form = MemberForm(request.POST, instance=copy(member), own=own)
    if not form.is_valid():
        return _person_page(request, member, form, status=422)
    names = {name: form.cleaned_data[name] for name in MemberForm.Meta.fields}
    try:
        actions.edit_person(person=member, by=request.user, seen=form.cleaned_data["seen"], **names)
    except actions.Refused as refused:
        form.add_error(None, refused.message)
        return _person_page(request, member, form, status=409)
    messages.success(request, "บันทึกข้อมูลแล้ว")
    return redirect("people")


def _person_page(
    request: HttpRequest, person: User, form: Form, *, status: int = 200, **extra
) -> HttpResponse:
    context = {
        "member": office.member_of(person),
        "own": person.pk == request.user.pk,
        "form": form,
        "close_form": CloseForm(),
        "deeds": office.deeds(person),
        "days": actions.VALID_FOR.days,
        **extra,
    }
    return render(request, "people/person.html", context, status=status)


@access.province_head
@require_POST
def person_code(request, pk):
    """A new one-time code, for somebody who has not used theirs or forgot the password."""
    try:
        issued = actions.issue_code(person=_managed(request, pk), by=request.user)
    except actions.Refused as refused:
        return _refused(request, pk, refused)
    return code_page(request, issued, back="people")


@words_kept(CloseForm, back="people", button="ปิดบัญชี")
@access.province_head
@require_POST
def person_close(request, pk):
    """ปิดบัญชี of somebody who left; they are signed out at once."""
    member, form = _managed(request, pk), CloseForm(request.POST)
    if not form.is_valid():
        names = MemberForm(instance=member, own=False)
        return _person_page(request, member, names, status=422, close_form=form)
    try:
        actions.close_account(person=member, by=request.user, **form.cleaned_data)
    except actions.Refused as refused:
        return _refused(request, pk, refused)
    messages.success(request, f"ปิดบัญชีของ{member}แล้ว เข้าสู่ระบบไม่ได้อีก เปิดใช้ใหม่ได้ทุกเมื่อ")
    return redirect("people")


@access.province_head
@require_POST
def person_reopen(request, pk):
    """เปิดใช้บัญชีอีกครั้ง."""
    member = _managed(request, pk)
    try:
        actions.reopen_account(person=member, by=request.user)
    except actions.Refused as refused:
        return _refused(request, pk, refused)
    messages.success(request, f"เปิดใช้บัญชีของ{member}แล้ว ใช้รหัสผ่านเดิมได้ หากลืม ให้ออกรหัสครั้งเดียวใหม่")
    return redirect("people")


def _refused(request: HttpRequest, pk: int, refused: actions.Refused) -> HttpResponse:
    messages.error(request, refused.message)
    return redirect("person", pk)
