"""Noting which letter a submission went with: its number and date, known only after it was sent."""

from datetime import date

from django.utils import timezone

from ita_portal import thai
from ita_portal.models import User
from ita_portal.writing import action
from reports.actions.locking import locked
from reports.actions.refusals import Refused, Stale
from reports.models import Submission


@action
def note_letter(
    *, submission: Submission, by: User, number: str, day: date | None, seen: str
) -> Submission:
    """ที่ … ลงวันที่ … by the province, at any time; both empty take a note back.

    `seen` is the `letter_token` of what was on the screen. What the submission says stays as it was
    certified. Raises Refused for another province's, Stale when somebody noted it meanwhile.
    """
    report = locked(submission.report)
    if by.province_id != report.province_id:
        raise Refused("รายงานนี้เป็นของจังหวัดอื่น")
    current = report.submissions.select_related("letter_noted_by").get(pk=submission.pk)
    if current.letter_token != seen:
        raise Stale(_noted_by_another(current))
    current.letter_number, current.letter_date = number.strip(), day
    current.letter_noted_at, current.letter_noted_by = timezone.now(), by
    current.save(
        update_fields=["letter_number", "letter_date", "letter_noted_at", "letter_noted_by"]
    )
    return current


def _noted_by_another(submission: Submission) -> str:
    at = thai.write_datetime(submission.letter_noted_at)
    noted = thai.thai_digits_in_text(submission.letter) or "ว่าง"
    return (
        f"มีผู้บันทึกที่หนังสือก่อนท่าน ({submission.letter_noted_by} {at}) ขณะนี้คือ “{noted}”"
        " ข้อความของท่านยังอยู่ หากบันทึกอีกครั้ง จะใช้ของท่าน"
    )
