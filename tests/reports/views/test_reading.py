"""The reading desk: boxes beside every row, nothing typed lost, answers and changes after a return."""

import re
from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from calendar_app.models import CalendarStep
from ita_portal import thai
from reports import actions
from reports.actions import comments
from reports.models import Item, Line
from reports.workflow import State
from tests import cast
from tests.browser_form import Form
from tests.explaining import write

pytestmark = pytest.mark.django_db

APRIL = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)
ASK, NOTE = "ขอเอกสารหลักฐานประกอบ", "ความเห็นในส่วนกลางเท่านั้น"


@pytest.fixture
def report():
    return cast.submitted()


@pytest.fixture
def reviewer(client):
    client.force_login(cast.reviewer())
    return client


def address(name: str, report, *args) -> str:
    return reverse(name, args=[report.pk, *args])


def page(client, report):
    return client.get(address("review_report", report))


def html(response) -> str:
    return response.content.decode()


def words_of(response) -> str:
    main = html(response).partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def rows_of(report) -> list[int]:
    lines = Line.objects.filter(group__report=report).order_by("group__order", "order")
    return list(lines.values_list("pk", flat=True))


def sent(report) -> int:
    return actions.latest(report).pk


def post(client, name, report, *args, **fields):
    return client.post(address(name, report, *args), {"submission": sent(report)} | fields)


def ask(report, question=ASK, row=None):
    given = {"submission": sent(report), "row": row, "question": question}
    return comments.ask(report=report, by=cast.reviewer(), **given)


def answered(report, row, words="แนบแล้ว"):
    """Returned with a question to a row, answered, its first row changed, sent again."""
    question = ask(report, row=row)
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent(report), comment=""
    )
    question.refresh_from_db()
    comments.reply(comment=question, by=cast.clerk(), reply=words, version=question.version)
    report.refresh_from_db()
    write(report, "แก้ไขแถวแรก", "แก้ไขแถวที่สอง")
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    return question


# Boxes -------------------------------------------------------------------------------------------


def test_every_row_and_the_whole_report_have_an_open_box(reviewer, report):
    boxes = re.findall(r'<textarea[^>]*name="ask-([^"]+)"', html(page(reviewer, report)))

    assert boxes == [*map(str, rows_of(report)), "report"]


def test_an_inspector_and_a_report_with_the_province_have_none(client, report):
    client.force_login(cast.inspector())
    assert 'name="ask-' not in html(page(client, report))

    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent(report), comment="แก้"
    )
    client.force_login(cast.reviewer())
    assert 'name="ask-' not in html(page(client, report))


def test_saving_keeps_every_box_and_leads_back_to_the_row(reviewer, report):
    first, second, _ = rows_of(report)

    response = post(
        reviewer,
        "report_keep",
        report,
        **{f"ask-{first}": ASK, f"why-{first}": "no_evidence", f"note-{second}": NOTE},
        at="row-2-0",
    )

    question, note = report.comments.get(), report.internal_notes.get()
    assert response["Location"] == address("review_report", report) + "#row-2-0"
    assert (question.row, question.question, question.reason) == (first, ASK, "no_evidence")
    assert (note.row, note.text) == (second, NOTE)
    shown = words_of(page(reviewer, report))
    assert "ข้อทักท้วง ยังไม่ได้ส่งให้จังหวัด · ไม่มีเอกสารหลักฐาน" in shown
    assert f"ลำดับที่ ๑ (ไม่มีเอกสารหลักฐาน): {ASK}" in shown


@pytest.mark.parametrize("place", ["//evil.example", "row-1-0&x", "decide\n"])
def test_the_way_back_is_only_a_place_of_the_page(reviewer, report, place):
    response = post(reviewer, "report_keep", report, at=place)

    assert response["Location"] == address("review_report", report)


def test_what_cannot_be_kept_stays_in_its_box(reviewer, report):
    first, second, _ = rows_of(report)

    response = post(
        reviewer,
        "report_keep",
        report,
        **{f"ask-{first}": "ก" * 4001, f"ask-{second}": ASK},
    )

    assert response.status_code == 422
    assert f'href="#id_ask-{first}"' in html(response)
    assert f"{ASK}</textarea>" in html(response)
    assert "ก" * 4001 in html(response)
    assert report.comments.count() == 0


def test_words_for_a_version_that_was_replaced_stay_typed(reviewer, report):
    first = rows_of(report)[0]
    old = sent(report)
    actions.recall(report=report, by=cast.head())
    actions.submit(report=report, by=cast.head(), version=report.version)

    response = post(reviewer, "report_keep", report, submission=old, **{f"ask-{first}": ASK})

    assert response.status_code == 409
    assert "จังหวัดส่งฉบับใหม่เข้ามาแล้ว" in words_of(response)
    assert f"{ASK}</textarea>" in html(response)


def test_words_for_a_report_that_went_away_are_shown_to_copy(reviewer, report):
    old = sent(report)
    actions.return_to_province(report=report, by=cast.central(), submission=old, comment="แก้")

    response = post(reviewer, "report_keep", report, **{"ask-report": ASK, "note-report": NOTE})

    assert response.status_code == 409
    assert f"readonly>{ASK}</textarea>" in html(response)
    assert f"{NOTE}</textarea>" in html(response)


@pytest.mark.parametrize("name", ["report_keep", "report_accept", "report_take", "report_return"])
def test_an_ended_session_loses_nothing(client, report, name):
    first = rows_of(report)[0]

    response = client.post(
        address(name, report),
        {"submission": sent(report), f"ask-{first}": ASK, f"why-{first}": "dates"},
    )

    form = Form(client, response, "unsaved")
    assert response.status_code == 403
    assert (form[f"ask-{first}"], form[f"why-{first}"]) == (ASK, "dates")
    client.force_login(cast.reviewer())
    assert form.send(address(name, report)).status_code in (302, 409)
    question = report.comments.get()
    assert (question.question, question.reason) == (ASK, "dates")


def test_a_waiting_question_is_changed_in_its_box(reviewer, report):
    question = ask(report)
    form = Form(reviewer, page(reviewer, report), "reading")

    form.type(f"question-{question.pk}", "ขอคำสั่ง").send(address("report_keep", report))

    question.refresh_from_db()
    assert question.question == "ขอคำสั่ง"


def test_a_page_that_was_left_alone_changes_nothing(reviewer, report):
    question = ask(report, "สองบรรทัด\nของเดิม")
    form = Form(reviewer, page(reviewer, report), "reading")
    comments.change_question(
        comment=question, by=cast.central(), question="ของใหม่", reason="", version=1
    )

    assert form.send(address("report_keep", report)).status_code == 302
    question.refresh_from_db()
    assert (question.question, question.version) == ("ของใหม่", 2)


def test_two_texts_of_a_waiting_question_are_both_shown(reviewer, report):
    question = ask(report)
    form = Form(reviewer, page(reviewer, report), "reading")
    comments.change_question(
        comment=question, by=cast.central(), question="ของเขา", reason="", version=1
    )

    response = form.type(f"question-{question.pk}", "ของฉัน").send(address("report_keep", report))

    assert response.status_code == 409
    assert "ของฉัน</textarea>" in html(response)
    assert "ข้อความที่บันทึกไว้ล่าสุด ของเขา" in words_of(response)


def test_ones_own_question_is_used_again_in_one_click(reviewer, report):
    first, second, _ = rows_of(report)
    question = ask(report, row=first)

    shown = html(page(reviewer, report))
    again = address("report_ask_again", report, second, question.pk)
    response = post(reviewer, "report_ask_again", report, second, question.pk, at="row-2-0")

    assert f'formaction="{again}#row-2-0"' in shown
    assert response.status_code == 302
    assert [one.question for one in report.comments.filter(row=second)] == [ASK]


def test_reasons_are_counted_beside_the_step(reviewer, report):
    other = cast.submitted(of=cast.roi_et())
    for target in (report, other):
        comments.ask(
            report=target,
            by=cast.central(),
            submission=sent(target),
            row=rows_of(target)[0],
            question=ASK,
            reason="dates",
        )

    assert "ทักบ่อยในขั้นตอนนี้ เหตุที่ทัก ครั้ง วันที่ขัดแย้งกัน ๒" in words_of(page(reviewer, report))


# Deciding ----------------------------------------------------------------------------------------


@time_machine.travel(APRIL, tick=False)
def test_a_return_sends_what_is_typed_in_one_act(reviewer, report):
    first = rows_of(report)[0]
    ask(report, "รออยู่")

    response = post(
        reviewer,
        "report_return",
        report,
        **{f"ask-{first}": ASK, "note-report": NOTE, "due_on": "15 พ.ค. 67"},
    )

    report.refresh_from_db()
    assert response.status_code == 302
    assert report.state == State.RETURNED
    assert [one.question for one in report.comments.sent()] == ["รออยู่", ASK]
    assert report.internal_notes.get().text == NOTE
    said = words_of(page(reviewer, report))
    assert "พร้อมข้อทักท้วง ๒ ข้อ กำหนดส่งใหม่ภายในวันที่ ๑๕ พฤษภาคม ๒๕๖๗" in said


@time_machine.travel(APRIL, tick=False)
def test_a_new_day_is_offered(reviewer, report):
    (offered,) = re.findall(r'name="due_on" value="([^"]+)"', html(page(reviewer, report)))

    assert offered == "๓๐ เมษายน ๒๕๖๗"

    with time_machine.travel(datetime(2024, 5, 2, tzinfo=thai.BANGKOK), tick=False):
        reviewer.force_login(cast.reviewer())
        (later,) = re.findall(r'name="due_on" value="([^"]+)"', html(page(reviewer, report)))
    assert later == "๙ พฤษภาคม ๒๕๖๗"


def test_a_return_that_is_refused_keeps_every_box(reviewer, report):
    first = rows_of(report)[0]

    response = post(
        reviewer,
        "report_return",
        report,
        **{f"ask-{first}": ASK, "comment": "ถึงจังหวัด", "due_on": "99 พ.ค. 67"},
    )

    assert response.status_code == 422
    assert [f"{one}</textarea>" in html(response) for one in (ASK, "ถึงจังหวัด")] == [True, True]
    assert 'value="99 พ.ค. 67"' in html(response)


def test_accepting_with_something_typed_asks_what_to_do(reviewer, report):
    first = rows_of(report)[0]

    response = post(reviewer, "report_accept", report, **{f"ask-{first}": ASK})

    report.refresh_from_db()
    question = report.comments.get()
    assert (response.status_code, report.state) == (409, State.SUBMITTED)
    assert "มีข้อทักท้วง ๑ ข้อที่ยังไม่ได้ส่งให้จังหวัด" in words_of(response)
    assert f'name="keep" value="{question.pk}"' in html(response)
    kept = post(reviewer, "report_accept", report, keep=str(question.pk))
    report.refresh_from_db()
    assert (kept.status_code, report.state) == (302, State.ACCEPTED)
    assert ASK in report.internal_notes.get().text


def test_a_typed_note_is_kept_by_accepting(reviewer, report):
    response = post(reviewer, "report_accept", report, **{"note-report": NOTE})

    assert response.status_code == 302
    assert report.internal_notes.get().text == NOTE


def test_accepting_is_bound_to_what_the_page_showed(reviewer, report):
    form = Form(reviewer, page(reviewer, report), "reading")

    refused = post(reviewer, "report_accept", report, seen="0" * 16)
    accepted = form.send(address("report_accept", report))

    assert refused.status_code == 409
    assert "ข้อความที่จะเผยแพร่ไม่ตรงกับที่ท่านอ่าน" in words_of(refused)
    assert accepted.status_code == 302


# After a return ----------------------------------------------------------------------------------


def test_answers_stand_beside_questions_and_the_rest_is_told(reviewer, report):
    first = rows_of(report)[0]
    question = answered(report, first)

    said = words_of(page(reviewer, report))

    since = said.partition("ตั้งแต่ส่งคืนครั้งก่อน")[2]
    assert f"ลำดับที่ ๑ {ASK} ชี้แจงแล้ว · แก้ไขแถวนี้แล้ว" in since
    unasked = since.partition("แก้ไขเพิ่มเติมนอกเหนือจากที่ทัก")[2].partition("ฉบับที่ส่ง")[0]
    assert "แก้ไขแถวที่สอง" in unasked
    assert "แก้ไขแถวแรก" not in unasked
    assert "แก้ไขหลังส่งคืน โดยไม่มีข้อทักท้วงในแถวนี้" in said
    assert address("report_resolve", report, question.pk) in html(page(reviewer, report))


def test_a_question_is_settled_and_opened_while_something_is_typed(reviewer, report):
    first, _, third = rows_of(report)
    question = answered(report, first)

    done = post(reviewer, "report_resolve", report, question.pk, **{f"ask-{third}": "อีกข้อ"})
    question.refresh_from_db()
    again = post(reviewer, "report_unresolve", report, question.pk)

    assert (done.status_code, question.is_resolved, again.status_code) == (302, True, 302)
    assert [one.question for one in report.comments.unsent()] == ["อีกข้อ"]
    question.refresh_from_db()
    assert not question.is_resolved


def test_a_tick_stays_with_a_row_until_it_changes(reviewer, report):
    rows = rows_of(report)
    for row in rows:
        post(reviewer, "report_good_row", report, row)
    answered(report, rows[0])

    ticks = re.findall(r'rows/(\d+)/good/[^"]*" aria-pressed="true"', html(page(reviewer, report)))

    assert ticks == [str(rows[2])]


def test_a_tick_is_taken_away(reviewer, report):
    row = rows_of(report)[0]
    post(reviewer, "report_good_row", report, row)

    reviewer.post(address("report_good_row", report, row) + "?good=0", {"submission": sent(report)})

    assert 'aria-pressed="true"' not in html(page(reviewer, report))


def test_reading_is_marked_by_its_own_button_never_by_looking(reviewer, report):
    page(reviewer, report)
    assert report.submissions.get().read_marks.count() == 0

    post(reviewer, "report_mark_read", report)

    assert report.submissions.get().read_marks.get().by == cast.reviewer()
    assert "อ่านแล้ว: Reviewer" in words_of(page(reviewer, report))


def test_last_rounds_text_is_one_key_away(reviewer):
    cast.round_()
    six = cast.report()
    write(six, "ข้อความของรอบหกเดือน")
    actions.submit(report=six, by=cast.head(), version=six.version)
    actions.accept(report=six, by=cast.reviewer(), submission=sent(six))
    twelve = cast.submitted(in_=cast.round_(months=12))

    shown = page(reviewer, twelve)

    assert "รอบที่แล้วเขียนว่า รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ข้อความของรอบหกเดือน" in words_of(shown)
    assert "data-before" in html(shown)


# Inside the centre -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["province_home", "report_edit", "report_check", "report_preview", "report_receipt"]
)
def test_no_word_of_the_centre_reaches_the_province(client, report, name):
    comments.note(report=report, by=cast.reviewer(), row=None, text=NOTE)
    comments.note(report=report, by=cast.reviewer(), row=rows_of(report)[0], text=NOTE)
    ask(report, "ยังไม่ได้ส่ง")
    client.force_login(cast.clerk())

    where = [] if name == "province_home" else [report.pk]
    answer = client.get(reverse(name, args=where), follow=True)

    assert NOTE not in html(answer)
    assert "ยังไม่ได้ส่ง</" not in html(answer)


# Queries -----------------------------------------------------------------------------------------


def test_twenty_rows_cost_as_many_queries_as_three(reviewer, report, django_assert_num_queries):
    page(reviewer, report)
    with django_assert_num_queries(21):
        page(reviewer, report)
    actions.recall(report=report, by=cast.head())
    last = rows_of(report)[-1]
    for _ in range(17):
        actions.rows.add_line(report=report, line=last, by=cast.clerk())
    report.refresh_from_db()
    for item in Item.objects.filter(line__group__report=report, text=""):
        item.text = "ขั้นตอนเพิ่มเติม"
        item.save()
    write(report, *["ผล"] * 20)
    actions.submit(report=report, by=cast.head(), version=report.version)
    for row in rows_of(report):
        comments.note(report=report, by=cast.reviewer(), row=row, text=NOTE)

    assert len(rows_of(report)) == 20
    with django_assert_num_queries(21):
        page(reviewer, report)


def test_each_row_leads_to_its_step_in_all_provinces(reviewer, report):
    step = CalendarStep.objects.get(code="REG")

    shown = html(page(reviewer, report))

    assert f'href="{reverse("round_step", args=[report.round_id, step.pk])}"' in shown


def test_a_version_sent_anew_leads_to_what_it_says_otherwise(reviewer, report):
    before = sent(report)
    answered(report, rows_of(report)[0])

    shown = html(page(reviewer, report))

    assert f'href="{address("report_differences", report)}"' in shown
    assert f'href="{address("report_differences", report)}?old={before}"' in shown
