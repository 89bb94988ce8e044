"""What a clerk is told and how they go on from there; the centre's words of mail, tried out and followed."""

import pytest
from django.core import mail as django_mail
from django.urls import reverse
from playwright.sync_api import expect

from ita_portal import actions as people
from reports import actions, mailing, printing
from reports.models import MailMessage
from tests import cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser


@pytest.fixture
def mail(settings):
    settings.MAIL_ON = True
    settings.PUBLIC_URL = "https://ita.example.go.th"
    settings.DEFAULT_FROM_EMAIL = "ita@example.go.th"


def test_a_clerk_reads_what_was_returned_and_goes_on_there(somebody, lamphun):
    report = cast.submitted(of=lamphun)
    sent = actions.latest(report)
    row = report.groups.first().lines.first().pk
    actions.comments.ask(
        report=report, by=cast.reviewer(), submission=sent.pk, row=row, question="ขอหลักฐาน 2 ชิ้น"
    )
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent.pk, comment="โปรดแก้ไขตามข้อทักท้วง"
    )

    clerk = somebody(signed_in=cast.clerk(), hands=Keyboard()).open("province_home")
    clerk.sees("ขอหลักฐาน ๒ ชิ้น")
    clerk.follow(clerk.link("แจ้งเตือน", exact=False).first)
    clerk.sees("ลำดับที่ ๑: ขอหลักฐาน ๒ ชิ้น")
    clerk.sees("เลขอ้างอิง 2567-6-51-01")
    clerk.look("notices")
    clerk.press(clerk.page.get_by_role("button", name="เปิดดู").first)
    assert clerk.page.url.endswith(reverse("report_edit", args=[report.pk]))

    clerk.open("notices")
    clerk.press("ทำเครื่องหมายว่าอ่านแล้วทั้งหมด")
    clerk.sees("อ่านแล้วเมื่อ")
    expect(clerk.page.locator(".place-count")).to_have_count(0)
    clerk.look("all-read")

    told = {"kind": "withdrawn", "title": "ส่วนกลางถอนการเผยแพร่", "by": cast.reviewer()}
    page = people.Page("report_preview", report.pk)
    people.tell(key="k", province=cast.lamphun(), page=page, is_important=True, **told)
    clerk.open("province_home")
    clerk.look("home")
    clerk.press("เปิดดู")
    assert clerk.page.url.endswith(reverse("report_preview", args=[report.pk]))


def test_the_centre_words_a_mail_tries_it_out_and_follows_it(somebody, lamphun, mail):
    central = cast.central()
    central.email = "central@example.go.th"
    central.save()
    centre = somebody(signed_in=central, hands=Keyboard()).open("mail_home")
    centre.look("mail")
    centre.follow("ส่งคืนให้แก้ไข")
    centre.look("wording")

    centre.write(centre.box("เรื่อง"), "ขอแก้ไข {prvince}")
    centre.press("ดูตัวอย่าง (ยังไม่บันทึก)")
    centre.sees("ไม่รู้จัก {prvince}")
    centre.look("refused")
    centre.write(centre.box("เรื่อง"), "ขอแก้ไขรายงานจังหวัด{province}")
    centre.press("ดูตัวอย่าง (ยังไม่บันทึก)")
    centre.sees("เรื่อง: ขอแก้ไขรายงานจังหวัดสมุทรปราการ")
    centre.press("ส่งทดสอบถึงตนเอง")
    centre.sees("จะส่งทดสอบถึง central@example.go.th")
    centre.press("บันทึกถ้อยคำ")
    centre.sees("บันทึกถ้อยคำของ “ส่งคืนให้แก้ไข” แล้ว")
    centre.look("saved")

    mailing.sweep()
    printing.work()
    assert django_mail.outbox[-1].subject == "[ทดสอบ] ขอแก้ไขรายงานจังหวัดสมุทรปราการ"
    centre.follow("จดหมายออก")
    centre.sees("central@example.go.th")
    centre.look("outbox")

    failed = MailMessage.objects.get()
    failed.state, failed.problem = "failed", "เครื่องแม่ข่ายอีเมลไม่รับจดหมายนี้ (550)"
    failed.save()
    centre.open("mail_outbox")
    centre.press(centre.page.get_by_role("button", name="ส่งอีกครั้ง").first)
    centre.press(centre.page.get_by_role("button", name="ยกเลิก").first)
    centre.sees("ยกเลิกโดย Central")

    centre.follow("ใครจะได้รับ")
    centre.look("tomorrow")
    centre.follow("ข้อความสำหรับกลุ่มสนทนา")
    centre.look("chat")
