"""Pages and clipboards: what Word, Excel, LibreOffice, Google, browsers and this portal make of a table."""

import pytest

from reports.document import Item, Line
from reports.readers import grid, html, notes
from reports.readers.paper import Cell, NotReadable, Words
from reports.writers import html as writer
from tests.reports import documents
from tests.reports.readers import shown

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>
<!--
 p.MsoNormal {margin:0cm; font-size:16.0pt; font-family:"TH SarabunPSK";}
-->
</style>
</head>
<body lang=EN-US style='tab-interval:36.0pt'>
<!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b><span lang=TH
style='font-family:"TH SarabunPSK",sans-serif'>รายงานผลการดำเนินการ<o:p></o:p></span></b></p>
<p class=MsoNormal><span lang=TH>จังหวัดลำพูน</span><o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0
 style='border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt'>
 <thead><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=47 valign=top style='width:35.45pt;border:solid windowtext 1.0pt'>
  <p class=MsoNormal align=center><b><span lang=TH>ที่</span><o:p></o:p></b></p>
  </td>
  <td width=170 colspan=2 valign=top>
  <p class=MsoNormal><b><span lang=TH>ช่วงระยะเวลา<br>
  (จังหวัด)<o:p></o:p></span></b></p>
  </td>
 </tr></thead>
 <tr style='mso-yfti-irow:1'>
  <td width=47 rowspan=2 valign=top><p class=MsoNormal><span lang=TH>๑<o:p></o:p></span></p></td>
  <td valign=top>
  <p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;text-indent:-18.0pt;
  mso-list:l0 level1 lfo1'><![if !supportLists]><span
  lang=TH style='mso-fareast-font-family:"TH SarabunPSK"'><span style='mso-list:
  Ignore'>๑)<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span
  lang=TH>แจ้งเวียน<o:p></o:p></span></p>
  <p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
  style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
  style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><a
  href="https://itas.nacc.go.th/go/iit/0vsux0"><span lang=TH>ตอบแบบ</span></a><o:p></o:p></p>
  <p class=MsoNormal><o:p>&nbsp;</o:p></p>
  <p class=MsoNormal><span lang=TH>ภายใน<span style='mso-spacerun:yes'>&nbsp; </span>กำหนด</span></p>
  </td>
  <td valign=top><p class=MsoNormal><a style='mso-comment-reference:K_1'>อยู่ระหว่าง</a><span
  class=MsoCommentReference><a class=msocomanchor id="_anchor_1"
  href="#_msocom_1">[K1]</a></span><o:p></o:p></p></td>
 </tr>
 <tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'>
  <td valign=top><p class=MsoNormal><del cite="mailto:K"><span lang=TH>เดิม</span></del><ins
  cite="mailto:K">ใหม่</ins><o:p></o:p></p></td>
  <td valign=top><p class=MsoNormal>-<o:p></o:p></p></td>
 </tr>
</table>
<p class=MsoNormal><span style='display:none;mso-hide:all'>ลับ</span>หมายเหตุ : ก<o:p></o:p></p>
<!--EndFragment-->
<div style='mso-element:comment-list'><p>ถาม</p></div>
</body>
</html>"""


def test_the_clipboard_of_word():
    paper = html.read(WORD)

    assert paper.format == "html"
    assert shown.blocks(paper) == [
        "รายงานผลการดำเนินการ\nจังหวัดลำพูน",
        [
            ("ที่", ("ช่วงระยะเวลา\n(จังหวัด)", 1, 2), None),
            (
                ("๑", 2, 1),
                "๑) แจ้งเวียน\n• ตอบแบบ (https://itas.nacc.go.th/go/iit/0vsux0)\n\nภายใน  กำหนด",
                "อยู่ระหว่าง",
            ),
            (None, "ใหม่", "-"),
        ],
        "หมายเหตุ : ก",
    ]
    assert paper.notes == (
        notes.note(notes.COMMENTS, ["[K1]", "ถาม"]),
        notes.note(notes.DELETED, ["เดิม"]),
        notes.note(notes.HIDDEN, ["ลับ"]),
    )


EXCEL = """Version:1.0
StartHTML:0000000185
EndHTML:0000002000
StartFragment:0000001000
EndFragment:0000001900
SourceURL:file:///D:/report.xlsx
<html xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table {mso-displayed-decimal-separator:"\\.";}
br {mso-data-placement:same-cell;}
.xl65 {mso-number-format:"\\@"; white-space:normal;}
-->
</style>
</head>
<body link="#0563C1">
<table border=0 cellpadding=0 cellspacing=0 width=300 style='border-collapse:collapse'>
<!--StartFragment-->
 <col width=70 span=3 style='width:53pt'>
 <tr height=24 style='height:18.0pt'>
  <td colspan=3 height=24 class=xl65 width=210 style='width:159pt'>รายงาน</td>
 </tr>
 <tr height=24>
  <td class=xl65>ที่</td>
  <td class=xl65>ขั้นตอน</td>
  <td class=xl65>ผล</td>
 </tr>
 <tr height=48>
  <td height=48 class=xl65 align=right>1</td>
  <td class=xl65 width=70>ก<br>
    ข</td>
  <td class=xl66 x:str><a href="https://u.go.th/">https://u.go.th/</a></td>
 </tr>
<!--EndFragment-->
 <![if supportMisalignedColumns]>
 <tr height=0 style='display:none'>
  <td width=70 style='width:53pt'></td><td></td><td></td>
 </tr>
 <![endif]>
</table>
</body>
</html>"""


def test_the_clipboard_of_excel():
    paper = html.read(EXCEL)

    assert shown.blocks(paper) == [
        [
            (("รายงาน", 1, 3), None, None),
            ("ที่", "ขั้นตอน", "ผล"),
            ("1", "ก\nข", "https://u.go.th/"),
        ]
    ]
    assert paper.notes == ()


WRITER = """<!DOCTYPE html>
<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title>รายงาน</title><style type="text/css">p { line-height: 115% }</style></head>
<body lang="th-TH" dir="ltr"><div title="header"><p>- ๒ -</p></div>
<p align="center" class="western"><font face="TH SarabunPSK"><font size="4"><span lang="th-TH"><b>รายงาน<br/>
จังหวัดลำพูน</b></span></font></font></p>
<table width="100%" cellpadding="7" cellspacing="0"><col width="26*"/><col width="102*"/>
<thead><tr valign="top"><th width="10%"><p>ที่</p></th><th width="40%"><p>ผล</p></th><th><p>สถานะ</p></th></tr></thead>
<tbody><tr><td><p>๑</p></td>
<td><ol start="2" type="a"><li><p>ก</p></li><li><p>ข</p></li></ol><p><br/></p><p>ค</p></td><td><p><br/>
</p></td></tr></tbody></table><p><br/><br/></p></body></html>"""


def test_a_page_of_libreoffice():
    paper = html.read(WRITER)

    assert shown.blocks(paper) == [
        "รายงาน\nจังหวัดลำพูน",
        [("ที่", "ผล", "สถานะ"), ("๑", "b. ก\nc. ข\n\nค", "")],
    ]
    assert paper.notes == (notes.note(notes.MARGINS, ["- ๒ -"]),)


GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-ff31a234">'
    '<div dir="ltr" align="left"><table style="border:none;border-collapse:collapse;"><colgroup>'
    '<col width="185" /><col width="439" /></colgroup><tbody><tr style="height:0pt">'
    '<td style="border:solid #000000 1pt;"><p dir="ltr"><span style="white-space:pre-wrap;">๑</span></p></td>'
    '<td><ol style="margin-top:0;"><li dir="ltr" style="list-style-type:decimal;white-space:pre;">'
    '<p dir="ltr" role="presentation"><span>ก</span></p></li><ul><li style="list-style-type:circle;">'
    "<p><span>ข</span></p></li></ul></ol></td><td><p><span>ค</span></p></td></tr></tbody></table></div><br /></b>"
)


def test_the_clipboard_of_google():
    assert shown.blocks(html.read(GOOGLE)) == [[("๑", "1. ก\n- ข", "ค")]]


def test_a_page_that_is_laid_out_by_a_table_gives_the_one_within():
    page = (
        "<html><body><table><tr><td>เมนู<td><p>รายงาน</p><table><tr><th>ที่<th>ก<th>ข<tr><td>๑<td>ค<td>ง"
        "</table>ท้าย</table></body></html>"
    )

    assert shown.blocks(html.read(page)) == [
        "เมนู\nรายงาน",
        [("ที่", "ก", "ข"), ("๑", "ค", "ง")],
        "ท้าย",
    ]


def test_a_table_within_a_cell_is_lines_of_it():
    page = "<html><table><tr><td>ก<td>ข<td>ดังนี้<table><tr><td>๑<td>ค<tr><td>๒<td>ง</table>จบ<tr><td>จ</table>"

    assert shown.blocks(html.read(page)) == [[("ก", "ข", "ดังนี้\n๑ ค\n๒ ง\nจบ"), ("จ", "", "")]]


def test_raw_is_what_stands_between_the_tags():
    (table,) = html.read("<html><table><tr><td><b>ก</b>&amp;<td>ข</td></table>").blocks

    assert table.rows == ((Cell("ก&", "<b>ก</b>&amp;"), Cell("ข")),)


def test_a_page_of_words_alone():
    assert html.read("<html><h1>ก</h1>ข<hr>ค</html>").blocks == (Words("ก\nข\nค"),)


def test_what_is_read_without_how_it_looks_is_told():
    paper = html.read("<html><body><p>10<sup>2</sup> <s>ขีดฆ่า</s></p></body></html>")

    assert paper.blocks == (Words("102 ขีดฆ่า"),)
    assert set(paper.notes) == {notes.note(notes.RAISED), notes.note(notes.STRUCK)}


def test_what_is_hidden_and_never_ends_hides_nothing():
    page = "<html><span style='display: none'>ก<table><tr><td>ข</table>"

    assert shown.blocks(html.read(page)) == ["ก", [("ข",)]]


def test_a_report_of_this_portal():
    row = Line(
        (Item("ลงทะเบียน", "-"), Item("อนุมัติ", "-")),
        result="แจ้งแล้ว\nที่ https://u.go.th/x ครับ\n\n๑) ก\n๒) ข\nค",
        status="done",
    )
    report = documents.report(
        documents.group(row, documents.line("เก็บ"), official=documents.JANUARY),
        footnote="ก",
        contact="ข\nค",
    )

    assert shown.blocks(html.read(writer.render_page(report))) == [
        "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗\nจังหวัดลำพูน",
        [
            documents.HEADINGS,
            (
                "๑",
                "๑ - ๓๑ มกราคม ๒๕๖๗",
                "-",
                "- ลงทะเบียน\n- อนุมัติ",
                "แจ้งแล้ว\nที่ https://u.go.th/x ครับ\n๑) ก\n๒) ข\nค",
                "ดำเนินการแล้ว",
            ),
            ("", "", "", "เก็บ", "-", "-"),
        ],
        "หมายเหตุ : ก\nจัดทำโดย\nข\nค",
    ]


@pytest.mark.parametrize("depth", [7, 9, 100_000])
def test_tables_within_tables_without_bound_are_read(depth):
    page = "<html>" + "<table><tr><td>ก<div>" * depth + "ข"

    (table,) = html.read(page).blocks

    assert shown.rows(table) == [("\n".join(["ก"] * depth + ["ข"]),)]


def test_elements_within_elements_without_bound_are_read():
    page = "<html>" + "<div><ul><li><b>" * 100_000 + "ก"

    assert html.read(page).blocks == (Words("- ก"),)


@pytest.mark.parametrize("page", ["<html><table>" + "<tr><td>ก" * (grid.ROWS + 1)])
def test_a_table_larger_than_any_report_is_refused(page):
    with pytest.raises(NotReadable) as refused:
        html.read(page)

    assert refused.value.message == grid.TOO_LARGE


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        (WORD, True),
        (EXCEL, True),
        (WRITER, True),
        (GOOGLE, True),
        ("<!-- x -->\n<!DOCTYPE html><p>ก", True),
        ("<table><tr><td>ก</table>\n\nข", False),
        ("รายงาน\n<table>", False),
        ("Version: 1\nก\tข", False),
    ],
)
def test_html_as_a_whole_is_told_from_text_with_mark_up(text, is_html):
    assert html.is_html(text) is is_html
