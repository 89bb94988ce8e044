"""Every state × marks × role × move of the one table, compared whole."""

import itertools

import pytest
from django.conf import settings

from ita_portal.models import Role
from reports import workflow
from reports.workflow import Move, Refusal, Situation, State

STAFF, HEAD = Role.PROVINCE_STAFF, Role.PROVINCE_HEAD
REVIEWER, ADMIN, INSPECTOR = Role.REVIEWER, Role.CENTRAL_ADMIN, Role.INSPECTOR

ACTIONS = settings.BASE_DIR / "reports" / "actions"

WITHDRAW = {(ADMIN, Move.WITHDRAW)}
FROM_PAPER = {
    (role, move)
    for role in (STAFF, HEAD, REVIEWER, ADMIN)
    for move in (Move.IMPORT, Move.UNDO_IMPORT)
}
WRITING = WITHDRAW | FROM_PAPER | {(HEAD, Move.GIVE_BACK)}
DRAFTING = WRITING | {(STAFF, Move.HAND_OVER), (HEAD, Move.SUBMIT)}
# What a round with the paper path adds, before and after a signed scan is there.
ON_PAPER = {(STAFF, Move.PRINT_TO_SIGN), (STAFF, Move.SIGN_ON_PAPER)}
SIGNED = ON_PAPER | {(STAFF, Move.SUBMIT_SIGNED)}
HANDED_OVER = WRITING | {(STAFF, Move.TAKE_BACK), (HEAD, Move.SUBMIT)}
# What the centre read in is confirmed or undone before it goes any further.
READ_IN = WRITING | {(STAFF, Move.CONFIRM_IMPORT), (HEAD, Move.CONFIRM_IMPORT)}
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

# While an acceptance is held back it may be undone.
HELD = {(REVIEWER, Move.UNDO_ACCEPT), (ADMIN, Move.UNDO_ACCEPT)}
# What would build on it waits until it cannot be undone any more.
WAITS_FOR_IT = {Move.REOPEN, Move.ASK_TO_CORRECT}

# (state, handed over, taken, read in) → who may make which move. Marks that a state cannot have are not here.
EXPECTED = {
    (State.DRAFT, False, False, False): DRAFTING,
    (State.DRAFT, True, False, False): HANDED_OVER,
    (State.DRAFT, False, False, True): READ_IN,
    (State.RETURNED, False, False, False): DRAFTING,
    (State.RETURNED, True, False, False): HANDED_OVER,
    (State.SUBMITTED, False, False, False): WAITING,
    (State.SUBMITTED, False, True, False): READING,
    (State.ACCEPTED, False, False, False): DONE,
}
LEADS_TO = {
    Move.IMPORT: None,
    Move.UNDO_IMPORT: None,
    Move.CONFIRM_IMPORT: None,
    Move.HAND_OVER: None,
    Move.TAKE_BACK: None,
    Move.GIVE_BACK: None,
    Move.SUBMIT: State.SUBMITTED,
    Move.PRINT_TO_SIGN: None,
    Move.SIGN_ON_PAPER: None,
    Move.SUBMIT_SIGNED: State.SUBMITTED,
    Move.RECALL: State.DRAFT,
    Move.TAKE: None,
    Move.RETURN: State.RETURNED,
    Move.ACCEPT: State.ACCEPTED,
    Move.UNDO_ACCEPT: State.SUBMITTED,
    Move.REOPEN: State.RETURNED,
    Move.ASK_TO_CORRECT: State.RETURNED,
    Move.WITHDRAW: None,
}


@pytest.mark.parametrize("marks", EXPECTED, ids=str)
@pytest.mark.parametrize(
    ("paper", "adds"),
    [
        ((False, False), set()),
        ((False, True), set()),
        ((True, False), ON_PAPER),
        ((True, True), SIGNED),
    ],
)
@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize("clerks_may_submit", [False, True])
def test_who_may_make_which_move(marks, paper, adds, held, clerks_may_submit):
    state, handed_over, taken, read_in = marks
    on_paper, signed = paper
    situation = Situation(
        state=state,
        handed_over=handed_over,
        taken=taken,
        read_in=read_in,
        on_paper=on_paper,
        signed=signed,
        held=held,
        clerks_may_submit=clerks_may_submit,
    )

    allowed = {
        (role, move)
        for role, move in itertools.product(Role, Move)
        if move != Move.START and workflow.refusal(move, role, situation) is None
    }

    is_with_province = state in workflow.EDITABLE and not read_in
    undoing = HELD if held and state == State.ACCEPTED else set()
    # Where a round lets clerks submit, they may wherever their head may.
    heads_may = (HEAD, Move.SUBMIT) in EXPECTED[marks]
    by_clerks = {(STAFF, Move.SUBMIT)} if clerks_may_submit and heads_may else set()
    paper_adds = adds if is_with_province else set()
    waiting = {one for one in EXPECTED[marks] if held and one[1] in WAITS_FOR_IT}
    assert allowed == (EXPECTED[marks] - waiting) | paper_adds | undoing | by_clerks


def test_every_move_of_the_table_is_performed_by_an_action_and_has_its_words():
    """What is in the table and nowhere else would be a button that nobody can press."""
    source = "".join(path.read_text() for path in ACTIONS.glob("*.py"))
    in_actions = {move for move in workflow.RULES if f"Move.{move.name}" in source}

    assert in_actions == set(workflow.RULES)
    assert set(workflow.MOVE_LABELS) == set(Move)


def test_every_move_leads_where_the_plan_says():
    assert {move: rule.to for move, rule in workflow.RULES.items()} == LEADS_TO


def test_a_round_may_let_clerks_submit():
    allowed = Situation(state=State.DRAFT, clerks_may_submit=True)

    assert workflow.refusal(Move.SUBMIT, STAFF, allowed) is None
    assert workflow.refusal(Move.SUBMIT, REVIEWER, allowed) == Refusal.ROLE


def test_a_refusal_says_what_stands_in_the_way():
    handed_over = Situation(state=State.DRAFT, handed_over=True)
    taken = Situation(state=State.SUBMITTED, taken=True)
    read_in = Situation(state=State.DRAFT, read_in=True)

    reasons = [
        workflow.refusal(Move.HAND_OVER, STAFF, handed_over),
        workflow.refusal(Move.TAKE_BACK, STAFF, Situation(state=State.DRAFT)),
        workflow.refusal(Move.RECALL, HEAD, taken),
        workflow.refusal(Move.SUBMIT, HEAD, taken),
        workflow.refusal(Move.ACCEPT, INSPECTOR, taken),
        workflow.refusal(Move.SUBMIT, HEAD, read_in),
        workflow.refusal(Move.CONFIRM_IMPORT, HEAD, handed_over),
        workflow.refusal(Move.PRINT_TO_SIGN, STAFF, handed_over),
        workflow.refusal(Move.SUBMIT_SIGNED, STAFF, Situation(State.DRAFT, on_paper=True)),
        workflow.refusal(Move.UNDO_ACCEPT, REVIEWER, Situation(State.ACCEPTED)),
        workflow.refusal(Move.REOPEN, REVIEWER, Situation(State.ACCEPTED, held=True)),
    ]

    assert reasons == [
        Refusal.HANDED_OVER,
        Refusal.NOT_HANDED_OVER,
        Refusal.TAKEN,
        Refusal.STATE,
        Refusal.ROLE,
        Refusal.READ_IN,
        Refusal.NOT_READ_IN,
        Refusal.NOT_ON_PAPER,
        Refusal.NOT_SIGNED,
        Refusal.NOT_HELD,
        Refusal.HELD,
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
