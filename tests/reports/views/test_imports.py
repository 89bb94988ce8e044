"""Handing in, looking through, confirming, undoing: what each page says, and that nothing typed is lost."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from calendar_app import plan_actions
from calendar_app.models import Schedule
from ita_portal import uploads
from reports import actions, content
from reports.forms import intake_boxes
from reports.models import Intake, IntakeState, Line, Report
from reports.readers.paper import NotReadable
from reports.readers.reading import Activity, Mark, Match, Phase, PlanReading, Warning
from reports.views import imports
from tests import cast, intakes
from tests.browser_form import Form
from tests.intakes import PAPER, group, line, paper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2024-04-10 03:00:00Z", tick=False):
        yield


class Reader:
    """Stands in for reports.intake: gives what it was told to, or refuses."""

    def __init__(self) -> None:
        self.reading = PAPER
        self.given: list[tuple] = []

    def reference(self):
        return None

    def read_file(self, data, reference):
        return self._answer(("file", data))

    def read_paste(self, text, html, reference):
        return self._answer(("paste", text, html))

    def _answer(self, given):
        self.given.append(given)
        if isinstance(self.reading, NotReadable):
            raise self.reading
        return self.reading


@pytest.fixture
def reader(monkeypatch) -> Reader:
    stand_in = Reader()
    monkeypatch.setattr(imports, "reader", stand_in)
    return stand_in


def client_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def clerk() -> Client:
    cast.calendar()
    cast.round_()
    return client_of(cast.clerk())


def words(response) -> str:
    """What the page says, without its head and its boxes."""
    main = re.sub(r"(?s)<textarea.*?</textarea>", "", response.content.decode().split("<main")[1])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def upload_page() -> str:
    return reverse("report_import", args=[cast.round_().pk])


def file(data=b"PK paper", name="รายงาน.docx") -> dict:
    return {"file": SimpleUploadedFile(name, data)}


def preview(intake: Intake, name: str = "preview") -> str:
    return reverse(f"import_{name}", args=[intake.pk])


def form(client, intake) -> Form:
    return Form(client, client.get(preview(intake)), "import")


# Handing in


def test_a_file_leads_to_its_preview_and_changes_nothing(clerk, reader):
    answer = clerk.post(upload_page(), file())

    intake = Intake.objects.get()
    assert answer.url == preview(intake)
    assert reader.given == [("file", b"PK paper")]
    assert (intake.name, intake.format, intake.is_paste) == ("รายงาน.docx", "docx", False)
    assert not Report.objects.exists()


def test_pasted_words_are_kept_as_a_file_with_their_markup(clerk, reader):
    clerk.post(upload_page(), {"text": "ที่\tขั้นตอน", "html": "<table></table>"})

    intake = Intake.objects.get()
    assert reader.given == [("paste", "ที่\tขั้นตอน", "<table></table>")]
    with intake.original.open() as kept:
        assert kept.read() == b"<table></table>"
    assert (intake.is_paste, intake.file_name) == (True, "ข้อความที่วาง.html")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "โปรดเลือกไฟล์ หรือวางข้อความจากเอกสารของท่าน"),
        ({"text": "  \n"}, "โปรดเลือกไฟล์ หรือวางข้อความจากเอกสารของท่าน"),
        (file(b""), "ไฟล์นี้ว่างเปล่า"),
        ({"text": "ก" * 1_000_001}, "ข้อความที่วางยาวเกินไป"),
        ({"text": "ก", **file()}, "โปรดเลือกอย่างใดอย่างหนึ่ง"),
    ],
)
def test_what_cannot_be_taken_in_is_said_in_a_sentence(sent, sentence, clerk, reader):
    answer = clerk.post(upload_page(), sent)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert sent.get("text", "").strip()[:100] in answer.content.decode()
    assert reader.given == []


def test_a_file_that_nobody_can_read_is_refused_with_the_readers_sentence(clerk, reader):
    reader.reading = NotReadable("ไฟล์นี้เป็นรูปภาพ โปรดใช้ไฟล์ Word")

    answer = clerk.post(upload_page(), {"text": "ตารางที่วางไว้"})

    assert answer.status_code == 422
    assert "ไฟล์นี้เป็นรูปภาพ โปรดใช้ไฟล์ Word" in words(answer)
    assert "ตารางที่วางไว้" in answer.content.decode()
    assert not Intake.objects.exists()


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_OF_A_REQUEST"])
def test_a_file_beyond_the_limit_is_passed_over_and_said_so(limit, clerk, reader, monkeypatch):
    monkeypatch.setattr(uploads, limit, 50)

    answer = clerk.post(upload_page(), {**file(b"x" * 200), "text": "วางไว้ด้วย"})

    assert answer.status_code == 422
    assert "ไฟล์ใหญ่เกิน ๒๐ MB" in words(answer)
    assert "วางไว้ด้วย" in answer.content.decode()
    assert reader.given == []


def test_a_plan_is_no_report_and_a_report_no_plan(clerk, reader):
    reader.reading = PlanReading()
    as_report = clerk.post(upload_page(), file())
    reader.reading = PAPER
    as_plan = clerk.post(reverse("plan_import", args=[2567]), file())

    assert "เอกสารนี้เป็นแผนการขับเคลื่อน ไม่ใช่รายงาน" in words(as_report)
    assert "เอกสารนี้เป็นรายงาน ไม่ใช่แผนการขับเคลื่อน" in words(as_plan)


def test_what_was_read_before_and_not_confirmed_is_found_again(clerk):
    intakes.taken_in()

    said = words(clerk.get(upload_page()))

    assert "เอกสารที่อ่านแล้ว ยังไม่ยืนยัน ๑ ฉบับ รายงาน.docx แก้ไขล่าสุด ๑๐ เมษายน ๒๕๖๗" in said


def test_every_document_that_waits_is_reached_from_the_page_and_from_home(clerk):
    waiting = [intakes.taken_in(data=bytes([number])) for number in range(7)]
    intakes.taken_in(by=cast.reviewer(), data=b"of the centre")
    actions.intakes.discard(intake=intakes.taken_in(data=b"gone"), by=cast.clerk())

    upload, home = clerk.get(upload_page()), clerk.get(reverse("province_home"))

    for answer in (upload, home):
        led_to = re.findall(r'<li><a href="([^"]+)">รายงาน.docx', answer.content.decode())
        assert led_to == [preview(one) for one in reversed(waiting)]
    assert "มีเอกสารรอยืนยัน ๗ ฉบับ รายงาน.docx รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗" in words(home)


def test_home_of_a_province_says_nothing_of_documents_where_none_waits(clerk):
    assert "รอยืนยัน" not in words(clerk.get(reverse("province_home")))


def test_pasted_words_survive_a_session_that_ended(reader):
    cast.round_()

    answer = Client().post(upload_page(), {"text": "ตารางที่วางไว้", "html": "<table>"})

    assert answer.status_code == 403
    assert "ตารางที่วางไว้" in answer.content.decode()
    assert 'value="&lt;table&gt;"' in answer.content.decode()


def test_a_round_that_has_closed_takes_no_new_document(clerk, reader):
    cast.round_().closed_at = timezone.now()
    round_ = cast.round_()
    round_.closed_at = timezone.now()
    round_.save()

    page = clerk.get(upload_page())
    answer = clerk.post(upload_page(), {"text": "ตารางที่วางไว้"})

    assert "ปิดรับรายงานรอบนี้แล้วเมื่อ ๑๐ เมษายน ๒๕๖๗" in words(page)
    assert "อ่านเอกสารและตรวจดูก่อน" not in words(page)
    assert answer.status_code == 409
    assert "ยังรับเอกสารไม่ได้ รอบรายงานนี้ยังไม่เปิดรับหรือปิดรับแล้ว" in words(answer)
    assert "ตารางที่วางไว้" in answer.content.decode()


def test_a_round_that_has_not_opened_says_so_before_anything_is_handed_in(clerk):
    with time_machine.travel("2023-01-10 03:00:00Z", tick=False):
        page = clerk.get(upload_page())

    assert "รอบรายงานนี้ยังไม่เปิดรับ" in words(page)
    assert "อ่านเอกสารและตรวจดูก่อน" not in words(page)


def test_a_draft_of_a_round_that_has_closed_still_takes_documents(clerk):
    report = cast.report()
    report.round.closed_at = timezone.now()
    report.round.save()

    assert "อ่านเอกสารและตรวจดูก่อน" in words(clerk.get(upload_page()))


# Looking through


UNSURE = paper(
    group(
        line("ลงทะเบียนเข้าสู่ระบบ IT", "ผล hr๑๐@x.go.th", "done", steps=["REG"]),
        number=1,
        official="1 - 31 มกราคม 2567",
    ),
    group(line("เก็บข้อมูล IIT", "แจ้งแล้ว", "in_progress", steps=["IIT"]), number=2),
    unread=(("ข้อความหลุดแถว",),),
    warnings=(
        Warning("groups[0].lines[0].items[0].text", "term_slip", "IT น่าจะเป็น IIT", "IT", "IIT"),
        Warning(
            "groups[0].lines[0].result",
            "damaged_email",
            "อีเมลเสียหาย",
            "hr๑๐@x.go.th",
            "hr10@x.go.th",
        ),
        Warning("", "file_note", "ไฟล์มีแผ่นงานที่ซ่อนไว้"),
    ),
)


def test_the_summary_comes_first_and_only_doubtful_rows_are_open(clerk):
    answer = clerk.get(preview(intakes.taken_in(UNSURE)))

    said = words(answer)
    assert "ตรงกัน ๑ แถว ขอให้ตรวจ ๑ แถว" in said
    assert "ไฟล์มีแผ่นงานที่ซ่อนไว้" in said
    assert "ข้อความหลุดแถว" in said
    opened = re.findall(
        r'<details class="import-row row-(\w+)" id="row-(\w+)"( open)?>', answer.content.decode()
    )
    assert opened == [("doubt", "g0l0", " open"), ("sure", "g1l0", "")]


def test_a_match_says_how_sure_it_is_in_words_and_percent(clerk):
    fair = line("ลงทะเบียน", "ผล")
    item = replace(
        fair.items[0], matches=(Match("REG", 0.81),), rivals=(Match("IIT", 0.6), Match("GONE", 0.5))
    )
    reading = paper(group(replace(fair, items=(item,)), number=1))

    said = words(clerk.get(preview(intakes.taken_in(reading))))

    assert "ระบบเลือก ข้อ ๑ การลงทะเบียนเข้าสู่ระบบ ITAS ค่อนข้างมั่นใจ ๘๑%" in said
    assert "ใกล้เคียง ข้อ ๒ การเก็บรวบรวมข้อมูลตามแบบวัด IIT ไม่แน่ใจ ๖๐%" in said


def test_corrections_are_saved_and_change_nothing_else(clerk):
    intake = intakes.taken_in(UNSURE)
    sheet = form(clerk, intake).type("g0l0-result", "แก้แล้ว").type("g0-official", "31-1 ม.ค. 67")

    answer = sheet.send(preview(intake))

    intake.refresh_from_db()
    assert answer.url == preview(intake)
    assert intake.boxes == {"g0l0-result": ["แก้แล้ว"], "g0-official": ["31-1 ม.ค. 67"]}
    assert not Report.objects.exists()
    again = clerk.get(preview(intake))
    assert "31-1 ม.ค. 67" in again.content.decode()
    assert "ต้องแก้ก่อนนำเข้า ๑ แถว" in words(again)


def test_a_page_that_was_not_touched_saves_nothing(clerk):
    intake = intakes.taken_in(UNSURE)

    form(clerk, intake).send(preview(intake))

    intake.refresh_from_db()
    assert (intake.boxes, intake.version) == ({}, 1)


def test_a_suggestion_is_taken_up_only_when_its_button_is_pressed(clerk):
    intake = intakes.taken_in(UNSURE)

    answer = form(clerk, intake).send(preview(intake), use="0")

    intake.refresh_from_db()
    assert intake.boxes == {"g0l0-item-0": ["ลงทะเบียนเข้าสู่ระบบ IIT"]}
    assert answer.url == f"{preview(intake)}#g0l0-item-0"
    assert "ใช้คำที่แนะนำแล้ว" in words(clerk.get(preview(intake)))


@pytest.mark.parametrize("use", ["-1", "99", "x", "๐"])
def test_a_suggestion_that_is_none_does_nothing(use, clerk):
    intake = intakes.taken_in(UNSURE)

    form(clerk, intake).send(preview(intake), use=use)

    intake.refresh_from_db()
    assert intake.boxes == {}


def test_an_impossible_window_is_put_right_in_one_click(clerk):
    intake = intakes.taken_in(UNSURE)
    sheet = form(clerk, intake).type("g0-provincial", "1-31 ม.ค. 2024")

    sheet.send(preview(intake), offer="g0-provincial")

    intake.refresh_from_db()
    assert intake.boxes == {"g0-provincial": ["1 - 31 มกราคม 2567"]}


def test_two_peoples_corrections_are_both_shown(clerk):
    intake = intakes.taken_in(UNSURE)
    mine = form(clerk, intake).type("g0l0-result", "ของฉัน")
    theirs = {"g0l0-result": ["ของเขา"]}
    actions.intakes.correct(intake=intake, by=cast.head(), version=1, boxes=theirs)

    answer = mine.send(preview(intake))

    assert answer.status_code == 409
    assert "ลำดับที่ ๑ ผลการดำเนินการ ของท่าน ของฉัน" in words(answer)
    assert "ลำดับที่ ๑ ผลการดำเนินการ ของ นายสมชาย ตัวอย่าง ของเขา" in words(answer)
    assert Form(clerk, answer, "import")["g0l0-result"] == "ของฉัน"
    intake.refresh_from_db()
    assert intake.boxes == theirs

    Form(clerk, answer, "import").send(preview(intake))
    intake.refresh_from_db()
    assert intake.boxes == {"g0l0-result": ["ของฉัน"]}


def test_corrections_survive_a_session_that_ended(clerk):
    intake = intakes.taken_in(UNSURE)
    sheet = form(clerk, intake).type("g0l0-result", "พิมพ์ไว้")
    sheet.client = Client()

    answer = sheet.send(preview(intake, "confirm"))

    assert answer.status_code == 403
    kept = Form(clerk, answer, "unsaved")
    assert kept["g0l0-result"] == "พิมพ์ไว้"
    kept.send(preview(intake))
    intake.refresh_from_db()
    assert intake.boxes == {"g0l0-result": ["พิมพ์ไว้"]}


def test_more_words_than_people_type_are_shown_and_not_saved(clerk, monkeypatch):
    intake = intakes.taken_in(UNSURE)
    monkeypatch.setattr(intake_boxes, "MOST_KEPT", 5)

    answer = form(clerk, intake).type("g0l0-result", "ยาวเกินห้าตัว").send(preview(intake))

    assert answer.status_code == 422
    assert "ยังไม่ได้บันทึก" in words(answer)
    assert "ยาวเกินห้าตัว" in answer.content.decode()


# What the document says of itself


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ({"province": "roi-et"}, "เอกสารเป็นของจังหวัดร้อยเอ็ด แต่รายงานนี้เป็นของจังหวัดลำพูน"),
        ({"fiscal_year": 2566}, "เอกสารเป็นของปีงบประมาณ พ.ศ. ๒๕๖๖ แต่รายงานนี้เป็นของปี ๒๕๖๗"),
        ({"months": 12}, "เอกสารเป็นรอบ ๑๒ เดือน แต่รายงานนี้เป็นรอบ ๖ เดือน"),
    ],
)
def test_a_document_of_elsewhere_is_applied_only_when_that_was_agreed(claim, sentence, clerk):
    cast.roi_et()
    intake = intakes.taken_in(replace(PAPER, **claim))

    refused = form(clerk, intake).send(preview(intake, "confirm"))
    assert refused.status_code == 422
    assert sentence in words(refused)
    assert not Report.objects.exists()

    agreed = Form(clerk, refused, "import").tick("agree", "yes").send(preview(intake, "confirm"))
    assert agreed.status_code == 302
    assert Report.objects.get().groups.count() == 3


# Confirming


def test_one_confirmation_applies_all_and_says_until_when_it_can_be_undone(clerk):
    intake = intakes.taken_in()

    answer = form(clerk, intake).type("g0l0-result", "แก้ก่อนยืนยัน").send(preview(intake, "confirm"))

    report = Report.objects.get()
    assert answer.url == reverse("report_edit", args=[report.pk])
    assert Line.objects.order_by("group__order").first().result == "แก้ก่อนยืนยัน"
    assert "นำเข้าในร่างแล้ว รายงานยังไม่ได้ส่ง ย้อนการนำเข้าได้จนถึง ๑๑ เมษายน ๒๕๖๗ ๑๐:๐๐ น." in words(
        clerk.get(answer.url)
    )


def test_a_double_click_applies_once(clerk):
    intake = intakes.taken_in()
    sheet = form(clerk, intake)

    first, second = (sheet.send(preview(intake, "confirm")) for _ in range(2))

    assert first.url == second.url
    assert Report.objects.get().version == 2


def test_problems_stand_in_the_way_and_nothing_typed_is_lost(clerk):
    intake = intakes.taken_in()

    answer = (
        form(clerk, intake).type("g0-official", "31-1 ม.ค. 67").send(preview(intake, "confirm"))
    )

    assert answer.status_code == 422
    assert "ลำดับที่ ๑ ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)" in words(answer)
    assert "31-1 ม.ค. 67" in answer.content.decode()
    assert not Report.objects.exists()
    intake.refresh_from_db()
    assert intake.boxes == {"g0-official": ["31-1 ม.ค. 67"]}


def test_a_report_that_changed_meanwhile_is_shown_again(clerk):
    report = cast.report()
    intake = intakes.taken_in()
    sheet = form(clerk, intake)
    first = Line.objects.filter(group__report=report).first()
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in first.items.all())
    edit = actions.LineEdit(line=first.pk, version=1, items=items, result="เขียนระหว่างนั้น")
    actions.save(report=report, by=cast.head(), lines=[edit])

    answer = sheet.send(preview(intake, "confirm"))

    assert answer.status_code == 409
    assert "รายงานเปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้" in words(answer)
    assert "ของเดิม เขียนระหว่างนั้น" in words(answer)


def test_the_same_file_again_says_that_nothing_would_change(clerk, reader):
    clerk.post(upload_page(), file())
    first = Intake.objects.get()
    form(clerk, first).type("g0l0-result", "แก้ไว้").send(preview(first, "confirm"))

    again = clerk.post(upload_page(), file())
    answer = clerk.get(again.url)

    said = words(answer)
    assert "เอกสารนี้ตรงกับรายงานอยู่แล้ว" in said
    assert "ไฟล์เดียวกันนี้ (SHA-256 ตรงกัน) นำเข้าแล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๑๐:๐๐ น. โดย สมหญิง ตัวอย่าง" in said
    assert "ยืนยันการนำเข้า</button>" not in answer.content.decode()
    second = Intake.objects.exclude(pk=first.pk).get()
    refused = form(clerk, second).send(preview(second, "confirm"))
    assert refused.status_code == 409


def test_what_is_kept_unless_chosen_is_no_agreement_and_can_be_confirmed(clerk):
    intakes.apply(intakes.taken_in())
    first = PAPER.groups[0]
    emptied = replace(first, lines=(replace(first.lines[0], result="-"),))
    intake = intakes.taken_in(replace(PAPER, groups=(emptied, *PAPER.groups[1:])), data=b"other")

    page = clerk.get(preview(intake))
    kept = form(clerk, intake).send(preview(intake, "confirm"))
    chosen = form(clerk, intake).type("g0l0-choice", "take").send(preview(intake, "confirm"))

    assert "ตรงกับรายงานอยู่แล้ว" not in words(page)
    assert "ต่างจากของเดิม ๑ แถว" in words(page)
    assert "ยืนยันการนำเข้า</button>" in page.content.decode()
    assert kept.status_code == 409
    assert chosen.status_code == 302
    assert Line.objects.order_by("pk").first().result == ""


def test_a_document_without_rows_cannot_be_confirmed(clerk):
    answer = clerk.get(preview(intakes.taken_in(paper())))

    assert "ไม่พบแถวของรายงาน" in words(answer)
    assert "ยืนยันการนำเข้า</button>" not in answer.content.decode()


def test_giving_up_changes_nothing(clerk):
    intake = intakes.taken_in()

    answer = clerk.post(preview(intake, "discard"))

    intake.refresh_from_db()
    assert intake.state == IntakeState.DISCARDED
    assert answer.url == upload_page()
    assert "ยกเลิกแล้ว" in words(clerk.get(preview(intake)))


# Row by row


@pytest.mark.parametrize(
    ("made_at", "note"),
    [
        ("", "แก้ในระบบหลังรับเอกสารนี้ จึงใช้ของเดิมถ้าไม่เลือก"),
        ("2024-04-10T03:00:00+00:00", "แก้ในระบบหลังดาวน์โหลดไฟล์นี้ จึงใช้ของเดิมถ้าไม่เลือก"),
    ],
)
def test_a_row_that_was_written_here_meanwhile_is_kept_and_says_why(made_at, note, clerk):
    report = intakes.apply(intakes.taken_in())
    first = PAPER.groups[0]
    other = replace(first, lines=(replace(first.lines[0], result="ในไฟล์"),))
    reading = replace(PAPER, groups=(other, *PAPER.groups[1:]), made_at=made_at)
    intake = intakes.taken_in(reading, data=b"other")
    row = Line.objects.filter(group__report=report).earliest("pk")
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in row.items.all())
    edit = actions.LineEdit(
        line=row.pk, version=row.version, items=items, result="ในระบบ", status="done"
    )
    with time_machine.travel("2024-04-10 04:00:00Z", tick=False):
        actions.save(report=report, by=cast.clerk(), lines=[edit])

    page = clerk.get(preview(intake))

    assert note in words(page)
    assert form(clerk, intake)["g0l0-choice"] == "keep"


def test_a_report_with_words_is_compared_row_by_row(clerk):
    intakes.apply(intakes.taken_in())
    other = paper(
        group(
            line("ลงทะเบียนเข้าสู่ระบบ ITAS", "ผลใหม่", "done", steps=["REG"]),
            number=1,
            official="1 - 31 มกราคม 2567",
            provincial="23 มกราคม 2567",
        ),
        group(line("แถวใหม่", "ผล"), number=2),
    )
    answer = clerk.get(preview(intakes.taken_in(other, data=b"other")))

    said = words(answer)
    assert "ต่างจากของเดิม ๑ แถว" in said
    assert "มีเฉพาะในไฟล์ ๑ แถว" in said
    assert "มีเฉพาะในรายงาน ๒ แถว" in said
    assert "ของเดิม ลงทะเบียนแล้วเมื่อ 23 มกราคม 2567 จากไฟล์ ผลใหม่" in said
    assert "<del>" in answer.content.decode()
    assert "<ins>" in answer.content.decode()


# Afterwards


def test_the_original_is_given_back_as_it_came_and_never_as_a_page(clerk):
    intake = intakes.taken_in(data=b"<script>alert(1)</script>")

    answer = clerk.get(preview(intake, "file"))

    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_home_and_editor_offer_to_undo_while_it_is_possible(clerk):
    report = intakes.apply(intakes.taken_in())
    pages = [reverse("province_home"), reverse("report_edit", args=[report.pk])]
    offer = "ย้อนการนำเข้า ย้อนได้จนถึง ๑๑ เมษายน ๒๕๖๗ ๑๐:๐๐ น."

    now = [offer in words(clerk.get(page)) for page in pages]
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        later = [offer in words(client_of(cast.clerk()).get(page)) for page in pages]

    assert (now, later) == ([True, True], [False, False])


def test_undoing_leads_back_to_the_editor(clerk):
    report = intakes.apply(intakes.taken_in())

    answer = clerk.post(preview(Intake.objects.get(), "undo"))

    assert answer.url == reverse("report_edit", args=[report.pk])
    assert "ย้อนการนำเข้าแล้ว" in words(clerk.get(answer.url))


def test_what_cannot_be_undone_shows_both_texts(clerk):
    report = intakes.apply(intakes.taken_in())
    first = Line.objects.order_by("group__order").first()
    edit = actions.LineEdit(line=first.pk, version=first.version, items=(), result="แก้ภายหลัง")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    answer = clerk.post(preview(Intake.objects.get(), "undo"))

    assert answer.status_code == 409
    said = words(answer)
    assert "มีการแก้ไขหลังนำเข้า (ลำดับที่ ๑) จึงย้อนทั้งหมดไม่ได้" in said
    assert "ก่อนนำเข้า การลงทะเบียนเข้าสู่ระบบ ITAS" in said
    assert "หลังนำเข้า ลงทะเบียนแล้วเมื่อ ๒๓ มกราคม ๒๕๖๗" in said


# The centre


@pytest.fixture
def reviewer() -> Client:
    cast.calendar()
    cast.lamphun()
    return client_of(cast.reviewer())


def of_centre(intake: Intake, name: str = "preview") -> str:
    return reverse(f"review_import_{name}", args=[intake.pk])


def test_the_centre_reads_a_paper_in_and_the_province_confirms_it(reviewer, clerk, reader):
    page = reverse("review_import", args=[cast.round_().pk, "lamphun"])
    queue = reverse("review_round", args=[cast.round_().pk])
    assert page in reviewer.get(queue, {"tab": "all"}).content.decode()
    handed_in = reviewer.post(page, file())
    intake = Intake.objects.get()
    assert handed_in.url == of_centre(intake)

    Form(reviewer, reviewer.get(handed_in.url), "import").send(of_centre(intake, "confirm"))

    report = Report.objects.get()
    home = words(clerk.get(reverse("province_home")))
    assert "ส่วนกลางนำเข้าจากเอกสารให้ Reviewer นำเข้าเมื่อ ๑๐ เมษายน ๒๕๖๗" in home
    assert "ส่วนกลางนำเข้าจากเอกสารให้" in words(clerk.get(reverse("report_edit", args=[report.pk])))
    check = reverse("report_check", args=[report.pk])
    assert "ยืนยันการนำเข้าของส่วนกลาง" in words(clerk.get(check))
    assert "ไปยังท้ายหน้าเพื่อยืนยันการนำเข้า" in words(clerk.get(check))
    assert "เสนอหัวหน้าสำนักงาน</button>" not in clerk.get(check).content.decode()

    confirmed = clerk.post(reverse("report_confirm_import", args=[report.pk]), cast.shown(report))

    assert confirmed.url == check
    assert "เสนอหัวหน้าสำนักงาน</button>" in clerk.get(check).content.decode()
    assert "ไปยังท้ายหน้าเพื่อเสนอ" in words(clerk.get(check))
    assert "ส่วนกลางนำเข้าจากเอกสารให้" not in words(clerk.get(reverse("province_home")))


def test_the_centre_sees_what_it_read_in_and_may_undo_it(reviewer):
    report = intakes.apply(intakes.taken_in(by=cast.reviewer()), by=cast.reviewer())
    address = reverse("review_report", args=[report.pk])
    assert "รอจังหวัดยืนยัน Reviewer นำเข้าเมื่อ" in words(reviewer.get(address))

    table = f"{reverse('review_round', args=[report.round_id])}?tab=all"
    again = reverse("review_import", args=[report.round_id, "lamphun"])
    assert again not in reviewer.get(table).content.decode()

    answer = reviewer.post(of_centre(Intake.objects.get(), "undo"))

    assert answer.url == address
    page = words(reviewer.get(address))
    assert "นำเข้าจากไฟล์แทนจังหวัด" in page
    assert "ย้อนการนำเข้าแล้ว ร่างที่ตั้งแถวจากปฏิทินยังอยู่ โดยยังไม่มีผู้เขียน" in page
    assert again in reviewer.get(table).content.decode()


def test_the_centre_is_offered_no_undoing_once_the_province_has_edited(reviewer):
    report = intakes.apply(intakes.taken_in(by=cast.reviewer()), by=cast.reviewer())
    address, undo = (
        reverse("review_report", args=[report.pk]),
        of_centre(Intake.objects.get(), "undo"),
    )
    before = reviewer.get(address).content.decode()
    last = Line.objects.filter(group__report=report).last()
    edit = actions.LineEdit(line=last.pk, version=last.version, items=(), result="แก้ภายหลัง")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    after = reviewer.get(address).content.decode()

    assert (undo in before, undo in after) == (True, False)


def test_a_row_of_the_report_without_a_result_is_named_by_its_step_alone(clerk):
    report = intakes.apply(intakes.taken_in())
    last = Line.objects.filter(group__report=report).last()
    step = actions.ItemEdit("ประชุมคณะทำงานจังหวัด")
    edit = actions.LineEdit(line=last.pk, version=last.version, items=(step,))
    actions.save(report=report, by=cast.clerk(), lines=[edit])
    other = paper(group(line("ลงทะเบียนเข้าสู่ระบบ ITAS", "เขียนใหม่", steps=["REG"]), number=1))

    page = clerk.get(preview(intakes.taken_in(other, data=b"other"))).content.decode()

    assert "<p><strong>ลำดับที่ ๓</strong> ประชุมคณะทำงานจังหวัด</p>" in page


def test_the_table_offers_no_file_for_a_province_that_has_written(reviewer):
    report = cast.report()
    again = reverse("review_import", args=[report.round_id, "lamphun"])
    table = f"{reverse('review_round', args=[report.round_id])}?tab=all"
    before = reviewer.get(table).content.decode()
    first = Line.objects.filter(group__report=report).first()
    edit = actions.LineEdit(line=first.pk, version=1, items=(), result="ของจังหวัด")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    after = reviewer.get(table).content.decode()

    assert (again in before, again in after) == (True, False)


def test_the_centre_never_sees_words_that_the_province_wrote(reviewer):
    report = cast.report()
    intake = intakes.taken_in(by=cast.reviewer())
    first = Line.objects.filter(group__report=report).first()
    edit = actions.LineEdit(line=first.pk, version=1, items=(), result="ลับของจังหวัด")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    answer = reviewer.get(of_centre(intake))
    refused = Form(reviewer, answer, "import").send(of_centre(intake, "confirm"))

    assert "จังหวัดเขียนรายงานฉบับนี้แล้ว" in words(answer)
    assert refused.status_code == 409
    assert "ลับของจังหวัด" not in answer.content.decode() + refused.content.decode()
    assert content.draft(report).groups[0].lines[0].result == "ลับของจังหวัด"


# The plan


PLAN = PlanReading(
    title="แผนการขับเคลื่อน",
    province="lamphun",
    fiscal_year=2567,
    columns=("ที่", "ต.ค."),
    phases=(
        Phase(
            "1",
            "เตรียมความพร้อม",
            (
                Activity("1.1", "แต่งตั้งคณะทำงาน", (Mark("2023-10", "2023-10"),), (), {"ต.ค.": "↔"}),
                Activity("1.2", "ลงทะเบียน", (), (Match("REG", 0.7),)),
            ),
        ),
    ),
    unread=(("หมายเหตุหลุด",),),
    warnings=(Warning("phases[0].activities[1].text", "step_unsure", "ไม่แน่ใจขั้นตอน"),),
)


def plan_taken_in(reading=PLAN, **more) -> Intake:
    return intakes.taken_in(reading, round=None, **more)


def test_a_plan_is_looked_through_confirmed_and_undone(clerk):
    intake = plan_taken_in()
    page = clerk.get(preview(intake))
    assert "ตรงกัน ๑ กิจกรรม ขอให้ตรวจ ๑ กิจกรรม" in words(page)
    assert page.content.decode().count('class="plan-mark"') == 1

    sheet = form(clerk, intake).type("p0a1-windows", "มกราคม").type("u0-as", "row")
    answer = sheet.send(preview(intake, "confirm"))

    plan = Schedule.objects.get()
    assert answer.url == reverse("plan_edit", args=[2567])
    assert [
        activity.text for phase in plan.phases.all() for activity in phase.activities.all()
    ] == [
        "แต่งตั้งคณะทำงาน",
        "ลงทะเบียน",
        "หมายเหตุหลุด",
    ]
    assert plan.raw["source"] == {"intake": intake.pk, "sha256": intake.sha256}
    assert "แผนการขับเคลื่อน ปีงบประมาณ พ.ศ. ๒๕๖๗ นำเข้าจาก" in words(
        clerk.get(reverse("province_home"))
    )

    assert preview(intake, "undo") in clerk.get(answer.url).content.decode()

    clerk.post(preview(intake, "undo"))

    assert preview(intake, "undo") not in clerk.get(answer.url).content.decode()
    assert not plan.phases.exists()
    intake.refresh_from_db()
    assert intake.state == IntakeState.UNDONE


def test_a_plan_that_is_there_is_replaced_only_when_that_was_agreed(clerk):
    plan = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)
    intake = plan_taken_in()

    refused = form(clerk, intake).send(preview(intake, "confirm"))
    assert refused.status_code == 422
    assert "แผนจากเอกสารจะแทนที่ทั้งแผน" in words(refused)
    assert plan.phases.get().activities.count() == 3

    Form(clerk, refused, "import").tick("agree", "yes").send(preview(intake, "confirm"))
    assert plan.phases.get().activities.count() == 2


def test_the_same_plan_again_changes_nothing_and_says_so(clerk):
    form(clerk, intake := plan_taken_in()).send(preview(intake, "confirm"))
    again = plan_taken_in(data=b"again")
    page = clerk.get(preview(again))
    assert "เอกสารนี้ตรงกับแผนอยู่แล้ว" in words(page)
    assert "แทนที่ทั้งแผน" not in words(page)
    assert preview(again, "confirm") not in page.content.decode()

    sheet = form(clerk, again).type("intro", "ใหม่")
    changed = sheet.send(preview(again))
    assert preview(again, "confirm") in clerk.get(changed.url).content.decode()

    sheet = form(clerk, again).type("intro", "").tick("agree", "yes")
    answer = sheet.send(preview(again, "confirm"))

    assert answer.status_code == 409
    assert "เอกสารนี้ตรงกับแผนอยู่แล้ว" in words(answer)


def test_a_plan_that_changed_since_is_not_undone(clerk):
    form(clerk, intake := plan_taken_in()).send(preview(intake, "confirm"))
    plan_actions.add_phase(schedule=Schedule.objects.get(), by=cast.clerk())

    answer = clerk.post(preview(intake, "undo"))

    assert answer.status_code == 409
    assert "มีผู้แก้ไขแผนหลังการนำเข้าแล้ว" in words(answer)
    for page in (preview(intake), reverse("plan_edit", args=[2567]), reverse("province_home")):
        assert preview(intake, "undo") not in clerk.get(page).content.decode()


def test_windows_of_a_plan_that_cannot_be_are_said_beside_their_activity(clerk):
    intake = plan_taken_in()

    answer = (
        form(clerk, intake).type("p0a0-windows", "31-1 ม.ค. 67").send(preview(intake, "confirm"))
    )

    assert answer.status_code == 422
    assert "๑.๑ ช่วงระยะเวลา" in words(answer)


# How many queries


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_preview_costs_the_same_for_any_number_of_rows(rows, clerk, django_assert_num_queries):
    many = paper(
        *(group(line(f"ขั้นตอนที่ {n}", "ผล", steps=["REG"]), number=n) for n in range(1, rows + 1))
    )
    intakes.apply(intakes.taken_in(many))
    intake = intakes.taken_in(many, data=b"again")

    # Session, person, intake, report, rows, whether it is as started, how rows, numbers and steps
    # stood when the file came in and the words below them, steps, the same file before.
    with django_assert_num_queries(12):
        clerk.get(preview(intake))


def test_the_button_to_undo_goes_when_the_report_was_edited(clerk):
    report = intakes.apply(intakes.taken_in())
    intake = Intake.objects.get()
    editor = reverse("report_edit", args=[report.pk])
    pages = [preview(intake), upload_page(), reverse("province_home"), editor]

    def offered() -> list[bool]:
        return [preview(intake, "undo") in clerk.get(page).content.decode() for page in pages]

    before = offered()
    sentence = words(clerk.get(preview(intake)))
    last = Line.objects.filter(group__report=report).last()
    edit = actions.LineEdit(line=last.pk, version=last.version, items=(), result="แก้ภายหลัง")
    actions.save(report=report, by=cast.clerk(), lines=[edit])

    assert (before, offered()) == ([True] * 4, [False] * 4)
    assert "หากยังไม่มีผู้แก้ไขรายงาน" in sentence
    assert "มีการแก้ไขหลังนำเข้า (ลำดับที่ ๓) จึงย้อนทั้งหมดไม่ได้" in words(clerk.get(preview(intake)))


def test_the_button_of_an_import_comes_back_when_the_one_after_it_was_undone(clerk):
    report = intakes.apply(intakes.taken_in())
    first = Intake.objects.get()
    other = paper(group(line("แถวใหม่ของเอกสาร", "ผล"), number=9))
    second = intakes.taken_in(other, data=b"other")
    intakes.apply(second)
    editor = reverse("report_edit", args=[report.pk])

    covered = clerk.get(editor).content.decode()
    clerk.post(preview(second, "undo"))
    bared = clerk.get(editor).content.decode()

    ways = [[preview(one, "undo") in page for one in (first, second)] for page in (covered, bared)]
    assert ways == [[False, True], [True, False]]
