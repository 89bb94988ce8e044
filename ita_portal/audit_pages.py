"""Middleware: what people open and take away is told in ประวัติการใช้งาน, with the address they came from."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from ita_portal.actions import audit
from ita_portal.audit_words import OPENED, Seen


def audited(get_response):
    """Only what was shown is told: an answer that leads elsewhere, waits or refuses tells nothing.

    Rule 10: this is the access log; it changes no report, no state and no mark.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        mark = audit.from_address.set(_address(request))
        try:
            response = get_response(request)
            seen = _seen(request)
            if seen and response.status_code == 200:
                audit.note(seen.told, by=request.user, subject=_subject(request, seen))
            return response
        finally:
            audit.from_address.reset(mark)

    return middleware


def _address(request: HttpRequest) -> str:
    try:
        return get_adapter().get_client_ip(request) or ""
    except PermissionDenied:  # behind fewer proxies than the settings trust
        return ""


def _seen(request: HttpRequest) -> Seen | None:
    match = request.resolver_match
    if match is None or request.method != "GET" or not request.user.is_authenticated:
        return None
    return OPENED.get(match.url_name)


def _subject(request: HttpRequest, seen: Seen) -> audit.Subject | None:
    """By the number in the address alone: what it belongs to is looked up when the list is read."""
    pk = request.resolver_match.kwargs.get("pk")
    return audit.Subject(seen.subject, pk) if seen.subject and pk else None
