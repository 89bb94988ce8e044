"""The page of the due day: whom to ring, and a note of each call, of which nothing typed is lost."""

import re

import pytest
import time_machine
from django.urls import reverse

from reports import actions
from reports.models import CallNote
from tests import cast
from tests.nation import FIVE_DAYS_LATE, lines_of, nan, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return reverse("round_due_day", args=[cast.round_().pk])


@pytest.fixture
def note_url():
    return reverse("call_note", args=[cast.round_().pk, "lamphun"])


@pytest.fixture
def reviewer(client):
    client.force_login(cast.reviewer())
    return client


def text_of(response) -> str:
    page = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def names(response) -> list[str]:
    return re.findall(r'<li class="call" id="call-([^"]+)"', response.content.decode())


@time_machine.travel(FIVE_DAYS_LATE, tick=False)
def test_the_list_tells_whom_to_ring(reviewer, url):
    home = cast.lamphun()
    home.contact_person, home.phone, home.mt_phone = "สมศรี", "0 5351 1000", "42329"
    home.save()
    write(lines_of(cast.report())[0], result="ข้อความของร่าง", status="done")
    cast.head()
    cast.submitted(of=cast.roi_et())

    response = reviewer.get(url)

    assert names(response) == ["lamphun"]
    text = text_of(response)
    for words in (
        "เลยกำหนด ๕ วัน",
        "ร่าง เขียนแล้ว ๒ จาก ๓ ขั้นตอน",
        "สมศรี",
        "โทร. ๐ ๕๓๕๑ ๑๐๐๐",
        "มท. ๔๒๓๒๙",
        "หัวหน้า: นายสมชาย ตัวอย่าง",
        "เจ้าหน้าที่: สมหญิง ตัวอย่าง",
    ):
        assert words in text
    assert 'href="tel:053511000"' in response.content.decode()
    assert "ข้อความของร่าง" not in text


def test_a_note_is_kept_and_leads_back_to_its_place(reviewer, url, note_url):
    cast.report()

    response = reviewer.post(f"{note_url}?region=ภาคเหนือ", {"text": "จะส่งพรุ่งนี้"})

    assert response.status_code == 302
    address, _, anchor = response["Location"].partition("#")
    assert anchor == "call-lamphun"
    page = reviewer.get(address)
    assert "จะส่งพรุ่งนี้" in text_of(page)
    assert names(page) == ["lamphun"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" ", "โปรดเขียนว่าได้คุยอะไร หรือโทรไม่ติด ก่อนบันทึก"),
        ("ก" * 1001, "ก" * 1001),
    ],
)
def test_what_cannot_be_kept_is_shown_with_a_sentence(reviewer, note_url, typed, sentence):
    cast.report()

    response = reviewer.post(note_url, {"text": typed})

    assert response.status_code == 422
    assert "ยังไม่ได้บันทึกการโทรถึงจังหวัดลำพูน" in text_of(response)
    assert sentence in response.content.decode()
    assert CallNote.objects.count() == 0


def test_a_note_for_who_has_sent_meanwhile_is_kept_and_a_refused_one_shown(reviewer, note_url):
    cast.submitted()

    kept = reviewer.post(note_url, {"text": "ส่งแล้วเมื่อเช้า"}, follow=True)
    refused = reviewer.post(note_url, {"text": "ก" * 1001})

    assert "บันทึกการโทรถึงจังหวัดลำพูนแล้ว" in kept.content.decode()
    assert "ข้อความที่ท่านพิมพ์ไว้ถึงจังหวัดลำพูน ยังไม่ได้บันทึก" in text_of(refused)
    assert "ก" * 1001 in refused.content.decode()


def test_a_note_typed_after_the_session_ended_comes_back(client, note_url):
    response = client.post(note_url, {"text": "จะส่งพรุ่งนี้"})

    assert response.status_code == 403
    assert "จะส่งพรุ่งนี้" in response.content.decode()


@pytest.mark.parametrize("slug", ["nowhere", "bangkok"])
def test_a_place_without_an_office_is_not_found(reviewer, slug):
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)

    address = reverse("call_note", args=[cast.round_().pk, slug])

    assert reviewer.post(address, {"text": "ก"}).status_code == 404


def test_inspectors_read_and_note_nothing(client, url):
    cast.report()
    client.force_login(cast.inspector())

    page = client.get(url).content.decode()

    assert 'id="call-lamphun"' in page
    assert "<form class" not in page.partition('id="call-lamphun"')[2].partition("</main>")[0]


def test_who_was_called_today_may_be_left_out(reviewer, url):
    cast.report()
    nan()
    actions.calls.note_call(
        round=cast.round_(), province=nan(), by=cast.reviewer(), text="สายไม่ว่าง"
    )

    assert names(reviewer.get(url, {"order": "region"})) == ["lamphun", "nan"]
    assert names(reviewer.get(url, {"uncalled": "on"})) == ["lamphun"]
    assert names(reviewer.get(url, {"zone": "16", "uncalled": "on"})) == []


def test_no_province_reads_what_was_noted(client):
    report = cast.report()
    actions.calls.note_call(
        round=report.round, province=cast.lamphun(), by=cast.reviewer(), text="คำลับของส่วนกลาง"
    )
    client.force_login(cast.clerk())

    for address in ("province_home", "report_edit", "report_preview", "report_check"):
        page = client.get(reverse(address, args=[] if address == "province_home" else [report.pk]))
        assert page.status_code == 200
        assert "คำลับ" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 76])
def test_twelve_queries_for_one_as_for_seventy_six(reviewer, url, count, django_assert_num_queries):
    for number in range(count):
        home = cast.province(slug=f"p{number}", name=f"จังหวัดที่ {number}", code=f"{number:02d}")
        cast.report(of=home)
        actions.calls.note_call(
            round=cast.round_(), province=home, by=cast.reviewer(), text="โทรแล้ว"
        )

    # Two of them are the session's and the person's, one the round's, five the standings', four the list's.
    with django_assert_num_queries(12):
        response = reviewer.get(url)

    assert len(names(response)) == count
