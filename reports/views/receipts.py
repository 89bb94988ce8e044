"""The receipt of a submission on paper: asked for by the province, shown once it is made."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ita_portal import access
from reports import printing
from reports.models import Receipt, Submission
from reports.views import files


@access.province_people
@require_POST
def print_receipt(request, pk, number):
    """ใบตอบรับ (PDF): asks for it and leads to where it will be."""
    printing.ask_for_receipt(submission=_submission(request, pk, number), by=request.user)
    return redirect("report_receipt_pdf", pk, number)


@access.province_people
def receipt_pdf(request, pk, number):
    submission = _submission(request, pk, number)
    receipt = get_object_or_404(Receipt.objects.select_related("submission"), submission=submission)
    back = files.Back(reverse("report_receipt", args=[pk]), "ใบตอบรับการส่งรายงาน")
    return files.receipt_response(request, submission.report, receipt, back=back)


def _submission(request: HttpRequest, pk: int, number: int) -> Submission:
    """A version of a report of the person's own province; 404 for any other."""
    own = Submission.objects.filter(report=pk, report__province=request.user.province)
    found = own.select_related("report__round", "report__province")
    return get_object_or_404(found, number=number)
