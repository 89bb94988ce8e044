"""Rows of a plan added and moved."""

import pytest

from calendar_app import plan_actions, plans
from calendar_app.plan_actions import Refused
from tests import cast
from tests.calendar_app.plan_actions.a_plan import row, texts

pytestmark = pytest.mark.django_db


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
