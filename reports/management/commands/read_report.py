"""What is understood of a file, as JSON: what an officer tries a paper with before the portal takes it in."""

import json
import logging
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from reports import intake
from reports.management import reference
from reports.readers import detect
from reports.readers.paper import NotReadable
from reports.readers.reading import published


class Command(BaseCommand):
    # Nothing but the reading may be printed.
    requires_system_checks = []
    help = (
        "Print what is understood of a report or plan (docx, xlsx, csv, txt, html, pdf of the portal) "
        "as JSON in the form of docs/reading.schema.json. Exit status 1 and a sentence on standard "
        "error for a file that is no such document; --verbosity 2 also says what went wrong inside."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file, verbosity, **options):
        if verbosity < 2:
            # What went wrong inside is for whoever asks for it; a person gets the sentence.
            logging.disable(logging.CRITICAL)
        try:
            reading = intake.read_file(_bytes(file), reference.known())
        except NotReadable as refusal:
            self.stderr.write(refusal.message)
            sys.exit(1)
        # JSON is UTF-8, whatever the terminal's language.
        text = json.dumps(published(reading), ensure_ascii=False, indent=2)
        sys.stdout.buffer.write(f"{text}\n".encode())


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > detect.LARGEST:
            raise NotReadable(detect.TOO_LARGE)
        return file.read_bytes()
    except OSError as error:
        name = " ".join(str(file).split())
        raise NotReadable(f"เปิดไฟล์ {name} ไม่ได้ โปรดตรวจชื่อไฟล์และสิทธิ์การอ่าน") from error
