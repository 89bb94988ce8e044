"""Opening and taking away are told by the middleware: what was shown, to whom, from where."""

import pytest
from django.test import Client
from django.urls import reverse

from ita_portal.models import AuditEntry
from reports import actions
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    report = cast.submitted()
    return actions.latest(report)


def told() -> list[tuple]:
    kinds = ("read", "exported")
    found = AuditEntry.objects.filter(kind__in=kinds).order_by("pk")
    return list(found.values_list("kind", "what", "name", "subject_kind", "subject", "address"))


def opened(person, name: str, *arguments, method: str = "get"):
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.force_login(person)
    return getattr(client, method)(reverse(name, args=arguments))


def test_reading_a_report_at_the_centre_is_told(sent):
    opened(cast.reviewer(), "review_report", sent.report_id)

    report = ("reports.report", sent.report_id, "192.0.2.7")
    assert told() == [("read", "เปิดอ่านรายงาน", "Reviewer", *report)]


def test_taking_a_file_away_is_told(sent):
    opened(cast.inspector(), "submission_file", sent.pk, "json")

    submission = ("reports.submission", sent.pk, "192.0.2.7")
    assert told() == [("exported", "ดาวน์โหลดรายงานเป็นไฟล์", "Inspector", *submission)]


@pytest.mark.parametrize(
    ("person", "name", "method", "status"),
    [
        (cast.reviewer, "review_report", "head", 200),
        (cast.clerk, "review_report", "get", 403),
        (cast.reviewer, "submission_pdf", "get", 202),
    ],
)
def test_what_was_not_shown_is_not_told(sent, person, name, method, status):
    pk = sent.report_id if name == "review_report" else sent.pk

    assert opened(person(), name, pk, method=method).status_code == status
    assert told() == []


def test_pages_of_everyone_are_not_told():
    Client().get(reverse("home"))

    assert AuditEntry.objects.count() == 0
