"""One report at the centre: what is read beside it, and each move."""

import re
from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse

from ita_portal import actions as people
from ita_portal import thai
from ita_portal.models import Role
from reports import actions, checks
from reports.models import StateChange
from reports.workflow import State
from tests import cast
from tests.explaining import NOTE, explain_all, keep_all

pytestmark = pytest.mark.django_db

APRIL = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)
MOVES = ["report_take", "report_return", "report_accept", "report_reopen", "report_withdraw"]


def page_of(report) -> str:
    return reverse("review_report", args=[report.pk])


def write(report, words: str) -> None:
    """A result in the report's first row, before it is sent."""
    line = report.groups.first().lines.get()
    line.result = words
    line.save()


def sent_with(words: str, **where):
    draft = cast.report(**where)
    write(draft, words)
    explain_all(draft)
    actions.submit(report=draft, by=cast.head(draft.province), version=draft.version)
    draft.refresh_from_db()
    return draft


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def buttons_of(response) -> list[str]:
    """The buttons of the page's own forms, in order."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(r'<button class="btn[^>]*type="submit"[^>]*>([^<]+)<', main)


def post(client, name, report, **data):
    return client.post(reverse(name, args=[report.pk]), data)


# Who ---------------------------------------------------------------------------------------------


def test_a_stranger_is_led_to_the_sign_in(client):
    assert client.get(page_of(cast.submitted())).status_code == 302


def test_people_of_a_province_are_refused(client):
    client.force_login(cast.clerk())

    assert client.get(page_of(cast.submitted())).status_code == 403


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("person", [cast.inspector, cast.clerk, cast.head])
def test_only_reviewers_move_a_report(client, name, person):
    report = cast.submitted()
    client.force_login(person())

    assert post(client, name, report).status_code == 403


def test_only_the_central_admin_withdraws(client):
    report = cast.accepted()
    client.force_login(cast.reviewer())

    assert post(client, "report_withdraw", report, **{"withdraw-reason": "x"}).status_code == 403


@pytest.mark.parametrize("name", MOVES)
def test_a_move_is_never_made_by_looking(client, name):
    report = cast.submitted()
    client.force_login(cast.central())

    assert client.get(reverse(name, args=[report.pk])).status_code == 405


def test_an_inspector_reads_without_any_button(client):
    report = cast.submitted()
    client.force_login(cast.inspector())

    response = client.get(page_of(report))

    assert response.status_code == 200
    assert buttons_of(response) == []


# Reading -----------------------------------------------------------------------------------------


@time_machine.travel(APRIL, tick=False)
def test_it_shows_the_sent_version_with_who_sent_it_when(client):
    report = sent_with("ลงทะเบียนแล้ว 3 หน่วยงาน")
    client.force_login(cast.reviewer())

    words = words_of(client.get(page_of(report)))

    assert "ลงทะเบียนแล้ว ๓ หน่วยงาน" in words
    assert "๑๐ เมษายน ๒๕๖๗ ๑๐:๐๐ น." in words
    assert "นายสมชาย ตัวอย่าง หัวหน้าสำนักงานจังหวัดลำพูน" in words
    assert "2567-6-51-01" in words
    assert actions.latest(report).sha256[:12] in words
    assert "รายงานแล้ว ๒ จาก ๓ ขั้นตอนตามปฏิทิน" in words


def test_a_draft_shows_its_progress_and_none_of_its_words(client):
    report = cast.report()
    write(report, "ความลับของจังหวัด")
    client.force_login(cast.reviewer())

    words = words_of(client.get(page_of(report)))

    assert "ความลับของจังหวัด" not in words
    assert "กรอกผลแล้ว ๒ จาก ๓ ขั้นตอนตามปฏิทิน (ร่าง ยังไม่ส่ง)" in words
    assert "ร่างรายงานเป็นของจังหวัด" in words


def test_a_correction_shows_the_sent_version_and_not_the_draft(client):
    report = sent_with("ฉบับที่ส่ง")
    actions.recall(report=report, by=cast.head())
    write(report, "ฉบับที่กำลังแก้")
    client.force_login(cast.reviewer())

    words = words_of(client.get(page_of(report)))

    assert "ฉบับที่ส่ง" in words
    assert "ฉบับที่กำลังแก้" not in words
    assert "จังหวัดกำลังแก้ไขรายงาน" in words


def test_words_among_the_province_stay_there(client):
    report = cast.report()
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)
    actions.give_back(report=report, by=cast.head(), note="ถามผู้ว่าก่อน")
    client.force_login(cast.reviewer())

    assert "ถามผู้ว่าก่อน" not in words_of(client.get(page_of(report)))


def test_earlier_submissions_can_be_read(client):
    report = sent_with("ฉบับแรก")
    first = actions.latest(report)
    actions.recall(report=report, by=cast.head())
    actions.submit(report=report, by=cast.head(), version=report.version)
    client.force_login(cast.inspector())
    address = reverse("review_submission", args=[first.pk])

    page = client.get(page_of(report))
    earlier = client.get(address)

    assert f'href="{address}"' in page.content.decode()
    assert earlier.status_code == 200
    assert "ฉบับแรก" in words_of(earlier)


def test_findings_are_told_by_level_and_lead_to_their_row(client):
    report = sent_with("รหัสผู้ตอบ 67065b")
    client.force_login(cast.reviewer())

    response = client.get(page_of(report))

    assert 'href="#row-1-0"' in response.content.decode()
    assert 'id="row-1-0"' in response.content.decode()
    assert re.search("ต้องแก้ก่อนส่ง.*ควรตรวจสอบ.*ข้อสังเกต", words_of(response))


def test_the_reviewer_is_told_of_a_text_that_another_province_sent_too(client):
    text = "จังหวัด{}ได้แจ้งเวียนส่วนราชการและมอบหมายภารกิจในการขับเคลื่อนการประเมิน ITA และกำกับติดตามอย่างใกล้ชิด"
    sent_with(text.format("ร้อยเอ็ด"), of=cast.roi_et())
    report = sent_with(text.format("ลำพูน"))
    client.force_login(cast.reviewer())

    said = words_of(client.get(page_of(report)))

    assert "ผลการดำเนินการเหมือนของจังหวัดร้อยเอ็ด ร้อยละ ๑๐๐" in said


def test_three_submissions_cost_as_many_queries_as_one(client, django_assert_num_queries):
    report = cast.submitted()
    client.force_login(cast.reviewer())
    client.get(page_of(report))

    with django_assert_num_queries(21):
        client.get(page_of(report))
    for _ in range(2):
        actions.recall(report=report, by=cast.head())
        actions.submit(report=report, by=cast.head(), version=report.version)
    cast.submitted(of=cast.roi_et())
    with django_assert_num_queries(21):
        client.get(page_of(report))


# Moves -------------------------------------------------------------------------------------------


def decisions_of(response) -> list[str]:
    """The buttons beside the paper, in order."""
    side = response.content.decode().partition('id="decide"')[2].partition("</main>")[0]
    return re.findall(r'<button class="btn[^>]*type="submit"[^>]*>([^<]+)<', side)


def test_two_buttons_are_enough_and_take_is_a_quiet_third(client):
    report = cast.submitted()
    client.force_login(cast.reviewer())

    before = client.get(page_of(report))
    answer = post(client, "report_take", report)
    after = client.get(page_of(report))

    report.refresh_from_db()
    two = ["รับรายงาน", "ส่งคืนให้แก้ไข"]
    assert decisions_of(before) == [*two, "รับไว้ตรวจ", "ทำเครื่องหมายว่าอ่านแล้ว"]
    assert (answer.status_code, answer["Location"]) == (302, page_of(report))
    assert report.taken_by == cast.reviewer()
    assert decisions_of(after) == [*two, "ทำเครื่องหมายว่าอ่านแล้ว"]


def test_a_second_take_is_refused_in_words(client):
    report = cast.submitted()
    actions.take(report=report, by=cast.central())
    client.force_login(cast.reviewer())

    response = post(client, "report_take", report)

    assert response.status_code == 409
    assert "ยังไม่ได้ทำรายการ" in words_of(response)


@time_machine.travel(APRIL, tick=False)
def test_return_keeps_the_comment_and_the_new_day(client):
    report = cast.submitted()
    client.force_login(cast.reviewer())

    response = post(
        client,
        "report_return",
        report,
        submission=actions.latest(report).pk,
        comment="ลำดับที่ 1 โปรดระบุจำนวน",
        due_on="15 พ.ค. 67",
    )
    words = words_of(client.get(page_of(report)))

    report.refresh_from_db()
    assert response.status_code == 302
    assert (report.state, report.due_on) == (State.RETURNED, date(2024, 5, 15))
    assert "ลำดับที่ ๑ โปรดระบุจำนวน" in words
    assert "กำหนดส่งใหม่ภายในวันที่ ๑๕ พฤษภาคม ๒๕๖๗" in words


@time_machine.travel(APRIL, tick=False)
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"comment": "  "}, "โปรดเขียนข้อทักท้วง"),
        ({"comment": "แก้", "due_on": "31 เม.ย. 67"}, "เมษายน"),
        ({"comment": "แก้", "due_on": "1 - 5 พ.ค. 67"}, "โปรดพิมพ์วันเดียว"),
        ({"comment": "แก้", "due_on": "1 เม.ย. 67"}, "อ่านว่า ๑ เมษายน ๒๕๖๗ ซึ่งผ่านไปแล้ว"),
        ({"comment": "แก้", "due_on": "เร็ว ๆ นี้"}, "โปรดพิมพ์วันเดียว"),
        ({"comment": "แก้\x00ไข"}, "อักขระควบคุม"),
        ({"comment": "ก" * 20_001}, "ที่พิมพ์มี ๒๐๐๐๑ ตัวอักษร"),
    ],
)
def test_a_return_that_cannot_be_understood_loses_nothing(client, typed, sentence):
    report = cast.submitted()
    actions.take(report=report, by=cast.reviewer())
    client.force_login(cast.reviewer())

    response = post(client, "report_return", report, submission=actions.latest(report).pk, **typed)

    page = response.content.decode()
    report.refresh_from_db()
    assert response.status_code == 422
    assert report.state == State.SUBMITTED
    assert 'id="form-errors"' in page
    assert "is-invalid" in page
    assert sentence in page
    assert typed["comment"].strip().replace("\x00", "") in page.replace("\x00", "")


def test_whoever_returns_without_taking_in_loses_nothing_either(client):
    report = cast.submitted()
    client.force_login(cast.reviewer())

    response = post(client, "report_return", report, comment="ยาวมาก", due_on="99 พ.ค. 67")

    assert response.status_code == 422
    assert "ยาวมาก</textarea>" in response.content.decode()
    assert 'value="99 พ.ค. 67"' in response.content.decode()


def test_return_of_a_version_that_was_replaced_keeps_the_comment(client):
    report = cast.submitted()
    read = actions.latest(report)
    actions.recall(report=report, by=cast.head())
    actions.submit(report=report, by=cast.head(), version=report.version)
    actions.take(report=report, by=cast.reviewer())
    client.force_login(cast.reviewer())

    response = post(client, "report_return", report, submission=read.pk, comment="โปรดแก้ลำดับที่ ๒")

    page = response.content.decode()
    assert response.status_code == 409
    assert "จังหวัดส่งฉบับใหม่เข้ามาแล้ว" in page
    assert "โปรดแก้ลำดับที่ ๒</textarea>" in page
    assert f'name="submission" value="{actions.latest(report).pk}"' in page
    assert f'name="submission" value="{read.pk}"' not in page


def test_words_for_a_move_that_is_gone_are_still_shown(client):
    report = cast.submitted()
    submission = actions.latest(report).pk
    actions.accept(report=report, by=cast.central(), submission=submission)
    client.force_login(cast.reviewer())

    response = post(client, "report_return", report, submission=submission, comment="ยาวมาก")

    assert response.status_code == 409
    assert "ข้อความที่ท่านพิมพ์ไว้ ยังไม่ได้ส่ง" in words_of(response)
    assert "readonly>ยาวมาก</textarea>" in response.content.decode()


def test_accept_publishes_and_prints_nothing(client, printer):
    report = cast.submitted()
    client.force_login(cast.reviewer())

    response = post(client, "report_accept", report, submission=actions.latest(report).pk)

    report.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, page_of(report))
    assert report.state == State.ACCEPTED
    assert printer.printed == []
    assert client.get(report.get_absolute_url()).status_code == 200


def test_accept_of_a_version_that_was_replaced_is_refused(client, printer):
    report = cast.submitted()
    read = actions.latest(report)
    actions.recall(report=report, by=cast.head())
    actions.submit(report=report, by=cast.head(), version=report.version)
    client.force_login(cast.reviewer())

    response = post(client, "report_accept", report, submission=read.pk)

    report.refresh_from_db()
    assert response.status_code == 409
    assert (report.state, printer.printed) == (State.SUBMITTED, [])


@pytest.mark.parametrize("submission", ["", "x", "-1", "9" * 30])
def test_accept_of_nothing_in_particular_is_refused(client, printer, submission):
    report = cast.submitted()
    client.force_login(cast.reviewer())

    response = post(client, "report_accept", report, submission=submission)

    assert response.status_code in (409, 422)
    assert printer.printed == []


def test_secrets_are_quoted_and_need_their_tick(client, printer):
    report = cast.report()
    write(report, "รหัสผู้ตอบ 67065b เลขประจำตัว 1 1037 02071 81 1")
    keep_all(report)
    actions.submit(report=report, by=cast.head(), version=report.version)
    actions.take(report=report, by=cast.reviewer())
    submission = actions.latest(report)
    value = checks.acknowledgement(checks.secrets(submission.document))
    client.force_login(cast.reviewer())

    page = client.get(page_of(report)).content.decode()
    without = post(client, "report_accept", report, submission=submission.pk)
    wrong = post(client, "report_accept", report, submission=submission.pk, acknowledged="on")
    ticked = post(client, "report_accept", report, submission=submission.pk, acknowledged=value)

    assert '<q class="secret">67065b</q>' in page
    assert '<q class="secret">1 1037 02071 81 1</q>' in page
    assert f'name="acknowledged" value="{value}"' in page
    assert (without.status_code, wrong.status_code, ticked.status_code) == (409, 409, 302)
    assert "ทำเครื่องหมายยืนยัน" in words_of(without)
    assert "67065b" in StateChange.objects.get(move="accept").comment


def test_what_the_drafter_says_stands_at_its_finding(client):
    report = sent_with("รหัสผู้ตอบ 67065b")
    client.force_login(cast.reviewer())

    page = words_of(client.get(page_of(report)))

    assert "ในฉบับเผยแพร่ปกปิดเป็น [ปกปิด] คำชี้แจงของจังหวัด: " + NOTE in page


def test_a_reviewer_sees_how_everyone_will_read_it(client):
    report = sent_with("รหัสผู้ตอบ 67065b")
    actions.take(report=report, by=cast.reviewer())
    client.force_login(cast.reviewer())

    page = client.get(page_of(report))
    address = reverse("submission_public_version", args=[actions.latest(report).pk])
    public = words_of(client.get(address))

    assert f'href="{address}"' in page.content.decode()
    assert "โดยปกปิด ๑ แห่ง" in words_of(page)
    assert "รหัสผู้ตอบ [ปกปิด]" in public
    assert "67065b" not in public


def test_accept_and_next_opens_the_next_waiting_report(client, printer):
    report = cast.submitted(of=cast.roi_et())
    following = cast.submitted()
    client.force_login(cast.reviewer())

    response = post(client, "report_accept", report, submission=actions.latest(report).pk, next="1")

    assert response["Location"] == page_of(following)


def test_waiting_reports_follow_each_other_round_about(client):
    first = cast.submitted(of=cast.roi_et())
    last = cast.submitted()
    client.force_login(cast.reviewer())

    words = words_of(client.get(page_of(last)))

    assert "รอตรวจอีก ๑ ฉบับในรอบนี้" in words
    assert f"ถัดไป: {first.province}" in words


def test_reopen_needs_a_reason_and_keeps_the_public_version(client):
    report = cast.accepted()
    client.force_login(cast.reviewer())

    without = post(client, "report_reopen", report)
    response = post(client, "report_reopen", report, **{"reopen-reason": "พบคำผิด"})

    report.refresh_from_db()
    assert (without.status_code, response.status_code) == (422, 302)
    assert (report.state, report.accepted.number) == (State.RETURNED, 1)
    assert "พบคำผิด" in words_of(client.get(page_of(report)))


def test_withdraw_ends_the_public_page_with_its_reason(client):
    report = cast.accepted()
    client.force_login(cast.central())

    offered = buttons_of(client.get(page_of(report)))
    response = post(client, "report_withdraw", report, **{"withdraw-reason": "มีข้อมูลส่วนบุคคล"})
    public = client.get(report.get_absolute_url())

    assert "ถอนการเผยแพร่" in offered
    assert response.status_code == 302
    assert public.status_code == 410
    assert "ถอนการเผยแพร่" not in buttons_of(client.get(page_of(report)))


def test_nobody_accepts_what_they_wrote(client, printer):
    report = cast.submitted()
    author = cast.clerk()
    author.role, author.province = Role.REVIEWER, None
    people.save_person(person=author, by=cast.central())
    client.force_login(author)

    response = post(client, "report_accept", report, submission=actions.latest(report).pk)

    assert response.status_code == 409
    assert "จึงรับรายงานเองไม่ได้" in words_of(response)


# The second click of a double click --------------------------------------------------------------


def told(client, response) -> str:
    return words_of(client.get(response["Location"]))


def test_a_second_click_on_accept_is_answered_as_the_first(client, printer):
    report, following = cast.submitted(), cast.submitted(of=cast.roi_et())
    sent = actions.latest(report).pk
    client.force_login(cast.reviewer())

    answers = [post(client, "report_accept", report, submission=sent) for _ in range(2)]
    on = post(client, "report_accept", report, submission=sent, next="1")

    assert [one["Location"] for one in answers] == [page_of(report)] * 2
    assert on["Location"] == page_of(following)
    assert "ยังไม่ได้ทำรายการ" not in told(client, answers[1])
    assert StateChange.objects.filter(report=report, move="accept").count() == 1


def test_accepting_what_another_accepted_says_so(client, printer):
    report = cast.accepted()
    client.force_login(cast.central())

    response = post(client, "report_accept", report, submission=report.accepted_id)

    assert response.status_code == 409


def test_accepting_another_version_than_the_accepted_says_so(client, printer):
    report = cast.accepted()
    client.force_login(cast.reviewer())

    response = post(client, "report_accept", report, submission=report.accepted_id + 1)

    assert response.status_code == 409


def test_a_second_click_on_take_is_answered_as_the_first(client):
    report = cast.submitted()
    client.force_login(cast.reviewer())

    answers = [post(client, "report_take", report).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert StateChange.objects.filter(report=report, move="take").count() == 1


@time_machine.travel(APRIL, tick=False)
def test_taking_what_another_took_says_who_has_it(client):
    report = actions.take(report=cast.submitted(), by=cast.reviewer())
    client.force_login(cast.central())

    response = post(client, "report_take", report)

    words = words_of(response)
    assert response.status_code == 409
    assert "Reviewer รับรายงานนี้ไว้ตรวจแล้วเมื่อ ๑๐ เมษายน ๒๕๖๗ ๑๐:๐๐ น." in words
    assert "โปรดติดต่อส่วนกลาง" not in words


def test_a_comment_and_a_day_for_a_report_that_is_gone_are_kept(client):
    report = cast.accepted()
    client.force_login(cast.reviewer())

    response = post(
        client,
        "report_return",
        report,
        submission=report.accepted_id,
        comment="โปรดแก้ไข",
        due_on="15 พ.ค. 2590",
    )

    assert response.status_code == 409
    assert [one in words_of(response) for one in ("โปรดแก้ไข", "15 พ.ค. 2590")] == [True, True]
