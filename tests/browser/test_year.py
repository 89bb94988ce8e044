"""A plan made by clicking months, seen as the year's picture and printed: by keyboard, and without scripts."""

import pytest
from playwright.sync_api import expect

from calendar_app import plan_actions, plans
from calendar_app.models import Schedule
from ita_portal import thai
from tests import cast
from tests.browser.hands import Keyboard
from tests.browser.test_main_path import pdf_after
from tests.printed import pdf_text, unspaced

pytestmark = pytest.mark.browser


def windows() -> list[str]:
    """What the plan of Lamphun holds, as it is written."""
    schedule = Schedule.objects.select_related("province").get(province__slug="lamphun")
    return [
        thai.write_window(span.window)
        for phase in plans.phases_of(schedule)
        for row in phase.rows
        for span in row.spans
    ]


def months(person, number: str):
    return person.page.get_by_role("group", name=f"เดือนที่ดำเนินการ กิจกรรม {number}", exact=True)


def test_a_plan_is_made_by_keyboard_seen_and_printed(somebody, lamphun, printing):
    clerk = somebody(signed_in=cast.clerk(), hands=Keyboard()).open("plan_edit", 2567)
    clerk.press("เริ่มจากแผนเปล่า")
    clerk.press("เพิ่มช่วงการดำเนินงาน")
    clerk.write(clerk.page.locator("textarea[name$='-title']").last, "ช่วงเตรียมความพร้อม")
    clerk.press(clerk.page.get_by_role("button", name="เพิ่มกิจกรรม"))
    clerk.write(clerk.page.locator("textarea[name$='-text']"), "ประชุมคณะทำงาน")
    group = months(clerk, "๑.๑")
    clerk.tick(group.get_by_label("ธ.ค."))
    clerk.page.keyboard.press("ArrowRight")
    clerk.page.keyboard.press("Space")
    box = clerk.page.locator("textarea[name$='-windows']")
    expect(box).to_have_value("เดือนธันวาคม ๒๕๖๖ - มกราคม ๒๕๖๗")
    clerk.tick(group.get_by_label("มี.ค."))
    expect(box).to_have_value("เดือนธันวาคม ๒๕๖๖ - มกราคม ๒๕๖๗\nเดือนมีนาคม ๒๕๖๗")
    clerk.look("clicked")
    clerk.press(clerk.page.locator("[data-save]"))
    assert windows() == ["เดือนธันวาคม ๒๕๖๖ - มกราคม ๒๕๖๗", "เดือนมีนาคม ๒๕๖๗"]

    clerk.follow("ดูแผนและผลตลอดปี")
    clerk.sees("จังหวัด ธ.ค. ๒๕๖๖ - ม.ค. ๒๕๖๗")
    clerk.look("year")
    paper, _ = pdf_after(clerk, lambda: clerk.hands.press(clerk.button("เปิด PDF ของแผน")))
    assert unspaced("๑.๑ ประชุมคณะทำงาน ← → ↔") in pdf_text(paper)


def test_clicks_do_the_same_without_scripts(somebody, lamphun):
    cast.calendar()
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)
    clerk = somebody(signed_in=cast.clerk(), javascript=False).open("plan_edit", 2567)

    clerk.tick(months(clerk, "๑.๑").get_by_label("ก.พ."))
    clerk.press(clerk.page.locator("[data-save]"))

    assert windows()[:2] == ["๑ - ๓๑ มกราคม ๒๕๖๗", "เดือนกุมภาพันธ์ ๒๕๖๗"]
    clerk.sees("อยู่นอกช่วงของสำนักงาน ป.ป.ช.")
    clerk.look("outside")


def test_a_month_taken_off_comes_out_of_what_was_typed(somebody, lamphun):
    cast.calendar()
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)
    clerk = somebody(signed_in=cast.clerk()).open("plan_edit", 2567)
    box = clerk.page.locator("textarea[name$='-windows']").nth(0)

    clerk.write(box, "ธันวาคม 2566\nเดือนมีนาคม ๒๕๖๗")
    clerk.tick(months(clerk, "๑.๑").get_by_label("มี.ค."))
    clerk.tick(months(clerk, "๑.๑").get_by_label("ม.ค."))
    clerk.press(clerk.page.locator("[data-save]"))

    assert windows()[0] == "เดือนธันวาคม ๒๕๖๖"


def test_the_year_at_the_centre(somebody, lamphun):
    cast.calendar()
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)
    cast.submitted(of=lamphun)
    reviewer = somebody(signed_in=cast.reviewer()).open("public_calendar", 2567)
    reviewer.look("calendar")

    reviewer.follow(reviewer.page.locator(".plans-of-year a"))

    reviewer.sees("แผนและผลตลอดปี")
    reviewer.look("year")


def test_last_years_plan_moves_on(somebody, lamphun):
    cast.calendar()
    cast.calendar(fiscal_year=2568, steps=cast.STEPS[:2])
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)
    clerk = somebody(signed_in=cast.clerk(), hands=Keyboard()).open("plan_edit", 2568)
    clerk.look("start")

    clerk.press("เริ่มจากแผนปี ๒๕๖๗")

    clerk.sees("ขั้นตอนของปีก่อนที่ต้องดูอีกครั้ง")
    clerk.look("plan")
    clerk.press("รับทราบแล้ว")
    expect(clerk.page.get_by_text("ขั้นตอนของปีก่อนที่ต้องดูอีกครั้ง")).to_have_count(0)
