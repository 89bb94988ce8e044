"""The steps of a revision: their token, their codes, the year before."""

from datetime import date

import pytest

from calendar_app import actions, step_rows
from calendar_app.step_rows import StepRow, a_year_later, new_code, with_codes
from ita_portal.thai import Window
from tests import cast


@pytest.mark.parametrize(
    ("taken", "code"),
    [((), "S01"), (("S01", "REG"), "S02"), (("S07",), "S08"), (("S99",), "S100"), (("SX",), "S01")],
)
def test_a_new_code_is_one_that_nobody_has(taken, code):
    assert new_code(taken) == code


def test_a_step_keeps_the_code_it_had_in_the_calendar_before():
    before = {"REG": "การลงทะเบียนเข้าสู่ระบบ ITAS", "S03": "อื่น ๆ"}
    rows = [
        StepRow("", "การลงทะเบียนเข้าใช้ระบบ ITAS"),
        StepRow("OWN", "ของใหม่ทั้งหมด"),
        StepRow("", "ขั้นตอนที่ไม่เคยมี"),
    ]

    found = with_codes(rows, before)

    assert [(row.code, row.raw.get("code")) for row in found] == [
        ("REG", "matched"),
        ("OWN", None),
        ("S04", "made"),
    ]


def test_a_code_that_two_rows_would_get_is_given_to_neither():
    found = with_codes(
        [StepRow("", "การลงทะเบียน"), StepRow("", "การลงทะเบียน")], {"REG": "การลงทะเบียน"}
    )

    assert [row.code for row in found] == ["S01", "S02"]


def day(window_end: date) -> Window:
    return Window(window_end, window_end, "day", "")


@pytest.mark.parametrize(
    ("window", "later"),
    [
        (
            Window(date(2024, 1, 1), date(2024, 1, 31), "day", "1-31 ม.ค. 67"),
            Window(date(2025, 1, 1), date(2025, 1, 31), "day", "๑ - ๓๑ มกราคม ๒๕๖๘"),
        ),
        (
            day(date(2024, 2, 29)),
            Window(date(2025, 2, 28), date(2025, 2, 28), "day", "๒๘ กุมภาพันธ์ ๒๕๖๘"),
        ),
        (Window.unread("ต้นปี"), Window.unread("ต้นปี")),
    ],
)
def test_windows_come_a_year_later_and_are_marked(window, later):
    (row,) = a_year_later([StepRow("REG", "ลงทะเบียน", window=window)], years=1, fiscal_year=2568)

    assert (row.code, row.window, row.is_shifted) == ("REG", later, True)


def test_a_step_without_a_window_has_nothing_to_confirm():
    (row,) = a_year_later([StepRow("REG", "ปี พ.ศ. ๒๕๖๗")], years=1, fiscal_year=2568)

    assert (row.title, row.window, row.is_shifted, row.raw) == ("ปี พ.ศ. ๒๕๖๘", None, False, {})


@pytest.mark.django_db
def test_a_token_changes_with_anything_that_is_said():
    revision = actions.copy_revision(revision=cast.calendar(), by=None)
    tokens = {step_rows.token(revision, step_rows.rows_of(revision))}
    edition = revision.steps.first()

    for name, value in {
        "title": "ใหม่",
        "owner": "nacc",
        "window": day(date(2024, 1, 9)),
        "guidance": "ก",
        "sentence": "ข",
        "is_shifted": True,
    }.items():
        setattr(edition, name, value)
        edition.save()
        tokens.add(step_rows.token(revision, step_rows.rows_of(revision)))

    assert len(tokens) == 7
