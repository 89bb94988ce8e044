"""The named refusals of actions; each carries a Thai sentence for the screen in `message`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ita_portal import thai
from reports import workflow

if TYPE_CHECKING:
    from reports.checks import Finding
    from reports.models import Comment


class Refused(Exception):
    """An action was not performed and nothing was written."""

    message = "ทำรายการนี้ไม่ได้"

    def __init__(self, message: str = "") -> None:
        self.message = message or self.message
        super().__init__(self.message)


class MoveRefused(Refused):
    """The workflow does not allow the move now; `reason` says why."""

    def __init__(self, reason: workflow.Refusal) -> None:
        self.reason = reason
        super().__init__(workflow.REFUSALS[reason])


class NotEditable(Refused):
    message = "รายงานนี้ส่งแล้วหรือรับแล้ว จึงแก้ไขไม่ได้ในขณะนี้"


class Stale(Refused):
    """The report is no longer the version the person read."""

    message = "รายงานเปลี่ยนไปหลังจากที่ท่านเปิดหน้านี้ จึงยังไม่ได้ทำรายการ โปรดอ่านส่วนที่เปลี่ยนก่อน"


class RoundClosed(Refused):
    """The round is closed or not yet open for this province."""


class NotPrintable(Refused):
    """What must be mended before a report can be submitted."""

    message = "รายงานยังส่งไม่ได้ โปรดแก้รายการที่ต้องแก้ก่อนส่ง"

    def __init__(self, findings: "Sequence[Finding]") -> None:
        self.findings = tuple(findings)
        super().__init__()


class Unexplained(Refused):
    """Words stand in the report that need a line of explanation before it goes on its way."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        self.findings = tuple(findings)
        count = thai.to_thai_digits(len(self.findings))
        super().__init__(
            f"ก่อนเสนอหรือส่ง โปรดเขียนคำชี้แจงสั้น ๆ ให้ครบ {count} รายการต่อไปนี้ หรือแก้ข้อความนั้นในรายงาน"
        )


class SecretsUnacknowledged(Refused):
    """The report shows what should not be public and the tick that quotes it was not set."""

    message = "รายงานมีข้อมูลที่ไม่ควรเผยแพร่ โปรดอ่านและทำเครื่องหมายยืนยันก่อนรับรายงาน"

    def __init__(self, findings: "Sequence[Finding]") -> None:
        self.findings = tuple(findings)
        super().__init__()


class OpenQuestions(Refused):
    """Questions wait that no return has carried to the province; `questions` says which."""

    def __init__(self, questions: "Sequence[Comment]") -> None:
        self.questions = tuple(questions)
        count = thai.to_thai_digits(len(self.questions))
        super().__init__(
            f"มีข้อทักท้วง {count} ข้อที่ยังไม่ได้ส่งให้จังหวัด จึงยังไม่ได้รับรายงาน ข้อความยังอยู่ครบ"
            " โปรดเลือกว่าจะส่งคืนให้แก้ไข หรือรับรายงานโดยเก็บข้อทักท้วงเหล่านี้ไว้เป็นบันทึกภายใน"
        )


class OwnWork(Refused):
    message = "ท่านเป็นผู้เขียนหรือแก้ไขรายงานฉบับนี้ จึงรับรายงานเองไม่ได้"


class RowAction(Refused):
    """A row cannot be merged, split or moved as asked."""


class RowGone(Refused):
    message = "แถวนี้ถูกลบหรือย้ายไปแล้ว โปรดดูตารางล่าสุด"


class NothingNew(Refused):
    message = "เอกสารนี้ตรงกับรายงานอยู่แล้ว จึงไม่มีสิ่งที่ต้องเปลี่ยน"


class EditedSince(Refused):
    """What was read in was written over since; `rows` says where."""

    def __init__(self, rows: "Sequence[str]") -> None:
        self.rows = tuple(rows)
        super().__init__(
            f"มีการแก้ไขหลังนำเข้า ({' · '.join(rows)}) จึงย้อนทั้งหมดไม่ได้ ข้อความที่แก้ไขยังอยู่ครบ"
            " และข้อความก่อนนำเข้าดูได้ที่หน้านี้"
        )
