"""The people and reports of a try, and browsers without a window: what an office sends, over the network."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from lxml import html

from calendar_app import actions as calendars
from calendar_app.models import Round
from ita_portal import actions as people
from ita_portal.models import Province, Role, User
from reports import actions
from reports.management import reference
from reports.models import Line, Report

SECONDS = 60


def open_rounds() -> None:
    """Provinces, calendars and rounds as they come, with every round open."""
    reference.load()
    today = timezone.localdate()
    for round_ in Round.objects.all():
        round_.opens_on, round_.due_on = today - timedelta(days=30), today + timedelta(days=14)
        calendars.save_round(round=round_, by=None)


def person(province: Province, role: str = Role.PROVINCE_STAFF, number: int = 1) -> User:
    """One of the people of an office, made when first asked for."""
    name = f"{province.slug}-{role}-{number}"
    if found := User.objects.filter(username=name).first():
        return found
    account = User(username=name, role=role, province=province, name=name, post=name)
    return people.save_person(person=account, by=None)


def report(place: int = 0) -> Report:
    """A draft from the calendar: the reports are numbered over the rounds and their provinces."""
    rounds, provinces = list(Round.objects.all()), list(Province.objects.with_office())
    round_ = rounds[place // len(provinces)]
    clerk = person(provinces[place % len(provinces)])
    return actions.start(round=round_, by=clerk, today=timezone.localdate())


def with_rows(report: Report, count: int) -> list[Line]:
    """The rows of a report, after as many were added as it takes."""
    clerk = person(report.province)
    while (found := lines(report)) and len(found) < count:
        actions.rows.add_line(report=report, line=found[-1].pk, by=clerk)
    return found[:count]


def lines(report: Report) -> list[Line]:
    found = Line.objects.filter(group__report=report).select_related("group")
    return list(found.order_by("group__order", "order"))


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    address: str  # where it leads to, else empty
    body: str


@dataclass
class Browser:
    """One person's browser without a window; a connection for each request, as over a bad line."""

    port: int
    user: User
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(self.user.pk)
        session[BACKEND_SESSION_KEY] = "ita_portal.accounts.Backend"
        session[HASH_SESSION_KEY] = self.user.get_session_auth_hash()
        session.create()
        self.token = secrets.token_hex(16)
        self.cookies = {"sessionid": session.session_key, "csrftoken": self.token}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Raises OSError when no answer came."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            return Answer(answer.status, answer.headers.get("Location") or "", text)
        finally:
            connection.close()

    def form(self, path: str, *prefixes: str, action: str = "") -> dict[str, str]:
        """The boxes of a page whose names begin so, with what stands in them; of the form with this action.

        Of ticks those that are set; of a choice that nobody made yet the first.
        """
        page = html.fromstring(self.get(path).body)
        form = f"//form[@action='{action}']" if action else "//form"
        found: dict[str, str] = {}
        for box in page.xpath(f"{form}//*[self::input or self::textarea or self::select]"):
            if not (box.name or "").startswith(prefixes or ""):
                continue
            if getattr(box, "type", "") == "radio":
                found = {**found, box.name: box.get("value")} if box.checked else found
                found.setdefault(box.name, box.get("value"))
            elif not getattr(box, "checkable", False) or box.checked:
                found[box.name] = box.value or ""
        return {name: value for name, value in found.items() if name}
