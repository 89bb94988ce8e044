"""Damaged and mistyped words with what was probably meant; words that are right are left alone."""

import pytest

from reports import slips
from reports.slips import Slip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IT)", [Slip("IT", "IIT")]),
        ("แบบวัดภายนอก (ETT) ส่วนที่ ๑", [Slip("ETT", "EIT")]),
        ("การตอบแบบวัด O1T", [Slip("O1T", "OIT")]),
        ("การระบุและเชื่อมโยงข้อมูลผู้มีส่วนได้ส่วนเสีย", [Slip("เชื่อมโยง", "อนุมัติ")]),
        ("ผู้บริหารได้เชื่อม โยงข้อมูล", [Slip("เชื่อม โยง", "อนุมัติ")]),
        ("แบบวัด IT และ ETT", [Slip("IT", "IIT"), Slip("ETT", "EIT")]),
        ("ระบุ URL เพื่อเชื่อมโยงไปสู่แหล่งที่อยู่ของการเปิดเผยข้อมูล", []),
        ("แบบวัด IIT EIT OIT ในระบบ ITAS ของ ITA", []),
        ("เจ้าหน้าที่ IT ของแบบวัด", []),
        ("ระบบ IT ของแบบวัด", []),
        ("อบรมด้าน IT แก่ผู้ตอบแบบวัด", []),
        ("งบประมาณจัดซื้อ IT", []),
    ],
)
def test_terms(text, found):
    assert slips.term_slips(text) == found


@pytest.mark.parametrize(
    ("text", "codes", "found"),
    [
        ("https://x.go.th/go/it/ovsuxo", (), [Slip("/go/it/ovsuxo", "/go/iit/ovsuxo")]),
        ("/go/eit/0vsux0", ("ovsuxo", "0vsux0"), [Slip("/go/eit/0vsux0", "/go/eit/ovsuxo")]),
        ("/go/iit/ab12cd และ /go/eit/ab12cd", ("ab12cd",), []),
        ("/go/iit/ab12cd", ("zz99zz",), []),
        ("https://x.go.th/gogo/it/abcdef", (), []),
    ],
)
def test_survey_links(text, codes, found):
    assert slips.survey_slips(text, frozenset(codes)) == found


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("hr๑๐๑๙๕๘@gmail.com", "hr101958@gmail.com"),
        ("hr101958 @gmail.com", "hr101958@gmail.com"),
        ("hr101958@gmail,com", "hr101958@gmail.com"),
        ("hr101958@gmail..com", "hr101958@gmail.com"),
        ("hr101958@@gmail.com", "hr101958@gmail.com"),
        ("hr101958(at)gmail.com", "hr101958@gmail.com"),
        ("hr101958@gmail", "hr101958@gmail.com"),
        ("hr101958@gmail.con", "hr101958@gmail.com"),
        ("ita@lamphun.go.t", "ita@lamphun.go.th"),
    ],
)
def test_a_mistyped_address_is_suggested(address, meant):
    assert slips.damaged_emails(f"ทาง {address} ภายในวันที่ ๒๗") == [Slip(address, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "ita@lamphun.go.th, hr@example.com.",
        "a@gmail.com,b@gmail.com",
        "a@gmail.com,053-511000",
        "เพจ @gmail และ line @ita",
    ],
)
def test_a_good_address_is_let_stand(text):
    assert slips.damaged_emails(text) == []


def test_damaged_emails_and_codes():
    text = "ส่ง hr๑๐@example.go.th และ OIT ทั้ง ๐๑ - ๐๔๓ มิใช่ hr10@example.go.th หรือ O1 - O43"

    assert slips.damaged_emails(text) == [Slip("hr๑๐@example.go.th", "hr10@example.go.th")]
    assert slips.damaged_codes(text) == [Slip("๐๑ - ๐๔๓", "O1 - O43")]


@pytest.mark.parametrize(
    ("text", "words", "meant", "expected"),
    [
        ("แบบวัด (IT) ในระบบ ITAS และ IT", "IT", "IIT", "แบบวัด (IIT) ในระบบ ITAS และ IIT"),
        (
            "เชื่อมโยงไปสู่ การระบุและเชื่อมโยงข้อมูล",
            "เชื่อมโยง",
            "อนุมัติ",
            "เชื่อมโยงไปสู่ การระบุและอนุมัติข้อมูล",
        ),
        ("hr๑๐@x.go.th", "hr๑๐@x.go.th", "hr10@x.go.th", "hr10@x.go.th"),
        ("ไม่มีคำนี้", "IT", "IIT", "ไม่มีคำนี้"),
    ],
)
def test_a_suggestion_is_taken_up_where_it_is_a_slip(text, words, meant, expected):
    assert slips.taken_up(text, slips.Slip(words, meant)) == expected
