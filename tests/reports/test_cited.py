"""Documents and links that texts name: found in the papers' own words, and not where there is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import cited
from reports.cited import Official
from tests.seed_text import DATA

JANUARY = date(2023, 1, 11)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # 003 row ๓.
        (
            "จังหวัดร้อยเอ็ดได้มีคำสั่ง ที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖ แต่งตั้งคณะกรรมการกำกับ",
            Official("คำสั่ง", "๑๒๗/๒๕๖๖", JANUARY),
        ),
        ("คำสั่งที่ 127/2566 ลงวันที่ 11 ม.ค. 66", Official("คำสั่ง", "127/2566", JANUARY)),
        (
            "ตามคำสั่งจังหวัดลำพูนที่ ๑๒๗/๒๕๖๖ ลงวันที่ ๑๑ มกราคม พ.ศ. ๒๕๖๖",
            Official("คำสั่งจังหวัดลำพูน", "๑๒๗/๒๕๖๖", JANUARY),
        ),
        (
            "คำสั่งแต่งตั้งคณะทำงานขับเคลื่อน ITA ที่ ๔๕๙/๒๕๖๖",
            Official("คำสั่ง", "๔๕๙/๒๕๖๖", None),
        ),
        ("คำสั่งที่ ๑๒๗ ลงวันที่ ๑๑ มกราคม ๒๕๖๖", Official("คำสั่ง", "๑๒๗", JANUARY)),
        (
            "หนังสือจังหวัดลำพูน ด่วนที่สุด ที่ ลพ ๐๐๑๗.๒/ว ๐๘๑๒ ลงวันที่ ๑๑ มกราคม ๒๕๖๖ แจ้งส่วนราชการ",
            Official("หนังสือจังหวัดลำพูน", "ลพ ๐๐๑๗.๒/ว ๐๘๑๒", JANUARY),
        ),
        (
            "หนังสือ ที่ มท 0208.1/ว2147 ลว. 11/1/2566",
            Official("หนังสือ", "มท 0208.1/ว2147", JANUARY),
        ),
        (
            "หนังสือสำนักงาน ป.ป.ช. ที่ ปช ๐๐๐๔/ว ๐๐๔๕ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
            Official("หนังสือสำนักงาน ป.ป.ช.", "ปช ๐๐๐๔/ว ๐๐๔๕", JANUARY),
        ),
        ("บันทึกข้อความ ที่ ลพ 0017.1/55", Official("บันทึกข้อความ", "ลพ 0017.1/55", None)),
        ("บันทึก ที่ ลพ 0017.1/55", Official("บันทึกข้อความ", "ลพ 0017.1/55", None)),
        (
            "ประกาศจังหวัดร้อยเอ็ด ที่ ๕/๒๕๖๖ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
            Official("ประกาศจังหวัดร้อยเอ็ด", "๕/๒๕๖๖", JANUARY),
        ),
        # The nearest type is the document's.
        (
            "มีหนังสือแจ้งส่วนราชการตามคำสั่ง ที่ ๑๒๗/๒๕๖๖",
            Official("คำสั่ง", "๑๒๗/๒๕๖๖", None),
        ),
        # A day that cannot be, a Western year: the document is offered, its day is typed by hand.
        ("คำสั่งที่ ๑/๒๕๖๖ ลงวันที่ ๓๑ กุมภาพันธ์ ๒๕๖๖", Official("คำสั่ง", "๑/๒๕๖๖", None)),
        ("คำสั่งที่ ๑/๒๕๖๖ ลงวันที่ 11 January 2023", Official("คำสั่ง", "๑/๒๕๖๖", None)),
    ],
)
def test_a_document_is_found(typed, found):
    assert cited.officials(typed) == (found,)


@pytest.mark.parametrize(
    "typed",
    [
        "จังหวัดร้อยเอ็ดได้มีหนังสือแจ้งให้ส่วนราชการส่วนภูมิภาค ทั้ง ๓๓ หน่วยงาน ดำเนินการ",
        "หนังสือแจ้งส่วนราชการ ทำความเข้าใจ (OIT) ทั้ง O1 - O43",
        "ตามคำสั่งฯ จัดทำข้อมูลตามประเด็น ๔๓ ข้อคำถาม",
        "การประกาศผลการประเมิน วันที่ ๑/๘/๒๕๖๗",
        "หนังสือเชิญประชุมครั้งที่ ๑/๒๕๖๗ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
        "หนังสือแจ้งแบบวัด EIT ส่วนที่ ๑ ลงวันที่ ๑๑ มกราคม ๒๕๖๖",
        "มีหนังสือลงวันที่ ๑ ก.พ. ๖๗ และได้เก็บข้อมูล",
        "คำสั่งลำดับที่ ๓",
        "คำสั่งที่ ๓ ของจังหวัด",
        "",
    ],
)
def test_what_names_no_document_is_left_alone(typed):
    assert cited.officials(typed) == ()


def test_each_document_is_offered_once_in_the_order_of_the_texts():
    order, letter = "คำสั่งที่ ๑/๒๕๖๗", "หนังสือ ที่ ลพ ๐๐๑๗/๕"

    assert [one.number for one in cited.officials(f"{letter} และ {order}", order)] == [
        "ลพ ๐๐๑๗/๕",
        "๑/๒๕๖๗",
    ]


def test_the_samples_name_one_document():
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(DATA.iterdir())}
    found = {number: cited.officials(typed) for number, typed in texts.items()}

    assert {number: names for number, names in found.items() if names} == {
        "003": (Official("คำสั่ง", "๑๒๗/๒๕๖๖", JANUARY),)
    }


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ที่ https://itas.nacc.go.th/go/iit/67065b และ", ("https://itas.nacc.go.th/go/iit/67065b",)),
        ("www.lamphun.go.th, http://lamphun.go.th/", ("https://www.lamphun.go.th",)),
        ("hr101958@gmail.com", ()),
        ("https://itas.nacc.go.th/go/iit/๐vsux๐", ("https://itas.nacc.go.th/go/iit/",)),
        ("ftp://lamphun.go.th/x", ()),
        ("ไม่มีลิงก์ O43", ()),
    ],
)
def test_links_are_found(typed, found):
    assert cited.links(typed) == found


@given(st.lists(st.text()))
def test_any_text_is_searched(texts):
    for one in cited.officials(*texts):
        assert one.number
    cited.links(*texts)
