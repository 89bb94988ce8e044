"""A year's calendar in the browser: pasted, typed and carried over, revised, put in force, taken over by a clerk."""

import pytest
from playwright.sync_api import expect

from calendar_app.models import CalendarRevision
from reports.models import Report
from tests import cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

TABLE = """ที่\tขั้นตอน\tช่วงระยะเวลา\tผู้รับผิดชอบ
1\tการลงทะเบียนเข้าใช้ระบบ ITAS\t1-31 ม.ค. 68\tจังหวัด
2\tการประกาศผล\tเร็ว ๆ นี้\tสำนักงาน ป.ป.ช."""


def rows(person, name: str):
    return person.page.locator(f"[name$='-{name}']:not([type=hidden])")


def test_a_year_is_pasted_and_carried_over(somebody):
    central = somebody(signed_in=cast.central()).open("years_home")
    central.look("years")
    central.follow(central.page.get_by_role("link", name="ทำปฏิทินใหม่"))
    central.write(central.page.locator("#fiscal_year"), "2568")
    central.press("เปลี่ยนปี")
    central.look("new")
    central.write(central.page.locator("#text"), TABLE)
    central.press("อ่านตารางเป็นร่าง")
    central.look("read")
    central.sees("อ่านเป็นวันที่ไม่ได้")
    central.sees("1-31 ม.ค. 68")
    central.open("calendar_new")
    central.write(central.page.locator("#fiscal_year"), "2569")
    central.press("เปลี่ยนปี")
    central.press("คัดลอกจากปี ๒๕๖๗")
    central.look("carried-over")
    central.press("ตรวจแล้วทุกขั้นตอนที่เหลือ")

    expect(central.page.get_by_text("ยังเป็นวันที่เลื่อนจากปีก่อน")).to_have_count(0)


def test_a_calendar_is_typed_by_keyboard_without_scripts(somebody):
    central = somebody(signed_in=cast.central(), hands=Keyboard(), javascript=False)
    central.open("calendar_new")
    central.press("เริ่มจากตารางเปล่า")
    central.write(rows(central, "title").first, "การลงทะเบียน")
    central.write(rows(central, "when").first, "1-31 ม.ค.")
    central.press("เพิ่มแถวท้ายตาราง")
    central.write(rows(central, "title").last, "การประกาศผล")
    central.press("บันทึกร่าง")
    central.look("typed")

    steps = CalendarRevision.objects.get(in_force_since=None).steps.values_list("title", flat=True)
    assert list(steps) == ["การลงทะเบียน", "การประกาศผล"]


def test_a_revision_is_put_in_force_and_a_clerk_takes_it_over(somebody):
    report = cast.report()
    central = somebody(signed_in=cast.central())
    central.open("calendar_page", report.calendar_id)
    central.press("ทำสำเนาเป็นฉบับปรับปรุงใหม่")
    central.write(rows(central, "when").first, "1 - 29 ก.พ. 2567")
    central.press("บันทึกแล้วดูผลกระทบ")
    central.look("force")
    central.sees("อยู่นอกช่วงของสำนักงาน ป.ป.ช.")
    central.tick(central.box("ข้าพเจ้าอ่านสิ่งที่เปลี่ยนทั้งหมดแล้ว"))
    central.press("ประกาศใช้ฉบับนี้")
    central.look("in-force")

    clerk = somebody(signed_in=cast.clerk(), hands=Keyboard()).open("report_edit", report.pk)
    clerk.follow("ปรับตามปฏิทินฉบับปรับปรุงครั้งที่ ๒")
    clerk.look("adapt")
    clerk.press("ปรับรายการที่เลือก")
    clerk.sees("รายงานเป็นไปตามปฏิทินฉบับที่มีผลใช้แล้ว")

    assert Report.objects.get(pk=report.pk).calendar.number == 2
