"""The way to the sign-in page, and the security headers that Django 5.2 does not send itself (Django 6 will)."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from ita_portal import unsaved


class LoginRequired(LoginRequiredMiddleware):
    """Leads nobody to a page that would answer 405 once they have signed in."""

    def handle_no_permission(self, request, view_func):
        return unsaved.to_sign_in(request)


# Nothing here uses these powers of a browser, so no page may.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def private_pages(get_response):
    """Middleware: what a signed-in person saw, or anybody sent, is kept by no browser and no cache.

    On a shared computer nobody reads a draft by the Back button after its writer has signed out. A
    view that says itself how its answer may be kept (a published PDF) is left alone.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response and _is_private(request):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def _is_private(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD") or request.user.is_authenticated


def bodiless_heads(get_response):
    """Middleware: an answer to HEAD has no body; CommonMiddleware has said how long it would be."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response

    return middleware


def security_headers(get_response):
    """Middleware: Content-Security-Policy from the settings, and the headers that never change."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in headers().items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def headers() -> dict[str, str]:
    wanted = {
        "Content-Security-Policy": policy(settings.SECURE_CSP),
        "Content-Security-Policy-Report-Only": policy(settings.SECURE_CSP_REPORT_ONLY),
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return {name: value for name, value in wanted.items() if value}


def policy(directives: Mapping[str, Sequence[str] | str | bool | None]) -> str:
    """The header's text for a dict of directives as Django 6 reads it.

    True writes a directive without sources, None and False leave it out.
    """
    return "; ".join(
        f"{name} {sources(values)}".rstrip()
        for name, values in directives.items()
        if values not in (None, False)
    )


def sources(values: Sequence[str] | str | bool) -> str:
    if values is True:
        return ""
    return values if isinstance(values, str) else " ".join(values)
