"""Files beside the PDF: a report as Word, Excel, CSV or JSON, and a round; made when they are asked for.

The same people get them as get the PDF. Making one takes less than a tenth of a second, a round of 76 about
half of one, so no worker is needed and nothing is kept.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import Round
from reports import content, exports
from reports.models import PublicVersion, Report, Submission
from reports.nation.standing import Chosen
from reports.overview import ProvinceRow
from reports.views import files
from reports.writers import csv, formats, xlsx
from reports.writers.formats import FORMATS
from reports.writers.rounds import Round as RoundData

# One report --------------------------------------------------------------------------------------


def submission_response(
    request: HttpRequest, report: Report, submission: Submission, name: str
) -> HttpResponse:
    """A frozen version as it was certified, in a format."""
    return _frozen_response(request, report, submission, submission, name)


def public_response(
    request: HttpRequest, report: Report, submission: Submission, name: str
) -> HttpResponse:
    """What everyone may read of a frozen version, in a format."""
    return _frozen_response(request, report, submission, submission.as_public, name)


def _frozen_response(
    request: HttpRequest,
    report: Report,
    submission: Submission,
    paper: Submission | PublicVersion,
    name: str,
) -> HttpResponse:
    """What is public may be kept by caches that ask again."""
    data = formats.render(name, paper.document, imprint=paper.imprint)
    names = files.names(report, f"ครั้งที่-{submission.number}", ending=name)
    return _file(request, data, name, names, is_public=submission.is_public_as(paper))


def draft_response(request: HttpRequest, report: Report, name: str) -> HttpResponse:
    """The draft as it stands now."""
    data = formats.render(name, content.draft(report), draft_at=timezone.now())
    thai, ascii_ = files.names(report, ending=name)
    return _file(request, data, name, (f"ร่าง-{thai}", f"draft-{ascii_}"), is_public=False)


# A round -----------------------------------------------------------------------------------------


def public_round_response(request: HttpRequest, round_: Round, name: str) -> HttpResponse:
    """The published reports of a round."""
    data = formats.render_round(name, exports.of_everyone(round_, timezone.localdate()))
    return _file(request, data, name, _names(round_, "ที่เผยแพร่", "", name), is_public=True)


def round_response(request: HttpRequest, round_: Round, name: str) -> HttpResponse:
    """All provinces of a round with what they sent."""
    data = formats.render_round(name, _of_centre(round_))
    return _file(request, data, name, _names(round_, "ทุกจังหวัด", "-all", name), is_public=False)


MATRIX = {"xlsx": xlsx.render_matrix, "csv": csv.render_matrix}


def matrix_response(
    request: HttpRequest, round_: Round, name: str, every: list[ProvinceRow], chosen: Chosen
) -> HttpResponse:
    """Provinces × steps of a round: of every standing those that were chosen."""
    data = MATRIX[name](exports.matrix_of_centre(round_, every, timezone.now(), chosen))
    names = _names(round_, "ตารางขั้นตอน", "-matrix", name)
    return _file(request, data, name, names, is_public=False)


def _of_centre(round_: Round) -> RoundData:
    return exports.of_centre(round_, timezone.now(), timezone.localdate())


def _names(round_: Round, what: str, suffix: str, ending: str) -> tuple[str, str]:
    """รายงาน-ITA-ทุกจังหวัด-2567-รอบ-6-เดือน.xlsx and ita-2567-6-all.xlsx."""
    year, months = round_.fiscal_year, round_.months
    name_th = f"รายงาน-ITA-{what}-{year}-รอบ-{months}-เดือน.{ending}"
    return name_th, f"ita-{year}-{months}{suffix}.{ending}"


# The answer --------------------------------------------------------------------------------------


def _file(
    request: HttpRequest, data: bytes, name: str, names: tuple[str, str], *, is_public: bool
) -> HttpResponse:
    """A file to keep; 304 where the browser still has the same bytes of one that is public."""
    etag = hashlib.sha256(data).hexdigest() if is_public else ""
    known = files.not_modified(request, etag)
    if known is not None:
        return known
    response = HttpResponse(data, content_type=FORMATS[name].media_type)
    response["Content-Disposition"] = files.disposition(*names, kind="attachment")
    response["Content-Length"] = len(data)
    files.cache_headers(response, etag)
    return response


# Where they are offered --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Download:
    """A link to a file: its address, what it is called, what it is for."""

    url: str
    label: str
    purpose: str


def menu(address: str, *args: object) -> list[Download]:
    """A report's files beside its PDF; `address` names their view, which takes `args` and the format."""
    return _links(FORMATS, lambda name: reverse(address, args=[*args, name]))


def public_round_menu(round_: Round) -> list[Download]:
    names = [name for name in FORMATS if name != "docx"]
    args = [round_.fiscal_year, round_.months]
    return _links(names, lambda name: reverse("public_round_file", args=[*args, name]))


def round_menu(round_: Round) -> list[Download]:
    """What the centre takes of a round: where each report stands, every row, the matrix."""
    rows = [reverse("round_file", args=[round_.pk, name]) for name in ("xlsx", "csv")]
    return [
        Download(rows[0], "Excel", "สถานะทุกจังหวัด และทุกแถวที่ส่งแล้ว"),
        Download(
            reverse("round_matrix", args=[round_.pk]), "ตารางขั้นตอน (Excel)", "ทุกจังหวัด × ทุกขั้นตอน"
        ),
        Download(rows[1], "CSV", "ทุกแถวที่ส่งแล้ว สำหรับโปรแกรมอื่น"),
    ]


def matrix_menu(round_: Round, asked: str) -> list[Download]:
    """The matrix as files; `asked` is the query of the page that says which provinces it shows."""
    query = f"?{asked}" if asked else ""
    addresses = {"xlsx": "round_matrix", "csv": "round_matrix_csv"}
    return _links(MATRIX, lambda name: f"{reverse(addresses[name], args=[round_.pk])}{query}")


def _links(names: Iterable[str], address: Callable[[str], str]) -> list[Download]:
    return [Download(address(name), FORMATS[name].label, FORMATS[name].purpose) for name in names]
