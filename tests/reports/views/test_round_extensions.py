"""Extensions in the browser: several at once, days off asked about, told to the province, taken back."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from calendar_app.models import Holiday, RoundExtension
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db
WEDNESDAY = {"due_on": "15 พ.ค. 2567", "reason": "น้ำท่วมสำนักงาน"}


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK), tick=False):
        yield


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


@pytest.fixture
def address():
    return reverse("round_extensions", args=[cast.round_().pk])


def said(response) -> str:
    return " ".join(response.content.decode().split())


def until() -> dict[str, date]:
    return {
        one.province.name if one.province else "ทุกจังหวัด": one.due_on
        for one in RoundExtension.objects.select_related("province")
    }


def some(**typed):
    return {"whom": "some", **WEDNESDAY, **typed}


def test_provinces_and_regions_are_extended_in_one_act(centre, address):
    trat = cast.province(slug="trat", name="ตราด", code="23", region="ภาคตะวันออก")
    typed = some(provinces=[cast.lamphun().pk], regions=[cast.roi_et().region])

    answer = centre.post(address, typed, follow=True)

    assert until() == {"ลำพูน": date(2024, 5, 15), "ร้อยเอ็ด": date(2024, 5, 15)}
    assert "ขยายเวลาถึงวันที่ ๑๕ พฤษภาคม ๒๕๖๗ ให้" in said(answer)
    assert "ขยายเวลาให้จังหวัดลำพูน ถึงวันที่ ๑๕ พฤษภาคม ๒๕๖๗" in said(answer)
    assert cast.round_().due_for(trat) == date(2024, 4, 30)


def test_a_second_click_changes_nothing_and_says_so(centre, address):
    typed = some(provinces=[cast.lamphun().pk])
    centre.post(address, typed)

    answer = centre.post(address, typed, follow=True)

    assert "คงกำหนดเดิมที่เท่ากันหรือช้ากว่าอยู่แล้ว: ลำพูน" in said(answer)
    assert RoundExtension.history.count() == 1


def test_the_province_sees_its_day_and_the_reason(client, address):
    client.force_login(cast.central())
    client.post(address, some(provinces=[cast.lamphun().pk]))

    client.force_login(cast.clerk())
    home = said(client.get(reverse("province_home")))
    client.force_login(cast.clerk(cast.roi_et()))
    elsewhere = said(client.get(reverse("province_home")))

    assert "ภายในวันพุธที่ ๑๕ พฤษภาคม ๒๕๖๗" in home
    assert "จากวันที่ ๓๐ เมษายน ๒๕๖๗ เหตุผล: น้ำท่วมสำนักงาน" in home
    assert "ภายในวันอังคารที่ ๓๐ เมษายน ๒๕๖๗" in elsewhere
    assert "น้ำท่วม" not in elsewhere


def test_a_day_off_is_asked_about_and_either_answer_is_taken(centre, address):
    Holiday.objects.create(day=date(2024, 5, 22), name="วันวิสาขบูชา")
    typed = some(provinces=[cast.lamphun().pk], due_on="22 พ.ค. 2567")

    asked = centre.post(address, typed)
    assert asked.status_code == 422
    assert "วันพุธที่ ๒๒ พฤษภาคม ๒๕๖๗ เป็นวันหยุดราชการ (วันวิสาขบูชา)" in said(asked)
    assert 'name="use_day" value="2024-05-23"' in said(asked)
    assert f'value="{cast.lamphun().pk}" id="province-{cast.lamphun().pk}" checked' in said(asked)
    assert until() == {}

    centre.post(address, typed | {"as_it_is": "1"})
    assert until() == {"ลำพูน": date(2024, 5, 22)}
    centre.post(address, typed | {"use_day": "2024-05-23"})
    assert until() == {"ลำพูน": date(2024, 5, 23)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due_on": "30 เม.ย. 2567"}, "โปรดกำหนดวันหลังกำหนดส่งของรอบ (๓๐ เมษายน ๒๕๖๗)"),
        ({"due_on": ""}, "โปรดพิมพ์กำหนดส่งใหม่"),
        ({"due_on": "15/5/2024"}, "ไม่ใช่ปี พ.ศ."),
        ({"reason": "  "}, "โปรดเขียนเหตุผลที่ขยายเวลา"),
        ({"reason": "ก" * 301}, "โปรดตัดให้ไม่เกิน ๓๐๐ ตัวอักษร"),
        ({"provinces": []}, "โปรดเลือกจังหวัดหรือภาคอย่างน้อยหนึ่งรายการ"),
        ({"provinces": ["x"]}, "จังหวัด"),
        ({"whom": "nobody"}, "ขยายเวลาให้"),
    ],
)
def test_what_extends_nothing_is_said_and_stays_in_the_boxes(centre, address, typed, sentence):
    sent = some(provinces=[cast.lamphun().pk]) | typed

    answer = centre.post(address, sent)

    assert answer.status_code == 422
    assert sentence in said(answer)
    if sent["reason"].strip():
        assert sent["reason"] in said(answer)
    assert until() == {}


def test_an_extension_is_taken_back_once(centre, address):
    centre.post(address, some(provinces=[cast.lamphun().pk]))
    extension = RoundExtension.objects.get()
    back = reverse("round_extension_take_back", args=[extension.round_id, extension.pk])

    refused = centre.post(back, {"reason": "ก" * 101})
    first = centre.post(back, {"reason": "พิมพ์ผิดจังหวัด"}, follow=True)
    second = centre.post(back, {"reason": ""}, follow=True)

    assert (refused.status_code, "ก" * 101 in said(refused)) == (422, True)
    assert until() == {}
    assert "ถอนการขยายเวลาของจังหวัดลำพูนแล้ว" in said(first)
    assert "พิมพ์ผิดจังหวัด" in said(first)
    assert "การขยายเวลานี้ถอนไปแล้ว" in said(second)


def test_an_extension_of_another_round_is_not_taken_back_here(centre, address):
    centre.post(address, some(provinces=[cast.lamphun().pk]))
    other = cast.round_(months=12, due_on=date(2024, 10, 31))

    pk = RoundExtension.objects.get().pk
    centre.post(reverse("round_extension_take_back", args=[other.pk, pk]), {"reason": ""})

    assert len(until()) == 1


def test_the_page_costs_the_same_for_one_extension_as_for_three(
    centre, address, django_assert_num_queries
):
    places = [cast.lamphun(), cast.roi_et(), cast.province(slug="trat", name="ตราด", code="23")]
    centre.post(address, some(provinces=[places[0].pk]))
    centre.get(address)
    with django_assert_num_queries(12):
        centre.get(address)

    centre.post(address, some(provinces=[one.pk for one in places]))
    centre.get(address)
    with django_assert_num_queries(12):
        centre.get(address)
