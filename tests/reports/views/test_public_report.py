"""The page of a published report: its address never dies."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from calendar_app import actions as calendars
from ita_portal import thai
from reports import actions
from reports.writers import html
from tests import cast

pytestmark = pytest.mark.django_db

ADDRESS = "/reports/2567/6/lamphun/"
APRIL = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)
MAY = datetime(2024, 5, 2, 10, 0, tzinfo=thai.BANGKOK)


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def write(report, words: str) -> None:
    line = report.groups.first().lines.get()
    line.result = words
    line.save()


def submit(report) -> int:
    report.refresh_from_db()
    return actions.submit(report=report, by=cast.head(), version=report.version).pk


def accept(report) -> None:
    submission = submit(report)
    actions.accept(report=report, by=cast.reviewer(), submission=submission)
    report.refresh_from_db()


@pytest.mark.parametrize("person", [None, cast.clerk, cast.reviewer, cast.inspector])
def test_everyone_may_read_it(client, person):
    cast.accepted()
    if person:
        client.force_login(person())

    assert client.get(ADDRESS).status_code == 200


@time_machine.travel(APRIL, tick=False)
def test_it_says_whose_it_is_of_when_in_which_version(client):
    report = cast.accepted()

    response = client.get(ADDRESS)

    page, words = response.content.decode(), words_of(response)
    assert "<title>รายงาน ITA จังหวัดลำพูน รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗" in page
    assert "รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)" in words
    assert "ข้อมูล ณ วันที่ ๓๑ มีนาคม ๒๕๖๗" in words
    assert "ฉบับ ฉบับแรก (ฉบับที่ส่ง ครั้งที่ ๑)" in words
    assert "วันเผยแพร่ ๑๐ เมษายน ๒๕๖๗" in words
    assert "เลขอ้างอิง 2567-6-51-01" in words
    assert str(html.render_body(report.accepted.document)) in page
    assert f'value="http://testserver{ADDRESS}"' in page
    assert 'href="/reports/2567/6/lamphun.pdf"' in page


def test_without_a_contact_of_the_office_it_names_the_centre(client):
    cast.accepted()

    assert "โทร. ๐ ๒๐๐๐ ๐๐๐๐" in words_of(client.get(ADDRESS))


def test_the_office_is_named_where_it_is_known(client):
    report = cast.accepted()
    report.province.phone = "0 5351 1000"
    report.province.save()

    assert "โทร. ๐ ๕๓๕๑ ๑๐๐๐" in words_of(client.get(ADDRESS))


def test_a_correction_never_takes_the_page_away(client):
    report = cast.report()
    write(report, "ฉบับแรกที่รับ")
    accept(report)
    seen = [(client.get(ADDRESS), "accepted")]

    actions.ask_to_correct(report=report, by=cast.head(), reason="คำผิด")
    seen.append((client.get(ADDRESS), "asked to correct"))
    write(report, "ฉบับที่แก้แล้ว")
    seen.append((client.get(ADDRESS), "edited"))
    submission = submit(report)
    seen.append((client.get(ADDRESS), "submitted"))
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=submission, comment="ยังผิด"
    )
    seen.append((client.get(ADDRESS), "returned"))

    for response, step in seen:
        assert response.status_code == 200, step
        assert "ฉบับแรกที่รับ" in words_of(response), step
        assert "ฉบับที่แก้แล้ว" not in words_of(response), step
        said = "จังหวัดกำลังแก้ไขรายงานรอบนี้" in words_of(response)
        assert said == (step != "accepted"), step
    accept(report)
    assert "ฉบับที่แก้แล้ว" in words_of(client.get(ADDRESS))


def test_it_is_printed_from_the_submission_alone(client):
    report = cast.accepted()
    before = html.render_body(report.accepted.document)

    write(report, "เขียนทับ")
    report.round.heading_result = "หัวใหม่"
    report.round.save()
    step = report.calendar.steps.first()
    step.title = "ชื่อใหม่"
    step.save()

    assert str(before) in client.get(ADDRESS).content.decode()


def test_earlier_accepted_versions_stay_below_with_their_dates(client):
    with time_machine.travel(APRIL, tick=False):
        report = cast.report()
        write(report, "ฉบับแรกที่รับ")
        accept(report)
    with time_machine.travel(MAY, tick=False):
        actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")
        rejected = submit(report)
        actions.return_to_province(
            report=report, by=cast.reviewer(), submission=rejected, comment="ยังผิด"
        )
        write(report, "ฉบับที่แก้แล้ว")
        accept(report)

    newest, first = client.get(ADDRESS), client.get(f"{ADDRESS}1/")

    assert "ฉบับแก้ไขครั้งที่ ๑ (ฉบับที่ส่ง ครั้งที่ ๓)" in words_of(newest)
    assert "ฉบับแรก เผยแพร่เมื่อ ๑๐ เมษายน ๒๕๖๗" in words_of(newest)
    assert f'href="{ADDRESS}1/"' in newest.content.decode()
    assert "ฉบับแรกที่รับ" in words_of(first)
    assert "นี่คือฉบับก่อน" in words_of(first)
    assert 'href="/reports/2567/6/lamphun/1.pdf"' in first.content.decode()
    assert f'<link rel="canonical" href="http://testserver{ADDRESS}">' in first.content.decode()
    assert client.get(f"{ADDRESS}3/").status_code == 200
    assert client.get(f"{ADDRESS}2/").status_code == 404
    assert client.get(f"{ADDRESS}2.pdf").status_code == 404
    assert client.get(f"{ADDRESS}4/").status_code == 404


@pytest.mark.parametrize("made", [cast.report, cast.submitted])
def test_nothing_unaccepted_is_ever_public(client, made):
    report = made()

    answers = [
        client.get(address)
        for address in (ADDRESS, "/reports/2567/6/lamphun.pdf", f"{ADDRESS}1/", f"{ADDRESS}1.pdf")
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    words = words_of(answers[0])
    assert "ยังไม่มีรายงานของจังหวัดลำพูนที่เผยแพร่ในรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗" in words
    assert "หากท่านได้รับลิงก์จากผู้อื่น โปรดตรวจว่าเป็นของจังหวัดท่าน" in words
    assert report.state_label not in words


@pytest.mark.parametrize(
    "address",
    [
        "/reports/2567/6/nowhere/",
        "/reports/2566/6/lamphun/",
        "/reports/2567/12/lamphun/",
        "/reports/2567/7/lamphun/",
        "/reports/๒๕๖๗/๖/lamphun/",
        "/reports/02567/6/lamphun/",
        "/reports/2567/06/lamphun/",
        "/reports/2567/6/LAMPHUN/",
        "/reports/2567/6/bangkok/",
        f"/reports/{'9' * 30}/6/lamphun/",
        f"/reports/2567/6/lamphun/{'9' * 30}/",
    ],
)
def test_any_other_address_is_not_found(client, address):
    cast.province(slug="bangkok", name="กรุงเทพมหานคร", code="10", has_office=False)
    cast.accepted()

    assert client.get(address).status_code == 404


def test_it_waits_for_the_publication_date_of_the_round(client):
    cast.round_(publishes_on=date(2024, 5, 1))
    with time_machine.travel(APRIL, tick=False):
        cast.accepted()
        waiting = client.get(ADDRESS)
    with time_machine.travel(MAY, tick=False):
        public = client.get(ADDRESS)

    assert waiting.status_code == 404
    assert "รายงานรอบนี้เผยแพร่ตั้งแต่วันที่ ๑ พฤษภาคม ๒๕๖๗" in words_of(waiting)
    assert public.status_code == 200
    assert "วันเผยแพร่ ๑ พฤษภาคม ๒๕๖๗" in words_of(public)


def test_no_setting_of_the_round_ends_or_redates_a_public_address(client):
    round_ = cast.round_()
    with time_machine.travel(APRIL, tick=False):
        report = cast.accepted()
        round_.publishes_on = date(2024, 6, 1)
        calendars.save_round(round=round_, by=cast.central())
        before = [client.get(address) for address in (ADDRESS, "/reports/2567/6/lamphun.pdf")]
        actions.reopen(report=report, by=cast.reviewer(), reason="แก้ไขคำผิด")
        actions.submit(report=report, by=cast.head(), version=1)
        actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
        corrected = client.get(ADDRESS)

    assert [answer.status_code for answer in (*before, corrected)] == [200, 202, 200]
    assert "วันเผยแพร่ ๑๐ เมษายน ๒๕๖๗" in words_of(before[0])
    assert "วันเผยแพร่ ๑๐ เมษายน ๒๕๖๗" in words_of(corrected)


def test_a_publication_date_holds_for_what_was_accepted_before_it_moved(client):
    round_ = cast.round_(publishes_on=date(2024, 5, 1))
    with time_machine.travel(APRIL, tick=False):
        cast.accepted()
        round_.publishes_on = None
        calendars.save_round(round=round_, by=cast.central())
        waiting = client.get(ADDRESS)
    with time_machine.travel(MAY, tick=False):
        public = client.get(ADDRESS)

    assert (waiting.status_code, public.status_code) == (404, 200)


def test_a_withdrawal_ends_every_address_and_says_why(client):
    report = cast.accepted()
    with time_machine.travel(MAY, tick=False):
        actions.withdraw(report=report, by=cast.central(), reason="มีเลขประจำตัว 13 หลัก")

    answers = [
        client.get(address)
        for address in (ADDRESS, "/reports/2567/6/lamphun.pdf", f"{ADDRESS}1/", f"{ADDRESS}1.pdf")
    ]

    assert [answer.status_code for answer in answers] == [410] * 4
    assert "เหตุผล: มีเลขประจำตัว ๑๓ หลัก" in words_of(answers[0])
    assert "๒ พฤษภาคม ๒๕๖๗" in words_of(answers[0])


def test_what_was_withdrawn_stays_withdrawn_after_a_new_version(client):
    report = cast.report()
    write(report, "มีข้อมูลส่วนบุคคล")
    accept(report)
    actions.withdraw(report=report, by=cast.central(), reason="ข้อมูลส่วนบุคคล")
    actions.reopen(report=report, by=cast.reviewer(), reason="ลบข้อมูลส่วนบุคคล")
    write(report, "ลบแล้ว")
    accept(report)

    newest = client.get(ADDRESS)

    assert newest.status_code == 200
    assert "ฉบับอื่นของรายงานนี้" not in words_of(newest)
    assert client.get(f"{ADDRESS}1/").status_code == 410
    assert client.get(f"{ADDRESS}1.pdf").status_code == 410


def test_its_address_is_what_the_model_says():
    report = cast.accepted()

    assert report.get_absolute_url() == ADDRESS
    assert reverse("public_report_pdf", args=[2567, 6, "lamphun"]) == f"{ADDRESS[:-1]}.pdf"


def test_more_versions_cost_no_more_queries(client, django_assert_num_queries):
    report = cast.accepted()

    with django_assert_num_queries(2):
        client.get(ADDRESS)
    for _ in range(2):
        actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")
        accept(report)
    with django_assert_num_queries(2):
        client.get(ADDRESS)


def test_an_address_has_one_spelling(client):
    cast.accepted()
    page = "/reports/2567/6/lamphun/"

    found = {
        address: client.get(address).status_code
        for address in (
            f"{page}1/",
            f"{page}01/",
            f"{page}0/",
            f"{page}01.pdf",
            f"{page}{'9' * 5_000}/",
            "/reports/02567/6/lamphun/",
            "/reports/2567/06/lamphun/",
            "/plans/02567/lamphun/",
            "/calendars/02567/",
        )
    }

    assert found.pop(f"{page}1/") == 200
    assert set(found.values()) == {404}
