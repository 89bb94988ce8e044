"""An office's people: invited by telephone, handed over, a new head confirmed, contacts looked at once per round."""

import pytest
from playwright.sync_api import expect

from ita_portal.models import User
from tests import cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

TELEPHONE = {"width": 360, "height": 640}
PASSWORD = "เขียว-ขจี-สี่แสน-42"


def test_a_clerk_is_invited_and_comes_home_on_a_telephone(somebody, lamphun):
    head = somebody(signed_in=cast.head(), hands=Keyboard()).open("people")
    head.look("people")
    head.follow("เชิญเจ้าหน้าที่")
    head.look("invite")
    head.write(head.box("คำนำหน้า"), "นาย")
    head.write(head.box("ชื่อและนามสกุล"), "ใหม่ ตัวอย่าง")
    username = head.box("ชื่อผู้ใช้").input_value()
    head.press("เชิญและออกรหัส")
    code = " ".join(head.page.locator(".code-digits").all_inner_texts())
    head.look("code")

    clerk = somebody()
    clerk.page.set_viewport_size(TELEPHONE)
    clerk.open("account_login")
    clerk.follow("ตั้งรหัสผ่านครั้งแรก")
    clerk.look("first-password")
    clerk.page.set_viewport_size(TELEPHONE)
    clerk.write(clerk.box("ชื่อผู้ใช้"), username)
    clerk.write(clerk.box("รหัสครั้งเดียว"), code)
    clerk.write(clerk.box("รหัสผ่านใหม่").first, PASSWORD)
    clerk.write(clerk.box("รหัสผ่านใหม่อีกครั้ง"), PASSWORD)
    clerk.press("ตั้งรหัสผ่านและเข้าสู่ระบบ")

    clerk.sees("งานของจังหวัดลำพูน")
    clerk.look("home")
    head.open("people")
    head.follow("นายใหม่ ตัวอย่าง")
    head.sees("ตั้งรหัสผ่านด้วยรหัสครั้งเดียว")
    head.look("account")


def test_a_clerk_who_leaves_hands_over_and_is_signed_out(somebody, lamphun):
    leaving = somebody(signed_in=cast.clerk()).open("people")
    leaving.look("people-of-a-clerk")
    leaving.follow("เขียนบันทึกส่งมอบงานของท่าน")
    leaving.write(leaving.box("สิ่งที่ค้างอยู่"), "รายงานทำถึงลำดับที่ 3\nรอข้อมูลจากอำเภอแม่ทา")
    leaving.choose(leaving.box("ผู้รับช่วง"), str(cast.head().pk))
    leaving.look("handover")
    leaving.press("ส่งบันทึก")

    head = somebody(signed_in=cast.head()).open("province_home")
    head.sees("รายงานทำถึงลำดับที่ ๓")
    head.look("home-with-note")
    head.press("อ่านแล้ว")
    expect(head.page.get_by_text("บันทึกส่งมอบงานถึงท่าน")).to_have_count(0)
    head.open("person", cast.clerk().pk)
    head.write(head.box("เหตุผล"), "ย้ายไปสำนักงานจังหวัดแพร่")
    head.press("ปิดบัญชี")
    head.sees("บัญชีที่ปิดแล้ว")
    head.look("people-with-closed")

    leaving.open("province_home")
    leaving.sees("เข้าสู่ระบบ")


def test_a_new_head_is_proposed_and_confirmed(somebody, lamphun):
    head = somebody(signed_in=cast.head()).open("head_propose")
    head.look("propose")
    head.choose(head.box("ผู้ที่เสนอ"), str(cast.clerk().pk))
    head.press("เสนอให้ส่วนกลางรับรอง")
    head.look("proposed")

    central = somebody(signed_in=cast.central()).open("head_requests")
    central.look("requests")
    central.tick(central.page.get_by_label("ปิดบัญชีของหัวหน้าคนเดิมด้วย"))
    central.press("รับรองเป็นหัวหน้าสำนักงาน")
    central.sees("ส่วนกลางรับรองแล้ว")
    central.look("confirmed")

    assert [*User.objects.filter(is_active=True, role="province_head")] == [cast.clerk()]


def test_contacts_are_looked_at_and_corrected(somebody, lamphun):
    clerk = somebody(signed_in=cast.clerk(), javascript=False).open("province_home")
    clerk.look("home-asks")
    clerk.follow("แก้ไขข้อมูลติดต่อ")
    clerk.write(clerk.box("โทร."), "0 5351 2000")
    clerk.look("contacts")
    clerk.press("บันทึกข้อมูลติดต่อ")

    clerk.sees("ข้อมูลติดต่อของจังหวัดแก้ไขแล้วเมื่อ")
    clerk.look("home-answered")
