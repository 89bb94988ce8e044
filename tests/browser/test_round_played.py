"""A round played by three provinces and the centre: from a new year's calendar to the national book."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as django_mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from calendar_app.models import CalendarRevision, Round
from ita_portal import thai
from ita_portal.models import AuditEntry, Province, User
from reports import mailing, printing
from reports.models import InternalNote, Report
from tests import cast
from tests.browser.conftest import session_of
from tests.browser.editor import Editor
from tests.browser.person import Person
from tests.printed import pdf_text, unspaced
from tests.reports.writers.test_binding import ABOVE, number_of, sheets

pytestmark = pytest.mark.browser

BANGKOK = ZoneInfo("Asia/Bangkok")
YEAR = 2568
HOMES = {"lamphun": "ลำพูน", "roi-et": "ร้อยเอ็ด", "yasothon": "ยโสธร"}
ROUND = "รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๘"
OFFICES = [name for slug in HOMES for name in (slug, f"{slug}-head")]


@dataclass
class Play:
    """The stage: people by name, each at a browser of their own, and the day it is."""

    clock: time_machine.Traveller
    portal: str
    people: dict[str, tuple[User, Person]]

    def at(self, *moment: int) -> None:
        """Go on to a moment (Bangkok time); whoever is there has signed in anew that day."""
        self.clock.move_to(datetime(*moment, tzinfo=BANGKOK))
        cache.clear()
        for user, person in self.people.values():
            person.context.add_cookies([session_of(user, self.portal)])

    def __getitem__(self, name: str) -> Person:
        return self.people[name][1]

    def worker(self) -> list:
        """A turn of the worker; the mails that left."""
        before = len(django_mail.outbox)
        mailing.sweep()
        printing.sweep()
        printing.work()
        return django_mail.outbox[before:]


def to_whom(mails: list) -> set[tuple[str, str]]:
    """The name of the reader and the subject of each mail; the digests of the centre left out."""
    told = [(one.to[0].partition("@")[0], one.subject) for one in mails]
    assert len(set(told)) == len(told)
    return {(name, subject) for name, subject in told if name in OFFICES}


def home_of(name: str) -> str:
    return f"จังหวัด{HOMES[name.removesuffix('-head')]}"


def both(slug: str, subject: str) -> set[tuple[str, str]]:
    """A mail to the clerk and to the head."""
    return {(slug, subject), (f"{slug}-head", subject)}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2024, 12, 2, 9, tzinfo=BANGKOK), tick=True) as traveller:
        yield traveller


def with_address(person: User) -> User:
    person.email = f"{person.username}@example.go.th"
    person.save()
    return person


@pytest.fixture
def play(clock, portal, somebody, settings) -> Play:
    settings.MAIL_ON = True
    settings.PUBLIC_URL = "https://ita.example.go.th"
    settings.DEFAULT_FROM_EMAIL = "ita@example.go.th"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Round.objects.all().delete()
    users = {"central": cast.central(), "reviewer": cast.reviewer()}
    for slug in HOMES:
        home = Province.objects.get(slug=slug)
        users |= {slug: cast.clerk(home), f"{slug}-head": cast.head(home)}
    people = {
        name: (with_address(user), somebody(looks_closely=False)) for name, user in users.items()
    }
    play = Play(clock, portal, people)
    play.at(2024, 12, 2, 9)
    return play


def test_a_round_is_played_from_a_new_calendar_to_the_book(play):
    the_year_gets_a_calendar(play)
    the_round_is_made_and_opened(play)
    the_provinces_write(play)
    the_calendar_is_amended(play)
    the_reviewer_reads_the_queue(play)
    the_late_one_is_reminded_and_given_time(play)
    many_are_accepted_and_what_was_held_leaves(play)
    the_nation_is_looked_at(play)
    the_book_is_made(play)
    everyone_was_told_and_nobody_too_much(play)
    the_story_is_told_whole(play)


# The centre prepares the year --------------------------------------------------------------------


def boxes(person: Person, name: str):
    """The boxes of a column in the table of a calendar."""
    return person.page.locator(f"[name$='-{name}']:not([type=hidden])")


def the_year_gets_a_calendar(play: Play) -> None:
    central = play["central"].open("years_home")
    central.follow("ทำปฏิทินใหม่")
    central.write(central.page.locator("#fiscal_year"), str(YEAR))
    central.press("เปลี่ยนปี")
    central.press("คัดลอกจากปี ๒๕๖๗")
    central.write(boxes(central, "when").first, "2 - 31 ม.ค. 68")
    central.press("ตรวจแล้วทุกขั้นตอนที่เหลือ")
    central.press("บันทึกแล้วดูผลกระทบ")
    put_in_force(central)
    assert CalendarRevision.objects.current(YEAR).number == 1


def put_in_force(central: Person) -> None:
    central.tick(central.box("ข้าพเจ้าอ่านสิ่งที่เปลี่ยนทั้งหมดแล้ว"))
    central.press("ประกาศใช้ฉบับนี้")


def the_round_is_made_and_opened(play: Play) -> None:
    play.at(2025, 3, 24, 9)
    central = play["central"].open("years_home")
    central.open("round_new", YEAR)
    central.write(central.box("ชื่อรายงาน"), "รายงานผลการขับเคลื่อน ITA\nจังหวัด{province}")
    central.write(central.box("วันเปิดรับรายงาน"), "1 เม.ย. 2568")
    central.write(central.box("กำหนดส่ง"), "18 เม.ย. 2568")
    central.write(central.box("หน่วยงานผู้รับรายงาน"), "ศูนย์ปฏิบัติการต่อต้านการทุจริต")
    central.write(central.box("โทร. ส่วนกลาง"), "0 2000 0000")
    central.press("เพิ่มรอบรายงาน")
    central.follow("ซักซ้อมก่อนเปิดรอบ")
    central.sees("ไม่มีหัวหน้าสำนักงาน")
    central.follow("เปิดรอบรายงาน")
    central.press("เปิดรอบรายงาน")


# The provinces write -----------------------------------------------------------------------------


def report_of(slug: str) -> Report:
    return Report.objects.get(province__slug=slug, round__fiscal_year=YEAR)


# How many people each has trained; sara am is not to be relied on in the text of a PDF.
TRAINED = {"lamphun": 51, "roi-et": 45, "yasothon": 35}


def result_of(slug: str, row: int) -> str:
    return f"อบรมแล้ว {TRAINED[slug]}{row} คน"


def start(clerk: Person) -> Editor:
    """From the province's home into its first draft."""
    clerk.open("province_home")
    clerk.press(clerk.page.get_by_role("button", name="เริ่มจากปฏิทิน").first)
    return Editor(clerk)


def fill(editor: Editor, slug: str, rows: int) -> None:
    for row in range(1, rows + 1):
        editor.person.write(editor.result(row), result_of(slug, row))
        editor.person.choose(editor.status(row), "in_progress")
    editor.save()


def hand_over(clerk: Person) -> None:
    clerk.press("ตรวจทานก่อนส่ง")
    clerk.press("เสนอหัวหน้าสำนักงาน")
    clerk.sees("เสนอหัวหน้าสำนักงานแล้ว")


def certify(head: Person, slug: str) -> None:
    head.open("report_check", report_of(slug).pk)
    head.press("รับรองและส่งรายงาน")
    head.sees("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง")


def the_provinces_write(play: Play) -> None:
    play.at(2025, 4, 1, 8, 45)
    opened = play.worker()
    assert to_whom(opened) == {(name, f"{home_of(name)}: เปิดรับรายงาน {ROUND}") for name in OFFICES}
    for slug, rows in (("lamphun", 6), ("roi-et", 6), ("yasothon", 1)):
        editor = start(play[slug])
        play[slug].write(editor.provincial(1), "6 - 24 ม.ค. 68")
        fill(editor, slug, rows)
    for slug in ("lamphun", "roi-et"):
        hand_over(play[slug])
    certify(play["lamphun-head"], "lamphun")

    head = play["roi-et-head"].open("report_check", report_of("roi-et").pk)
    head.hands.press(head.page.locator("summary", has_text="ส่งกลับให้เจ้าหน้าที่แก้ไข"))
    head.write(head.page.locator("[name=note]").last, "แถวที่ 2 โปรดใส่จำนวนผู้เข้าอบรม")
    head.press("ส่งกลับให้เจ้าหน้าที่แก้ไข")
    clerk = play["roi-et"].open("province_home")
    clerk.sees("แถวที่ ๒ โปรดใส่จำนวนผู้เข้าอบรม")
    assert to_whom(play.worker()) == {
        ("lamphun-head", "รอท่านรับรอง: รายงาน ITA จังหวัดลำพูน"),
        ("roi-et-head", "รอท่านรับรอง: รายงาน ITA จังหวัดร้อยเอ็ด"),
        ("roi-et", f"จังหวัดร้อยเอ็ด: หัวหน้าสำนักงานส่งกลับให้แก้ไข {ROUND}"),
    }


def the_calendar_is_amended(play: Play) -> None:
    play.at(2025, 4, 9, 9)
    central = play["central"].open("years_home")
    central.follow(central.page.get_by_role("link", name="ฉบับปรับปรุงครั้งที่ ๑ ปี ๒๕๖๘"))
    central.press("ทำสำเนาเป็นฉบับปรับปรุงใหม่")
    central.write(boxes(central, "when").first, "1 - 28 ก.พ. 68")
    central.press("บันทึกแล้วดูผลกระทบ")
    central.sees("๒ - ๓๑ มกราคม ๒๕๖๘")
    central.sees("๑ - ๒๘ กุมภาพันธ์ ๒๕๖๘")
    central.sees("ร้อยเอ็ด")
    put_in_force(central)

    clerk = play["roi-et"].open("report_edit", report_of("roi-et").pk)
    clerk.follow("ปรับตามปฏิทินฉบับปรับปรุงครั้งที่ ๒")
    clerk.press("ปรับรายการที่เลือก")
    clerk.sees("รายงานเป็นไปตามปฏิทินฉบับที่มีผลใช้แล้ว")
    clerk.open("report_edit", report_of("roi-et").pk)
    editor = Editor(clerk)
    clerk.write(editor.result(2), "ผู้เข้าอบรม 120 คน")
    editor.save()
    hand_over(clerk)
    certify(play["roi-et-head"], "roi-et")
    amended = "ปฏิทินการประเมิน ป.ป.ช. ปีงบประมาณ พ.ศ. ๒๕๖๘ ฉบับปรับปรุงครั้งที่ ๒ มีผลใช้แล้ว"
    assert to_whom(play.worker()) == {
        *((name, f"{home_of(name)}: {amended}") for name in OFFICES),
        ("roi-et-head", "รอท่านรับรอง: รายงาน ITA จังหวัดร้อยเอ็ด"),
    }
    assert report_of("roi-et").calendar.number == 2
    assert report_of("lamphun").calendar.number == 1


# The centre reads --------------------------------------------------------------------------------

QUESTIONS = {1: "โปรดระบุวันที่ลงทะเบียน", 2: "โปรดแนบรายชื่อผู้เข้าอบรม"}
REPLIES = {1: "ลงทะเบียนเมื่อวันที่ 5 มกราคม 2568", 2: "แนบรายชื่อแล้ว"}
MARK = "zqxleak"
INTERNAL = f"{MARK} สงสัยว่าคัดลอกจากจังหวัดอื่น"


def row_box(reviewer: Person, number: str):
    return reviewer.page.get_by_label(f"ลำดับที่ {number} ข้อทักท้วง", exact=True)


def the_reviewer_reads_the_queue(play: Play) -> None:
    play.at(2025, 4, 10, 9)
    round_ = Round.objects.get(fiscal_year=YEAR)
    reviewer = play["reviewer"].open("review_round", round_.pk)
    reviewer.look("queue")
    reviewer.follow("เริ่มตรวจฉบับถัดไป")
    reviewer.sees("ลำพูน")
    reviewer.press("รับและเปิดฉบับถัดไป")
    assert report_of("lamphun").state == "accepted"

    assert reviewer.page.url.endswith(f"/review/reports/{report_of('roi-et').pk}/")
    reviewer.write(row_box(reviewer, "๑"), QUESTIONS[1])
    reviewer.write(row_box(reviewer, "๒"), QUESTIONS[2])
    reviewer.hands.press(reviewer.page.locator(".inside summary").first)
    note = reviewer.page.get_by_label("บันทึกภายใน (จังหวัดไม่เห็น)").first
    reviewer.write(note, INTERNAL)
    reviewer.look("reading")
    reviewer.press("ส่งคืนให้แก้ไข")
    reviewer.sees("พร้อมข้อทักท้วง ๒ ข้อ")
    assert report_of("roi-et").state == "returned"

    left = play.worker()
    assert to_whom(left) == {
        *both("lamphun", "รับรายงานของจังหวัดลำพูนแล้ว"),
        *both("roi-et", "ส่งคืนให้แก้ไข: รายงานของจังหวัดร้อยเอ็ด"),
    }
    quoted = "ลำดับที่ ๑: โปรดระบุวันที่ลงทะเบียน\nลำดับที่ ๒: โปรดแนบรายชื่อผู้เข้าอบรม"
    assert len([one for one in left if quoted in one.body]) == 2
    the_province_answers(play)
    reviewer.open("review_report", report_of("roi-et").pk)
    reviewer.sees("ลงทะเบียนเมื่อวันที่ ๕ มกราคม ๒๕๖๘")
    reviewer.sees("แก้ไขเพิ่มเติมนอกเหนือจากที่ทัก")
    reviewer.look("answers")
    reviewer.press("ข้อทักท้วงเรียบร้อยแล้ว ลำดับที่ ๑")
    reviewer.press("ข้อทักท้วงเรียบร้อยแล้ว ลำดับที่ ๒")
    reviewer.press("รับรายงาน")
    reviewer.sees("รับรายงานของจังหวัดร้อยเอ็ดแล้ว")
    assert to_whom(play.worker()) == {
        ("roi-et-head", "รอท่านรับรอง: รายงาน ITA จังหวัดร้อยเอ็ด"),
        *both("roi-et", "รับรายงานของจังหวัดร้อยเอ็ดแล้ว"),
    }


def the_province_answers(play: Play) -> None:
    play.at(2025, 4, 11, 9)
    # Seven days before; for Roi Et that is Songkran, so it leaves on the working day before.
    assert to_whom(play.worker()) == {
        ("roi-et", "จังหวัดร้อยเอ็ด: อีก ๑๑ วันถึงกำหนดส่งรายงาน ITA"),
        ("yasothon", "จังหวัดยโสธร: อีก ๗ วันถึงกำหนดส่งรายงาน ITA"),
    }
    clerk = play["roi-et"].open("province_home")
    clerk.sees("ส่วนกลางส่งคืนให้แก้ไข ๒ แถว")
    clerk.open("report_questions", report_of("roi-et").pk)
    for number, reply in REPLIES.items():
        clerk.write(clerk.page.locator("[id$='-reply']").nth(number - 1), reply)
    clerk.press(clerk.page.get_by_role("button", name="บันทึก").first)
    clerk.open("report_edit", report_of("roi-et").pk)
    editor = Editor(clerk)
    clerk.write(editor.result(1), "ลงทะเบียนเมื่อวันที่ 5 มกราคม 2568")
    clerk.write(editor.result(3), "แก้ไขแถวที่ไม่มีใครทัก")
    editor.save()
    hand_over(clerk)
    certify(play["roi-et-head"], "roi-et")


# The late one ------------------------------------------------------------------------------------


def the_late_one_is_reminded_and_given_time(play: Play) -> None:
    round_ = Round.objects.get(fiscal_year=YEAR)
    play.at(2025, 4, 21, 8, 45)
    reminded = play.worker()
    assert to_whom(reminded) == both("yasothon", "จังหวัดยโสธร: เลยกำหนดมาแล้ว ๓ วัน ยังไม่ส่งรายงาน ITA")
    assert len([one for one in reminded if "- อยู่ระหว่างจัดทำ" in one.body]) == 2
    reviewer = play["reviewer"].open("review_round", round_.pk)
    reviewer.follow(reviewer.link("เลยกำหนด ยังไม่ส่ง", exact=False).first)
    reviewer.tick(reviewer.page.get_by_label("เลือกจังหวัดยโสธร"))
    reviewer.press("แจ้งเตือน…")
    reviewer.write(reviewer.box("ข้อความแจ้งเตือน"), "โปรดส่งภายใน 2 วัน หรือโทรแจ้งเหตุ")
    reviewer.press("ส่งแจ้งเตือน ๑ จังหวัด")
    reviewer.sees("ทำแล้ว ๑ จังหวัด")
    assert "โปรดส่งภายใน ๒ วัน หรือโทรแจ้งเหตุ" in play.worker()[0].body
    reviewer.open("round_due_day", round_.pk)
    expect(reviewer.page.locator("#call-yasothon")).to_contain_text("เลยกำหนด")

    central = play["central"].open("round_extensions", round_.pk)
    central.write(central.box("กำหนดส่งใหม่"), "25 เม.ย. 2568")
    central.write(central.box("เหตุผล").first, "น้ำท่วมสำนักงานจังหวัด")
    central.tick(central.page.get_by_label("ยโสธร"))
    central.press(central.button("ขยายเวลา"))
    extended = f"จังหวัดยโสธร: ขยายเวลาส่งรายงาน {ROUND} ถึงวันที่ ๒๕ เมษายน ๒๕๖๘"
    assert to_whom(play.worker()) == both("yasothon", extended)

    clerk = play["yasothon"].open("province_home")
    clerk.sees("น้ำท่วมสำนักงานจังหวัด")
    clerk.open("report_edit", report_of("yasothon").pk)
    fill(Editor(clerk), "yasothon", 6)
    hand_over(clerk)
    certify(play["yasothon-head"], "yasothon")
    assert report_of("yasothon").submissions.get().days_late == 0


def is_public(slug: str) -> bool:
    address = reverse("public_report", args=[YEAR, 6, slug])
    return Client().get(address).status_code == 200


def many_are_accepted_and_what_was_held_leaves(play: Play) -> None:
    round_ = Round.objects.get(fiscal_year=YEAR)
    play.at(2025, 4, 22, 9)
    play.worker()
    reviewer = play["reviewer"].open("review_report", report_of("yasothon").pk)
    reviewer.press("ทำเครื่องหมายว่าอ่านแล้ว")
    accept_many(reviewer, round_)
    reviewer.press(reviewer.page.get_by_role("button", name="ยกเลิกการรับ จังหวัดยโสธร"))
    assert report_of("yasothon").state == "submitted"
    accept_many(reviewer, round_)
    play.clock.move_to(datetime(2025, 4, 22, 9, 9, tzinfo=BANGKOK))
    assert play.worker() == []
    assert not is_public("yasothon")
    play.clock.move_to(datetime(2025, 4, 22, 9, 15, tzinfo=BANGKOK))
    assert to_whom(play.worker()) == both("yasothon", "รับรายงานของจังหวัดยโสธรแล้ว")
    assert all(map(is_public, HOMES))


def accept_many(reviewer: Person, round_: Round) -> None:
    reviewer.open("review_round", round_.pk)
    reviewer.tick(reviewer.page.get_by_label("เลือกจังหวัดยโสธร"))
    reviewer.press("รับรายงาน…")
    reviewer.press("รับรายงาน ๑ จังหวัด")
    reviewer.sees("ยกเลิกการรับได้ถึงเวลา")


# The nation --------------------------------------------------------------------------------------


def the_nation_is_looked_at(play: Play) -> None:
    round_ = Round.objects.get(fiscal_year=YEAR)
    reviewer = play["reviewer"].open("round_matrix_page", round_.pk)
    reviewer.look("matrix")
    row = reviewer.page.locator(".matrix tbody tr").filter(has_text="ยโสธร")
    expect(row).to_contain_text("รับรายงานแล้ว")
    expect(row).to_contain_text("อยู่ระหว่างฯ")
    reviewer.open("round_map", round_.pk)
    expect(reviewer.page.locator(".map-shelves tr").filter(has_text="รับรายงานแล้ว")).to_contain_text(
        "๓"
    )
    reviewer.open("round_steps", round_.pk)
    reviewer.open("round_due_day", round_.pk)
    expect(reviewer.page.locator("#call-yasothon")).to_have_count(0)
    reviewer.open("round_trends", round_.pk)


def the_book_is_made(play: Play) -> None:
    round_ = Round.objects.get(fiscal_year=YEAR)
    central = play["central"].open("round_book", round_.pk)
    central.press("สั่งทำเล่ม")
    central.sees("อยู่ลำดับที่")
    play.worker()
    central.page.reload()
    central.sees("ทำเล่มเสร็จแล้ว")
    with central.page.expect_download() as download:
        central.hands.press(central.link("ดาวน์โหลด", exact=False).first)

    book = download.value.path().read_bytes()
    text = pdf_text(book)
    assert {
        slug for slug in HOMES if unspaced(thai.to_thai_digits(result_of(slug, 6))) in text
    } == set(HOMES)
    assert MARK not in text
    numbers = [number_of(sheet) for sheet in sheets(book, ABOVE)]
    assert numbers[1:] == [thai.to_thai_digits(number + 2) for number in range(len(numbers) - 1)]


# What everyone was told --------------------------------------------------------------------------


def everyone_was_told_and_nobody_too_much(play: Play) -> None:
    titles = {
        "lamphun": [f"ส่วนกลางรับรายงานแล้ว {ROUND}", f"ส่งรายงานแล้ว {ROUND}"],
        "roi-et": [
            *(f"ส่วนกลางรับรายงานแล้ว {ROUND}", f"หัวหน้าสำนักงานส่งกลับให้แก้ไข {ROUND}"),
            f"ส่วนกลางส่งคืนให้แก้ไข {ROUND} กำหนดส่งใหม่ภายในวันที่ ๒๒ เมษายน ๒๕๖๘",
        ],
        "yasothon": [
            *(f"ส่วนกลางรับรายงานแล้ว {ROUND}", "โปรดส่งภายใน ๒ วัน หรือโทรแจ้งเหตุ"),
            f"ขยายเวลาส่งรายงาน {ROUND} ถึงวันที่ ๒๕ เมษายน ๒๕๖๘",
        ],
        "roi-et-head": [f"รอท่านรับรองและส่ง {ROUND}"],
        "reviewer": [f"จังหวัดร้อยเอ็ดส่งรายงานฉบับที่ ๒ {ROUND}"],
    }
    for name, said in titles.items():
        person = play[name].open("notices")
        page = person.page.locator("main").inner_text()
        assert [one for one in said if one not in page] == []
    for slug in HOMES:
        pages = [Client().get(report_of(slug).get_absolute_url()).content.decode()]
        clerk = play[slug]
        for name in ("report_receipt", "notices", "province_home"):
            clerk.open(name, *([report_of(slug).pk] if name == "report_receipt" else []))
            pages.append(clerk.page.content())
        assert thai.to_thai_digits(result_of(slug, 6)) in pages[0]
        assert [page for page in pages if MARK in page] == []
    assert [one for one in django_mail.outbox if MARK in one.subject + one.body] == []
    assert InternalNote.objects.filter(text__contains=MARK).count() == 1


def the_story_is_told_whole(play: Play) -> None:
    central = play["central"].open("audit_log")
    central.look("audit")
    assert set(STORY) - set(AuditEntry.objects.values_list("what", flat=True)) == set()
    central.sees("รับรายงาน")
    said = io.StringIO()
    call_command("verify_audit", stdout=said)
    assert "ครบถ้วน ไม่มีรายการใดถูกแก้ไขหรือหายไป" in said.getvalue()


STORY = (
    *("ประกาศใช้ปฏิทิน", "เปิดรอบรายงาน", "เริ่มจัดทำรายงาน", "บันทึกแถวในรายงาน"),
    *("เสนอรายงานต่อหัวหน้าสำนักงาน", "ส่งรายงานกลับให้เจ้าหน้าที่แก้ไข", "รับรองและส่งรายงาน"),
    "ปรับรายงานตามปฏิทินฉบับใหม่",
    *("ส่งรายงานคืนให้แก้ไข", "เขียนคำชี้แจงข้อทักท้วง", "ระบุว่าข้อทักท้วงเรียบร้อยแล้ว", "รับรายงาน"),
    *("แจ้งเตือนจังหวัดที่ยังไม่ส่ง", "ขยายเวลาหลายจังหวัด", "ยกเลิกการรับรายงาน"),
)
