"""The front page, the lists of published reports, the calendar, and what the portal says of itself."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from calendar_app import plan_actions
from calendar_app.models import CalendarRevision
from ita_portal import thai
from reports import actions
from tests import cast

pytestmark = pytest.mark.django_db

APRIL = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def trat():
    return cast.province(slug="trat", name="ตราด", code="23", region="ภาคตะวันออก")


# The front page ----------------------------------------------------------------------------------


@time_machine.travel(APRIL, tick=False)
def test_the_front_page_names_published_reports_and_todays_steps(client):
    cast.accepted()
    cast.submitted(of=cast.roi_et())

    response = client.get("/")

    page, words = response.content.decode(), words_of(response)
    assert response.status_code == 200
    assert 'href="/reports/2567/6/lamphun/"' in page
    assert 'href="/reports/2567/6/roi-et/"' not in page
    assert "เผยแพร่แล้ว ๑ จาก ๒ จังหวัด" in words
    assert "วันนี้ ๑๐ เมษายน ๒๕๖๗ อยู่ในช่วงเวลานี้ การเก็บรวบรวมข้อมูลตามแบบวัด IIT" in words
    assert "ขั้นตอนถัดไป การประมวลผลและจัดทำรายงานผลการประเมิน ๒ - ๓๑ กรกฎาคม ๒๕๖๗" in words
    assert f'href="{reverse("account_login")}"' in page


def test_years_later_the_front_page_says_that_the_calendar_is_over(client):
    cast.calendar()

    with time_machine.travel(datetime(2026, 11, 22, 9, 0, tzinfo=thai.BANGKOK), tick=False):
        words = words_of(client.get("/"))

    assert "ทุกขั้นตอนในปฏิทินปีงบประมาณ พ.ศ. ๒๕๖๗ สิ้นสุดแล้ว" in words
    assert "ปฏิทินปีงบประมาณ พ.ศ. ๒๕๗๐ ยังไม่มีในระบบ" in words


def test_an_empty_portal_still_says_what_it_is(client):
    response = client.get("/")

    assert response.status_code == 200
    assert "ยังไม่มีรอบรายงาน" in words_of(response)
    assert "ยังไม่มีปฏิทินที่มีผลใช้" in words_of(response)


@pytest.mark.parametrize(
    ("person", "place"),
    [
        (cast.clerk, "province_home"),
        (cast.head, "province_home"),
        (cast.reviewer, "review_home"),
        (cast.central, "review_home"),
        (cast.inspector, "review_home"),
    ],
)
def test_a_signed_in_person_is_led_to_their_desk(client, person, place):
    client.force_login(person())

    front, desk = client.get("/"), client.get("/desk/")

    assert (front.status_code, front["Location"]) == (302, "/desk/")
    assert (desk.status_code, desk["Location"]) == (302, reverse(place))


def test_nobody_has_no_desk(client):
    assert client.get("/desk/")["Location"] == "/accounts/login/?next=/desk/"


@pytest.mark.parametrize("address", ["/", "/reports/"])
def test_the_lists_cost_the_same_for_three_reports(client, django_assert_num_queries, address):
    cast.accepted()
    queries = {"/": 5, "/reports/": 3}[address]

    with django_assert_num_queries(queries):
        client.get(address)
    cast.accepted(of=cast.roi_et())
    cast.accepted(of=trat())
    with django_assert_num_queries(queries):
        client.get(address)


# Rounds ------------------------------------------------------------------------------------------


@time_machine.travel(APRIL, tick=False)
def test_a_round_lists_its_published_reports_by_region(client):
    for province in (cast.lamphun(), cast.roi_et(), trat()):
        cast.accepted(of=province)
    withdrawn = cast.accepted(of=cast.province(slug="nan", name="น่าน", code="55"))
    actions.withdraw(report=withdrawn, by=cast.central(), reason="ผิด")

    response = client.get("/reports/2567/6/")

    words = words_of(response)
    assert response.status_code == 200
    assert "เผยแพร่แล้ว ๓ จาก ๔ จังหวัด" in words
    assert re.findall(r'<a href="/reports/2567/6/([a-z-]+)/"', response.content.decode()) == [
        "trat",
        "roi-et",
        "lamphun",
    ]
    assert "ภาคเหนือ ๑ จังหวัด ลำพูน ฉบับที่ส่ง ครั้งที่ ๑ ๑๐ เม.ย. ๒๕๖๗ PDF" in words
    assert 'href="/reports/2567/6/lamphun.pdf"' in response.content.decode()


def test_a_round_without_reports_says_so(client):
    cast.round_()

    response = client.get("/reports/2567/6/")

    assert response.status_code == 200
    assert "ยังไม่มีรายงานที่เผยแพร่ในรอบนี้" in words_of(response)


def test_a_round_that_publishes_later_says_when(client):
    cast.round_(publishes_on=date(2024, 5, 1))

    with time_machine.travel(APRIL, tick=False):
        cast.accepted()
        words = words_of(client.get("/reports/2567/6/"))

    assert "รายงานรอบนี้เผยแพร่ตั้งแต่วันที่ ๑ พฤษภาคม ๒๕๖๗" in words
    assert "ลำพูน" not in words


@pytest.mark.parametrize("address", ["/reports/2567/12/", "/reports/2567/9/", "/reports/2566/6/"])
def test_a_round_that_does_not_exist_is_not_found(client, address):
    cast.round_()

    assert client.get(address).status_code == 404


def test_a_round_costs_the_same_for_three_reports(client, django_assert_num_queries):
    cast.accepted()

    with django_assert_num_queries(3):
        client.get("/reports/2567/6/")
    cast.accepted(of=cast.roi_et())
    cast.accepted(of=trat())
    with django_assert_num_queries(3):
        client.get("/reports/2567/6/")


# The calendar ------------------------------------------------------------------------------------


@time_machine.travel(APRIL, tick=False)
def test_the_calendar_says_in_words_where_today_stands(client):
    cast.calendar()

    response = client.get("/calendars/2567/")

    words = words_of(response)
    assert response.status_code == 200
    assert "วันนี้ ๑๐ เมษายน ๒๕๖๗: อยู่ในช่วงของ ๑ ขั้นตอน" in words
    assert "การลงทะเบียนเข้าสู่ระบบ ITAS ๑ - ๓๑ มกราคม ๒๕๖๗ - สิ้นสุดแล้ว" in words
    assert "แบบวัด IIT ๑ มกราคม - ๑ กรกฎาคม ๒๕๖๗ - อยู่ในช่วงเวลานี้" in words
    assert "๒ - ๓๑ กรกฎาคม ๒๕๖๗ - ยังไม่ถึงช่วงเวลา" in words
    assert "ฉบับปรับปรุงครั้งที่ ๑" in words
    assert "ยังไม่ครบ" not in words


def test_an_incomplete_calendar_says_so_and_guides(client):
    revision = cast.calendar()
    revision.complete = False
    revision.save()
    step = revision.steps.first()
    step.guidance, step.owner = "ระบุเลขที่คำสั่ง 1 ฉบับ", "province"
    step.save()

    words = words_of(client.get("/calendars/2567/"))

    assert "ขั้นตอนของปีนี้ยังไม่ครบ" in words
    assert "สิ่งที่ควรรายงาน ระบุเลขที่คำสั่ง ๑ ฉบับ" in words
    assert "๑ - ๓๑ มกราคม ๒๕๖๗ จังหวัด" in words


def test_calendars_leads_to_the_running_year_or_the_newest_before_it(client):
    cast.calendar()
    cast.calendar(fiscal_year=2566, steps=[])

    with time_machine.travel(datetime(2023, 5, 1, tzinfo=thai.BANGKOK), tick=False):
        in_2566 = client.get("/calendars/")
    with time_machine.travel(datetime(2026, 11, 22, tzinfo=thai.BANGKOK), tick=False):
        in_2570 = client.get("/calendars/")

    assert in_2566["Location"] == "/calendars/2566/"
    assert in_2570["Location"] == "/calendars/2567/"
    assert 'href="/calendars/2566/"' in client.get("/calendars/2567/").content.decode()


def test_only_calendars_in_force_are_shown(client):
    CalendarRevision.objects.create(fiscal_year=2568, number=1)

    assert client.get("/calendars/2568/").status_code == 404
    assert "ยังไม่มีปฏิทินที่มีผลใช้" in words_of(client.get("/calendars/"))


# About -------------------------------------------------------------------------------------------


def test_about_names_the_centre_and_the_personal_data_kept(client):
    cast.round_()

    response = client.get("/about/")

    page, words = response.content.decode(), words_of(response)
    assert response.status_code == 200
    assert "ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐" in words
    assert "อย่างน้อย ๙๐ วัน" in words
    assert [f'id="{anchor}"' in page for anchor in ("contact", "privacy", "accessibility")] == [
        True
    ] * 3


def test_about_works_in_an_empty_portal(client):
    assert client.get("/about/").status_code == 200


def test_the_calendar_of_a_year_leads_to_the_plans_of_its_provinces(client):
    cast.calendar()
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)

    page = client.get("/calendars/2567/").content.decode()

    assert '<a href="/plans/2567/lamphun/">จังหวัดลำพูน</a>' in page
