"""The body of a report: rows, windows, typed text, what is printed below the table, escaping."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from ita_portal.thai import Window
from reports import ties
from reports.document import Imprint, Item, Line, Signer, canonical_json
from reports.writers import html, qr
from tests.reports.documents import HEADINGS, JANUARY, REPORTS, group, line, report

DECEMBER = Window(date(2022, 12, 1), date(2022, 12, 31), "month", "เดือนธันวาคม ๒๕๖๕")

SMALL = report(
    group(
        Line(
            (Item("การลงทะเบียน ITAS", "-"), Item("การระบุข้อมูล (IIT)", "-"), Item("ขั้นตอนอื่น")),
            result="ลงทะเบียน 2 ครั้ง\n\n1. แจ้งเวียน\nดู https://x.go.th/a?b=1&c=2\n2. ประชุม",
            status="done",
        ),
        Line((), result=" - ", status="in_progress"),
        official=JANUARY,
        provincial=Window.unread("ต้นปี 2567"),
    ),
    group(line("ประกาศผล", result="มี O43 ข้อ <b>", status_text="เสร็จ 100%"), official=DECEMBER),
    footnote="อ้างอิงปฏิทินปี 2567",
    contact="โทร. 0 4351 1353\ne-mail: hr101958@gmail.com",
)


def shown(document) -> str:
    """The rendered body without the template's line ends and indents, and what a telephone puts before cells."""
    return re.sub(
        r'\n\s*|(?<=<td) data-heading="[^"]*"|(?<=") data-heading="[^"]*"',
        "",
        html.render_body(document),
    )


def rows(document) -> list[str]:
    return re.findall(r"<tr id=.*?</tr>", shown(document))


def cells(document, row: int = 0) -> list[str]:
    return re.findall(r"<td[^>]*>(.*?)</td>", rows(document)[row])


def test_the_whole_body_of_a_small_report():
    assert shown(SMALL) == (
        f'<article class="report" data-ties="{ties.packed(SMALL)}">'
        '<h2 class="report-title" id="report-title">'
        "รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗<br>จังหวัดลำพูน</h2>"
        '<div class="report-frame" role="region" aria-labelledby="report-title" tabindex="0">'
        '<table class="report-table" aria-labelledby="report-title">'
        "<thead><tr>"
        '<th scope="col">ที่</th>'
        '<th scope="col">ช่วงระยะเวลา <span class="together">(สำนักงาน ป.ป.ช.)</span></th>'
        '<th scope="col">ช่วงระยะเวลา <span class="together">(จังหวัด)</span></th>'
        '<th scope="col">ขั้นตอน</th>'
        '<th scope="col">ผลการดำเนินการ</th>'
        '<th scope="col">หมายเหตุ <span class="together">(อยู่ระหว่างดำเนินการ/</span>'
        '<span class="together">ดำเนินการแล้ว)</span></th>'
        "</tr></thead>"
        "<tbody>"
        '<tr id="row-1-0" class="continues whole">'
        '<td class="number">๑</td>'
        '<td><span class="together">๑ - ๓๑ มกราคม</span> ๒๕๖๗</td>'
        "<td>ต้นปี ๒๕๖๗</td>"
        '<td><ul class="typed-list narrow">'
        '<li><span class="label">- </span>การลงทะเบียน ITAS</li>'
        '<li><span class="label">- </span>การระบุข้อมูล (IIT)</li></ul>'
        "<p>ขั้นตอนอื่น</p></td>"
        "<td><p>ลงทะเบียน ๒ ครั้ง</p>"
        '<ul class="typed-list medium"><li><span class="label">๑. </span>แจ้งเวียน<br>'
        'ดู <a href="https://x.go.th/a?b=1&amp;c=2" rel="noopener nofollow">'
        "https://x.go.th/a?b=1&amp;c=2</a></li>"
        '<li><span class="label">๒. </span>ประชุม</li></ul></td>'
        '<td class="status">ดำเนินการแล้ว</td>'
        "</tr>"
        '<tr id="row-1-1" class="continued whole">'
        '<td class="number"></td><td></td><td></td><td>-</td><td>-</td>'
        '<td class="status">อยู่ระหว่างดำเนินการ</td>'
        "</tr>"
        '<tr id="row-2-0" class="whole">'
        '<td class="number">๒</td><td>เดือนธันวาคม ๒๕๖๕</td><td>-</td>'
        "<td><p>ประกาศผล</p></td><td><p>มี O43 ข้อ &lt;b&gt;</p></td>"
        '<td class="status">เสร็จ ๑๐๐%</td>'
        "</tr>"
        "</tbody></table></div>"
        '<div class="report-footnote"><p>หมายเหตุ : อ้างอิงปฏิทินปี ๒๕๖๗</p></div>'
        '<div class="report-contact"><p>จัดทำโดย<br>โทร. ๐ ๔๓๕๑ ๑๓๕๓<br>'
        'e-mail: <a href="mailto:hr101958@gmail.com" rel="noopener nofollow">hr101958@gmail.com</a>'
        "</p></div></article>"
    )


def test_words_stay_apart_where_only_the_text_is_read():
    body = html.render_body(SMALL)

    words = re.sub(r"<[^>]+>", "", body).split()

    assert "๒๕๖๗" in words
    assert "จังหวัดลำพูน" in words
    assert "จัดทำโดย" in words


def test_a_report_prints_its_numbers_in_its_own_style():
    assert cells(replace(SMALL, number_style="๑."))[0] == "๑."


def test_a_row_of_nothing_prints_a_dash_in_each_cell():
    assert cells(report(group(Line(())))) == ["๑", "-", "-", "-", "-", "-"]


@pytest.mark.parametrize("result", ["", " \n", "-", "–"])
def test_an_empty_result_or_a_lone_dash_prints_a_dash(result):
    assert cells(report(group(line("ก", result=result))))[4] == "-"


def test_a_status_not_due_prints_the_dash_of_the_round():
    assert cells(report(group(line("ก", status="not_due"))))[5] == "-"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (
            date(2024, 1, 1),
            date(2024, 7, 1),
            '<span class="together">๑ มกราคม</span> <span class="together">- ๑ กรกฎาคม</span> ๒๕๖๗',
        ),
        (
            date(2022, 12, 15),
            date(2023, 1, 31),
            '<span class="together">๑๕ ธันวาคม</span> ๒๕๖๕ '
            '<span class="together">- ๓๑ มกราคม</span> ๒๕๖๖',
        ),
        (None, date(2024, 4, 30), 'ภายในวันที่ <span class="together">๓๐ เมษายน</span> ๒๕๖๗'),
    ],
)
def test_a_line_never_breaks_between_a_day_and_its_month(start, end, written):
    window = Window(start, end, "day", "ตามที่พิมพ์")

    assert cells(report(group(line("ก"), official=window)))[1] == written


def test_labels_are_never_renumbered():
    typed = "๓) สาม\n๕) ห้า\n1.IIT"

    assert cells(report(group(line("ก", result=typed))))[4] == (
        '<ul class="typed-list medium"><li><span class="label">๓) </span>สาม</li>'
        '<li><span class="label">๕) </span>ห้า</li>'
        '<li><span class="label">๑. </span>IIT</li></ul>'
    )


@pytest.mark.parametrize("typed", ["หมายเหตุ : ตามปฏิทิน", "หมายเหตุ: ตามปฏิทิน"])
def test_a_footnote_typed_with_its_heading_is_not_headed_twice(typed):
    assert f'<div class="report-footnote"><p>{typed}</p></div>' in shown(report(footnote=typed))


def test_a_contact_block_typed_with_its_heading_is_not_headed_twice():
    assert shown(report(contact="จัดทำโดย\nกลุ่มงาน")).count("จัดทำโดย") == 1


@pytest.mark.parametrize("typed", ["", "  \n", "-"])
def test_an_empty_footnote_and_contact_block_print_nothing(typed):
    assert shown(report(footnote=typed, contact=typed)).endswith("</table></div></article>")


@pytest.mark.parametrize(
    ("capacity", "printed"),
    [
        ([], "หัวหน้าสำนักงานจังหวัดลำพูน"),
        (["รักษาราชการแทน"], "รักษาราชการแทน<br>หัวหน้าสำนักงานจังหวัดลำพูน"),
        (
            ["ปฏิบัติราชการแทน", "ผู้ว่าราชการจังหวัดลำพูน"],
            "หัวหน้าสำนักงานจังหวัดลำพูน<br>ปฏิบัติราชการแทนผู้ว่าราชการจังหวัดลำพูน",
        ),
    ],
)
def test_the_signature_block_names_who_certified(capacity, printed):
    signer = Signer("นางสาวตัวอย่าง", "หัวหน้าสำนักงานจังหวัดลำพูน", *capacity)

    assert shown(report(signer=signer)).endswith(
        '<div class="report-signature"><p>ลงชื่อ<span class="signature-line"></span></p>'
        f"<p>(นางสาวตัวอย่าง)</p><p>{printed}</p></div></article>"
    )


def test_the_qr_code_stands_below_everything_with_its_address_in_words():
    address = "https://ita.example.go.th/reports/2567/6/lamphun/"

    assert shown(report(contact="กลุ่มงาน", address=address)).endswith(
        f'</div><div class="report-qr">{qr.svg(address)}<p>อ่านรายงานฉบับเผยแพร่ได้ที่<br>'
        f'<a href="{address}" rel="noopener nofollow">{address}</a></p></div></article>'
    )


@pytest.mark.parametrize(("size", "css_class"), [("normal", "report"), ("large", "report large")])
def test_the_size_of_the_text_is_a_class_of_the_body(size, css_class):
    assert shown(report(text_size=size)).startswith(f'<article class="{css_class}">')


HOSTILE = "<script>alert(1)</script>\"'&"


def test_everything_typed_is_escaped():
    hostile = report(
        group(
            Line((Item(HOSTILE, HOSTILE), Item(HOSTILE)), result=HOSTILE, status_text=HOSTILE),
            official=Window.unread(HOSTILE),
        ),
        title=HOSTILE,
        headings=(HOSTILE,) * 6,
        footnote=HOSTILE,
        contact=f'https://x.go.th/"onmouseover="alert(1) {HOSTILE}',
        signer=Signer(HOSTILE, HOSTILE, HOSTILE),
        address=HOSTILE,
    )

    body = html.render_body(hostile)

    assert "<script" not in body
    assert '"onmouseover' not in body
    assert body.count("&lt;script&gt;") == 26


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(REPORTS)
def test_any_report_has_a_body_with_a_row_for_each_line(any_report):
    body = html.render_body(any_report)

    assert body.count('<tr id="row-') == len(list(any_report.lines()))


def test_typed_text_of_one_cell_is_rendered_alone():
    assert html.render_typed("หนังสือที่ 127/2566") == "<p>หนังสือที่ ๑๒๗/๒๕๖๖</p>"


def test_a_long_row_may_be_split_between_pages_and_a_short_one_not():
    long = report(group(line("ก", result="ก" * 5000)), group(line("ก")))

    assert [row.partition(">")[0] for row in rows(long)] == [
        '<tr id="row-1-0" class=""',
        '<tr id="row-2-0" class="whole"',
    ]


def test_a_paper_to_be_signed_says_so_on_each_page_and_has_room_for_a_hand():
    made = report(signer=Signer("", "หัวหน้าสำนักงานจังหวัดลำพูน"))
    at = datetime(2024, 4, 10, 2, 30, tzinfo=UTC)
    imprint = Imprint("2567-6-51-02", 2, at, canonical_json(made), to_sign=7)

    page = html.render_page(made, imprint=imprint)

    assert '@page { @top-right { content: "ฉบับเสนอลงนาม" } }' in page
    foot = "ฉบับเสนอลงนาม · เลขอ้างอิง 2567-6-51-02 · ข้อความรุ่นที่ ๗ พิมพ์เมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น."
    assert f'@page {{ @bottom-left {{ content: "{foot}" }} }}' in page
    assert html.ROOM_TO_SIGN in page
    assert f"<p>({'.' * 60})</p>" in page


def test_the_address_that_confirms_a_version_stands_at_its_foot():
    made = report()
    at = datetime(2024, 4, 10, 2, 30, tzinfo=UTC)
    address = "https://ita.example.go.th/verify/2567-6-51-02/"
    imprint = Imprint("2567-6-51-02", 2, at, canonical_json(made), address)

    said = f"เลขอ้างอิง 2567-6-51-02 · ฉบับที่ส่ง ครั้งที่ ๒ · ตรวจสอบที่ {address}"
    assert f'content: "{said}"' in html.render_page(made, imprint=imprint)


def test_on_a_telephone_each_cell_stands_after_its_heading():
    body = html.render_body(report(group(line("ก"))))

    labels = [" ".join(heading.split()) for heading in HEADINGS]
    assert re.findall(r'<td[^>]* data-heading="([^"]*)"', body) == labels
    assert "data-heading" not in html.render_page(report(group(line("ก"))))
