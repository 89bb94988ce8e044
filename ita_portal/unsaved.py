"""Typed text that cannot be saved any more comes back as a page: the session had ended, or the form was old."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_REFERER
from django.urls import Resolver404, resolve, reverse
from django.views.csrf import csrf_failure as plain_csrf_failure


@dataclass(frozen=True, slots=True)
class Why:
    """Why typed text was not kept: the title and status of its page, and what the page advises.

    `advice` is a word that _components/unsaved_advice.html knows.
    """

    title: str
    advice: str
    status: int = 403


SIGNED_OUT = Why("หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง", "sign_in")
SENT_TOO_LATE = Why("ยังไม่ได้บันทึก ข้อความที่พิมพ์ยังอยู่ โปรดกดบันทึกอีกครั้ง", "send")
OTHER_ACCOUNT = Why("บัญชีที่ท่านใช้อยู่ทำรายการนี้ไม่ได้ ข้อความที่พิมพ์ยังอยู่", "change_account")

# Answers with the page of typed text.
Page = Callable[[HttpRequest, Why], HttpResponse]


def kept_on(page: Page) -> Callable:
    """A decorator for views that take typed text: what cannot be saved is shown on `page`.

    It stands outside the access decorator: only signed-in people get as far as the view. Somebody
    who signed in as another person in the same browser is refused as ever, and gets the text back.
    """

    def decorate(view):
        @wraps(view)
        def asked(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return page(request, SIGNED_OUT) if is_posted(request) else to_sign_in(request)
            try:
                return view(request, *args, **kwargs)
            except (Http404, PermissionDenied) as refused:
                if not is_posted(request):
                    raise
                status = 404 if isinstance(refused, Http404) else 403
                return page(request, replace(OTHER_ACCOUNT, status=status))

        asked.unsaved_page = page
        return login_not_required(asked)

    return decorate


def is_posted(request: HttpRequest) -> bool:
    return request.method == "POST"


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, leading back to what was asked for; to the desk where that only takes forms."""
    return redirect_to_login(way_back(request))


def way_back(request: HttpRequest) -> str:
    """The address that shows this page again; the desk's where it only takes forms or is none."""
    try:
        only_takes_forms = takes_only_forms(resolve(request.path_info).func)
    except Resolver404:
        only_takes_forms = True
    return reverse("desk") if only_takes_forms else request.get_full_path()


def takes_only_forms(view: Callable) -> bool:
    """Whether Django's require_POST stands anywhere around a view; it leaves no other trace."""
    while inspect.isfunction(view):
        methods = inspect.getclosurevars(view).nonlocals.get("request_method_list", ["GET"])
        if "GET" not in methods:
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def csrf_failure(request, reason=""):
    """A form that was opened before signing in anew holds an old token: its text may be sent once more.

    A form of another site never comes back with a good token.
    """
    page = _page_of(request.path_info)
    if not is_posted(request) or page is None or _is_foreign(reason):
        return plain_csrf_failure(request, reason)
    signed_in = request.user.is_authenticated
    return page(request, SENT_TOO_LATE if signed_in else SIGNED_OUT)


def _page_of(path: str) -> Page | None:
    """The page of typed text of the view behind an address."""
    try:
        return getattr(resolve(path).func, "unsaved_page", None)
    except Resolver404:
        return None


def _is_foreign(reason: str) -> bool:
    beginnings = (
        reason_text.split("%")[0] for reason_text in (REASON_BAD_ORIGIN, REASON_BAD_REFERER)
    )
    return reason.startswith((*beginnings, REASON_NO_REFERER))
