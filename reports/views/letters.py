"""The two letters that travel with a report, as Word files: of the draft, and of each version that was sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from ita_portal import access
from reports import actions, letters
from reports.models import Report, Submission
from reports.views import files
from reports.writers import letters as writer

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two letters: its names in files, how it is filled in and written, where it is of a version."""

    name_th: str
    name_ascii: str
    filled: Callable[..., writer.Letter]
    written: Callable[[writer.Letter], bytes]
    route: str


MEMO = Kind("บันทึกข้อความ", "memo", letters.memo, writer.memo, "report_submission_memo")
EXTERNAL = Kind(
    "หนังสือนำส่ง", "letter", letters.external, writer.external, "report_submission_letter"
)


@access.province_people
def report_memo(request, pk):
    """บันทึกข้อความ to the head with the draft as it stands now; a report that was sent leads to its version's."""
    return _of_draft(request, pk, MEMO)


@access.province_people
def report_letter(request, pk):
    """หนังสือนำส่ง prepared with the draft; its reference is left blank."""
    return _of_draft(request, pk, EXTERNAL)


@access.province_people
def report_submission_memo(request, pk, number):
    return _of_submission(request, pk, number, MEMO)


@access.province_people
def report_submission_letter(request, pk, number):
    return _of_submission(request, pk, number, EXTERNAL)


def _of_draft(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    report = _report(request, pk)
    if not report.is_editable:
        return redirect(kind.route, pk, actions.latest(report).number)
    return _file(report, None, kind, made_at=timezone.now())


def _of_submission(request: HttpRequest, pk: int, number: int, kind: Kind) -> HttpResponse:
    report = _report(request, pk)
    submission = get_object_or_404(report.submissions, number=number)
    return _file(report, submission, kind, made_at=submission.submitted_at)


def _report(request: HttpRequest, pk: int) -> Report:
    """The report of the person's own province; 404 for any other."""
    related = ("round", "province", "calendar", "changed_by")
    reports = Report.objects.of_province(request.user.province).select_related(*related)
    return get_object_or_404(reports.defer("raw"), pk=pk)


def _file(
    report: Report, submission: Submission | None, kind: Kind, *, made_at: datetime
) -> HttpResponse:
    content = kind.written(kind.filled(report, submission, made_at=made_at))
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = _disposition(report, submission, kind)
    response["Cache-Control"] = "private, no-store"
    return response


def _disposition(report: Report, submission: Submission | None, kind: Kind) -> str:
    version = f"ครั้งที่-{submission.number}" if submission else ""
    name_th, name_ascii = (name.removesuffix(".pdf") for name in files.names(report, version))
    return files.disposition(
        f"{kind.name_th}-{name_th}.docx", f"{kind.name_ascii}-{name_ascii}.docx", kind="attachment"
    )
