"""Addresses of calendars to subscribe to, and of the province's desk where its plan is written."""

from django.urls import path

from calendar_app import calendar_views, feed_views, holiday_views, views
from ita_portal import converters  # noqa: F401 – registers year

PLAN = "province/plans/<year:fiscal_year>"

urlpatterns = [
    path("plans/<year:fiscal_year>/<slug:slug>.ics", feed_views.plan_feed, name="plan_feed"),
    path("calendars/<year:fiscal_year>.ics", feed_views.calendar_feed, name="calendar_feed"),
    path("review/holidays/", holiday_views.holidays, name="holidays"),
    path("review/holidays/paste/", holiday_views.holidays_paste, name="holidays_paste"),
    path("review/holidays/<int:pk>/remove/", holiday_views.holiday_remove, name="holiday_remove"),
    path("province/plans/", views.plans_home, name="plans"),
    path(f"{PLAN}/", views.plan_edit, name="plan_edit"),
    path(f"{PLAN}/start/", views.plan_start, name="plan_start"),
    path(f"{PLAN}/rows/<slug:action>/<slug:row>/", views.plan_row, name="plan_row"),
    path("review/years/", calendar_views.years_home, name="years_home"),
    path("review/years/calendars/new/", calendar_views.calendar_new, name="calendar_new"),
    path("review/years/calendars/begin/", calendar_views.calendar_begin, name="calendar_begin"),
    path("review/years/calendars/<int:pk>/", calendar_views.calendar_page, name="calendar_page"),
    path(
        "review/years/calendars/<int:pk>.<data:format>",
        calendar_views.calendar_file,
        name="calendar_file",
    ),
    path(
        "review/years/calendars/<int:pk>/edit/", calendar_views.calendar_edit, name="calendar_edit"
    ),
    path(
        "review/years/calendars/<int:pk>/copy/", calendar_views.calendar_copy, name="calendar_copy"
    ),
    path(
        "review/years/calendars/<int:pk>/delete/",
        calendar_views.calendar_delete,
        name="calendar_delete",
    ),
]
