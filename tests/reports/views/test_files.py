"""PDF answers: names, caches, kept bytes."""

from urllib.parse import unquote

import pytest
from django.test import RequestFactory
from django.urls import reverse

from reports import actions
from reports.views import files
from reports.writers import pdf
from tests import cast

pytestmark = pytest.mark.django_db

PUBLIC = "/reports/2567/6/lamphun.pdf"


def thai_name(response) -> str:
    return unquote(response["Content-Disposition"].partition("filename*=UTF-8''")[2])


def test_the_public_pdf_has_a_thai_name_and_an_ascii_twin(client, printer):
    report = cast.accepted()

    response = client.get(PUBLIC)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response.content == b"%PDF-1.7 final lamphun"
    assert response["Content-Disposition"].startswith('inline; filename="ita-2567-6-lamphun.pdf"; ')
    assert response["Content-Disposition"].isascii()
    assert thai_name(response) == "รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน-ครั้งที่-1.pdf"
    assert response["ETag"] == f'"{report.accepted.sha256}"'
    assert response["Cache-Control"] == "no-cache"


def test_a_browser_that_has_it_is_not_sent_it_again(client, printer):
    report = cast.accepted()
    known = f'"{report.accepted.sha256}"'

    response = client.get(PUBLIC, headers={"if-none-match": known})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == known
    assert printer.printed == []


def test_a_new_version_is_sent_to_a_browser_that_has_the_old_one(client, printer):
    report = cast.accepted()
    old = client.get(PUBLIC)["ETag"]
    actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")
    line = report.groups.first().lines.get()
    line.result = "แก้แล้ว"
    line.save()
    submission = actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=submission.pk)

    assert client.get(PUBLIC, headers={"if-none-match": old}).status_code == 200


def test_head_answers_like_get_without_the_bytes(client, printer):
    cast.accepted()

    response = client.head(PUBLIC)

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(b"%PDF-1.7 final lamphun"))


def test_a_download_keeps_nothing(client, printer):
    report = cast.accepted()

    answers = [client.get(PUBLIC).content for _ in range(2)]

    report.accepted.refresh_from_db()
    assert answers == [b"%PDF-1.7 final lamphun"] * 2
    assert not report.accepted.pdf


def test_the_bytes_first_made_are_served_for_good(client, printer):
    report = cast.accepted()
    files.keep_pdf(report.accepted)
    report.accepted.refresh_from_db()
    with report.accepted.pdf.open() as file:
        kept = file.read()
    printer.is_broken = True

    assert kept == client.get(PUBLIC).content
    assert len(printer.printed) == 1


def test_bytes_that_the_store_lost_are_made_again(client, printer, caplog):
    report = cast.accepted()
    files.keep_pdf(report.accepted)
    report.accepted.refresh_from_db()
    report.accepted.pdf.storage.delete(report.accepted.pdf.name)

    response = client.get(PUBLIC)

    assert response.content == b"%PDF-1.7 final lamphun"
    assert "2567-6-51-01 is gone" in caplog.text


def test_an_earlier_version_has_a_pdf_of_its_own(client, printer):
    cast.accepted()

    response = client.get("/reports/2567/6/lamphun/1.pdf")

    assert response.status_code == 200
    assert thai_name(response).endswith("ครั้งที่-1.pdf")


def test_what_is_not_accepted_is_printed_for_the_centre_and_not_kept(client, printer):
    submission = actions.latest(cast.submitted())
    client.force_login(cast.inspector())

    response = client.get(reverse("submission_pdf", args=[submission.pk]))

    submission.refresh_from_db()
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert not submission.pdf


def test_only_the_centre_asks_for_a_submission_by_its_number(client, printer):
    submission = actions.latest(cast.submitted())
    address = reverse("submission_pdf", args=[submission.pk])

    stranger = client.get(address)
    client.force_login(cast.head())

    assert stranger.status_code == 302
    assert client.get(address).status_code == 403


def test_a_draft_says_so_and_is_never_kept(printer):
    report = cast.report()

    response = files.draft_response(RequestFactory().get("/"), report)

    assert response.content == b"%PDF-1.7 draft lamphun"
    assert response["Content-Disposition"].startswith(
        'inline; filename="draft-ita-2567-6-lamphun.pdf"; '
    )
    assert thai_name(response) == "ร่าง-รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.pdf"
    assert response["Cache-Control"] == "private, no-store"


def test_the_public_pdf_is_what_the_writer_makes_of_the_submission(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = cast.accepted()

    assert client.get(PUBLIC).content == pdf.render(report.accepted.document)
