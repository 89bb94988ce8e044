"""Two papers typed into the browser by clerks who begin with the calendar: what prints is the paper."""

import pytest

from calendar_app.models import Round
from ita_portal.models import Province
from reports.models import Report
from reports.writers import html
from tests import cast
from tests.browser.editor import Editor
from tests.printed import read_body
from tests.seed_text import SEEDS

pytestmark = pytest.mark.browser

_, LAMPHUN, ROI_ET = (seed.report for seed in SEEDS)

# Windows as they are typed in a hurry, where that reads the same: row → the province's window.
IN_A_HURRY = {1: "23-24 ม.ค. 67", 2: "15 กพ - 27 มิย 67", 4: "1-31/5/2567"}


@pytest.fixture
def start(somebody):
    """Begins the report of a document from the calendar, in one click."""

    def begin(paper) -> Editor:
        home = Province.objects.get(slug=paper.province.slug)
        clerk = somebody(signed_in=cast.clerk(home)).open("province_home")
        round_ = Round.objects.get(fiscal_year=paper.fiscal_year, months=paper.months)
        clerk.press(clerk.button(f"เริ่มจากปฏิทิน {round_}"))
        return Editor(clerk)

    return begin


def printed(editor):
    """The preview of the report."""
    editor.person.press("ดูก่อนพิมพ์")
    return read_body(editor.person.page.content())


def paper_body(paper):
    return read_body(html.render_body(paper))


def test_the_report_of_lamphun_is_entered_from_the_calendar(start):
    editor = start(LAMPHUN)
    assert editor.rows.count() == 12

    # Two steps of the calendar in row ๑, three in row ๒.
    for row in (2, 3, 3):
        editor.act(row, "รวมกับแถวบน")
    for row, group in enumerate(LAMPHUN.groups, start=1):
        provincial = IN_A_HURRY.get(row, group.provincial.text)
        editor.type_windows(row, group.official.text, provincial)
        editor.type_line(row, group.lines[0])
    editor.save()

    editor.person.sees("อ่านว่า วันที่ ๒๓ - ๒๔ มกราคม ๒๕๖๗")
    editor.person.look("editor")
    assert printed(editor) == paper_body(LAMPHUN)


def test_numbers_and_rows_of_ones_own_are_entered_as_roi_et_has_them(start):
    editor = start(ROI_ET)
    own, _, two_rows, *_ = ROI_ET.groups

    # A number of one's own before the calendar, in the place of its first step.
    editor.act(1, "ลบแถว")
    editor.add_number_at_the_top()
    editor.type_windows(1, own.official.text, own.provincial.text)
    editor.type_line(1, own.lines[0])
    # Another row under the same number.
    editor.act(3, "เพิ่มแถวในลำดับเดียวกัน")
    editor.type_windows(3, two_rows.official.text, two_rows.provincial.text)
    for row, line in enumerate(two_rows.lines, start=3):
        editor.type_line(row, line)
    editor.save()

    ours, papers = printed(editor).rows, paper_body(ROI_ET).rows
    assert ours[0] == papers[0]
    assert ours[2:4] == papers[2:4]
    assert Report.objects.get().groups.count() == 5


def test_a_deleted_row_comes_back_with_all_its_words(start):
    editor = start(LAMPHUN)
    clerk = editor.person
    clerk.write(editor.result(3), "ประชุมคณะกรรมการ\n\n- ครั้งที่ 1\n- ครั้งที่ 2")
    editor.save()
    before = editor.rows.all_inner_texts()

    editor.act(3, "ลบแถว")
    assert editor.rows.count() == 11
    clerk.press(clerk.button("เลิกทำ").first)

    assert editor.rows.all_inner_texts() == before
    assert editor.result(3).input_value() == "ประชุมคณะกรรมการ\n\n- ครั้งที่ 1\n- ครั้งที่ 2"
