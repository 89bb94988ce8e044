"""The letters filled in from round, report and contacts."""

from datetime import UTC, date, datetime

import pytest

from calendar_app import actions as calendars
from calendar_app.models import Round
from ita_portal import actions as people
from reports import actions, letters
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 4, 10, 2, tzinfo=UTC)


def with_contacts():
    home = cast.lamphun()
    home.unit, home.phone, home.mt_phone = "กลุ่มงานบริหารทรัพยากรบุคคล", "0 5351 1000", "22211"
    home.email = "lamphun@example.go.th"
    return people.save_province(province=home, by=None)


def in_words(**words: str) -> Round:
    """The cast's round with words of its own for the letters."""
    round_ = cast.round_()
    for name, value in words.items():
        setattr(round_, name, value)
    return calendars.save_round(round=round_, by=None)


def test_a_memo_of_a_draft_is_by_whoever_handed_it_over():
    with_contacts()
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)
    report.refresh_from_db()

    memo = letters.memo(report, None, made_at=NOW)

    assert memo.agency == "กลุ่มงานบริหารทรัพยากรบุคคล โทร.\u00a00\u00a05351\u00a01000 มท.\u00a022211"
    assert memo.to == "หัวหน้าสำนักงานจังหวัดลำพูน"
    assert (memo.signer_name, memo.signer_post) == ("สมหญิง ตัวอย่าง", "เจ้าหน้าที่จังหวัด")
    assert (memo.reference, memo.made_at) == ("", NOW)
    assert memo.body[0] == (
        "ด้วยจังหวัดลำพูนต้องรายงานผลการดำเนินการตามแผนการขับเคลื่อนเพื่อพัฒนาและยกระดับการประเมินคุณธรรม"
        "และความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. 2567 รอบ 6 เดือน"
        " (๑ ตุลาคม ๒๕๖๖ - ๓๑ มีนาคม ๒๕๖๗) ภายในวันที่ ๓๐ เมษายน ๒๕๖๗ นั้น"
    )
    assert len(memo.body) == 3


def test_a_letter_of_a_version_says_what_was_sent_and_is_signed_by_who_certified_it():
    with_contacts()
    report = cast.submitted()
    submission = actions.latest(report)
    in_words(as_of=date(2024, 9, 30))

    letter = letters.external(report, submission, made_at=NOW)

    assert (letter.signer_name, letter.signer_post) == (
        "นายสมชาย ตัวอย่าง",
        "หัวหน้าสำนักงานจังหวัดลำพูน",
    )
    assert letter.to == "ปลัดกระทรวงมหาดไทย"
    assert letter.address == "ศาลากลางจังหวัดลำพูน"
    assert letter.enclosures == (
        "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗ (รอบ ๖ เดือน) จังหวัดลำพูน จำนวน\u00a0๑\u00a0ชุด",
    )
    assert "ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๗" in letter.body[1]
    assert "เลขอ้างอิง 2567-6-51-01" in letter.body[1]
    assert (letter.unit, letter.phone) == ("กลุ่มงานบริหารทรัพยากรบุคคล", "0 5351 1000")
    assert letter.made_at == submission.submitted_at


def test_a_letter_of_a_draft_leaves_the_reference_blank_and_names_the_head():
    report = cast.report()
    assert letters.external(report, None, made_at=NOW).signer_name == ""
    cast.head()

    letter = letters.external(report, None, made_at=NOW)

    assert f"เลขอ้างอิง {letters.BLANK} รายละเอียด" in letter.body[1]
    assert letter.signer_name == "นายสมชาย ตัวอย่าง"


def test_the_words_of_the_round_take_the_place_of_the_standard():
    in_words(
        memo_to="ผู้ว่าราชการจังหวัด{province}",
        letter_subject="ส่งรายงาน {months} เดือน ถึง{receiver}",
        letter_reference="-",
        letter_body="หนึ่ง {due}\n\nสอง",
    )
    report = cast.report()

    memo, letter = (of(report, None, made_at=NOW) for of in (letters.memo, letters.external))

    assert memo.to == "ผู้ว่าราชการจังหวัดลำพูน"
    assert letter.subject == "ส่งรายงาน 6 เดือน ถึงศูนย์ปฏิบัติการต่อต้านการทุจริต"
    assert (letter.reference, letter.body) == ("", ("หนึ่ง ๓๐ เมษายน ๒๕๖๗", "สอง"))


def test_an_office_without_contacts_is_named_by_its_province():
    assert letters.memo(cast.report(), None, made_at=NOW).agency == "สำนักงานจังหวัดลำพูน"
