"""What a page knows of the end of its session: how long, until when, whose, and the way back to the page."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from ita_portal import thai
from ita_portal.unsaved import way_back


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """`seconds` are those left; `ends` the hour on the server's clock; `person` the id of whose it is.

    `warn` are the seconds before the end at which the page asks; `back` is the address to come back to.
    """

    seconds: str
    ends: str
    person: str
    warn: str
    hours: str
    back: str


def session_end(request: HttpRequest) -> SessionEnd | None:
    """The end of the session of the person who looks; None where nobody is signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    session = request.session
    return SessionEnd(
        seconds=str(session.seconds_left),
        ends=thai.write_time(timezone.localtime(session.get_expiry_date())),
        person=str(user.pk),
        warn=str(settings.SESSION_WARNING_SECONDS),
        hours=thai.to_thai_digits(settings.SESSION_COOKIE_AGE // 3600),
        back=way_back(request),
    )
