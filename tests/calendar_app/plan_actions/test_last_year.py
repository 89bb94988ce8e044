"""A plan begun from that of the year before."""

import pytest

from calendar_app import plan_actions, plans
from calendar_app.models import Schedule
from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent, Refused
from ita_portal import thai
from tests import cast
from tests.calendar_app.plan_actions.a_plan import edit_of, said, save, step

pytestmark = pytest.mark.django_db

LEAP = thai.read_window("29 ก.พ. 2567")
UNREAD = thai.Window.unread("ตามที่ ป.ป.ช. กำหนด")
LAST = PlanContent(
    intro="ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
    footnote="อาจเปลี่ยนแปลง",
    issuer="ศูนย์ปฏิบัติการ",
    phases=(
        PhaseContent(
            "เตรียม ปี ๒๕๖๗",
            (
                ActivityContent("ลงทะเบียน", "กลุ่มงานฯ", ("REG",), (LEAP, UNREAD), {"ที่": "๑.๑"}),
                ActivityContent("เก็บข้อมูล ปี ๒๕๖๖", steps=("IIT", "PROCESS")),
                ActivityContent("ประชุม"),
            ),
        ),
        PhaseContent("ติดตาม"),
    ),
)
NOW = [
    ("REG", "การลงทะเบียน", None, None),
    ("IIT_NEW", "การเก็บรวบรวมข้อมูลตามแบบวัด IIT", None, None),
]


@pytest.fixture
def last():
    """The plan of 2567; the calendar of 2568 has one of its steps by code, one by words."""
    cast.calendar()
    plan = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
    return plan_actions.fill(schedule=plan, by=cast.clerk(), plan=LAST)


@pytest.fixture
def calendar(last):
    from tests.cast import calendar as make

    steps = [(code, title, *days) for code, title, *days in cast.STEPS[:2]]
    steps[1] = ("IIT_NEW", *cast.STEPS[1][1:])
    return make(fiscal_year=2568, steps=steps)


def start(**options):
    return plan_actions.start_from_last_year(fiscal_year=2568, by=cast.clerk(), **options)


def test_every_text_comes_along_and_every_window_a_year_later(last, calendar):
    plan = start()

    moved = thai.read_window("๒๘ กุมภาพันธ์ ๒๕๖๘")
    assert said(plan) == [
        (
            "เตรียม ปี ๒๕๖๘",
            [
                ("ลงทะเบียน", "กลุ่มงานฯ", [moved, UNREAD], [step("REG", 2568)]),
                ("เก็บข้อมูล ปี ๒๕๖๗", "", [], [step("IIT_NEW", 2568)]),
                ("ประชุม", "", [], []),
            ],
        ),
        ("ติดตาม", []),
    ]
    assert plan.title.endswith("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ของจังหวัดลำพูน")
    assert (plan.intro, plan.footnote, plan.issuer) == (
        *("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "อาจเปลี่ยนแปลง"),
        "ศูนย์ปฏิบัติการ",
    )


def test_the_years_of_texts_stay_where_that_is_asked(last, calendar):
    plan = start(move_years=False)

    assert said(plan)[0][1][1][0] == "เก็บข้อมูล ปี ๒๕๖๖"
    assert plan.intro == "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"


def test_steps_that_this_year_lacks_or_words_otherwise_are_told(last, calendar):
    rows = plans.phases_of(start())[0].rows

    assert [row.raw for row in rows] == [
        {},
        {"last_year": {"unmatched": [cast.STEPS[2][1]], "by_words": [cast.STEPS[1][1]]}},
        {},
    ]


def test_last_years_plan_is_left_as_it_was(last, calendar):
    before = said(last)

    start()

    last.refresh_from_db()
    assert (said(last), last.version) == (before, 2)


def test_without_a_calendar_every_tie_is_told(last):
    rows = plans.phases_of(start())[0].rows

    assert [row.ties for row in rows] == [[], [], []]
    assert rows[0].raw == {"last_year": {"unmatched": [cast.STEPS[0][1]]}}


def test_choosing_a_step_settles_what_was_told(last, calendar):
    plan = start()

    save(plan, edit_of(plan, "เก็บข้อมูล ปี ๒๕๖๗", steps=(step("REG", 2568),)))

    assert plans.phases_of(plan)[0].rows[1].raw == {}


def test_another_change_leaves_it_told(last, calendar):
    plan = start()

    save(plan, edit_of(plan, "เก็บข้อมูล ปี ๒๕๖๗", text="ใหม่"))

    assert "last_year" in plans.phases_of(plan)[0].rows[1].raw


def test_what_was_told_is_settled_at_once(last, calendar):
    plan = start()

    settled = plan_actions.settle_last_year(schedule=plan, by=cast.head())
    again = plan_actions.settle_last_year(schedule=plan, by=cast.head())

    assert {bool(row.raw) for row in plans.phases_of(plan)[0].rows} == {False}
    assert (settled.version, again.version) == (plan.version + 1, plan.version + 1)


def test_a_second_click_finds_the_plan_already_there(last, calendar):
    assert start() == start()
    assert Schedule.objects.filter(fiscal_year=2568).count() == 1


def test_without_a_plan_of_the_year_before_nothing_begins():
    cast.calendar(fiscal_year=2568)

    with pytest.raises(Refused, match="ไม่มีแผนของปีก่อน"):
        start()
    assert not Schedule.objects.exists()


def test_another_provinces_plan_is_not_taken(last, calendar):
    with pytest.raises(Refused):
        plan_actions.start_from_last_year(fiscal_year=2568, by=cast.clerk(cast.roi_et()))
