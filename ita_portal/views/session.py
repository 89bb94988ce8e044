"""How long the session lasts, and its extension: asked for by static/js/session.js, answered in JSON."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_POST, require_safe

from ita_portal import access
from ita_portal.session_end import session_end


@access.public
@require_safe
def session_left(request: HttpRequest) -> JsonResponse:
    """What is left of the session; asked once when a page believes that it is over."""
    return _left(request)


@access.public
@require_POST
def session_extend(request: HttpRequest) -> JsonResponse:
    """ใช้งานต่อ: the whole time anew. A session that has ended stays ended."""
    if request.user.is_authenticated:
        request.session.extend()
    return _left(request)


def _left(request: HttpRequest) -> JsonResponse:
    """`token` goes into the forms of a page that was opened before signing in anew."""
    end = session_end(request)
    found = {
        "seconds": int(end.seconds) if end else 0,
        "ends": end.ends if end else "",
        "person": end.person if end else "",
        "token": get_token(request) if end else "",
    }
    return JsonResponse(found, headers={"Cache-Control": "private, no-store"})
