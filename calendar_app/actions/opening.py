"""เปิดรอบรายงาน: the act by which provinces see a round from its opening day on, and its undoing."""

from dataclasses import dataclass

from django.utils import timezone

from calendar_app.actions.asking import given_reason, only_central
from calendar_app.actions.rounds import REASON_TO_OPEN_AGAIN
from calendar_app.models import Round
from ita_portal.actions import Refused, locked
from ita_portal.models import User
from ita_portal.writing import action

OPENING = ["opened_at", "opened_by"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The round as it stands; `is_new` unless it was open before."""

    round: Round
    is_new: bool


@action
def open_round(*, round: Round, by: User | None) -> Opened:
    """Open a round for every province; done twice, the first time counts. Raises Refused for a closed one.

    Nothing is made for a province: a report is begun by its own choice of source, and what home shows
    (the round, its letter, its due date) follows from the round alone. What may be missing of an
    office's people and contacts only people can give: reports/rehearsal.py lists it.
    """
    only_central(by)
    round = locked(round)
    if round.was_opened:
        return Opened(round, is_new=False)
    if round.is_closed:
        raise Refused("รอบรายงานนี้ปิดรับแล้ว โปรดเปิดรับรายงานอีกครั้งก่อน")
    round.opened_at, round.opened_by = timezone.now(), by
    round.save(update_fields=OPENING)
    return Opened(round, is_new=True)


@action
def undo_opening(*, round: Round, by: User, reason: str) -> Round:
    """Take back the opening of a round that nobody has begun a report in. Raises Refused."""
    only_central(by)
    round = locked(round)
    if not round.was_opened:
        raise Refused("รอบรายงานนี้ยังไม่ได้เปิด")
    if round.reports.exists():
        raise Refused(
            "ถอนการเปิดรอบไม่ได้ เพราะมีจังหวัดเริ่มจัดทำรายงานแล้ว หากไม่รับรายงานอีก โปรดใช้ ปิดรับรายงาน"
        )
    reason = given_reason(reason, "โปรดเขียนเหตุผลที่ถอนการเปิดรอบ", REASON_TO_OPEN_AGAIN)
    round.opened_at, round.opened_by = None, None
    round._change_reason = reason
    round.save(update_fields=OPENING)
    return round
