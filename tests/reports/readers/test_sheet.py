"""Rows of a sheet are told apart: titles, the table, notes below."""

from reports.readers import sheet
from reports.readers.grid import Grid
from reports.readers.paper import Cell, Table, Words
from tests.reports.readers import shown


def read(*rows: tuple[str | Cell, ...], **options) -> list:
    found = Grid()
    for row in rows:
        found.begin_row()
        for cell in row:
            found.add(cell if isinstance(cell, Cell) else Cell(cell))
    return [shown.block(one) for one in sheet.blocks_of(list(found.table().rows), **options)]


HEAD = ("ที่", "ขั้นตอน", "ผล", "หมายเหตุ")
ROW = ("๑", "ก", "ข", "ค")


def test_titles_above_and_notes_below_are_words():
    assert read(
        ("", "รายงาน", "", ""),
        ("จังหวัด", "ลำพูน", "", ""),
        ("", "", "", ""),
        HEAD,
        ROW,
        ("", "", "", ""),
        ("ผู้รับผิดชอบ", "", "", ""),
        ("นาย ก", "", "หัวหน้า", ""),
    ) == ["รายงาน\nจังหวัด ลำพูน", [HEAD, ROW], "ผู้รับผิดชอบ\nนาย ก หัวหน้า"]


def test_notes_need_no_gap_where_they_say_so_or_reach_over_columns():
    assert read(HEAD, ROW, ("หมายเหตุ : ก", "", "", "")) == [[HEAD, ROW], "หมายเหตุ : ก"]
    assert read(HEAD, ROW, (Cell("เชิงอรรถ", columns=4),)) == [[HEAD, ROW], "เชิงอรรถ"]


def test_rows_of_one_cell_within_a_table_stay_in_it():
    goes_on = ("", "", "ต่อ", "")
    phase = ("๒. ช่วงการจัดเก็บ", "", "", "")
    activity = ("๒.๑ ลงทะเบียน", "", "", "")

    assert read(HEAD, ROW, goes_on) == [[HEAD, ROW, goes_on]]
    assert read(HEAD, ROW, phase, ("", "", "", ""), activity) == [[HEAD, ROW, phase, activity]]


def test_a_page_of_a_table_may_begin_with_what_goes_on():
    goes_on = ("", "", "ต่อ", "")

    assert read(goes_on, ROW, is_page=True) == [[goes_on, ROW]]
    assert read(("รายงาน", "", "", ""), HEAD, ROW, is_page=True) == ["รายงาน", [HEAD, ROW]]


def test_a_sheet_without_a_full_row_is_a_table_where_cells_stand_beside_each_other():
    assert read(("๑.๑ แต่งตั้ง", "", "↔"), ("", "", "")) == [[("๑.๑ แต่งตั้ง", "", "↔")]]
    assert read(("ก", "", ""), ("ข", "", "")) == ["ก\nข"]
    assert read(("", ""), ("", "")) == []


def test_columns_at_the_end_in_which_nothing_stands_are_none():
    assert read(("ก", "ข", "ค", "", ""), ("๑", "๒", "๓", "", "")) == [
        [("ก", "ข", "ค"), ("๑", "๒", "๓")]
    ]


def test_rows_keep_their_keys_and_words_what_they_were_verbatim():
    rows = [
        (Cell("รายงาน", "<b>รายงาน</b>"), Cell(""), Cell("")),
        (Cell("ก"), Cell("ข"), Cell("ค")),
        (Cell(""), Cell(""), Cell("")),
        (Cell("๑"), Cell("๒"), Cell("๓")),
    ]

    assert sheet.blocks_of(rows, (None, None, None, 7)) == (
        Words("รายงาน", "<b>รายงาน</b>"),
        Table((rows[1], rows[3]), (None, 7)),
    )
