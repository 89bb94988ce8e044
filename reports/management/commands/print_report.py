"""One province's report as a file, from its newest submission, else from the draft."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports import actions, content
from reports.models import Report
from reports.writers import formats, html, pdf


class Command(BaseCommand):
    help = "Write a province's report to a file."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the province in addresses: roi-et")
        parser.add_argument("year", type=int, help="fiscal year, Buddhist era: 2567")
        parser.add_argument("months", type=int, choices=[6, 12])
        parser.add_argument("--format", choices=["html", "pdf", *formats.FORMATS], default="pdf")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")

    def handle(self, *, slug, year, months, format, output, **options):
        report = (
            Report.objects.filter(
                province__slug=slug, round__fiscal_year=year, round__months=months
            )
            .select_related("province", "round", "calendar")
            .first()
        )
        if report is None:
            raise CommandError(f"ไม่พบรายงานของ {slug} ปีงบประมาณ {year} รอบ {months} เดือน")
        try:
            output.write_bytes(_printed(report, format))
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}") from error
        self.stdout.write(str(output))


def _printed(report: Report, format: str) -> bytes:
    submission = actions.latest(report)
    document = submission.document if submission else content.draft(report)
    imprint = submission.imprint if submission else None
    draft_at = None if submission else timezone.now()
    if format == "html":
        css = Path(finders.find("css/report.css")).read_text(encoding="utf-8")
        return html.render_page(document, imprint=imprint, draft_at=draft_at, css=css).encode(
            "utf-8"
        )
    if format == "pdf":
        return pdf.render(document, imprint=imprint, draft_at=draft_at)
    return formats.render(format, document, imprint=imprint, draft_at=draft_at)
