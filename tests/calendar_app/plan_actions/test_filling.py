"""A whole plan written from a document, and taken back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from calendar_app import plan_actions, plans
from calendar_app.models import Activity, CalendarStep, Schedule
from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent, Refused
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db

NOVEMBER = thai.read_window("เดือนพฤศจิกายน ๒๕๖๖")
WINTER = thai.read_window("ธันวาคม ๒๕๖๖ - มกราคม ๒๕๖๗")
READ = PlanContent(
    title="แผนของจังหวัดลำพูน",
    intro="ดังนี้",
    footnote="อาจเปลี่ยนแปลง",
    issuer="ศูนย์ปฏิบัติการ\nจังหวัดลำพูน",
    phases=(
        PhaseContent(
            "เตรียม",
            (
                ActivityContent("แต่งตั้ง", "สนจ.", ("IIT", "REG"), (NOVEMBER, WINTER), {"ก": "๑.๑"}),
                ActivityContent("ประชุม"),
            ),
        ),
        PhaseContent("เก็บข้อมูล"),
    ),
    raw={"columns": [["ขั้นตอน"]]},
)
OTHER = PlanContent(title="อื่น", phases=(PhaseContent("ช่วงอื่น", (ActivityContent("อื่น"),)),))


@pytest.fixture
def plan():
    """A plan just begun, with nothing in it."""
    cast.calendar()
    for code in ("REG", "IIT"):
        CalendarStep.objects.get_or_create(fiscal_year=2567, code=code)
    return plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)


def fill(plan, content=READ, *, replace=False, by=None):
    return plan_actions.fill(schedule=plan, by=by or cast.clerk(), plan=content, replace=replace)


def said(schedule):
    """The whole plan as content."""
    schedule.refresh_from_db()
    return PlanContent(
        **{name: getattr(schedule, name) for name in plans.TEXTS[Schedule]},
        phases=tuple(
            PhaseContent(phase.title, tuple(map(activity, phase.rows)))
            for phase in plans.phases_of(schedule)
        ),
        raw=schedule.raw,
    )


def activity(row):
    steps = CalendarStep.objects.filter(pk__in=row.ties).order_by("code")
    return ActivityContent(
        text=row.text,
        responsible=row.responsible,
        steps=tuple(step.code for step in steps),
        windows=tuple(span.window for span in row.spans),
        raw=row.raw,
    )


def test_an_empty_plan_takes_all_that_was_read(plan):
    filled = fill(plan)

    assert said(plan) == READ
    assert (filled.pk, filled.version) == (plan.pk, 2)
    assert plan.history.first().history_user == cast.clerk()


def test_a_paper_without_a_title_leaves_the_usual_one(plan):
    title = plan.title

    fill(plan, PlanContent(phases=READ.phases))

    assert said(plan).title == title


@pytest.mark.parametrize("replace", [True, False])
def test_the_same_paper_read_twice_changes_nothing(plan, replace):
    fill(plan)
    before, count = plans.phases_of(plan), plan.history.count()

    again = fill(plan, replace=replace)

    assert (again.version, plan.history.count()) == (2, count)
    assert [phase.pk for phase in plans.phases_of(plan)] == [phase.pk for phase in before]


def test_the_same_words_read_from_another_file_change_nothing(plan):
    fill(plan)

    assert fill(plan, PlanContent(**{**vars_of(READ), "raw": {}})).version == 2


def vars_of(content):
    return {name: getattr(content, name) for name in content.__dataclass_fields__}


@pytest.mark.parametrize("written", ["title", "intro", "footnote", "issuer", "phases"])
def test_a_plan_with_content_is_never_filled_over_unasked(plan, written):
    fill(plan, PlanContent(**{written: getattr(OTHER, written) or "พิมพ์ไว้"}), replace=True)
    before = said(plan)

    with pytest.raises(Refused, match="จึงไม่เขียนทับ"):
        fill(plan)

    assert said(plan) == before


def test_a_plan_is_replaced_when_that_is_asked(plan):
    fill(plan, OTHER)

    fill(plan, replace=True)

    assert said(plan) == READ
    assert Activity.objects.count() == 2


def test_what_was_replaced_comes_back_whole(plan):
    fill(plan)
    kept = plans.phases_of(plan)
    version = fill(plan, OTHER, replace=True).version

    undone = plan_actions.undo_fill(schedule=plan, by=cast.head(), version=version)

    assert said(plan) == READ
    assert undone.version == version + 1
    assert [row.pk for row in plans.phases_of(plan)] == [row.pk for row in kept]


def test_undoing_the_first_paper_leaves_the_plan_empty_again(plan):
    before = said(plan)
    version = fill(plan).version

    plan_actions.undo_fill(schedule=plan, by=cast.clerk(), version=version)

    assert said(plan) == before
    fill(plan)
    assert said(plan) == READ


def test_a_paper_is_taken_back_once(plan):
    version = fill(plan).version
    version = plan_actions.undo_fill(schedule=plan, by=cast.clerk(), version=version).version

    with pytest.raises(Refused, match="ไม่มีการนำเข้า"):
        plan_actions.undo_fill(schedule=plan, by=cast.clerk(), version=version)


def test_nothing_typed_since_is_lost_by_taking_a_paper_back(plan):
    version = fill(plan).version
    plan_actions.add_phase(schedule=plan, by=cast.head(), title="พิมพ์เพิ่ม")

    with pytest.raises(Refused, match="หลังการนำเข้า"):
        plan_actions.undo_fill(schedule=plan, by=cast.clerk(), version=version)


@pytest.mark.parametrize(("hours", "comes_back"), [(23.9, True), (24.1, False)])
def test_a_paper_is_taken_back_within_a_day(plan, hours, comes_back):
    version = fill(plan).version

    with time_machine.travel(timezone.now() + timedelta(hours=hours)):
        if comes_back:
            plan_actions.undo_fill(schedule=plan, by=cast.clerk(), version=version)
        else:
            with pytest.raises(Refused, match="๒๔ ชั่วโมง"):
                plan_actions.undo_fill(schedule=plan, by=cast.clerk(), version=version)

    assert said(plan).phases == (() if comes_back else READ.phases)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (PlanContent(phases=(PhaseContent("ก" * 401),)), "ช่วงการดำเนินงาน “กก.*๔๐๑ ตัวอักษร"),
        (
            PlanContent(phases=(PhaseContent("ก", (ActivityContent("ก", "ข" * 201),)),)),
            "ผู้รับผิดชอบ",
        ),
        (PlanContent(phases=(PhaseContent("ก", (ActivityContent("ก\x00"),)),)), "กิจกรรม.*U.0000"),
        (
            PlanContent(phases=(PhaseContent("ก", (ActivityContent("ก", steps=("NONE",)),)),)),
            "ปีงบประมาณอื่น",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence_and_nothing_is_written(
    plan, content, sentence
):
    fill(plan, OTHER)

    with pytest.raises(Refused, match=sentence):
        fill(plan, content, replace=True)

    assert said(plan) == OTHER


# ---- beginning


def test_a_plan_from_the_calendar_has_one_activity_for_each_step_with_its_window_and_tie():
    calendar = cast.calendar()

    schedule = plan_actions.start(fiscal_year=2567, by=cast.head(), from_calendar=True)

    assert said(schedule).phases == (
        PhaseContent(
            plan_actions.FIRST_PHASE,
            tuple(
                ActivityContent(one.title, "", (one.step.code,), (one.window,))
                for one in calendar.steps.all()
            ),
        ),
    )
    assert schedule.title.endswith("ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ ของจังหวัดลำพูน")


def test_a_step_of_the_nacc_says_who_is_responsible():
    calendar = cast.calendar()
    calendar.steps.filter(step__code="REG").update(owner="nacc")

    schedule = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=True)

    (phase,) = plans.phases_of(schedule)
    assert [one.responsible for one in phase.rows] == ["สำนักงาน ป.ป.ช.", "", ""]


def test_a_second_click_finds_the_plan_already_there(plan):
    again = plan_actions.start(fiscal_year=2567, by=cast.head(), from_calendar=True)

    assert again == plan
    assert Schedule.objects.count() == 1


def test_no_plan_starts_from_a_calendar_that_is_not_there():
    with pytest.raises(Refused):
        plan_actions.start(fiscal_year=2570, by=cast.clerk(), from_calendar=True)

    assert not Schedule.objects.exists()


def test_the_centre_has_no_plan():
    with pytest.raises(Refused):
        plan_actions.start(fiscal_year=2567, by=cast.reviewer(), from_calendar=False)
