"""Trends: in time, returns, working days with either side until the first acceptance, by round and region."""

from datetime import date, datetime

import pytest
import time_machine

from calendar_app.models import Holiday
from ita_portal import thai
from reports import actions
from reports.nation.trends import HEADINGS, measures, trends
from tests import bulk, cast
from tests.nation import nan, send

pytestmark = pytest.mark.django_db


def on(month: int, day: int):
    return time_machine.travel(datetime(2024, month, day, 10, tzinfo=thai.BANGKOK), tick=False)


def returned_once_and_accepted() -> None:
    """Opened on Monday 1 April; sent on the 5th, back on the 9th, sent on the 11th, accepted on the 16th."""
    with on(4, 5):
        report = cast.submitted()
    with on(4, 9):
        actions.return_to_province(
            report=report, by=cast.reviewer(), submission=actions.latest(report).pk, comment="แก้ไข"
        )
    with on(4, 11):
        send(report)
    with on(4, 16):
        actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
    with on(4, 30):
        actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")


def only(today=date(2024, 6, 1)):
    (found,) = trends([cast.round_()], today)
    return found


def test_working_days_lie_with_one_side_or_the_other_until_the_first_acceptance():
    for day in (12, 15):
        Holiday.objects.create(day=date(2024, 4, day), name="สงกรานต์")
    returned_once_and_accepted()

    (course,) = only().nation.courses

    # Tuesday to Friday, then Wednesday and Thursday; Monday and Tuesday, then the 16th alone.
    assert (course.province_days, course.centre_days) == (4 + 2, 2 + 1)
    assert (course.returns, course.days_late, course.is_accepted) == (1, 0, True)


def test_an_acceptance_that_was_undone_was_none():
    with on(4, 5):
        report = cast.submitted()
    with on(4, 9):
        act = bulk.accepted([report])
        actions.bulk.undo_many(act=act, by=cast.reviewer())

    (course,) = only(date(2024, 4, 11)).nation.courses

    assert (course.centre_days, course.is_accepted) == (4, False)


def test_what_goes_on_is_counted_to_today_or_to_the_closing():
    with on(4, 5):
        cast.submitted()

    (to_today,) = only(date(2024, 4, 10)).nation.courses
    round_ = cast.round_()
    round_.closed_at = datetime(2024, 4, 8, 10, tzinfo=thai.BANGKOK)
    (closed,) = trends([round_], date(2024, 4, 10))[0].nation.courses

    assert (to_today.centre_days, closed.centre_days) == (3, 1)


def test_each_region_and_the_nation():
    returned_once_and_accepted()
    with on(5, 2):
        cast.submitted(of=cast.roi_et())
    nan()

    found = only()

    told = [
        (one.name, one.offices, one.sent, one.in_time, one.came_back, one.returns, one.accepted)
        for one in [*found.regions, found.nation]
    ]
    assert told == [
        ("ภาคตะวันออกเฉียงเหนือ", 1, 1, 0, 0, 0, 0),
        ("ภาคเหนือ", 2, 1, 1, 1, 1, 1),
        ("ทั้งประเทศ", 3, 2, 1, 1, 1, 1),
    ]


def test_a_round_that_nobody_has_sent_to_has_no_days():
    cast.lamphun()

    found = only()

    assert (found.nation.province_days, found.nation.centre_days) == (None, None)


@pytest.mark.parametrize("count", [1, 3])
def test_four_queries_for_one_round_as_for_three(count, django_assert_num_queries):
    rounds = [cast.round_(), cast.round_(months=12), cast.round_(fiscal_year=2568)]
    for round_ in rounds[:count]:
        cast.calendar(fiscal_year=round_.fiscal_year)
    with on(4, 5):
        for home in (cast.lamphun(), cast.roi_et())[:count]:
            cast.submitted(of=home)

    with django_assert_num_queries(4):
        found = trends(rounds[:count], date(2024, 6, 1))

    assert [one.round for one in found] == rounds[:count]


def test_the_words_of_the_table():
    returned_once_and_accepted()
    nan()

    ((name, cells),) = measures([only().of("")])

    assert name == "รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗"
    assert len(cells) == len(HEADINGS)
    assert [(cell.words, cell.bar) for cell in cells] == [
        ("๑ จาก ๒ (๕๐%)", 50),
        ("๑ จาก ๒ (๕๐%)", 50),
        ("๑ จาก ๑ (๑๐๐%)", 100),
        ("๑", 100),
        ("๖", 100),
        ("๕", 83),
        ("๑ จาก ๒ (๕๐%)", 50),
    ]
