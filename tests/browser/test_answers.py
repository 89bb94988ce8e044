"""A report comes back with questions: answered at their rows, handed over, certified, read beside the old text."""

import pytest
from playwright.sync_api import expect

from reports import actions
from reports.models import Comment, Report
from tests import asking, cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

OF_ROW, OF_SECOND, OF_ALL = "โปรดระบุวันที่ลงทะเบียน", "ส่งหนังสือเลขที่ใด", "โปรดใส่หมายเหตุท้ายรายงาน"

WAYS = {
    "mouse": {},
    "without-scripts": {"javascript": False},
    "keyboard": {"hands": Keyboard(), "looks_closely": False},
}


@pytest.fixture
def report(lamphun) -> Report:
    """Returned with a question to each of two rows and one to the whole report; one row was found good."""
    report = cast.report()
    asking.write(report, asking.lines(report)[0], "อบรม 33 หน่วยงาน", status="in_progress")
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    first, second, third = asking.lines(report)[:3]
    newest = actions.latest(report)
    actions.comments.mark_read(submission=newest, by=cast.reviewer(), good_rows=[third.pk])
    asking.ask(report, first, OF_ROW, reason="dates")
    asking.ask(report, second, OF_SECOND)
    asking.ask(report, None, OF_ALL)
    return asking.send_back(report, "โปรดแก้ไขตามข้อทักท้วง")


def reply_box(person, question: str):
    return person.page.locator(f"#c{Comment.objects.get(question=question).pk}-reply")


def save_beside(person, question: str):
    number = Comment.objects.get(question=question).pk
    return person.page.locator(f"#question-{number} button")


@pytest.mark.parametrize("way", WAYS)
def test_questions_are_answered_handed_over_and_certified(way, somebody, report):
    clerk = somebody(signed_in=cast.clerk(), **WAYS[way]).open("province_home")
    clerk.sees("ส่วนกลางส่งคืนให้แก้ไข ๒ แถว")
    clerk.look("home")
    clerk.follow(clerk.link("แก้ไขรายงาน", exact=False).first)
    clerk.look("editor")
    clerk.write(reply_box(clerk, OF_ROW), "ลงทะเบียนเมื่อวันที่ 5 มกราคม 2567")
    if clerk.javascript:
        # Leaving the box saves it.
        clerk.write(reply_box(clerk, OF_ALL), "ใส่แล้ว")
        expect(clerk.page.locator("[data-save-state]")).to_contain_text("บันทึกแล้ว")
    clerk.press(save_beside(clerk, OF_ROW))
    clerk.sees("ชี้แจงแล้ว")

    clerk.open("line_edit", report.pk, asking.lines(report)[1].pk)
    clerk.look("row")
    clerk.write(reply_box(clerk, OF_SECOND), "ที่ ลพ 0017/12")
    clerk.press(save_beside(clerk, OF_SECOND))
    clerk.open("report_tasks", report.pk)
    clerk.look("tasks")
    clerk.follow("เขียนคำชี้แจงทุกข้อในหน้าเดียว")
    clerk.look("questions")
    clerk.write(reply_box(clerk, OF_SECOND), "")
    clerk.press(save_beside(clerk, OF_SECOND))
    clerk.follow("พิมพ์รายการ")
    clerk.look("to-print")
    assert Comment.objects.get(question=OF_SECOND).reply == ""

    clerk.open("report_check", report.pk)
    clerk.sees("ข้อทักท้วงที่ยังไม่มีคำชี้แจงและแถวยังไม่แก้ไข")
    clerk.look("check")
    first = asking.lines(report)[0]
    asking.write(report, first, "อบรม 34 หน่วยงาน", status="in_progress")
    clerk.open("report_check", report.pk)
    clerk.press("เสนอหัวหน้าสำนักงาน")
    clerk.sees("เสนอหัวหน้าสำนักงานแล้ว")

    head = somebody(signed_in=cast.head(), **WAYS[way]).open("report_check", report.pk)
    head.sees("ลงทะเบียนเมื่อวันที่ ๕ มกราคม ๒๕๖๗")
    head.follow("ดูสิ่งที่แก้ไขจากฉบับที่ส่งแล้ว")
    head.sees("ช่องที่ไม่เปลี่ยนของแถวนี้")
    head.look("changes")
    head.page.go_back()
    head.press("รับรองและส่งรายงาน")
    head.sees("ส่งรายงานเรียบร้อยแล้ว")
    head.look("receipt")

    reviewer = somebody(signed_in=cast.reviewer(), **WAYS[way])
    reviewer.open("report_differences", report.pk)
    expect(reviewer.page.locator("ins").first).to_have_text("๓๔")
    reviewer.sees("ลงทะเบียนเมื่อวันที่ ๕ มกราคม ๒๕๖๗")
    reviewer.look("differences")


def test_an_answer_survives_another_persons_and_the_end_of_the_session(somebody, report):
    clerk = somebody(signed_in=cast.clerk()).open("report_questions", report.pk)
    question = Comment.objects.get(question=OF_ROW)
    actions.comments.reply(
        comment=question, by=cast.head(), reply="ของหัวหน้า", version=question.version
    )
    clerk.write(reply_box(clerk, OF_ROW), "ของเจ้าหน้าที่")
    clerk.write(reply_box(clerk, OF_ALL), "ใส่แล้ว")
    clerk.sees("มีผู้แก้ไขแถวนี้ก่อนท่าน")
    clerk.look("two-answers")
    clerk.hands.press(clerk.button("ใช้ของฉัน"))
    expect(clerk.page.locator(".clash")).to_have_count(0)
    question.refresh_from_db()
    assert question.reply == "ของเจ้าหน้าที่"

    session = [one for one in clerk.context.cookies() if one["name"] == "sessionid"]
    clerk.context.clear_cookies(name="sessionid")
    clerk.write(reply_box(clerk, OF_SECOND), "ที่ ลพ 0017/12")
    clerk.write(reply_box(clerk, OF_ALL), "ใส่แล้วจริง")
    clerk.sees("หมดเวลาการใช้งาน")
    clerk.open("account_login")
    clerk.context.add_cookies(session)
    clerk.open("report_edit", report.pk)
    expect(clerk.page.locator(".clash")).to_have_count(2)
    clerk.look("kept-answers")
