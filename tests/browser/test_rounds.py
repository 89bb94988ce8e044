"""A round in the hands of the centre: made, rehearsed, opened, extended, closed; by the keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from calendar_app.models import Holiday, Round
from ita_portal import thai
from tests import cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

TELEPHONE = {"width": 320, "height": 640}


def next_monday():
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def test_a_round_is_made_rehearsed_opened_extended_and_closed(somebody):
    cast.clerk(), cast.head(), cast.roi_et()
    cast.calendar(fiscal_year=thai.fiscal_year_of(timezone.localdate()))
    year, monday = thai.fiscal_year_of(timezone.localdate()), next_monday()
    Holiday.objects.create(day=monday + timedelta(days=28), name="วันหยุดชดเชย")
    central = somebody(signed_in=cast.central(), hands=Keyboard()).open("round_new", year)
    central.write(central.box("ชื่อรายงาน"), "รายงานผลการดำเนินการ\nจังหวัด{province}")
    central.write(central.box("วันเปิดรับรายงาน"), thai.write_date(timezone.localdate()))
    central.write(central.box("กำหนดส่ง"), thai.write_date(monday + timedelta(days=28)))
    central.press("ดูตัวอย่างแบบพิมพ์")
    central.sees("วันหยุดชดเชย")
    central.look("new-round")
    central.press("เพิ่มรอบรายงาน")

    central.sees("จังหวัดยังไม่เห็นรอบนี้จนกว่าจะกดเปิดรอบรายงาน")
    central.look("settings")
    moved = thai.write_date(monday + timedelta(days=29))
    central.press(central.page.get_by_role("button", name=f"ใช้วันที่ {moved}"))
    round_ = Round.objects.get(fiscal_year=year)
    assert (round_.due_on, round_.was_opened) == (monday + timedelta(days=29), False)

    central.follow("หนังสือสั่งการ")
    central.write(central.box("ที่"), "มท 0210.5/ว 1234")
    central.write(central.box("ลงวันที่"), thai.write_date(timezone.localdate()))
    central.write(central.box("เรื่อง"), "การรายงานผล ITA")
    central.write(central.box("หรือลิงก์ของหนังสือ"), "https://www.example.go.th/letter")
    central.press("บันทึกหนังสือ")
    central.look("order-letter")
    central.follow("ซักซ้อมก่อนเปิดรอบ")
    central.sees("ไม่มีหัวหน้าสำนักงาน")
    central.look("rehearsal")
    central.follow("เปิดรอบรายงาน")
    central.look("before-opening")
    central.press("เปิดรอบรายงาน")
    central.sees("ทุกจังหวัดเห็นรอบนี้ที่หน้างานของจังหวัด")
    central.look("opened")

    central.follow("ขยายเวลา")
    until = monday + timedelta(days=40)  # a Saturday
    central.write(central.box("กำหนดส่งใหม่"), thai.write_date(until))
    central.write(central.box("เหตุผล").first, "น้ำท่วมสำนักงานจังหวัด")
    central.tick(central.page.get_by_label("ลำพูน"))
    central.press(central.button("ขยายเวลา"))
    central.sees("เป็นวันหยุดสุดสัปดาห์")
    central.look("extension-on-a-saturday")
    central.press(central.page.get_by_role("button", name="ขยายถึงวันทำการถัดไป"))
    central.look("extended")

    clerk = somebody(signed_in=cast.clerk())
    clerk.page.set_viewport_size(TELEPHONE)
    clerk.open("province_home")
    clerk.sees("น้ำท่วมสำนักงานจังหวัด")
    clerk.sees("มท ๐๒๑๐.๕/ว ๑๒๓๔")
    clerk.look("home")

    central.follow("ปิดรับรายงาน")
    central.sees("เว้นแต่มีการขยายเวลาที่ยังไม่ครบกำหนด")
    central.look("closing")
    central.write(central.box("เหตุผล"), "สิ้นสุดการรับรายงาน")
    central.press("ปิดรับรายงาน")
    central.look("closed")
    central.write(central.box("เหตุผล"), "น้ำท่วมหลายจังหวัด")
    central.press("เปิดรับรายงานอีกครั้ง")
    central.sees("เมื่อปิดรับรายงาน")


def test_days_off_are_pasted_without_scripts_and_read_by_others(somebody):
    central = somebody(signed_in=cast.central(), javascript=False).open("holidays")
    central.write(central.box("วันหยุดหลายวัน"), "13-15 เม.ย. 2568 วันสงกรานต์\nพรุ่งนี้หยุด")
    central.press("บันทึกทั้งรายการ")
    central.sees("บรรทัดที่ ๒")
    central.look("bad-line")
    central.write(central.box("วันหยุดหลายวัน"), "13-15 เม.ย. 2568 วันสงกรานต์")
    central.press("บันทึกทั้งรายการ")
    central.sees("วันอาทิตย์ที่ ๑๓ เมษายน ๒๕๖๘")
    central.look("holidays")

    inspector = somebody(signed_in=cast.inspector()).open("holidays")
    inspector.sees("การแก้ไขทำได้เฉพาะผู้ดูแลระบบส่วนกลาง")
    inspector.look("holidays-read")


def test_what_was_typed_outlives_the_session(somebody):
    round_ = cast.round_()
    central = somebody(signed_in=cast.central()).open("round_settings", round_.pk)
    central.write(central.box("หมายเหตุท้ายรายงาน"), "หมายเหตุที่พิมพ์ไว้นาน")
    central.context.clear_cookies()
    central.press("บันทึกการตั้งค่ารอบ")

    central.sees("หมดเวลาการใช้งาน")
    central.look("session-ended")
    assert "หมายเหตุที่พิมพ์ไว้นาน" in [
        box.input_value() for box in central.page.locator("#unsaved textarea").all()
    ]
