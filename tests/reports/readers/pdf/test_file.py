"""PDFs: the report that one carries, else its tags; others are refused with what to do."""

import io

import pypdf
import pytest

from reports import document
from reports.readers import pdf
from reports.readers.paper import Cell, NotReadable, Paper, Table
from reports.readers.pdf import file
from reports.writers import pdf as writer
from tests.reports import documents
from tests.reports.readers import shown

LONG = " ".join(["จังหวัดได้แจ้งเวียนให้ส่วนราชการทราบแล้ว"] * 120)
REPORT = documents.report(
    documents.group(
        document.Line(
            (document.Item("ลงทะเบียน", "-"), document.Item("อนุมัติน้ำ", "-")),
            result="ตอบที่ https://itas.nacc.go.th/go/iit/0vsux0 ครับ\n\n๑) ก\n๒) ข",
            status="done",
            key=7,
        ),
        official=documents.JANUARY,
    ),
    documents.group(
        documents.line("เก็บข้อมูล", result=LONG, status="in_progress"), documents.line("ตอบ")
    ),
    footnote="ก",
    contact="ข\nโทร. 0 1",
    address="https://ita.go.th/r/1",
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return writer.render(REPORT)


def without(data: bytes, *names: str) -> bytes:
    """The file without these entries of its catalogue."""
    made = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
    for name in names:
        del made._root_object[name]
    written = io.BytesIO()
    made.write(written)
    return written.getvalue()


def test_a_pdf_of_this_portal_carries_its_report(printed):
    assert pdf.read(printed) == Paper("json", (), document=REPORT)


def test_without_its_report_the_tags_tell_rows_and_cells(printed):
    paper = pdf.read(without(printed, "/Names", "/AF"))

    title, first, *more, below = paper.blocks
    assert paper.format == "pdf"
    assert title.text == "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗ จังหวัดลำพูน"
    assert shown.rows(first)[1] == (
        "๑",
        "๑ - ๓๑ มกราคม ๒๕๖๗",
        "-",
        "- ลงทะเบียน\n- อนุมัติน้ำ",
        "ตอบที่ https://itas.nacc.go.th/go/iit/0vsux0 ครับ\n๑) ก\n๒) ข",
        "ดำเนินการแล้ว",
    )
    assert len(more) > 1
    assert below.text == (
        "หมายเหตุ : ก\nจัดทำโดย ข โทร. ๐ ๑\nอ่านรายงานฉบับเผยแพร่ได้ที่ https://ita.go.th/r/1"
    )


def test_a_row_that_goes_on_over_pages_has_its_number_once_and_all_its_text(printed):
    tables = [
        block
        for block in pdf.read(without(printed, "/Names", "/AF")).blocks
        if isinstance(block, Table)
    ]
    rows = [row for table in tables for row in table.rows[1:]]

    assert {table.rows[0] for table in tables} == {
        tuple(map(Cell, documents.HEADINGS[:5])) + tables[0].rows[0][5:]
    }
    assert [row[0].text for row in rows if row[0].text] == ["๑", "๒"]
    said = "".join(row[4].text for row in rows[1:-1])
    assert "".join(said.split()) == "".join(LONG.split())
    assert {row[0].verbatim for row in rows[2:-1]} <= {"", "๒"}
    assert [cell.text for cell in rows[-1]] == ["", "", "", "ตอบ", "-", "-"]


def empty(**options) -> bytes:
    made = pypdf.PdfWriter()
    made.add_blank_page(200, 200)
    for _ in range(options.get("pages", 1) - 1):
        made.add_blank_page(200, 200)
    if options.get("password"):
        made.encrypt(options["password"], algorithm="RC4-128")
    written = io.BytesIO()
    made.write(written)
    return written.getvalue()


def test_a_pdf_without_tags_is_refused(printed):
    with pytest.raises(NotReadable) as refused:
        pdf.read(without(printed, "/Names", "/AF", "/StructTreeRoot"))

    assert refused.value.message == file.FOREIGN


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (empty(), file.SCANNED),
        (empty(pages=file.PAGES + 1), file.TOO_LONG),
        (empty(password="ลับ"), file.ENCRYPTED),
        (b"%PDF-1.7\n%%EOF", file.DAMAGED),
        (b"%PDF-1.7\n" + b"1 0 obj << >> " * 100, file.DAMAGED),
    ],
)
def test_other_pdfs_are_refused(data, sentence):
    with pytest.raises(NotReadable) as refused:
        pdf.read(data)

    assert refused.value.message == sentence


def test_a_pdf_that_ends_too_early_is_refused(printed):
    with pytest.raises(NotReadable) as refused:
        pdf.read(printed[: len(printed) // 2])

    assert refused.value.message == file.DAMAGED
