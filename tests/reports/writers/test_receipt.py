"""The receipt as a PDF: its words in the order of reading, its data attached, the same bytes each time."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pikepdf

from reports.writers import pdf
from reports.writers.receipt import Receipt, data, render_page
from tests.printed import pdf_text, unspaced

RECEIPT = Receipt(
    title="รายงานผลการประเมิน ITA",
    reference="2567-6-51-01",
    facts=(("รายงานของ", ("จังหวัดลาพูน",)), ("ผู้รับรอง", ("นายสมชาย", "หัวหน้า <งาน>"))),
    sha256="0a" * 32,
    submitted_at=datetime(2024, 4, 10, 2, 30, tzinfo=UTC),
    verify="https://ita.example.go.th/verify/2567-6-51-01/",
)


def test_the_paper_says_everything_in_the_order_of_reading():
    content = pdf.render_receipt(RECEIPT)

    said = pdf_text(content)
    parts = (
        "ใบตอบรับการส่งรายงาน",
        "2567-6-51-01",
        "รายงานผลการประเมิน ITA",
        "รายงานของ จังหวัดลาพูน",
        "ผู้รับรอง นายสมชาย หัวหน้า <งาน>",
        "0a" * 32,
        RECEIPT.verify,
    )
    places = [said.index(unspaced(part)) for part in parts]
    assert places == sorted(places)
    assert pdf.render_receipt(RECEIPT) == content


def test_programs_find_its_data_attached():
    with pikepdf.open(BytesIO(pdf.render_receipt(RECEIPT))) as file:
        (attached,) = file.attachments.values()
        read = json.loads(attached.get_file().read_bytes())

    assert read == json.loads(data(RECEIPT))
    assert read["sha256"] == "0a" * 32


def test_without_an_address_there_is_no_code():
    page = render_page(Receipt("ชื่อ", "2567-6-51-01", (), "0a", RECEIPT.submitted_at))

    assert "<svg" not in page
    assert "ตรวจสอบ" not in page.replace("รหัสตรวจสอบ", "")
