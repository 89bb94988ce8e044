"""What goes wrong at a desk: old pages, double clicks, days that are not, sessions that end. Nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from reports import actions
from reports.models import Line, Submission
from tests import cast
from tests.browser.editor import Editor

pytestmark = pytest.mark.browser

MINE, THEIRS = "ประชุมเมื่อ 3 มกราคม 2567", "แจ้งเวียนเมื่อ 5 มกราคม 2567"


@pytest.fixture
def report(lamphun):
    return cast.report(of=lamphun)


@pytest.fixture
def clerk(somebody, report):
    return somebody(signed_in=cast.clerk()).open("report_edit", report.pk)


def stored_result(row: int) -> str:
    return Line.objects.order_by("group__order", "order")[row - 1].result


def test_two_tabs_with_two_texts_show_both(clerk, report):
    editor = Editor(clerk)
    other = Editor(clerk.another_tab().open("report_edit", report.pk))
    other.person.write(other.result(3), THEIRS)
    other.save()

    clerk.write(editor.result(3), MINE)
    editor.save()

    clerk.sees("มีผู้แก้ไขแถวนี้ก่อนท่าน")
    expect(editor.result(3)).to_have_value(MINE)
    clerk.sees(THEIRS)
    assert stored_result(3) == THEIRS
    clerk.look("two-texts")

    clerk.button("ใช้ของฉัน").click()
    clerk.sees("บันทึกแล้ว")
    assert stored_result(3) == MINE


def test_a_double_click_submits_once(somebody, report):
    head = somebody(signed_in=cast.head()).open("report_check", report.pk)

    with head.page.expect_navigation(url="**/receipt/"):
        head.button("รับรองและส่งรายงาน").dblclick()

    head.sees("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง 2567-6-51-01")
    assert Submission.objects.count() == 1


def test_submitting_again_from_a_second_tab_leads_to_the_one_receipt(somebody, report):
    head = somebody(signed_in=cast.head()).open("report_check", report.pk)
    second = head.another_tab().open("report_check", report.pk)

    head.press("รับรองและส่งรายงาน")
    second.press("รับรองและส่งรายงาน")

    second.sees("เลขอ้างอิง 2567-6-51-01")
    assert Submission.objects.count() == 1


def test_what_changed_since_it_was_read_is_shown_and_not_submitted(somebody, clerk, report):
    head = somebody(signed_in=cast.head()).open("report_check", report.pk)
    editor = Editor(clerk)
    clerk.write(editor.result(3), MINE)
    editor.save()

    head.press("รับรองและส่งรายงาน")

    head.sees("สิ่งที่เปลี่ยนหลังจากท่านเปิดหน้านี้")
    head.sees("ประชุมเมื่อ ๓ มกราคม ๒๕๖๗")
    head.look("changed-since")
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("29 ก.พ. 2566", "ไม่มีวันที่ ๒๙ กุมภาพันธ์ ๒๕๖๖ (เดือนนี้มี ๒๘ วัน)"),
        ("31-1 ม.ค. 67", "วันสิ้นสุด"),
        ("1-31 ม.ค. 2024", "ปี ๒๐๒๔ ไม่ใช่ปี พ.ศ."),
    ],
    ids=["no-such-day", "end-before-start", "western-year"],
)
def test_a_window_that_cannot_be_is_kept_as_typed_beside_the_reason(typed, sentence, clerk):
    editor = Editor(clerk)
    clerk.write(editor.provincial(2), typed)
    clerk.write(editor.result(1), MINE)

    editor.save()

    clerk.sees(sentence)
    expect(editor.provincial(2)).to_have_value(typed)
    assert stored_result(1) == MINE
    clerk.look("impossible-window")


def test_a_western_year_is_put_right_in_one_click(clerk):
    editor = Editor(clerk)
    clerk.write(editor.provincial(2), "1-31 ม.ค. 2024")
    editor.save()

    clerk.page.get_by_role("button", name="หมายถึง").click()

    expect(editor.provincial(2)).to_have_value("1 - 31 มกราคม 2567")
    clerk.sees("อ่านว่า วันที่ ๑ - ๓๑ มกราคม ๒๕๖๗")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "without-scripts"])
def test_a_session_that_ends_while_typing_loses_nothing(javascript, somebody, report):
    clerk = somebody(signed_in=cast.clerk(), javascript=javascript)
    editor = Editor(clerk.open("report_edit", report.pk))
    clerk.write(editor.result(3), MINE)
    clerk.context.clear_cookies(name="sessionid")
    editor.save()

    clerk.sees("หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่ โปรดเข้าสู่ระบบอีกครั้ง")
    assert MINE in [box.input_value() for box in clerk.page.locator("textarea").all()]
    clerk.look("signed-out")

    clerk.another_tab().sign_in("lamphun")
    clerk.press("บันทึก (ยังไม่ส่ง)")
    # That form was made for nobody; it is made anew for the person who signed in.
    clerk.sees("ยังไม่ได้บันทึก ข้อความที่พิมพ์ยังอยู่ โปรดกดบันทึกอีกครั้ง")
    clerk.press("บันทึก (ยังไม่ส่ง)")
    assert stored_result(3) == MINE


def test_what_is_typed_after_the_report_was_sent_is_still_there(clerk, report):
    editor = Editor(clerk)
    actions.submit(report=report, by=cast.head(), version=report.version)
    clerk.write(editor.result(3), MINE)

    editor.save()

    clerk.sees("ยังไม่ได้บันทึก เพราะรายงานส่งหรือรับไปแล้ว")
    assert MINE in [box.input_value() for box in clerk.page.locator("textarea").all()]
    clerk.look("sent-meanwhile")
