"""Addresses of reports, by audience: public pages, the province's desk, the centre's desk."""

from django.urls import path

from reports.views import public

public_urls = [
    path("", public.home, name="home"),
    path("desk/", public.desk, name="desk"),
]

province_urls = []

review_urls = []

urlpatterns = [*public_urls, *province_urls, *review_urls]
