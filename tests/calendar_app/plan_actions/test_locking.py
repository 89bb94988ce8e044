"""Who may change a plan."""

import pytest

from calendar_app import plan_actions
from calendar_app.plan_actions import PlanContent, Refused
from tests import cast
from tests.calendar_app.plan_actions.a_plan import edit_of, row, said, save

pytestmark = pytest.mark.django_db


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
