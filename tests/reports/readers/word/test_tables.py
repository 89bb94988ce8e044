"""Tables of Word: merged cells, grids that wobble, lines drawn over months."""

import pytest

from reports.readers import grid, notes, word
from reports.readers.package import Package
from reports.readers.paper import NotReadable, Paper
from tests.reports.readers import office, shown
from tests.reports.readers.office import cell, paragraph, row, table

CM = 360_000  # EMU
GO_ON, RESTART = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


def read(*body: str) -> Paper:
    return word.read(Package(office.docx(*body)))


def shown_rows(*rows: str, widths=()) -> list[tuple]:
    (found,) = shown.blocks(read(table(*rows, widths=widths)))
    return found


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_merged_cells():
    assert shown_rows(
        row("ที่", cell("ช่วงระยะเวลา", properties=span(2)), "ผล"),
        row(cell("๑", properties=RESTART), "ก", "ข", "ค"),
        row(cell("", properties=GO_ON), "ง", cell("จ", properties=span(2))),
        row(cell("", properties=GO_ON), cell("ฉ", properties=span(3) + RESTART)),
        row("๒", cell("", properties=span(3) + GO_ON)),
    ) == [
        ("ที่", ("ช่วงระยะเวลา", 1, 2), None, "ผล"),
        (("๑", 3, 1), "ก", "ข", "ค"),
        (None, "ง", ("จ", 1, 2), None),
        (None, ("ฉ", 2, 3), None, None),
        ("๒", None, None, None),
    ]


def test_cells_merged_as_old_files_do_it():
    restart, go_on = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'

    assert shown_rows(
        row(cell("ก", properties=restart), cell("", properties=go_on)), row("ข", "ค")
    ) == [(("ก", 1, 2), None), ("ข", "ค")]


def test_what_a_cell_says_that_is_merged_away_is_told():
    paper = read(
        table(row(cell("๑", properties=RESTART), "ก"), row(cell("ลับ", properties=GO_ON), "ข"))
    )

    assert paper.notes == (notes.note(notes.HIDDEN, ["ลับ"]),)


def test_rows_of_as_many_cells_agree_whatever_their_edges():
    """A border that was dragged in one row gives the grid columns that nobody means."""
    assert shown_rows(
        row(cell("ก", properties=span(2)), cell("ข"), cell("ค", properties=span(2))),
        row(cell("ง"), cell("จ", properties=span(3)), cell("ฉ")),
        widths=(1000, 500, 800, 300, 900),
    ) == [("ก", "ข", "ค"), ("ง", "จ", "ฉ")]


def test_edges_that_nearly_meet_are_one():
    assert shown_rows(
        row(cell("ทั้งแถว", properties=span(5))),
        row(cell("ก", properties=span(2)), cell("ข", properties=span(2)), "ค"),
        row("ง", cell("จ", properties=span(2)), cell("ฉ", properties=span(2))),
        widths=(1000, 60, 900, 80, 2000),
    ) == [(("ทั้งแถว", 1, 3), None, None), ("ก", "ข", "ค"), ("ง", "จ", "ฉ")]


def test_a_row_that_begins_or_ends_within_the_table():
    before = '<w:gridBefore w:val="1"/>'

    assert shown_rows(row("ก", "ข", "ค"), row("ง", "จ", properties=before)) == [
        ("ก", "ข", "ค"),
        ("", "ง", "จ"),
    ]


def test_a_table_within_a_cell_is_lines_of_it():
    inner = table(row("๑", "ค"), row("๒", "ง"))

    assert shown_rows(
        row("ก", "ข", cell(paragraph("ดังนี้"), inner, paragraph("จบ"))), row("ง", "", "")
    ) == [
        ("ก", "ข", "ดังนี้\n๑ ค\n๒ ง\nจบ"),
        ("ง", "", ""),
    ]


# A plan: what is done, then months of two centimetres (1134 twips) each.
MONTHS = (4000, 1134, 1134, 1134, 1134)
HEAD = row("กิจกรรม", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.")


def arrow(start: float, length: float, kind: str = "leftRightArrow", high: float = 0.2) -> str:
    """A drawn line, so many centimetres right of its column's edge and so long."""
    return (
        f'<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>{round(start * CM)}'
        f'</wp:posOffset></wp:positionH><wp:extent cx="{round(length * CM)}" cy="{round(high * CM)}"/>'
        f'<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="{kind}"/></wps:spPr></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


@pytest.mark.parametrize(
    ("place", "drawn", "marks"),
    [
        (2, arrow(0.2, 1.5), ("", "↔", "", "")),
        (2, arrow(0.2, 1.5, "straightConnector1", 0), ("", "↔", "", "")),
        (1, arrow(0.1, 5.8), ("←", "", "→", "")),
        (1, arrow(1.9, 2.2), ("", "↔", "", "")),
        (0, arrow(9.2, 1.8), ("", "↔", "", "")),
        (3, arrow(-1.8, 3.5), ("", "←", "→", "")),
        (1, arrow(0.2, 0.3, "ellipse"), ("", "", "", "")),
        (1, arrow(0.2, 0.1, "line", 3), ("", "", "", "")),
    ],
)
def test_lines_drawn_over_months_are_marks(place, drawn, marks):
    cells = ["ก", "", "", "", ""]
    cells[place] = cell(paragraph(*([cells[place]] if cells[place] else []), drawn))

    paper = read(table(HEAD, row(*cells), widths=MONTHS))

    assert shown.blocks(paper) == [[("กิจกรรม", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค."), ("ก", *marks)]]
    assert paper.notes == ((notes.note(notes.ARROWS),) if any(marks) else ())


@pytest.mark.parametrize(
    "drawn",
    [
        '<w:r><w:pict><v:shape type="#_x0000_t32" style="position:absolute;margin-left:4pt;width:100pt;height:0"/>'
        "</w:pict></w:r>",
        '<w:r><w:pict><v:line from="4pt,9pt" to="104pt,9pt"/></w:pict></w:r>',
        "<w:r><mc:AlternateContent><mc:Choice>"
        + arrow(0.1, 3.5)[5:-6]
        + "</mc:Choice><mc:Fallback><w:pict>"
        '<v:line from="4pt,9pt" to="104pt,9pt"/></w:pict></mc:Fallback></mc:AlternateContent></w:r>',
    ],
)
def test_lines_of_every_generation_of_word(drawn):
    rows = (HEAD, row("ก", cell(paragraph(drawn)), "", "", ""))

    assert shown_rows(*rows, widths=MONTHS)[1] == ("ก", "←", "→", "", "")


def test_a_line_where_no_widths_are_known_is_a_mark_in_its_own_cell():
    assert shown_rows(HEAD, row("ก", "", cell(paragraph(arrow(0, 9))), "", ""))[1] == (
        *("ก", "", "↔", "", ""),
    )


def test_a_line_over_merged_months_is_one_mark():
    merged = cell(paragraph(arrow(0.1, 5)), properties=span(3))

    assert shown_rows(HEAD, row("ก", merged, ""), widths=MONTHS)[1] == (
        *("ก", ("←\n→", 1, 3), None, None, ""),
    )


@pytest.mark.parametrize(
    "rows",
    [
        [row("ก")] * (grid.ROWS + 1),
        [row(*["ก"] * (grid.COLUMNS + 1))],
        [row(*["ก"] * 50)] * (grid.CELLS // 50 + 1),
    ],
)
def test_a_table_larger_than_any_report_is_refused(rows):
    with pytest.raises(NotReadable):
        read(table(*rows))
