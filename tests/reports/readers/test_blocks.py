"""Blocks of a paper put together."""

from reports.readers import blocks
from reports.readers.grid import plain_table
from reports.readers.paper import Cell, Words

TABLE = plain_table([[Cell("ก"), Cell(""), Cell("ข")], [Cell(""), Cell(""), Cell("")]])


def test_words_up_to_the_next_table_are_one_block():
    found = blocks.joined([Words("ก"), Words("ข", "<b>ข</b>"), TABLE, Words("ค")])

    assert found == (Words("ก\nข", "ก\n<b>ข</b>"), TABLE, Words("ค"))


def test_lines_without_words_are_no_block():
    assert blocks.words(["", " "]) == []
    assert blocks.words(["", " ก ", "", "ข", ""]) == [Words("ก\n\nข")]


def test_a_table_within_a_cell_is_a_line_for_each_row():
    assert blocks.text_of([Words("ดังนี้"), TABLE]) == "ดังนี้\nก ข"


def test_a_narrow_table_around_a_wide_one_lays_out_a_page():
    assert blocks.lays_out(2, [Words("ก"), TABLE])
    assert not blocks.lays_out(3, [TABLE])
    assert not blocks.lays_out(6, [TABLE])
    assert not blocks.lays_out(1, [Words("ก")])
