"""The paper path through HTTP: three steps on one page, what is refused there, the scan given out."""

import re
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from reports import actions
from reports.models import SignedScan, SigningCopy, Submission
from tests import cast, papers
from tests.printing_worker import print_all
from tests.reports.actions.test_paper import write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


@pytest.fixture
def clerk(client):
    client.force_login(cast.clerk())
    return client


def words(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def address(name: str, report, *args) -> str:
    return reverse(name, args=[report.pk, *args])


def test_a_report_goes_from_the_printer_to_the_centre(clerk, printer):
    report = papers.draft()
    page = address("report_paper", report)

    offered = clerk.get(address("report_check", report))
    asked = clerk.post(
        address("report_print_to_sign", report), {**cast.shown(report), "name": "นายสมชาย ตัวอย่าง"}
    )
    waits = clerk.get(asked.url)
    print_all()
    paper = clerk.get(asked.url)
    signed = clerk.post(address("report_sign_on_paper", report), papers.typed(report))
    before = clerk.get(page)
    sent = clerk.post(address("report_submit_signed", report), papers.shown(report))
    receipt = clerk.get(sent.url)

    assert f'href="{page}"' in offered.content.decode()
    assert (waits.status_code, paper.status_code) == (202, 200)
    assert signed.url == f"{page}#send"
    assert "ผู้ลงนาม นายสมชาย ตัวอย่าง หัวหน้าสำนักงานจังหวัดลำพูน ลงวันที่ ๑๐ เมษายน ๒๕๖๗" in words(before)
    assert sent.url == address("report_receipt", report)
    assert "ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง 2567-6-51-01" in words(receipt)
    assert "ส่งโดย สมหญิง ตัวอย่าง ตามเอกสารลงนามของ นายสมชาย ตัวอย่าง" in words(receipt)
    assert Submission.objects.get().signed_on.isoformat() == "2024-04-10"


def test_the_page_says_which_copy_is_out_of_date(clerk):
    report = papers.printed()
    write(report, "แก้หลังพิมพ์")
    papers.printed(report=report)

    said = words(clerk.get(address("report_paper", report)))

    first, second = "ข้อความรุ่นที่ ๒", "ข้อความรุ่นที่ ๑"
    assert f"{first} โดย สมหญิง ตัวอย่าง ตรงกับรายงานปัจจุบัน" in said
    assert f"{second} โดย สมหญิง ตัวอย่าง ใช้ไม่ได้แล้ว รายงานเปลี่ยนไปหลังพิมพ์ฉบับนี้" in said


def test_the_head_is_expected_to_sign(clerk):
    cast.head()
    report = papers.draft()

    page = clerk.get(address("report_paper", report)).content.decode()

    assert 'value="นายสมชาย ตัวอย่าง"' in page
    assert 'value="หัวหน้าสำนักงานจังหวัดลำพูน"' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": ""}, "โปรดเลือกไฟล์สแกนของฉบับที่ลงนามแล้ว"),
        ({"name": ""}, "โปรดพิมพ์ชื่อผู้ลงนามตามที่ปรากฏในฉบับลงนาม"),
        ({"signed_on": ""}, "โปรดพิมพ์วันที่ผู้ลงนามลงไว้ในเอกสาร"),
        ({"signed_on": "เมื่อวาน"}, "โปรดพิมพ์วันเดียว"),
        ({"signs_as": "รักษาราชการแทน", "acting_for": ""}, "โปรดพิมพ์ตำแหน่งที่แทน"),
        ({"copy": "x"}, "ไม่ทราบว่าท่านอ่านฉบับใด"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_stays(clerk, fields, sentence):
    report = papers.printed()

    answer = clerk.post(
        address("report_sign_on_paper", report),
        papers.typed(report, **{"post": "ปลัดจังหวัดลำพูน"} | fields),
    )

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert 'value="ปลัดจังหวัดลำพูน"' in answer.content.decode()
    assert not SignedScan.objects.exists()


def test_a_file_of_another_kind_is_refused_in_words(clerk):
    report = papers.printed()

    answer = clerk.post(
        address("report_sign_on_paper", report),
        papers.typed(report, b"just words", called="ลงนาม.pdf"),
    )

    assert answer.status_code == 422
    assert "ไฟล์นี้เป็นข้อความล้วน" in words(answer)


def test_a_scan_of_words_that_changed_is_refused_and_what_was_typed_stays(clerk):
    report = papers.printed()
    given = papers.typed(report)
    given["name"] = "นายผู้ลงนาม"
    write(report, "แก้หลังพิมพ์")

    answer = clerk.post(address("report_sign_on_paper", report), given)

    assert answer.status_code == 409
    assert "รายงานเปลี่ยนไปหลังพิมพ์ฉบับเสนอลงนามนี้" in words(answer)
    assert 'value="นายผู้ลงนาม"' in answer.content.decode()


def test_a_second_click_is_answered_as_the_first(clerk):
    report = papers.signed()
    shown = papers.shown(report)

    answers = [clerk.post(address("report_submit_signed", report), shown) for _ in range(2)]

    assert [answer.url for answer in answers] == [address("report_receipt", report)] * 2
    assert Submission.objects.count() == 1


def test_a_report_that_was_sent_meanwhile_says_so(clerk):
    report = papers.signed()
    shown = papers.shown(report)
    actions.submit(report=report, by=cast.head(), **cast.shown(report))

    answer = clerk.post(address("report_submit_signed", report), shown)

    assert answer.status_code == 409
    assert "สถานะของรายงานเปลี่ยนไปแล้ว" in words(answer)


def test_a_round_without_the_setting_offers_none_of_it(clerk):
    report = cast.report()

    assert "ส่งตามเอกสารลงนาม" not in words(clerk.get(address("report_check", report)))
    assert clerk.get(address("report_paper", report)).url == address("report_check", report)


def test_a_scan_is_given_out_as_a_file_that_nothing_runs(clerk):
    report = papers.signed()

    answer = clerk.get(address("report_signed_scan", report, SignedScan.objects.get().pk))

    assert answer.content == papers.pdf()
    assert answer["Content-Disposition"].startswith(
        'attachment; filename="signed-2567-6-51-01.pdf"'
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_the_centre_sees_who_signed_who_sent_and_the_scan(client):
    report = papers.signed()
    sent = papers.send(report)
    client.force_login(cast.reviewer())

    said = words(client.get(reverse("review_report", args=[report.pk])))
    scan = client.get(reverse("submission_signed_scan", args=[sent.pk]))

    assert "ผู้ลงนามในเอกสาร นายสมชาย ตัวอย่าง" in said
    assert "ส่งโดย สมหญิง ตัวอย่าง ตามเอกสารลงนามของ นายสมชาย ตัวอย่าง" in said
    assert "ดาวน์โหลดฉบับลงนาม (สแกน)" in said
    assert scan.content == papers.pdf()


def test_everyone_is_told_of_the_paper_and_nobody_its_scan(client):
    report = papers.signed()
    sent = papers.send(report)
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)

    verified = words(client.get("/verify/2567-6-51-01/"))
    public = client.get(report.get_absolute_url()).content.decode()

    assert "ตามเอกสารลงนามลงวันที่ ๑๐ เมษายน ๒๕๖๗" in verified
    assert "signed" not in public
    assert SigningCopy.objects.count() == 1


@pytest.mark.parametrize("name", ["submission_signed_scan", "order_letter"])
def test_a_number_that_no_row_can_have_is_not_found(client, name):
    client.force_login(cast.reviewer())

    assert client.get(reverse(name, args=[10**22])).status_code == 404
