"""The centre takes a table out, edits it, looks at what would change, and confirms; or is told what is wrong where."""

import pytest

from ita_portal.models import User
from tests import cast
from tests.table_files import PEOPLE, PROVINCES, Workbook

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def central(somebody, lamphun, request):
    return somebody(signed_in=cast.central(), javascript=request.param)


def downloaded(person, press) -> Workbook:
    with person.page.expect_download() as download:
        press()
    return Workbook(download.value.path().read_bytes())


def choose(person, book: Workbook, folder) -> None:
    """Choose a file that was edited, and look at it first."""
    path = folder / "ตาราง.xlsx"
    path.write_bytes(book.saved())
    person.box("ไฟล์ที่จะนำเข้า").set_input_files(path)
    person.press("ตรวจดูก่อน")


def row_of(book: Workbook, key: str) -> int:
    return next(row for row in range(4, 200) if book.sheet.cell(row, 1).value == key)


def test_provinces_are_taken_out_edited_and_taken_in(central, lamphun, tmp_path):
    central.open(f"admin:{PROVINCES}_changelist")
    central.follow("ส่งออก")
    central.look("export")
    book = downloaded(central, central.button("ดาวน์โหลด").click)
    row = row_of(book, "51")

    central.open(f"admin:{PROVINCES}_changelist")
    central.follow("นำเข้าจากไฟล์")
    central.look("import")
    choose(central, book.write(row, email="hr๑@gmail.com", cluster_no="สิบ"), tmp_path)
    central.sees("ยังนำเข้าไม่ได้: มี ๒ แห่งที่ต้องแก้")
    central.sees("ช่องนี้ใช้เลขอารบิก (0-9) เท่านั้น")
    central.look("wrong")

    book.write(row, email="hr1@gmail.com", cluster_no=15, phone="0 5351 2000")
    choose(central, book, tmp_path)
    central.sees("ตรวจดูก่อน: เพิ่ม ๐ รายการ แก้ไข ๑ รายการ คงเดิม ๗๖ รายการ ไม่มีรายการใดถูกลบ")
    central.look("looked-at")
    central.press("ยืนยันการนำเข้า")

    central.sees("นำเข้าแล้ว: เพิ่ม ๐ รายการ แก้ไข ๑ รายการ คงเดิม ๗๖ รายการ")
    lamphun.refresh_from_db()
    assert (lamphun.phone, lamphun.email) == ("0 5351 2000", "hr1@gmail.com")

    central.open(f"admin:{PROVINCES}_import")
    choose(central, book, tmp_path)
    central.sees("ไฟล์นี้ตรงกับข้อมูลในระบบทั้ง ๗๗ รายการ ไม่มีอะไรต้องนำเข้า")
    central.look("nothing-to-do")


def test_a_form_is_filled_in_and_roles_are_ticked(central, tmp_path):
    central.open(f"admin:{PEOPLE}_import")
    book = downloaded(central, central.link("แบบกรอกบัญชีผู้ใช้ (.xlsx)").click)
    book.write(5, username="nan", name="คนใหม่", role="ผู้ตรวจรายงาน", is_active="ใช่")

    choose(central, book, tmp_path)
    central.sees("nan (คนใหม่): บัญชีใหม่ → ผู้ตรวจรายงาน")
    central.look("roles")
    central.tick(central.box("ตรวจแล้ว บทบาทของ ๑ บัญชีข้างต้นถูกต้อง"))
    central.press("ยืนยันการนำเข้า")

    central.sees("บัญชีใหม่ ๑ บัญชียังเข้าสู่ระบบไม่ได้")
    assert not User.objects.get(username="nan").has_usable_password()
