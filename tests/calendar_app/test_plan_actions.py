"""Every change of a plan: who may make it, what it writes, what is kept of what it removes."""

import pytest

from calendar_app import plan_actions, plans
from calendar_app.models import Activity, ActivityWindow, CalendarStep, Phase, Schedule
from calendar_app.plan_actions import ActivityContent, Edit, PhaseContent, PlanContent, Refused
from ita_portal import thai
from tests import cast

pytestmark = pytest.mark.django_db

JANUARY = thai.read_window("มกราคม ๒๕๖๗")
DAYS = thai.read_window("1-15 ก.พ. 67")
UNREAD = thai.Window.unread("ตามที่ ป.ป.ช. กำหนด")
CONTENT = PlanContent(
    title="แผน",
    intro="ความนำ",
    phases=(
        PhaseContent(
            "เตรียม",
            (
                ActivityContent(
                    "แต่งตั้งคณะทำงาน", "กลุ่มงานฯ", ("REG",), (JANUARY, UNREAD), {"ที่": "๑.๑"}
                ),
                ActivityContent("ประชุม"),
            ),
        ),
        PhaseContent("เก็บข้อมูล", (ActivityContent("แจ้งหน่วยงาน"),)),
    ),
)


@pytest.fixture
def plan():
    """Two phases: of two activities, the first with windows and a tie, and of one."""
    cast.calendar()
    schedule = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
    return plan_actions.fill(schedule=schedule, by=cast.clerk(), plan=CONTENT)


def step(code, fiscal_year=2567):
    return CalendarStep.objects.get_or_create(fiscal_year=fiscal_year, code=code)[0].pk


def said(schedule):
    """The whole plan, in words."""
    return [
        (
            phase.title,
            [
                (row.text, row.responsible, [one.window for one in row.spans], row.ties)
                for row in phase.rows
            ],
        )
        for phase in plans.phases_of(schedule)
    ]


def texts(schedule):
    return [(phase.title, [row.text for row in phase.rows]) for phase in plans.phases_of(schedule)]


def row(schedule, text):
    """The name of the phase or activity that says this."""
    rows = plans.by_name(schedule, plans.phases_of(schedule))
    return next(name for name, one in rows.items() if str(one) == text)


def edit_of(schedule, words, **changes):
    """An edit of the row that says this, made from what it says now."""
    one = plans.by_name(schedule, plans.phases_of(schedule))[row(schedule, words)]
    columns = {name: getattr(one, name) for name in plans.TEXTS[type(one)]}
    rest = {}
    if isinstance(one, Activity):
        rest = {"windows": tuple(s.window for s in one.spans), "steps": tuple(one.ties)}
    rest |= {name: changes.pop(name) for name in ("windows", "steps") if name in changes}
    return Edit(plans.name_of(one), plans.token(one), columns | changes, **rest)


def save(schedule, *edits, by=None):
    return plan_actions.save(schedule=schedule, by=by or cast.clerk(), edits=edits)


# ---- beginning


def test_a_plan_from_the_calendar_has_one_activity_for_each_step_with_its_window_and_tie():
    calendar = cast.calendar()

    schedule = plan_actions.start(fiscal_year=2567, by=cast.head(), from_calendar=True)

    assert said(schedule) == [
        (
            plan_actions.FIRST_PHASE,
            [(one.title, "", [one.window], [one.step_id]) for one in calendar.steps.all()],
        )
    ]
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


# ---- saving


def test_saving_writes_the_texts_windows_and_ties_of_a_row(plan):
    edit = edit_of(
        plan,
        "แต่งตั้งคณะทำงาน",
        text="แต่งตั้งคณะกรรมการ",
        windows=(DAYS,),
        steps=(step("IIT"), step("REG")),
    )

    saved = save(plan, edit)

    activity = Activity.objects.get(text="แต่งตั้งคณะกรรมการ")
    assert saved == plan_actions.Saved(1)
    assert [one.window for one in activity.windows.all()] == [DAYS]
    assert {one.code for one in activity.steps.all()} == {"IIT", "REG"}
    assert activity.raw == {"ที่": "๑.๑"}


def test_saving_counts_the_version_once_and_keeps_the_history(plan):
    before = plan.version
    edit = edit_of(plan, "ประชุม", text="ประชุมชี้แจง")

    save(plan, edit, edit_of(plan, "เตรียม", title="ช่วงเตรียมความพร้อม"))

    plan.refresh_from_db()
    assert plan.version == before + 1
    activity = Activity.objects.get(text="ประชุมชี้แจง")
    assert [one.text for one in activity.history.all()] == ["ประชุมชี้แจง", "ประชุม"]


def test_saving_what_is_there_changes_nothing(plan):
    before = plan.version

    saved = save(plan, *(edit_of(plan, one) for one in ("แต่งตั้งคณะทำงาน", "เตรียม", "ประชุม")))

    plan.refresh_from_db()
    assert (saved.changed, plan.version) == (0, before)


def test_a_row_that_another_person_changed_is_a_conflict_and_the_others_are_saved(plan):
    mine, other = edit_of(plan, "ประชุม", text="ของฉัน"), edit_of(plan, "แจ้งหน่วยงาน", text="แจ้งแล้ว")
    save(plan, edit_of(plan, "ประชุม", text="ของเขา"), by=cast.head())

    saved = save(plan, mine, other)

    (conflict,) = saved.conflicts
    assert (saved.changed, conflict.mine, str(conflict.theirs)) == (1, mine, "ของเขา")
    assert texts(plan) == [("เตรียม", ["แต่งตั้งคณะทำงาน", "ของเขา"]), ("เก็บข้อมูล", ["แจ้งแล้ว"])]


def test_windows_changed_by_another_person_are_a_conflict_too(plan):
    mine = edit_of(plan, "ประชุม", text="ของฉัน")
    save(plan, edit_of(plan, "ประชุม", windows=(DAYS,)), by=cast.head())

    assert [one.mine for one in save(plan, mine).conflicts] == [mine]


def test_two_people_who_typed_the_same_do_not_stand_in_each_others_way(plan):
    mine = edit_of(plan, "ประชุม", text="ประชุมชี้แจง")
    save(plan, mine, by=cast.head())

    assert save(plan, mine) == plan_actions.Saved(0)


def test_a_row_that_is_gone_is_a_conflict_without_a_text_of_theirs(plan):
    mine = edit_of(plan, "ประชุม", text="ของฉัน")
    plan_actions.delete(schedule=plan, by=cast.head(), row=mine.row)

    (conflict,) = save(plan, mine).conflicts

    assert conflict == plan_actions.Conflict(mine, None)


def test_what_was_typed_into_a_row_that_is_gone_can_be_added_anew(plan):
    mine = edit_of(plan, "แต่งตั้งคณะทำงาน", text="ของฉัน")
    plan_actions.delete(schedule=plan, by=cast.head(), row=mine.row)

    plan_actions.add_typed(schedule=plan, by=cast.clerk(), edit=mine)

    expected = ("ของฉัน", "กลุ่มงานฯ", [JANUARY, UNREAD], [step("REG")])
    assert said(plan)[-1][1][-1] == expected


def test_a_tie_to_a_step_of_another_year_is_refused_and_nothing_is_written(plan):
    edit = edit_of(plan, "ประชุม", text="ใหม่", steps=(step("REG", 2566),))

    with pytest.raises(Refused):
        save(plan, edit)

    assert Activity.objects.filter(text="ประชุม").exists()


# ---- who


ACTIONS = {
    "save": lambda plan, by: save(plan, edit_of(plan, "ประชุม", text="x"), by=by),
    "fill": lambda plan, by: plan_actions.fill(
        schedule=plan, by=by, plan=PlanContent(), replace=True
    ),
    "undo_fill": lambda plan, by: plan_actions.undo_fill(
        schedule=plan, by=by, version=plan.version
    ),
    "add_phase": lambda plan, by: plan_actions.add_phase(schedule=plan, by=by),
    "add_activity": lambda plan, by: plan_actions.add_activity(
        schedule=plan, by=by, phase=row(plan, "เตรียม")
    ),
    "add_typed": lambda plan, by: plan_actions.add_typed(
        schedule=plan, by=by, edit=edit_of(plan, "ประชุม")
    ),
    "move": lambda plan, by: plan_actions.move(
        schedule=plan, by=by, row=row(plan, "ประชุม"), down=True
    ),
    "delete": lambda plan, by: plan_actions.delete(schedule=plan, by=by, row=row(plan, "ประชุม")),
    "undo": lambda plan, by: plan_actions.undo(schedule=plan, by=by, removal=1),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("who", ["a clerk of another province", "the centre"])
def test_nobody_but_the_province_changes_its_plan(plan, action, who):
    by = cast.central() if who == "the centre" else cast.clerk(cast.roi_et())
    before = said(plan)

    with pytest.raises(Refused, match="จังหวัดอื่น"):
        ACTIONS[action](plan, by)

    assert said(plan) == before


# ---- rows


def test_a_new_phase_and_a_new_activity_come_last(plan):
    phase = plan_actions.add_phase(schedule=plan, by=cast.clerk())
    plan_actions.add_activity(schedule=plan, by=cast.clerk(), phase=plans.name_of(phase))
    plan_actions.add_activity(schedule=plan, by=cast.clerk(), phase=row(plan, "เตรียม"))

    assert texts(plan) == [
        ("เตรียม", ["แต่งตั้งคณะทำงาน", "ประชุม", ""]),
        ("เก็บข้อมูล", ["แจ้งหน่วยงาน"]),
        ("", [""]),
    ]


@pytest.mark.parametrize(
    ("moved", "down", "expected"),
    [
        ("ประชุม", False, [("เตรียม", ["ประชุม", "แต่งตั้งคณะทำงาน"]), ("เก็บข้อมูล", ["แจ้งหน่วยงาน"])]),
        ("ประชุม", True, [("เตรียม", ["แต่งตั้งคณะทำงาน"]), ("เก็บข้อมูล", ["ประชุม", "แจ้งหน่วยงาน"])]),
        (
            "แจ้งหน่วยงาน",
            False,
            [("เตรียม", ["แต่งตั้งคณะทำงาน", "ประชุม", "แจ้งหน่วยงาน"]), ("เก็บข้อมูล", [])],
        ),
        ("เตรียม", True, [("เก็บข้อมูล", ["แจ้งหน่วยงาน"]), ("เตรียม", ["แต่งตั้งคณะทำงาน", "ประชุม"])]),
    ],
)
def test_rows_move_one_place_and_over_the_edge_of_a_phase(plan, moved, down, expected):
    plan_actions.move(schedule=plan, by=cast.clerk(), row=row(plan, moved), down=down)

    assert texts(plan) == expected


@pytest.mark.parametrize(
    ("moved", "down"),
    [("แต่งตั้งคณะทำงาน", False), ("แจ้งหน่วยงาน", True), ("เตรียม", False), ("เก็บข้อมูล", True)],
)
def test_nothing_moves_past_the_edge_of_the_plan(plan, moved, down):
    with pytest.raises(Refused):
        plan_actions.move(schedule=plan, by=cast.clerk(), row=row(plan, moved), down=down)


@pytest.mark.parametrize("name", ["a999999", "p999999", "plan", "nonsense"])
def test_a_row_that_is_gone_is_neither_moved_nor_deleted(plan, name):
    with pytest.raises(Refused):
        plan_actions.move(schedule=plan, by=cast.clerk(), row=name, down=True)
    with pytest.raises(Refused):
        plan_actions.delete(schedule=plan, by=cast.clerk(), row=name)


@pytest.mark.parametrize("text", ["แต่งตั้งคณะทำงาน", "ประชุม", "เตรียม", "เก็บข้อมูล"])
def test_undo_brings_back_what_was_deleted_whole_and_in_its_place(plan, text):
    before, raw = said(plan), list(Activity.objects.order_by("pk").values_list("raw", flat=True))
    removal = plan_actions.delete(schedule=plan, by=cast.clerk(), row=row(plan, text))
    assert said(plan) != before

    plan_actions.undo(schedule=plan, by=cast.head(), removal=removal)

    assert said(plan) == before
    assert list(Activity.objects.order_by("pk").values_list("raw", flat=True)) == raw


def test_nothing_is_left_behind_by_a_deleted_phase(plan):
    plan_actions.delete(schedule=plan, by=cast.clerk(), row=row(plan, "เตรียม"))

    left = (Phase.objects.count(), Activity.objects.count(), ActivityWindow.objects.count())
    assert left == (1, 1, 0)


def test_undo_happens_once(plan):
    removal = plan_actions.delete(schedule=plan, by=cast.clerk(), row=row(plan, "ประชุม"))
    plan_actions.undo(schedule=plan, by=cast.clerk(), removal=removal)

    with pytest.raises(Refused):
        plan_actions.undo(schedule=plan, by=cast.clerk(), removal=removal)


def test_undo_of_an_older_deletion_never_brings_back_an_older_text(plan):
    name = row(plan, "ประชุม")
    first = plan_actions.delete(schedule=plan, by=cast.clerk(), row=name)
    plan_actions.undo(schedule=plan, by=cast.clerk(), removal=first)
    save(plan, edit_of(plan, "ประชุม", text="ประชุมใหญ่"))
    second = plan_actions.delete(schedule=plan, by=cast.clerk(), row=name)

    with pytest.raises(Refused):
        plan_actions.undo(schedule=plan, by=cast.clerk(), removal=first)
    plan_actions.undo(schedule=plan, by=cast.clerk(), removal=second)

    assert texts(plan)[0] == ("เตรียม", ["แต่งตั้งคณะทำงาน", "ประชุมใหญ่"])


def test_an_activity_comes_back_only_after_its_phase(plan):
    first = plan_actions.delete(schedule=plan, by=cast.clerk(), row=row(plan, "ประชุม"))
    second = plan_actions.delete(schedule=plan, by=cast.clerk(), row=row(plan, "เตรียม"))

    with pytest.raises(Refused):
        plan_actions.undo(schedule=plan, by=cast.clerk(), removal=first)
    plan_actions.undo(schedule=plan, by=cast.clerk(), removal=second)
    plan_actions.undo(schedule=plan, by=cast.clerk(), removal=first)

    assert texts(plan)[0] == ("เตรียม", ["แต่งตั้งคณะทำงาน", "ประชุม"])


# ---- reading


def test_a_plan_is_read_in_three_queries_whatever_its_size(plan, django_assert_num_queries):
    with django_assert_num_queries(3):
        plans.phases_of(plan)


# Under October to September, a mark for each month that is told.
OCT, NOV, DEC, JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP = range(12)
MARKED = [
    ("ธันวาคม ๒๕๖๖", [DEC]),
    ("ธันวาคม ๒๕๖๖ - กุมภาพันธ์ ๒๕๖๗", [DEC, JAN, FEB]),
    ("๓๑ มกราคม - ๑ มีนาคม ๒๕๖๗", [JAN, FEB, MAR]),
    ("๒๙ กุมภาพันธ์ ๒๕๖๗", [FEB]),
    ("ภายในวันที่ ๓๑ มีนาคม ๒๕๖๗", [MAR]),
    ("ตั้งแต่วันที่ ๑ เมษายน ๒๕๖๗", [APR]),
    ("๓๐ กันยายน ๒๕๖๗ - ๑ ตุลาคม ๒๕๖๗", [SEP]),
    ("๑ กันยายน ๒๕๖๖ - ๑ ตุลาคม ๒๕๖๖", [OCT]),
    ("๑ มกราคม ๒๕๖๘", []),
]


@pytest.mark.parametrize(("written", "marked"), MARKED)
def test_a_mark_stands_under_each_month_that_a_window_covers(written, marked):
    window = thai.read_window(written)

    months = plans.months_of(2567)

    assert [place for place, month in enumerate(months) if month.is_in(window)] == marked


def test_words_that_were_not_understood_have_no_mark():
    assert not any(month.is_in(UNREAD) for month in plans.months_of(2567))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("ธันวาคม ๒๕๖๖", True),
        ("ธันวาคม ๒๕๖๖ - กุมภาพันธ์ ๒๕๖๗", True),
        ("๑ - ๓๑ ธันวาคม ๒๕๖๖", False),
        ("ภายในเดือนธันวาคม ๒๕๖๖", False),
        ("กันยายน - ตุลาคม ๒๕๖๗", False),
    ],
)
def test_what_the_marks_cannot_say_is_listed_in_words(written, told):
    assert plans.is_told_by_months(thai.read_window(written), plans.months_of(2567)) is told


def test_the_months_of_a_fiscal_year_run_from_october_to_september():
    months = plans.months_of(2567)

    assert (months[0].name, months[-1].name) == ("ตุลาคม ๒๕๖๖", "กันยายน ๒๕๖๗")
    assert [month.short for month in months][2:5] == ["ธ.ค.", "ม.ค.", "ก.พ."]
