"""ตั้งรหัสผ่านครั้งแรก: the public page on which a one-time code becomes one's own password."""

from functools import partial

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ita_portal import access, actions
from ita_portal.people_forms import FirstPasswordForm

TOO_MANY = "ลองผิดหลายครั้งเกินไป เพื่อป้องกันการเดารหัส โปรดรอประมาณ ๕ นาที แล้วลองใหม่ รหัสยังใช้ได้ตามเดิม"


@access.public
@never_cache
@sensitive_post_parameters("code", "password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request):
    """User name and code, and the new password twice; whoever succeeds is signed in."""
    if request.method != "POST":
        return _page(request, FirstPasswordForm())
    form = FirstPasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    # Wrong codes are counted as wrong passwords are: by user name, and much later by address.
    count = partial(
        ratelimit.consume,
        request,
        action="first_password",
        key=form.cleaned_data["username"].strip().casefold(),
    )
    if not count(dry_run=True):
        form.add_error(None, TOO_MANY)
        return _page(request, form, status=429)
    try:
        person = _set_password(form)
    except actions.WrongCode as wrong:
        count()
        form.add_error("code", wrong.message)
        return _page(request, form, status=422)
    except actions.CodeRanOut as late:
        form.add_error("code", late.message)
        return _page(request, form, status=422)
    except actions.Refused as refused:
        form.add_error("password1", refused.message)
        return _page(request, form, status=422)
    login(request, person)
    messages.success(request, "ตั้งรหัสผ่านแล้ว ท่านเข้าสู่ระบบแล้ว ครั้งต่อไปใช้ชื่อผู้ใช้และรหัสผ่านนี้")
    return redirect("desk")


def _set_password(form: FirstPasswordForm):
    typed = form.cleaned_data
    return actions.set_password_by_code(
        username=typed["username"], code=typed["code"], password=typed["password1"]
    )


def _page(request: HttpRequest, form: FirstPasswordForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "rules": form.rules()}
    return render(request, "people/first_password.html", context, status=status)
