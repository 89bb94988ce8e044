"""States, moves, who may make which move, what is editable then: decided here, performed in actions.

Everything is pure: a `Situation` goes in, a `Refusal` or nothing comes out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


STATE_LABELS = {
    State.DRAFT: "ร่าง (อยู่ระหว่างจัดทำ)",
    State.SUBMITTED: "ส่งแล้ว รอตรวจ",
    State.RETURNED: "ส่งคืนให้แก้ไข",
    State.ACCEPTED: "รับรายงานแล้ว",
}
EDITABLE = frozenset({State.DRAFT, State.RETURNED})


class Move(StrEnum):
    START = "start"
    IMPORT = "import"
    UNDO_IMPORT = "undo_import"
    CONFIRM_IMPORT = "confirm_import"
    HAND_OVER = "hand_over"
    TAKE_BACK = "take_back"
    GIVE_BACK = "give_back"
    SUBMIT = "submit"
    PRINT_TO_SIGN = "print_to_sign"
    SIGN_ON_PAPER = "sign_on_paper"
    SUBMIT_SIGNED = "submit_signed"
    RECALL = "recall"
    TAKE = "take"
    RETURN = "return"
    ACCEPT = "accept"
    UNDO_ACCEPT = "undo_accept"
    REOPEN = "reopen"
    ASK_TO_CORRECT = "ask_to_correct"
    WITHDRAW = "withdraw"


MOVE_LABELS = {
    Move.START: "เริ่มจัดทำรายงาน",
    Move.IMPORT: "นำเข้าจากไฟล์",
    Move.UNDO_IMPORT: "ย้อนการนำเข้า",
    Move.CONFIRM_IMPORT: "ยืนยันการนำเข้าของส่วนกลาง",
    Move.HAND_OVER: "เสนอหัวหน้าสำนักงาน",
    Move.TAKE_BACK: "ถอนเรื่องกลับ",
    Move.GIVE_BACK: "ส่งกลับให้เจ้าหน้าที่แก้ไข",
    Move.SUBMIT: "รับรองและส่งรายงาน",
    Move.PRINT_TO_SIGN: "พิมพ์ฉบับเสนอลงนาม",
    Move.SIGN_ON_PAPER: "แนบฉบับลงนาม",
    Move.SUBMIT_SIGNED: "ส่งรายงานตามเอกสารลงนาม",
    Move.RECALL: "ดึงรายงานกลับมาแก้ไข",
    Move.TAKE: "รับไว้ตรวจ",
    Move.RETURN: "ส่งคืนให้แก้ไข",
    Move.ACCEPT: "รับรายงาน",
    Move.UNDO_ACCEPT: "ยกเลิกการรับ",
    Move.REOPEN: "เปิดให้แก้ไขอีกครั้ง",
    Move.ASK_TO_CORRECT: "ขอแก้ไขคำผิด",
    Move.WITHDRAW: "ถอนการเผยแพร่",
}

# The moves that make a submission.
SENDING = frozenset({Move.SUBMIT, Move.SUBMIT_SIGNED})

STAFF, HEAD = "province_staff", "province_head"
REVIEWER, ADMIN = "reviewer", "central_admin"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states a move leads where (None: the state stays), and which roles may make it.

    `handed_over`, `taken` and `read_in` (by the centre, unconfirmed): True or False where the mark
    must be set or unset, None where it does not matter. `on_paper`: only where the round has the
    paper path; `signed`: only while a signed scan is there that was not sent; `held`: an
    acceptance is held back from everyone, or not, or it does not matter.
    """

    states: frozenset[State]
    to: State | None
    roles: frozenset[str]
    handed_over: bool | None = None
    taken: bool | None = None
    read_in: bool | None = None
    needs_reason: bool = False
    on_paper: bool = False
    signed: bool = False
    held: bool | None = None


_CENTRE = frozenset({REVIEWER, ADMIN})
_PROVINCE = frozenset({STAFF, HEAD})
_SUBMITTED = frozenset({State.SUBMITTED})
_ACCEPTED = frozenset({State.ACCEPTED})

# START makes the report and so has no state to come from; it is not in the table.
RULES: dict[Move, Rule] = {
    # The centre: only into a report in which the province has written nothing (actions/intakes.py).
    Move.IMPORT: Rule(EDITABLE, None, _PROVINCE | _CENTRE),
    Move.UNDO_IMPORT: Rule(EDITABLE, None, _PROVINCE | _CENTRE),
    Move.CONFIRM_IMPORT: Rule(EDITABLE, None, _PROVINCE, read_in=True),
    Move.HAND_OVER: Rule(EDITABLE, None, frozenset({STAFF}), handed_over=False, read_in=False),
    Move.TAKE_BACK: Rule(EDITABLE, None, frozenset({STAFF}), handed_over=True),
    # A head who corrects a word withdraws the mark by that, and may still give the report back.
    Move.GIVE_BACK: Rule(EDITABLE, None, frozenset({HEAD}), needs_reason=True),
    Move.SUBMIT: Rule(EDITABLE, State.SUBMITTED, frozenset({HEAD}), read_in=False),
    # The paper path: the head signs by hand, so a clerk does what the portal needs of it.
    Move.PRINT_TO_SIGN: Rule(EDITABLE, None, frozenset({STAFF}), read_in=False, on_paper=True),
    Move.SIGN_ON_PAPER: Rule(EDITABLE, None, frozenset({STAFF}), read_in=False, on_paper=True),
    Move.SUBMIT_SIGNED: Rule(
        *(EDITABLE, State.SUBMITTED, frozenset({STAFF})), read_in=False, on_paper=True, signed=True
    ),
    Move.RECALL: Rule(_SUBMITTED, State.DRAFT, _PROVINCE, taken=False),
    Move.TAKE: Rule(_SUBMITTED, None, _CENTRE, taken=False),
    Move.RETURN: Rule(_SUBMITTED, State.RETURNED, _CENTRE, needs_reason=True),
    Move.ACCEPT: Rule(_SUBMITTED, State.ACCEPTED, _CENTRE),
    # Within the time for second thoughts: the report stands as it did before it was accepted.
    Move.UNDO_ACCEPT: Rule(_ACCEPTED, State.SUBMITTED, _CENTRE, held=True),
    Move.REOPEN: Rule(_ACCEPTED, State.RETURNED, _CENTRE, needs_reason=True, held=False),
    Move.ASK_TO_CORRECT: Rule(_ACCEPTED, State.RETURNED, _PROVINCE, needs_reason=True, held=False),
    # Ends the public address; the only move that does, whatever correction is under way.
    Move.WITHDRAW: Rule(frozenset(State), None, frozenset({ADMIN}), needs_reason=True),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides about a move: the report's state and marks, and the round's settings.

    `signed`: a scan that was signed is there and was not sent. `held`: it was accepted just now, and
    nobody outside has been told.
    """

    state: State
    handed_over: bool = False
    taken: bool = False
    read_in: bool = False
    clerks_may_submit: bool = False
    on_paper: bool = False
    signed: bool = False
    held: bool = False


class Refusal(StrEnum):
    """Why a move is not made; `REFUSALS` has the sentence for the screen."""

    ROLE = "role"
    STATE = "state"
    HANDED_OVER = "handed_over"
    NOT_HANDED_OVER = "not_handed_over"
    TAKEN = "taken"
    READ_IN = "read_in"
    NOT_READ_IN = "not_read_in"
    NOT_ON_PAPER = "not_on_paper"
    NOT_SIGNED = "not_signed"
    HELD = "held"
    NOT_HELD = "not_held"
    REASON = "reason"


REFUSALS = {
    Refusal.ROLE: "บทบาทของท่านทำรายการนี้ไม่ได้",
    Refusal.STATE: "สถานะของรายงานเปลี่ยนไปแล้ว จึงทำรายการนี้ไม่ได้ โปรดดูสถานะล่าสุด",
    Refusal.HANDED_OVER: "รายงานนี้เสนอหัวหน้าสำนักงานไว้แล้ว",
    Refusal.NOT_HANDED_OVER: "รายงานนี้ยังไม่ได้เสนอหัวหน้าสำนักงาน หรือถูกถอนเรื่องกลับแล้ว",
    Refusal.TAKEN: "ส่วนกลางรับรายงานไว้ตรวจแล้ว หากต้องการแก้ไข โปรดติดต่อส่วนกลาง",
    Refusal.READ_IN: "ส่วนกลางนำเข้าจากเอกสารให้ โปรดอ่านแล้วยืนยันการนำเข้า หรือย้อนการนำเข้าก่อน",
    Refusal.NOT_READ_IN: "จังหวัดยืนยันหรือย้อนการนำเข้าของส่วนกลางไปแล้ว",
    Refusal.NOT_ON_PAPER: "รอบนี้ไม่ได้เปิดให้ส่งตามเอกสารลงนาม โปรดเสนอหัวหน้าสำนักงานเพื่อรับรองในระบบ",
    Refusal.NOT_SIGNED: ("ยังไม่มีฉบับลงนามของข้อความปัจจุบัน โปรดพิมพ์ฉบับเสนอลงนาม แล้วแนบฉบับที่ลงนามแล้วก่อนส่ง"),
    Refusal.HELD: "การรับรายงานนี้ยังยกเลิกได้และยังไม่มีผลต่อภายนอก โปรดรอจนพ้นเวลายกเลิก หรือให้ผู้รับยกเลิกการรับ",
    Refusal.NOT_HELD: "พ้นเวลายกเลิกการรับแล้ว หากต้องแก้ไข โปรดใช้เปิดให้แก้ไขอีกครั้ง",
    Refusal.REASON: "โปรดเขียนเหตุผลก่อน",
}


def refusal(move: Move, role: str, situation: Situation) -> Refusal | None:
    """Why `role` may not make `move` in `situation`; None when they may. Reasons are checked by actions."""
    rule = RULES[move]
    if role not in _roles(move, situation):
        return Refusal.ROLE
    if situation.state not in rule.states:
        return Refusal.STATE
    if rule.handed_over is not None and rule.handed_over != situation.handed_over:
        return Refusal.HANDED_OVER if situation.handed_over else Refusal.NOT_HANDED_OVER
    if rule.taken is not None and rule.taken != situation.taken:
        return Refusal.TAKEN
    if rule.read_in is not None and rule.read_in != situation.read_in:
        return Refusal.READ_IN if situation.read_in else Refusal.NOT_READ_IN
    if rule.held is not None and rule.held != situation.held:
        return Refusal.HELD if situation.held else Refusal.NOT_HELD
    return _refusal_on_paper(rule, situation)


def _refusal_on_paper(rule: Rule, situation: Situation) -> Refusal | None:
    if rule.on_paper and not situation.on_paper:
        return Refusal.NOT_ON_PAPER
    return Refusal.NOT_SIGNED if rule.signed and not situation.signed else None


def _roles(move: Move, situation: Situation) -> frozenset[str]:
    if move == Move.SUBMIT and situation.clerks_may_submit:
        return RULES[move].roles | {STAFF}
    return RULES[move].roles


def allowed_moves(role: str, situation: Situation) -> list[Move]:
    """Every move that `role` may make in `situation`, in the table's order."""
    return [move for move in RULES if refusal(move, role, situation) is None]


def may_edit(role: str, state: State) -> bool:
    """Whether the rows of a report in this state may be changed by someone of its province in this role."""
    return role in _PROVINCE and state in EDITABLE


T = TypeVar("T")


def without_undone(changes: Iterable[T], move_of: Callable[[T], str]) -> list[T]:
    """Moves of one report, oldest first, without acceptances that were undone: those were none."""
    found: list[T] = []
    for change in changes:
        if move_of(change) != Move.UNDO_ACCEPT:
            found.append(change)
            continue
        accepted = [place for place, one in enumerate(found) if move_of(one) == Move.ACCEPT]
        if accepted:
            del found[accepted[-1]]
    return found
