"""A document as it is handed in: names made plain, kinds known for showing."""

import pytest

from reports.forms import upload


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("รายงาน ๖ เดือน.docx", "รายงาน ๖ เดือน.docx"),
        ("C:\\Users\\me\\รายงาน.docx", "รายงาน.docx"),
        ("../../etc/passwd", "passwd"),
        ("ก\x00ข\u202e.docx", "กข.docx"),
        ("  ก   ข .docx", "ก ข.docx"),
        ("ก" * 300 + ".docx", "ก" * 115 + ".docx"),
        ("", "ไฟล์ไม่มีชื่อ"),
    ],
)
def test_names_are_made_plain(name, plain):
    assert upload.plain_name(name) == plain


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"PK\x03\x04", "a.docx", "docx"),
        (b"PK\x03\x04", "a.XLSX", "xlsx"),
        (b"PK\x03\x04 xl/workbook", "a.bin", "xlsx"),
        (b"PK\x03\x04 word/", "a", "docx"),
        (b"%PDF-1.7", "a.docx", "pdf"),
        (b"a\tb", "a.tsv", "csv"),
        (b"<html>", "a.htm", "html"),
        (b"words", "a.docx", "text"),
        (b"words", "a.exe", "text"),
    ],
)
def test_the_kind_is_that_of_the_bytes_then_of_the_name(data, name, kind):
    assert upload.format_of(data, name) == kind


def test_markup_beyond_all_measure_is_left_out(monkeypatch):
    monkeypatch.setattr(upload, "MOST_MARKUP", 5)
    form = upload.UploadForm({"text": "ก ข", "html": "<table>"})

    assert form.is_valid()
    assert (form.markup, form.original().data) == ("", "ก ข".encode())
