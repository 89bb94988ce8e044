"""PDF answers: names, caches, kept bytes; and the pages that stand where there is no PDF yet."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from reports import actions, printing
from reports.writers import pdf
from tests import cast
from tests.printing_worker import print_all

pytestmark = pytest.mark.django_db

PUBLIC = "/reports/2567/6/lamphun.pdf"


def thai_name(response) -> str:
    return unquote(response["Content-Disposition"].partition("filename*=UTF-8''")[2])


def words_of(response) -> str:
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def printed_report():
    report = cast.accepted()
    print_all()
    report.accepted.refresh_from_db()
    return report


def ask_for_draft(client, report):
    """Presses ร่าง PDF; returns the address it leads to."""
    client.force_login(cast.clerk())
    return client.post(reverse("report_print_draft", args=[report.pk]))["Location"]


# The PDF -----------------------------------------------------------------------------------------


def test_the_public_pdf_has_a_thai_name_and_an_ascii_twin(client, printer):
    report = printed_report()

    response = client.get(PUBLIC)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response.content == b"%PDF-1.7 final lamphun"
    assert response["Content-Disposition"].startswith('inline; filename="ita-2567-6-lamphun.pdf"; ')
    assert response["Content-Disposition"].isascii()
    assert thai_name(response) == "รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน-ครั้งที่-1.pdf"
    assert response["ETag"] == f'"{report.accepted.print_digest}"'
    assert response["Cache-Control"] == "no-cache"


def test_a_browser_that_has_it_is_not_sent_it_again(client, printer):
    report = cast.accepted()
    known = f'"{report.accepted.print_digest}"'

    response = client.get(PUBLIC, headers={"if-none-match": known})

    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == known


def test_the_same_words_sent_again_are_another_paper(client, printer):
    report = printed_report()
    old = client.get(PUBLIC)["ETag"]
    actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")
    submission = actions.submit(report=report, by=cast.head(), version=report.version)
    actions.accept(report=report, by=cast.reviewer(), submission=submission.pk)
    print_all()

    response = client.get(PUBLIC, headers={"if-none-match": old})

    assert submission.sha256 == report.submissions.get(number=1).sha256
    assert (response.status_code, response["ETag"] == old) == (200, False)


def test_head_answers_like_get_without_the_bytes(client, printer):
    printed_report()

    response = client.head(PUBLIC)

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(len(b"%PDF-1.7 final lamphun"))


def test_the_bytes_first_made_are_served_for_good(client, printer):
    printed_report()
    first = client.get(PUBLIC).content
    printer.is_broken = True

    print_all()

    assert client.get(PUBLIC).content == first
    assert len(printer.printed) == 1


def test_an_earlier_version_has_a_pdf_of_its_own(client, printer):
    printed_report()

    response = client.get("/reports/2567/6/lamphun/1.pdf")

    assert response.status_code == 200
    assert thai_name(response).endswith("ครั้งที่-1.pdf")


def test_what_is_not_accepted_is_shown_to_the_centre_and_kept_by_no_cache(client, printer):
    submission = actions.latest(cast.submitted())
    print_all()
    client.force_login(cast.inspector())

    response = client.get(reverse("submission_pdf", args=[submission.pk]))

    assert (response.status_code, response.content) == (200, b"%PDF-1.7 final lamphun")
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_only_the_centre_asks_for_a_submission_by_its_number(client, printer):
    submission = actions.latest(cast.submitted())
    address = reverse("submission_pdf", args=[submission.pk])

    stranger = client.get(address)
    client.force_login(cast.head())

    assert stranger.status_code == 302
    assert client.get(address).status_code == 403


def test_a_draft_says_so_and_is_kept_by_no_cache(client, printer):
    address = ask_for_draft(client, cast.report())
    print_all()

    response = client.get(address)

    assert response.content == b"%PDF-1.7 draft lamphun"
    assert response["Content-Disposition"].startswith(
        'inline; filename="draft-ita-2567-6-lamphun.pdf"; '
    )
    assert thai_name(response) == "ร่าง-รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


def test_a_draft_is_what_it_was_when_it_was_asked_for(client, printer):
    report = cast.report()
    address = ask_for_draft(client, report)
    line = report.groups.first().lines.get()
    line.result = "เขียนหลังจากสั่งพิมพ์"
    line.save()

    print_all()

    assert client.get(address).status_code == 200
    assert "เขียนหลังจากสั่งพิมพ์" not in str(printer.printed)


def test_the_public_pdf_is_what_the_writer_makes_of_the_submission(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    submission = printed_report().accepted

    assert client.get(PUBLIC).content == pdf.render(submission.document, imprint=submission.imprint)


# Waiting for it ----------------------------------------------------------------------------------


def test_what_is_not_printed_yet_is_waited_for(client, printer):
    report = cast.accepted()
    printing.ask_for_submission(report.accepted)

    waiting = client.get(PUBLIC)
    print_all()
    done = client.get(PUBLIC)

    assert (waiting.status_code, done.status_code) == (202, 200)
    assert waiting["Retry-After"] == "1"
    assert waiting["Cache-Control"] == "private, no-store"
    assert "รายงานของจังหวัดลำพูน ฉบับที่ส่ง ครั้งที่ ๑" in words_of(waiting)
    assert "อยู่ลำดับที่ ๑ ในคิวพิมพ์" in words_of(waiting)
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in (
        waiting.content.decode()
    )
    assert printer.printed == [report.accepted.document]


def test_waiting_is_asked_about_cheaply(client, printer, django_assert_num_queries):
    printing.ask_for_submission(cast.accepted().accepted)

    with django_assert_num_queries(1):
        asked = client.head(PUBLIC)
    with django_assert_num_queries(4):
        client.get(PUBLIC)

    assert (asked.status_code, asked.content) == (202, b"")
    assert asked["Cache-Control"] == "private, no-store"


def test_who_asks_for_a_draft_comes_before_what_was_sent(client, printer):
    nan = cast.province(slug="nan", name="น่าน", code="55")
    sent = [actions.latest(cast.submitted(of=home)) for home in (cast.roi_et(), nan)]
    for submission in sent:
        printing.ask_for_submission(submission)
    draft = client.get(ask_for_draft(client, cast.report()))
    client.force_login(cast.inspector())
    versions = [client.get(reverse("submission_pdf", args=[one.pk])) for one in sent]

    places = [re.search("ลำดับที่ .", words_of(page))[0] for page in (draft, *versions)]
    assert places == ["ลำดับที่ ๑", "ลำดับที่ ๒", "ลำดับที่ ๓"]


def test_asking_twice_leads_to_the_same_paper(client, printer):
    report = cast.report()

    first, second = ask_for_draft(client, report), ask_for_draft(client, report)
    print_all()
    third = ask_for_draft(client, report)

    assert first == second == third
    assert len(printer.printed) == 1


def test_a_queue_that_stands_still_says_so_and_whom_to_tell(client, printer):
    address = ask_for_draft(client, cast.report())

    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        client.force_login(cast.clerk())
        response = client.get(address)

    assert (response.status_code, response["Retry-After"]) == (202, "10")
    assert "ระบบพิมพ์หยุดทำงานอยู่" in words_of(response)
    assert "ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐" in words_of(response)


def test_bytes_that_the_store_lost_are_made_again(client, printer, caplog):
    report = printed_report()
    report.accepted.pdf.storage.delete(report.accepted.pdf.name)

    lost = client.get(PUBLIC)
    print_all()
    again = client.get(PUBLIC)

    assert (lost.status_code, lost["Retry-After"]) == (202, "10")
    assert "พิมพ์ฉบับเดียวกันให้ใหม่ภายในสิบนาที" in words_of(lost)
    assert again.content == b"%PDF-1.7 final lamphun"
    assert "2567-6-51-01 is gone" in caplog.text


# When it cannot be made ----------------------------------------------------------------------------


def test_what_cannot_be_printed_says_why(client, printer):
    printer.refusal = "รายงานยาวเกิน ๓๐๐ หน้า จึงพิมพ์ไม่ได้"
    address = ask_for_draft(client, cast.report())
    print_all()

    response = client.get(address)

    assert response.status_code == 409
    assert response["Cache-Control"] == "private, no-store"
    assert "รายงานยาวเกิน ๓๐๐ หน้า จึงพิมพ์ไม่ได้" in words_of(response)
    assert "พิมพ์ร่างอีกครั้ง" in words_of(response)


def test_a_broken_printer_ends_the_waiting(client, printer):
    cast.accepted()
    printer.is_broken = True
    print_all()

    response = client.get(PUBLIC)

    assert response.status_code == 409
    assert "พิมพ์ไม่สำเร็จ เพราะระบบพิมพ์ขัดข้อง" in words_of(response)
    assert "ระบบจะลองพิมพ์ใหม่ทุกสิบนาที" in words_of(response)


def test_a_draft_that_could_not_be_printed_may_be_asked_for_again(client, printer):
    report = cast.report()
    printer.is_broken = True
    address = ask_for_draft(client, report)
    print_all()
    printer.is_broken = False

    again = ask_for_draft(client, report)
    waiting = client.get(again)
    print_all()

    assert again == address
    assert waiting.status_code == 202
    assert client.get(again).content == b"%PDF-1.7 draft lamphun"


def test_a_draft_is_kept_for_a_day(client, printer):
    report = cast.report()
    address = ask_for_draft(client, report)
    print_all()

    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        client.force_login(cast.clerk())
        kept = client.get(address)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        client.force_login(cast.clerk())
        gone = client.get(address)

    assert (kept.status_code, gone.status_code) == (200, 404)
    assert "ร่างฉบับพิมพ์เก็บไว้หนึ่งวัน" in words_of(gone)
