"""A plan as it is printed, and its one spelling as JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.sheets import (
    Activity,
    Cell,
    Phase,
    Sheet,
    canonical_json,
    digest,
    from_json,
)
from ita_portal import thai

MARK = Cell(1, is_marked=True)


def row(*written):
    windows = tuple(thai.read_window(one) for one in written)
    sheet = Sheet("x", "ลำพูน", 2567, phases=(Phase("เตรียม", (Activity("ประชุม", "", windows),)),))
    ((printed,),) = [phase.rows for phase in sheet.rows()]
    return printed


@pytest.mark.parametrize(
    ("written", "cells"),
    [
        ([], [Cell(1)] * 12),
        (["ต.ค. 66"], [MARK, *[Cell(1)] * 11]),
        (["ธ.ค. 66 - ก.พ. 67"], [Cell(1), Cell(1), Cell(3, is_marked=True), *[Cell(1)] * 7]),
        (["ธ.ค. 66", "ม.ค. 67"], [Cell(1), Cell(1), MARK, MARK, *[Cell(1)] * 8]),
        (["1 ก.ย. 67"], [*[Cell(1)] * 11, MARK]),
        (["ม.ค. 70"], [Cell(1)] * 12),
        (["1 ต.ค. 60 - 30 ก.ย. 70"], [Cell(12, is_marked=True)]),
    ],
)
def test_the_cells_of_a_row_fill_the_year(written, cells):
    assert list(row(*written).cells) == cells
    assert sum(cell.months for cell in cells) == 12


def test_what_marks_cannot_say_stands_in_words():
    assert [thai.write_window(one) for one in row("ธ.ค. 66", "1-5 ม.ค. 67").windows] == [
        "๑ - ๕ มกราคม ๒๕๖๗"
    ]


def test_numbers_are_places():
    two = Phase("ก", (Activity("ข"), Activity("ค")))
    sheet = Sheet("x", "ลำพูน", 2567, phases=(two, two))

    assert [(p.number, [r.number for r in p.rows]) for p in sheet.rows()] == [
        ("๑.", ["๑.๑", "๑.๒"]),
        ("๒.", ["๒.๑", "๒.๒"]),
    ]


days = st.none() | st.dates()
windows = st.builds(
    thai.Window,
    start=days,
    end=days,
    precision=st.sampled_from(["day", "month", None]),
    text=st.text(),
)
activities = st.builds(Activity, st.text(), st.text(), st.lists(windows, max_size=2).map(tuple))
phases = st.builds(Phase, st.text(), st.lists(activities, max_size=2).map(tuple))
sheets = st.builds(
    Sheet,
    *(st.text(), st.text(), st.integers(2500, 2600)),
    *(st.text(), st.text(), st.text(), st.text()),
    st.lists(phases, max_size=2).map(tuple),
)


@given(sheets)
def test_a_sheet_comes_back_from_its_json(sheet):
    written = canonical_json(sheet)

    assert from_json(written) == sheet
    assert canonical_json(from_json(written)) == written
    assert len(digest(written)) == 64
