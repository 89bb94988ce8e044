"""The process that makes the PDFs and sends the mail. One is enough for a day; several may run side by side."""

import logging
import signal
import time
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils import timezone

from reports import actions, mailing, printing
from reports.models import Submission
from reports.writers import pdf

log = logging.getLogger(__name__)

POLL = 0.2  # seconds between two looks at an empty queue
COUNTED_AT_ONCE = 20  # older submissions in which findings are counted between two prints
PAUSE = 5  # seconds after something went wrong with the database or the store


class Command(BaseCommand):
    help = "Make PDFs and send mail until told to end (SIGTERM): the job in hand is finished."

    def add_arguments(self, parser):
        parser.add_argument(
            "--once", action="store_true", help="print all that is wanted, then end"
        )

    def handle(self, *, once, **options):
        if once:
            self._empty_the_queue()
        else:
            self._print_on_and_on()

    def _empty_the_queue(self) -> None:
        printing.sweep_widely()
        mailing.sweep()
        printing.work()
        left = Submission.objects.filter(pdf="").count()
        if left:
            self.stderr.write(f"ยังไม่มี PDF {left} ฉบับ โปรดดูบันทึกการทำงานของระบบ")

    def _print_on_and_on(self) -> None:
        try:
            pdf.warm_up()
        except (OSError, pdf.MissingFile) as error:
            raise CommandError(f"PDFs cannot be made on this machine: {error}") from error
        self.is_ending = False
        self.next_sweep = self.next_wide_sweep = timezone.now()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._end)
        while not self.is_ending:
            try:
                self._turn()
            except Exception:
                log.exception("the worker could not go on; it tries again in %s seconds", PAUSE)
                close_old_connections()
                time.sleep(PAUSE)

    def _end(self, number, frame) -> None:
        """After the job in hand; a second signal ends it as well."""
        self.is_ending = True
        signal.signal(number, signal.SIG_DFL)

    def _turn(self) -> None:
        now = timezone.now()
        if now >= self.next_sweep:
            self._sweep(now)
        if printing.is_work_waiting():
            printing.work(most=1)
        else:
            time.sleep(POLL)

    def _sweep(self, now: datetime) -> None:
        self.next_sweep = now + printing.SWEEP_EVERY
        close_old_connections()
        if now >= self.next_wide_sweep:
            self.next_wide_sweep = now + printing.SWEEP_WIDELY_EVERY
            printing.sweep_widely()
            actions.finding_counts.count_missing(most=COUNTED_AT_ONCE)
            actions.search_rows.freeze_missing(most=COUNTED_AT_ONCE)
        else:
            printing.sweep()
        mailing.sweep()
