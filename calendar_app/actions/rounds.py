"""Every change of a round: its dates and form, closing, opening again, extensions."""

from datetime import date

from django.db.models import ProtectedError
from django.utils import timezone

from calendar_app import letter_words
from calendar_app.actions.asking import column_limit, given_reason, only_central
from calendar_app.models import Round, RoundExtension
from ita_portal.actions import Refused, locked, save_columns
from ita_portal.models import Province, User
from ita_portal.writing import action

CLOSING = ["closed_at", "closed_by", "closed_reason"]


@action
def save_round(*, round: Round, by: User | None, seen: str | None = None) -> Round:
    """A round's dates and form words, new or changed. Submitted reports keep the form they froze.

    Year and months stand in public addresses: they never change; a round that has reports never
    opens later, for it would be gone from the lists. Raises Refused, Stale.
    """
    only_central(by)
    if "{province}" not in round.title:
        raise Refused("ชื่อรายงานต้องมี {province} เพื่อบอกที่ของชื่อจังหวัด")
    if round.due_on < round.opens_on:
        raise Refused("กำหนดส่งต้องไม่มาก่อนวันเปิดรับรายงาน")
    for name in letter_words.STANDARD:
        if refusal := letter_words.refusal(getattr(round, name)):
            raise Refused(refusal)
    if round.pk is None:
        round.save()
        return round
    current = locked(round, seen)
    if (current.fiscal_year, current.months) != (round.fiscal_year, round.months):
        raise Refused("ปีงบประมาณและรอบเปลี่ยนไม่ได้ เพราะอยู่ในที่อยู่ของรายงานที่เผยแพร่แล้ว โปรดเพิ่มรอบใหม่แทน")
    if round.opens_on > current.opens_on and current.reports.exists():
        raise Refused("เลื่อนวันเปิดรับรายงานให้ช้ากว่าเดิมไม่ได้ เพราะมีจังหวัดเริ่มจัดทำรายงานในรอบนี้แล้ว")
    save_columns(round, current, but=[*CLOSING, "opened_at", "opened_by"])
    return round


@action
def delete_round(*, round: Round, by: User | None) -> None:
    """A round that nobody has begun a report in. Raises Refused."""
    only_central(by)
    try:
        round.delete()
    except ProtectedError as error:
        raise Refused(
            "ลบรอบรายงานนี้ไม่ได้ เพราะมีจังหวัดเริ่มจัดทำรายงานแล้ว หากไม่รับรายงานอีก โปรดใช้ ปิดรับรายงาน"
        ) from error


@action
def close_round(*, round: Round, by: User, reason: str) -> Round:
    """ปิดรับรายงาน: an act with a reason, never a date. Raises Refused when it is closed already."""
    only_central(by)
    round = locked(round)
    if round.is_closed:
        raise Refused("ปิดรับรายงานรอบนี้ไปแล้ว")
    reason = given_reason(reason, "โปรดเขียนเหตุผลที่ปิดรับรายงาน", column_limit(Round, "closed_reason"))
    round.closed_at, round.closed_by, round.closed_reason = timezone.now(), by, reason
    round.save(update_fields=CLOSING)
    return round


# The history's column for a reason is this long.
REASON_TO_OPEN_AGAIN = 100


@action
def open_round_again(*, round: Round, by: User, reason: str) -> Round:
    """Undo a closing; the reason, of at most 100 characters, stands in the round's history.

    Raises Refused when the round is not closed or without a reason.
    """
    only_central(by)
    round = locked(round)
    if not round.is_closed:
        raise Refused("รอบรายงานนี้ยังเปิดรับอยู่")
    reason = given_reason(reason, "โปรดเขียนเหตุผลที่เปิดรับรายงานอีกครั้ง", REASON_TO_OPEN_AGAIN)
    round.closed_at, round.closed_by, round.closed_reason = None, None, ""
    round._change_reason = reason
    round.save(update_fields=CLOSING)
    return round


@action
def extend(
    *,
    round: Round,
    province: Province | None,
    due_on: date,
    reason: str,
    by: User | None,
    seen: str | None = None,
) -> RoundExtension:
    """ขยายเวลา for one province, or for all (None), until a day (inclusive) after the round's own.

    One extension a province: a second one replaces the first. Raises Refused, Stale.
    """
    only_central(by)
    round = locked(round)
    if due_on <= round.due_on:
        raise Refused("วันที่ขยายถึงต้องอยู่หลังกำหนดส่งเดิม")
    reason = given_reason(reason, "โปรดเขียนเหตุผลที่ขยายเวลา", column_limit(RoundExtension, "reason"))
    extension = RoundExtension.objects.filter(round=round, province=province).first()
    if extension is not None:
        extension = locked(extension, seen)
    extension = extension or RoundExtension(round=round, province=province)
    extension.due_on, extension.reason = due_on, reason
    extension.save()
    return extension
