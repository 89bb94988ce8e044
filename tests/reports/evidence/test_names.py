"""The name of a file as it is shown: readable Thai, no folder, an end that tells the truth."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.evidence import names, refusals
from reports.evidence.refusals import NotAccepted


@pytest.mark.parametrize(
    ("name", "format", "shown"),
    [
        ("คำสั่งที่ ๑๒๗ ๒๕๖๖.pdf", "pdf", "คำสั่งที่ ๑๒๗ ๒๕๖๖.pdf"),
        ("คำสั่งที่ 5.2567", "pdf", "คำสั่งที่ 5.2567.pdf"),
        ("C:\\งาน\\ITA\\แผน.DOCX", "docx", "แผน.docx"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("รูป.jpeg", "jpeg", "รูป.jpg"),
        ("รูป.pdf.png", "jpeg", "รูป.jpg"),
        ("ประกาศ.docx", "pdf", "ประกาศ.pdf"),
        ("www.example.com.pdf", "pdf", "www.example.com.pdf"),
        ("a  b\u200bc .pdf", "pdf", "a bc.pdf"),
        ('x<y>:"|?*.png', "png", "xy.png"),
        (".pdf", "pdf", "ไฟล์ไม่มีชื่อ.pdf"),
        ("CON.pdf", "pdf", "ไฟล์ไม่มีชื่อ CON.pdf"),
        ("", "xlsx", "ไฟล์ไม่มีชื่อ.xlsx"),
        ("ก" * 300 + ".pdf", "pdf", "ก" * 78 + ".pdf"),
        # Decomposed, as some computers send it.
        ("re\u0301sume.pdf", "pdf", "résume.pdf"),
        ("ลิ" * 100 + ".pdf", "pdf", "ลิ" * 39 + ".pdf"),
    ],
)
def test_a_name_is_made_plain(name, format, shown):
    assert names.shown(name, format) == shown


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("a.exe", refusals.PROGRAM_NAME.format(".exe")),
        ("a.pdf.SCR", refusals.PROGRAM_NAME.format(".scr")),
        ("a.exe.pdf", refusals.PROGRAM_NAME.format(".exe")),
        ("a.html", refusals.PROGRAM_NAME.format(".html")),
        ("แผน.docm", refusals.PROGRAM_NAME.format(".docm")),
        ("a\u202efdp.exe", refusals.TURNED_NAME),
        ("a\u2066b.pdf", refusals.TURNED_NAME),
        ("a.exe\0.pdf", refusals.CONTROL_NAME),
        ("a\x1bb.pdf", refusals.CONTROL_NAME),
        ("a\ud800.pdf", refusals.CONTROL_NAME),
    ],
)
def test_a_name_that_deceives_is_refused(name, sentence):
    with pytest.raises(NotAccepted) as refused:
        names.shown(name, "pdf")

    assert refused.value.message == sentence


@given(st.text(max_size=300), st.sampled_from(sorted(names.ENDS)))
def test_any_name_is_plain_or_refused(name, format):
    try:
        shown = names.shown(name, format)
    except NotAccepted:
        return
    assert shown.endswith(f".{names.ENDS[format]}")
    assert len(shown) <= names.LONGEST
    assert len(shown.encode()) <= names.MOST_BYTES
    assert not set(shown) & set('/\\\0\n\r"<>|?*:')
    assert shown == unicodedata.normalize("NFC", shown)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown)


@pytest.mark.parametrize(
    ("name", "format", "told"),
    [
        ("a.docx", "pdf", True),
        ("a.jpeg", "jpeg", False),
        ("a.JPG", "jpeg", False),
        ("a.2567", "pdf", False),
        ("a", "pdf", False),
    ],
)
def test_another_end_is_told(name, format, told):
    assert names.has_other_end(name, format) is told
