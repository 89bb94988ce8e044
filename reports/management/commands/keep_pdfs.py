"""The PDFs of accepted versions that could not be made when they were accepted."""

from django.core.management.base import BaseCommand

from reports.models import Submission
from reports.views import files


class Command(BaseCommand):
    help = "Make and keep the PDF of every accepted version that has none yet."

    def handle(self, **options):
        missing = Submission.objects.accepted().filter(pdf="")
        for submission in missing:
            files.keep_pdf(submission)
        left = missing.count()
        if left:
            self.stderr.write(f"ยังไม่มี PDF {left} ฉบับ โปรดดูบันทึกการทำงานของระบบ")
