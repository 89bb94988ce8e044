"""A link is its address on paper, or its words with the address behind them."""

import pytest

from reports.readers import links

U = "https://itas.nacc.go.th/go/iit/0vsux0"


@pytest.mark.parametrize(
    ("words", "target", "written"),
    [
        (U, U, U),
        (f"{U}/", U, f"{U}/"),
        ("itas.nacc.go.th/go/iit/0vsux0", U, "itas.nacc.go.th/go/iit/0vsux0"),
        ("ที่นี่", U, f"ที่นี่ ({U})"),
        ("ที่นี่ ", U, f"ที่นี่ ({U}) "),
        ("", U, U),
        ("https://itas.nacc.go.th/ go/iit/0vsux0", U, U),
        ("a@b.go.th", "mailto:a@b.go.th?subject=x", "a@b.go.th"),
        ("เขียนถึงเรา", "mailto:a@b.go.th", "เขียนถึงเรา (a@b.go.th)"),
        ("หน้าแรก", "/index.html", "หน้าแรก"),
        ("ข้อ ๑", "#one", "ข้อ ๑"),
        ("กด", "javascript:alert(1)", "กด"),
        ("ไฟล์", "file:///C:/a.docx", "ไฟล์"),
        ("https://x.go.th/ก", "https://x.go.th/%E0%B8%81", "https://x.go.th/ก"),
    ],
)
def test_links_on_paper(words, target, written):
    assert links.written(words, target) == written
