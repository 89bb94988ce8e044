"""The paper path: a draft printed to be signed by hand, the signed scan handed in, and sent by it."""

import dataclasses
import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from ita_portal import thai
from ita_portal.models import User
from ita_portal.writing import action
from reports import content, document
from reports.actions.explanations import refuse_unexplained
from reports.actions.locking import locked, locked_with_round, permit, record
from reports.actions.moves import as_read, reference, send, sent_already
from reports.actions.prints import is_lost
from reports.actions.refusals import Refused, Stale
from reports.models import Report, SignedScan, SigningCopy, Submission
from reports.signed_file import Accepted
from reports.workflow import Move

OUT_OF_DATE = (
    "รายงานเปลี่ยนไปหลังพิมพ์ฉบับเสนอลงนามนี้ จึงใช้ฉบับนี้ไม่ได้ โปรดพิมพ์ฉบับเสนอลงนามใหม่และเสนอลงนามอีกครั้ง"
)


@action
def print_to_sign(
    *, report: Report, by: User, version: int, digest: str | None, signer: document.Signer
) -> SigningCopy:
    """ฉบับเสนอลงนาม of the draft as it was read, with the signature block of whoever is to sign.

    The same asked for again is the same copy, tried anew where it could not be printed or was lost.
    Raises MoveRefused, Stale, Unexplained.
    """
    report = locked(report)
    permit(report, Move.PRINT_TO_SIGN, by)
    read = as_read(report, version, digest)
    refuse_unexplained(read)
    text = document.canonical_json(dataclasses.replace(read, signer=signer))
    number = next_number(report)
    known = report.signing_copies.filter(number=number, sha256=document.digest(text)).first()
    if known is not None:
        return _tried_anew(known)
    copy = SigningCopy.objects.create(
        report=report,
        number=number,
        reference=reference(report, number),
        report_version=report.version,
        content=text,
        sha256=document.digest(text),
        read_sha256=content.digest(read),
        asked_at=timezone.now(),
        asked_by=by,
    )
    comment = thai.to_thai_digits(f"ข้อความรุ่นที่ {report.version}")
    comment = f"เลขอ้างอิง {copy.reference} {comment}"
    record(report, Move.PRINT_TO_SIGN, by, from_state=report.state, comment=comment)
    return copy


def _tried_anew(copy: SigningCopy) -> SigningCopy:
    if copy.print_problem or is_lost(copy):
        copy.pdf, copy.print_problem = "", ""
        copy.save(update_fields=["pdf", "print_problem"])
    return copy


def next_number(report: Report) -> int:
    """The number of the next submission of a report."""
    return report.submissions.count() + 1


def is_current(copy: SigningCopy, draft: document.Report, number: int) -> bool:
    """Whether a copy says what the draft says, and no submission has taken its number."""
    return copy.number == number and copy.read_sha256 == content.digest(draft)


def attach_scan(
    *,
    report: Report,
    by: User,
    copy: int,
    file: Accepted,
    signer: document.Signer,
    signed_on: date,
) -> SignedScan:
    """Keep the scan of a copy (its id) that was signed by `signer` on that day.

    The file is stored before the transaction and goes again unless its row came to be. The same
    handed in again is the scan that is there. Raises MoveRefused, Stale (the report says something
    else now), Refused.
    """
    scan = SignedScan(
        name=file.name,
        format=file.format,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        signer_name=signer.name,
        signer_post=signer.post,
        signer_acting=signer.acting,
        signer_acting_for=signer.acting_for,
        signed_on=signed_on,
        added_at=timezone.now(),
        added_by=by,
    )
    scan.file.save(f"{scan.sha256}.{file.format}", ContentFile(file.data), save=False)
    kept = None
    try:
        kept = _keep_scan(report=report, by=by, copy=copy, scan=scan)
    finally:
        if kept is not scan:
            scan.file.storage.delete(scan.file.name)
    return kept


@action
def _keep_scan(*, report: Report, by: User, copy: int, scan: SignedScan) -> SignedScan:
    report = locked(report)
    permit(report, Move.SIGN_ON_PAPER, by)
    scan.copy = _current_copy(report, copy)
    _refuse_other_days(scan)
    last = scan.copy.scans.last()
    if last is not None and _same(last, scan):
        return last
    scan.save()
    record(report, Move.SIGN_ON_PAPER, by, from_state=report.state, comment=_signed_by(scan))
    return scan


def _current_copy(report: Report, pk: int) -> SigningCopy:
    copy = report.signing_copies.filter(pk=pk).first()
    if copy is None:
        raise Refused("ไม่พบฉบับเสนอลงนามนี้ โปรดเลือกฉบับที่พิมพ์จากหน้านี้")
    if not is_current(copy, content.draft(report), next_number(report)):
        raise Stale(OUT_OF_DATE)
    return copy


def _refuse_other_days(scan: SignedScan) -> None:
    """A paper is signed between the day it was printed and today. Raises Refused."""
    printed, today = timezone.localdate(scan.copy.asked_at), timezone.localdate()
    written = thai.write_date(scan.signed_on)
    if scan.signed_on > today:
        raise Refused(f"วันที่ลงนาม {written} ยังมาไม่ถึง โปรดตรวจวันที่ในฉบับลงนาม")
    if scan.signed_on < printed:
        raise Refused(
            f"วันที่ลงนาม {written} เป็นวันก่อนพิมพ์ฉบับนี้ ({thai.write_date(printed)}) โปรดตรวจวันที่ในฉบับลงนาม"
        )


def _same(one: SignedScan, other: SignedScan) -> bool:
    said = ("sha256", "signer", "signed_on", "added_by_id")
    return all(getattr(one, name) == getattr(other, name) for name in said)


def _signed_by(scan: SignedScan) -> str:
    """ลงนามโดย … เมื่อวันที่ …"""
    signer = " ".join((scan.signer.name, *scan.signer.posts))
    return f"ลงนามโดย {signer} ลงวันที่ {thai.write_date(scan.signed_on)}"


@action
def submit_signed(
    *, report: Report, by: User, scan: int, version: int, digest: str | None = None
) -> Submission:
    """Send what was signed on paper, by the scan (its id) that was on the screen.

    `version`, `digest` and what the same sent again does: see moves.submit. Raises MoveRefused,
    Stale, RoundClosed, NotPrintable, Unexplained.
    """
    report = locked_with_round(report)
    if (sent := sent_already(report, by, version, digest)) is not None:
        return sent
    permit(report, Move.SUBMIT_SIGNED, by)
    read = as_read(report, version, digest)
    signed = SignedScan.objects.select_related("copy").filter(pk=scan, copy__report=report).first()
    if signed is None or signed.copy.scans.last() != signed:
        raise Stale("มีผู้แนบฉบับลงนามใหม่แล้ว โปรดดูฉบับล่าสุดก่อนส่ง")
    if not is_current(signed.copy, read, next_number(report)):
        raise Stale(OUT_OF_DATE)
    comment = sent_sentence(by, signed.signer, signed.signed_on)
    submission = send(
        *(report, Move.SUBMIT_SIGNED, by, read, signed.signer),
        comment=comment,
        signed_on=signed.signed_on,
    )
    signed.submission = submission
    signed.save(update_fields=["submission"])
    return submission


def sent_sentence(by: User, signer: document.Signer, signed_on: date) -> str:
    """ส่งโดย … ตามเอกสารลงนามของ … ลงวันที่ …"""
    whose = " ".join((signer.name, *signer.posts))
    return f"ส่งโดย {by} ตามเอกสารลงนามของ {whose} ลงวันที่ {thai.write_date(signed_on)}"
