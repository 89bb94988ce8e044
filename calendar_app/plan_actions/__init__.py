"""Every change of a province's plan. Each function is one transaction under the plan's lock.

Rows are named as in plans.py: `plan` (title, intro, footnote, issuer), `p5` (a phase), `a7` (an activity).
All raise Refused when the plan is another province's. A plan is never submitted: it is public as it is saved.
"""

from calendar_app.actions import Refused
from calendar_app.plan_actions.content import ActivityContent, PhaseContent, PlanContent
from calendar_app.plan_actions.edits import Conflict, Edit, Saved, add_typed, save
from calendar_app.plan_actions.filling import FIRST_PHASE, TITLE, fill, says, start, undo_fill
from calendar_app.plan_actions.last_year import settle_last_year, start_from_last_year
from calendar_app.plan_actions.removals import delete, undo
from calendar_app.plan_actions.rows import add_activity, add_phase, move

__all__ = [
    "FIRST_PHASE",
    "TITLE",
    "ActivityContent",
    "Conflict",
    "Edit",
    "PhaseContent",
    "PlanContent",
    "Refused",
    "Saved",
    "add_activity",
    "add_phase",
    "add_typed",
    "delete",
    "fill",
    "move",
    "save",
    "says",
    "settle_last_year",
    "start",
    "start_from_last_year",
    "undo",
    "undo_fill",
]
