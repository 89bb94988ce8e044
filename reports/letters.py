"""Database → the two letters that travel with a report, in the round's words. Reads only.

What they say of the report comes from the submission, once there is one; the office's telephones and the
words of the round are those of now, for a letter is written after what it sends.
"""

from datetime import date, datetime

from calendar_app import letter_words
from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province, Role, User
from reports import content, document, text
from reports.models import Report, Submission
from reports.workflow import Move
from reports.writers import wording
from reports.writers.letters import Letter

# To be filled in by hand.
BLANK = "...................."


def memo(report: Report, submission: Submission | None, *, made_at: datetime) -> Letter:
    """บันทึกข้อความ to the head of the office, by whoever laid the report before them.

    For the draft as it stands now where there is no submission; `made_at` dates the file of a draft.
    """
    prepared_by = _prepared_by(report)
    return _letter(
        report,
        submission,
        made_at,
        kind="memo",
        signer_name=prepared_by.full_name if prepared_by else "",
        signer_post=prepared_by.post if prepared_by else "",
    )


def external(report: Report, submission: Submission | None, *, made_at: datetime) -> Letter:
    """หนังสือนำส่ง to the ministry, to be signed by whoever certified the report, or will."""
    if submission:
        name, post = submission.signer_name, "\n".join(submission.signer.posts)
    else:
        name, post = head_of(report.province)
    return _letter(report, submission, made_at, kind="letter", signer_name=name, signer_post=post)


def _letter(
    report: Report, submission: Submission | None, made_at: datetime, *, kind: str, **signer: str
) -> Letter:
    sent = submission.document if submission else content.draft(report)
    due = submission.due_on if submission else report.due()
    values = _values(sent, due, submission.reference if submission else BLANK, report.round)

    def words(name: str) -> str:
        return letter_words.filled(_of_round(report.round, f"{kind}_{name}"), values)

    province = report.province
    return Letter(
        agency=_agency(province),
        address=f"ศาลากลางจังหวัด{sent.province.name}",
        subject=words("subject"),
        to=words("to"),
        reference=_reference(words("reference")) if kind == "letter" else "",
        enclosures=(f"{wording.title(sent)} จำนวน\u00a0๑\u00a0ชุด",),
        body=tuple(line for line in words("body").splitlines() if line.strip()),
        unit=province.unit,
        phone=province.phone,
        mt_phone=province.mt_phone,
        email=province.email,
        made_at=submission.submitted_at if submission else made_at,
        **signer,
    )


def _of_round(round_: Round, name: str) -> str:
    return getattr(round_, name).strip() or letter_words.STANDARD[name]


def _values(sent: document.Report, due: date, reference: str, round_: Round) -> dict[str, str]:
    """What the places of the round's words become."""
    return {
        "province": sent.province.name,
        "months": str(sent.months),
        "fiscal_year": str(sent.fiscal_year),
        "period": thai.write_window(thai.round_window(sent.fiscal_year, sent.months)),
        "as_of": thai.write_date(sent.as_of) if sent.as_of else BLANK,
        "due": thai.write_date(due),
        "reference": reference,
        "receiver": round_.contact_unit or BLANK,
    }


def _reference(words: str) -> str:
    return "" if text.is_dash(words) else words


def _agency(province: Province) -> str:
    """ส่วนราชการ of a memo with its telephones, which stay whole."""
    telephones = [
        f"{label}\u00a0{number}".replace(" ", "\u00a0")
        for label, number in (("โทร.", province.phone), ("มท.", province.mt_phone))
        if number
    ]
    return " ".join([province.unit or f"สำนักงานจังหวัด{province.name}", *telephones])


def _prepared_by(report: Report) -> User | None:
    """The clerk who handed the report over last, else whoever changed it last."""
    handed = report.state_changes.filter(move=Move.HAND_OVER).select_related("by")
    last = handed.order_by("-at", "-pk").first()
    return last.by if last else report.changed_by


def head_of(province: Province) -> tuple[str, str]:
    """Name and post of the head who will certify a draft; empty where the office has not one head."""
    heads = list(province.people.filter(role=Role.PROVINCE_HEAD, is_active=True)[:2])
    return (heads[0].full_name, heads[0].post) if len(heads) == 1 else ("", "")
