"""Which sheet of a file is meant, where its columns stand, and what is told of all the rest."""

import pytest

from ita_portal import tables
from ita_portal.tables import Column, Form, Problem, Row, Sheet

FORM = Form(
    "จังหวัด",
    (
        Column("code", "รหัสจังหวัด", is_key=True),
        Column("unit", "หน่วยงาน"),
        Column("phone", "โทร."),
    ),
    {"password": "ห้ามใส่รหัสผ่าน"},
)
CODES, LABELS = ("code", "unit", "phone"), ("รหัสจังหวัด", "หน่วยงาน", "โทร.")


def sheet(*rows, title="จังหวัด") -> Sheet:
    filled = [Row(number, tuple(row)) for number, row in enumerate(rows, start=1) if any(row)]
    return Sheet(title, tuple(filled))


def found(*rows) -> tables.Table:
    return tables.find(FORM, [sheet(*rows)])


def values(table: tables.Table) -> list[tuple]:
    return [(row.number, *table.values(row)) for row in table.rows]


def refusal(*sheets: Sheet) -> str:
    with pytest.raises(tables.TableError) as refused:
        tables.find(FORM, sheets)
    return refused.value.message


@pytest.mark.parametrize(
    "heads",
    [
        [CODES],
        [LABELS],
        [LABELS, CODES],
        [("คำแนะนำ", "คำแนะนำ"), LABELS, CODES],
        [("บัญชีจังหวัด",), (), LABELS, CODES],
        [(" Code ", "หน่วย\u200bงาน", "PHONE")],
        # A head that was wiped out in one of the two rows.
        [LABELS, ("code", None, "phone")],
        [("รหัสจังหวัด", None, None), CODES],
    ],
)
def test_the_heads_are_found_wherever_they_stand(heads):
    table = found(*heads, ("51", "ก", "ข"))

    assert values(table) == [(len(heads) + 1, "51", "ก", "ข")]
    assert table.problems == ()


def test_columns_may_stand_in_any_order_and_some_may_lack():
    assert values(found(("phone", "code"), ("ข", "51"), (None, "52"))) == [
        (2, "ข", "51"),
        (3, None, "52"),
    ]


def test_a_row_of_few_labels_is_data():
    assert values(found(("code", "unit"), ("51", "หน่วยงาน"))) == [(2, "51", "หน่วยงาน")]


def test_examples_are_left_out_and_told():
    table = found(LABELS, CODES, ("ตัวอย่าง", "ก", "ข"), ("51", "ค", "ง"))

    assert (table.examples, values(table)) == ((3,), [(4, "51", "ค", "ง")])


@pytest.mark.parametrize(
    ("head", "row", "problem"),
    [
        (
            "สี",
            "",
            Problem("ไม่รู้จักคอลัมน์นี้ โปรดลบคอลัมน์นี้ หรือแก้หัวให้ตรงกับแบบกรอก", 1, "D", "สี"),
        ),
        (
            "fone",
            "",
            Problem("ไม่รู้จักคอลัมน์นี้ หมายถึง โทร. (phone) ใช่หรือไม่ โปรดแก้หัวคอลัมน์ให้ตรง", 1, "D", "fone"),
        ),
        ("โทร.", "", Problem("คอลัมน์นี้มีซ้ำในไฟล์ โปรดเหลือไว้คอลัมน์เดียว", 1, "D", "โทร.")),
        ("Password", "", Problem("ห้ามใส่รหัสผ่าน", 1, "D", "Password")),
        (
            "",
            "ลืม",
            Problem("มีข้อมูลในคอลัมน์ที่ไม่มีหัว โปรดใส่หัวคอลัมน์หรือลบข้อมูลนั้น", 2, "D", "(ไม่มีหัว)", "ลืม"),
        ),
    ],
)
def test_a_strange_column_is_told_by_its_letter(head, row, problem):
    table = found((*CODES, head), ("51", "ก", "ข", row))

    assert table.problems == (problem,)


def test_the_right_sheet_is_found_by_its_heads_and_the_others_are_named():
    sheets = [
        sheet(("บันทึก",), title="บันทึก"),
        sheet(CODES, ("51", "ก", "ข"), title="แผ่น2"),
        sheet(LABELS, CODES, title="แบบเปล่า"),
        sheet(("มีสำนักงาน",), title="ตัวเลือก"),
        sheet(title="ว่าง"),
    ]

    table = tables.find(FORM, sheets)

    assert (table.title, table.others) == ("แผ่น2", ("บันทึก", "แบบเปล่า"))


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ([sheet()], "ไฟล์นี้ว่าง"),
        ([sheet(("ก", "ข"))], "ไม่พบหัวคอลัมน์ของ “จังหวัด” ในไฟล์นี้ (แผ่นในไฟล์: “จังหวัด”)"),
        ([sheet(("unit", "phone"))], "แผ่น “จังหวัด” ไม่มีคอลัมน์ รหัสจังหวัด (code)"),
        ([sheet(("unit", "phone"), title="")], "ไฟล์นี้ไม่มีคอลัมน์ รหัสจังหวัด (code)"),
        ([sheet(LABELS, CODES)], "ไม่มีแถวข้อมูลใต้หัวตาราง"),
        ([sheet(LABELS, CODES, ("ตัวอย่าง",))], "ไม่มีแถวข้อมูลใต้หัวตาราง"),
        (
            [sheet(CODES, ("51",), title="ก"), sheet(CODES, ("52",), title="ข")],
            "มีข้อมูลอยู่ในหลายแผ่น (“ก” และ “ข”)",
        ),
    ],
)
def test_a_file_without_one_table_is_refused_with_what_to_do(sheets, sentence):
    said = refusal(*sheets)

    assert said.startswith(sentence)
    assert "โปรด" in said
