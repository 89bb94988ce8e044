"""The province reads what the centre asked, answers beside its rows, and nothing that was typed is lost."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import actions
from reports.forms import cells
from reports.models import Report
from tests import asking, cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


@pytest.fixture
def report() -> Report:
    return asking.asked(0, 1)


def question(report: Report, row: int = 0):
    return report.comments.get(row=asking.lines(report)[row].pk)


def page(client, name: str, *args, by=None) -> str:
    client.force_login(by or cast.clerk())
    return client.get(reverse(name, args=args)).content.decode()


def sent(comment, reply: str, **more) -> dict[str, object]:
    """What a page sends of one question."""
    prefix = f"c{comment.pk}"
    stored = cells.digest({"reply": [cells.fold_lines(comment.reply)]})
    boxes = {"version": comment.version, "digest": stored, "reply": reply, **more}
    return {f"{prefix}-{name}": value for name, value in boxes.items()}


def post(client, name: str, report: Report, data: dict, *args, by=None):
    client.force_login(by or cast.clerk())
    return client.post(reverse(name, args=[report.pk, *args]), data)


PAGES = ["report_questions", "report_edit", "report_tasks", "report_check"]


@pytest.mark.parametrize("name", [*PAGES, "report_questions_print"])
def test_the_questions_stand_on_every_page_where_the_report_is_mended(client, report, name):
    html = page(client, name, report.pk)

    assert f"{asking.QUESTION} ๑" in html
    assert f"{asking.QUESTION} ๒" in html


def test_the_front_page_says_how_many_rows_came_back_and_quotes_the_questions(client):
    report = cast.submitted()
    asking.ask(report, asking.lines(report)[0], "โปรดระบุวันที่")
    asking.ask(report, None, "ขาดหมายเหตุท้ายรายงาน")
    asking.send_back(report, due_on=date(2024, 5, 15))

    html = page(client, "province_home")

    assert "ส่วนกลางส่งคืนให้แก้ไข ๑ แถว กำหนดส่งใหม่ภายในวันที่ ๑๕ พฤษภาคม ๒๕๖๗" in html
    assert "ข้อทักท้วง ๒ ข้อ ชี้แจงแล้ว ๐ ข้อ" in html
    assert "ขาดหมายเหตุท้ายรายงาน" in html


def test_a_question_stands_on_the_page_of_its_row_alone(client, report):
    second = asking.lines(report)[1]

    html = page(client, "line_edit", report.pk, second.pk)

    assert f"{asking.QUESTION} ๒" in html
    assert f"{asking.QUESTION} ๑" not in html
    assert 'คำชี้แจง<span class="visually-hidden"> ลำดับที่ ๒</span>' in html


@pytest.mark.parametrize("name", ["report_edit", "report_questions"])
def test_an_answer_is_saved_and_is_no_change_of_the_report(client, report, name):
    asked, version = question(report), report.version

    response = post(client, name, report, sent(asked, "ลงทะเบียนแล้ว\nเมื่อ 5 ม.ค. 67"))

    asked.refresh_from_db()
    report.refresh_from_db()
    assert response.status_code == 302
    assert (asked.reply, asked.replied_by) == ("ลงทะเบียนแล้ว\nเมื่อ 5 ม.ค. 67", cast.clerk())
    assert report.version == version


def test_the_answers_are_saved_on_the_way_to_the_check(client, report):
    data = sent(question(report), "ลงทะเบียนแล้ว") | {"then": "check"}

    response = post(client, "report_questions", report, data)

    assert response.url == reverse("report_check", args=[report.pk])
    assert question(report).reply == "ลงทะเบียนแล้ว"


def test_a_question_is_calm_once_it_is_answered_or_its_row_changed(client, report):
    first, second = question(report, 0), question(report, 1)
    assert "asked-answered" not in page(client, "report_questions", report.pk)

    asking.answer(first)
    asking.write(report, asking.lines(report)[1], "แก้แล้ว", status="done")

    said = page(client, "report_questions", report.pk)
    assert f'class="asked asked-answered" id="question-{first.pk}"' in said
    assert f'class="asked asked-mended" id="question-{second.pk}"' in said


@pytest.mark.parametrize("name", ["report_edit", "report_questions"])
def test_several_answers_are_saved_at_once(client, report, name):
    first, second = question(report, 0), question(report, 1)

    response = post(client, name, report, sent(first, "ลงทะเบียนแล้ว") | sent(second, "แนบแล้ว"))

    assert response.status_code == 302
    assert [question(report, row).reply for row in (0, 1)] == ["ลงทะเบียนแล้ว", "แนบแล้ว"]


def test_an_answer_is_saved_with_the_row_and_leads_back_to_its_question(client, report):
    first, asked = asking.lines(report)[0], question(report)
    data = sent(asked, "ลงทะเบียนแล้ว") | {"then": f"question-{asked.pk}"}
    data |= {f"l{first.pk}-version": first.version, f"l{first.pk}-result": "อบรม 33 หน่วยงาน"}

    response = post(client, "line_edit", report, data, first.pk)

    asked.refresh_from_db()
    first.refresh_from_db()
    assert response.url == f"{reverse('line_edit', args=[report.pk, first.pk])}#question-{asked.pk}"
    assert (asked.reply, first.result) == ("ลงทะเบียนแล้ว", "อบรม 33 หน่วยงาน")


def test_the_same_answer_twice_is_one(client, report):
    asked = question(report)
    data = sent(asked, "ลงทะเบียนแล้ว")

    answers = [post(client, "report_questions", report, data).status_code for _ in range(2)]

    asked.refresh_from_db()
    assert answers == [302, 302]
    assert (asked.reply, asked.history.exclude(reply="").count()) == ("ลงทะเบียนแล้ว", 1)


@pytest.mark.parametrize("name", ["report_edit", "report_questions"])
def test_two_people_choose_between_their_answers(client, report, name):
    asked = question(report)
    typed = sent(asked, "ของเจ้าหน้าที่")
    actions.comments.reply(comment=asked, by=cast.head(), reply="ของหัวหน้า", version=asked.version)

    response = post(client, name, report, typed)
    html = response.content.decode()
    asked.refresh_from_db()
    choice = sent(asked, "ของเจ้าหน้าที่", theirs=asked.version) | {"mine": f"c{asked.pk}"}
    again = post(client, name, report, typed | choice)

    asked.refresh_from_db()
    assert response.status_code == 409
    assert "นายสมชาย ตัวอย่าง" in html
    assert "ใช้ของฉัน" in html
    assert ">\nของเจ้าหน้าที่</textarea>" in html
    assert (again.status_code, asked.reply) == (302, "ของเจ้าหน้าที่")


def test_an_answer_too_long_is_told_and_kept(client, report):
    long = "ก" * 4_001

    response = post(client, "report_questions", report, sent(question(report), long))

    html = response.content.decode()
    assert response.status_code == 422
    assert long in html
    assert "๔,๐๐๐" in html or "๔๐๐๐" in html
    assert "คำชี้แจง ลำดับที่ ๑</a>" in html
    assert question(report).reply == ""


def test_an_answer_typed_after_the_session_ended_is_given_back(client, report):
    response = client.post(
        reverse("report_questions", args=[report.pk]), sent(question(report), "ลงทะเบียนแล้ว")
    )

    html = response.content.decode()
    assert response.status_code == 403
    assert "หมดเวลาการใช้งาน ข้อความที่พิมพ์ยังอยู่" in html
    assert "คำชี้แจง" in html
    assert ">\nลงทะเบียนแล้ว</textarea>" in html


def test_an_answer_after_the_report_was_sent_is_given_back_to_be_copied(client, report):
    asked = question(report)
    asking.send_again(report)

    response = post(client, "report_questions", report, sent(asked, "ลงทะเบียนแล้ว"))

    assert response.status_code == 409
    assert ">\nลงทะเบียนแล้ว</textarea>" in response.content.decode()
    asked.refresh_from_db()
    assert asked.reply == ""


def test_an_answer_to_no_question_of_this_report_is_shown_and_kept(client, report):
    other = asking.asked(0, report=cast.submitted(of=cast.roi_et()))
    foreign = other.comments.get()

    response = post(client, "report_questions", report, sent(foreign, "ลงทะเบียนแล้ว"))

    foreign.refresh_from_db()
    assert foreign.reply == ""
    assert response.status_code == 409
    assert ">\nลงทะเบียนแล้ว</textarea>" in response.content.decode()


# ---- saving by itself


def autosave(client, report, data) -> dict:
    return post(client, "report_autosave", report, data).json()["rows"]


def test_an_answer_saves_itself_like_any_row(client, report):
    asked = question(report)
    prefix = f"c{asked.pk}"

    (answer,) = autosave(client, report, sent(asked, "ลงทะเบียน")).values()
    asked.refresh_from_db()
    data = {f"{prefix}-version": answer["version"], f"{prefix}-digest": answer["digest"]}
    (second,) = autosave(client, report, data | {f"{prefix}-reply": "ลงทะเบียนแล้ว"}).values()

    assert (answer["outcome"], asked.reply) == ("saved", "ลงทะเบียน")
    asked.refresh_from_db()
    assert (second["outcome"], asked.reply) == ("saved", "ลงทะเบียนแล้ว")


def test_what_was_sent_without_an_answer_is_known_as_ones_own(client, report):
    asked = question(report)
    first = sent(asked, "ลงทะเบียน")
    autosave(client, report, first)
    unheard = sent(asked, "ลงทะเบียนแล้ว", sent='{"reply": ["ลงทะเบียน"]}')

    (answer,) = autosave(client, report, unheard).values()

    asked.refresh_from_db()
    assert (answer["outcome"], asked.reply) == ("saved", "ลงทะเบียนแล้ว")


def test_a_conflict_is_answered_with_both_texts_and_one_is_taken(client, report):
    asked = question(report)
    typed = sent(asked, "ของเจ้าหน้าที่")
    actions.comments.reply(comment=asked, by=cast.head(), reply="ของหัวหน้า", version=asked.version)
    prefix = f"c{asked.pk}"

    (conflict,) = autosave(client, report, typed).values()
    chosen = typed | {f"{prefix}-theirs": conflict["theirs"], "theirs": prefix}
    (theirs,) = autosave(client, report, chosen).values()

    assert conflict["outcome"] == "conflict"
    assert "หัวหน้า" in conflict["html"]
    assert (theirs["outcome"], theirs["fields"]) == ("theirs", {"reply": ["ของหัวหน้า"]})


def test_a_text_that_the_browser_kept_is_compared(client, report):
    asked = question(report)
    asking.answer(asked, "ที่เก็บไว้")

    (differs,) = (
        post(client, "report_compare", report, sent(asked, "อีกข้อความ")).json()["rows"].values()
    )
    (same,) = post(client, "report_compare", report, sent(asked, "ที่เก็บไว้")).json()["rows"].values()

    assert (differs["outcome"], same["outcome"]) == ("differs", "same")


# ---- reading it on the way out


def test_the_check_page_tells_what_is_left_unanswered_and_lets_it_go(client, report):
    asking.answer(question(report))

    html = page(client, "report_check", report.pk)
    response = post(client, "report_hand_over", report, cast.shown(report))

    assert "ข้อทักท้วงที่ยังไม่มีคำชี้แจงและแถวยังไม่แก้ไข ๑ ข้อ" in html
    assert response.status_code == 302


def test_the_head_reads_questions_with_their_answers_before_certifying(client, report):
    asking.answer(question(report), "ลงทะเบียนเมื่อวันที่ 5")

    html = page(client, "report_check", report.pk, by=cast.head())

    assert "ลงทะเบียนเมื่อวันที่ ๕" in html
    assert "ข้อทักท้วง ๒ ข้อ ชี้แจงแล้ว ๑ ข้อ" in html


@pytest.mark.parametrize("name", ["report_receipt", "report_preview", "report_questions"])
def test_what_was_asked_answered_and_settled_stands_beside_what_was_sent(client, report, name):
    asking.answer(question(report), "ลงทะเบียนเมื่อวันที่ 5")
    asking.send_again(report)
    actions.comments.resolve(comment=question(report), by=cast.reviewer())

    html = page(client, name, report.pk)

    assert "ลงทะเบียนเมื่อวันที่ ๕" in html
    assert "เรียบร้อยแล้ว" in html
    assert "-reply" not in html


def test_a_row_found_good_is_marked_until_it_changes(client):
    report = cast.submitted()
    first, second, third = asking.lines(report)
    newest = actions.latest(report)
    actions.comments.mark_read(
        submission=newest, by=cast.reviewer(), good_rows=[first.pk, second.pk]
    )
    asking.ask(report, third)
    asking.send_back(report)
    asking.write(report, second, "ส่งหนังสือแล้ว")

    html = page(client, "report_edit", report.pk)

    # In the table and in the list above it.
    assert html.count("ส่วนกลางอ่านแล้ว ไม่มีข้อทักท้วง") == 2


def test_rows_that_were_asked_about_come_first_in_the_task_list(client):
    report = asking.asked(2)

    html = page(client, "report_tasks", report.pk)

    assert f'href="/province/reports/{report.pk}/#c{report.comments.get().pk}-reply"' in html
    names = html[html.index('id="rows"') :]
    assert names.index("ลำดับที่ ๓") < names.index("ลำดับที่ ๑")


def test_questions_of_earlier_returns_are_folded_and_cannot_be_answered(client, report):
    asked = question(report)
    asking.answer(asked, "ชี้แจงแล้วครั้งก่อน")
    asking.send_again(report)
    asking.ask(report, asking.lines(report)[2], "ข้อใหม่")
    asking.send_back(report)

    html = page(client, "report_edit", report.pk)

    assert "ชี้แจงแล้วครั้งก่อน" in html
    assert f'name="c{asked.pk}-reply"' not in html


def test_another_provinces_questions_are_not_there(client, report):
    client.force_login(cast.clerk(cast.roi_et()))

    names = ["report_questions", "report_questions_print"]
    found = [client.get(reverse(name, args=[report.pk])).status_code for name in names]

    assert found == [404, 404]


@pytest.mark.parametrize("name", [*PAGES, "report_questions_print", "province_home"])
def test_the_queries_do_not_grow_with_the_questions(client, name):
    counts = []
    client.force_login(cast.clerk())
    report = cast.submitted()
    address = reverse(name, args=[] if name == "province_home" else [report.pk])
    for count in (1, 20):
        rows = asking.lines(report)
        for number in range(count):
            asking.ask(report, rows[number % 3], f"ข้อที่ {number}")
        asking.send_back(report)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
        asking.send_again(report)

    assert counts[0] == counts[1]
