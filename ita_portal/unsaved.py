"""Typed text that cannot be saved any more comes back as a page: the session had ended, or the form was old."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER, REASON_NO_REFERER
from django.urls import Resolver404, resolve
from django.views.csrf import csrf_failure as plain_csrf_failure

SIGNED_OUT = "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง"
SENT_TOO_LATE = "ยังไม่ได้บันทึก ข้อความที่พิมพ์ยังอยู่ โปรดกดบันทึกอีกครั้ง"

# Called with the request, a title and a status; answers with the page of typed text.
Page = Callable[..., HttpResponse]


def kept_on(page: Page) -> Callable:
    """A decorator for views that take typed text: what cannot be saved is shown on `page`.

    It stands outside the access decorator: only signed-in people get as far as the view.
    """

    def decorate(view):
        @wraps(view)
        def asked(request, *args, **kwargs):
            if request.user.is_authenticated:
                return view(request, *args, **kwargs)
            if request.method == "POST":
                return page(request, title=SIGNED_OUT, status=403)
            return redirect_to_login(request.get_full_path())

        asked.unsaved_page = page
        return login_not_required(asked)

    return decorate


def csrf_failure(request, reason=""):
    """A form that was opened before signing in anew holds an old token: its text may be sent once more.

    A form of another site never comes back with a good token.
    """
    page = _page_of(request.path_info)
    if request.method != "POST" or page is None or _is_foreign(reason):
        return plain_csrf_failure(request, reason)
    signed_in = request.user.is_authenticated
    return page(request, title=SENT_TOO_LATE if signed_in else SIGNED_OUT, status=403)


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
