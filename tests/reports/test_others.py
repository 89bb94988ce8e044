"""Who else wrote in a report today: others only, today only, by one query."""

from datetime import UTC, datetime

import pytest
import time_machine

from reports import actions
from reports.models import Line
from reports.others import others_today
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = datetime(2024, 4, 10, 3, 15, tzinfo=UTC)  # ten fifteen in Bangkok


@pytest.fixture
def report():
    with time_machine.travel(datetime(2024, 4, 9, tzinfo=UTC)):
        return cast.report()


def write(report, by, result: str, at: datetime = TODAY) -> None:
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    edit = actions.LineEdit(line.pk, line.version, (actions.ItemEdit("ขั้นตอน"),), result=result)
    with time_machine.travel(at, tick=False):
        actions.save(report=report, by=by, lines=[edit])


@time_machine.travel(TODAY, tick=False)
def test_the_others_of_today_are_named_with_their_last_time(report, django_assert_num_queries):
    write(report, cast.head(), "หนึ่ง", datetime(2024, 4, 9, 3, tzinfo=UTC))
    assert others_today(report, cast.clerk()) == ""

    write(report, cast.head(), "สอง")
    write(report, cast.clerk(), "สาม")

    reader = cast.clerk()
    with django_assert_num_queries(1):
        assert others_today(report, reader) == "นายสมชาย ตัวอย่าง (ล่าสุด ๑๐:๑๕ น.)"
    assert others_today(report, cast.head()) == "สมหญิง ตัวอย่าง (ล่าสุด ๑๐:๑๕ น.)"


@time_machine.travel(TODAY, tick=False)
def test_a_move_is_no_writing(report):
    actions.hand_over(report=report, by=cast.clerk(), version=report.version)

    assert others_today(report, cast.head()) == ""
