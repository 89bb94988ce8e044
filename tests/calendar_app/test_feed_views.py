"""The addresses of calendars to subscribe to: stable, public, asked for again and again."""

from datetime import date

import pytest
from icalendar import Calendar

from calendar_app import actions, plan_actions, plans
from calendar_app.models import RevisionStep
from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db

YEAR, PLAN = "/calendars/2567.ics", "/plans/2567/lamphun.ics"


def read(response):
    return Calendar.from_ical(response.content)


def told(response):
    return [
        (str(one["uid"]), str(one["summary"]), one["dtstart"].dt, one["dtend"].dt)
        for one in read(response).walk("VEVENT")
    ]


def test_the_calendar_of_a_year_is_all_its_dated_steps(client):
    revision = cast.calendar()
    undated = revision.steps.get(step__code="IIT")
    undated.window = thai.Window.unread("รอประกาศ")
    undated.save()

    response = client.get(YEAR)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert told(response) == [
        (
            *("2567-REG@calendar.ita", "ข้อ ๑ การลงทะเบียนเข้าสู่ระบบ ITAS"),
            *(date(2024, 1, 1), date(2024, 2, 1)),
        ),
        (
            *("2567-PROCESS@calendar.ita", "ข้อ ๓ การประมวลผลและจัดทำรายงานผลการประเมิน"),
            *(date(2024, 7, 2), date(2024, 8, 1)),
        ),
    ]
    assert "ขั้นตอนที่ไม่ทราบช่วงเวลา: การเก็บรวบรวมข้อมูลตามแบบวัด IIT" in read(response)["description"]
    assert "http://testserver/calendars/2567/" in read(response)["description"]


def test_a_new_revision_changes_events_under_the_same_names(client):
    old = cast.calendar()
    before = client.get(YEAR)
    new = actions.copy_revision(revision=old, by=cast.central())
    step = RevisionStep.objects.get(revision=new, step__code="REG")
    step.window = thai.read_window("1-15 ก.พ. 67")
    actions.save_step(edition=step, by=cast.central())
    actions.put_in_force(revision=new, by=cast.central())

    after = client.get(YEAR)

    first, moved = read(before).walk("VEVENT")[0], read(after).walk("VEVENT")[0]
    assert first["uid"] == moved["uid"]
    assert (first["sequence"], moved["sequence"]) == (1, 2)
    assert moved["dtstart"].dt == date(2024, 2, 1)
    assert moved["last-modified"].dt >= first["last-modified"].dt
    assert before["ETag"] != after["ETag"]


def test_whoever_has_it_already_is_told_so(client):
    cast.calendar()
    first = client.get(YEAR)

    again = client.get(YEAR, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert client.get(YEAR).content == first.content


def test_a_provinces_plan_is_one_event_for_each_window(client):
    cast.calendar()
    plan = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
    windows = (thai.read_window("ธันวาคม 2566"), thai.read_window("ภายใน 31 มี.ค. 67"))
    rows = (
        ActivityContent("ประชุมคณะทำงาน", "กลุ่มงานฯ", windows=windows),
        ActivityContent("ติดตาม", windows=(thai.Window.unread("ตามที่กำหนด"),)),
    )
    content = PlanContent(phases=(PhaseContent("เตรียม", rows),))
    plan_actions.fill(schedule=plan, by=cast.clerk(), plan=content)
    activity = plans.phases_of(plan)[0].rows[0]

    response = client.get(PLAN)

    uid = f"2567-lamphun-{activity.pk}"
    assert told(response) == [
        (f"{uid}-0@plan.ita", "๑.๑ ประชุมคณะทำงาน", date(2023, 12, 1), date(2024, 1, 1)),
        (
            *(f"{uid}-1@plan.ita", "๑.๑ ประชุมคณะทำงาน (วันสุดท้าย ไม่ทราบวันเริ่ม)"),
            *(date(2024, 3, 31), date(2024, 4, 1)),
        ),
    ]
    assert "กิจกรรมที่ยังไม่ระบุช่วงเวลา: ๑.๒ ติดตาม" in read(response)["description"]
    assert "ผู้รับผิดชอบ: กลุ่มงานฯ" in read(response).walk("VEVENT")[0]["description"]


@pytest.mark.parametrize("address", ["/calendars/2568.ics", PLAN, "/plans/2567/nowhere.ics"])
def test_what_is_not_there_is_not_found(client, address):
    cast.calendar()

    assert client.get(address).status_code == 404


def test_a_feed_only_gives(client):
    cast.calendar()

    assert client.post(YEAR).status_code == 405


def test_the_calendars_page_offers_its_address(client):
    cast.calendar()

    assert f'value="http://testserver{YEAR}"' in client.get("/calendars/2567/").content.decode()


def test_a_feed_costs_the_same_queries_whatever_its_size(client, django_assert_num_queries):
    cast.calendar()
    plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)

    with django_assert_num_queries(2):
        client.get(YEAR)
    with django_assert_num_queries(5):
        client.get(PLAN)
