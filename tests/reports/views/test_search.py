"""The page that searches: who may, what it shows, what it says when nothing is found."""

import pytest
from django.test import Client
from django.urls import reverse

from ita_portal.models import AuditEntry
from tests import cast
from tests.reports.test_search import ORDER, sent

pytestmark = pytest.mark.django_db


def opened(person=cast.reviewer, **query):
    client = Client()
    client.force_login(person())
    return client.get(reverse("search"), query)


def test_a_stranger_is_led_to_the_sign_in_and_a_clerk_refused():
    assert Client().get(reverse("search")).status_code == 302
    assert opened(cast.clerk).status_code == 403


@pytest.mark.parametrize("person", [cast.reviewer, cast.central, cast.inspector])
def test_the_centre_finds_rows_and_searching_is_told(person):
    report = sent(ORDER)

    page = opened(person, q="คำสั่ง 127").content.decode()

    assert "พบ ๑ แถว" in page
    assert f'href="{reverse("review_report", args=[report.pk])}#row-1-0"' in page
    assert "<mark>คำสั่ง</mark>" in page
    assert "<mark>๑๒๗</mark>" in page
    assert AuditEntry.objects.filter(what="ค้นหาในรายงาน").count() == 1


def test_before_anything_is_typed_there_is_only_the_form():
    assert "พบ" not in opened().content.decode().split("</form>")[-1]


def test_nothing_found_says_what_to_try():
    page = opened(q="ไม่มีคำนี้").content.decode()

    assert "ไม่พบแถวที่มีคำเหล่านี้" in page
    assert "ร่างที่จังหวัดยังไม่ส่งไม่อยู่ในการค้นหา" in page


@pytest.mark.parametrize(
    "query",
    [
        {"q": "ก", "page": "0"},
        {"q": "ก", "page": "999999"},
        {"q": "ก", "page": "x"},
        {"q": "ก", "round": "x", "province": "nowhere", "region": "ใด"},
        {"q": "ก" * 5_000},
        {"q": "\x00"},
        {"q": "<script>alert(1)</script>"},
    ],
)
def test_strange_questions_are_answered(query):
    response = opened(**query)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
