"""Calendars of strangers, pasted and in files: which column is which, which row is a step, nothing dropped."""

import pytest

from calendar_app.revision_file import FORM
from ita_portal.tables import write_csv, write_workbook
from reports import readers
from reports.readers.calendar import (
    NO_STEPS,
    CalendarReading,
    StepRead,
    from_dict,
    owner_of,
    to_dict,
)
from reports.readers.paper import NotReadable


def pasted(*rows: str) -> CalendarReading:
    return readers.read_pasted_calendar("\n".join(rows), "")


def steps(reading: CalendarReading) -> list[tuple]:
    return [(step.title, step.when, step.owner) for step in reading.steps]


def test_a_pasted_table_is_read_by_its_heads():
    reading = pasted(
        "ที่\tขั้นตอน\tช่วงระยะเวลา\tผู้รับผิดชอบ",
        "1\t๑. การลงทะเบียน ITAS\t1-31 ม.ค. 67\tจังหวัด",
        "2\tการเก็บ IIT\tเร็ว ๆ นี้\tสำนักงาน ป.ป.ช.",
    )

    assert steps(reading) == [
        ("การลงทะเบียน ITAS", "1-31 ม.ค. 67", "province"),
        ("การเก็บ IIT", "เร็ว ๆ นี้", "nacc"),
    ]
    assert reading.steps[0].words == {
        "ที่": "1",
        "ขั้นตอน": "๑. การลงทะเบียน ITAS",
        "ช่วงระยะเวลา": "1-31 ม.ค. 67",
        "ผู้รับผิดชอบ": "จังหวัด",
    }
    assert (reading.unread, reading.notes) == ((), ())


HTML = """<p>ปฏิทินการประเมิน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘</p><table>
<tr><th>ลำดับ<th>กิจกรรม<th>เริ่ม<th>สิ้นสุด<th>หมายเหตุ</tr>
<tr><td colspan=5>ขั้นเตรียมการ</td></tr>
<tr><td>๑<td>ลงทะเบียน<td rowspan=2>1 ม.ค. 68<td>31 ม.ค. 68<td>ผ่านระบบ</tr>
<tr><td>๒<td>ตรวจสอบ<td>15 ก.พ. 68<td></tr></table>"""


def test_merged_cells_parts_and_unused_columns_are_told():
    reading = readers.read_pasted_calendar("", HTML)

    assert reading.fiscal_year == 2568
    assert steps(reading) == [
        ("ลงทะเบียน", "1 ม.ค. 68 - 31 ม.ค. 68", ""),
        ("ตรวจสอบ", "1 ม.ค. 68 - 15 ก.พ. 68", ""),
    ]
    assert reading.unread == (("ขั้นเตรียมการ",),)
    assert reading.notes == (
        "ไม่ได้ใช้ช่อง “หมายเหตุ” คำในช่องนั้นอยู่ใต้ “ในเอกสาร” ของแต่ละแถว",
        "ช่องช่วงระยะเวลาที่ผสานหลายแถว ใช้กับทุกแถวที่ผสานไว้",
    )


def test_a_table_without_heads_is_read_by_what_its_columns_hold():
    reading = pasted("1\tการลงทะเบียน\t1-31 ม.ค. 67", "2\tการเก็บข้อมูล\t1 ก.พ. - 30 มิ.ย. 67")

    assert steps(reading) == [
        ("การลงทะเบียน", "1-31 ม.ค. 67", ""),
        ("การเก็บข้อมูล", "1 ก.พ. - 30 มิ.ย. 67", ""),
    ]
    assert "ตารางไม่มีหัวช่อง" in reading.notes[0]


def test_a_head_that_a_page_repeats_is_no_step():
    head = "ที่\tขั้นตอน\tช่วงระยะเวลา"

    reading = pasted(head, "1\tก\t1 ม.ค. 67", head, "2\tข\t2 ม.ค. 67")

    assert [step.title for step in reading.steps] == ["ก", "ข"]


ROWS = [
    (1, "REG", "การลงทะเบียน", "๑ - ๓๑ มกราคม ๒๕๖๗", "จังหวัด", "ระบุเลขที่", ""),
    (2, "END", "การประมวลผล", "", "สำนักงาน ป.ป.ช.", "", "ป.ป.ช. เป็นผู้ดำเนินการ"),
]


@pytest.mark.parametrize(
    "data",
    [write_workbook(FORM, ROWS, example=True), write_csv(FORM, ROWS).encode("utf-8-sig")],
    ids=["xlsx", "csv"],
)
def test_our_own_file_comes_back_as_it_went_out(data):
    reading = readers.read_calendar(data)

    assert [
        (one.code, one.title, one.when, one.owner, one.guidance, one.sentence)
        for one in reading.steps
    ] == [
        ("REG", "การลงทะเบียน", "๑ - ๓๑ มกราคม ๒๕๖๗", "province", "ระบุเลขที่", ""),
        ("END", "การประมวลผล", "", "nacc", "", "ป.ป.ช. เป็นผู้ดำเนินการ"),
    ]


@pytest.mark.parametrize("text", ["ไม่มีตาราง", "ก\tข\nค\tง", "ที่\tขั้นตอน\tช่วงระยะเวลา"])
def test_what_holds_no_calendar_is_refused_with_what_to_do(text):
    with pytest.raises(NotReadable) as refused:
        pasted(text)

    assert refused.value.message == NO_STEPS


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("สำนักงาน ป.ป.ช.", "nacc"),
        ("ปปช.", "nacc"),
        ("สำนักงาน ป.ป.ช. ประจำจังหวัด", "nacc_province"),
        ("สำนักงานจังหวัด", "province"),
        ("หน่วยงานที่รับการประเมิน", "province"),
        ("ศปท.", ""),
        ("", ""),
    ],
)
def test_owners_are_told_by_their_words(words, owner):
    assert owner_of(words) == owner


def test_a_reading_goes_between_processes_unchanged():
    reading = CalendarReading((StepRead("ก", words={"ที่": "๑"}),), 2568, (("ข", "ค"),), ("ง",))

    assert from_dict(to_dict(reading)) == reading
