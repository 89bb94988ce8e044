"""What the queue shows to whom, and in which order."""

from datetime import datetime

import pytest
import time_machine
from django.utils import timezone

from ita_portal import thai
from reports import actions, overview, queue
from reports.models import FindingCount
from reports.queue import Chosen, Questions
from tests import bulk, cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april():
    with time_machine.travel(datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK), tick=True):
        yield


def trat():
    return cast.province(slug="trat", name="ตราด", code="23", region="ภาคตะวันออก")


def seen(by=None, **chosen) -> queue.Queue:
    now = timezone.now()
    who = by or cast.reviewer()
    return queue.queue(cast.round_(), timezone.localdate(now), now, who, Chosen(**chosen))


def names(found: queue.Queue) -> list[str]:
    return [row.standing.province.name for row in found.rows]


def give(province, to) -> None:
    actions.assignments.assign(provinces=[province], to=to, by=cast.central())


def ask(report, question="เมื่อใด"):
    return actions.comments.ask(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        row=None,
        question=question,
    )


def send_back(report):
    actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment="โปรดแก้",
    )
    report.refresh_from_db()


def test_mine_come_first_then_who_waits_longest():
    for home in (cast.roi_et(), cast.lamphun(), trat()):
        cast.submitted(of=home)
    everybodys = names(seen())
    give(trat(), cast.reviewer())
    give(cast.roi_et(), cast.central())

    assert everybodys == ["ร้อยเอ็ด", "ลำพูน", "ตราด"]
    assert names(seen()) == ["ตราด", "ร้อยเอ็ด", "ลำพูน"]
    assert seen().next.standing.province == trat()
    assert names(seen(by=cast.central())) == ["ร้อยเอ็ด", "ลำพูน", "ตราด"]


def test_the_tabs_count_what_passes_the_filter():
    cast.submitted()
    cast.accepted(of=cast.roi_et())
    trat()

    counts = {tab.key: tab.count for tab in seen().tabs}
    of_the_north = {tab.key: tab.count for tab in seen(region="ภาคเหนือ").tabs}

    assert counts == {"overdue": 0, "waiting": 1, "returned": 0, "accepted": 1, "all": 3}
    assert of_the_north == {"overdue": 0, "waiting": 1, "returned": 0, "accepted": 0, "all": 1}


def test_only_what_was_sent_anew():
    first, again = cast.submitted(), cast.submitted(of=cast.roi_et())
    send_back(again)
    assert names(seen(tab="returned")) == ["ร้อยเอ็ด"]
    actions.submit(report=again, by=cast.head(cast.roi_et()), version=again.version)

    assert names(seen(changed=True)) == ["ร้อยเอ็ด"]
    assert names(seen()) == [first.province.name, "ร้อยเอ็ด"]


def test_only_with_findings_and_what_was_not_counted_may_have_some():
    plain, warned, unknown = (
        actions.latest(cast.submitted(of=home)) for home in (cast.lamphun(), cast.roi_et(), trat())
    )
    FindingCount.objects.get(submission=unknown).delete()
    for submission, count in ((plain, 0), (warned, 2)):
        counted = submission.finding_count
        counted.warnings, counted.hints = count, 0
        counted.save()

    assert names(seen(warned=True)) == ["ร้อยเอ็ด", "ตราด"]
    assert [row.warnings for row in seen().rows] == [0, 2, None]


def test_only_mine_and_nothing_is_hidden_without():
    cast.submitted()
    cast.submitted(of=cast.roi_et())
    give(cast.roi_et(), cast.reviewer())

    assert names(seen(mine=True)) == ["ร้อยเอ็ด"]
    assert names(seen()) == ["ร้อยเอ็ด", "ลำพูน"]
    assert names(seen(by=cast.inspector(), mine=True)) == []


def test_open_questions_and_their_answers_are_counted():
    report = cast.submitted()
    answered, settled = ask(report), ask(report, "ที่ใด")
    ask(report, "ใคร")
    actions.comments.resolve(comment=settled, by=cast.reviewer())
    send_back(report)
    answered.refresh_from_db()
    actions.comments.reply(
        comment=answered, by=cast.clerk(), reply="เมื่อวาน", version=answered.version
    )

    (row,) = seen(tab="returned").rows

    assert row.questions == Questions(open=2, answered=1)


def test_what_may_be_accepted_together_is_read_and_has_nothing_open():
    read, open_, _unread = (
        cast.submitted(of=home) for home in (cast.lamphun(), cast.roi_et(), trat())
    )
    bulk.read(read)
    bulk.read(open_)
    ask(open_)

    assert seen().acceptable == 1
    assert seen(by=cast.central()).acceptable == 0


def test_what_is_held_is_accepted_and_says_until_when():
    report = cast.submitted()
    bulk.accepted([report])

    (row,) = seen(tab="accepted").rows

    assert row.held_until == report.held_until


def test_the_loads_count_each_reviewer_and_what_nobody_has():
    cast.submitted()
    send_back(cast.submitted(of=cast.roi_et()))
    cast.accepted(of=trat())
    give(cast.lamphun(), cast.reviewer())
    give(trat(), cast.reviewer())
    rows = overview.province_rows(cast.round_(), cast.TODAY)

    found = queue.loads(rows, [cast.central(), cast.reviewer()])

    assert [
        (one.reviewer, one.provinces, one.waiting, one.returned, one.accepted) for one in found
    ] == [
        (cast.central(), 0, 0, 0, 0),
        (cast.reviewer(), 2, 1, 0, 1),
        (None, 1, 0, 1, 0),
    ]


# Next and previous on the page of a report -----------------------------------------------------------


def around(report, by=None) -> tuple[int, str, str]:
    found = overview.waiting_around(report, by)
    ends = (found.previous, found.next)
    return found.count, *(one.province.name if one else "" for one in ends)


def test_next_and_previous_go_round_in_the_order_of_the_queue():
    roi_et, lamphun, of_trat = (
        cast.submitted(of=home) for home in (cast.roi_et(), cast.lamphun(), trat())
    )
    give(trat(), cast.reviewer())
    me = cast.reviewer()

    assert around(of_trat, me) == (2, "ลำพูน", "ร้อยเอ็ด")
    assert around(roi_et, me) == (2, "ตราด", "ลำพูน")
    assert around(lamphun, me) == (2, "ร้อยเอ็ด", "ตราด")
    assert around(lamphun) == (2, "ร้อยเอ็ด", "ตราด")
    assert around(of_trat) == (2, "ลำพูน", "ร้อยเอ็ด")


def test_whoever_follows_the_next_comes_to_every_report_that_waits():
    reports = [cast.submitted(of=home) for home in (cast.roi_et(), cast.lamphun(), trat())]
    give(cast.lamphun(), cast.reviewer())
    met, present = [], reports[0]

    for _ in reports:
        met.append(present)
        present = overview.waiting_around(present, cast.reviewer()).next

    assert {one.pk for one in met} == {one.pk for one in reports}
    assert present == reports[0]


def test_a_report_that_was_decided_stands_where_it_stood():
    first, middle, _last = (
        cast.submitted(of=home) for home in (cast.roi_et(), cast.lamphun(), trat())
    )
    actions.accept(report=middle, by=cast.reviewer(), submission=actions.latest(middle).pk)
    middle.refresh_from_db()

    assert around(middle) == (2, "ร้อยเอ็ด", "ตราด")
    assert around(first) == (1, "ตราด", "ตราด")


def test_nothing_else_waits():
    assert around(cast.submitted()) == (0, "", "")
    assert around(cast.report(of=cast.roi_et())) == (1, "ลำพูน", "ลำพูน")
