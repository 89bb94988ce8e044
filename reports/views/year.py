"""The year of a province in one picture, for everyone, for the province and for the centre; and its plan as printed."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from calendar_app import plans, sheets, timeline
from calendar_app.models import CalendarRevision, RevisionStep, Schedule
from calendar_app.views import Desk, working_year
from ita_portal import access
from ita_portal.models import Province
from reports import printing
from reports import year as reported
from reports.views import files

PUBLIC, PROVINCE, CENTRE = "public", "province", "centre"
# Who sees what of the reports.
REPORTED = {PROVINCE: reported.written, CENTRE: reported.sent}


@access.public
def public_plan(request, fiscal_year, slug):
    """The plan of a province and its year, public from the moment the plan is kept."""
    schedule = get_object_or_404(
        Schedule.objects.select_related("province"), fiscal_year=fiscal_year, province__slug=slug
    )
    calendar = CalendarRevision.objects.current(fiscal_year)
    return _page(request, Shown(PUBLIC, schedule.province, fiscal_year, schedule, calendar))


@access.province_people
def year_home(request):
    """Leads to the year people work on."""
    year = working_year(request)
    return redirect("plan_year", year) if year else render(request, "province/plans.html")


@access.province_people
def plan_year(request, fiscal_year):
    """The province's own year: its draft reports too, and what its plan still lacks."""
    desk = Desk.of(request, fiscal_year)
    shown = Shown(PROVINCE, request.user.province, fiscal_year, desk.schedule, desk.calendar)
    return _page(request, shown, desk=desk)


@access.centre
def review_plan(request, fiscal_year, slug):
    """Any province's year, with the reasons it gave; a province without a plan is shown beside the calendar."""
    province = get_object_or_404(Province.objects.with_office(), slug=slug)
    schedule = province.schedules.filter(fiscal_year=fiscal_year).first()
    calendar = CalendarRevision.objects.current(fiscal_year)
    if schedule is None and calendar is None:
        raise Http404
    if schedule:
        schedule.province = province
    return _page(request, Shown(CENTRE, province, fiscal_year, schedule, calendar))


# The plan on paper --------------------------------------------------------------------------------


@access.public
@require_POST
def plan_print(request, fiscal_year, slug):
    """Has the plan printed as it stands now, unless it is; leads to the PDF."""
    schedule, sheet = _kept_plan(fiscal_year, slug)
    printing.ask_for_plan(schedule=schedule, sheet=sheet)
    return redirect("plan_pdf", fiscal_year, slug)


@access.public
@require_safe
def plan_pdf(request, fiscal_year, slug):
    """The PDF of the plan as it stands now; a page that offers to print it where nobody has asked yet."""
    schedule, sheet = _kept_plan(fiscal_year, slug)
    back = files.Back(schedule.get_absolute_url(), "อ่านแผนบนหน้าเว็บ")
    digest = sheets.digest(sheets.canonical_json(sheet))
    paper = schedule.prints.filter(sha256=digest).defer("content").first()
    if paper is None:
        context = {"schedule": schedule, "back": back}
        return render(request, "year/no_print.html", context, status=404)
    paper.schedule = schedule
    return files.plan_response(request, paper, back=back)


def _kept_plan(fiscal_year: int, slug: str) -> tuple[Schedule, sheets.Sheet]:
    schedule = get_object_or_404(
        Schedule.objects.select_related("province"), fiscal_year=fiscal_year, province__slug=slug
    )
    return schedule, plans.sheet_of(schedule, plans.phases_of(schedule))


# What the pages stand on --------------------------------------------------------------------------


@dataclass
class Shown:
    """A year of a province before somebody's eyes."""

    audience: str
    province: Province
    fiscal_year: int
    schedule: Schedule | None
    calendar: CalendarRevision | None

    def editions(self) -> list[RevisionStep]:
        return list(self.calendar.steps.all()) if self.calendar else []

    def reported(self) -> dict[int, timeline.Reported]:
        if self.audience == PUBLIC:
            return reported.published(self.province, self.fiscal_year, timezone.localdate())
        return REPORTED[self.audience](self.province, self.fiscal_year)


def _page(request: HttpRequest, shown: Shown, **more) -> HttpResponse:
    schedule = shown.schedule
    phases = plans.phases_of(schedule) if schedule else []
    year = timeline.year_of(
        shown.fiscal_year, timezone.localdate(), shown.editions(), phases, shown.reported()
    )
    context = {
        "shown": shown,
        "schedule": schedule,
        "title": plans.title_of(schedule) if schedule else "",
        "year": year,
        "picture": timeline.draw(year),
        "sheet": plans.sheet_of(schedule, phases) if schedule else None,
        "changed_at": plans.changed_at(schedule) if schedule else None,
        "knows_reasons": shown.audience != PUBLIC,
        **_addresses(shown),
        **more,
    }
    return render(request, "year/page.html", context)


def _addresses(shown: Shown) -> dict[str, str]:
    """The feed of the plan, else of the calendar; and the public page beside one's own."""
    place = [shown.fiscal_year, shown.province.slug]
    if shown.schedule is None:
        return {"feed": reverse("calendar_feed", args=place[:1]), "public_url": ""}
    public_url = "" if shown.audience == PUBLIC else reverse("public_plan", args=place)
    return {"feed": reverse("plan_feed", args=place), "public_url": public_url}
