"""The plan that the tests of its actions begin with."""

import pytest

from calendar_app import plan_actions
from tests import cast
from tests.calendar_app.plan_actions.a_plan import CONTENT


@pytest.fixture
def plan():
    """Two phases: of two activities, the first with windows and a tie, and of one."""
    cast.calendar()
    schedule = plan_actions.start(fiscal_year=2567, by=cast.clerk(), from_calendar=False)
    return plan_actions.fill(schedule=schedule, by=cast.clerk(), plan=CONTENT)
