"""The nation in one round: from a cell to its row, chosen and printed; a call noted; map and trends by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports import actions
from reports.models import CallNote, Line
from tests import cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser


@pytest.fixture
def reports(portal):
    """Lamphun has sent a report with a done first row, Roi Et has a draft."""
    report = cast.report()
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    line.result, line.status, line.status_follows = "ลงทะเบียนแล้ว", "in_progress", False
    line.save()
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)
    cast.report(of=cast.roi_et())
    return report


def test_from_the_matrix_to_a_row_chosen_and_printed(somebody, reports):
    reviewer = somebody(signed_in=cast.reviewer(), hands=Keyboard())
    reviewer.open("round_matrix_page", reports.round_id)
    reviewer.look("matrix")

    reviewer.choose(reviewer.box("ภาค"), "ภาคเหนือ")
    reviewer.press("แสดง")
    rows = reviewer.page.locator(".matrix tbody tr")
    expect(rows).to_have_count(17)
    row = rows.filter(has_text="ลำพูน")
    expect(row).to_contain_text("อยู่ระหว่างฯ")
    reviewer.look("chosen")
    reviewer.page.emulate_media(media="print")
    expect(reviewer.page.locator(".nation-filter")).to_be_hidden()
    reviewer.picture("on-paper")
    reviewer.page.emulate_media(media="screen")

    reviewer.follow(row.get_by_role("link", name="อยู่ระหว่างฯ").first)
    assert reviewer.page.url.endswith(f"{reverse('review_report', args=[reports.pk])}#row-1-0")
    expect(reviewer.page.locator("#row-1-0")).to_contain_text("ลงทะเบียนแล้ว")


def test_the_head_and_the_names_stay_while_the_matrix_scrolls(somebody, reports):
    reviewer = somebody(signed_in=cast.reviewer()).open("round_matrix_page", reports.round_id)
    box = reviewer.page.locator(".matrix-box")

    box.evaluate("box => box.scrollTo(600, 900)")

    inside = box.bounding_box()
    corner = reviewer.page.locator(".matrix thead th").first.bounding_box()
    assert abs(corner["x"] - inside["x"]) < 3
    assert abs(corner["y"] - inside["y"]) < 3


@pytest.mark.parametrize("javascript", [True, False])
def test_a_call_is_noted_and_one_is_back_at_its_place(somebody, reports, javascript):
    reviewer = somebody(signed_in=cast.reviewer(), hands=Keyboard(), javascript=javascript)
    reviewer.open("round_due_day", reports.round_id)
    reviewer.sees("รายชื่อโทรติดตาม")
    box = reviewer.page.locator("#call-roi-et-text")

    reviewer.write(box, "จะส่งพรุ่งนี้ เวลา 10 น.")
    with reviewer.page.expect_navigation():
        reviewer.page.keyboard.press("Enter")

    assert reviewer.page.url.endswith("#call-roi-et")
    expect(reviewer.page.locator("#call-roi-et")).to_contain_text("จะส่งพรุ่งนี้ เวลา ๑๐ น.")
    expect(reviewer.page.locator("#call-roi-et")).to_be_in_viewport()
    assert [note.text for note in CallNote.objects.all()] == ["จะส่งพรุ่งนี้ เวลา 10 น."]
    if javascript:
        reviewer.look("due-day")


def test_nothing_typed_is_lost_when_a_note_cannot_be_kept(somebody, reports):
    reviewer = somebody(signed_in=cast.reviewer()).open("round_due_day", reports.round_id)
    words = "ก" * 1_001

    reviewer.write(reviewer.page.locator("#call-roi-et-text"), words)
    reviewer.press(reviewer.page.locator("#call-roi-et").get_by_role("button"))

    expect(reviewer.page.locator("#call-roi-et-text")).to_have_value(words)
    reviewer.look("too-long")


def test_the_map_and_the_trends(somebody, reports):
    reviewer = somebody(signed_in=cast.reviewer(), hands=Keyboard())
    reviewer.open("round_map", reports.round_id)
    reviewer.look("map")
    reviewer.follow("จำนวนขั้นตอนที่รายงาน")
    reviewer.look("map-coverage")
    square = reviewer.page.get_by_role("link", name="จังหวัดลำพูน:", exact=False)
    reviewer.follow(square)
    assert reviewer.page.url.endswith(reverse("review_report", args=[reports.pk]))

    reviewer.open("round_trends", reports.round_id)
    reviewer.follow(reviewer.page.get_by_role("link", name="ภาคเหนือ", exact=True))
    reviewer.sees("๑ จาก ๑๗")
    reviewer.look("trends")
