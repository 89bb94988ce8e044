"""No page offers a link that leads nowhere: everything that each person can reach by links is opened once."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from calendar_app import plan_actions
from reports import actions
from reports.writers import pdf
from tests import cast
from tests.printing_worker import print_all

pytestmark = pytest.mark.django_db

# Django's own pages, and files.
ELSEWHERE = ("/admin/", "/static/")
MOST_PAGES = 300


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids.add(found.get("id"))
        if tag == "a" and "href" in found:
            self.targets.add(found["href"])


@pytest.fixture
def country(monkeypatch, settings, tmp_path):
    """A draft in Lamphun, a corrected public report in Roi Et, plans of both."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pdf, "render", lambda document, **mark: b"%PDF-1.7")
    cast.report()
    report = cast.accepted(of=cast.roi_et())
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้ไขคำผิด")
    actions.submit(report=report, by=cast.head(cast.roi_et()), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
    for clerk in (cast.clerk(), cast.clerk(cast.roi_et())):
        plan_actions.start(fiscal_year=2567, by=clerk, from_calendar=True)
    print_all()


PEOPLE = {
    "nobody": None,
    "clerk": cast.clerk,
    "head of an accepted report": lambda: cast.head(cast.roi_et()),
    "reviewer": cast.reviewer,
    "central": cast.central,
    "inspector": cast.inspector,
}


@pytest.mark.parametrize("person", PEOPLE)
def test_every_link_leads_to_a_page_and_a_place_on_it(person, country):
    client = Client()
    if PEOPLE[person]:
        client.force_login(PEOPLE[person]())

    pages = crawl(client, "/desk/" if PEOPLE[person] else "/")

    assert {address: status for address, (status, _) in pages.items() if status != 200} == {}
    assert dead_anchors(pages) == set()


def crawl(client, start: str) -> dict[str, tuple[int, Links]]:
    """Address → status and links, of everything that can be reached; of a redirect, those of where it leads."""
    found, leads_to, waiting = {}, {}, [start]
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop()
        if address in found or address in leads_to:
            continue
        response = client.get(address)
        if response.status_code == 302:
            leads_to[address] = urljoin(address, response["Location"]).partition("#")[0]
            waiting.append(leads_to[address])
            continue
        links = Links()
        if response["Content-Type"].startswith("text/html"):
            links.feed(response.content.decode())
        found[address] = (response.status_code, links)
        here = response.request["PATH_INFO"]
        waiting += [urljoin(here, href).partition("#")[0] for href in links.targets if ours(href)]

    def end(address: str) -> str:
        return end(leads_to[address]) if address in leads_to else address

    assert not waiting, f"more than {MOST_PAGES} pages, such as {waiting[-5:]}"
    return found | {address: found[end(address)] for address in leads_to}


def ours(href: str) -> bool:
    address = urlsplit(href)
    return not address.scheme and not address.netloc and not address.path.startswith(ELSEWHERE)


def dead_anchors(pages) -> set[tuple[str, str]]:
    """Links to a place on a page that has no such place."""
    return {
        (page, href)
        for page, (_, links) in pages.items()
        for href in links.targets
        if ours(href) and "#" in href
        for target, _, place in [urljoin(page, href).partition("#")]
        if target in pages and place not in pages[target][1].ids
    }
