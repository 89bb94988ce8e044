"""Excel files: sheets in order, cells as they are shown, what is drawn over them."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from reports.readers import excel, grid, notes
from reports.readers.package import DAMAGED, FOREIGN, Package
from reports.readers.paper import NotReadable, Paper
from tests.reports.readers import office, shown
from tests.reports.readers.office import inline, number, sheet_row, worksheet

HEAD, ROW = ("ที่", "ขั้นตอน", "ผล"), ("๑", "ก", "ข")
STYLES = (
    f'<styleSheet xmlns="{office.S}"><numFmts><numFmt numFmtId="170" formatCode="d mmm yyyy"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="9"/></cellXfs></styleSheet>'
)


def read(*sheets: str, **options) -> Paper:
    return excel.read(Package(office.xlsx(*sheets, **options)))


def plain(*more: str, **options) -> str:
    return worksheet(sheet_row(1, *HEAD), sheet_row(2, *ROW), *more, **options)


def test_a_file_of_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B2"] = "รายงาน"
    sheet.merge_cells("B2:E2")
    for row in (
        ("ที่", "วันที่", "ผล", "ร้อยละ"),
        (1.0, date(2024, 1, 31), "ก\nข", 0.5),
        (2, date(2567, 2, 1), "ค", 1),
        (3, datetime(2024, 1, 31, 9, 30), True, "=1+1"),
    ):
        sheet.append([None, *row])
    sheet["E4"].number_format = "0%"
    sheet["D5"].hyperlink = "https://u.go.th/x"
    sheet.merge_cells("B5:B6")
    sheet["B8"] = "หมายเหตุ : ง"
    data = io.BytesIO()
    book.save(data)

    paper = excel.read(Package(data.getvalue()))

    assert paper.format == "xlsx"
    assert shown.blocks(paper) == [
        "รายงาน",
        [
            ("ที่", "วันที่", "ผล", "ร้อยละ"),
            ("1", "๓๑ มกราคม ๒๕๖๗", "ก\nข", "50%"),
            (("2", 2, 1), "๑ กุมภาพันธ์ ๒๕๖๗", "ค (https://u.go.th/x)", "1"),
            (None, "๓๑ มกราคม ๒๕๖๗ ๐๙:๓๐ น.", "TRUE", ""),
        ],
        "หมายเหตุ : ง",
    ]
    assert paper.notes == (notes.note(notes.NO_VALUE, ["E6"]),)


def test_visible_sheets_in_their_order_and_a_word_on_the_others():
    paper = read(plain(), plain(), plain(), plain(), states={2: "hidden", 3: "veryHidden"})

    assert shown.blocks(paper) == [[HEAD, ROW], [HEAD, ROW]]
    assert paper.notes == (notes.note(notes.HIDDEN_SHEETS, ["แผ่น2", "แผ่น3"]),)


def test_every_kind_of_cell():
    words = (
        f'<sst xmlns="{office.S}"><si><t>ก</t></si><si><r><t>ข</t></r><r><t xml:space="preserve"> ค</t></r>'
        "<rPh><t>x</t></rPh></si><si><t>ง_x000D_\nจ_x0041_</t></si></sst>"
    )
    cells = [
        *('<c r="A1" t="s"><v>0</v></c>', '<c r="B1" t="s"><v>1</v></c>'),
        *('<c r="C1" t="s"><v>2</v></c>', '<c t="s"><v>99</v></c>'),
        *('<c t="b"><v>1</v></c>', '<c t="b"><v>0</v></c>', '<c t="e"><v>#REF!</v></c>'),
        *('<c t="str"><f>A1</f><v>ฉ</v></c>', '<c t="d" s="1"><v>2024-01-31</v></c>'),
        *(number("J1", "45322", 1), number("K1", "0.5", 2), number("L1", "7", 99)),
        '<c r="M1" t="str"><f>HYPERLINK("https://u.go.th/x","กด")</f><v>กด</v></c>',
        inline("N1", " ช "),
    ]

    paper = read(
        worksheet(sheet_row(1, *cells)), parts={"styles.xml": STYLES, "sharedStrings.xml": words}
    )

    assert shown.blocks(paper) == [
        [
            (
                *("ก", "ข ค", "ง\nจA", "TRUE", "FALSE", "#REF!", "ฉ", "๓๑ มกราคม ๒๕๖๗"),
                *("๓๑ มกราคม ๒๕๖๗", "50%", "7", "กด (https://u.go.th/x)", "ช"),
            )
        ]
    ]
    assert paper.notes == ()


def test_rows_and_columns_in_which_nothing_stands_are_left_out():
    far = worksheet(
        sheet_row(
            7, *(f"<c r='{place}7' t='inlineStr'><is><t>{place}</t></is></c>" for place in "CEG")
        ),
        sheet_row(
            1048576, inline("C1048576", "๑"), inline("XFD1048576", "ก"), inline("E1048576", " ")
        ),
    )

    (found,) = shown.blocks(read(far))

    assert found == [("C", "E", "G", ""), ("๑", "", "", "ก")]


def test_merged_ranges_far_beyond_the_cells_cost_nothing():
    merged = '<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="x"/></mergeCells>'

    assert shown.blocks(read(plain(sheet_row(3, "", "ค", "ง"), after=merged))) == [
        [HEAD, (("๑", 2, 1), "ก", "ข"), (None, "ค", "ง")]
    ]


def test_ranges_that_overlap_are_merged_once_and_what_they_cover_is_told():
    merged = '<mergeCells><mergeCell ref="A2:B3"/><mergeCell ref="B2:C2"/></mergeCells>'

    paper = read(plain(sheet_row(3, "", "", "ง"), after=merged))

    assert shown.blocks(paper) == [[HEAD, (("๑", 2, 2), None, "ข"), (None, None, "ง")]]
    assert paper.notes == (notes.note(notes.HIDDEN, ["ก"]),)


def test_hidden_rows_and_columns_are_read_and_told():
    paper = read(
        plain(
            sheet_row(3, "๒", "ค", "ง", properties='hidden="1"'),
            before='<cols><col min="1" max="16384" width="9" hidden="1"/></cols>',
        )
    )

    assert shown.blocks(paper) == [[HEAD, ROW, ("๒", "ค", "ง")]]
    assert paper.notes == (notes.note(notes.HIDDEN_ROWS, ["แผ่น1"]),)


def test_formulas_are_never_computed():
    formulas = (
        '<c r="A3"><f>SUM(A1:A2)</f><v>3</v></c>',
        '<c r="B3"><f>WEBSERVICE("https://u")</f></c>',
    )

    paper = read(plain(sheet_row(3, *formulas, "<c r='C3'><f>1</f><v/></c>")))

    assert shown.blocks(paper) == [[HEAD, ROW, ("3", "", "")]]
    assert paper.notes == (notes.note(notes.NO_VALUE, ["B3", "C3"]),)


def test_macros_and_comments_are_told():
    comments = f'<comments xmlns="{office.S}"><comment><t>ตรวจ</t></comment></comments>'
    paper = read(
        plain(),
        parts={
            "vbaProject.bin": b"x",
            "comments1.xml": comments,
            "worksheets/_rels/sheet1.xml.rels": office.relations(
                ("c", "comments", "../comments1.xml")
            ),
        },
    )

    assert paper.notes == (
        notes.note(notes.COMMENTS, ["ตรวจ"]),
        notes.note(notes.MACROS),
    )


X = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MONTHS = ("กิจกรรม", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.")


def anchored(start: tuple[int, int, int], end: tuple[int, int, int], inside: str) -> str:
    """A drawing from one corner to the other: column, per cent of its 64 pixels, row."""
    corners = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{share * 6096}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>90000</xdr:rowOff></xdr:{name}>"
        for name, (column, share, row) in (("from", start), ("to", end))
    )
    return f"<xdr:twoCellAnchor>{corners}{inside}</xdr:twoCellAnchor>"


def line(kind: str = "straightConnector1") -> str:
    return f'<xdr:cxnSp><xdr:spPr><a:prstGeom prst="{kind}"/></xdr:spPr></xdr:cxnSp>'


def plan(*drawings: str, after: str = "") -> Paper:
    root = f'<xdr:wsDr xmlns:xdr="{X}" xmlns:a="{A}">{"".join(drawings)}</xdr:wsDr>'
    rows = (sheet_row(1, *MONTHS), sheet_row(2, "ก"), sheet_row(3, "ข"))
    return read(
        worksheet(*rows, after=f'{after}<drawing r:id="d"/>'),
        parts={
            "drawings/drawing1.xml": root,
            "worksheets/_rels/sheet1.xml.rels": office.relations(
                ("d", "drawing", "../drawings/drawing1.xml")
            ),
        },
    )


@pytest.mark.parametrize(
    ("drawn", "first", "second"),
    [
        (anchored((2, 10, 1), (2, 90, 1), line()), ("", "↔", "", ""), ("", "", "", "")),
        (
            anchored((1, 10, 2), (3, 90, 2), line("leftRightArrow")),
            ("", "", "", ""),
            ("←", "", "→", ""),
        ),
        (anchored((1, 90, 1), (2, 95, 1), line()), ("", "↔", "", ""), ("", "", "", "")),
        (anchored((1, 10, 1), (1, 90, 1), line("rect")), ("", "", "", ""), ("", "", "", "")),
        (anchored((9, 10, 1), (2, 90, 1), line()), ("", "", "", ""), ("", "", "", "")),
        (anchored((1, 50, 1), (1, 50, 900), line()), ("", "", "", ""), ("", "", "", "")),
    ],
)
def test_lines_drawn_over_months_are_marks(drawn, first, second):
    paper = plan(drawn)

    assert shown.blocks(paper) == [[MONTHS, ("ก", *first), ("ข", *second)]]
    has_marks = any((*first, *second))
    assert paper.notes == ((notes.note(notes.ARROWS, ["แผ่น1"]),) if has_marks else ())


def test_a_line_over_merged_months_marks_the_merged_cell():
    merged = '<mergeCells><mergeCell ref="B2:D2"/></mergeCells>'

    assert shown.blocks(plan(anchored((1, 10, 1), (3, 90, 1), line()), after=merged)) == [
        [MONTHS, ("ก", ("←\n→", 1, 3), None, None, ""), ("ข", "", "", "", "")]
    ]


def test_boxes_of_text_stand_below_the_table():
    box = "<xdr:sp><xdr:txBody><a:p><a:r><a:t>หมาย</a:t></a:r><a:r><a:t>เหตุ</a:t></a:r></a:p></xdr:txBody></xdr:sp>"

    assert shown.blocks(plan(anchored((1, 0, 5), (2, 0, 6), box)))[1:] == ["หมายเหตุ"]


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        (worksheet(*(sheet_row(place, "ก") for place in range(1, grid.ROWS + 2))), grid.TOO_LARGE),
        (worksheet(sheet_row(1, *["<c t='b'><v>1</v></c>"] * (grid.COLUMNS + 1))), grid.TOO_LARGE),
        (worksheet(sheet_row(1, "ก"))[:-20], DAMAGED),
        (f'<!DOCTYPE x [<!ENTITY a "b">]>{plain()}', FOREIGN),
    ],
)
def test_what_is_no_sheet_of_a_report_is_refused(sheet, sentence):
    with pytest.raises(NotReadable) as refused:
        read(sheet)

    assert refused.value.message == sentence


def test_a_sheet_that_is_not_in_the_file_is_refused():
    data = office.zipped(
        {
            "_rels/.rels": office.relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{office.S}" xmlns:r="{office.R}"><sheets>'
            '<sheet name="ก" r:id="s"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": office.relations(("s", "worksheet", "sheet.xml")),
        }
    )

    with pytest.raises(NotReadable):
        excel.read(Package(data))
