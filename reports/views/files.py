"""PDF answers shared by the public, the centre's and the province's pages: the file, or the page that waits for it.

No PDF is made here: reports/printing.py has a worker for that.
"""

import logging
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response

from ita_portal import thai
from reports import printing
from reports.actions.prints import Paper
from reports.models import (
    DraftPrint,
    PlanPrint,
    PublicVersion,
    Receipt,
    Report,
    SigningCopy,
    Submission,
)

log = logging.getLogger(__name__)

# Seconds after which a browser without JavaScript asks again: while it is printed, and while nothing moves.
SOON, LATER = 1, 10


@dataclass(frozen=True, slots=True)
class Back:
    """Where a page that has no PDF to show leads back to."""

    url: str
    label: str


def pdf_response(data: bytes, *, name_th: str, name_ascii: str, etag: str = "") -> HttpResponse:
    """A PDF to read in the browser, under a Thai file name and its ASCII twin (RFC 6266).

    With `etag` (a bare word) it may be kept by caches that ask again each time; without, by none.
    """
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = disposition(name_th, name_ascii)
    response["Content-Length"] = len(data)
    cache_headers(response, etag)
    return response


def disposition(name_th: str, name_ascii: str, *, kind: str = "inline") -> str:
    return f"{kind}; filename=\"{name_ascii}\"; filename*=UTF-8''{quote(name_th, safe='')}"


def submission_response(
    request: HttpRequest, report: Report, submission: Submission, *, back: Back
) -> HttpResponse:
    """The PDF of a frozen version as it was certified; else a page."""
    return _frozen_response(request, report, submission, submission, back=back)


def public_response(
    request: HttpRequest, report: Report, submission: Submission, *, back: Back
) -> HttpResponse:
    """The PDF of what everyone may read of a frozen version; else a page."""
    return _frozen_response(request, report, submission, submission.as_public, back=back)


def _frozen_response(
    request: HttpRequest,
    report: Report,
    submission: Submission,
    paper: Submission | PublicVersion,
    *,
    back: Back,
) -> HttpResponse:
    """304 where the browser still has the same of one that is public; a cache keeps nothing else."""
    etag = paper.print_digest if submission.is_public_as(paper) else ""
    known = not_modified(request, etag)
    if known is not None:
        return known
    data = _kept(request, paper)
    if data is None:
        version = thai.to_thai_digits(f"ฉบับที่ส่ง ครั้งที่ {submission.number}")
        return _no_pdf_page(request, paper, _of_report(report, version), back=back)
    name_th, name_ascii = names(report, f"ครั้งที่-{submission.number}")
    return pdf_response(data, name_th=name_th, name_ascii=name_ascii, etag=etag)


def draft_response(
    request: HttpRequest, report: Report, draft: DraftPrint, *, back: Back
) -> HttpResponse:
    """The PDF of a draft as it was asked for, never kept by a cache; else a page."""
    data = _kept(request, draft)
    if data is None:
        version = f"ร่าง ณ {thai.write_datetime(draft.asked_at)}"
        return _no_pdf_page(request, draft, _of_report(report, version), back=back)
    name_th, name_ascii = names(report)
    return pdf_response(data, name_th=f"ร่าง-{name_th}", name_ascii=f"draft-{name_ascii}")


def receipt_response(
    request: HttpRequest, report: Report, receipt: Receipt, *, back: Back
) -> HttpResponse:
    """The receipt of a submission on paper, never kept by a cache; else a page."""
    data = _kept(request, receipt)
    if data is None:
        reference = f"ใบตอบรับ {receipt.submission.reference}"
        return _no_pdf_page(request, receipt, _of_report(report, reference), back=back)
    name = receipt.submission.reference
    return pdf_response(data, name_th=f"ใบตอบรับ-{name}.pdf", name_ascii=f"receipt-{name}.pdf")


def signing_copy_response(
    request: HttpRequest, report: Report, copy: SigningCopy, *, back: Back
) -> HttpResponse:
    """The PDF of a draft to be signed by hand, never kept by a cache; else a page."""
    data = _kept(request, copy)
    if data is None:
        about = _of_report(report, f"ฉบับเสนอลงนาม {copy.reference}")
        return _no_pdf_page(request, copy, about, back=back)
    name = f"{copy.reference}-{copy.report_version}"
    return pdf_response(data, name_th=f"ฉบับเสนอลงนาม-{name}.pdf", name_ascii=f"to-sign-{name}.pdf")


def plan_response(request: HttpRequest, paper: PlanPrint, *, back: Back) -> HttpResponse:
    """The PDF of a province's plan as it is kept now, 304 where the browser has it; else a page."""
    known = not_modified(request, paper.sha256 if paper.pdf else "")
    if known is not None:
        return known
    data, schedule = _kept(request, paper), paper.schedule
    if data is None:
        return _no_pdf_page(request, paper, {"what": str(schedule), "is_plan": True}, back=back)
    year, province = schedule.fiscal_year, schedule.province
    return pdf_response(
        data,
        name_th=f"แผน-ITA-จังหวัด{province.name}-{year}.pdf",
        name_ascii=f"ita-plan-{year}-{province.slug}.pdf",
        etag=paper.sha256,
    )


def no_draft_page(request: HttpRequest, report: Report, *, back: Back) -> HttpResponse:
    """404 for a draft that was removed after its day, with the way to a new one."""
    context = {"report": report, "back": back}
    return render(request, "reports/no_draft.html", context, status=404)


def names(report: Report, version: str = "", *, ending: str = "pdf") -> tuple[str, str]:
    """รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.pdf and ita-2567-6-lamphun.pdf."""
    year, months, province = report.round.fiscal_year, report.round.months, report.province
    name_th = f"รายงาน-ITA-จังหวัด{province.name}-{year}-รอบ-{months}-เดือน"
    if version:
        name_th = f"{name_th}-{version}"
    return f"{name_th}.{ending}", f"ita-{year}-{months}-{province.slug}.{ending}"


def _kept(request: HttpRequest, paper: Paper) -> bytes | None:
    if not paper.pdf:
        return None
    try:
        with paper.pdf.open("rb") as file:
            return file.read()
    except FileNotFoundError:
        # A page that waits asks on and on, by HEAD.
        if request.method != "HEAD":
            log.error("the kept PDF of %s is gone; the worker makes it again in ten minutes", paper)
        return None


# While there is no PDF ---------------------------------------------------------------------------


def _of_report(report: Report, version: str) -> dict:
    """What the pages say of a report that has no PDF yet."""
    return {
        "report": report,
        "round": report.round,
        "what": f"รายงานของ{report.province} {version}",
    }


def _no_pdf_page(request: HttpRequest, paper: Paper, about: dict, *, back: Back) -> HttpResponse:
    context = {**about, "is_draft": isinstance(paper, DraftPrint), "back": back}
    page = _failed_page if paper.print_problem else _waiting_page
    response = page(request, paper, context)
    cache_headers(response, etag="")
    return response


def _failed_page(request: HttpRequest, paper: Paper, context: dict) -> HttpResponse:
    context["problem"] = paper.print_problem
    return render(request, "reports/print_failed.html", context, status=409)


def _waiting_page(request: HttpRequest, paper: Paper, context: dict) -> HttpResponse:
    """202: it turns into the PDF by itself, by js/printing.js (which asks by HEAD) or by asking again."""
    if request.method == "HEAD":
        return HttpResponse(status=202, headers={"Retry-After": str(SOON)})
    place = printing.place_in_queue(paper, timezone.now())
    is_lost = bool(paper.pdf)
    seconds = LATER if place.stands_still or is_lost else SOON
    context |= {"place": place, "is_lost": is_lost, "seconds": seconds}
    response = render(request, "reports/printing.html", context, status=202)
    response["Retry-After"] = str(seconds)
    return response


# Caches ------------------------------------------------------------------------------------------


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The 304 answer when the browser holds what `etag` names, else None."""
    if not etag:
        return None
    response = get_conditional_response(request, etag=f'"{etag}"')
    if response is not None:
        cache_headers(response, etag)
    return response


def cache_headers(response: HttpResponse, etag: str) -> None:
    if etag:
        response["ETag"] = f'"{etag}"'
        response["Cache-Control"] = "no-cache"
    else:
        response["Cache-Control"] = "private, no-store"
