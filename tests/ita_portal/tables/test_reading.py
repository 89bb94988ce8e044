"""Files of strangers as rows of cells: what they hold, what is refused, and what each refusal says."""

import io
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_portal import tables, thai
from ita_portal.tables import Flaw, Row, reading

TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]), max_size=20
).map(lambda text: thai.clean_text(text).strip())


def workbook(*rows, fill=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if fill:
        fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, content: str | bytes) -> bytes:
    """A workbook in which one part is another."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for part in set(old.namelist()) | {name}:
            new.writestr(part, content if part == name else old.read(part))
    return file.getvalue()


def sheet_of(rows: str, after: str = "") -> bytes:
    """A workbook whose sheet is written by hand."""
    text = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return with_part(workbook(), "xl/worksheets/sheet1.xml", text)


def rows(data: bytes) -> list[Row]:
    (sheet,) = tables.read(data)
    return list(sheet.rows)


def refusal(data: bytes) -> str:
    with pytest.raises(tables.TableError) as refused:
        tables.read(data)
    return refused.value.message


# Workbooks


def test_rows_keep_the_numbers_of_the_spreadsheet_and_blank_ones_are_left_out():
    data = workbook(["ก", 1], [None, "  "], [], [None, "ข"])

    assert rows(data) == [Row(1, ("ก", 1)), Row(4, (None, "ข"))]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (" ข้อ\r\nความ ", "ข้อ\nความ"),
        ("_x000D_\nก", "ก"),
        (15, 15),
        (1.5, 1.5),
        (True, True),
        (datetime(2024, 2, 29), date(2024, 2, 29)),
        (datetime(2567, 1, 31), date(2024, 1, 31)),
        (date(2567, 1, 31), date(2024, 1, 31)),
    ],
)
def test_cells_are_read_as_they_are_and_dates_of_either_era_as_dates(value, cell):
    assert rows(workbook([value])) == [Row(1, (cell,))]


@pytest.mark.parametrize(
    ("value", "shown", "sentence"),
    [
        ("=1+1", "", "สูตรที่ยังไม่ได้คำนวณ"),
        (datetime(2024, 4, 30, 23, 59), "2024-04-30 23:59:00", "มีเวลาอยู่ด้วย"),
        (time(12, 30), "12:30:00", "เป็นเวลา"),
        (datetime(2568, 2, 29), "29/2/2568", "ไม่มีวันที่ ๒๙/๒/๒๕๖๘"),
    ],
)
def test_a_cell_that_cannot_be_taken_says_why(value, shown, sentence):
    ((flaw,),) = (row.cells for row in rows(workbook([value])))

    assert flaw.shown == shown
    assert sentence in flaw.message


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What Excel writes, which openpyxl does not: texts in a part of their own, dates in formats of the Thai era.
AS_EXCEL_WRITES = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
        "</Types>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships">'
        '<sheets><sheet name="จังหวัด" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>"
    ),
    "xl/sharedStrings.xml": (
        f'<sst xmlns="{MAIN}"><si><t>รหัส</t></si>'
        "<si><r><t>ลำ</t></r><r><rPr><b/></rPr><t>พูน</t></r></si></sst>"
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}">'
        '<numFmts><numFmt numFmtId="200" formatCode="[$-D07041E]d mmmm yyyy;@"/>'
        '<numFmt numFmtId="201" formatCode="[$-41E]d mmm bbbb"/></numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="200"/><xf numFmtId="201"/></cellXfs></styleSheet>'
    ),
    "xl/worksheets/sheet1.xml": (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="2" spans="1:6">'
        '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" s="1"><v>45322</v></c>'
        '<c r="D2" s="2"><v>45322</v></c><c r="E2" s="3"><v>45322</v></c><c r="F2"><v>45322</v></c>'
        "</row></sheetData></worksheet>"
    ),
}


def test_what_excel_writes_is_read():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in AS_EXCEL_WRITES.items():
            archive.writestr(name, content)

    (sheet,) = tables.read(file.getvalue())

    day = date(2024, 1, 31)
    assert (sheet.title, sheet.rows) == (
        "จังหวัด",
        (Row(2, ("รหัส", "ลำพูน", day, day, day, 45322)),),
    )


def test_of_a_formula_the_value_is_taken_that_the_spreadsheet_kept():
    data = sheet_of(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1"><f>1+1</f></c></row>'
    )

    ((two, nothing, error, unknown),) = (row.cells for row in rows(data))

    assert (two, nothing) == (2, None)
    assert (error.shown, "ค่าผิดพลาด #DIV/0!" in error.message) == ("#DIV/0!", True)
    assert isinstance(unknown, Flaw)


def test_merged_cells_are_flaws_in_every_row_they_reach_over():
    data = workbook(
        ["51", "ก"], ["52"], ["53", "ค"], fill=lambda book: book.active.merge_cells("B1:B2")
    )
    message = "เซลล์ B1:B2 ผสานกันอยู่ โปรดยกเลิกการผสานเซลล์ แล้วใส่ค่าในทุกแถว"

    assert rows(data) == [
        Row(1, ("51", Flaw("ก", message))),
        Row(2, ("52", Flaw("", message))),
        Row(3, ("53", "ค")),
    ]


def test_every_sheet_is_read_also_a_hidden_one():
    def fill(book):
        book.active.title = "หนึ่ง"
        book.create_sheet("สอง").append(["ข"])
        book["สอง"].sheet_state = "hidden"

    sheets = tables.read(workbook(["ก"], fill=fill))

    assert [(sheet.title, sheet.rows[0].cells) for sheet in sheets] == [
        ("หนึ่ง", ("ก",)),
        ("สอง", ("ข",)),
    ]


def test_the_size_that_a_sheet_claims_to_have_is_not_believed():
    data = workbook(["ก", "ข"], ["ค", "ง"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()

    claims = with_part(data, "xl/worksheets/sheet1.xml", text.replace('ref="A1:B2"', 'ref="A1:A1"'))

    assert rows(claims) == rows(data)


# Files that are refused


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def locked() -> bytes:
    """A zip whose parts say that they are encrypted."""
    data = bytearray(zipped(a="x"))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้"),
        (b"%PDF-1.7", "เป็น PDF"),
        (b"{\\rtf1", "เอกสารข้อความ"),
        (b"  <html><table>", "หน้าเว็บหรือ XML"),
        (b"PK\x03\x04 not a workbook", "อ่านไฟล์นี้ไม่ได้"),
        (zipped(**{"word__document.xml": ""}), "เป็นเอกสาร Word"),
        (zipped(**{"xl__workbook.xml": "", "xl__vbaProject.bin": ""}), "มีมาโคร"),
        (zipped(**{"mimetype": "application/vnd.oasis.opendocument"}), "ไม่ใช่ Excel Workbook"),
        (zipped(**{"xl__workbook.xml": "<broken"}), "อ่านไฟล์นี้ไม่ได้"),
        (locked(), "ใส่รหัสผ่านไว้"),
        (workbook(["ก"])[:-200], "อ่านไฟล์นี้ไม่ได้"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "อ่านไฟล์นี้ไม่ได้"),
        (b"\x00\x01\x02", "อ่านไฟล์นี้ไม่ได้"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(data, sentence):
    said = refusal(data)

    assert sentence in said
    assert "โปรด" in said


def test_no_entity_is_resolved():
    bomb = '<!DOCTYPE x [<!ENTITY a "ก"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'

    assert "อ่านไฟล์นี้ไม่ได้" in refusal(with_part(workbook(), "xl/worksheets/sheet1.xml", bomb))


@pytest.mark.parametrize(
    "data",
    [
        sheet_of("<row/>" * 200_000),
        sheet_of(f"<!--{'ก' * 100}-->" * 30_000),
        sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        sheet_of(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 2001 + "</mergeCells>",
        ),
        with_part(workbook(), "xl/styles.xml", "<styleSheet>" + "<xf/>" * 300_000),
        workbook(fill=lambda book: [book.create_sheet() for _ in range(20)]),
    ],
    ids=["many times packed", "large", "wide", "merged", "styles", "sheets"],
)
def test_what_is_larger_than_any_table_of_ours_is_refused_unread(data):
    assert "มากกว่าตารางใด ๆ ของระบบ" in refusal(data)


def test_too_many_rows_are_refused_with_the_number():
    filled = [["51"]] * (reading.MOST_ROWS + 1)

    assert "เกิน ๒,๐๐๐ แถว" in refusal(workbook(*filled))
    assert "มากกว่าตารางใด ๆ" in refusal(b"51\n" * (reading.MOST_ROWS + 1))


def test_a_row_far_down_is_found_without_walking_there():
    assert rows(sheet_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')) == [
        Row(1_048_576, (1,))
    ]


# Files of text


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 0), ("cp874", 1)],
)
def test_text_of_every_spreadsheet_is_read_and_an_old_encoding_told(encoding, notes):
    (sheet,) = tables.read("code,unit\r\n51,กลุ่มงาน\r\n".encode(encoding))

    assert [row.cells for row in sheet.rows] == [("code", "unit"), ("51", "กลุ่มงาน")]
    assert len(sheet.notes) == notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_mark_between_cells_is_found(delimiter):
    text = delimiter.join(["code", '"a,b;c"', "unit"])

    assert rows(text.encode())[0].cells == ("code", "a,b;c", "unit")


def test_the_mark_is_that_of_the_heads():
    assert rows("รายชื่อ\ncode,unit\n51,ก;ข;ค;ง\n".encode())[2].cells == ("51", "ก;ข;ค;ง")


def test_cells_of_several_lines_are_one_row_and_blank_rows_are_counted():
    assert rows(b'a,"1\n2"\n\n,\nb,3\n') == [Row(1, ("a", "1\n2")), Row(4, ("b", "3"))]


def test_a_quotation_mark_that_never_ends_is_said_by_its_line():
    assert "บรรทัดที่ ๓" in refusal(b'a,b\n1,2\n"3,4\n')


@given(st.binary(max_size=300))
def test_whatever_is_chosen_is_read_or_refused(data):
    try:
        said = f"{len(tables.read(data))} โปรด"
    except tables.TableError as refused:
        said = refused.message

    assert "โปรด" in said


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_is_written_to_a_csv_is_read_back(texts):
    form = tables.Form("ก", tuple(tables.Column(f"c{n}", f"ค{n}") for n in range(4)))

    head, *read = rows(tables.write_csv(form, texts).encode())

    filled = [[text or None for text in row] for row in texts if any(row)]
    assert [list(row.cells) for row in read] == filled
    assert head.cells == ("c0", "c1", "c2", "c3")


def test_what_a_cell_shows_is_said_as_people_write_it():
    cells = [None, "ก", 15, 15.0, 1.5, True, date(2024, 1, 31), Flaw("x", "y")]

    assert [tables.plain(cell) for cell in cells] == [
        *("", "ก", "15", "15", "1.5", "TRUE", "31 มกราคม 2567", "x")
    ]
