"""The fonts and the dictionary of the printed report, derived from what is installed."""

from django.core.management.base import BaseCommand, CommandError

from reports.writers import press


class Command(BaseCommand):
    # They would say what this command is about to mend.
    requires_system_checks = []
    help = "Make the fonts and the dictionary that PDFs need; nothing when they are there."

    def handle(self, **options):
        try:
            made = press.prepare()
        except (press.NotPrepared, OSError) as error:
            raise CommandError(f"เตรียมการพิมพ์ไม่สำเร็จ: {error}") from error
        if made:
            self.stdout.write(f"เตรียมแบบอักษรและพจนานุกรมสำหรับพิมพ์รายงานแล้ว: {press.folder()}")
