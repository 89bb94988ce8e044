"""Whether ประวัติการใช้งาน is whole: every entry is reckoned anew against the chain of seals."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ita_portal.actions import audit


class Command(BaseCommand):
    help = (
        "Check the chain of the audit log and print its head (place:sha256). Keep heads elsewhere:"
        " given as --head, they must still be in the chain."
    )

    def add_arguments(self, parser):
        parser.add_argument("--head", action="append", metavar="PLACE:SHA256", default=[])

    def handle(self, *, head, **options):
        try:
            verdict = audit.verify(now=timezone.now(), heads=head)
        except ValueError as error:
            raise CommandError("--head เขียนเป็น ลำดับที่:รหัส เช่น 120:9f86d0…") from error
        self.stdout.write(f"อยู่ในสายโซ่ {verdict.sealed} รายการ รอเข้าสายโซ่ {verdict.unsealed} รายการ")
        if verdict.head:
            self.stdout.write(f"หัวสายโซ่ {verdict.head}")
        if verdict.problems:
            raise CommandError("\n".join(verdict.problems))
        self.stdout.write("ครบถ้วน ไม่มีรายการใดถูกแก้ไขหรือหายไป")
