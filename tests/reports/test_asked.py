"""What stands between a return and what the province sends after it: asked, answered, changed, left as it was."""

import pytest
import time_machine

from reports import actions, content
from reports.asked import AfterReturn, after_return, since_return
from reports.desk import moves_of, notices
from tests import asking, bulk, cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def now(report) -> AfterReturn:
    report.refresh_from_db()
    return since_return(report, content.draft(report), moves_of(report))


def told(found: AfterReturn) -> list[tuple]:
    return [
        (one.name, one.comment.question, one.comment.reply, one.is_changed, one.is_wanting)
        for one in found.asked
    ]


Q = asking.QUESTION


def test_a_report_that_never_came_back_has_nothing_asked():
    report = cast.report()

    assert now(report) == AfterReturn()
    assert not now(report)


def test_an_acceptance_that_was_undone_leaves_what_was_asked():
    report = asking.asked(0)
    asking.write(report, asking.lines(report)[0], "อบรม 33 หน่วยงาน")
    before = now(report)
    asking.send_again(report)
    actions.comments.resolve(comment=report.comments.get(), by=cast.reviewer())
    act = bulk.accepted([report])
    actions.bulk.undo_many(act=act, by=cast.reviewer())
    actions.recall(report=report, by=cast.head())

    assert [one.name for one in now(report).asked] == [one.name for one in before.asked] != []
    assert len(notices(report, moves_of(report), now(report))) == 1


def test_what_waits_at_the_centre_is_not_known_to_the_province():
    report = cast.submitted()
    asking.ask(report, asking.lines(report)[0])

    assert not after_return(report, actions.latest(report))


def test_each_question_says_whether_it_is_answered_or_its_row_changed():
    report = asking.asked(2, 0, 1, None)
    first, second, third = asking.lines(report)
    asking.write(report, first, "อบรม 33 หน่วยงาน")
    asking.answer(report.comments.get(row=second.pk), "ส่งเป็นหนังสือแล้ว")

    found = now(report)

    assert told(found) == [
        ("รายงานทั้งฉบับ", f"{Q} 4", "", True, True),
        ("ลำดับที่ ๑", f"{Q} 2", "", True, False),
        ("ลำดับที่ ๒", f"{Q} 3", "ส่งเป็นหนังสือแล้ว", False, False),
        ("ลำดับที่ ๓", f"{Q} 1", "", False, True),
    ]
    assert (found.rows, found.answered) == (3, 1)
    assert [one.comment.row for one in found.wanting] == [None, third.pk]
    assert [one.name for one in found.apart] == ["รายงานทั้งฉบับ"]
    assert set(found.of_rows) == {first.pk, second.pk, third.pk}


def test_after_it_is_sent_again_the_centre_reads_what_was_changed_beyond_the_questions():
    report = asking.asked(0)
    first, second, _ = asking.lines(report)
    asking.write(report, first, "อบรม 33 หน่วยงาน")
    asking.write(report, second, "ส่งหนังสือถึงทุกหน่วยงาน")
    sent = asking.send_again(report)

    found = after_return(report, sent)

    assert told(found) == [("ลำดับที่ ๑", f"{Q} 1", "", True, False)]
    assert [(one.key, one.place) for one in found.beyond] == [(second.pk, "ลำดับที่ ๒")]
    assert found.returned.submission.number == 1


def test_what_changes_later_is_no_part_of_a_version_that_was_sent():
    report = asking.asked(0)
    sent = asking.send_again(report)
    asking.ask(report, asking.lines(report)[1], "อีกข้อ")
    asking.send_back(report)

    assert [one.comment.question for one in after_return(report, sent).asked] == [f"{Q} 1"]
    assert [one.comment.question for one in now(report).asked] == ["อีกข้อ"]


def test_questions_of_an_earlier_return_are_kept_apart():
    report = asking.asked(0)
    asking.answer(report.comments.get())
    asking.send_again(report)
    asking.send_back(report, "ยังขาดเอกสาร")

    found = now(report)

    assert (found.asked, found.rows) == ((), 0)
    assert [[one.comment.question for one in each.asked] for each in found.older] == [[f"{Q} 1"]]


def test_once_it_was_accepted_no_question_waits():
    report = asking.asked(0)
    sent = asking.send_again(report)
    actions.accept(report=report, by=cast.reviewer(), submission=sent.pk)
    actions.ask_to_correct(report=report, by=cast.clerk(), reason="แก้คำผิด")

    found = now(report)

    assert (found.returned, found.asked, len(found.older)) == (None, (), 1)


def test_a_question_to_a_row_that_was_removed_is_still_there():
    report = asking.asked(1)
    row = asking.lines(report)[1]
    actions.rows.delete(report=report, line=row.pk, by=cast.clerk())

    (one,) = now(report).asked

    assert one.name == "แถวที่ไม่อยู่ในรายงานแล้ว (เดิมลำดับที่ ๒)"
    assert (one.words, one.is_changed) == ("การเก็บรวบรวมข้อมูลตามแบบวัด IIT", True)
    assert now(report).apart == [one]


def test_rows_found_good_stay_good_until_they_change():
    report = cast.submitted()
    first, second, third = asking.lines(report)
    actions.comments.mark_read(
        submission=actions.latest(report), by=cast.reviewer(), good_rows=[first.pk, second.pk, 99]
    )
    asking.ask(report, third)
    asking.send_back(report)
    asking.write(report, second, "ส่งหนังสือถึงทุกหน่วยงาน")

    assert now(report).good == {first.pk}


def test_what_is_settled_waits_for_nothing():
    report = asking.asked(0)
    actions.comments.resolve(comment=report.comments.get(), by=cast.reviewer())

    assert now(report).wanting == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_the_questions(django_assert_num_queries, count):
    report = asking.asked(*range(count))
    sent = asking.send_again(report)

    with django_assert_num_queries(4):
        found = after_return(report, sent)
        [str(one.comment.asked_by) for one in found.asked]


def test_a_question_to_a_row_that_was_joined_with_another_says_so():
    report = asking.asked(1)
    first, second, _ = asking.lines(report)
    actions.rows.merge_up(report=report, line=second.pk, by=cast.clerk())

    (one,) = now(report).asked

    assert one.name == "แถวที่รวมกับลำดับที่ ๑ แล้ว (เดิมลำดับที่ ๒)"
    assert one.joined.key == first.pk
    assert now(report).beyond == ()
