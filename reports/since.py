"""What changed in a draft since a head of the office read it last: when it was given back, or when it was sent."""

from dataclasses import dataclass

from ita_portal import thai
from reports import content, document
from reports.desk import Moves
from reports.differences import RowDifference, differences
from reports.models import Report, StateChange
from reports.workflow import SENDING, Move


@dataclass(frozen=True, slots=True)
class Since:
    """The rows that differ from what was read, and in words when that was."""

    title: str
    rows: tuple[RowDifference, ...]


def since_read(report: Report, draft: document.Report, moves: Moves) -> Since | None:
    """None where no head has read it yet: at most ten queries, whatever the report's length."""
    last = moves.last(Move.GIVE_BACK, *SENDING)
    before = last and _as_it_was(report, last)
    if before is None:
        return None
    at = thai.write_datetime(last.at)
    title = f"หลังส่งกลับให้เจ้าหน้าที่แก้ไขเมื่อ {at}"
    if last.move in SENDING:
        title = thai.to_thai_digits(f"หลังฉบับที่ส่ง ครั้งที่ {last.submission.number} เมื่อ {at}")
    return Since(title, differences(before, draft))


def _as_it_was(report: Report, read: StateChange) -> document.Report | None:
    if read.submission_id:
        return read.submission.document
    return content.draft_of_version(report, read.report_version)
