"""One province's plan as a file, as it is kept now."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError

from calendar_app import plans
from calendar_app.models import Schedule
from calendar_app.sheets import Sheet
from reports.writers import pdf, plan


class Command(BaseCommand):
    help = "Write a province's plan to a file."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the province in addresses: yasothon")
        parser.add_argument("year", type=int, help="fiscal year, Buddhist era: 2566")
        parser.add_argument("--format", choices=["html", "pdf"], default="pdf")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")

    def handle(self, *, slug, year, format, output, **options):
        found = Schedule.objects.filter(province__slug=slug, fiscal_year=year)
        schedule = found.select_related("province").first()
        if schedule is None:
            raise CommandError(f"ไม่พบแผนของ {slug} ปีงบประมาณ {year}")
        sheet = plans.sheet_of(schedule, plans.phases_of(schedule))
        try:
            output.write_bytes(_printed(sheet, format))
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {output} ไม่ได้: {error.strerror}") from error
        self.stdout.write(str(output))


def _printed(sheet: Sheet, format: str) -> bytes:
    if format == "pdf":
        return pdf.render_plan(sheet)
    css = Path(finders.find("css/sheet.css")).read_text(encoding="utf-8")
    return plan.render_page(sheet, css=css).encode("utf-8")
