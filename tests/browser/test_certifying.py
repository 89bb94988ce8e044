"""Certifying on a telephone, the paper path, a correction under everyone's eyes, a reference read off a paper."""

import pytest
from playwright.sync_api import expect

from calendar_app import actions as calendars
from ita_portal import actions as people
from reports import actions
from reports.management import demo_data
from reports.models import Submission
from tests import cast, explaining, papers
from tests.browser.editor import Editor
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

TELEPHONE = {"width": 320, "height": 640}


@pytest.fixture
def report(lamphun):
    """The draft of Lamphun as its paper has it."""
    cast.reviewer()
    return demo_data.make_seed_report("lamphun", 2567)


def test_a_head_who_acts_for_another_certifies_on_a_telephone_by_keyboard(somebody, report):
    acting = cast.head()
    acting.post = "ผู้อำนวยการกลุ่มงานยุทธศาสตร์"
    people.save_person(person=acting, by=None)
    report.round.show_signature = True
    calendars.save_round(round=report.round, by=None)
    actions.hand_over(report=report, by=cast.clerk(), **cast.shown(report))
    head = somebody(signed_in=acting, hands=Keyboard())
    head.page.set_viewport_size(TELEPHONE)

    head.open("report_check", report.pk)
    row = head.page.locator("#row-3-0")
    expect(row.locator("td").nth(4)).to_be_visible()
    assert head.page.evaluate("document.querySelector('.report-frame').scrollWidth") <= 320
    head.press("รับรองและส่งรายงาน")
    head.sees("โปรดเลือกว่าท่านลงนามในฐานะใด")
    head.look("asked")
    head.page.set_viewport_size(TELEPHONE)
    head.tick(head.page.get_by_label("ผู้อำนวยการกลุ่มงานยุทธศาสตร์", exact=True))
    head.page.keyboard.press("ArrowDown")
    expect(head.page.get_by_label("รักษาราชการแทน", exact=True)).to_be_checked()
    expect(head.box("ตำแหน่งที่แทน")).to_have_value("หัวหน้าสำนักงานจังหวัดลำพูน")
    head.picture("telephone")
    head.press("รับรองและส่งรายงาน")

    head.sees("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง")
    head.sees("รักษาราชการแทนหัวหน้าสำนักงานจังหวัดลำพูน")
    head.look("receipt")
    head.follow("ดูฉบับที่ส่ง")
    head.look("certified")


def test_a_paper_is_printed_signed_handed_in_and_sent(somebody, report, tmp_path):
    report.round.paper_path = True
    calendars.save_round(round=report.round, by=None)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(papers.pdf())
    clerk = somebody(signed_in=cast.clerk()).open("report_check", report.pk)

    clerk.follow("ส่งตามเอกสารลงนาม")
    clerk.look("paper-begins")
    clerk.press("พิมพ์ฉบับเสนอลงนาม")
    clerk.open("report_paper", report.pk)
    clerk.sees("ตรงกับรายงานปัจจุบัน")
    copy = papers.typed(report)
    clerk.page.get_by_label("ไฟล์สแกนของฉบับที่ลงนามแล้ว").set_input_files(scan)
    clerk.write(clerk.box("ลงวันที่"), copy["signed_on"])
    clerk.look("paper-signed")
    clerk.press("แนบฉบับลงนาม")
    clerk.sees("แนบฉบับลงนามแล้ว รายงานยังไม่ได้ส่ง")
    clerk.look("paper-ready")
    clerk.press("ส่งรายงานตามเอกสารลงนาม")

    clerk.sees("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง")
    clerk.sees("ตามเอกสารลงนามของ นายสมชาย ตัวอย่าง")
    reviewer = somebody(signed_in=cast.reviewer()).open("review_report", report.pk)
    reviewer.sees("ดาวน์โหลดฉบับลงนาม (สแกน)")
    reviewer.look("paper-at-the-centre")
    sent = report.submissions.get()
    assert (sent.submitted_by, sent.signer_name) == (cast.clerk(), "นายสมชาย ตัวอย่าง")


def test_a_correction_reaches_everyone_and_the_public_page_never_blinks(somebody, report):
    sent = actions.submit(report=report, by=cast.head(), **cast.shown(report))
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)
    clerk, head, reviewer = (
        somebody(signed_in=who()) for who in (cast.clerk, cast.head, cast.reviewer)
    )
    nobody, mended = somebody(), "จังหวัดประชุมคณะกรรมการ ๔ ครั้ง"

    def public(has_mended: bool) -> None:
        answer = nobody.page.goto(report.get_absolute_url())
        assert answer.status == 200
        expect(nobody.page.get_by_text(mended)).to_have_count(1 if has_mended else 0)

    clerk.open("report_receipt", report.pk)
    clerk.hands.press(clerk.page.locator("summary", has_text="ขอแก้ไขคำผิด"))
    clerk.write(clerk.box("คำที่ขอแก้ไขและเหตุผล"), "ลำดับที่ 3 นับการประชุมผิด")
    clerk.press("ขอแก้ไขคำผิด")
    public(False)
    editor = Editor(clerk)
    clerk.write(editor.result(3), mended)
    editor.save()
    public(False)
    head.open("report_check", report.pk)
    head.sees("หลังฉบับที่ส่ง ครั้งที่ ๑")
    head.look("head-reads-what-changed")
    head.press("รับรองและส่งรายงาน")
    public(False)
    reviewer.open("review_home")
    reviewer.follow("ลำพูน")
    reviewer.sees("สิ่งที่แก้ไข (เดิม → ใหม่)")
    reviewer.sees("ลำดับที่ ๓ นับการประชุมผิด")
    reviewer.look("correction")
    reviewer.press("รับฉบับแก้ไข")
    reviewer.sees("รับฉบับแก้ไขของจังหวัดลำพูนแล้ว")

    public(True)
    nobody.sees("ฉบับแก้ไขครั้งที่ ๑")


def test_a_reference_read_off_a_paper_is_confirmed_to_anybody(somebody, report, portal, settings):
    settings.PUBLIC_URL = portal
    sent = actions.submit(report=report, by=cast.head(), **cast.shown(report))
    nobody = somebody(hands=Keyboard())

    answer = nobody.page.goto(Submission.objects.get(pk=sent.pk).verify_address)
    assert answer.status == 200
    nobody.sees("มีรายงานที่ส่งด้วยเลขอ้างอิงนี้จริง")
    nobody.look("verified")
    nobody.follow(nobody.link("ตรวจสอบเลขอ้างอิงอื่น", exact=False))
    nobody.write(nobody.box("เลขอ้างอิง"), "๒๕๖๗-๖-๕๑-๐๙")
    nobody.press("ตรวจสอบ")
    nobody.sees("ไม่มีรายงานที่ส่งด้วยเลขอ้างอิงนี้")
    nobody.look("unknown-reference")


def test_a_choice_that_was_not_saved_is_not_lost_by_certifying(somebody, report):
    explaining.explain_all(explaining.write(report, explaining.WITH_CODE))
    head = somebody(signed_in=cast.head()).open("report_check", report.pk)
    keep = head.page.get_by_label("คงไว้ในฉบับเผยแพร่โดยเจตนา")

    head.hands.tick(keep)
    head.press("รับรองและส่งรายงาน")

    head.sees("โปรดกดบันทึกคำชี้แจง อ่านอีกครั้ง")
    expect(keep).to_be_checked()
    head.look("unsaved-choice")
    assert not report.submissions.exists()
    head.press("บันทึกคำชี้แจง")
    head.press("รับรองและส่งรายงาน")
    head.sees("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง")
