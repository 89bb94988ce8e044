"""ขยายเวลา for several provinces in one act, and taking an extension back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from calendar_app.actions.asking import only_central
from calendar_app.actions.rounds import REASON_TO_OPEN_AGAIN, extend
from calendar_app.models import Round, RoundExtension
from ita_portal.actions import Refused, locked
from ita_portal.models import Province, User
from ita_portal.writing import action, has_words


@dataclass(frozen=True, slots=True)
class Extended:
    """What one act did: extensions as they are now, and provinces that had that day or a later one already."""

    made: tuple[RoundExtension, ...] = ()
    kept: tuple[Province, ...] = ()


@action
def extend_several(
    *, round: Round, provinces: Sequence[Province] | None, due_on: date, reason: str, by: User
) -> Extended:
    """Until a day (inclusive) for these provinces, or for all (None); nobody ever gets less time by it.

    A province whose day is that one or later is left alone. Raises Refused.
    """
    only_central(by)
    round = locked(round)
    if provinces is None:
        return _extend_all(round, due_on, reason, by)
    if not provinces:
        raise Refused("โปรดเลือกจังหวัดอย่างน้อยหนึ่งจังหวัด")
    prefetch_related_objects([round], "extensions")
    shorter = [one for one in provinces if round.due_for(one) < due_on or due_on <= round.due_on]
    made = (
        extend(round=round, province=one, due_on=due_on, reason=reason, by=by) for one in shorter
    )
    return Extended(tuple(made), tuple(one for one in provinces if one not in shorter))


def _extend_all(round: Round, due_on: date, reason: str, by: User) -> Extended:
    of_all = round.extensions.filter(province=None).first()
    if of_all and of_all.due_on >= due_on > round.due_on:
        return Extended()
    return Extended((extend(round=round, province=None, due_on=due_on, reason=reason, by=by),))


@action
def take_back_extension(*, extension: RoundExtension, by: User, reason: str = "") -> None:
    """The round's own due date holds again. `reason`, at most 100 characters, stands in the history.

    Raises Refused, also where it was taken back already.
    """
    only_central(by)
    extension = locked(extension)
    if len(reason) > REASON_TO_OPEN_AGAIN:
        raise Refused("เหตุผลยาวได้ไม่เกิน ๑๐๐ ตัวอักษร")
    extension._change_reason = reason.strip() if has_words(reason) else None
    extension.delete()
