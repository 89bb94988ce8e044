"""ตัวอย่างที่ดี: the centre proposes a text, the head of the office agrees or not, either side ends it."""

from django.utils import timezone

from ita_portal import actions as portal
from ita_portal import thai
from ita_portal.models import Role, User
from ita_portal.writing import action
from reports import document
from reports.actions.asking import only_reviewers
from reports.actions.locking import locked
from reports.actions.refusals import Refused
from reports.models import GoodExample, Submission

ASKED = "ส่วนกลางขอใช้ข้อความในรายงานเป็นตัวอย่างที่ดี โปรดพิจารณาให้ความยินยอม"
NOT_THE_CENTRE = "การเสนอตัวอย่างที่ดีทำได้เฉพาะผู้ตรวจรายงานและผู้ดูแลระบบส่วนกลาง"
NOT_THE_HEAD = "หัวหน้าสำนักงานจังหวัดเจ้าของข้อความเท่านั้นที่ให้ความยินยอมได้"
NO_WORDS = "แถวนี้ไม่มีข้อความผลการดำเนินการ จึงใช้เป็นตัวอย่างไม่ได้"
NO_ROW = "แถวนี้ไม่อยู่ในฉบับที่ส่ง หรือไม่ได้ตอบขั้นตอนนี้ โปรดดูรายการล่าสุด"
WITHDRAWN = "ตัวอย่างนี้เลิกใช้แล้ว"
REFUSED_BEFORE = "จังหวัดไม่ยินยอมให้ใช้ข้อความนี้เป็นตัวอย่าง"


@action
def propose(*, submission: Submission, by: User, row: int, code: str) -> GoodExample:
    """Ask the province whether others may read what a row says of a step; asked twice it is one question.

    Others read it as everyone may read the report, with its secrets masked.
    Raises Refused for a person of elsewhere, a row that says nothing, and where the province refused.
    """
    only_reviewers(by, NOT_THE_CENTRE)
    locked(submission.report)
    found = GoodExample.objects.filter(submission=submission, row=row, code=code).first()
    if found is not None:
        if found.consent is False:
            raise Refused(REFUSED_BEFORE)
        return found
    line = _line(submission, row, code)
    if not line.result.strip():
        raise Refused(NO_WORDS)
    example = GoodExample.objects.create(
        submission=submission,
        row=row,
        code=code,
        text=line.result,
        proposed_at=timezone.now(),
        proposed_by=by,
    )
    portal.tell(
        key=f"example:{example.pk}",
        kind="example",
        title=ASKED,
        words=thai.thai_digits_in_text(str(submission.report.round)),
        by=by,
        province=submission.report.province,
        role=Role.PROVINCE_HEAD,
        page=portal.Page("example_asked"),
    )
    return example


def _line(submission: Submission, row: int, code: str) -> document.Line:
    for _, _, line in submission.as_public.document.lines():
        if line.key == row and any(code in item.steps for item in line.items):
            return line
    raise Refused(NO_ROW)


@action
def answer(*, example: GoodExample, by: User, consent: bool) -> GoodExample:
    """The head agrees or not; what was answered may be answered otherwise. Raises Refused."""
    locked(example.submission.report)
    example = _standing(example)
    of_the_office = by.province_id == example.submission.report.province_id
    if by.role != Role.PROVINCE_HEAD or not of_the_office:
        raise Refused(NOT_THE_HEAD)
    if example.consent == consent:
        return example
    example.consent, example.answered_at, example.answered_by = consent, timezone.now(), by
    example.save(update_fields=["consent", "answered_at", "answered_by"])
    return example


@action
def withdraw(*, example: GoodExample, by: User) -> GoodExample:
    """The centre ends an example, also one that waits; twice changes nothing. Raises Refused."""
    only_reviewers(by, NOT_THE_CENTRE)
    locked(example.submission.report)
    current = GoodExample.objects.select_for_update().get(pk=example.pk)
    if current.withdrawn_at is None:
        current.withdrawn_at, current.withdrawn_by = timezone.now(), by
        current.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return current


def _standing(example: GoodExample) -> GoodExample:
    current = GoodExample.objects.select_for_update().get(pk=example.pk)
    if current.withdrawn_at is not None:
        raise Refused(WITHDRAWN)
    return current
