"""Reports on the paper path: printed to be signed, signed, sent."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from calendar_app import actions as calendars
from reports import actions
from reports.document import Signer
from reports.models import Report, SignedScan, Submission
from reports.signed_file import Accepted
from tests import cast, hostile

HEAD = Signer("นายสมชาย ตัวอย่าง", "หัวหน้าสำนักงานจังหวัดลำพูน")
ACTING = Signer(
    "นางสาวสมศรี ตัวอย่าง", "ผู้อำนวยการกลุ่มงานยุทธศาสตร์", "รักษาราชการแทน", "หัวหน้าสำนักงานจังหวัดลำพูน"
)


def pdf() -> bytes:
    """A scan."""
    return hostile.pdf()


def draft() -> Report:
    """A draft in a round with the paper path."""
    report = cast.report()
    report.round.paper_path = True
    calendars.save_round(round=report.round, by=None)
    return report


def printed(signer: Signer = HEAD, report: Report | None = None) -> Report:
    report = report or draft()
    actions.print_to_sign(report=report, by=cast.clerk(), **cast.shown(report), signer=signer)
    return report


def scan(report: Report, *, data: bytes | None = None, signer=HEAD, day: date | None = None):
    """Hands in what was signed of the copy printed last."""
    return actions.attach_scan(
        report=report,
        by=cast.clerk(),
        copy=report.signing_copies.last().pk,
        file=Accepted(data or pdf(), "ฉบับลงนาม.pdf", "pdf"),
        signer=signer,
        signed_on=day or timezone.localdate(),
    )


def signed(signer: Signer = HEAD) -> Report:
    report = printed(signer)
    scan(report, signer=signer)
    return report


def shown(report: Report) -> dict:
    """What the page of the paper path sends along when the report is sent."""
    last = SignedScan.objects.filter(copy__report=report).last()
    return {**cast.shown(report), "scan": last.pk if last else 1}


def send(report: Report) -> Submission:
    return actions.submit_signed(report=report, by=cast.clerk(), **shown(report))


def typed(report: Report, data: bytes | None = None, *, called="scan.pdf", **fields) -> dict:
    """What the form for a signed scan sends."""
    copy = report.signing_copies.last()
    return {
        "copy": copy.pk if copy else 1,
        "file": SimpleUploadedFile(called, data or pdf()),
        "name": HEAD.name,
        "post": HEAD.post,
        "signed_on": f"{timezone.localdate():%d/%m}/{timezone.localdate().year + 543}",
    } | fields
