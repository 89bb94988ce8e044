"""The province's desk through HTTP: who may come, what each page says, every move, and what is refused."""

import re
import threading
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from calendar_app import actions as calendars
from calendar_app.models import RoundExtension
from ita_portal import actions as people
from reports import actions, printing
from reports.models import Line, Report, StateChange, Submission
from reports.workflow import Move
from tests import cast, explaining
from tests.printing_worker import print_all

pytestmark = pytest.mark.django_db

MORNING = "2024-04-10T09:30:00+07:00"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


def client_of(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def page(user, name: str, *args, status=200) -> str:
    """The words of a page, without its tags."""
    answer = client_of(user).get(reverse(name, args=args))
    assert answer.status_code == status
    return words(answer)


def words(answer) -> str:
    text = re.sub(r"<(script|style|title).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def post(user, name: str, report: Report, **fields):
    return client_of(user).post(reverse(name, args=[report.pk]), fields)


def told(answer, user) -> str:
    """The words of the page that a move leads to, with what is said about it."""
    client = client_of(user)
    client.cookies = answer.client.cookies
    return words(client.get(answer.url))


def read_by(page: str) -> dict[str, str]:
    """What a page with a report to certify knows of what it shows."""
    return dict(re.findall(r'name="(version|digest)" value="(\w+)"', page))


def write(report: Report, result: str, *, place=0, by=None, status="done") -> Line:
    """Type a result into one row of a draft."""
    line = Line.objects.filter(group__report=report).order_by("group__order")[place]
    items = tuple(
        actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
        for item in line.items.all()
    )
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status=status)
    actions.save(report=report, by=by or cast.clerk(), lines=[edit])
    report.refresh_from_db()
    return line


def handed_over(*, note="") -> Report:
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=report.version, note=note)
    report.refresh_from_db()
    return report


def closed_round(**fields):
    round_ = cast.round_(**fields)
    calendars.close_round(round=round_, by=cast.central(), reason="ครบกำหนด")
    round_.refresh_from_db()
    return round_


# Who may come ------------------------------------------------------------------------------------

PAGES = ["report_preview", "report_check", "report_receipt"]
MOVES = [
    "report_hand_over",
    "report_take_back",
    "report_give_back",
    "report_submit",
    "report_recall",
    "report_ask_to_correct",
]

# What was typed for these comes back, also to a stranger.
WITH_WORDS = ["report_hand_over", "report_give_back", "report_submit", "report_ask_to_correct"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_led_to_sign_in(name):
    answer = client_of(None).get(reverse(name, args=[cast.report().pk]))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_another_provinces_report_is_not_there(name):
    page(cast.clerk(cast.roi_et()), name, cast.report().pk, status=404)


@pytest.mark.parametrize("name", PAGES)
def test_the_centre_has_its_own_pages(name):
    page(cast.reviewer(), name, cast.report().pk, status=403)


@pytest.mark.parametrize("name", MOVES)
def test_nobody_of_elsewhere_moves_a_report(name):
    report = cast.report()
    head = name == "report_give_back"
    of_roi_et = (cast.head if head else cast.clerk)(cast.roi_et())

    answers = [post(who, name, report).status_code for who in (None, cast.reviewer(), of_roi_et)]

    assert answers == [403 if name in WITH_WORDS else 302, 403, 404]
    assert StateChange.objects.count() == 1


@pytest.mark.parametrize("name", MOVES)
def test_a_move_is_never_made_by_get(name):
    who = cast.head() if name == "report_give_back" else cast.clerk()

    assert client_of(who).get(reverse(name, args=[cast.report().pk])).status_code == 405


def test_only_the_head_gives_back_and_only_the_clerk_hands_over():
    report = cast.report()

    assert post(cast.clerk(), "report_give_back", report).status_code == 403
    assert post(cast.head(), "report_hand_over", report).status_code == 403
    assert post(cast.head(), "report_take_back", report).status_code == 403


# Home --------------------------------------------------------------------------------------------


def test_home_without_a_round_says_what_to_do():
    said = page(cast.clerk(), "province_home")

    assert "ยังไม่มีรอบรายงานที่เปิดรับ เมื่อส่วนกลางเปิดรับรายงาน รอบนั้นจะแสดงที่นี่" in said


def test_home_is_for_people_of_a_province():
    page(cast.reviewer(), "province_home", status=403)


def test_home_offers_to_start_a_report_in_one_click():
    round_ = cast.round_()
    cast.report(in_=cast.round_(fiscal_year=2566))
    client = client_of(cast.clerk())

    said = words(client.get(reverse("province_home")))
    answer = client.post(reverse("report_start", args=[round_.pk]))

    assert round_.name in said
    assert "กำหนดส่ง ภายในวันอังคารที่ ๓๐ เมษายน ๒๕๖๗ เวลา ๒๓.๕๙ น. เหลือ ๒๐ วัน" in said
    assert "สอบถามส่วนกลาง ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐" in said
    assert f"เริ่มจัดทำรายงาน {round_} เริ่มจากไฟล์ Word ของท่าน {round_}" in said
    assert answer.url == reverse("report_edit", args=[Report.objects.get(round=round_).pk])


def test_home_offers_the_file_first_to_a_province_without_any_report():
    round_ = cast.round_()
    cast.calendar()
    client = client_of(cast.clerk())

    answer = client.get(reverse("province_home"))

    said = words(answer)
    assert f"เริ่มจากไฟล์ Word ของท่าน {round_} เริ่มจากปฏิทิน {round_}" in said
    assert reverse("report_import", args=[round_.pk]) in answer.content.decode()


@pytest.mark.parametrize(
    ("days", "said"),
    [(20, "ครบกำหนดวันนี้"), (21, "เลยกำหนดมาแล้ว ๑ วัน"), (19, "เหลือ ๑ วัน")],
)
def test_home_counts_the_days(today, days, said):
    cast.report()
    today.shift(timedelta(days=days))

    assert said in page(cast.clerk(), "province_home")


def test_home_counts_to_the_provinces_own_extension():
    report = cast.report()
    RoundExtension.objects.create(
        round=report.round, province=report.province, due_on=date(2024, 5, 15), reason="น้ำท่วม"
    )

    assert "ภายในวันพุธที่ ๑๕ พฤษภาคม ๒๕๖๗ เวลา ๒๓.๕๙ น. เหลือ ๓๕ วัน" in page(
        cast.clerk(), "province_home"
    )


def test_home_of_a_draft_says_what_is_missing():
    report = cast.report()
    write(report, "ลงทะเบียนแล้ว")

    said = page(cast.clerk(), "province_home")

    assert (
        "อยู่ระหว่างจัดทำ รายงานยังไม่ได้ส่ง บันทึกล่าสุดเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. โดย สมหญิง ตัวอย่าง" in said
    )
    assert "รายงานแล้ว ๒ จาก ๓ ขั้นตอน ควรตรวจสอบ ๑ รายการ รายการที่ยังต้องทำ ทำรายงานต่อ" in said


def buttons(user) -> list[tuple[str, str]]:
    """The look and the words of the links that are buttons on a person's home."""
    answer = client_of(user).get(reverse("province_home"))
    return re.findall(r'class="btn (btn-\w+)" href="[^"]+">([^<]+)', answer.content.decode())


def finished() -> Report:
    report = cast.report()
    for place, status in enumerate(["done", "in_progress", "not_due"]):
        write(report, "แจ้งส่วนราชการแล้ว", place=place, status=status)
    return report


def test_home_leads_a_finished_draft_to_the_check():
    cast.report()

    unfinished = buttons(cast.clerk())
    finished()

    assert unfinished == [("btn-primary", "ทำรายงานต่อ"), ("btn-quiet", "ตรวจทานก่อนส่ง")]
    assert buttons(cast.clerk()) == [("btn-primary", "ตรวจทานก่อนส่ง"), ("btn-quiet", "ทำรายงานต่อ")]


def test_home_leads_a_draft_that_was_given_back_to_the_editor():
    report = finished()
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)
    actions.give_back(report=report, by=cast.head(), note="เพิ่มจำนวนหน่วยงาน")

    assert buttons(cast.clerk())[0] == ("btn-primary", "ทำรายงานต่อ")


def test_home_tells_clerk_and_head_apart_when_it_is_handed_over():
    handed_over()

    for_clerk, for_head = page(cast.clerk(), "province_home"), page(cast.head(), "province_home")

    sentence = "เสนอหัวหน้าสำนักงานแล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. โดย สมหญิง ตัวอย่าง"
    assert sentence in for_clerk
    assert sentence in for_head
    assert "ดูรายงานที่เสนอ" in for_clerk
    assert "อ่านและรับรอง" in for_head
    assert "อ่านและรับรอง" not in for_clerk.replace("รอหัวหน้าสำนักงานอ่านและรับรอง", "")


def test_home_of_a_sent_report_says_that_nobody_opened_it():
    cast.submitted()

    said = page(cast.clerk(), "province_home")

    assert "ส่งแล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. ยังไม่เปิดอ่าน" in said
    assert "ส่งภายในกำหนด" in said
    assert "ดูใบตอบรับการส่งรายงาน" in said


def test_home_says_who_reads_it():
    actions.take(report=cast.submitted(), by=cast.reviewer())

    assert "ส่วนกลางรับไว้ตรวจเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. โดย Reviewer กำลังตรวจ" in page(
        cast.clerk(), "province_home"
    )


def test_home_quotes_the_comment_of_a_return_and_its_new_due_date():
    returned(comment="ลำดับที่ 3 โปรดระบุจำนวนหน่วยงาน", due_on=date(2024, 5, 20))

    said = page(cast.clerk(), "province_home")

    assert (
        "ส่วนกลางส่งคืนให้แก้ไข กำหนดส่งใหม่ภายในวันที่ ๒๐ พฤษภาคม ๒๕๖๗ "
        "ลำดับที่ ๓ โปรดระบุจำนวนหน่วยงาน Reviewer ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น."
    ) in said
    assert "แก้ไขรายงาน" in said
    assert "เหลือ ๔๐ วัน" in said


def test_home_of_an_accepted_report_leads_to_the_public_page():
    report = cast.accepted()

    answer = client_of(cast.clerk()).get(reverse("province_home"))

    assert "รับรายงานแล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. เผยแพร่แล้ว" in words(answer)
    assert f'href="{report.get_absolute_url()}"' in answer.content.decode()


def test_home_says_from_when_an_accepted_report_will_be_public():
    cast.accepted(in_=cast.round_(publishes_on=date(2024, 6, 1)))

    said = page(cast.clerk(), "province_home")

    assert "จะเผยแพร่ตั้งแต่วันที่ ๑ มิถุนายน ๒๕๖๗" in said
    assert "ดูหน้าเผยแพร่" not in said


def test_home_keeps_closed_rounds_below():
    closed_round()

    said = page(cast.clerk(), "province_home")

    assert "รอบที่ปิดรับแล้ว" in said
    assert "จังหวัดไม่ได้ส่งรายงานในรอบนี้" in said
    assert "เริ่มจัดทำรายงาน" not in said


def test_home_keeps_a_correction_in_a_closed_round_in_sight():
    report = returned()
    calendars.close_round(round=report.round, by=cast.central(), reason="ครบกำหนด")

    said = page(cast.clerk(), "province_home")

    assert "รอบที่ปิดรับแล้ว" not in said
    assert "ปิดรับรายงานรอบนี้แล้ว" not in said
    assert "แก้ไขรายงาน" in said


# Session, person, rounds, extensions, reports, moves, order letters, questions, examples asked for,
# documents that may be undone, rows, evidence,
# steps, names of provinces, last year's calendars, earlier reports, documents that wait, documents of plans
# that may be undone; the answer about the contacts and the heads, handover notes, the request for a head.
HOME_QUERIES = 23


@pytest.mark.parametrize("rounds", [1, 3])
def test_home_costs_the_same_for_one_round_as_for_three(rounds, django_assert_num_queries):
    for number in range(rounds):
        cast.report(in_=cast.round_(fiscal_year=2567 - number))
    client = client_of(cast.clerk())

    with django_assert_num_queries(HOME_QUERIES):
        answer = client.get(reverse("province_home"))

    assert words(answer).count("ทำรายงานต่อ") == rounds


# As printed --------------------------------------------------------------------------------------


def test_preview_shows_the_draft_as_it_prints():
    report = cast.report()
    write(report, "อบรมครบ 33 หน่วยงาน")

    said = page(cast.clerk(), "report_preview", report.pk)

    assert "อบรมครบ ๓๓ หน่วยงาน ดำเนินการแล้ว" in said
    assert "ร่างตามที่บันทึกไว้ รายงานยังไม่ได้ส่ง" in said


def test_preview_of_a_sent_report_is_the_frozen_version():
    report = cast.submitted()
    report.round.heading_status = "หัวใหม่"
    calendars.save_round(round=report.round, by=cast.central())

    said = page(cast.clerk(), "report_preview", report.pk)

    assert "ฉบับที่ส่ง ครั้งที่ ๑ เลขอ้างอิง 2567-6-51-01" in said
    assert "หัวใหม่" not in said


def test_an_earlier_version_stays_readable():
    report = returned()
    write(report, "ข้อความใหม่")
    sent = report.submissions.get()

    said = page(cast.clerk(), "report_submission", report.pk, sent.number)

    assert "ข้อความใหม่" not in said
    page(cast.clerk(), "report_submission", report.pk, 2, status=404)
    page(cast.clerk(cast.roi_et()), "report_submission", report.pk, 1, status=404)
    page(cast.clerk(cast.roi_et()), "report_submission_pdf", report.pk, 1, status=404)


def test_pdfs_are_marked_as_drafts_until_they_are_sent(printer):
    report = cast.report()
    client = client_of(cast.clerk())
    button = reverse("report_print_draft", args=[report.pk])

    asked = client.post(button)
    print_all()
    draft = client.get(asked["Location"])
    actions.submit(report=report, by=cast.head(), version=report.version)
    print_all()
    late = client.post(button)
    sent = client.get(late["Location"])

    assert "draft-ita-2567-6-lamphun.pdf" in draft["Content-Disposition"]
    assert draft.content == b"%PDF-1.7 draft lamphun"
    assert late["Location"] == reverse("report_submission_pdf", args=[report.pk, 1])
    assert "draft" not in sent["Content-Disposition"]
    assert sent.content == b"%PDF-1.7 final lamphun"


def test_submitting_asks_for_the_pdf_and_prints_nothing(printer):
    report = cast.report()
    client = client_of(cast.head())
    address = reverse("report_submit", args=[report.pk])

    for _ in range(2):
        client.post(address, cast.shown(report))

    jobs = DBTaskResult.objects.values_list("task_path", "args_kwargs", "priority")
    sent = actions.latest(report)
    assert list(jobs) == [
        ("reports.printing.print_submission", {"args": [sent.pk], "kwargs": {}}, printing.SENT)
    ]
    assert printer.printed == []


# Checking before sending -------------------------------------------------------------------------


def test_check_leads_each_finding_to_its_row_in_the_editor():
    report = cast.report()
    line = write(report, "ลงทะเบียนด้วยรหัสเข้าตอบ IIT 67065b")

    answer = client_of(cast.clerk()).get(reverse("report_check", args=[report.pk]))

    assert (
        f'{reverse("report_edit", args=[report.pk])}#l{line.pk}-result"' in answer.content.decode()
    )
    assert "ควรตรวจสอบ ๒ รายการ" in words(answer)
    found = "ลำดับที่ ๑ ช่องผลการดำเนินการ “67065b” ดูเหมือนรหัสสำหรับเข้าตอบแบบวัด"
    assert found in words(answer)


def test_check_names_another_province_and_last_round_s_text():
    text = "จังหวัดร้อยเอ็ดได้แจ้งเวียนส่วนราชการ และกำกับติดตามอย่างใกล้ชิด"
    cast.roi_et()
    for months in (6, 12):
        report = cast.report(in_=cast.round_(months=months, as_of=date(2024, 3, 31)))
        write(report, text, place=1, status="in_progress")
        if months == 6:
            actions.submit(report=report, by=cast.head(), version=report.version)

    said = page(cast.clerk(), "report_check", report.pk)

    assert "ข้อความเอ่ยถึง “จังหวัดร้อยเอ็ด” ซึ่งไม่ใช่จังหวัดลำพูน" in said
    assert "ผลการดำเนินการเหมือนรอบที่แล้วเกือบทั้งหมด" in said


def test_check_says_that_saved_is_not_sent():
    said = page(cast.clerk(), "report_check", cast.report().pk)

    assert "บันทึกร่างแล้ว รายงานยังไม่ได้ส่ง" in said
    assert "รับรองและส่งรายงาน" not in said


def test_check_names_the_steps_that_no_row_answers():
    report = cast.report()
    actions.rows.delete(
        report=report, line=Line.objects.order_by("group__order").first().pk, by=cast.clerk()
    )

    said = page(cast.clerk(), "report_check", report.pk)

    assert "ขั้นตอนตามปฏิทินที่ยังไม่มีแถวใดรายงาน ๑ ขั้นตอน การลงทะเบียนเข้าสู่ระบบ ITAS" in said


def test_check_of_a_sent_report_leads_to_its_receipt():
    report = cast.submitted()

    answer = client_of(cast.head()).get(reverse("report_check", args=[report.pk]))

    assert answer.url == reverse("report_receipt", args=[report.pk])


def test_check_lets_a_clerk_send_where_the_round_allows_it():
    report = cast.report(in_=cast.round_(clerks_may_submit=True))

    said = page(cast.clerk(), "report_check", report.pk)
    answer = post(cast.clerk(), "report_submit", report, **cast.shown(report))

    assert "รับรองและส่งรายงาน" in said
    assert answer.url == reverse("report_receipt", args=[report.pk])


def test_check_says_at_once_that_the_round_is_closed():
    report = cast.report()
    calendars.close_round(round=report.round, by=cast.central(), reason="ครบกำหนด")

    said = page(cast.head(), "report_check", report.pk)

    assert "ปิดรับรายงานรอบนี้แล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น." in said


def test_check_asks_no_more_queries_for_many_rows(django_assert_num_queries):
    report = cast.report()
    client = client_of(cast.clerk())

    with django_assert_num_queries(14):
        client.get(reverse("report_check", args=[report.pk]))
    for _ in range(3):
        actions.rows.add_group(report=report, line=None, by=cast.clerk())
    with django_assert_num_queries(14):
        client.get(reverse("report_check", args=[report.pk]))


# Moves -------------------------------------------------------------------------------------------


def returned(*, comment="โปรดแก้ไข", due_on=None) -> Report:
    report = cast.submitted()
    actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment=comment,
        due_on=due_on,
    )
    report.refresh_from_db()
    return report


def test_home_says_above_its_rounds_only_what_they_do_not_say():
    returned()
    above = "ดูแจ้งเตือนทั้งหมด"
    assert above not in page(cast.clerk(), "province_home")

    told = {"key": "k", "kind": "withdrawn", "title": "ส่วนกลางถอนการเผยแพร่", "by": None}
    people.tell(**told, province=cast.lamphun(), is_important=True)

    assert above in page(cast.clerk(), "province_home")


def test_handing_over_shows_the_head_the_clerks_note():
    report = cast.report()

    answer = post(
        cast.clerk(), "report_hand_over", report, **cast.shown(report), note="แก้ลำดับที่ 2 แล้ว"
    )

    assert answer.url == reverse("province_home")
    assert "เสนอหัวหน้าสำนักงานแล้ว" in told(answer, cast.clerk())
    assert "บันทึกของเจ้าหน้าที่ถึงหัวหน้าสำนักงาน แก้ลำดับที่ ๒ แล้ว" in page(
        cast.head(), "report_check", report.pk
    )


def test_a_report_that_changed_since_it_was_read_is_not_handed_over():
    report = cast.report()
    read = cast.shown(report)
    write(report, "เพื่อนร่วมงานเพิ่งพิมพ์")

    answer = post(cast.clerk(), "report_hand_over", report, **read, note="บันทึกยาว ๆ")

    report.refresh_from_db()
    assert (answer.status_code, report.is_handed_over) == (409, False)
    assert "บันทึกยาว ๆ" in words(answer)
    assert "ข้อความที่ท่านอ่าน - ข้อความปัจจุบัน เพื่อนร่วมงานเพิ่งพิมพ์" in words(answer)


def test_a_form_without_a_version_moves_nothing():
    report = cast.report()

    hand_over = post(cast.clerk(), "report_hand_over", report, note="คำที่พิมพ์ไว้")
    submit = post(cast.head(), "report_submit", report, version="๑ หรือ ๒", digest="0")

    assert (hand_over.status_code, submit.status_code) == (422, 422)
    assert "ไม่ทราบว่าท่านอ่านฉบับใด" in words(hand_over)
    assert "คำที่พิมพ์ไว้" in words(hand_over)
    assert "ไม่ทราบว่าท่านอ่านฉบับใด" in words(submit)
    assert StateChange.objects.count() == 1


def test_taking_back_leads_to_the_editor():
    report = handed_over()

    answer = post(cast.clerk(), "report_take_back", report)

    report.refresh_from_db()
    assert (answer.url, report.is_handed_over) == (
        reverse("report_edit", args=[report.pk]),
        False,
    )


def test_giving_back_shows_the_clerk_the_heads_words():
    report = handed_over()

    answer = post(cast.head(), "report_give_back", report, note="เพิ่มจำนวนหน่วยงานในลำดับที่ 3")

    assert answer.url == reverse("province_home")
    assert (
        "หัวหน้าสำนักงานส่งกลับให้เจ้าหน้าที่แก้ไข เพิ่มจำนวนหน่วยงานในลำดับที่ ๓ "
        "นายสมชาย ตัวอย่าง ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น."
    ) in page(cast.clerk(), "province_home")


def test_giving_back_needs_a_note():
    report = handed_over()

    answer = post(cast.head(), "report_give_back", report, note="   ")

    report.refresh_from_db()
    assert (answer.status_code, report.is_handed_over) == (422, True)
    assert "โปรดเขียนว่าขอให้แก้ไขอะไร" in words(answer)


def test_giving_back_what_was_sent_meanwhile_keeps_the_note():
    report = handed_over()
    actions.submit(report=report, by=cast.head(), **cast.shown(report))

    answer = post(cast.head(), "report_give_back", report, note="โปรดแก้ลำดับที่ 3")

    assert answer.status_code == 409
    assert "สถานะของรายงานเปลี่ยนไปแล้ว" in words(answer)
    assert "โปรดแก้ลำดับที่ 3" in words(answer)


def test_a_head_who_corrected_a_word_may_still_give_back():
    report = handed_over()
    actions.save_details(
        report=report,
        by=cast.head(),
        token=actions.details_token(report),
        contact="กลุ่มงานบริหารทรัพยากรบุคคล",
        footnote="",
        number_style="",
    )

    answer = post(cast.head(), "report_give_back", report, note="ขาดเลขที่คำสั่ง")

    assert answer.url == reverse("province_home")
    assert "ขาดเลขที่คำสั่ง" in page(cast.clerk(), "province_home")


def test_certifying_sends_the_report_and_leads_to_the_receipt():
    report = handed_over()

    answer = post(cast.head(), "report_submit", report, **cast.shown(report))

    assert answer.url == reverse("report_receipt", args=[report.pk])
    assert ("ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง 2567-6-51-01 เมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น.") in told(
        answer, cast.head()
    )


@pytest.mark.parametrize(
    ("move", "who"), [("report_submit", cast.head), ("report_hand_over", cast.clerk)]
)
def test_a_choice_that_was_never_saved_stops_the_move_and_stays_on_the_page(move, who):
    report = explaining.explain_all(explaining.write(cast.report(), explaining.WITH_CODE))
    one = explaining.about(report, "respondent_code")
    note = "รหัสตัวอย่างในคู่มือ"
    fields = {f"note-{one.mark}": note, f"seen-{one.mark}": one.token}
    if who == cast.head:
        fields[f"kept-{one.mark}"] = "yes"

    answer = post(who(), move, report, **cast.shown(report), **fields)

    said = words(answer)
    report.refresh_from_db()
    assert (answer.status_code, report.state, report.is_handed_over) == (409, "draft", False)
    assert "ยังไม่บันทึก จึงยังไม่ได้ทำรายการ โปรดกดบันทึกคำชี้แจง" in said
    assert f'value="{note}"' in answer.content.decode()
    assert ('value="yes" form="explanations" checked' in answer.content.decode()) == (
        who == cast.head
    )


def test_what_came_along_as_it_is_kept_stops_nothing():
    report = explaining.explain_all(explaining.write(cast.report(), explaining.WITH_CODE))
    one = explaining.about(report, "respondent_code")
    fields = {
        f"note-{one.mark}": one.note,
        f"seen-{one.mark}": one.token,
        f"kept-{one.mark}": "no",
    }

    post(cast.head(), "report_submit", report, **cast.shown(report), **fields)

    report.refresh_from_db()
    assert report.state == "submitted"


def test_a_report_that_changed_since_the_head_read_it_is_not_sent_and_the_difference_is_shown():
    report = handed_over()
    read = cast.shown(report)
    write(report, "อบรม 33 หน่วยงาน")
    second = write(report, "ก่อนแก้", place=1)
    read_later = cast.shown(report)
    write(report, "หลังแก้", place=1)
    actions.rows.delete(report=report, line=second.pk, by=cast.clerk())

    first = post(cast.head(), "report_submit", report, **read)
    later = post(cast.head(), "report_submit", report, **read_later)

    report.refresh_from_db()
    assert (first.status_code, later.status_code, report.state) == (409, 409, "draft")
    assert "สิ่งที่เปลี่ยนหลังจากท่านเปิดหน้านี้ ลำดับที่ ๑ แก้ไข" in words(first)
    assert "ข้อความที่ท่านอ่าน - ข้อความปัจจุบัน อบรม ๓๓ หน่วยงาน" in words(first)
    assert "ลำดับที่ ๒ ลบแล้ว" in words(later)
    assert "ข้อความที่ท่านอ่าน ก่อนแก้ ข้อความปัจจุบัน -" in words(later)
    assert "อบรม ๓๓ หน่วยงาน ข้อความปัจจุบัน" not in words(later)


def test_the_page_of_differences_certifies_what_it_shows():
    report = cast.report()
    read = cast.shown(report)
    write(report, "ใหม่")
    head = client_of(cast.head())

    refused = head.post(reverse("report_submit", args=[report.pk]), read)
    answer = head.post(
        reverse("report_submit", args=[report.pk]), read_by(refused.content.decode())
    )

    assert answer.status_code == 302
    assert Submission.objects.get().document.groups[0].lines[0].result == "ใหม่"


@pytest.mark.parametrize("who", [cast.clerk, cast.head])
def test_a_form_or_contact_that_changed_since_it_was_read_is_shown_before_anything_is_sent(who):
    report = cast.report(in_=cast.round_(show_contact=True))
    report.province.phone = "0 5351 1000"
    people.save_province(province=report.province, by=None)
    read = cast.shown(report)
    report.province.phone = "0 5351 2000"
    people.save_province(province=report.province, by=None)
    report.round.heading_result = "ผลการดำเนินงาน"
    calendars.save_round(round=report.round, by=None)
    move = "report_submit" if who is cast.head else "report_hand_over"

    answer = post(who(), move, report, **read)

    report.refresh_from_db()
    assert (answer.status_code, report.state, report.is_handed_over) == (409, "draft", False)
    assert "ข้อความที่ท่านอ่าน โทร. ๐ ๕๓๕๑ ๑๐๐๐ ข้อความปัจจุบัน โทร. ๐ ๕๓๕๑ ๒๐๐๐" in words(answer)
    assert "ผลการดำเนินงาน" in words(answer)[: words(answer).index("จัดทำโดย")]
    assert post(who(), move, report, **cast.shown(report)).status_code == 302


def test_a_version_that_never_was_is_refused_without_a_difference():
    report = cast.report()

    answer = post(cast.head(), "report_submit", report, version=999, digest="0" * 64)

    assert answer.status_code == 409
    assert "สิ่งที่เปลี่ยน" not in words(answer)


def test_a_double_click_sends_once_and_leads_to_the_receipt_both_times():
    report = handed_over()
    head = client_of(cast.head())
    address = reverse("report_submit", args=[report.pk])

    read = read_by(head.get(reverse("report_check", args=[report.pk])).content.decode())

    answers = [head.post(address, read) for _ in range(2)]

    assert [answer.url for answer in answers] == [reverse("report_receipt", args=[report.pk])] * 2
    assert Submission.objects.count() == 1


def test_an_answer_that_was_lost_is_given_again_also_after_the_centre_has_read_the_report():
    report = handed_over()
    read = cast.shown(report)
    post(cast.head(), "report_submit", report, **read)
    actions.take(report=report, by=cast.reviewer())

    taken = post(cast.head(), "report_submit", report, **read)
    sent = actions.latest(report)
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)
    accepted = post(cast.head(), "report_submit", report, **read)

    assert [taken.url, accepted.url] == [reverse("report_receipt", args=[report.pk])] * 2
    assert "ส่งรายงานเรียบร้อยแล้ว เลขอ้างอิง 2567-6-51-01" in told(accepted, cast.head())
    assert Submission.objects.count() == 1


def test_what_was_sent_from_another_page_is_not_told_as_sent():
    """The same version with a contact that was changed since is not what was sent."""
    report = handed_over()
    read = cast.shown(report)
    report.round.heading_result = "ผลการดำเนินงาน"
    calendars.save_round(round=report.round, by=None)
    actions.submit(report=report, by=cast.head(), **cast.shown(report))

    answer = post(cast.head(), "report_submit", report, **read)

    assert answer.status_code == 409
    assert "สถานะของรายงานเปลี่ยนไปแล้ว" in words(answer)


def test_a_second_click_on_handing_over_is_answered_as_the_first():
    report = cast.report()
    read = cast.shown(report)
    clerk = client_of(cast.clerk())
    address = reverse("report_hand_over", args=[report.pk])

    answers = [clerk.post(address, {**read, "note": "ครบแล้ว"}) for _ in range(2)]
    other_note = clerk.post(address, {**read, "note": "ขาดลำดับที่ 3"})
    actions.submit(report=report, by=cast.head(), version=1)
    after_it_was_sent = clerk.post(address, {**read, "note": "ครบแล้ว"})

    assert [answer.status_code for answer in (*answers, after_it_was_sent)] == [302] * 3
    assert other_note.status_code == 409
    assert "ขาดลำดับที่ 3" in words(other_note)
    assert StateChange.objects.filter(move=Move.HAND_OVER).count() == 1


def test_a_head_who_acts_for_another_is_asked_for_whom_and_signs_so():
    report = handed_over()
    head = client_of(acting_head())
    address = reverse("report_submit", args=[report.pk])

    asked = head.post(address, cast.shown(report))
    answer = head.post(
        address,
        {**cast.shown(report), "signs_as": "รักษาราชการแทน", "acting_for": "หัวหน้าสำนักงานจังหวัดลำพูน"},
    )

    assert asked.status_code == 422
    assert "ลงนามในฐานะ : โปรดเลือกว่าท่านลงนามในฐานะใด" in words(asked)
    assert answer.status_code == 302
    said = page(cast.clerk(), "report_receipt", report.pk)
    posts = "ผู้อำนวยการกลุ่มงานยุทธศาสตร์ รักษาราชการแทนหัวหน้าสำนักงานจังหวัดลำพูน"
    assert f"ผู้รับรอง นายสมชาย ตัวอย่าง {posts}" in said
    assert "รับรองและส่งรายงาน ฉบับที่ส่ง ครั้งที่ ๑ ลงนามในฐานะรักษาราชการแทนหัวหน้าสำนักงานจังหวัดลำพูน" in said


def test_a_post_that_was_typed_for_a_report_sent_meanwhile_is_kept():
    report = handed_over()
    read = cast.shown(report)
    write(report, "แก้ไขระหว่างที่อ่าน")
    typed = {"signs_as": "ปฏิบัติราชการแทน", "acting_for": "ผู้ว่าราชการจังหวัดลำพูน"}

    answer = post(cast.head(), "report_submit", report, **read, **typed)

    assert answer.status_code == 409
    assert 'value="ผู้ว่าราชการจังหวัดลำพูน"' in answer.content.decode()
    assert re.search(r'value="ปฏิบัติราชการแทน"[^>]* checked', answer.content.decode())


def acting_head():
    head = cast.head()
    head.post = "ผู้อำนวยการกลุ่มงานยุทธศาสตร์"
    return people.save_person(person=head, by=None)


def test_an_old_page_sends_nothing_after_a_recall_and_is_not_told_that_it_did():
    report = handed_over()
    read = cast.shown(report)
    actions.submit(report=report, by=cast.head(), version=1)
    actions.recall(report=report, by=cast.clerk())
    write(report, "หลังดึงกลับ")

    answer = post(cast.head(), "report_submit", report, **read)

    report.refresh_from_db()
    assert (answer.status_code, report.state, report.submissions.count()) == (409, "draft", 1)
    assert "ส่งรายงานเรียบร้อยแล้ว" not in words(answer)
    assert "สิ่งที่เปลี่ยนหลังจากท่านเปิดหน้านี้" in words(answer)
    assert "หลังดึงกลับ" in words(answer)


def test_another_person_who_certifies_what_was_just_sent_is_told_so():
    report = cast.report(in_=cast.round_(clerks_may_submit=True))
    read = cast.shown(report)
    actions.submit(report=report, by=cast.clerk(), version=report.version)

    answer = post(cast.head(), "report_submit", report, **read)

    assert answer.status_code == 409
    assert "สถานะของรายงานเปลี่ยนไปแล้ว" in words(answer)
    assert "ใบตอบรับการส่งรายงาน" in words(answer)


def test_a_report_that_cannot_be_printed_is_not_sent():
    report = cast.report()
    actions.rows.add_line(
        report=report, line=Line.objects.order_by("group__order").first().pk, by=cast.clerk()
    )
    report.refresh_from_db()

    said = page(cast.head(), "report_check", report.pk)
    answer = post(cast.head(), "report_submit", report, **cast.shown(report))

    assert "ต้องแก้ก่อนส่ง ๑ รายการ" in said
    assert "ลำดับที่ ๑ แถวที่ ๒ ช่องขั้นตอน แถวนี้ยังไม่มีขั้นตอน" in said
    assert "ยังส่งไม่ได้" in said
    assert answer.status_code == 409
    assert "รายงานยังส่งไม่ได้ โปรดแก้รายการที่ต้องแก้ก่อนส่ง" in words(answer)


def test_a_first_submission_to_a_closed_round_is_refused_with_whom_to_ring():
    report = handed_over()
    calendars.close_round(round=report.round, by=cast.central(), reason="ครบกำหนด")

    answer = post(cast.head(), "report_submit", report, **cast.shown(report))

    report.refresh_from_db()
    assert (answer.status_code, report.state, report.is_handed_over) == (409, "draft", True)
    assert (
        "ปิดรับรายงานรอบนี้แล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น. หากจำเป็นต้องส่ง "
        "โปรดติดต่อ ศูนย์ปฏิบัติการต่อต้านการทุจริต โทร. ๐ ๒๐๐๐ ๐๐๐๐"
    ) in words(answer)


def test_recalling_opens_the_editor_again():
    report = cast.submitted()

    answer = post(cast.clerk(), "report_recall", report)

    assert answer.url == reverse("report_edit", args=[report.pk])
    assert Report.objects.get().state == "draft"


def test_what_the_centre_has_taken_in_is_not_recalled():
    report = cast.submitted()
    actions.take(report=report, by=cast.reviewer())

    answer = post(cast.clerk(), "report_recall", report)

    assert answer.status_code == 409
    assert "ส่วนกลางรับรายงานไว้ตรวจแล้ว หากต้องการแก้ไข โปรดติดต่อส่วนกลาง" in words(answer)


def test_asking_to_correct_needs_a_reason_and_keeps_what_is_public():
    report = cast.accepted()

    without = post(cast.clerk(), "report_ask_to_correct", report, reason="")
    answer = post(cast.clerk(), "report_ask_to_correct", report, reason="พิมพ์ 33 เป็น 34")

    report.refresh_from_db()
    assert without.status_code == 422
    assert "โปรดเขียนว่าขอแก้ไขคำใดและเพราะเหตุใด" in words(without)
    assert answer.url == reverse("report_edit", args=[report.pk])
    assert (report.state, report.accepted_id is None) == ("returned", False)
    said = page(cast.clerk(), "province_home")
    assert "จังหวัดขอแก้ไขคำผิด พิมพ์ ๓๓ เป็น ๓๔" in said
    assert "ฉบับที่รับไว้แล้วยังเผยแพร่อยู่ระหว่างแก้ไข" in said


def test_words_with_forbidden_characters_are_refused_and_kept():
    report = handed_over()

    answer = post(cast.head(), "report_give_back", report, note="โปรดแก้\x07ลำดับที่ 3")

    assert answer.status_code == 422
    assert StateChange.objects.filter(move=Move.GIVE_BACK).count() == 0


# The receipt -------------------------------------------------------------------------------------


def test_the_receipt_says_all_that_is_known_of_what_was_sent():
    report = cast.submitted()
    sent = report.submissions.get()

    said = page(cast.clerk(), "report_receipt", report.pk)

    for words_ in (
        "เลขอ้างอิง 2567-6-51-01",
        "ส่งเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น.",
        "ผู้รับรอง นายสมชาย ตัวอย่าง หัวหน้าสำนักงานจังหวัดลำพูน",
        "ฉบับที่ส่ง ครั้งที่ ๑",
        "กำหนดส่ง ๓๐ เมษายน ๒๕๖๗ ส่งภายในกำหนด",
        "รายงานแล้ว ๑ จาก ๓ ขั้นตอน",
        sent.sha256,
        "ดึงรายงานกลับมาแก้ไข",
        "รับรองและส่งรายงาน ฉบับที่ส่ง ครั้งที่ ๑",
    ):
        assert words_ in said


def test_the_receipt_of_a_late_report_says_by_how_much(today):
    report = cast.report()
    today.shift(timedelta(days=23))
    actions.submit(report=report, by=cast.head(), version=report.version)

    assert "ส่งล่าช้า ๓ วัน" in page(cast.clerk(), "report_receipt", report.pk)


def test_the_receipt_of_an_accepted_report_has_its_public_address():
    report = cast.accepted()

    said = client_of(cast.clerk()).get(reverse("report_receipt", args=[report.pk]))

    assert f'value="http://testserver{report.get_absolute_url()}"' in said.content.decode()
    assert "ดึงรายงานกลับมาแก้ไข" not in words(said)
    assert "ขอแก้ไขคำผิด" in words(said)


def test_the_receipt_lists_every_version_that_was_sent():
    report = returned()
    write(report, "แก้แล้ว")
    actions.submit(report=report, by=cast.head(), version=report.version)

    said = page(cast.clerk(), "report_receipt", report.pk)

    assert "ฉบับที่ส่งทั้งหมด" in said
    assert said.index("2567-6-51-02") < said.index("2567-6-51-01")


def test_a_report_that_was_never_sent_has_no_receipt():
    report = cast.report()

    answer = client_of(cast.clerk()).get(reverse("report_receipt", args=[report.pk]))

    assert answer.url == reverse("report_check", args=[report.pk])


def test_what_happened_is_told_newest_first():
    report = returned(comment="โปรดแก้ลำดับที่ 3")

    said = page(cast.clerk(), "report_check", report.pk)

    told_moves = said[said.index("ลำดับเหตุการณ์") :]
    places = [
        told_moves.index(label)
        for label in ("ส่งคืนให้แก้ไข", "โปรดแก้ลำดับที่ ๓", "รับรองและส่งรายงาน", "เริ่มจัดทำรายงาน")
    ]
    assert places == sorted(places)


# Many at once ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_the_same_moment_send_one_submission():
    report = handed_over()
    clients = [client_of(cast.head()) for _ in range(10)]
    start, answers, read = threading.Barrier(10), [], cast.shown(report)

    def click(client):
        start.wait()
        try:
            answer = client.post(reverse("report_submit", args=[report.pk]), read)
            answers.append(answer.url)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [reverse("report_receipt", args=[report.pk])] * 10
    assert Submission.objects.count() == 1
    assert StateChange.objects.filter(move=Move.SUBMIT).count() == 1
