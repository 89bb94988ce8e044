"""Notes of telephone calls about reports that are not finished: written by the centre, kept at the centre."""

from django.utils import timezone

from calendar_app.models import Round
from ita_portal.models import Province, User
from ita_portal.writing import action
from reports.actions.asking import given_words, only_reviewers
from reports.actions.locking import locked_round
from reports.models import LONGEST_CALL_NOTE, CallNote


@action
def note_call(*, round: Round, province: Province, by: User, text: str) -> CallNote:
    """Keep what was said. The same words again by the same person (a second click) are one note.

    Raises Refused for no words, too many, or a person who does not review.
    """
    only_reviewers(by, "การบันทึกการโทรทำได้เฉพาะผู้ตรวจรายงานและผู้ดูแลระบบส่วนกลาง")
    text = given_words(text, "โปรดเขียนว่าได้คุยอะไร หรือโทรไม่ติด ก่อนบันทึก", LONGEST_CALL_NOTE)
    round = locked_round(round)
    last = round.call_notes.filter(province=province).order_by("-written_at", "-pk").first()
    if last and (last.text, last.written_by_id) == (text, by.pk):
        return last
    return CallNote.objects.create(
        round=round, province=province, text=text, written_at=timezone.now(), written_by=by
    )
