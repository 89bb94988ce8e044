"""A province's year as rows and as a picture."""

from datetime import date

import pytest

from calendar_app import plan_actions, plans, timeline
from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent
from calendar_app.timeline import Reported
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = date(2024, 4, 10)
LATE = thai.read_window("กุมภาพันธ์ 2567")
DONE = Reported("done", "ดำเนินการแล้ว", "รอบ ๖ เดือน", date(2024, 3, 31))


def year(*activities, reported=None, today=TODAY):
    """The year of Lamphun with these activities in one phase."""
    editions = list(cast.calendar().steps.all())
    plan = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
    content = PlanContent(phases=(PhaseContent("เตรียม", activities),))
    plan_actions.fill(schedule=plan, by=cast.clerk(), plan=content)
    steps = {edition.step.code: edition.step_id for edition in editions}
    told = {steps[code]: one for code, one in (reported or {}).items()}
    return timeline.year_of(2567, today, editions, plans.phases_of(plan), told)


def test_activities_stand_beside_the_steps_they_are_tied_to():
    one = ActivityContent("ลงทะเบียน", "กลุ่มงานฯ", ("REG", "IIT"), (LATE,))
    made = year(one, ActivityContent("ประชุม"), reported={"REG": DONE})

    assert [(row.number, [p.number for p in row.planned]) for row in made.steps] == [
        ("๑", ["๑.๑"]),
        ("๒", ["๑.๑"]),
        ("๓", []),
    ]
    assert [row.reported for row in made.steps] == [DONE, None, None]
    assert [row.place for row in made.steps] == ["สิ้นสุดแล้ว", "อยู่ในช่วงเวลานี้", "ยังไม่ถึงช่วงเวลา"]
    assert [(row.label, row.title, row.official) for row in made.others] == [("๑.๒", "ประชุม", None)]


def test_a_window_outside_asks_for_a_reason_until_there_is_one():
    made = year(
        ActivityContent("ก", steps=("REG",), windows=(LATE,)),
        ActivityContent("ข", steps=("REG",), windows=(LATE,), reason="รอคำสั่ง"),
        ActivityContent("ค", windows=(LATE,)),
    )

    assert [one.number for one in made.asks_reasons] == ["๑.๑"]
    assert [one.reason for one in made.steps[0].planned] == ["", "รอคำสั่ง"]


def test_steps_without_a_time_of_the_provinces_are_known():
    made = year(
        ActivityContent("ก", steps=("REG",), windows=(LATE,)), ActivityContent("ข", steps=("IIT",))
    )

    assert [row.number for row in made.unplanned] == ["๒", "๓"]


def test_today_is_drawn_in_its_own_year_only():
    assert timeline.draw(year()).today == "52.60%"
    assert timeline.draw(year(today=date(2025, 4, 10))).today is None


def lanes(made, place=0):
    strip = timeline.draw(made).steps[place]
    return [(one.kind, one.words) for one in strip.lanes]


def test_a_strip_has_a_lane_for_each_window_and_the_report():
    window = thai.read_window("1-15 ม.ค. 67")
    made = year(
        ActivityContent("ก", steps=("REG",), windows=(window, LATE)), reported={"REG": DONE}
    )

    assert lanes(made) == [
        ("nacc", "ป.ป.ช. ๑ - ๓๑ ม.ค. ๒๕๖๗"),
        ("province", "จังหวัด ๑.๑ ๑ - ๑๕ ม.ค. ๒๕๖๗"),
        ("warned", "จังหวัด ๑.๑ ก.พ. ๒๕๖๗ (นอกช่วง ป.ป.ช.)"),
        ("report", "รายงาน: ดำเนินการแล้ว (รอบ ๖ เดือน)"),
    ]


BARS = [
    ("ต.ค. 66", "span", "0.00%", "8.47%"),
    ("30 ก.ย. 67", "span", "99.73%", "0.27%"),
    ("ภายใน 31 ม.ค. 67", "until", "33.33%", "0.27%"),
    ("ตั้งแต่ 1 ต.ค. 66", "since", "0.00%", "0.27%"),
    ("1 ก.ย. 66 - 1 ต.ค. 66", "span", "0.00%", "0.27%"),
    ("1 ก.ย. 60 - 1 ต.ค. 70", "span", "0.00%", "100.00%"),
]


@pytest.mark.parametrize(("written", "shape", "left", "width"), BARS)
def test_a_bar_lies_within_the_year(written, shape, left, width):
    made = year(ActivityContent("ก", windows=(thai.read_window(written),)))

    (lane,) = timeline.draw(made).others[0].lanes
    assert (lane.bar.shape, lane.bar.left, lane.bar.width) == (shape, left, width)


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (thai.read_window("ม.ค. 70"), "จังหวัด ม.ค. ๒๕๗๐ (นอกปีงบประมาณ)"),
        (thai.Window.unread("แล้วแต่ 1"), "จังหวัด แล้วแต่ ๑"),
    ],
)
def test_what_has_no_place_in_the_year_is_told_in_words(window, words):
    made = year(ActivityContent("ก", windows=(window,)))

    (lane,) = timeline.draw(made).others[0].lanes
    assert (lane.bar, lane.words) == (None, words)


@pytest.mark.parametrize(
    ("written", "at", "anchor", "stacked"),
    [
        ("ต.ค. 66", "8.47%", "start", False),
        ("ก.ย. 67", "91.80%", "end", False),
        ("15 พ.ย. 66 - 15 ส.ค. 67", "12.30%", "start", True),
    ],
)
def test_words_stand_where_there_is_room(written, at, anchor, stacked):
    made = year(ActivityContent("ก", windows=(thai.read_window(written),)))

    (lane,) = timeline.draw(made).others[0].lanes
    assert (lane.at, lane.anchor, lane.stacked) == (at, anchor, stacked)
