"""Rows on several lines are put together, and only those."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.readers import broken


def cells(*lines: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for line in lines]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (cells("a|b|c", "1|2|3"), [1, 1]),
        (cells("a|b|c", "d|e", "f|g"), [1, 2]),
        (cells("a|b|c", "d|e", "x", "", "f|g", "y", "h|i|j"), [1, 5, 1]),
        (cells("ที่|b", "b|c", "c|d|e|f"), [3]),  # five tabs, as the form has
        (cells("a|b|c", "words", "1|2|3"), [1, 1, 1]),
        (cells("a|b|c", "1|2"), [1, 1]),
        (cells("a|b|c", "x|1", "2|3"), [1, 1, 1]),  # a number begins a row
        (cells("a|b|c", "x|1", "y|2|3"), [1, 1, 1]),
        (cells("a|b|c", "", "x|1", "y|3"), [1, 1, 1, 1]),
        (cells("a|b|c|d|e", "x|1", "y|2", "z|3", "w|4|5"), [1, 1, 1, 1, 1]),
    ],
)
def test_how_many_lines_each_row_takes(lines, rows):
    assert broken.whole_rows(lines) == rows


def test_lines_of_a_row_go_on_in_their_last_cell():
    assert broken.joined(cells("1|a", "b", "c|d")) == ("1", "a\nb\nc", "d")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (cells("x", "y"), []),
        (cells("x", "a|b", "c", "d|e", "y"), [(1, 4)]),
        (cells("a|b", "", "x", "", "c|d|e", "", "y"), [(0, 1), (4, 5)]),
        (cells("a|b|c", "d|e", "", "f|g"), [(0, 4)]),
    ],
)
def test_where_tables_may_be(lines, found):
    assert list(broken.regions(lines)) == found


WORDS = st.sampled_from(["ก", "ข ค", "- ง", "", "๑) จ"])
CELLS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_rows_of_a_table_with_a_head_come_back(rows):
    """Each row begins with its number and ends with one line, as reports do."""
    table = [("ที่", "a", "b", "c", "จบ"), *(("๑", *row, "จบ") for row in rows)]
    lines = [tuple(line.split("\t")) for row in table for line in "\t".join(row).split("\n")]

    found, after = [], 0
    for count in broken.whole_rows(lines):
        found.append(broken.joined(lines[after : after + count]))
        after += count

    assert found == table
