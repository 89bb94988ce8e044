"""Rows of a plan removed and brought back."""

import pytest

from calendar_app import plan_actions
from calendar_app.models import Activity, ActivityWindow, Phase
from calendar_app.plan_actions import Refused
from tests import cast
from tests.calendar_app.plan_actions.a_plan import edit_of, row, said, save, texts

pytestmark = pytest.mark.django_db


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
