"""Demo data, once; then the accounts to sign in with. Refused by any but the demo settings."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ita_portal.accounts import DEMO_PASSWORD
from reports import printing
from reports.management import demo_data


class Command(BaseCommand):
    help = "Make the demo data when there is none, and print the demo accounts."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("ข้อมูลสาธิตสร้างได้เฉพาะในระบบสาธิต เพราะรหัสผ่านของบัญชีเป็นที่รู้กันทั่วไป")
        if not demo_data.is_there():
            self.stdout.write("กำลังสร้างข้อมูลสาธิต …")
            with transaction.atomic():
                demo_data.make()
            printing.sweep()  # asks for the PDFs, so that early visitors see their place in the queue
        self.stdout.write(f"\nบัญชีสาธิต (รหัสผ่านทุกบัญชี: {DEMO_PASSWORD})")
        for username, description in demo_data.accounts():
            self.stdout.write(f"  {username:<18} {description}")
