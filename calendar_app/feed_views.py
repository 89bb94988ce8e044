"""Calendars to subscribe to: the NACC's of a year, a province's plan."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from calendar_app import feeds, plans
from calendar_app.models import CalendarRevision, Schedule
from ita_portal import access


@access.public
@require_safe
def calendar_feed(request, fiscal_year):
    """The calendar in force of a year, under an address that stays the same from revision to revision."""
    revision = CalendarRevision.objects.current(fiscal_year)
    if revision is None:
        raise Http404
    steps = list(revision.steps.select_related("step"))
    address = request.build_absolute_uri(revision.get_absolute_url())
    feed = feeds.of_calendar(revision, steps, address)
    return _answer(request, feed, f"ita-calendar-{fiscal_year}.ics")


@access.public
@require_safe
def plan_feed(request, fiscal_year, slug):
    """A province's plan as it is kept now."""
    schedule = get_object_or_404(
        Schedule.objects.select_related("province"), fiscal_year=fiscal_year, province__slug=slug
    )
    address = request.build_absolute_uri(reverse("public_plan", args=[fiscal_year, slug]))
    feed = feeds.of_plan(schedule, plans.phases_of(schedule), address, plans.changed_at(schedule))
    return _answer(request, feed, f"ita-plan-{fiscal_year}-{slug}.ics")


def _answer(request: HttpRequest, feed: feeds.Feed, name: str) -> HttpResponse:
    """The file, or 304 for whoever has it already."""
    content = feeds.write(feed)
    etag = f'"{hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=response)
