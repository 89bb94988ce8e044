"""Word files from top to bottom."""

import io

import docx
import pytest

from reports.readers import notes, word
from reports.readers.package import Package
from reports.readers.paper import NotReadable, Paper, Table, Words
from tests.reports.readers import office, shown
from tests.reports.readers.office import cell, paragraph, row, run, table

ROWS = table(row("ที่", "ก", "ข"), row("๑", "ค", "ง"))
SHOWN = [("ที่", "ก", "ข"), ("๑", "ค", "ง")]


def read(*body: str, **parts) -> Paper:
    return word.read(Package(office.docx(*body, **parts)))


def test_paragraphs_and_tables_in_their_order():
    paper = read(
        paragraph("รายงาน"),
        paragraph("จังหวัด", "ลำพูน"),
        ROWS,
        paragraph(""),
        ROWS,
        paragraph("หมายเหตุ"),
        paragraph(""),
        paragraph("จัดทำโดย"),
        "<w:sectPr/>",
    )

    assert paper.format == "docx"
    assert shown.blocks(paper) == [
        "รายงาน\nจังหวัดลำพูน",
        SHOWN,
        SHOWN,
        "หมายเหตุ\n\nจัดทำโดย",
    ]
    assert paper.notes == ()


def test_a_file_of_python_docx():
    document = docx.Document()
    document.add_paragraph("รายงาน\nจังหวัดลำพูน")
    made = document.add_table(3, 3)
    made.cell(0, 0).merge(made.cell(1, 0)).text = "๑"
    made.cell(2, 0).merge(made.cell(2, 2)).text = "ก"
    made.cell(0, 1).text = "ข\n\nค"
    document.add_paragraph("ลงทะเบียน", style="List Number")
    document.add_paragraph("อนุมัติ", style="List Number")
    document.add_paragraph("แจ้ง", style="List Bullet")
    data = io.BytesIO()
    document.save(data)

    assert shown.blocks(word.read(Package(data.getvalue()))) == [
        "รายงาน\nจังหวัดลำพูน",
        [(("๑", 2, 1), "ข\n\nค", ""), (None, "", ""), (("ก", 1, 3), None, None)],
        "1. ลงทะเบียน\n2. อนุมัติ\n• แจ้ง",
    ]


def test_content_controls_are_read_and_their_prompts_are_not():
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('ก')}{ROWS}</w:sdtContent></w:sdt>"
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row_in_one = table(f"<w:sdt><w:sdtContent>{row('ก', 'ข')}</w:sdtContent></w:sdt>")

    paper = read(filled, prompt.format(paragraph("คลิกที่นี่")), row_in_one)

    assert shown.blocks(paper) == ["ก", SHOWN, [("ก", "ข")]]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    joined = paragraph("ก", properties="<w:rPr><w:del/></w:rPr>")

    assert shown.blocks(read(joined, paragraph("ข"), paragraph("ค"))) == ["กข\nค"]


def test_text_boxes_stand_after_their_paragraph_once():
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>{}"
        "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    words, whole = paragraph("ในกรอบ"), paragraph("ก") + ROWS

    assert shown.blocks(read(paragraph("ก", box.format(words, words)), paragraph("ข"))) == [
        "ก\nในกรอบ\nข"
    ]
    assert shown.blocks(read(paragraph(box.format(whole, whole)))) == ["ก", SHOWN]


def test_footnotes_stand_below_after_their_marks():
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    below = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("เชิงอรรถ")}</w:footnote>'
    )

    paper = read(
        paragraph("ก", mark), ROWS, parts={"footnotes.xml": office.part(below, "footnotes")}
    )

    assert shown.blocks(paper) == ["ก[2]", SHOWN, "[2] เชิงอรรถ"]


def header(*body: str) -> str:
    return office.part("".join(body), "hdr")


def test_page_numbers_at_the_head_are_no_text():
    paper = read(paragraph("ก"), ROWS, parts={"header1.xml": header(paragraph("- ๒ -"))})

    assert paper == Paper("docx", (Words("ก"), *paper.blocks[1:]))


def test_words_at_the_head_are_told_and_left_out():
    parts = {
        "header1.xml": header(paragraph("ลับ")),
        "footer1.xml": header(paragraph("หน้า ๑ จาก ๒")),
    }

    paper = read(paragraph("ก"), ROWS, parts=parts)

    assert shown.blocks(paper) == ["ก", SHOWN]
    assert paper.notes == (notes.note(notes.MARGINS, ["ลับ"]),)


def test_a_head_above_a_table_without_title_is_read_as_one():
    paper = read(ROWS, parts={"header1.xml": header(paragraph("รายงาน"), paragraph("จังหวัดลำพูน"))})

    assert shown.blocks(paper) == ["รายงาน\nจังหวัดลำพูน", SHOWN]
    assert paper.notes == (notes.note(notes.TITLE_IN_MARGIN, ["รายงาน\nจังหวัดลำพูน"]),)


def test_a_file_whose_words_all_stand_at_the_head_is_read_from_there():
    paper = read(paragraph(""), parts={"header1.xml": header(paragraph("ก"))})

    assert paper == Paper("docx", (Words("ก"),), (notes.note(notes.ONLY_MARGINS),))


def test_what_is_left_out_is_told():
    comments = f'<w:comment w:id="0">{paragraph("ตรวจอีกครั้ง")}</w:comment>'

    paper = read(
        paragraph(
            "ก",
            run("ลับ", "<w:vanish/>"),
            "<w:ins><w:r><w:t>ข</w:t></w:r></w:ins><w:del><w:r><w:delText>เดิม</w:delText></w:r></w:del>",
            "<w:moveFrom><w:r><w:t>ค</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>ค</w:t></w:r></w:moveTo>",
            run("ง", '<w:vanish w:val="0"/>'),
        ),
        table(row("๑", "จ"), row("๒", "ฉ", properties="<w:del/>")),
        parts={"comments.xml": office.part(comments, "comments"), "vbaProject.bin": b"x"},
    )

    assert shown.blocks(paper) == ["กขคง", [("๑", "จ")]]
    assert paper.notes == (
        notes.note(notes.HIDDEN, ["ลับ"]),
        notes.note(notes.DELETED, ["เดิม", "๒ฉ"]),
        notes.note(notes.COMMENTS, ["ตรวจอีกครั้ง"]),
        notes.note(notes.MACROS),
    )


def test_what_is_read_without_how_it_looks_is_told():
    paper = read(
        paragraph(
            "10",
            run("2", '<w:vertAlign w:val="superscript"/>'),
            run("ขีดฆ่า", "<w:strike/>"),
            run("ปกติ", '<w:strike w:val="0"/>'),
        )
    )

    assert shown.blocks(paper) == ["102ขีดฆ่าปกติ"]
    assert paper.notes == (
        notes.note(notes.RAISED, ["2"]),
        notes.note(notes.STRUCK, ["ขีดฆ่า"]),
    )


def test_the_strict_form_of_the_format_is_read_as_well():
    data = office.zipped(
        {
            "_rels/.rels": office.relations(("r1", "officeDocument", "word/document.xml")).replace(
                office.R, "http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
            "word/document.xml": office.part(f"<w:body>{ROWS}</w:body>").replace(
                office.W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
            ),
        }
    )

    assert shown.blocks(word.read(Package(data))) == [SHOWN]


def test_a_table_that_only_lays_out_gives_the_one_within():
    assert shown.blocks(read(table(row(cell(paragraph("ก"), ROWS, paragraph("")), "ข")))) == [
        "ก",
        SHOWN,
        "ข",
    ]


def test_a_document_without_a_body_is_refused():
    data = office.zipped(
        {
            "_rels/.rels": office.relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": office.part(""),
        }
    )

    with pytest.raises(NotReadable):
        word.read(Package(data))


def test_hidden_names_of_our_rows_are_their_keys():
    named = paragraph(
        '<w:bookmarkStart w:id="1" w:name="_ita_line_42"/><w:bookmarkEnd w:id="1"/>', "ก"
    )
    other = paragraph('<w:bookmarkStart w:id="2" w:name="_ita_line_4x"/>', "ข")

    (found,) = read(table(row("ที่", "ผล"), row("๑", cell(named)), row("๒", cell(other)))).blocks

    assert isinstance(found, Table)
    assert found.keys == (None, 42, None)
