"""A real Chromium in front of the real application: what every browser test needs.

Run them by `.venv/bin/pytest -m browser`. Pictures of every page walked through are kept in
var/artefacts/, a folder for each test.
"""

import os
import re
import shutil
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect, sync_playwright

from calendar_app import actions as calendars
from calendar_app.models import Round
from reports import actions
from reports.management import reference
from reports.models import Submission
from tests import cast
from tests.browser.hands import Mouse
from tests.browser.person import ARTEFACTS, DESKTOP, Person
from tests.browser.server import serving
from tests.browser.watch import Watch
from tests.printing_worker import worker
from tools import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    # Nothing of its own: no updates, no reports, no look-ups.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]
# Milliseconds a page may take before a test gives up: much, because the machine may be busy.
PATIENCE = 60_000

FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser():
    path = chromium.find()
    if path is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("no Chromium is installed: apt-get install chromium-headless-shell (or chromium)")
    # What a page does by itself takes as long as the machine is busy.
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def models_beside_playwright():
    """Playwright keeps an event loop in this thread, beside which Django refuses its database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def portal(transactional_db):
    """The address of the portal, with provinces, calendars, rounds not yet due, and nobody in it."""
    reference.load()
    for round_ in Round.objects.all():
        round_.due_on = timezone.localdate() + timedelta(days=14)
        calendars.save_round(round=round_, by=None)
    with serving() as address:
        yield address


@pytest.fixture
def watch(portal):
    """Fails the test when anything went wrong in any of its browsers."""
    watch = Watch(portal)
    yield watch
    assert watch.problems == []


@pytest.fixture
def pictures(request):
    """The empty folder of this test's pictures."""
    folder = ARTEFACTS / re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def somebody(request, browser, portal, watch, pictures):
    """Makes people, each with a browser of their own: somebody(), somebody(javascript=False).

    After a failed test there is a picture of what each of them saw last.
    """
    people, counter = [], []

    def make(*, hands=None, signed_in=None, **manner) -> Person:
        context = browser.new_context(
            base_url=portal,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            viewport=DESKTOP,
        )
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        if signed_in:
            context.add_cookies([session_of(signed_in, portal)])
        person = Person(context, hands or Mouse(), pictures, counter, **manner)
        people.append(person)
        return person

    yield make
    for person in people:
        if request.node.stash.get(FAILED, False):
            person.picture("failed")
        person.context.close()


def session_of(user, portal: str) -> dict:
    """The cookie of somebody who signed in before the test began."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": portal}


@pytest.fixture
def printing(portal):
    """A worker that prints, warm: it has made a PDF for another province."""
    sent = actions.latest(cast.submitted(of=cast.roi_et()))
    with worker():
        deadline = time.monotonic() + PATIENCE / 1000
        while not Submission.objects.filter(pk=sent.pk).exclude(pdf="").exists():
            assert time.monotonic() < deadline, "the worker prints nothing"
            time.sleep(0.05)
        yield


@pytest.fixture
def lamphun(portal):
    """The province with its clerk and head."""
    home = cast.lamphun()
    cast.clerk(home)
    cast.head(home)
    return home
