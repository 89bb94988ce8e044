"""Every change of the letter that orders the reports of a round. Its file is looked at and stored before."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import actions as people
from ita_portal.models import Role, User
from ita_portal.writing import action
from reports.actions.evidence import NewFile
from reports.actions.locking import locked_round
from reports.actions.refusals import Refused, Stale
from reports.models import OrderLetter

CHANGED = "มีผู้แก้ไขหนังสือสั่งการก่อนท่าน ข้อความของท่านยังอยู่ โปรดเทียบกับหนังสือที่แสดงอยู่ แล้วบันทึกอีกครั้ง"


@dataclass(frozen=True, slots=True)
class Said:
    """What a letter says of itself; `address` where it lies on another site, else empty."""

    number: str
    day: date
    subject: str
    address: str = ""


def token(round_: Round) -> str:
    """What stands there now, as a short word; '' while a round has no letter."""
    letter = OrderLetter.objects.filter(round=round_).first()
    return people.token(letter) if letter else ""


def save(
    *, round: Round, said: Said, by: User, seen: str, new: NewFile | None = None, drop: bool = False
) -> OrderLetter:
    """The letter of a round, new or changed. Without `new` its file stays, unless `drop`.

    The file is stored before the transaction and goes again unless its row came to be; that of before is
    kept: history names it. `seen` is the `token` of the page. Raises Refused, Stale.
    """
    stored = OrderLetter()
    if new is not None:
        name = f"{round.fiscal_year}-{round.months}/{secrets.token_hex(16)}.{new.format}"
        stored.file.save(name, ContentFile(new.data), save=False)
    kept = None
    try:
        kept = write(round=round, said=said, by=by, seen=seen, new=new, stored=stored, drop=drop)
    finally:
        if kept is None and new is not None:
            stored.file.storage.delete(stored.file.name)
    return kept


@action
def write(
    *,
    round: Round,
    said: Said,
    by: User,
    seen: str,
    new: NewFile | None,
    stored: OrderLetter,
    drop: bool,
) -> OrderLetter:
    """The words of a letter, and the file that was stored for it. Raises Refused, Stale."""
    _only_central(by)
    round = locked_round(round)
    if token(round) != seen:
        raise Stale(CHANGED)
    letter = OrderLetter.objects.filter(round=round).first() or OrderLetter(round=round)
    letter.number, letter.day, letter.subject = said.number, said.day, said.subject
    letter.address = said.address
    if new is not None:
        letter.file, letter.name, letter.format = stored.file.name, new.name, new.format
        letter.size, letter.sha256 = len(new.data), new.sha256
    elif drop:
        letter.file, letter.name, letter.format = "", "", ""
        letter.size, letter.sha256 = 0, ""
    letter.saved_at, letter.saved_by = timezone.now(), by
    letter.save()
    return letter


@action
def remove(*, round: Round, by: User, seen: str) -> None:
    """Take the letter off the round; it stays in the history. Raises Refused, Stale."""
    _only_central(by)
    round = locked_round(round)
    if token(round) != seen:
        raise Stale(CHANGED)
    letter = OrderLetter.objects.filter(round=round).first()
    if letter is not None:
        letter.delete()


def _only_central(by: User) -> None:
    if by.role != Role.CENTRAL_ADMIN:
        raise Refused("หนังสือสั่งการแก้ไขได้เฉพาะผู้ดูแลระบบส่วนกลาง")
