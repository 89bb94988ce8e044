"""The portal's main path, from a clerk's first word to everybody's PDF: with a mouse, without scripts, by keyboard."""

import time

import pytest
from playwright.sync_api import expect

from reports.management import demo_data
from tests import cast
from tests.browser.editor import Editor
from tests.browser.hands import Keyboard
from tests.printed import pdf_text, read_body, unspaced

pytestmark = pytest.mark.browser

# Without sara am, which the text layer of the PDF gets wrong with the stock font.
FIRST = "จังหวัดประชุมคณะกรรมการ 3 ครั้ง เมื่อ 15 กุมภาพันธ์ 2567"
FIRST_PRINTED = "จังหวัดประชุมคณะกรรมการ ๓ ครั้ง เมื่อ ๑๕ กุมภาพันธ์ ๒๕๖๗"
SECOND = "จังหวัดประชุมคณะกรรมการ 4 ครั้ง ครั้งหลังเมื่อ 28 มีนาคม 2567"
SECOND_PRINTED = "จังหวัดประชุมคณะกรรมการ ๔ ครั้ง ครั้งหลังเมื่อ ๒๘ มีนาคม ๒๕๖๗"
COMMENT = "ลำดับที่ 3 โปรดนับการประชุมเดือนมีนาคมด้วย"
COMMENT_SHOWN = "ลำดับที่ ๓ โปรดนับการประชุมเดือนมีนาคมด้วย"

# What is promised, and what a test waits before it gives up.
SECONDS_TO_A_PDF = 2
PATIENCE = 30_000

WAYS = {
    "mouse": {},
    "without-scripts": {"javascript": False},
    # The pages are those of the mouse: looking at them once is enough.
    "keyboard": {"hands": Keyboard(), "looks_closely": False},
}


@pytest.fixture
def report(lamphun):
    """The draft of Lamphun as its paper has it."""
    cast.reviewer()
    return demo_data.make_seed_report("lamphun", 2567)


@pytest.mark.parametrize("way", WAYS)
def test_a_report_goes_from_the_clerk_to_everyone(way, somebody, report, printing):
    clerk, head, reviewer, nobody = (somebody(**WAYS[way]) for _ in range(4))

    clerk.sign_in("lamphun")
    clerk.look("clerk-home")
    write_result(clerk, "ทำรายงานต่อ", FIRST)
    clerk.look("editor")
    hand_over(clerk)
    clerk.look("handed-over")

    head.sign_in("lamphun-head")
    head.look("head-home")
    certify_and_submit(head, FIRST_PRINTED)
    head.look("receipt")

    reviewer.sign_in("reviewer")
    reviewer.look("round")
    reviewer.follow("ลำพูน")
    reviewer.look("report-to-take")
    reviewer.press("รับไว้ตรวจ")
    reviewer.look("report-taken")
    reviewer.write(reviewer.box("ข้อทักท้วง"), COMMENT)
    reviewer.press("ส่งคืนให้แก้ไข")
    reviewer.sees("ส่งรายงานคืนให้จังหวัดลำพูนแก้ไขแล้ว")
    reviewer.look("report-returned")

    clerk.open("province_home")
    clerk.sees(COMMENT_SHOWN)
    clerk.look("clerk-home-returned")
    write_result(clerk, "แก้ไขรายงาน", SECOND)
    hand_over(clerk)

    head.open("province_home")
    certify_and_submit(head, SECOND_PRINTED)

    reviewer.open("review_report", report.pk)
    reviewer.press("รับไว้ตรวจ")
    reviewer.press("รับรายงาน")
    reviewer.sees("รับรายงานของจังหวัดลำพูนแล้ว")
    reviewer.look("report-accepted")

    nobody.open("home")
    nobody.look("home")
    nobody.follow("จังหวัดลำพูน")
    nobody.look("public-report")
    assert SECOND_PRINTED in printed(nobody).rows[2][4]
    paper, seconds = pdf_after(nobody, lambda: nobody.hands.follow(nobody.link("ดาวน์โหลด PDF")))
    assert unspaced(SECOND_PRINTED) in pdf_text(paper)
    assert seconds < SECONDS_TO_A_PDF


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_is_on_paper_two_seconds_after_the_click(way, somebody, report, printing):
    clerk = somebody(signed_in=cast.clerk(), **WAYS[way]).open("report_preview", report.pk)

    paper, seconds = pdf_after(clerk, lambda: clerk.hands.press(clerk.button("ร่าง PDF")))

    assert "ร่าง" in pdf_text(paper)
    assert seconds < SECONDS_TO_A_PDF
    clerk.page.go_back()
    clerk.sees("ร่างตามที่บันทึกไว้")


def pdf_after(person, click):
    """The PDF that a click leads to, perhaps by a page that waits for it; and the seconds until it came."""
    began = time.monotonic()
    with person.page.expect_response(is_a_pdf, timeout=PATIENCE) as answer:
        click()
    seconds = time.monotonic() - began
    # A browser that shows no PDFs saves them, and tells us nothing of what is in them.
    again = person.context.request.get(answer.value.url)
    assert again.headers["content-type"] == "application/pdf"
    return again.body(), seconds


def is_a_pdf(answer):
    asked_by_script = answer.request.resource_type in ("fetch", "xhr")
    return answer.headers.get("content-type") == "application/pdf" and not asked_by_script


def write_result(clerk, way_in, result):
    clerk.follow(way_in_link(clerk, way_in))
    editor = Editor(clerk)
    clerk.write(editor.result(3), result)
    editor.save()
    clerk.sees("บันทึกร่างแล้ว รายงานยังไม่ได้ส่ง")
    expect(editor.result(3)).to_have_value(result)


def way_in_link(person, words):
    return person.page.get_by_role("link", name=words).first


def hand_over(clerk):
    clerk.press("ตรวจทานก่อนส่ง")
    clerk.look("check")
    clerk.press("เสนอหัวหน้าสำนักงาน")
    clerk.sees("เสนอหัวหน้าสำนักงานแล้ว")


def certify_and_submit(head, sentence):
    head.follow(way_in_link(head, "อ่านและรับรอง"))
    head.look("head-reads")
    assert sentence in printed(head).rows[2][4]
    head.press("รับรองและส่งรายงาน")
    head.sees("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง")


def printed(person):
    """The report on the page, as its reader sees it."""
    return read_body(person.page.content())
