"""Database → the receipt of a submission, as the page shows it and the paper has it. Reads only."""

from ita_portal import thai
from reports import content, document, verification
from reports.models import Receipt, Submission
from reports.writers import receipt as writer
from reports.writers import wording


def of_submission(submission: Submission, *, verify: str = "") -> writer.Receipt:
    """The receipt of a submission; `verify`: see writers.receipt.Receipt."""
    sent, seal = submission.document, verification.seal(submission)
    return writer.Receipt(
        title=wording.title(sent),
        reference=submission.reference,
        facts=tuple((label, lines) for label, lines in _facts(submission, sent) if any(lines)),
        sha256=seal.sha256,
        submitted_at=submission.submitted_at,
        verify=verify,
        sha256_label=seal.label,
    )


def on_screen(submission: Submission) -> writer.Receipt:
    """With the address that its paper would have if it were asked for now."""
    address = submission.verify_address or content.verify_address(submission.reference)
    return of_submission(submission, verify=address)


def on_paper(receipt: Receipt) -> writer.Receipt:
    return of_submission(receipt.submission, verify=receipt.verify_address)


def _facts(submission: Submission, sent: document.Report):
    """Labels with their lines. All of it was fixed when the report was sent."""
    yield "รายงานของ", (f"จังหวัด{sent.province.name}", _year(sent))
    yield "รอบรายงาน", (thai.round_name(sent.months, sent.fiscal_year),)
    yield "ส่งเมื่อ", (thai.write_datetime(submission.submitted_at),)
    yield from _signed(submission)
    yield "ฉบับที่ส่ง", (thai.to_thai_digits(f"ครั้งที่ {submission.number}"),)
    yield "สถานะเมื่อออกใบตอบรับ", ("ส่งถึงส่วนกลางแล้ว",)
    yield "กำหนดส่ง", (thai.write_date(submission.due_on), _punctuality(submission.days_late))
    yield "รายงานแล้ว", (_coverage(submission),)


def _signed(submission: Submission):
    """Who certified it here; of what was signed on paper, who signed and who sent it."""
    signer = _in_thai(submission.signer_name, *submission.signer.posts)
    if submission.signed_on is None:
        yield "ผู้รับรอง", signer
        return
    yield "ผู้ลงนามในเอกสาร", (*signer, f"ลงวันที่ {thai.write_date(submission.signed_on)}")
    sender = f"{submission.submitted_by} ตามเอกสารลงนามของ {submission.signer_name}"
    yield "ส่งโดย", _in_thai(sender)


def _year(sent: document.Report) -> str:
    return thai.to_thai_digits(f"ปีงบประมาณ พ.ศ. {sent.fiscal_year}")


def _in_thai(*lines: str) -> tuple[str, ...]:
    return tuple(thai.thai_digits_in_text(line) for line in lines)


def _punctuality(days_late: int) -> str:
    return thai.to_thai_digits(f"ส่งล่าช้า {days_late} วัน") if days_late else "ส่งภายในกำหนด"


def _coverage(submission: Submission) -> str:
    if not submission.all_steps:
        return ""
    counted = f"{submission.answered_steps} จาก {submission.all_steps} ขั้นตอน"
    return thai.to_thai_digits(counted)
