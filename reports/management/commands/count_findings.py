"""Count what the checks find in submissions of before it was counted when they were sent."""

from django.core.management.base import BaseCommand

from reports import actions

AT_ONCE = 50


class Command(BaseCommand):
    help = "Count the findings of older submissions for the reviewers' queue; the worker does so by and by."

    def handle(self, **options):
        counted = 0
        while found := actions.finding_counts.count_missing(most=AT_ONCE):
            counted += found
        self.stdout.write(f"นับข้อที่ควรตรวจสอบแล้ว {counted} ฉบับ")
