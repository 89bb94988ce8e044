"""Addresses of calendars to subscribe to, and of the province's desk where its plan is written."""

from django.urls import path

from calendar_app import feed_views, views
from ita_portal import converters  # noqa: F401 – registers year

PLAN = "province/plans/<year:fiscal_year>"

urlpatterns = [
    path("plans/<year:fiscal_year>/<slug:slug>.ics", feed_views.plan_feed, name="plan_feed"),
    path("calendars/<year:fiscal_year>.ics", feed_views.calendar_feed, name="calendar_feed"),
    path("province/plans/", views.plans_home, name="plans"),
    path(f"{PLAN}/", views.plan_edit, name="plan_edit"),
    path(f"{PLAN}/start/", views.plan_start, name="plan_start"),
    path(f"{PLAN}/rows/<slug:action>/<slug:row>/", views.plan_row, name="plan_row"),
]
