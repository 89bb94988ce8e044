"""The one way by which a reminder leaves from the lists of the centre."""

from collections.abc import Sequence

from calendar_app.models import Round
from ita_portal.models import Province, User
from reports.actions.refusals import Refused

try:
    from reports.actions import notices
except ImportError:
    notices = None


def can_remind() -> bool:
    return notices is not None


def remind(*, round: Round, provinces: Sequence[Province], by: User, text: str) -> None:
    """A notice to the offices of these provinces, naming what is unfinished. Raises Refused."""
    if notices is None:
        raise Refused("ระบบนี้ยังส่งแจ้งเตือนไม่ได้ โปรดโทรศัพท์ถึงจังหวัดตามเบอร์ในคิวตรวจ")
    notices.remind(round=round, provinces=provinces, by=by, text=text)
