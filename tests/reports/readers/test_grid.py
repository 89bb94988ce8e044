"""Cells in rows find their places around merged ones."""

import pytest

from reports.readers import grid
from reports.readers.grid import Grid, plain_table
from reports.readers.paper import Cell, NotReadable
from tests.reports.readers import shown


def made(*rows: list[Cell], keys: tuple[int | None, ...] = ()) -> Grid:
    found = Grid()
    for place, row in enumerate(rows):
        found.begin_row(keys[place] if keys else None)
        for cell in row:
            found.add(cell)
    return found


def test_short_rows_are_filled_up():
    table = plain_table([[Cell("ก")], [Cell("ข"), Cell("ค")]])

    assert shown.rows(table) == [("ก", ""), ("ข", "ค")]


def test_merged_cells_leave_no_cell_where_they_go_on():
    table = made(
        [Cell("ก", rows=2), Cell("ข", columns=2)], [Cell("ค"), Cell("ง")], [Cell("จ")]
    ).table()

    assert shown.rows(table) == [
        (("ก", 2, 1), ("ข", 1, 2), None),
        (None, "ค", "ง"),
        ("จ", "", ""),
    ]


def test_cells_reach_no_farther_than_the_table():
    table = made([Cell("ก", rows=100), Cell("ข", columns=1000)], [Cell("ค")]).table()

    assert shown.rows(table) == [(("ก", 2, 1), "ข"), (None, "ค")]


def test_keys_are_kept_beside_their_rows():
    assert made([Cell("ก")], [Cell("ข")], keys=(None, 7)).table().keys == (None, 7)
    assert made([Cell("ก")]).table().keys == ()


@pytest.mark.parametrize(
    "rows",
    [
        [[Cell("")]] * (grid.ROWS + 1),
        [[Cell("")] * (grid.COLUMNS + 1)],
        [[Cell("")] * grid.COLUMNS] * (grid.CELLS // grid.COLUMNS + 1),
    ],
)
def test_a_table_larger_than_any_report_is_refused(rows):
    with pytest.raises(NotReadable) as refused:
        plain_table(rows)

    assert refused.value.message == grid.TOO_LARGE
