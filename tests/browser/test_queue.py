"""The reviewer's queue in a browser: by keys, many at once with second thoughts, and who has which provinces."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from ita_portal.models import Province
from reports.models import Assignment, Report
from tests import bulk, cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser


@pytest.fixture
def waiting(portal):
    """Three reports that wait, two of them read by the reviewer."""
    provinces = Province.objects.filter(slug__in=["lamphun", "roi-et", "yasothon"]).order_by("code")
    reports = [cast.submitted(of=province) for province in provinces]
    for report in reports[:2]:
        bulk.read(report)
    return reports


def states() -> dict[str, str]:
    return dict(Report.objects.values_list("province__slug", "state"))


def test_the_queue_is_worked_by_keys(somebody, waiting):
    reviewer = somebody(signed_in=cast.reviewer(), hands=Keyboard())
    reviewer.open("review_round", waiting[0].round_id)
    reviewer.look("queue")
    rows = reviewer.page.locator("[data-queue] tbody th a")
    keys = reviewer.page.keyboard

    keys.press("j")
    expect(rows.nth(0)).to_be_focused()
    keys.press("j")
    keys.press("x")
    expect(reviewer.page.get_by_label("เลือกจังหวัดยโสธร")).not_to_be_checked()
    keys.press("j")
    keys.press("j")
    expect(rows.nth(2)).to_be_focused()
    keys.press("k")
    expect(rows.nth(1)).to_be_focused()
    assert reviewer.page.locator("[data-queue] input:checked").count() == 1
    with reviewer.page.expect_navigation():
        keys.press("Enter")

    assert reviewer.page.url.endswith(f"/review/reports/{waiting[1].pk}/")


@pytest.mark.parametrize("way", [{}, {"javascript": False}], ids=["scripts", "no-scripts"])
def test_many_are_accepted_and_one_is_undone(way, somebody, waiting):
    reviewer = somebody(signed_in=cast.reviewer(), **way)
    reviewer.open("review_round", waiting[0].round_id)

    for report in waiting:
        reviewer.tick(reviewer.page.get_by_label(f"เลือก{report.province}"))
    reviewer.press("รับรายงาน…")
    reviewer.look("preview")
    reviewer.sees("ท่านยังไม่ได้อ่านฉบับล่าสุด")
    reviewer.press("รับรายงาน ๒ จังหวัด")
    reviewer.look("result")
    assert states()["yasothon"] == states()["roi-et"] == "accepted"
    reviewer.press("ยกเลิกการรับ จังหวัดยโสธร")
    reviewer.look("undone")

    assert states() == {"lamphun": "submitted", "roi-et": "accepted", "yasothon": "submitted"}
    assert Client().get(reverse("public_report", args=[2567, 6, "roi-et"])).status_code == 404


def test_many_are_returned_with_the_same_words(somebody, waiting):
    reviewer = somebody(signed_in=cast.reviewer(), hands=Keyboard())
    reviewer.open("review_round", waiting[0].round_id)

    for report in waiting:
        reviewer.tick(reviewer.page.get_by_label(f"เลือก{report.province}"))
    reviewer.press("ส่งคืนให้แก้ไข…")
    reviewer.look("return")
    reviewer.press("ส่งคืนให้แก้ไข ๓ จังหวัด")
    reviewer.look("nothing-written")
    reviewer.write(reviewer.box("ข้อทักท้วงถึงทุกจังหวัดที่เลือก"), "โปรดแนบหลักฐาน")
    reviewer.press("ส่งคืนให้แก้ไข ๓ จังหวัด")

    reviewer.sees("โปรดแนบหลักฐาน")
    assert set(states().values()) == {"returned"}


def test_provinces_are_given_to_reviewers(somebody, waiting):
    central = somebody(signed_in=cast.central(), hands=Keyboard())
    central.open("round_assignments", waiting[0].round_id)
    central.look("assignments")

    central.choose(central.page.locator("#region-region"), "ภาคเหนือ")
    central.choose(central.page.locator("#region-to"), str(cast.reviewer().pk))
    central.press("มอบหมายทั้งภาค")
    central.look("assigned")

    assert set(Assignment.objects.values_list("reviewer__username", flat=True)) == {"reviewer"}
    assert Assignment.objects.count() == Province.objects.filter(region="ภาคเหนือ").count()
