"""PDF answers shared by the public, the centre's and the province's pages."""

import logging
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from calendar_app.models import Round
from ita_portal.models import Province
from reports import actions, content
from reports.document import Province as ProvinceName
from reports.document import Report as Document
from reports.models import Report, Submission
from reports.writers import pdf

log = logging.getLogger(__name__)


def pdf_response(
    request: HttpRequest, data: bytes, *, name_th: str, name_ascii: str, etag: str = ""
) -> HttpResponse:
    """A PDF to read in the browser, under a Thai file name and its ASCII twin (RFC 6266).

    With `etag` (a bare word) it may be kept by caches that ask again each time; without, by none.
    """
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = disposition(name_th, name_ascii)
    response["Content-Length"] = len(data)
    _cache_headers(response, etag)
    return response


def disposition(name_th: str, name_ascii: str) -> str:
    return f"inline; filename=\"{name_ascii}\"; filename*=UTF-8''{quote(name_th, safe='')}"


def submission_response(request: HttpRequest, submission: Submission) -> HttpResponse:
    """The PDF of a frozen version; 304 where the browser still has the kept bytes of an accepted one."""
    etag = submission.sha256 if submission.accepted_at else ""
    known = _not_modified(request, etag)
    if known is not None:
        return known
    document = submission.document
    name_th, name_ascii = names(document.province, document, f"ครั้งที่-{submission.number}")
    return pdf_response(
        request,
        submission_pdf(submission),
        name_th=name_th,
        name_ascii=name_ascii,
        etag=etag,
    )


def draft_response(request: HttpRequest, report: Report) -> HttpResponse:
    """The PDF of a report as it stands now, marked ร่าง; never kept by a cache."""
    name_th, name_ascii = names(report.province, report.round)
    return pdf_response(
        request,
        draft_pdf(report),
        name_th=f"ร่าง-{name_th}",
        name_ascii=f"draft-{name_ascii}",
    )


def draft_pdf(report: Report) -> bytes:
    """The report as it stands now, marked ร่าง and the present moment."""
    return pdf.render(content.draft(report), draft_at=timezone.now())


def submission_pdf(submission: Submission) -> bytes:
    """The PDF of a frozen version: the kept bytes of an accepted one, else made anew and not kept."""
    return _kept(submission) or pdf.render(submission.document)


def keep_pdf(submission: Submission) -> None:
    """Make and keep the PDF of an accepted version, for good; call outside of any transaction.

    A failure is logged and undoes nothing: until `manage.py keep_pdfs` makes up for it, each
    download makes the same bytes.
    """
    try:
        if not submission.pdf:
            actions.keep_pdf(submission=submission, pdf=pdf.render(submission.document))
    except Exception:
        log.exception("no PDF could be made of submission %s", submission.reference)


def names(
    province: Province | ProvinceName, round_: Round | Document, version: str = ""
) -> tuple[str, str]:
    """รายงาน-ITA-จังหวัดลำพูน-2567-รอบ-6-เดือน.pdf and ita-2567-6-lamphun.pdf."""
    year, months = round_.fiscal_year, round_.months
    name_th = f"รายงาน-ITA-จังหวัด{province.name}-{year}-รอบ-{months}-เดือน"
    if version:
        name_th = f"{name_th}-{version}"
    return f"{name_th}.pdf", f"ita-{year}-{months}-{province.slug}.pdf"


def _kept(submission: Submission) -> bytes | None:
    if not submission.pdf:
        return None
    try:
        with submission.pdf.open("rb") as file:
            return file.read()
    except FileNotFoundError:
        # The store lost the file: the same code makes the same bytes from the same content.
        log.error("the kept PDF of submission %s is gone", submission.reference)
        return None


def _not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The 304 answer when the browser holds what `etag` names, else None."""
    if not etag:
        return None
    response = get_conditional_response(request, etag=f'"{etag}"')
    if response is not None:
        _cache_headers(response, etag)
    return response


def _cache_headers(response: HttpResponse, etag: str) -> None:
    if etag:
        response["ETag"] = f'"{etag}"'
        response["Cache-Control"] = "no-cache"
    else:
        response["Cache-Control"] = "private, no-store"
