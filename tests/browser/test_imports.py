"""A paper becomes a report: handed in, a wrong match corrected, confirmed, handed over, sent; and pasted from Word."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from calendar_app.models import Round
from ita_portal.models import Province
from reports import content
from reports.models import Intake, Report
from reports.writers import docx
from tests import cast
from tests.browser.hands import Keyboard
from tests.seed_text import DATA, SEEDS

pytestmark = pytest.mark.browser

WAYS = {
    "mouse": {},
    "without-scripts": {"javascript": False},
    # The pages are those of the mouse: looking at them once is enough.
    "keyboard": {"hands": Keyboard(), "looks_closely": False},
}
READ = "อ่านเอกสารและตรวจดูก่อน"
# What Word puts on the clipboard beside the words.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {{font-size:16.0pt}}</style></head>
<body lang=TH><!--StartFragment-->
<p class=MsoNormal align=center><b>รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ (รอบ ๖ เดือน)<o:p></o:p></b></p>
<p class=MsoNormal align=center><b>จังหวัดลำพูน</b></p>
<table class=MsoTableGrid border=1 style='mso-border-alt:solid windowtext .5pt'>{rows}</table>
<!--EndFragment--></body></html>"""
HEADS = [
    "ที่",
    "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "ช่วงระยะเวลา (จังหวัด)",
    "ขั้นตอน",
    "ผลการดำเนินการ",
    "หมายเหตุ",
]
ROWS = [
    [
        "๑",
        "๑ - ๓๑ มกราคม ๒๕๖๗",
        "๒๓ มกราคม ๒๕๖๗",
        "การลงทะเบียนเข้าสู่ระบบ ITAS",
        "ลงทะเบียนแล้ว",
        "ดำเนินการแล้ว",
    ],
    [
        "๒",
        "๑ - ๓๑ มกราคม ๒๕๖๗",
        "๒๔ มกราคม ๒๕๖๗",
        "ประชุมคณะทำงานจังหวัด",
        "ประชุม ๓ ครั้ง",
        "ดำเนินการแล้ว",
    ],
]
FILL_CLIPBOARD = """([html, text]) => document.addEventListener("copy", (event) => {
  event.preventDefault();
  event.clipboardData.setData("text/html", html);
  event.clipboardData.setData("text/plain", text);
})"""


def copy(person, html: str, text: str) -> None:
    """What another program puts on the clipboard: copied on a page that is none of the portal's."""
    other = person.context.new_page()
    other.evaluate(FILL_CLIPBOARD, [html, text])
    other.keyboard.press("Control+C")
    other.close()


def paste(person) -> None:
    person.page.locator("#text").focus()
    person.page.keyboard.press("Control+V")


def seed(number: str):
    """The file of a sample document."""
    return next(DATA.glob(f"{number}_*.txt"))


@pytest.fixture
def round_(portal):
    return Round.objects.get(fiscal_year=2567, months=6)


def hand_in(person, path) -> None:
    person.page.set_input_files("#file", str(path))
    person.press(READ)


def row(person, prefix: str):
    return person.page.locator(f"#row-{prefix}")


def unfold(person, place) -> None:
    """Opens what is folded, by the hands of the person."""
    if place.evaluate("one => !one.open"):
        person.hands.press(place.locator("summary").first)


@pytest.mark.parametrize("way", WAYS)
def test_a_paper_is_handed_in_corrected_confirmed_and_sent(way, somebody, lamphun, round_):
    clerk, head = (somebody(**WAYS[way]) for _ in range(2))

    clerk.sign_in("lamphun")
    clerk.look("home-first")
    clerk.follow(f"เริ่มจากไฟล์ Word ของท่าน {round_}")
    clerk.look("upload")
    hand_in(clerk, seed("002"))
    clerk.sees("ขอให้ตรวจ")
    clerk.look("preview")
    assert not Report.objects.exists()

    # The last row of the paper, said to answer another step than it does.
    last = row(clerk, "g8l0")
    unfold(clerk, last)
    ties = last.locator("details.ties")
    unfold(clerk, ties)
    ticked = ties.get_by_role("checkbox", checked=True)
    clerk.tick(ticked.first)
    clerk.tick(ties.get_by_label("ข้อ ๑๑", exact=False))
    clerk.press("บันทึกการแก้ไข (ยังไม่นำเข้า)")
    clerk.sees("บันทึกการแก้ไขแล้ว ยังไม่ได้นำเข้า")
    assert not Report.objects.exists()

    clerk.press("ยืนยันการนำเข้า")
    clerk.sees("นำเข้าในร่างแล้ว รายงานยังไม่ได้ส่ง")
    clerk.look("editor-after")
    report = Report.objects.get()
    draft = content.draft(report)
    assert results(draft) == results(paper("lamphun"))
    assert [step.code for step in draft.calendar_steps][10] in draft.groups[8].lines[0].items[
        0
    ].steps

    clerk.press("ตรวจทานก่อนส่ง")
    clerk.press("เสนอหัวหน้าสำนักงาน")
    head.sign_in("lamphun-head")
    head.follow(head.page.get_by_role("link", name="อ่านและรับรอง").first)
    head.press("รับรองและส่งรายงาน")
    head.sees("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง 2567-6-51-01")


def results(report) -> list[str]:
    """Of each row, white space aside."""
    return [" ".join(line.result.split()) for _, _, line in report.lines()]


def paper(slug: str):
    return next(one.report for one in SEEDS if one.report.province.slug == slug)


def test_a_table_is_pasted_from_word_as_a_table(somebody, lamphun, round_):
    clerk = somebody(signed_in=cast.clerk())
    clerk.open("report_import", round_.pk)
    cells = "".join(
        "<tr>"
        + "".join(f"<td><p class=MsoNormal>{one}<o:p></o:p></p></td>" for one in cells)
        + "</tr>"
        for cells in [HEADS, *ROWS]
    )
    plain = "\n".join("\t".join(cells) for cells in [HEADS, *ROWS])
    copy(clerk, WORD.format(rows=cells), plain)

    paste(clerk)

    clerk.sees("วางพร้อมตารางแล้ว")
    expect(clerk.page.locator("#text")).to_have_value(plain)
    assert "<table" in clerk.page.locator("#html").input_value()
    clerk.look("pasted")
    clerk.press(READ)
    clerk.sees("ตรงกัน")
    clerk.look("preview-of-paste")
    clerk.press("ยืนยันการนำเข้า")
    assert [one.lines[0].result for one in content.draft(Report.objects.get()).groups] == [
        "ลงทะเบียนแล้ว",
        "ประชุม ๓ ครั้ง",
    ]
    assert Intake.objects.get().format == "html"


def test_words_that_were_edited_after_pasting_are_what_is_read(somebody, lamphun, round_):
    clerk = somebody(signed_in=cast.clerk())
    clerk.open("report_import", round_.pk)
    copy(clerk, "<table><tr><td>ก</td></tr></table>", "ก")
    paste(clerk)
    clerk.sees("วางพร้อมตารางแล้ว")

    clerk.page.keyboard.type("ข")

    clerk.sees("แก้ไขข้อความแล้ว")
    expect(clerk.page.locator("#html")).to_have_value("")


def test_a_report_with_words_is_compared_and_the_import_undone(somebody, lamphun, round_, tmp_path):
    clerk = somebody(signed_in=cast.clerk())
    clerk.open("report_import", round_.pk)
    hand_in(clerk, seed("002"))
    clerk.press("ยืนยันการนำเข้า")
    report = Report.objects.get()
    before = content.draft(report)

    # Our own Word file, edited off-line in one row.
    edited = tmp_path / "รายงาน.docx"
    edited.write_bytes(docx.render(changed(before, 2, "แก้ไขนอกระบบแล้ว")))
    clerk.open("report_import", round_.pk)
    hand_in(clerk, edited)
    clerk.sees("เหมือนของเดิม ๘ แถว")
    clerk.sees("ต่างจากของเดิม ๑ แถว")
    clerk.look("row-by-row")
    clerk.press("ยืนยันการนำเข้า")
    assert "แก้ไขนอกระบบแล้ว" in [line.result for _, _, line in content.draft(report).lines()]
    clerk.look("undoable")

    clerk.press("ย้อนการนำเข้า")
    clerk.sees("ย้อนการนำเข้าแล้ว")
    assert content.draft(report) == before
    clerk.open("import_preview", Intake.objects.first().pk)
    clerk.look("undone")


def changed(draft, place: int, result: str):
    """The same report with other words in one number's only row."""
    groups = list(draft.groups)
    line = replace(groups[place].lines[0], result=result)
    groups[place] = replace(groups[place], lines=(line,))
    return replace(draft, groups=tuple(groups))


def test_a_file_of_another_kind_is_refused_and_the_paste_stays(somebody, lamphun, round_, tmp_path):
    picture = tmp_path / "ภาพ.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    clerk = somebody(signed_in=cast.clerk()).open("report_import", round_.pk)

    hand_in(clerk, picture)

    clerk.sees("ไฟล์นี้เป็นรูปภาพ")
    clerk.look("refused")


def test_the_centre_reads_a_paper_in_and_the_province_confirms(somebody, lamphun, round_):
    reviewer = somebody(signed_in=cast.reviewer()).open("review_round", round_.pk)
    reviewer.follow(reviewer.page.locator(".queue-tabs").get_by_role("link", name="ทุกจังหวัด"))
    reviewer.follow("นำเข้าจากไฟล์ แทนจังหวัดลำพูน")
    reviewer.look("centre-upload")
    hand_in(reviewer, seed("002"))
    reviewer.press("ยืนยันการนำเข้า")
    reviewer.sees("จังหวัดต้องยืนยันก่อนจึงจะส่งได้")
    reviewer.look("centre-outcome")
    report = Report.objects.get()
    reviewer.open("review_report", report.pk)
    reviewer.look("centre-report")

    clerk = somebody(signed_in=cast.clerk()).open("province_home")
    clerk.sees("ส่วนกลางนำเข้าจากเอกสารให้")
    clerk.look("home-read-in")
    clerk.follow(f"อ่านและยืนยันการนำเข้า {round_}")
    clerk.look("check-read-in")
    clerk.press("ยืนยันการนำเข้า")
    clerk.sees("ยืนยันการนำเข้าของส่วนกลางแล้ว")
    clerk.press("เสนอหัวหน้าสำนักงาน")
    clerk.sees("เสนอหัวหน้าสำนักงานแล้ว")


def test_a_plan_is_read_from_its_paper(somebody, portal):
    home = Province.objects.get(slug="yasothon")
    clerk = somebody(signed_in=cast.clerk(home)).open("plan_import", 2566)
    clerk.look("plan-upload")
    hand_in(clerk, seed("004"))
    clerk.sees("กิจกรรม")
    clerk.look("plan-preview")

    clerk.press("ยืนยันการนำเข้า")

    clerk.sees("นำเข้าแผนแล้ว")
    clerk.open("province_home")
    clerk.press("ย้อนการนำเข้า")
    clerk.sees("ย้อนการนำเข้าแล้ว")


def test_corrections_survive_a_session_that_ended(somebody, lamphun, round_):
    clerk = somebody(signed_in=cast.clerk()).open("report_import", round_.pk)
    hand_in(clerk, seed("002"))
    clerk.write(clerk.page.locator("#g0l0-result"), "พิมพ์ไว้ก่อนหมดเวลา")
    clerk.context.clear_cookies(name="sessionid")

    clerk.press("ยืนยันการนำเข้า")

    clerk.sees("หมดเวลาการใช้งาน")
    assert "พิมพ์ไว้ก่อนหมดเวลา" in [box.input_value() for box in clerk.page.locator("textarea").all()]
    clerk.look("signed-out")
