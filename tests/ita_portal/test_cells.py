"""Single cells of table files: what is read from them, what is refused, how values are written."""

import re
from datetime import date

import pytest

from ita_portal import cells
from tests import cast

DAY = date(2024, 3, 31)


@pytest.mark.parametrize(
    ("cell", "typed", "value"),
    [
        (cells.Text(), "ก", "ก"),
        (cells.Text(), None, ""),
        (cells.Text(), 15.0, "15"),
        (cells.Telephone(), "๐ ๕๓๕๑", "๐ ๕๓๕๑"),
        (cells.Code(), "REG", "REG"),
        (cells.Email(), "a@b.go.th", "a@b.go.th"),
        (cells.Email(), None, ""),
        (cells.WholeNumber(), "๑๕", 15),
        (cells.WholeNumber(), 15, 15),
        (cells.WholeNumber(), None, None),
        (cells.YesOrNo(), "ใช่", True),
        (cells.YesOrNo(), "ไม่ใช่", False),
        (cells.YesOrNo(), 1, True),
        (cells.YesOrNo(), "0", False),
        (cells.YesOrNo(), False, False),
        (cells.Choice([(6, "รอบ ๖ เดือน")]), "รอบ 6 เดือน", 6),
        (cells.Choice([(6, "รอบ ๖ เดือน")]), "๖", 6),
        (cells.Choice([(6, "รอบ ๖ เดือน")]), None, ""),
        (cells.Day(), DAY, DAY),
        (cells.Day(), "๓๑ มี.ค. ๒๕๖๗", DAY),
        (cells.Day(), "31/3/2567", DAY),
        (cells.Day(), None, None),
    ],
)
def test_what_stands_in_a_cell_is_read(cell, typed, value):
    assert cell.clean(typed) == value


@pytest.mark.parametrize(
    ("cell", "typed", "sentence"),
    [
        (cells.Text(), DAY, "Excel เปลี่ยนข้อความในช่องนี้เป็นวันที่ (31 มีนาคม 2567)"),
        (cells.Text(), "ก\x07", "อักขระควบคุม"),
        (cells.Telephone(), 535110000, "เลข 0 ข้างหน้าจึงอาจหายไป"),
        (cells.Code(), "O๔๓", "เลขอารบิก"),
        (cells.Email(), "hr๑@b.go.th", "เลขอารบิก"),
        (cells.Email(), "ไม่ใช่อีเมล", "โปรดพิมพ์ เช่น name@example.go.th"),
        (cells.WholeNumber(), "สิบ", "“สิบ” ไม่ใช่จำนวนเต็ม"),
        (cells.WholeNumber(), -1, "“-1” ไม่ใช่จำนวนเต็ม"),
        (cells.WholeNumber(), 1.5, "“1.5” ไม่ใช่จำนวนเต็ม"),
        (cells.YesOrNo(), "มี", "โปรดเลือกจาก ใช่ / ไม่ใช่"),
        (cells.YesOrNo(), None, "โปรดใส่ ใช่ หรือ ไม่ใช่"),
        (cells.Choice([(6, "รอบ ๖ เดือน")]), "7", "โปรดเลือกจาก รอบ ๖ เดือน"),
        (cells.Day(), 45382, "เป็นตัวเลข ไม่ใช่วันที่"),
        (cells.Day(), date(1967, 3, 31), "อ่านได้เป็น 31 มีนาคม 2510 โปรดตรวจปี"),
        (cells.Day(), "31 มีนาคม 2024", "ไม่ใช่ปี พ.ศ. หมายถึง"),
        (cells.Day(), "2024-03-31", "ไม่ใช่ปี พ.ศ. หมายถึง"),
        (cells.Day(), "1 - 31 มีนาคม 2567", "โปรดพิมพ์วันเดียว"),
        (cells.Day(), "31 มีนา", "ยังไม่ได้ระบุปี"),
        (cells.Day(), "เร็ว ๆ นี้", "โปรดพิมพ์เช่น"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(cell, typed, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        cell.clean(typed)


@pytest.mark.parametrize(
    ("cell", "value", "written"),
    [
        (cells.Text(), None, ""),
        (cells.WholeNumber(), 15, 15),
        (cells.WholeNumber(), None, ""),
        (cells.YesOrNo(), False, "ไม่ใช่"),
        (cells.Choice([("a", "ก")]), "a", "ก"),
        (cells.Choice([("a", "ก")]), "", ""),
        (cells.Day(), DAY, "31 มีนาคม 2567"),
        (cells.Day(), None, ""),
    ],
)
def test_values_are_written_in_words(cell, value, written):
    assert cell.render(value) == written


@pytest.mark.django_db
def test_a_province_is_known_by_its_name_or_code():
    lamphun = cast.lamphun()
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)
    cell = cells.ProvinceName()

    assert [cell.clean(typed) for typed in ("ลำพูน", "จังหวัดลำพูน", "51", 51, None)] == [
        *([lamphun] * 4),
        None,
    ]
    assert (cell.render(lamphun), cell.render(None), cell.choices) == ("ลำพูน", "", ("ลำพูน",))
    for typed in ("lamphun", "กรุงเทพมหานคร"):
        with pytest.raises(ValueError, match="ไม่มีสำนักงานจังหวัดชื่อ"):
            cell.clean(typed)


@pytest.mark.django_db
def test_all_provinces_must_be_said():
    cell = cells.ProvinceName(of_all="ทุกจังหวัด")

    assert (cell.clean("ทุกจังหวัด"), cell.render(None)) == (None, "ทุกจังหวัด")
    with pytest.raises(ValueError, match="โปรดใส่ชื่อจังหวัด หรือ ทุกจังหวัด"):
        cell.clean(None)
