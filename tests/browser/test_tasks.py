"""From the list of what is left to the cell and back, a secret explained, kept or masked, and what everyone reads."""

import pytest
from playwright.sync_api import expect

from reports.models import Line
from tests import cast
from tests.browser.editor import Editor
from tests.browser.hands import Keyboard
from tests.explaining import CODE, EMAIL, about, write

pytestmark = pytest.mark.browser

WHY_CODE = "แบบวัดปิดรับคำตอบแล้ว"
WHY_EMAIL = "กล่องจดหมายกลางของอำเภอ"
RESULT = f"แบบวัด IIT รหัสผู้ตอบ {CODE} ถาม {EMAIL}"

WAYS = {
    "mouse": {},
    "without-scripts": {"javascript": False},
    "keyboard": {"hands": Keyboard(), "looks_closely": False},
}


@pytest.fixture
def report(lamphun):
    cast.reviewer()
    return write(cast.report(), "ลงทะเบียนแล้ว", status="done")


@pytest.mark.parametrize("way", WAYS)
def test_what_is_left_is_found_explained_and_masked(way, somebody, report):
    clerk = somebody(signed_in=cast.clerk(), **WAYS[way]).open("province_home")
    clerk.follow("รายการที่ยังต้องทำ")
    clerk.look("tasks")

    second = Line.objects.filter(group__report=report).order_by("group__order")[1]
    clerk.follow("ทำต่อที่ ลำดับที่ ๒")
    expect(clerk.page).to_have_url(clerk.page.url.split("#")[0] + f"#l{second.pk}-result")
    editor = Editor(clerk)
    if clerk.javascript:
        expect(editor.result(2)).to_be_focused()
    clerk.write(editor.result(2), RESULT)
    clerk.choose(editor.status(2), "in_progress")
    clerk.hands.press(clerk.page.locator(".task-strip > summary"))
    clerk.press("บันทึกแล้วดูรายการทั้งหมด")
    clerk.look("tasks-with-secrets")

    report.refresh_from_db()
    code, email = about(report, "respondent_code"), about(report, "private_email")
    clerk.follow("ตรวจทานก่อนส่ง")
    clerk.look("check-unexplained")
    clerk.press("เสนอหัวหน้าสำนักงาน")
    clerk.sees("โปรดเขียนคำชี้แจงสั้น ๆ ให้ครบ ๑ รายการ")
    clerk.look("refused")
    clerk.write(clerk.page.locator(f"#note-{code.mark}"), WHY_CODE)
    clerk.press(save_button(clerk, code))
    clerk.sees("บันทึกคำชี้แจงแล้ว")
    clerk.press("เสนอหัวหน้าสำนักงาน")
    clerk.sees("เสนอหัวหน้าสำนักงานแล้ว")

    head = somebody(signed_in=cast.head(), **WAYS[way]).open("report_check", report.pk)
    head.look("head-reads")
    keep = head.page.locator(f"[name='kept-{email.mark}'][value=yes]")
    if isinstance(head.hands, Keyboard):
        head.hands._reach(head.page.locator(f"[name='kept-{email.mark}'][value=no]"))
        head.page.keyboard.press("ArrowDown")
    else:
        head.tick(keep)
    expect(keep).to_be_checked()
    head.write(head.page.locator(f"#note-{email.mark}"), WHY_EMAIL)
    head.press(save_button(head, email))
    head.sees("คงไว้ในฉบับเผยแพร่โดยเจตนา")
    head.follow("ดูฉบับเผยแพร่ทั้งฉบับ")
    head.sees("ปกปิด ๑ แห่ง")
    head.look("public-version")
    assert f"รหัสผู้ตอบ [ปกปิด] ถาม {EMAIL}" in head.page.content().replace("</a>", "").replace(
        f'<a href="mailto:{EMAIL}" rel="noopener nofollow">', ""
    )
    head.page.go_back()
    head.press("รับรองและส่งรายงาน")
    head.sees("ส่งรายงานเรียบร้อยแล้ว")

    reviewer = somebody(signed_in=cast.reviewer(), **WAYS[way]).open("review_report", report.pk)
    reviewer.press("รับไว้ตรวจ")
    for summary in reviewer.page.locator(".findings > summary").all():
        reviewer.hands.press(summary)
    reviewer.sees(WHY_CODE)
    reviewer.look("reviewer-reads")
    reviewer.tick(reviewer.page.locator("#acknowledged"))
    reviewer.press("รับรายงาน")

    nobody = somebody(**WAYS[way]).open("public_report", 2567, 6, "lamphun")
    nobody.sees("ปกปิดข้อมูลส่วนบุคคลและรหัสที่ไม่ควรเผยแพร่ ๑ แห่ง")
    nobody.look("public")
    assert CODE not in nobody.page.content()
    assert EMAIL in nobody.page.content()


def test_on_a_phone_an_entry_leads_to_the_page_of_its_row(somebody, report):
    clerk = somebody(signed_in=cast.clerk())
    clerk.page.set_viewport_size({"width": 320, "height": 640})
    clerk.open("report_tasks", report.pk)
    second = Line.objects.filter(group__report=report).order_by("group__order")[1]

    clerk.follow(clerk.page.locator(".task-rows").get_by_role("link", name="ลำดับที่ ๒"))

    expect(clerk.page).to_have_url(
        f"{clerk.page.url.split('/province')[0]}/province/reports/{report.pk}/lines/{second.pk}/#l{second.pk}-result"
    )
    expect(clerk.page.locator(f"#l{second.pk}-result")).to_be_focused()
    clerk.follow(clerk.link("รายการที่ยังต้องทำ", exact=False))
    clerk.picture("phone")


def save_button(person, finding):
    item = person.page.locator(f"#finding-{finding.mark}")
    return item.get_by_role("button", name="บันทึกคำชี้แจง")
