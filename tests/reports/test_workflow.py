"""Every state × marks × role × move of the one table, compared whole."""

import itertools

import pytest

from ita_portal.models import Role
from reports import workflow
from reports.workflow import Move, Refusal, Situation, State

STAFF, HEAD = Role.PROVINCE_STAFF, Role.PROVINCE_HEAD
REVIEWER, ADMIN, INSPECTOR = Role.REVIEWER, Role.CENTRAL_ADMIN, Role.INSPECTOR

WITHDRAW = {(ADMIN, Move.WITHDRAW)}
DRAFTING = WITHDRAW | {(STAFF, Move.HAND_OVER), (HEAD, Move.GIVE_BACK), (HEAD, Move.SUBMIT)}
HANDED_OVER = WITHDRAW | {(STAFF, Move.TAKE_BACK), (HEAD, Move.GIVE_BACK), (HEAD, Move.SUBMIT)}
READING = WITHDRAW | {
    (REVIEWER, Move.RETURN),
    (REVIEWER, Move.ACCEPT),
    (ADMIN, Move.RETURN),
    (ADMIN, Move.ACCEPT),
}
WAITING = READING | {
    (STAFF, Move.RECALL),
    (HEAD, Move.RECALL),
    (REVIEWER, Move.TAKE),
    (ADMIN, Move.TAKE),
}
DONE = WITHDRAW | {
    (STAFF, Move.ASK_TO_CORRECT),
    (HEAD, Move.ASK_TO_CORRECT),
    (REVIEWER, Move.REOPEN),
    (ADMIN, Move.REOPEN),
}

# (state, handed over, taken) → who may make which move. Marks that a state cannot have are not here.
EXPECTED = {
    (State.DRAFT, False, False): DRAFTING,
    (State.DRAFT, True, False): HANDED_OVER,
    (State.RETURNED, False, False): DRAFTING,
    (State.RETURNED, True, False): HANDED_OVER,
    (State.SUBMITTED, False, False): WAITING,
    (State.SUBMITTED, False, True): READING,
    (State.ACCEPTED, False, False): DONE,
}
LEADS_TO = {
    Move.HAND_OVER: None,
    Move.TAKE_BACK: None,
    Move.GIVE_BACK: None,
    Move.SUBMIT: State.SUBMITTED,
    Move.RECALL: State.DRAFT,
    Move.TAKE: None,
    Move.RETURN: State.RETURNED,
    Move.ACCEPT: State.ACCEPTED,
    Move.REOPEN: State.RETURNED,
    Move.ASK_TO_CORRECT: State.RETURNED,
    Move.WITHDRAW: None,
}


@pytest.mark.parametrize("marks", EXPECTED, ids=str)
def test_who_may_make_which_move(marks):
    state, handed_over, taken = marks
    situation = Situation(state=state, handed_over=handed_over, taken=taken)

    allowed = {
        (role, move)
        for role, move in itertools.product(Role, Move)
        if move != Move.START and workflow.refusal(move, role, situation) is None
    }

    assert allowed == EXPECTED[marks]


def test_every_move_leads_where_the_plan_says():
    assert {move: rule.to for move, rule in workflow.RULES.items()} == LEADS_TO


def test_a_round_may_let_clerks_submit():
    allowed = Situation(state=State.DRAFT, clerks_may_submit=True)

    assert workflow.refusal(Move.SUBMIT, STAFF, allowed) is None
    assert workflow.refusal(Move.SUBMIT, REVIEWER, allowed) == Refusal.ROLE


def test_a_refusal_says_what_stands_in_the_way():
    handed_over = Situation(state=State.DRAFT, handed_over=True)
    taken = Situation(state=State.SUBMITTED, taken=True)

    reasons = [
        workflow.refusal(Move.HAND_OVER, STAFF, handed_over),
        workflow.refusal(Move.TAKE_BACK, STAFF, Situation(state=State.DRAFT)),
        workflow.refusal(Move.RECALL, HEAD, taken),
        workflow.refusal(Move.SUBMIT, HEAD, taken),
        workflow.refusal(Move.ACCEPT, INSPECTOR, taken),
    ]

    assert reasons == [
        Refusal.HANDED_OVER,
        Refusal.NOT_HANDED_OVER,
        Refusal.TAKEN,
        Refusal.STATE,
        Refusal.ROLE,
    ]


def test_moves_that_need_a_reason():
    needing = {move for move, rule in workflow.RULES.items() if rule.needs_reason}

    assert needing == {
        Move.GIVE_BACK,
        Move.RETURN,
        Move.REOPEN,
        Move.ASK_TO_CORRECT,
        Move.WITHDRAW,
    }


def test_only_the_province_edits_and_only_drafts_and_returned_reports():
    editing = {
        (role.value, state.value)
        for role, state in itertools.product(Role, State)
        if workflow.may_edit(role, state)
    }

    assert editing == {
        ("province_staff", "draft"),
        ("province_staff", "returned"),
        ("province_head", "draft"),
        ("province_head", "returned"),
    }
