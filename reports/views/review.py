"""The centre's desk: the way to the queue, files of a round, each frozen version of a report."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import Round
from ita_portal import access, thai
from reports.forms import evidence_shown
from reports.models import Submission
from reports.views import downloads, files
from reports.writers import html


@access.centre
def review_home(request):
    """Leads to the round people work on now."""
    newest = Round.objects.newest(timezone.localdate())
    if newest is None:
        return render(request, "review/no_round.html")
    return redirect("review_round", newest.pk)


@access.centre
def round_file(request, pk, format):
    """Every province of a round with its state and what it sent last."""
    return downloads.round_response(request, get_object_or_404(Round, pk=pk), format)


# One frozen version ------------------------------------------------------------------------------


def submission_facts(submission: Submission) -> list[tuple[str, str]]:
    return [
        ("ฉบับที่ส่ง", thai.to_thai_digits(f"ครั้งที่ {submission.number}")),
        ("เลขอ้างอิง", submission.reference),
        ("ส่งเมื่อ", thai.write_datetime(submission.submitted_at)),
        *_signed(submission),
        ("หนังสือนำส่ง", thai.thai_digits_in_text(submission.letter)),
        ("รหัสตรวจสอบ (SHA-256)", submission.sha256[:12]),
    ]


def _signed(submission: Submission) -> list[tuple[str, str]]:
    signer = " ".join((submission.signer_name, *submission.signer.posts))
    if submission.signed_on is None:
        return [("ผู้รับรองและส่ง", signer)]
    day = thai.write_date(submission.signed_on)
    return [
        ("ผู้ลงนามในเอกสาร", f"{signer} ลงวันที่ {day}"),
        ("ส่งโดย", f"{submission.submitted_by} ตามเอกสารลงนามของ {submission.signer_name}"),
    ]


@access.centre
def review_submission(request, pk):
    """One frozen version of a report as it was sent."""
    submission = _submission(pk)
    document = submission.document
    context = {
        "submission": submission,
        "downloads": downloads.menu("submission_file", pk),
        "report": submission.report,
        "facts": submission_facts(submission),
        "body": html.render_body(document, beside=evidence_shown.beside(document)),
    }
    return render(request, "review/submission.html", context)


@access.centre
def submission_pdf(request, pk):
    submission = _submission(pk)
    back = files.Back(reverse("review_report", args=[submission.report_id]), "กลับไปที่รายงาน")
    return files.submission_response(request, submission.report, submission, back=back)


@access.centre
def submission_file(request, pk, format):
    submission = _submission(pk)
    return downloads.submission_response(request, submission.report, submission, format)


def _submission(pk: int) -> Submission:
    related = ("report__round", "report__province")
    return get_object_or_404(Submission.objects.select_related(*related), pk=pk)
