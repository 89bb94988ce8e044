"""Provinces, calendars and rounds for a new server; safe to run again."""

from django.core.management.base import BaseCommand

from reports.management import reference


class Command(BaseCommand):
    help = "Load the provinces, calendars and rounds that are not there yet."

    def handle(self, **options):
        for kind, count in reference.load().items():
            self.stdout.write(f"{kind}: เพิ่ม {count} รายการ")
