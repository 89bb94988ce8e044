"""The files beside the PDF, taken with a mouse, without scripts, by keyboard; the open menu fits every screen."""

import pytest

from reports import actions
from tests import cast
from tests.browser.hands import Keyboard

pytestmark = pytest.mark.browser

MENU = "Word, Excel, CSV, JSON"
WAYS = {
    "mouse": {},
    "without-scripts": {"javascript": False},
    "keyboard": {"hands": Keyboard(), "looks_closely": False},
}


def taken(person, menu: str, label: str) -> str:
    """The name under which a file of a menu is kept."""
    menu = person.page.locator("summary", has_text=menu)
    person.hands.press(menu)
    person.look(label)
    with person.page.expect_download() as download:
        person.hands.press(person.page.get_by_role("link", name=label))
    return download.value.suggested_filename


@pytest.mark.parametrize("way", WAYS)
def test_a_draft_is_taken_home_as_a_word_file(way, somebody, lamphun):
    report = cast.report()
    clerk = somebody(signed_in=cast.clerk(), **WAYS[way]).open("report_preview", report.pk)

    assert taken(clerk, MENU, "Word") == "ร่าง-รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.docx"


@pytest.mark.parametrize("way", WAYS)
def test_a_published_report_is_taken_as_an_excel_file(way, somebody, lamphun):
    cast.accepted()
    nobody = somebody(**WAYS[way]).open("public_report", 2567, 6, "lamphun")

    assert taken(nobody, MENU, "Excel") == ("รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน-ครั้งที่-1.xlsx")


def test_a_round_is_taken_home_by_the_centre_and_by_everyone(somebody, lamphun):
    report = cast.accepted()
    reviewer = somebody(signed_in=cast.reviewer()).open("review_round", report.round_id)
    nobody = somebody().open("public_round", 2567, 6)

    assert taken(reviewer, "ดาวน์โหลดทั้งรอบ", "ตารางขั้นตอน") == (
        "รายงาน-ITA-ตารางขั้นตอน-2567-รอบ-6-เดือน.xlsx"
    )
    assert taken(nobody, "ข้อมูลทั้งรอบ", "CSV") == "รายงาน-ITA-ที่เผยแพร่-2567-รอบ-6-เดือน.csv"


def test_the_centre_s_page_has_the_files_of_what_was_sent(somebody, lamphun):
    report = cast.submitted()
    reviewer = somebody(signed_in=cast.reviewer()).open("review_report", report.pk)

    assert actions.latest(report).number == 1
    assert taken(reviewer, MENU, "JSON").endswith("-ครั้งที่-1.json")
