"""Notes of telephone calls about reports that are not finished: written by the centre, kept at the centre."""

from django.utils import timezone

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province, User
from ita_portal.writing import action, has_words
from reports import workflow
from reports.actions.locking import locked_round
from reports.actions.refusals import Refused
from reports.models import LONGEST_CALL_NOTE, CallNote
from reports.workflow import Move


@action
def note_call(*, round: Round, province: Province, by: User, text: str) -> CallNote:
    """Keep what was said. The same words again by the same person (a second click) are one note.

    Raises Refused for no words, too many, or a person who does not review.
    """
    if by.role not in workflow.RULES[Move.ACCEPT].roles:
        raise Refused("การบันทึกการโทรทำได้เฉพาะผู้ตรวจรายงานและผู้ดูแลระบบส่วนกลาง")
    text = _words(text)
    round = locked_round(round)
    last = round.call_notes.filter(province=province).order_by("-written_at", "-pk").first()
    if last and (last.text, last.written_by_id) == (text, by.pk):
        return last
    return CallNote.objects.create(
        round=round, province=province, text=text, written_at=timezone.now(), written_by=by
    )


def _words(typed: str) -> str:
    words = thai.clean_text(typed).strip()
    if not has_words(words):
        raise Refused("โปรดเขียนว่าได้คุยอะไร หรือโทรไม่ติด ก่อนบันทึก")
    if len(words) > LONGEST_CALL_NOTE:
        limit, count = map(thai.to_thai_digits, (LONGEST_CALL_NOTE, len(words)))
        raise Refused(f"โปรดเขียนไม่เกิน {limit} ตัวอักษร (ขณะนี้ {count})")
    return words
