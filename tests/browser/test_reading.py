"""The reading desk at a browser: by its keys, without scripts, and how many clicks a report takes."""

import pytest
from playwright.sync_api import expect

from reports import actions
from reports.models import Comment, Report
from reports.workflow import State
from tests import cast
from tests.explaining import write

pytestmark = pytest.mark.browser

FIRST, SECOND = "ขอเอกสารหลักฐานประกอบ", "โปรดระบุจำนวนหน่วยงาน"


@pytest.fixture
def reports(lamphun):
    """Two reports that wait, that of Roi Et first."""
    cast.reviewer()
    return [cast.submitted(of=cast.roi_et()), cast.submitted(of=lamphun)]


def state(report: Report) -> str:
    report.refresh_from_db()
    return report.state


def row_box(person, number: int):
    return person.page.get_by_label(f"ลำดับที่ {number} ข้อทักท้วง".translate(THAI), exact=True)


THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def test_two_questions_are_written_and_sent_by_keys_alone(somebody, reports):
    report = reports[0]
    reviewer = somebody(signed_in=cast.reviewer()).open("review_report", report.pk)
    keys = reviewer.page.keyboard
    reviewer.look("desk")

    keys.press("j")
    keys.press("c")
    expect(row_box(reviewer, 1)).to_be_focused()
    keys.type(FIRST)
    keys.press("Escape")
    keys.press("j")
    keys.press("c")
    keys.type(SECOND)
    expect(reviewer.page.locator("[data-typed] li")).to_have_count(2)
    reviewer.look("typed")
    reviewer.button("ส่งคืนให้แก้ไข").focus()
    with reviewer.page.expect_navigation():
        keys.press("Enter")

    reviewer.sees("พร้อมข้อทักท้วง ๒ ข้อ")
    reviewer.look("returned")
    assert state(report) == State.RETURNED
    assert [one.question for one in Comment.objects.sent()] == [FIRST, SECOND]


def test_one_key_alone_accepts_nothing(somebody, reports):
    report, following = reports
    reviewer = somebody(signed_in=cast.reviewer()).open("review_report", report.pk)
    keys = reviewer.page.keyboard

    keys.press("a")
    expect(reviewer.button("รับและเปิดฉบับถัดไป")).to_be_focused()
    assert state(report) == State.SUBMITTED
    with reviewer.page.expect_navigation():
        keys.press("a")

    assert reviewer.page.url.endswith(f"/review/reports/{following.pk}/")
    assert state(report) == State.ACCEPTED


def test_answers_are_read_and_settled_without_scripts(somebody, reports):
    report = reports[1]
    read = actions.latest(report).pk
    row = report.groups.first().lines.get().pk
    question = actions.comments.ask(
        report=report, by=cast.reviewer(), submission=read, row=row, question=FIRST
    )
    actions.return_to_province(report=report, by=cast.reviewer(), submission=read, comment="")
    question.refresh_from_db()
    given = {"reply": "แนบแล้ว", "version": question.version}
    actions.comments.reply(comment=question, by=cast.clerk(), **given)
    report.refresh_from_db()
    write(report, "แนบคำสั่ง", "แก้ไขแถวที่ไม่มีใครทัก")
    actions.submit(report=report, by=cast.head(), version=report.version)

    reviewer = somebody(signed_in=cast.reviewer(), javascript=False)
    reviewer.open("review_report", report.pk)
    reviewer.look("answers")
    reviewer.write(row_box(reviewer, 3), SECOND)
    reviewer.press("ข้อทักท้วงเรียบร้อยแล้ว ลำดับที่ ๑")

    question.refresh_from_db()
    assert question.is_resolved
    assert [one.question for one in report.comments.unsent()] == [SECOND]
    reviewer.press("รับรายงาน และเก็บข้อทักท้วงไว้เป็นบันทึกภายใน")
    assert state(report) == State.ACCEPTED


def test_a_report_takes_few_clicks(somebody, reports):
    """From the queue: at most 3 for a clean one, 10 for one that is returned with two questions."""
    clean, other = reports
    reviewer = somebody(signed_in=cast.reviewer()).open("review_report", clean.pk)
    clicks = {"clean": 0, "returned": 0}

    def click(kind, target):
        clicks[kind] += 1
        target.click()

    with reviewer.page.expect_navigation():
        click("clean", reviewer.button("รับและเปิดฉบับถัดไป"))
    for number, words in ((1, FIRST), (2, SECOND)):
        click("returned", row_box(reviewer, number))
        reviewer.page.keyboard.type(words)
    with reviewer.page.expect_navigation():
        click("returned", reviewer.button("ส่งคืนให้แก้ไข"))

    assert (state(clean), state(other)) == (State.ACCEPTED, State.RETURNED)
    assert clicks["clean"] <= 3
    assert clicks["returned"] <= 10
