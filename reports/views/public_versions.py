"""How everyone will read a report, shown before it is certified and before it is accepted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ita_portal import access
from reports import content, masking
from reports.document import Report as Document
from reports.models import Report, Submission
from reports.views.editor import own_report
from reports.views.files import Back
from reports.writers import html


@access.province_people
def report_public_version(request, pk):
    """The draft as everyone would read it if it were certified now; one that was sent leads to that version."""
    report = own_report(request, pk)
    if not report.is_editable:
        return redirect("report_preview", pk)
    back = Back(
        reverse("report_check", args=[pk]),
        "อ่านและรับรอง" if request.user.is_head else "ตรวจทานก่อนส่ง",
    )
    return _page(request, report, masking.public(content.draft(report)), back)


@access.centre
def submission_public_version(request, pk):
    """What everyone reads of a frozen version, or will when it is accepted."""
    related = ("public", "report__round", "report__province")
    submission = get_object_or_404(Submission.objects.select_related(*related), pk=pk)
    report = submission.report
    back = Back(reverse("review_report", args=[report.pk]), str(report.province))
    return _page(request, report, submission.as_public.document, back)


def _page(request: HttpRequest, report: Report, public: Document, back: Back) -> HttpResponse:
    context = {
        "report": report,
        "round": report.round,
        "body": html.render_body(public),
        "masked": public.masked,
        "back": back,
    }
    return render(request, "masking/preview.html", context)
