"""A session ends when it was said to end: writing into it makes it no longer, asking does."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests import cast

pytestmark = pytest.mark.django_db

MORNING = "2024-04-10T08:30:00+07:00"
WHOLE = settings.SESSION_COOKIE_AGE


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def clerk(client):
    """A client at which the clerk has just signed in through the form."""
    cast.clerk()
    client.post(reverse("account_login"), {"login": "lamphun", "password": cast.PASSWORD})
    return client


def left() -> timedelta:
    return Session.objects.get().expire_date - timezone.now()


def test_a_session_lasts_eight_hours_from_signing_in(clerk, clock):
    assert left() == timedelta(hours=8)

    clock.shift(timedelta(hours=8))

    assert clerk.get(reverse("province_home")).status_code == 302


def test_writing_into_a_session_does_not_make_it_longer(clerk, clock):
    clock.shift(timedelta(hours=3))
    session = clerk.session
    session["anything"] = "typed"
    session.save()

    assert left() == timedelta(hours=5)


def test_a_new_password_keeps_the_end(clerk, clock):
    clock.shift(timedelta(hours=3))
    new = "เขียว-ขจี-สี่แสน-42"
    typed = {"oldpassword": cast.PASSWORD, "password1": new, "password2": new}

    clerk.post(reverse("account_change_password"), typed)

    assert clerk.get(reverse("province_home")).status_code == 200
    assert left() == timedelta(hours=5)


def test_signing_in_begins_the_whole_time_whatever_the_browser_held(client, clock):
    session = client.session
    session["anything"] = "from before"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    clock.shift(timedelta(hours=3))
    cast.clerk()

    client.post(reverse("account_login"), {"login": "lamphun", "password": cast.PASSWORD})

    assert left() == timedelta(hours=8)


def test_looking_at_pages_writes_no_session(clerk, clock, django_assert_num_queries):
    before = Session.objects.values().get()
    clock.shift(timedelta(hours=1))

    clerk.get(reverse("province_home"))
    clerk.get(reverse("session_left"))

    assert Session.objects.values().get() == before
