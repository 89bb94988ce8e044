"""The page of days off: by year, one by one, pasted, taken out."""

from datetime import date

import pytest
from django.urls import reverse

from calendar_app.models import Holiday
from tests import cast

pytestmark = pytest.mark.django_db

PAGE = "/review/holidays/"


@pytest.fixture
def centre(client):
    client.force_login(cast.central())
    return client


def said(response) -> str:
    return " ".join(response.content.decode().split())


def known() -> dict[date, str]:
    return dict(Holiday.objects.values_list("day", "name"))


def test_a_year_without_days_off_says_so(centre):
    Holiday.objects.create(day=date(2024, 4, 15), name="วันสงกรานต์")

    assert "ยังไม่มีวันหยุดของปีนี้" in said(centre.get(f"{PAGE}?year=2566"))
    full = said(centre.get(f"{PAGE}?year=๒๕๖๗"))
    assert "วันจันทร์ที่ ๑๕ เมษายน ๒๕๖๗</span> วันสงกรานต์" in full
    assert "ยังไม่มีวันหยุดของปีนี้" not in full


@pytest.mark.parametrize("year", ["", "x", "0", "99999", "-2567", "0001"])
def test_a_year_that_is_none_is_answered(centre, year):
    assert centre.get(PAGE, {"year": year}).status_code == 200


def test_a_day_is_added_and_named_anew(centre):
    first = centre.post(PAGE, {"day": "13 เม.ย. 2567", "name": " วันสงกรานต์ "})
    assert first["Location"] == f"{PAGE}?year=2567"
    centre.post(PAGE, {"day": "๑๓/๔/๒๕๖๗", "name": "วันสงกรานต์ (ผู้สูงอายุ)"})

    assert known() == {date(2024, 4, 13): "วันสงกรานต์ (ผู้สูงอายุ)"}
    assert Holiday.history.first().history_user == cast.central()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "31 เม.ย. 2567"}, "ไม่มีวันที่ ๓๑ เมษายน ๒๕๖๗"),
        ({"day": "13-15 เม.ย. 2567"}, "โปรดพิมพ์วันเดียว"),
        ({"name": ""}, "โปรดพิมพ์ชื่อวันหยุด"),
        ({"name": "ก" * 121}, "120"),
    ],
)
def test_what_is_no_day_off_is_told_and_stays(centre, typed, sentence):
    answer = centre.post(PAGE, {"day": "13 เม.ย. 2567", "name": "วันสงกรานต์"} | typed)

    assert answer.status_code == 422
    assert sentence in said(answer) or "๑๒๐" in said(answer)
    assert known() == {}


def test_a_list_is_pasted_whole(centre):
    lines = "13-15 เม.ย. วันสงกรานต์\r\nวันแรงงาน\t1 พ.ค. 2567\r\n"

    answer = centre.post(f"{PAGE}paste/", {"year": "2567", "lines": lines}, follow=True)

    assert known() == {
        **{date(2024, 4, day): "วันสงกรานต์" for day in (13, 14, 15)},
        date(2024, 5, 1): "วันแรงงาน",
    }
    assert "เพิ่ม ๔ วัน เปลี่ยนชื่อ ๐ วัน คงเดิม ๐ วัน" in said(answer)


def test_a_list_with_a_bad_line_is_kept_and_the_line_told(centre):
    lines = "13 เม.ย. 2567 วันสงกรานต์\nพรุ่งนี้หยุด"

    answer = centre.post(f"{PAGE}paste/", {"year": "2567", "lines": lines})

    assert answer.status_code == 422
    assert "บรรทัดที่ ๒ “พรุ่งนี้หยุด”" in said(answer)
    assert "13 เม.ย. 2567 วันสงกรานต์ พรุ่งนี้หยุด" in said(answer)
    assert known() == {}


def test_a_day_is_taken_out_once(centre):
    pk = Holiday.objects.create(day=date(2024, 4, 15), name="วันสงกรานต์").pk
    address = reverse("holiday_remove", args=[pk])

    first, second = centre.post(address, follow=True), centre.post(address, follow=True)

    assert known() == {}
    assert "นำ ๑๕ เมษายน ๒๕๖๗ วันสงกรานต์ ออกแล้ว" in said(first)
    assert "นำออกไปแล้ว" in said(second)


def test_a_list_of_a_session_that_ended_comes_back(client):
    answer = client.post(f"{PAGE}paste/", {"year": "2567", "lines": "13 เม.ย. วันสงกรานต์"})

    assert (answer.status_code, "13 เม.ย. วันสงกรานต์" in said(answer)) == (403, True)
    assert '<input type="hidden" name="year" value="2567">' in said(answer)


def test_other_roles_of_the_centre_read(client):
    client.force_login(cast.reviewer())

    page = said(client.get(PAGE))

    assert "การแก้ไขทำได้เฉพาะผู้ดูแลระบบส่วนกลาง" in page
    assert "เพิ่มวันหยุด</button>" not in page


def test_the_page_costs_the_same_for_one_day_as_for_three(centre, django_assert_num_queries):
    for count in (1, 2):
        Holiday.objects.create(day=date(2024, 4, count), name="วันหยุด")
        with django_assert_num_queries(5):
            centre.get(f"{PAGE}?year=2567")
