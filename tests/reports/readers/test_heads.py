"""Heads of columns in the words offices write."""

import pytest

from reports.readers import heads
from reports.readers.paper import Cell


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("ที่", "number"),
        ("ลำดับที่", "number"),
        ("ลำดับ", "number"),
        ("ช่วงระยะเวลา (สำนักงานป.ป.ช.)", "official"),
        ("ระยะเวลาตามปฏิทิน ป.ป.ช", "official"),
        ("ช่วงระยะเวลา\n(จังหวัด)", "provincial"),
        ("ระยะเวลาดำเนินการของจังหวัด", "provincial"),
        ("ระยะเวลา", "window"),
        ("ขั้นตอน", "step"),
        ("ขั้นตอนการดำเนินงาน", "step"),
        ("กิจกรรม/โครงการ", "step"),
        ("ผลการดำเนินการ", "result"),
        ("ผลการดำเนินงานตามขั้นตอน", "result"),
        ("รายงานผลการดำเนินการ", "result"),
        ("หมายเหตุ", "status"),
        ("หมายเหตุ (ที่อยู่ระหว่าง ดำเนินการ/ ดำเนินการแล้ว)", "status"),
        ("สถานะการดำเนินการ", "status"),
        ("ปัญหา/อุปสรรค", None),
        ("ผู้รับผิดชอบ", None),
        ("", None),
        ("ข" * 200, None),
    ],
)
def test_roles(head, role):
    assert heads.role_of(head) == role


def test_each_role_is_given_once_and_windows_without_an_owner_in_order():
    roles = heads.roles_of(
        ("ที่", "ระยะเวลา", "ช่วงเวลา", "ขั้นตอน", "ผลการดำเนินการ", "สถานะ", "หมายเหตุ")
    )

    assert roles == ("number", "official", "provincial", "step", "result", "status", None)


def test_a_window_without_an_owner_is_the_missing_one():
    assert heads.roles_of(("ระยะเวลา ป.ป.ช.", "ระยะเวลา"))[1] == "provincial"
    assert heads.roles_of(("ระยะเวลา", "ขั้นตอน"))[0] == "window"


def row(*texts):
    return tuple(Cell(text) for text in texts)


def test_a_row_of_a_report_is_no_head():
    assert not heads.is_head(row("๑", "๑ - ๓๑ มกราคม", "-", "การลงทะเบียน", "ผล", "ดำเนินการแล้ว"))
    assert heads.is_head(row("ที่", "ระยะเวลา", "ขั้นตอน", "ผล"))


def test_a_spanning_head_is_joined_with_the_words_below():
    upper = (Cell("ที่", rows=2), Cell("ช่วงระยะเวลา", columns=2), None, Cell("ขั้นตอน", rows=2))
    lower = (None, Cell("(สำนักงาน ป.ป.ช.)"), Cell("(จังหวัด)"), None)

    assert heads.is_lower_head(lower, upper)
    assert heads.joined(upper, lower) == (
        "ที่",
        "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
        "ช่วงระยะเวลา (จังหวัด)",
        "ขั้นตอน",
    )
    assert not heads.is_lower_head(row("๑", "จังหวัด", "", ""), upper)
