"""The centre asks for a book by keyboard, watches it being made and takes it home; the inspector reads the list."""

import pytest
from playwright.sync_api import expect

from reports.models import Book
from tests import cast
from tests.browser.hands import Keyboard
from tests.printing_worker import worker

pytestmark = pytest.mark.browser


def test_a_book_is_asked_for_made_and_taken_home(somebody, portal, settings):
    report = cast.accepted(of=cast.roi_et())
    cast.submitted()
    reviewer = somebody(signed_in=cast.reviewer(), hands=Keyboard())
    reviewer.open("round_book", report.round_id)
    reviewer.look("empty")
    reviewer.choose(reviewer.box("ขอบเขต"), "chosen")
    reviewer.press("สั่งทำเล่ม")
    reviewer.sees("โปรดเลือกจังหวัดอย่างน้อยหนึ่งจังหวัด")
    reviewer.look("refused")
    reviewer.choose(reviewer.box("ขอบเขต"), "nation")
    reviewer.press("สั่งทำเล่ม")
    reviewer.sees("อยู่ลำดับที่")
    reviewer.look("waits")

    with worker():
        link = reviewer.page.get_by_role("link", name="ดาวน์โหลด")
        expect(link).to_be_visible()
    reviewer.look("made")
    with reviewer.page.expect_download() as download:
        reviewer.hands.press(link)

    book = Book.objects.get()
    assert download.value.suggested_filename.endswith(".pdf")
    assert book.size > 10_000
    reader = somebody(signed_in=cast.inspector())
    reader.open("round_book", report.round_id)
    reader.sees(book.file_sha256)
    reader.look("list-of-the-inspector")
