"""The page that confirms a reference, through HTTP: anyone, typed anyhow, unknown, too often, with a file."""

import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import Submission
from tests import cast

pytestmark = pytest.mark.django_db

PAGE = "/verify/2567-6-51-01/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def words(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_it_says_which_report_it_is_and_nothing_of_what_it_says(client):
    report = cast.submitted()
    sent = Submission.objects.get()

    answer = client.get(PAGE)

    said = words(answer)
    for part in (
        "2567-6-51-01 มีรายงานที่ส่งด้วยเลขอ้างอิงนี้จริง ส่งแล้ว ยังไม่ได้รับรายงาน",
        "รายงานของ จังหวัดลำพูน",
        "รอบ ๖ เดือน",
        "ฉบับที่ส่ง ครั้งที่ ๑",
        "ส่งเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น.",
        "รับรองโดย หัวหน้าสำนักงานจังหวัดลำพูน",
        sent.sha256,
    ):
        assert part in said
    assert "สมชาย" not in said
    assert report.groups.first().lines.first().items.first().text not in said


def test_an_accepted_report_can_be_read_from_it(client):
    cast.accepted()

    answer = client.get(PAGE)

    assert "ฉบับที่รับรายงานแล้ว" in words(answer)
    assert 'href="/reports/2567/6/lamphun/"' in answer.content.decode()


def test_a_typed_reference_leads_to_its_own_address(client):
    cast.submitted()

    typed = client.get(reverse("verify_home"), {"reference": "๒๕๖๗-๖-๕๑-๐๑"})
    by_hand = client.get("/verify/๒๕๖๗ ๖ ๕๑ ๑/")

    assert [typed.url, by_hand.url] == [PAGE, PAGE]


def test_what_is_no_reference_is_told_what_one_looks_like(client):
    answer = client.get(reverse("verify_home"), {"reference": "จังหวัดลำพูน"})

    assert answer.status_code == 422
    assert "เลขอ้างอิงมีสี่ส่วน เช่น" in words(answer)
    assert 'value="จังหวัดลำพูน"' in answer.content.decode()


@pytest.mark.parametrize("reference", ["2567-6-51-02", "2567-6-99-01", "abc", "2567-6-51"])
def test_an_unknown_reference_is_told_in_one_sentence(client, reference):
    cast.submitted()

    answer = client.get(f"/verify/{reference}/")

    assert answer.status_code == 404
    assert "ไม่มีรายงานที่ส่งด้วยเลขอ้างอิงนี้ โปรดตรวจตัวเลขจากเอกสารอีกครั้ง" in words(answer)


def test_a_draft_has_no_reference_to_be_found_by(client):
    cast.report()

    assert client.get(PAGE).status_code == 404


def test_whoever_tries_many_is_asked_to_wait_and_others_are_not(client):
    cast.submitted()
    tried = [client.get(f"/verify/2567-6-51-{number:02d}/").status_code for number in range(2, 34)]

    assert tried == [404] * 30 + [429] * 2
    assert client.get(PAGE).status_code == 429
    assert client.get(PAGE, REMOTE_ADDR="203.0.113.8").status_code == 200


def test_known_references_are_read_as_often_as_one_likes(client):
    cast.submitted()

    assert {client.get(PAGE).status_code for _ in range(40)} == {200}


def hold(client, data: bytes, name="report.json"):
    return client.post(f"{PAGE}file/", {"file": SimpleUploadedFile(name, data)})


def test_a_file_is_told_whether_it_is_what_was_sent(client):
    cast.submitted()
    content = Submission.objects.get().content.encode()

    same, other, empty = hold(client, content), hold(client, content[:-1]), hold(client, b"")

    assert [answer.status_code for answer in (same, other, empty)] == [200] * 3
    assert "ไฟล์ตรงกับที่ระบบออกให้ทุกประการ เนื้อหาที่ส่ง (JSON)" in words(same)
    assert "ไฟล์นี้ไม่ตรงกับฉบับที่ส่ง" in words(other)
    assert "ไฟล์นี้ไม่ตรงกับฉบับที่ส่ง" in words(empty)


def test_no_file_is_asked_for_in_words(client):
    cast.submitted()

    answer = client.post(f"{PAGE}file/")

    assert answer.status_code == 422
    assert "โปรดเลือกไฟล์ที่ต้องการตรวจสอบก่อน" in words(answer)


def test_a_file_for_an_unknown_reference_is_answered_like_the_reference(client):
    assert hold(client, b"{}").status_code == 404


def test_the_page_costs_the_same_whatever_was_sent(client, django_assert_max_num_queries):
    cast.accepted()

    with django_assert_max_num_queries(4):
        client.get(PAGE)
