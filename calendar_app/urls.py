"""Addresses of the provinces' plans: the public page, the province's desk."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from calendar_app import views


class PlanYear(IntConverter):
    """A Buddhist-era year in one spelling, so that a plan has one address."""

    regex = "[1-9][0-9]{3}"


register_converter(PlanYear, "plan_year")

PLAN = "province/plans/<plan_year:fiscal_year>"

urlpatterns = [
    path("plans/<plan_year:fiscal_year>/<slug:slug>/", views.public_plan, name="public_plan"),
    path("province/plans/", views.plans_home, name="plans"),
    path(f"{PLAN}/", views.plan_edit, name="plan_edit"),
    path(f"{PLAN}/start/", views.plan_start, name="plan_start"),
    path(f"{PLAN}/rows/<slug:action>/<slug:row>/", views.plan_row, name="plan_row"),
]
