"""What pages are told of their session's end, and the answer to ใช้งานต่อ."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import cast

pytestmark = pytest.mark.django_db

MORNING = "2024-04-10T08:30:00+07:00"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def clerk(client):
    client.force_login(cast.clerk())
    return client


def without_token(answer) -> dict:
    return {name: value for name, value in answer.json().items() if name != "token"}


def test_what_is_left_is_said_in_seconds_and_by_the_clock(clerk, clock):
    clock.shift(timedelta(hours=7, minutes=30))

    answer = clerk.get(reverse("session_left"))

    assert without_token(answer) == {
        "seconds": 1800,
        "ends": "๑๖:๓๐ น.",
        "person": str(cast.clerk().pk),
    }
    assert answer["Cache-Control"] == "private, no-store"


def test_asking_for_more_gives_the_whole_time(clerk, clock):
    clock.shift(timedelta(hours=7, minutes=58))

    answer = clerk.post(reverse("session_extend"))

    assert without_token(answer) == {
        "seconds": 8 * 60 * 60,
        "ends": "๐๐:๒๘ น.",
        "person": str(cast.clerk().pk),
    }
    assert Session.objects.get().expire_date == timezone.now() + timedelta(hours=8)


@pytest.mark.parametrize("ask", [Client.get, Client.post])
def test_a_session_that_has_ended_stays_ended(clerk, clock, ask):
    clock.shift(timedelta(hours=8))
    name = "session_left" if ask is Client.get else "session_extend"

    answer = ask(clerk, reverse(name))

    assert answer.json() == {"seconds": 0, "ends": "", "person": "", "token": ""}


def test_the_token_of_the_answer_opens_the_forms(clerk):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.clerk())
    token = strict.get(reverse("session_left")).json()["token"]

    refused = strict.post(reverse("session_extend"))
    taken = strict.post(reverse("session_extend"), {"csrfmiddlewaretoken": token})

    assert (refused.status_code, taken.status_code) == (403, 200)


def facts(page: str) -> dict[str, str]:
    tag = re.search(r"<dialog[^>]*data-session-warning[^>]*>", page)
    return dict(re.findall(r'data-(left|warn|person)="(\d+)"', tag[0])) if tag else {}


@pytest.mark.parametrize("name", ["province_home", "plans", "about", "account_change_password"])
def test_every_page_of_a_signed_in_person_knows_when_its_session_ends(clerk, clock, name):
    clock.shift(timedelta(hours=1))

    page = clerk.get(reverse(name), follow=True).content.decode()

    expected = {"left": "25200", "warn": "300", "person": str(cast.clerk().pk)}
    assert facts(page) == expected


def test_the_admin_s_pages_know_it_too(client):
    client.force_login(cast.central())

    assert facts(client.get(reverse("admin:index")).content.decode())["left"] == "28800"


def test_a_stranger_s_page_has_no_session_to_end(client):
    page = client.get(reverse("about")).content.decode()

    assert "session" not in page


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/about/?a=1", "/about/?a=1"),
        ("/no/such/page/", "/desk/"),
    ],
)
def test_the_way_back_leads_to_a_page_that_can_be_shown(clerk, address, back):
    page = clerk.get(address).content.decode()

    (found,) = re.findall(r'href="/accounts/login/\?next=([^"]*)"', page)
    assert unescape(found).replace("%2F", "/").replace("%3F", "?").replace("%3D", "=") == back
