"""The report as a Word file, read back: every text in its cell, the form, what programs know it by."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from textwrap import wrap

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bench import content
from ita_portal import thai
from ita_portal.thai import Window
from reports import ties
from reports.document import Imprint, Item, Line, Signer, canonical_json, digest
from reports.writers import docx as writer
from reports.writers import html
from tests.printed import read_body
from tests.reports.documents import JANUARY, REPORTS, group, line, report

SMALL = report(group(line("ขั้นตอน", result="ดู https://x.go.th/a?b=1&c=2\nหรือ a@b.go.th", key=7)))
SENT = datetime(2024, 4, 1, 7, 2, tzinfo=UTC)
IMPRINT = Imprint("2567-6-51-02", 2, SENT, canonical_json(SMALL))

# What people type: Thai and Latin words, digits, labels, addresses, white space of all kinds.
WORDS = st.sampled_from(
    [
        *("การประเมิน", "ส่วนได้เสีย", "ITA", "O43", "127/2566", "๓๓ หน่วยงาน", "1.", "๒)", "-", "(๑)"),
        *("https://x.go.th/a?b=1&c=2", "www.x.go.th", "hr101958@gmail.com", "<b>&amp;", "\t", "  "),
    ]
)
LINES = st.lists(WORDS, max_size=4).map(" ".join)
TYPED = st.lists(LINES, max_size=5).map("\n".join)
LABELS = st.sampled_from(["", "-", "๑.", "2)", "(๓)", "•"])
ITEMS = st.lists(st.builds(Item, TYPED, LABELS), max_size=3).map(tuple)


def read(one, **marks):
    return docx.Document(io.BytesIO(writer.render(one, **marks)))


def rows(paper) -> list[list[str]]:
    """The cells of each row below the heads, as typed words; a cell merged into the one above is empty."""
    (table,) = paper.tables
    return [[words(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst[1:]]


def words(cell) -> str:
    return "\n".join(paragraph.text for paragraph in docx.table._Cell(cell, None).paragraphs)


def part(content: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(name))


def names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def arabic(text: str) -> str:
    return thai.to_arabic_digits(text)


def unspaced(texts: list[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


# The words


@pytest.mark.parametrize("seed", content.seeds(), ids=lambda seed: seed.province.slug)
def test_every_cell_says_what_the_page_says(seed):
    printed = read_body(html.render_body(seed))

    paper = read(seed)

    assert [unspaced(row) for row in rows(paper)] == [unspaced(row) for row in printed.rows]
    heads = [cell.text for cell in paper.tables[0].rows[0].cells]
    assert [" ".join(head.split()) for head in heads] == printed.headings
    title, *below = [paragraph.text for paragraph in paper.paragraphs]
    assert title.split() == printed.title.split()
    assert " ".join(below).split() == f"{printed.footnote} {printed.contact}".split()


@given(TYPED)
def test_a_result_comes_back_line_by_line(typed):
    ((*_, result, _),) = rows(read(report(group(line("ก", result=typed)))))

    nothing = not typed.strip() or typed.strip() == "-"
    assert arabic(result) == ("-" if nothing else arabic(trimmed(typed)))


def trimmed(typed: str) -> str:
    """Without the blank lines before and after it, which no page shows."""
    return re.sub(r"\A(?:[^\S\n]*\n)+|(?:\n[^\S\n]*)+\Z", "", typed)


@given(ITEMS)
def test_step_texts_come_back_with_their_labels(items):
    ((_, _, _, steps, *_),) = rows(read(report(group(Line(items)))))

    texts = [(item.label, trimmed(item.text) if item.text.strip() else "") for item in items]
    said = [f"{label} {text}" if label else text for label, text in texts if label or text]
    assert arabic(steps) == arabic("\n".join(said) or "-")


def test_every_line_is_a_paragraph_and_a_line_of_a_step_is_a_break():
    items = (Item("ขั้นหนึ่ง\nบรรทัดสอง", "-"), Item("ขั้นสอง"))

    paper = read(report(group(Line(items, result="หนึ่ง\n\n๑. สอง"))))

    _, _, _, steps, result, _ = paper.tables[0].rows[1].cells
    assert [paragraph.text for paragraph in steps.paragraphs] == ["- ขั้นหนึ่ง\nบรรทัดสอง", "ขั้นสอง"]
    assert [paragraph.text for paragraph in result.paragraphs] == ["หนึ่ง", "", "๑. สอง"]


def test_labels_are_words_that_hang_and_what_follows_stands_below_the_text():
    typed = "1. หนึ่ง\nต่อ\n\nย่อหน้า"

    paper = read(report(group(line("ก", result=typed))))

    paragraphs = paper.tables[0].rows[1].cells[4].paragraphs
    looks = [paragraph.paragraph_format for paragraph in paragraphs]
    assert [paragraph.text for paragraph in paragraphs] == ["๑. หนึ่ง", "ต่อ", "", "ย่อหน้า"]
    assert looks[0].first_line_indent == -looks[0].left_indent
    assert [look.left_indent for look in looks[1:]] == [looks[0].left_indent, None, None]
    assert looks[1].first_line_indent is None
    assert not paper.element.body.findall(f".//{qn('w:numPr')}")


def test_windows_are_written_as_understood_and_digits_are_thai_outside_addresses():
    unread = Window.unread("ตามที่ 12 กำหนด")
    one = line("O43 ข้อ 12", result="127/2566 https://x.go.th/1", status="done", key=1)

    (cells,) = rows(read(report(group(one, official=JANUARY, provincial=unread))))

    assert cells == [
        *("๑", "๑\u00a0-\u00a0๓๑\u00a0มกราคม ๒๕๖๗", "ตามที่ ๑๒ กำหนด", "O43 ข้อ ๑๒"),
        *("๑๒๗/๒๕๖๖ https://x.go.th/1", "ดำเนินการแล้ว"),
    ]


def test_what_is_empty_prints_a_dash():
    (cells,) = rows(read(report(group(Line((), result=" \n"), provincial=None), number_style="๑.")))

    assert cells == ["๑.", "-", "-", "-", "-", "-"]


# The form


def test_number_and_windows_are_merged_over_the_rows_of_a_number():
    two = group(line("ก", result="หนึ่ง"), line("ข", result="สอง"), official=JANUARY)

    paper = read(report(two, group(line("ค"))))

    below = paper.tables[0]._tbl.tr_lst[1:]
    merges = [[cell.vMerge for cell in row.tc_lst] for row in below]
    own = [None, None, None]
    assert merges == [["restart"] * 3 + own, ["continue"] * 3 + own, [None] * 3 + own]
    assert rows(paper)[1] == ["", "", "", "ข", "สอง", "-"]


def test_the_heads_are_repeated_on_each_page_and_short_rows_stay_whole():
    paper = read(report(group(line("ก")), group(line("ข", result="ค\n" * 40 + "ง"))))

    marks = [
        [etree.QName(mark).localname for mark in row.trPr] for row in paper.tables[0]._tbl.tr_lst
    ]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"], []]


def test_the_page_is_a4_landscape_with_thai_numbers_in_the_official_font():
    paper = read(SMALL)

    (section,) = paper.sections
    looks = {etree.QName(one).localname: dict(one.attrib) for one in section._sectPr}
    fonts = paper.styles.element.find(f".//{qn('w:rFonts')}")
    sizes = [
        paper.styles.element.find(f".//{qn(name)}").get(qn("w:val")) for name in ("w:sz", "w:szCs")
    ]
    language = paper.styles.element.find(f".//{qn('w:lang')}")
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((297, 210), abs=0.1)
    assert looks["pgSz"][qn("w:orient")] == "landscape"
    assert looks["pgNumType"] == {qn("w:fmt"): "thaiNumbers"}
    assert {etree.QName(name).localname for name in fonts.attrib} == {
        "ascii",
        "hAnsi",
        "eastAsia",
        "cs",
    }
    assert set(fonts.attrib.values()) == {"TH SarabunPSK"}
    assert sizes == ["32", "32"]
    assert language.get(qn("w:bidi")) == "th-TH"


def test_a_round_may_ask_for_one_step_more():
    paper = read(report(group(line("ก")), text_size="large"))

    assert paper.styles.element.find(f".//{qn('w:szCs')}").get(qn("w:val")) == "36"


def test_later_pages_are_numbered_and_a_draft_says_so_on_each():
    paper = read(SMALL, draft_at=SENT)

    (section,) = paper.sections
    assert section.different_first_page_header_footer
    assert section.header.paragraphs[0].text == "\t- ๒ -\tร่าง ๑ เมษายน ๒๕๖๗ ๑๔:๐๒ น."
    assert section.first_page_header.paragraphs[0].text == "\t\tร่าง ๑ เมษายน ๒๕๖๗ ๑๔:๐๒ น."
    assert section.footer.paragraphs[0].text == ""
    assert paper.core_properties.title == "ร่าง รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗ จังหวัดลำพูน"


def test_a_frozen_version_bears_its_reference_and_is_no_draft():
    paper = read(SMALL, imprint=IMPRINT)

    (section,) = paper.sections
    mark = "เลขอ้างอิง 2567-6-51-02 · ฉบับที่ส่ง ครั้งที่ ๒"
    assert [foot.paragraphs[0].text for foot in (section.footer, section.first_page_footer)] == [
        mark
    ] * 2
    assert section.header.paragraphs[0].text == "\t- ๒ -"


def test_below_the_table_stand_footnote_contact_signature_and_address():
    address = "https://ita.example.go.th/reports/2567/6/lamphun/"

    paper = read(
        report(
            group(line("ก")),
            footnote="ข้อมูล ณ 31 มีนาคม",
            contact="กลุ่มงานบริหารทรัพยากรบุคคล\nโทร. 0 2000 0000",
            signer=Signer(
                "นายสมชาย ตัวอย่าง",
                "ผู้อำนวยการกลุ่มงาน",
                "รักษาราชการแทน",
                "หัวหน้าสำนักงานจังหวัดลำพูน",
            ),
            address=address,
        )
    )

    assert [paragraph.text for paragraph in paper.paragraphs[1:]] == [
        "หมายเหตุ : ข้อมูล ณ ๓๑ มีนาคม",
        "จัดทำโดย",
        "กลุ่มงานบริหารทรัพยากรบุคคล",
        "โทร. ๐ ๒๐๐๐ ๐๐๐๐",
        f"ลงชื่อ{writer.SIGNATURE_LINE}",
        "(นายสมชาย ตัวอย่าง)",
        "ผู้อำนวยการกลุ่มงาน",
        "รักษาราชการแทนหัวหน้าสำนักงานจังหวัดลำพูน",
        f"  อ่านรายงานฉบับเผยแพร่ได้ที่ {address}",
    ]
    (drawing,) = paper.inline_shapes
    assert (drawing.width.mm, drawing.height.mm) == (18, 18)
    assert drawing._inline.docPr.get("descr") == f"คิวอาร์โค้ดไปยัง {address}"


# Links


def test_addresses_are_links_and_nothing_else_leads_out():
    typed = "www.abc.go.th/1 https://x.go.th/a?b=1&c=2 a@b.go.th"

    content = writer.render(report(group(line("ก", result=typed))))

    rels = part(content, "word/_rels/document.xml.rels")
    outside = {
        rel.get("Target"): rel.get("Type") for rel in rels if rel.get("TargetMode") == "External"
    }
    kinds = {kind.rpartition("/")[2] for kind in outside.values()}
    assert list(outside) == [
        "https://www.abc.go.th/1",
        "https://x.go.th/a?b=1&c=2",
        "mailto:a@b.go.th",
    ]
    assert kinds == {"hyperlink"}
    assert b"External" not in zipfile.ZipFile(io.BytesIO(content)).read("_rels/.rels")


@pytest.mark.parametrize(
    "typed",
    [
        "ftp://x.go.th/a",
        "https://x.go.th/é",
        "https://x.go.th/{a}",
        "https://x.go.th/" + "Q7" * 1500,
    ],
)
def test_an_address_that_word_might_not_take_stays_words(typed):
    paper = read(report(group(line("ก", result=typed))))

    assert rows(paper)[0][4] == typed
    assert paper.element.body.findall(f".//{qn('w:hyperlink')}") == []


# What programs know it by


def test_rows_bear_their_identities_where_word_does_not_show_them():
    two = group(line("ก", key=41), line("ข", key=7), line("ค"))

    paper = read(report(two, group(line("ง", key=7))))

    marks = paper.element.body.findall(f".//{qn('w:bookmarkStart')}")
    places = [mark.getparent().getparent().getparent() for mark in marks]
    ends = paper.element.body.findall(f".//{qn('w:bookmarkEnd')}")
    assert [mark.get(qn("w:name")) for mark in marks] == ["_ita_line_41", "_ita_line_7"]
    assert [words(row.tc_lst[3]) for row in places] == ["ก", "ข"]
    assert [mark.get(qn("w:id")) for mark in marks] == [mark.get(qn("w:id")) for mark in ends]


def facts(content: bytes) -> dict[str, str]:
    return {one.get("name"): one[0].text for one in part(content, "docProps/custom.xml")}


def test_the_file_says_which_report_it_is():
    of = {"ita_province": "lamphun", "ita_fiscal_year": "2567", "ita_months": "6"}
    version = {"ita_reference": "2567-6-51-02", "ita_sha256": digest(IMPRINT.source)}
    core = read(SMALL, imprint=IMPRINT).core_properties

    of |= {f"ita_ties_{n}": part for n, part in enumerate(wrap(ties.packed(SMALL), 240), start=1)}

    assert facts(writer.render(SMALL, draft_at=SENT)) == of
    assert facts(writer.render(SMALL, imprint=IMPRINT)) == of | version
    assert (core.subject, core.author) == ("รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗", "สำนักงานจังหวัดลำพูน")
    assert (core.identifier, core.created) == ("2567-6-51-02", SENT)


def test_there_is_no_macro_and_nothing_of_another_program():
    assert names(writer.render(SMALL)) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/settings.xml",
        "word/styles.xml",
    ]


# The file


def test_the_same_report_gives_the_same_bytes_in_any_process():
    script = (
        "import django, hashlib, sys; django.setup()\n"
        "from reports.document import from_json\n"
        "from reports.writers import docx\n"
        "print(hashlib.sha256(docx.render(from_json(sys.stdin.read()))).hexdigest())\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", script],
        input=canonical_json(SMALL),
        env={**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert other.stdout.strip() == hashlib.sha256(writer.render(SMALL)).hexdigest()


def test_a_draft_of_another_moment_is_another_file():
    assert writer.render(SMALL, draft_at=SENT) != writer.render(SMALL)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(REPORTS)
def test_whatever_old_text_holds_there_is_a_file_in_the_order_of_the_standard(any_report):
    content = writer.render(any_report, draft_at=SENT)

    docx.Document(io.BytesIO(content))
    assert out_of_order(part(content, "word/document.xml")) == []


def test_a_character_that_xml_cannot_hold_is_shown_as_one():
    (cells,) = rows(read(report(group(line("ก\x00ข", result="ค\ud800ง\x0bจ")))))

    assert cells[3:5] == ["ก\ufffdข", "ค\ufffdง\nจ"]


# The children of properties in the order of ISO/IEC 29500-1, annex A.
STANDARD = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
    " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr"
    " sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
    " vAlign hideMark",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid printerSettings sectPrChange",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
}


def out_of_order(root: etree._Element) -> list[str]:
    wrong = []
    for name, order in STANDARD.items():
        wanted = order.split()
        for element in root.iter(qn(f"w:{name}")):
            found = [wanted.index(etree.QName(child).localname) for child in element]
            # Header and footer references may stand in any order among themselves.
            places = [0 if name == "sectPr" and place < 2 else place for place in found]
            wrong += [name] if places != sorted(places) else []
    return wrong
