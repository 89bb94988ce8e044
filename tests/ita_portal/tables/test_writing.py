"""Workbooks to fill in and CSV: heads, guidance, examples, choices, and no cell that is a formula."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import tables
from ita_portal.tables import Column, Form
from ita_portal.tables.reading import _HARMLESS

FORM = Form(
    "จังหวัด",
    (
        Column("code", "รหัสจังหวัด", "เลขสองหลัก", "51", is_key=True),
        Column("number", "กลุ่มที่", "ตัวเลข", 15),
        Column("office", "มีสำนักงาน", "เลือกจากรายการ", "ใช่", choices=("ใช่", "ไม่ใช่")),
    ),
)
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "#N/A", "'=1"]


def opened(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_form_has_guidance_two_rows_of_heads_and_an_example():
    sheet = opened(tables.write_workbook(FORM, example=True))["จังหวัด"]

    assert list(sheet.values) == [
        ("เลขสองหลัก", "ตัวเลข", "เลือกจากรายการ"),
        ("รหัสจังหวัด", "กลุ่มที่", "มีสำนักงาน"),
        ("code", "number", "office"),
        ("ตัวอย่าง", 15, "ใช่"),
    ]
    assert sheet.freeze_panes == "B4"


def test_choices_are_offered_as_lists():
    book = opened(tables.write_workbook(FORM))

    (rule,) = book["จังหวัด"].data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", "'ตัวเลือก'!$A$2:$A$3", "C4:C1003")
    assert list(book["ตัวเลือก"].values) == [("มีสำนักงาน",), ("ใช่",), ("ไม่ใช่",)]


def test_a_form_without_choices_has_one_sheet():
    assert opened(tables.write_workbook(Form("ก", (Column("a", "ก"),)))).sheetnames == ["ก"]


def test_what_is_written_in_a_workbook_is_read_back():
    data = tables.write_workbook(FORM, [("51", 15, "ใช่"), ("52", "", "")])

    table = tables.find(FORM, tables.read(data))

    assert [(row.number, *table.values(row)) for row in table.rows] == [
        (4, "51", 15, "ใช่"),
        (5, "52", None, None),
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula_or_an_error(text):
    cell = opened(tables.write_workbook(FORM, [(text, 1, "")]))["จังหวัด"]["A4"]

    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert cell.value.strip() == text.strip()


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_begins_as_a_formula(text):
    _, line = tables.write_csv(FORM, [(text, 1, "")]).split("\r\n", 1)

    assert line.lstrip('"')[0] not in "=+-@\t\r\n"


@given(st.text(st.sampled_from("'=+-@\t ก1"), max_size=6))
def test_the_mark_before_a_formula_comes_off_again(text):
    assert _HARMLESS.sub("", tables.harmless(text)) == text


@pytest.mark.parametrize(
    ("text", "sentence"), [("ก\x07", "อักขระควบคุม"), ("ก" * 32_768, "โปรดส่งออกเป็น CSV")]
)
def test_a_text_that_no_cell_can_hold_is_refused_and_not_cut(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        tables.write_workbook(FORM, [(text, 1, "")])
