"""What a receipt says: all of the submission, nothing that changes later."""

from dataclasses import replace

import pytest
import time_machine

from calendar_app import actions as calendars
from reports import actions, receipts, verification
from reports.models import Receipt
from tests import cast, explaining

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-05-03T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def test_a_receipt_says_what_was_sent_by_whom_when_and_how_late(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    report = cast.report()
    capacity = {"acting": "ปฏิบัติราชการแทน", "acting_for": "ผู้ว่าราชการจังหวัดลำพูน"}
    sent = actions.submit(report=report, by=cast.head(), version=1, **capacity)

    found = receipts.on_screen(sent)

    assert found.facts == (
        ("รายงานของ", ("จังหวัดลำพูน", "ปีงบประมาณ พ.ศ. ๒๕๖๗")),
        ("รอบรายงาน", ("รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)",)),
        ("ส่งเมื่อ", ("๓ พฤษภาคม ๒๕๖๗ ๐๙:๓๐ น.",)),
        (
            "ผู้รับรอง",
            (
                "นายสมชาย ตัวอย่าง",
                "หัวหน้าสำนักงานจังหวัดลำพูน",
                "ปฏิบัติราชการแทนผู้ว่าราชการจังหวัดลำพูน",
            ),
        ),
        ("ฉบับที่ส่ง", ("ครั้งที่ ๑",)),
        ("สถานะเมื่อออกใบตอบรับ", ("ส่งถึงส่วนกลางแล้ว",)),
        ("กำหนดส่ง", ("๓๐ เมษายน ๒๕๖๗", "ส่งล่าช้า ๓ วัน")),
        ("รายงานแล้ว", ("๑ จาก ๓ ขั้นตอน",)),
    )
    assert found.sha256 == sent.sha256
    assert found.verify == "https://ita.example.go.th/verify/2567-6-51-01/"


def test_a_receipt_of_masked_words_bears_the_hash_that_its_page_confirms():
    report = explaining.explain_all(explaining.write(cast.report(), explaining.WITH_CODE))
    sent = actions.submit(report=report, by=cast.head(), **cast.shown(report))

    found = receipts.on_screen(sent)

    assert sent.public.masked
    assert (found.sha256_label, found.sha256) == (
        "รหัสตรวจสอบความถูกต้องของฉบับเผยแพร่ (SHA-256)",
        sent.public.sha256,
    )
    assert verification.seal(sent).sha256 == found.sha256


def test_paper_and_screen_say_the_same_and_nothing_later_changes_it(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    report = cast.submitted()
    sent = actions.latest(report)
    before = receipts.on_screen(sent)

    settings.PUBLIC_URL = "https://moved.example.go.th"
    report.round.title = "ชื่อใหม่ {province}"
    calendars.save_round(round=report.round, by=cast.central())
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)
    actions.ask_for_receipt(submission=sent, by=cast.clerk())

    assert receipts.on_paper(Receipt.objects.get()) == before


def test_a_version_sent_before_there_was_an_address_gets_that_of_the_day(settings):
    settings.PUBLIC_URL = ""
    sent = actions.latest(cast.submitted())
    without = receipts.on_screen(sent)

    settings.PUBLIC_URL = "https://ita.example.go.th"
    actions.ask_for_receipt(submission=sent, by=cast.clerk())

    address = "https://ita.example.go.th/verify/2567-6-51-01/"
    assert without.verify == ""
    assert receipts.on_paper(Receipt.objects.get()) == replace(without, verify=address)
