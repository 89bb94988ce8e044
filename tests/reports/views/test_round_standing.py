"""Closing, opening again, deleting: what it means is said first, a double click does nothing twice."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from calendar_app.models import Round
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK), tick=False):
        yield


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def page(name: str) -> str:
    return reverse(name, args=[cast.round_().pk])


def said(response) -> str:
    return " ".join(response.content.decode().split())


def test_who_is_unfinished_is_seen_before_closing(centre):
    cast.submitted()
    cast.roi_et()

    answer = said(centre.get(page("round_closing")))

    assert "ยังไม่ส่ง ๑ จังหวัด" in answer
    assert "ร้อยเอ็ด" in answer
    assert "<strong>ลำพูน</strong>" not in answer


def test_a_round_is_closed_once_and_opened_again(centre):
    round_ = cast.round_()
    first = centre.post(page("round_closing"), {"reason": " สิ้นสุด\nการรับ "}, follow=True)
    second = centre.post(page("round_closing"), {"reason": "อีกครั้ง"}, follow=True)

    round_.refresh_from_db()
    assert (round_.closed_by, round_.closed_reason) == (cast.central(), "สิ้นสุด การรับ")
    assert "เหตุผล: สิ้นสุด การรับ" in said(first)
    assert "จึงไม่มีสิ่งใดเปลี่ยน" in said(second)

    centre.post(page("round_open_again"), {"reason": "น้ำท่วม"})
    again = centre.post(page("round_open_again"), {"reason": "น้ำท่วม"}, follow=True)

    round_.refresh_from_db()
    assert not round_.is_closed
    assert round_.history.first().history_change_reason == "น้ำท่วม"
    assert "เปิดรับรายงานอยู่แล้ว" in said(again)


@pytest.mark.parametrize(
    ("reason", "sentence"), [(" ", "โปรดเขียนเหตุผล"), ("ก" * 301, "โปรดตัดให้ไม่เกิน ๓๐๐ ตัวอักษร")]
)
def test_closing_needs_a_reason_that_can_be_kept(centre, reason, sentence):
    answer = centre.post(page("round_closing"), {"reason": reason})

    assert (answer.status_code, sentence in said(answer)) == (422, True)
    assert reason.strip() in said(answer)
    assert not cast.round_().is_closed


def test_a_reason_to_open_again_is_short(centre):
    centre.post(page("round_closing"), {"reason": "สิ้นสุด"})

    answer = centre.post(page("round_open_again"), {"reason": "ก" * 101})

    assert (answer.status_code, "ไม่เกิน ๑๐๐ ตัวอักษร" in said(answer)) == (422, True)
    assert Round.objects.get().is_closed


def test_a_round_nobody_began_is_deleted_after_a_question(centre):
    assert "จะหายไปด้วย" in said(centre.get(page("round_delete")))

    centre.post(page("round_delete"))

    assert not Round.objects.exists()


def test_a_round_with_reports_stays(centre):
    cast.report()
    assert "ลบไม่ได้" in said(centre.get(page("round_delete")))

    answer = centre.post(page("round_delete"), follow=True)

    assert "ลบรอบรายงานนี้ไม่ได้ เพราะมีจังหวัดเริ่มจัดทำรายงานแล้ว" in said(answer)
    assert Round.objects.exists()


def test_the_reason_of_a_session_that_ended_comes_back(centre):
    address = page("round_closing")
    centre.logout()

    answer = centre.post(address, {"reason": "สิ้นสุดการรับ"})

    assert (answer.status_code, "สิ้นสุดการรับ" in said(answer)) == (403, True)


def test_the_page_costs_the_same_for_one_province_as_for_three(centre, django_assert_num_queries):
    cast.lamphun(), cast.round_()
    with django_assert_num_queries(9):
        centre.get(page("round_closing"))

    cast.roi_et(), cast.province(slug="trat", name="ตราด", code="23")
    with django_assert_num_queries(9):
        centre.get(page("round_closing"))
