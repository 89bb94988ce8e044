"""What is told of two versions of a report, and what is not worth telling."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from ita_portal.thai import Window
from reports import document
from reports.differences import CellDifference, Change, RowDifference, differences
from tests.reports.documents import HEADINGS, JANUARY, REPORTS, group, line, report

_, OFFICIAL, PROVINCIAL, STEP, RESULT, STATUS = HEADINGS


def rows(*keys: int):
    return [group(line(f"ขั้นตอน {key}", key=key)) for key in keys]


@given(REPORTS)
def test_a_report_does_not_differ_from_itself(any_report):
    assert differences(any_report, any_report) == ()


def test_a_changed_cell_is_told_with_both_texts():
    old = report(group(line("ลงทะเบียน", key=7, result="อบรม 33 หน่วยงาน")))
    new = report(group(line("ลงทะเบียน", key=7, result="อบรม 34 หน่วยงาน", status="done")))

    assert differences(old, new) == (
        RowDifference(
            Change.CHANGED,
            key=7,
            old_number=1,
            number=1,
            cells=(
                CellDifference(RESULT, "อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน"),
                CellDifference(STATUS, "", "ดำเนินการแล้ว"),
            ),
        ),
    )


def test_a_window_typed_otherwise_prints_the_same_and_is_no_difference():
    again = replace(JANUARY, text="๑ - ๓๑ มกราคม ๒๕๖๗")
    old = report(group(line("ก", key=1), official=JANUARY))

    assert differences(old, report(group(line("ก", key=1), official=again))) == ()


def test_a_changed_window_is_told_once_for_all_rows_of_its_number():
    february = Window(date(2024, 2, 1), date(2024, 2, 29), "day", "")
    old = report(group(line("ก", key=1), line("ข", key=2), provincial=JANUARY))
    new = report(group(line("ก", key=1), line("ข", key=2), provincial=february))

    cell = CellDifference(PROVINCIAL, "๑ - ๓๑ มกราคม ๒๕๖๗", "๑ - ๒๙ กุมภาพันธ์ ๒๕๖๗")
    assert differences(old, new) == (RowDifference(Change.CHANGED, 1, 1, 1, (cell,)),)


def test_another_size_and_another_address_are_told_once_for_the_whole_report():
    address = "https://ita.example.go.th/reports/2567/6/lamphun/"
    old, new = report(), report(text_size="large", address=address)

    assert differences(old, new) == (
        RowDifference(
            Change.CHANGED,
            None,
            None,
            None,
            (
                CellDifference("ขนาดตัวอักษรในรายงาน", "ปกติ", "ใหญ่ขึ้นหนึ่งขั้น"),
                CellDifference("ที่อยู่ในคิวอาร์โค้ด", "", address),
            ),
        ),
    )


def test_an_added_row_does_not_make_those_below_it_different():
    old, new = report(*rows(1, 2, 3)), report(*rows(1, 9, 2, 3))

    cells = (CellDifference(STEP, "", "ขั้นตอน 9"),)
    assert differences(old, new) == (RowDifference(Change.ADDED, 9, None, 2, cells),)


def test_a_removed_row_is_told_where_it_stood():
    old, new = report(*rows(1, 2, 3)), report(*rows(1, 3, 4))

    told = [(one.change, one.key, one.place) for one in differences(old, new)]

    assert told == [
        (Change.REMOVED, 2, "ลำดับที่ ๒"),
        (Change.ADDED, 4, "ลำดับที่ ๓"),
    ]


def test_only_the_row_that_was_moved_is_called_moved():
    told = differences(report(*rows(1, 2, 3, 4)), report(*rows(4, 1, 2, 3)))

    assert [(one.change, one.key, one.place) for one in told] == [
        (Change.MOVED, 4, "ลำดับที่ ๑ (เดิมลำดับที่ ๔)")
    ]


def test_an_answer_and_a_tie_to_the_calendar_are_told_though_not_printed():
    step = document.CalendarStep("REG", "การลงทะเบียน")
    tied = document.Line((document.Item("ก", steps=("REG",)),), key=1)
    new = replace(tied, answer="not_ours", answer_reason="ป.ป.ช. แจ้งแล้ว")
    old = document.Line((document.Item("ก"),), key=1)

    told = differences(
        report(group(old), calendar_steps=(step,)), report(group(new), calendar_steps=(step,))
    )

    assert told[0].cells == (
        CellDifference("คำตอบ", "", "สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ ป.ป.ช. แจ้งแล้ว"),
        CellDifference("ขั้นตอนตามปฏิทิน", "", "การลงทะเบียน"),
    )


def test_what_stands_outside_the_table_is_told_last():
    old = report(*rows(1))
    new = report(*rows(1, 2), footnote="ข้อมูล ณ วันที่ 31 มีนาคม 2567")

    last = differences(old, new)[-1]

    assert last == RowDifference(
        Change.CHANGED,
        None,
        None,
        None,
        (CellDifference("หมายเหตุท้ายรายงาน", "", "ข้อมูล ณ วันที่ 31 มีนาคม 2567"),),
    )
    assert last.place == "ส่วนอื่นของรายงาน"


def test_rows_without_a_key_are_other_rows_each_time():
    old, new = report(group(line("ก"))), report(group(line("ก")))

    assert [one.change for one in differences(old, new)] == [Change.REMOVED, Change.ADDED]


def test_two_headings_that_read_the_same_are_told_apart():
    headings = ("ที่", "ช่วง", "ช่วง", "ขั้นตอน", "ผล", "หมายเหตุ")
    old = report(group(line("ก", key=1)), headings=headings)
    new = report(group(line("ก", key=1), provincial=JANUARY), headings=headings)

    assert differences(old, new)[0].cells == (CellDifference("ช่วง", "", "๑ - ๓๑ มกราคม ๒๕๖๗"),)


def test_a_changed_explanation_is_told_in_its_row_or_outside_the_table():
    same = [group(line("ขั้นตอน", key=7))]
    early = document.Explanation("done_early", 7, "ดำเนินการแล้ว", "ทำเสร็จก่อน")
    code = document.Explanation("respondent_code", None, "67065b", "ปิดรับแล้ว", is_kept=True)
    old = report(*same)
    new = report(*same, explanations=(early, code))

    assert [(one.key, one.cells) for one in differences(old, new)] == [
        (7, (CellDifference("คำชี้แจง", "", "“ดำเนินการแล้ว”: ทำเสร็จก่อน"),)),
        (
            None,
            (CellDifference("คำชี้แจง", "", "“67065b”: ปิดรับแล้ว (คงไว้ในฉบับเผยแพร่โดยเจตนา)"),),
        ),
    ]
