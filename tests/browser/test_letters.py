"""The letters that travel with a report: downloaded beside the PDF, and noted once they have a number."""

import pytest
from playwright.sync_api import expect

from tests import cast

pytestmark = pytest.mark.browser


def downloaded(person, name: str) -> str:
    """The name of the file that a link gives."""
    with person.page.expect_download() as download:
        person.link(name).click()
    return download.value.suggested_filename


def test_a_clerk_takes_the_letters_and_notes_the_one_that_went_out(somebody, lamphun):
    report = cast.report(of=lamphun)
    clerk = somebody(signed_in=cast.clerk()).open("report_preview", report.pk)
    clerk.look("preview")
    assert downloaded(clerk, "บันทึกข้อความถึงหัวหน้าสำนักงาน") == (
        "บันทึกข้อความ-รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.docx"
    )

    sent = cast.submitted(of=lamphun, in_=cast.round_())
    clerk.open("report_receipt", sent.pk)
    assert downloaded(clerk, "หนังสือนำส่ง").endswith("-ครั้งที่-1.docx")
    clerk.page.get_by_text("บันทึกที่หนังสือ").first.click()
    clerk.write(clerk.box("ที่ของหนังสือนำส่ง"), "ลพ 0017.3/1234")
    clerk.write(clerk.box("ลงวันที่"), "31 เม.ย. 2567")
    clerk.press("บันทึกที่หนังสือ")
    clerk.sees("ไม่มีวันที่ ๓๑ เมษายน ๒๕๖๗")
    expect(clerk.box("ที่ของหนังสือนำส่ง")).to_have_value("ลพ 0017.3/1234")
    clerk.look("refused")

    clerk.write(clerk.box("ลงวันที่"), "30 เม.ย. 2567")
    clerk.press("บันทึกที่หนังสือ")

    clerk.sees("ที่ ลพ ๐๐๑๗.๓/๑๒๓๔ ลงวันที่ ๓๐ เมษายน ๒๕๖๗")
    clerk.look("receipt")
    reviewer = somebody(signed_in=cast.reviewer()).open("review_report", sent.pk)
    reviewer.sees("ที่ ลพ ๐๐๑๗.๓/๑๒๓๔ ลงวันที่ ๓๐ เมษายน ๒๕๖๗")
    reviewer.look("review")
