"""Questions of the centre, answers of the province, notes that stay at the centre, marks of what was read."""

import pytest

from reports import actions
from reports.actions import comments, reading
from reports.models import Comment, InternalNote, ReadMark
from reports.workflow import State
from tests import cast
from tests.explaining import write

pytestmark = pytest.mark.django_db

ASK, ANSWER = "ขอเอกสารหลักฐาน", "แนบคำสั่งแล้ว"


@pytest.fixture
def report():
    return cast.submitted()


def sent(report) -> int:
    return actions.latest(report).pk


def row_of(report) -> int:
    return report.groups.first().lines.get().pk


def ask(report, question=ASK, *, by=None, row=None, **fields) -> Comment:
    given = {"submission": sent(report), "row": row, "question": question} | fields
    return comments.ask(report=report, by=by or cast.reviewer(), **given)


def returned(report, **fields):
    given = {"submission": sent(report), "comment": ""} | fields
    actions.return_to_province(report=report, by=cast.reviewer(), **given)
    report.refresh_from_db()
    return report


def asked(report, **fields) -> Comment:
    """A question that the province has."""
    question = ask(report, **fields)
    returned(report)
    question.refresh_from_db()
    return question


def answer(question, words=ANSWER, *, by=None, version=None) -> Comment:
    given = {"reply": words, "version": question.version if version is None else version}
    return comments.reply(comment=question, by=by or cast.clerk(), **given)


def moves(report) -> list[str]:
    return list(report.state_changes.order_by("pk").values_list("move", flat=True))


# Asking ------------------------------------------------------------------------------------------


def test_a_question_waits_at_the_centre_and_takes_the_report_in(report):
    question = ask(report, row=row_of(report), reason="no_evidence")

    report.refresh_from_db()
    assert (question.row, question.reason, question.question) == (
        row_of(report),
        "no_evidence",
        ASK,
    )
    assert (question.is_sent, question.asked_by) == (False, cast.reviewer())
    assert report.taken_by == cast.reviewer()
    assert moves(report) == ["start", "submit", "take"]


def test_whoever_asks_second_takes_nothing_in(report):
    ask(report)
    ask(report, "อีกข้อ", by=cast.central())

    report.refresh_from_db()
    assert report.taken_by == cast.reviewer()
    assert moves(report).count("take") == 1


def test_the_same_words_twice_are_one_question(report):
    first, second = ask(report), ask(report)

    assert first == second
    assert report.comments.count() == 1


@pytest.mark.parametrize("words", ["", " \n", "\u200b"])
def test_a_question_needs_words(report, words):
    with pytest.raises(actions.Refused, match="โปรดเขียนข้อทักท้วง"):
        ask(report, words)

    report.refresh_from_db()
    assert (report.is_taken, report.comments.count()) == (False, 0)


def test_a_question_has_a_length(report):
    with pytest.raises(actions.Refused, match="ไม่เกิน ๔๐๐๐ ตัวอักษร"):
        ask(report, "ก" * 4001)


def test_a_version_that_was_replaced_is_not_asked_about(report):
    old = sent(report)
    actions.recall(report=report, by=cast.head())
    actions.submit(report=report, by=cast.head(), version=report.version)

    with pytest.raises(actions.Stale):
        ask(report, submission=old)


@pytest.mark.parametrize("who", [cast.clerk, cast.head, cast.inspector])
def test_only_reviewers_ask(report, who):
    with pytest.raises(actions.MoveRefused):
        ask(report, by=who())


def test_a_report_that_is_not_at_the_centre_is_not_asked_about(report):
    returned(report, comment="แก้")

    with pytest.raises(actions.MoveRefused):
        ask(report)


# Changing and taking back ------------------------------------------------------------------------


def test_a_waiting_question_may_be_put_otherwise(report):
    question = ask(report)

    given = {"question": "ขอคำสั่ง", "reason": "other", "version": 1}
    changed = comments.change_question(comment=question, by=cast.central(), **given)

    assert (changed.question, changed.reason, changed.version) == ("ขอคำสั่ง", "other", 2)


def test_two_people_do_not_write_over_each_other(report):
    question = ask(report)
    given = {"comment": question, "reason": "", "version": 1}
    comments.change_question(question="ก่อน", by=cast.central(), **given)

    with pytest.raises(actions.Stale, match="มีผู้แก้ไขข้อความนี้ก่อนท่าน"):
        comments.change_question(question="หลัง", by=cast.reviewer(), **given)
    same = comments.change_question(question="ก่อน", by=cast.reviewer(), **given)

    assert same.question == "ก่อน"


def test_a_question_that_was_sent_stands(report):
    question = asked(report)

    with pytest.raises(actions.Refused, match="ส่งให้จังหวัดแล้ว"):
        comments.change_question(
            comment=question, by=cast.reviewer(), question="x", reason="", version=question.version
        )
    with pytest.raises(actions.Refused, match="ส่งให้จังหวัดแล้ว"):
        comments.drop(comment=question, by=cast.reviewer())


def test_a_waiting_question_is_taken_back_and_stays_gone(report):
    question = ask(report)

    for _ in range(2):
        comments.drop(comment=question, by=cast.central())

    assert report.comments.count() == 0
    with pytest.raises(comments.Gone):
        comments.change_question(
            comment=question, by=cast.reviewer(), question="x", reason="", version=1
        )


# Sending, answering, settling --------------------------------------------------------------------


def test_a_return_sends_every_waiting_question(report):
    first, second = ask(report), ask(report, "อีกข้อ", row=row_of(report))

    returned(report)

    assert [one.is_sent for one in report.comments.all()] == [True, True]
    assert list(report.comments.sent()) == [first, second]
    assert report.state == State.RETURNED


def test_a_return_without_a_take_records_one(report):
    returned(report, comment="โปรดแก้")

    assert moves(report) == ["start", "submit", "take", "return"]


def test_a_return_asks_for_a_word_or_a_question(report):
    with pytest.raises(actions.MoveRefused, match="โปรดเขียนเหตุผล"):
        returned(report)

    assert moves(report) == ["start", "submit"]


def test_the_province_answers_in_a_line_and_may_take_it_back(report):
    question = asked(report)
    version = report.version

    answered = answer(question)
    emptied = answer(answered, " ")

    report.refresh_from_db()
    assert (answered.reply, answered.replied_by) == (ANSWER, cast.clerk())
    assert (emptied.reply, emptied.replied_at, emptied.replied_by) == ("", None, None)
    assert report.version == version


def test_answers_are_compared_by_version(report):
    question = asked(report)
    answer(question)

    with pytest.raises(actions.Stale):
        answer(question, "อื่น", by=cast.head())


def test_only_the_province_answers(report):
    question = asked(report)

    with pytest.raises(actions.Refused):
        answer(question, by=cast.clerk(cast.roi_et()))
    with pytest.raises(actions.Refused):
        answer(question, by=cast.reviewer())


def test_what_was_not_sent_is_not_answered(report):
    returned(report, comment="แก้")
    question = Comment.objects.create(
        report=report,
        submission_id=sent(report),
        question=ASK,
        asked_at=report.changed_at or actions.latest(report).submitted_at,
        asked_by=cast.reviewer(),
    )

    with pytest.raises(actions.Refused, match="ยังไม่ได้ส่งให้จังหวัด"):
        answer(question)


def test_a_question_is_settled_and_opened_again(report):
    question = asked(report)

    settled = [comments.resolve(comment=question, by=cast.central()) for _ in range(2)]
    opened = [comments.unresolve(comment=question, by=cast.reviewer()) for _ in range(2)]

    assert [one.resolved_by for one in settled] == [cast.central()] * 2
    assert [one.is_resolved for one in opened] == [False, False]
    with pytest.raises(actions.Refused):
        comments.resolve(comment=question, by=cast.clerk())


# Accepting ---------------------------------------------------------------------------------------


def accept(report, **fields):
    return actions.accept(
        report=report, by=cast.reviewer(), **{"submission": sent(report)} | fields
    )


def test_nothing_is_accepted_while_questions_wait(report):
    question = ask(report)

    with pytest.raises(actions.OpenQuestions) as refused:
        accept(report)

    report.refresh_from_db()
    assert refused.value.questions == (question,)
    assert "๑ ข้อที่ยังไม่ได้ส่งให้จังหวัด" in refused.value.message
    assert report.state == State.SUBMITTED


def test_waiting_questions_become_notes_of_the_centre(report):
    question = ask(report, row=row_of(report))

    accept(report, keep_as_notes={question.pk})

    note = report.internal_notes.get()
    assert (note.row, note.text) == (row_of(report), f"ข้อทักท้วงที่ไม่ได้ส่ง: {ASK}")
    assert (note.written_by, report.comments.count()) == (cast.reviewer(), 0)


def test_a_question_that_was_not_on_the_screen_stops_it(report):
    question = ask(report)
    other = ask(report, "ของอีกคน", by=cast.central())

    with pytest.raises(actions.OpenQuestions) as refused:
        accept(report, keep_as_notes={question.pk})

    assert refused.value.questions == (other,)
    assert report.internal_notes.count() == 0


def test_an_acceptance_takes_in_marks_as_read_and_settles(report):
    question = asked(report)
    actions.submit(report=report, by=cast.head(), version=report.version)

    accept(report)

    question.refresh_from_db()
    assert (question.is_resolved, question.resolved_by) == (True, cast.reviewer())
    assert moves(report)[-3:] == ["submit", "take", "accept"]
    assert ReadMark.objects.get(submission=sent(report)).by == cast.reviewer()


def test_an_acceptance_is_bound_to_what_was_shown(report):
    with pytest.raises(actions.Stale, match="ไม่ตรงกับที่ท่านอ่าน"):
        accept(report, seen="0" * 16)


def test_whoever_answered_a_question_does_not_accept(report):
    question = asked(report)
    author = cast.clerk()
    answer(question, by=author)
    actions.submit(report=report, by=cast.head(), version=report.version)
    author.role, author.province = "reviewer", None
    author.save()

    with pytest.raises(actions.OwnWork):
        actions.accept(report=report, by=author, submission=sent(report))


# Notes -------------------------------------------------------------------------------------------


def test_a_note_is_its_writers_to_change(report):
    note = comments.note(report=report, by=cast.reviewer(), row=None, text="โทรถามแล้ว")

    with pytest.raises(actions.Refused, match="ของผู้อื่น"):
        comments.change_note(note=note, by=cast.central(), text="x", version=1)
    changed = comments.change_note(note=note, by=cast.reviewer(), text="โทรแล้ว", version=1)
    with pytest.raises(actions.Stale):
        comments.change_note(note=note, by=cast.reviewer(), text="อื่น", version=1)
    comments.change_note(note=note, by=cast.reviewer(), text="", version=changed.version)

    assert InternalNote.objects.count() == 0
    with pytest.raises(actions.Refused, match="ถูกลบไปแล้ว"):
        comments.change_note(note=note, by=cast.reviewer(), text="x", version=2)


def test_a_note_takes_no_report_in_and_stays_at_the_centre(report):
    comments.note(report=report, by=cast.reviewer(), row=None, text="โทรถามแล้ว")

    report.refresh_from_db()
    assert not report.is_taken
    for person in (cast.clerk(), cast.inspector()):
        with pytest.raises(actions.Refused):
            comments.note(report=report, by=person, row=None, text="x")


# What was read -----------------------------------------------------------------------------------


def mark_good(report, row, *, is_good=True) -> ReadMark:
    return comments.call_good(
        submission=actions.latest(report), by=cast.reviewer(), row=row, is_good=is_good
    )


def test_a_tick_is_set_and_taken_away(report):
    row = row_of(report)

    assert mark_good(report, row).good_rows == [row]
    assert mark_good(report, row, is_good=False).good_rows == []
    with pytest.raises(actions.Refused, match="ไม่มีในฉบับ"):
        mark_good(report, 10**9)


def test_ticks_stay_with_rows_that_did_not_change(report):
    rows = [group.lines.get().pk for group in report.groups.all()]
    for row in rows:
        mark_good(report, row)
    returned(report, comment="แก้แถวแรก")
    write(report, "แก้แล้ว")
    actions.submit(report=report, by=cast.head(), version=report.version)

    mark = comments.mark_read(submission=actions.latest(report), by=cast.reviewer())

    assert mark.good_rows == sorted(rows[1:])


def test_only_the_centre_marks(report):
    with pytest.raises(actions.Refused):
        comments.mark_read(submission=actions.latest(report), by=cast.clerk())


# All that stood in the boxes ---------------------------------------------------------------------


def keep(report, **typed):
    reading.keep(
        report=report,
        by=cast.reviewer(),
        submission=sent(report),
        typed=reading.Typed(**typed),
    )


def test_the_boxes_are_kept_in_one_act(report):
    row = row_of(report)
    typed = {"asked": [reading.Asked(row, ASK)], "noted": [reading.Noted(None, "โทรแล้ว")]}

    keep(report, **typed)

    question, note = report.comments.get(), report.internal_notes.get()
    assert (question.row, note.text) == (row, "โทรแล้ว")
    keep(report, reworded=[reading.Reworded(question.pk, "", "", question.version)])
    keep(report, renoted=[reading.Renoted(note.pk, "โทรอีกครั้ง", note.version)])
    assert (report.comments.count(), report.internal_notes.get().text) == (0, "โทรอีกครั้ง")


def test_one_refusal_keeps_nothing_of_it(report):
    asks = [reading.Asked(None, ASK), reading.Asked(10**9, "แถวที่ไม่มี")]

    with pytest.raises(actions.Refused, match="ไม่มีในฉบับ"):
        keep(report, asked=asks)

    assert report.comments.count() == 0


def test_a_question_dropped_or_changed_by_another_is_not_lost_silently(report):
    question = ask(report)
    comments.change_question(
        comment=question, by=cast.central(), question="อื่น", reason="", version=1
    )

    with pytest.raises(actions.Stale):
        keep(report, reworded=[reading.Reworded(question.pk, "", "", 1)])
    comments.drop(comment=question, by=cast.central())
    with pytest.raises(comments.Gone):
        keep(report, reworded=[reading.Reworded(question.pk, "x", "", 2)])


def test_a_return_keeps_and_sends_the_boxes(report):
    reading.return_with(
        report=report,
        by=cast.reviewer(),
        submission=sent(report),
        typed=reading.Typed(asked=[reading.Asked(None, ASK)]),
        comment="",
        due_on=None,
    )

    assert [one.question for one in report.comments.sent()] == [ASK]


def test_ones_own_question_is_used_again(report):
    question = ask(report, reason="dates")
    row = row_of(report)
    given = {"report": report, "submission": sent(report), "row": row, "like": question.pk}

    reading.ask_again(by=cast.reviewer(), **given)

    again = report.comments.get(row=row)
    assert (again.question, again.reason) == (ASK, "dates")
    with pytest.raises(comments.Gone):
        reading.ask_again(by=cast.central(), **given)
