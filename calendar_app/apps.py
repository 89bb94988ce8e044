"""Names the calendar app."""

from django.apps import AppConfig


class CalendarAppConfig(AppConfig):
    name = "calendar_app"
    verbose_name = "ปฏิทินและรอบรายงาน"
