"""The one way by which a reminder leaves from the lists of the centre."""

from calendar_app.models import Round
from ita_portal.models import Province, User
from reports.actions import notices
from reports.actions.refusals import Refused


def remind(*, round: Round, province: Province, by: User, text: str) -> None:
    """A notice to the office of a province that has not sent. Raises Refused, also for what it was told today."""
    reminded = notices.remind(round=round, provinces=[province], by=by, text=text)
    if reminded.already:
        raise Refused("วันนี้เตือนด้วยข้อความเดียวกันนี้ไปแล้ว")
    if reminded.not_owing:
        raise Refused("จังหวัดส่งรายงานแล้ว จึงไม่ต้องเตือน")
