"""Pages for everyone: published reports and calendars; and the way to one's own desk."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from calendar_app.models import CalendarRevision, Round, Schedule
from ita_portal import access, thai
from ita_portal.models import Province
from reports import overview
from reports.models import Report, StateChange, Submission
from reports.views import downloads, files
from reports.workflow import Move, State
from reports.writers import html

# The front page names every report of this many rounds; all rounds have a page of their own.
ROUNDS_ON_THE_FRONT_PAGE = 2


@access.public
def home(request):
    """The front page; a signed-in person is led to their own desk."""
    if request.user.is_authenticated:
        return redirect("desk")
    today = timezone.localdate()
    rounds = list(Round.objects.opened(today))
    calendar = overview.newest_calendar(today)
    return render(
        request,
        "public/home.html",
        {
            "shelves": _shelves(rounds[:ROUNDS_ON_THE_FRONT_PAGE], today),
            "more_rounds": len(rounds) > ROUNDS_ON_THE_FRONT_PAGE,
            "calendar": calendar and overview.calendar_today(calendar, today),
            "fiscal_year": thai.fiscal_year_of(today),
            "provinces": Province.objects.with_office().count(),
        },
    )


def _shelves(rounds: list[Round], today) -> list[tuple[Round, list[Report]]]:
    published = overview.published_reports(rounds, today)
    return [(round_, published.get(round_.pk, [])) for round_ in rounds]


@access.signed_in
def desk(request):
    """Leads each person to where their work is."""
    return redirect("province_home" if request.user.of_a_province else "review_home")


@access.public
def public_rounds(request):
    """Every round that was opened, with the number of its published reports."""
    today = timezone.localdate()
    rounds = list(Round.objects.opened(today))
    context = {
        "shelves": _shelves(rounds, today),
        "provinces": Province.objects.with_office().count(),
    }
    return render(request, "public/rounds.html", context)


@access.public
def public_round(request, fiscal_year, months):
    """The published reports of one round, by region."""
    round_ = get_object_or_404(Round, fiscal_year=fiscal_year, months=months)
    today = timezone.localdate()
    reports = overview.published_reports([round_], today).get(round_.pk, [])
    context = {
        "round": round_,
        "reports": reports,
        "regions": overview.by_region(reports),
        "provinces": Province.objects.with_office().count(),
        "waits_until": _waits_until(round_, today),
        "downloads": downloads.public_round_menu(round_),
    }
    return render(request, "public/round.html", context)


@access.public
def public_round_file(request, fiscal_year, months, format):
    """The published reports of a round as open data."""
    round_ = get_object_or_404(Round, fiscal_year=fiscal_year, months=months)
    return downloads.public_round_response(request, round_, format)


def _waits_until(round_: Round, today):
    """The day from which the round's reports are public, while it has not come."""
    day = round_.publishes_on
    return day if day and day > today else None


# One report --------------------------------------------------------------------------------------


def _of_published_report(*columns: str) -> Callable[[Callable], Callable]:
    """Hands a view the report its address names; says so in words where there is none to read.

    Only these columns are read where any are named: a download is asked for more often than a page.
    """

    def decorated(view: Callable) -> Callable:
        @wraps(view)
        def answered(request, fiscal_year, months, slug, **rest) -> HttpResponse:
            of_address = Report.objects.filter(
                round__fiscal_year=fiscal_year, round__months=months, province__slug=slug
            )
            found = of_address.public(timezone.localdate()).order_by()
            found = found.select_related("round", "province", "accepted__public")
            report = (found.only(*columns) if columns else found).first()
            if report is None:
                return _nothing_published(request, fiscal_year, months, slug)
            if report.withdrawn_at:
                return _withdrawn(request, report, report.withdrawn_at, report.withdrawn_reason)
            return view(request, report.as_everyone_reads(timezone.now()), **rest)

        return answered

    return decorated


# What a kept PDF's answer is made of.
OF_A_PDF = (
    *("held_until", "withdrawn_at", "withdrawn_reason", "round__fiscal_year", "round__months"),
    *("province__name", "province__slug", "accepted__accepted_at", "accepted__number"),
    *("accepted__pdf", "accepted__print_problem", "accepted__reference", "accepted__sha256"),
    *("accepted__submitted_at", "accepted__verify_address"),
    *("accepted__public__pdf", "accepted__public__print_problem", "accepted__public__sha256"),
)
# What the other files are made of.
OF_A_FILE = (
    *("held_until", "withdrawn_at", "withdrawn_reason", "round__fiscal_year", "round__months"),
    *("province__name", "province__slug", "accepted__accepted_at", "accepted__number"),
    *("accepted__reference", "accepted__submitted_at", "accepted__content"),
    *("accepted__verify_address", "accepted__public__content"),
)


def _nothing_published(request: HttpRequest, fiscal_year: int, months: int, slug: str):
    """404 for a province and a round that exist, with where to look instead."""
    round_ = get_object_or_404(Round, fiscal_year=fiscal_year, months=months)
    province = get_object_or_404(Province.objects.with_office(), slug=slug)
    context = {
        "round": round_,
        "province": province,
        "waits_until": _waits_until(round_, timezone.localdate()),
    }
    return render(request, "public/no_report.html", context, status=404)


def _withdrawn(request: HttpRequest, report: Report, at, reason: str) -> HttpResponse:
    context = {
        "what": f"รายงานของ{report.province} {report.round}",
        "withdrawn_at": thai.write_date(at),
        "reason": thai.thai_digits_in_text(reason),
    }
    return render(request, "410.html", context, status=410)


@access.public
@_of_published_report()
def public_report(request, report):
    """The accepted report of a province, for good at this address."""
    found = overview.editions(report)
    return _edition_page(request, report, found[0], found)


@access.public
@_of_published_report(*OF_A_PDF)
def public_report_pdf(request, report):
    return _pdf(request, report, report.accepted)


@access.public
@_of_published_report(*OF_A_FILE)
def public_report_file(request, report, format):
    return downloads.public_response(request, report, report.accepted, format)


@access.public
@_of_published_report()
def public_version(request, report, number):
    """One accepted version, the newest or an earlier one."""
    found = overview.editions(report)
    edition = _edition(found, number)
    if edition is None:
        return _withdrawn_version(request, report, number)
    return _edition_page(request, report, edition, found)


@access.public
@_of_published_report()
def public_version_pdf(request, report, number):
    edition = _edition(overview.editions(report), number)
    if edition is None:
        return _withdrawn_version(request, report, number)
    return _pdf(request, report, edition.submission)


@access.public
@_of_published_report()
def public_version_file(request, report, number, format):
    edition = _edition(overview.editions(report), number)
    if edition is None:
        return _withdrawn_version(request, report, number)
    return downloads.public_response(request, report, edition.submission, format)


def _pdf(request: HttpRequest, report: Report, submission: Submission) -> HttpResponse:
    back = files.Back(report.get_absolute_url(), "อ่านรายงานบนหน้าเว็บ")
    return files.public_response(request, report, submission, back=back)


def _edition(editions: list[overview.Edition], number: int) -> overview.Edition | None:
    return next((one for one in editions if one.submission.number == number), None)


def _withdrawn_version(request: HttpRequest, report: Report, number: int) -> HttpResponse:
    """410 for a version that was public before a withdrawal; Http404 for one that never was."""
    submission = get_object_or_404(report.submissions.accepted(), number=number)
    withdrawal = (
        StateChange.objects.filter(
            report=report, move=Move.WITHDRAW, at__gte=submission.accepted_at
        )
        .order_by("at")
        .first()
    )
    if withdrawal is None:
        raise Http404
    return _withdrawn(request, report, withdrawal.at, withdrawal.comment)


def _edition_page(
    request: HttpRequest,
    report: Report,
    edition: overview.Edition,
    editions: list[overview.Edition],
) -> HttpResponse:
    document = edition.submission.as_public.document
    address = report.get_absolute_url()
    context = {
        "title": f"รายงาน ITA {report.province}",
        "report": report,
        "edition": edition,
        "others": [one for one in editions if one is not edition],
        "facts": _facts(report, document, edition),
        "address": request.build_absolute_uri(address),
        **_downloads(report, edition),
        "under_correction": report.state != State.ACCEPTED or report.is_held(timezone.now()),
        "body": html.render_body(document),
        "masked": document.masked,
    }
    return render(request, "public/report.html", context)


def _facts(report: Report, document, edition: overview.Edition) -> list[tuple[str, str]]:
    submission = edition.submission
    return [
        ("ปีงบประมาณ พ.ศ.", thai.to_thai_digits(document.fiscal_year)),
        ("รอบรายงาน", thai.round_name(document.months, document.fiscal_year)),
        ("ข้อมูล ณ วันที่", thai.write_date(document.as_of) if document.as_of else ""),
        (
            "ฉบับ",
            thai.to_thai_digits(f"{edition.label} (ฉบับที่ส่ง ครั้งที่ {submission.number})"),
        ),
        ("วันเผยแพร่", thai.write_date(edition.published_on)),
        ("รับรองโดย", thai.thai_digits_in_text(" ".join(submission.signer.posts))),
        ("เลขอ้างอิง", submission.reference),
    ]


def _downloads(report: Report, edition: overview.Edition) -> dict:
    """Address of the PDF and of the other files of an edition."""
    address = [report.round.fiscal_year, report.round.months, report.province.slug]
    kind = "report"
    if not edition.is_newest:
        kind = "version"
        address.append(edition.submission.number)
    return {
        "pdf_url": reverse(f"public_{kind}_pdf", args=address),
        "downloads": downloads.menu(f"public_{kind}_file", *address),
    }


# Calendars and the portal itself -----------------------------------------------------------------


@access.public
def calendars(request):
    """Leads to the calendar of the running year, or of the newest year before it."""
    newest = overview.newest_calendar(timezone.localdate())
    return redirect(newest) if newest else render(request, "public/no_calendar.html")


@access.public
def public_calendar(request, fiscal_year):
    """The NACC's calendar of a year with today's place in it, and the provinces' plans of that year."""
    revision = CalendarRevision.objects.current(fiscal_year)
    if revision is None:
        raise Http404
    years = CalendarRevision.objects.in_force().order_by("-fiscal_year")
    context = {
        "revision": revision,
        "calendar": overview.calendar_today(revision, timezone.localdate()),
        "years": years.values_list("fiscal_year", flat=True).distinct(),
        "plans": Schedule.objects.filter(fiscal_year=fiscal_year).select_related("province"),
    }
    return render(request, "public/calendar.html", context)


@access.public
def about(request):
    """What the portal is, whom to ask, which personal data it keeps."""
    return render(
        request, "public/about.html", {"round": Round.objects.newest(timezone.localdate())}
    )
