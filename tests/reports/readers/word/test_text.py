"""What a paragraph of Word says."""

import pytest

from reports.readers import word
from reports.readers.package import Package
from tests.reports.readers import office, shown
from tests.reports.readers.office import paragraph, run

LINKS = [("u", "hyperlink", "https://u.go.th/x"), ("m", "hyperlink", "mailto:a@b.go.th")]


def said(*runs: str) -> str:
    paper = word.read(Package(office.docx(paragraph(*runs), links=LINKS)))
    (text,) = shown.blocks(paper) or [""]
    return text


def link(name: str, words: str) -> str:
    return f'<w:hyperlink r:id="{name}">{run(words)}</w:hyperlink>'


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>"
        f"{mark.format('separate')}{run(result)}{mark.format('end')}"
    )


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (["ก", " ", "ข"], "ก ข"),
        (["<w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t><w:cr/><w:t>ค</w:t></w:r>"], "ก\nข\nค"),
        (["<w:r><w:t>๑)</w:t><w:tab/><w:t>ก</w:t></w:r>"], "๑) ก"),
        (["<w:r><w:t>ITA</w:t><w:noBreakHyphen/><w:t>67</w:t><w:softHyphen/></w:r>"], "ITA-67"),
        ([link("u", "https://u.go.th/x")], "https://u.go.th/x"),
        (["ดู", link("u", "ที่นี่")], "ดูที่นี่ (https://u.go.th/x)"),
        ([link("m", "a@b.go.th")], "a@b.go.th"),
        (['<w:hyperlink w:anchor="top">', run("ก"), "</w:hyperlink>"], "ก"),
        ([field('HYPERLINK "https://u.go.th/x"', "กด"), "ข"], "กด (https://u.go.th/x)ข"),
        ([field("PAGE", "๒")], "๒"),
        ([field("DATE " + field("X", "ลับ"), "วันนี้")], "วันนี้"),
        (
            ['<w:fldSimple w:instr="HYPERLINK https://u.go.th/x">', run("กด"), "</w:fldSimple>"],
            "กด (https://u.go.th/x)",
        ),
        (['<w:r><w:sym w:font="Wingdings" w:char="F0F3"/></w:r>'], "↔"),
        ([run("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>')], "✓"),
        ([run("ü", '<w:rFonts w:ascii="Wingdings"/>')], "✓"),
        ([run("\uf0b7", '<w:rFonts w:ascii="Symbol"/>'), " ก"], "• ก"),
        ([run("น้\uf70a", '<w:rFonts w:ascii="TH SarabunPSK"/>')], "น้\uf70a"),
        (["นํ้า\u200b \u0e4d\u0e32"], "นํ้า\u200b \u0e4d\u0e32"),
        (["<w:smartTag>", run("ก"), "</w:smartTag>"], "ก"),
        (["<w:sdt><w:sdtContent>", run("ก"), "</w:sdtContent></w:sdt>"], "ก"),
        (
            [
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>",
                run("ก"),
                "</w:sdtContent></w:sdt>",
            ],
            "",
        ),
        (
            ["<w:ruby><w:rt>", run("ข"), "</w:rt><w:rubyBase>", run("ก"), "</w:rubyBase></w:ruby>"],
            "ก",
        ),
        (["<w:r><w:annotationRef/><w:lastRenderedPageBreak/><w:t>ก</w:t></w:r>"], "ก"),
    ],
)
def test_words_of_a_paragraph(runs, words):
    assert said(*runs) == words
