"""Mark-up in a cell becomes the lines that a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.readers.flow import lines_of


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>ก</p> <p>ข</p>", "ก\nข"),
        ('<ul style="list-style-type: none"> - ก - ข ', "- ก - ข"),
        ("ก<br>ข<br/>ค", "ก\nข\nค"),
        ("ก<br><br>ข", "ก\n\nข"),
        ("<p>ก<br></p><p>ข</p>", "ก\nข"),
        ("<u>อยู่ระหว่าง</u> ดำเนินการ", "อยู่ระหว่าง ดำเนินการ"),
        ("<ul><li>ก</li><li>ข</li></ul>", "- ก\n- ข"),
        ("<ul><li>๑) ก<li>- ข<li>ค</ul>", "๑) ก\n- ข\n- ค"),
        ('<ul style="list-style: none"><li>ก<li>ข</ul>', "ก\nข"),
        ('<ul><li style="list-style-type:none">ก<li>ข</ul>', "ก\n- ข"),
        ("<ol start=3><li>ก<li>ข</ol>ค", "3. ก\n4. ข\nค"),
        ('<ol type="a"><li>ก<li value="5">ข<li>ค</ol>', "a. ก\ne. ข\nf. ค"),
        ('<ol style="list-style-type: thai"><li>ก<li>ข</ol>', "๑. ก\n๒. ข"),
        ("<ol><li>ก<ul><li>ข</ul><li>ค</ol>", "1. ก\n- ข\n2. ค"),
        ("<ol><li><p>ก</p><p>ข</p><li>ค</ol>", "1. ก\nข\n2. ค"),
        ("<li>ก<li>ข", "ก\nข"),
        ('<a href="https://u.go.th">https://u.go.th</a>', "https://u.go.th"),
        ('ดู<a href="https://u.go.th/x">ที่นี่</a>ครับ', "ดูที่นี่ (https://u.go.th/x)ครับ"),
        ('<a href="https://u.go.th">ก<br>ข</a> ค', "ก\nข (https://u.go.th) ค"),
        ("<page_number>3</page_number>ก", "3\nก"),
        ("<table><tr><td>ก<td>ข<tr><td>ค</table>ง", "ก ข\nค\nง"),
        ("&nbsp;", ""),
        ("ก&nbsp;ข", "ก ข"),
        ("ก  ข", "ก  ข"),
        ("ก <b> ข</b>", "ก ข"),
        ("ก\nข\n\nค", "ก\nข\n\nค"),
        ("  ก \n\n", "ก"),
        ("1 < 2 > 0 <ไม่มี>", "1 < 2 > 0 <ไม่มี>"),
    ],
)
def test_lines_of_a_cell(source, lines):
    assert lines_of(source) == lines


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>ก\n   ข</p>\n\n<p>&nbsp;</p>\n<p>ค</p>", "ก ข\n\nค"),
        ("<p>ก</p><p></p><p> </p><p>ข</p>", "ก\nข"),
        ("<p>ก</p><p><br></p><p>ข</p>", "ก\n\nข"),
        ("<div>ก<div>ข</div>ค</div>", "ก\nข\nค"),
        ("<p>๑ มกราคม\n๒๕๖๗</p>", "๑ มกราคม ๒๕๖๗"),
        # Word: the label of an item stands before it, in a part that lists do without.
        (
            "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span\n"
            "lang=TH><span style='mso-list:Ignore'>๑)<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;\n"
            "</span></span></span><![endif]><span lang=TH>ก<o:p></o:p></span></p>"
            "<p><!--[if !supportLists]--><span style='font-family:Symbol'><span style='mso-list:\nIgnore'>·"
            "<span>&nbsp; </span></span></span><!--[endif]-->ข</p>",
            "๑) ก\n• ข",
        ),
    ],
)
def test_lines_of_a_page(source, lines):
    assert lines_of(source, names=None) == lines


def test_a_line_drawn_by_word_is_a_mark_and_a_picture_is_not():
    arrow = '<img width=40 v:shapes="Straight_x0020_Arrow_x0020_Connector_x0020_1">'

    assert lines_of(f'{arrow} <img alt="ตราจังหวัด">', names=None) == "↔"


@given(st.text(st.characters(exclude_characters="<&", exclude_categories=("Cc", "Cs"))))
def test_text_without_mark_up_stays_as_it_is(text):
    assert lines_of(text) == text.strip()
