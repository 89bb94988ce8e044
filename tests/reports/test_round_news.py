"""What offices are told of rounds and calendars: each piece of news once, whatever the worker does."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from calendar_app import actions as calendars
from ita_portal.models import Notice
from reports import round_news
from tests import cast

pytestmark = pytest.mark.django_db
DAY = datetime(2024, 4, 3, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
ROUND = "รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗"


@pytest.fixture(autouse=True)
def the_third_day():
    with time_machine.travel(DAY, tick=False):
        yield


def told(day=DAY) -> list[str]:
    """The titles that this look adds, for Lamphun."""
    before = set(Notice.objects.values_list("pk", flat=True))
    round_news.tell(day)
    new = Notice.objects.filter(province=cast.lamphun()).exclude(pk__in=before)
    return sorted(new.values_list("title", flat=True))


def test_an_opened_round_is_told_to_every_office_once():
    cast.lamphun()
    cast.roi_et()
    cast.round_()

    assert told() == [f"เปิดรับรายงาน {ROUND}"]
    assert told() == []
    assert Notice.objects.filter(province=cast.roi_et()).count() == 1


def test_an_opening_that_was_undone_is_taken_back_and_the_next_told_anew(client):
    round_ = cast.round_()
    client.force_login(cast.central())
    cast.lamphun()
    told()

    client.post(reverse("round_opening_undo", args=[round_.pk]), {"reason": "เปิดผิดรอบ"})
    seen = Notice.objects.visible(DAY).filter(province=cast.lamphun())

    assert (list(seen), told()) == ([], [])
    with time_machine.travel(DAY + timedelta(hours=1), tick=False):
        calendars.open_round(round=round_, by=cast.central())
        assert told(DAY + timedelta(hours=1)) == [f"เปิดรับรายงาน {ROUND}"]


def test_a_round_that_opens_later_or_opened_long_ago_is_no_news():
    cast.round_(opens_on=date(2024, 4, 4))
    cast.round_(months=12, opens_on=date(2024, 3, 20))

    assert told() == []


def test_a_round_is_no_news_before_the_centre_opens_it():
    cast.lamphun()
    round_ = cast.round_(opens_on=date(2024, 3, 1), opened_at=None)
    assert told() == []

    calendars.open_round(round=round_, by=cast.central())

    assert told() == [f"เปิดรับรายงาน {ROUND}"]


def test_closing_and_opening_again_are_told():
    round_ = cast.round_(opens_on=date(2024, 3, 1))
    cast.lamphun()
    calendars.close_round(round=round_, by=cast.central(), reason="รวบรวมครบแล้ว")
    assert told() == [f"ปิดรับรายงาน {ROUND}"]

    round_.refresh_from_db()
    calendars.open_round_again(round=round_, by=cast.central(), reason="ปิดผิดรอบ")

    assert told() == [f"เปิดรับรายงานอีกครั้ง {ROUND}"]
    assert told() == []


def test_an_extension_is_told_to_those_it_is_for():
    round_ = cast.round_(opens_on=date(2024, 3, 1))
    given = {"due_on": date(2024, 5, 10), "reason": "น้ำท่วม", "by": cast.central()}
    calendars.extend(round=round_, province=cast.roi_et(), **given)
    cast.lamphun()
    assert told() == []

    calendars.extend(round=round_, province=None, **given)

    assert told() == [f"ขยายเวลาส่งรายงาน {ROUND} ถึงวันที่ ๑๐ พฤษภาคม ๒๕๖๗"]
    assert Notice.objects.get(source__startswith="extension", province=cast.lamphun()).words == (
        "น้ำท่วม"
    )


def test_an_amended_calendar_is_told_and_leads_to_it():
    cast.lamphun()
    cast.calendar()

    assert told() == ["ปฏิทินการประเมิน ป.ป.ช. ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับปรับปรุงครั้งที่ ๑ มีผลใช้แล้ว"]
    assert Notice.objects.get().url == "/calendars/2567/"


def test_what_is_older_than_a_week_is_told_to_nobody():
    cast.lamphun()
    cast.calendar()

    assert told(DAY + timedelta(days=8)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_look_that_finds_nothing_new_costs_the_same(count, django_assert_num_queries):
    for number in range(count):
        cast.province(slug=f"p{number}", name=f"จังหวัด{number}", code=f"{number + 60}")
    cast.round_()
    cast.calendar()
    round_news.tell(DAY)

    with django_assert_num_queries(6):
        round_news.tell(DAY)
