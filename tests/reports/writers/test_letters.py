"""The two letters as Word files, read back: the parts of the form in their order, what is left blank, the page."""

import dataclasses
import io
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reports.writers import letters
from tests.reports.writers.test_docx import out_of_order, part

LETTER = letters.Letter(
    agency="กลุ่มงานบริหารทรัพยากรบุคคล โทร. 0 5351 1000",
    address="ศาลากลางจังหวัดลำพูน\nลำพูน 51000",
    subject="รายงานผล ITA ปี 2567",
    to="ปลัดกระทรวงมหาดไทย",
    reference="หนังสือที่ มท 0201/ว 12",
    enclosures=("รายงาน จำนวน 1 ชุด",),
    body=("ตามหนังสือที่อ้างถึง 127/2566 นั้น", "ดูได้ที่ https://x.go.th/1"),
    signer_name="นายสมชาย ตัวอย่าง",
    signer_post="หัวหน้าสำนักงานจังหวัดลำพูน\nปฏิบัติราชการแทน",
    unit="กลุ่มงานบริหารทรัพยากรบุคคล",
    phone="0 5351 1000",
    mt_phone="22211",
    email="a1@x.go.th",
    made_at=datetime(2024, 4, 1, tzinfo=UTC),
)
ROOM = [""] * 3
KINDS = pytest.mark.parametrize("written", [letters.memo, letters.external])


def read(content: bytes):
    return docx.Document(io.BytesIO(content))


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in read(content).paragraphs]


def test_a_memo_has_the_parts_of_its_form():
    assert texts(letters.memo(LETTER)) == [
        "บันทึกข้อความ",
        "ส่วนราชการ  กลุ่มงานบริหารทรัพยากรบุคคล โทร. ๐ ๕๓๕๑ ๑๐๐๐\t",
        "ที่  \tวันที่  \t",
        "เรื่อง  รายงานผล ITA ปี ๒๕๖๗\t",
        "เรียน  ปลัดกระทรวงมหาดไทย",
        "ตามหนังสือที่อ้างถึง ๑๒๗/๒๕๖๖ นั้น",
        "ดูได้ที่ https://x.go.th/1",
        *ROOM,
        "(นายสมชาย ตัวอย่าง)",
        "หัวหน้าสำนักงานจังหวัดลำพูน",
        "ปฏิบัติราชการแทน",
    ]


def test_a_letter_has_the_parts_of_its_form_with_number_and_date_left_blank():
    assert texts(letters.external(LETTER)) == [
        "",
        "ที่\tศาลากลางจังหวัดลำพูน",
        "ลำพูน ๕๑๐๐๐",
        "",
        "เรื่อง  รายงานผล ITA ปี ๒๕๖๗",
        "เรียน  ปลัดกระทรวงมหาดไทย",
        "อ้างถึง  หนังสือที่ มท ๐๒๐๑/ว ๑๒",
        "สิ่งที่ส่งมาด้วย  รายงาน จำนวน ๑ ชุด",
        "ตามหนังสือที่อ้างถึง ๑๒๗/๒๕๖๖ นั้น",
        "ดูได้ที่ https://x.go.th/1",
        "ขอแสดงความนับถือ",
        *ROOM,
        "(นายสมชาย ตัวอย่าง)",
        "หัวหน้าสำนักงานจังหวัดลำพูน",
        "ปฏิบัติราชการแทน",
        "กลุ่มงานบริหารทรัพยากรบุคคล",
        "โทร. ๐ ๕๓๕๑ ๑๐๐๐",
        "มท. ๒๒๒๑๑",
        "ไปรษณีย์อิเล็กทรอนิกส์ a1@x.go.th",
    ]


def test_what_is_not_known_is_left_out():
    bare = letters.Letter(agency="", address="", subject="", to="", body=())

    said = texts(letters.external(bare))

    assert [line.strip() for line in said if line.strip()] == [
        *("ที่", "เรื่อง", "เรียน", "ขอแสดงความนับถือ"),
        f"({' ' * 50})",
    ]


def test_words_that_belong_together_stay_on_one_line():
    long = dataclasses.replace(
        LETTER, subject="รายงาน\n ผล", enclosures=("รายงาน จำนวน\u00a01\u00a0ชุด",)
    )

    said = texts(letters.external(long))

    assert "เรื่อง  รายงาน ผล" in said
    assert "สิ่งที่ส่งมาด้วย  รายงาน จำนวน\u00a0๑\u00a0ชุด" in said


def test_several_enclosures_are_numbered():
    two = dataclasses.replace(LETTER, enclosures=("รายงาน", "แผน"))

    said = texts(letters.external(two))

    assert [line for line in said if "๑." in line or "๒." in line] == [
        "สิ่งที่ส่งมาด้วย  ๑. รายงาน",
        "๒. แผน",
    ]


@KINDS
def test_the_page_is_that_of_official_letters(written):
    paper = read(written(LETTER))

    (section,) = paper.sections
    sides = (section.left_margin.cm, section.right_margin.cm)
    assert sides == pytest.approx((3, 2), abs=0.01)
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    assert section.header.paragraphs[0].text == "- ๒ -"
    assert section.first_page_header.paragraphs[0].text == ""
    assert paper.styles.element.find(f".//{qn('w:szCs')}").get(qn("w:val")) == "32"


@KINDS
def test_the_file_says_its_subject_and_is_the_same_for_the_same_letter(written):
    content = written(LETTER)

    core = read(content).core_properties
    assert (core.title, core.created) == ("รายงานผล ITA ปี ๒๕๖๗", LETTER.made_at)
    assert content == written(LETTER)


@KINDS
@given(st.text(), st.text(), st.lists(st.text()).map(tuple))
def test_whatever_is_typed_there_is_a_file_in_the_order_of_the_standard(written, one, other, many):
    letter = letters.Letter(one, other, one, other, many, one, many, other, one, one, other)

    content = written(letter)

    assert isinstance(part(content, "word/document.xml"), etree._Element)
    assert out_of_order(part(content, "word/document.xml")) == []
