"""Saving what was typed into a plan."""

import pytest

from calendar_app import plan_actions
from calendar_app.models import Activity
from calendar_app.plan_actions import Refused
from tests import cast
from tests.calendar_app.plan_actions.a_plan import (
    DAYS,
    JANUARY,
    UNREAD,
    edit_of,
    said,
    save,
    step,
    texts,
)

pytestmark = pytest.mark.django_db


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
