"""The receipt on paper through HTTP: asked for by POST, waited for, kept."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reports import actions
from reports.models import Receipt
from tests import cast
from tests.printing_worker import print_all

pytestmark = pytest.mark.django_db


def ask(client, report):
    return client.post(reverse("report_print_receipt", args=[report.pk, 1]))


def test_a_receipt_is_asked_for_waited_for_and_there(client, printer):
    report = cast.submitted()
    client.force_login(cast.clerk())

    answer = ask(client, report)
    waits = client.get(answer.url)
    print_all()
    paper = client.get(answer.url)

    assert answer.url == reverse("report_receipt_pdf", args=[report.pk, 1])
    assert (waits.status_code, paper.status_code) == (202, 200)
    assert paper.content == b"%PDF-1.7 receipt 2567-6-51-01"
    assert 'filename="receipt-2567-6-51-01.pdf"' in paper["Content-Disposition"]


def test_asked_for_twice_it_is_printed_once(client, printer):
    report = cast.submitted()
    client.force_login(cast.head())

    for _ in range(2):
        ask(client, report)
    print_all()
    ask(client, report)

    assert Receipt.objects.count() == 1
    assert DBTaskResult.objects.filter(task_path__endswith="print_receipt").count() == 1


def test_the_store_lost_it_and_it_is_made_again(client, printer):
    report = cast.submitted()
    client.force_login(cast.head())
    ask(client, report)
    print_all()
    kept = Receipt.objects.get().pdf
    kept.storage.delete(kept.name)

    ask(client, report)
    print_all()

    assert client.get(reverse("report_receipt_pdf", args=[report.pk, 1])).status_code == 200


def test_people_of_elsewhere_get_no_receipt(client):
    report = cast.submitted()
    client.force_login(cast.clerk(cast.roi_et()))

    assert ask(client, report).status_code == 404
    with pytest.raises(actions.Refused, match="เป็นของจังหวัดอื่น"):
        actions.ask_for_receipt(submission=actions.latest(report), by=cast.clerk(cast.roi_et()))
