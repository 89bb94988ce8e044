"""Books of a round: what is asked for, how far it has come, the file that was made."""

import hashlib
from contextlib import suppress
from datetime import timedelta
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from calendar_app.models import Round
from ita_portal.models import User
from ita_portal.writing import action
from reports import books
from reports.actions.prints import is_lost
from reports.actions.refusals import Refused
from reports.models import Book

CHUNK = 1 << 20


@action
def ask(*, round: Round, recipe: books.Recipe, by: User) -> Book:
    """A book to be made; the same recipe is the same book, tried anew where it failed or was lost.

    Raises Refused where nobody of those chosen has a report.
    """
    if not by.may_review:
        raise Refused("การสั่งทำเล่มรายงานทำได้เฉพาะผู้ตรวจรายงานและผู้ดูแลระบบส่วนกลาง")
    if not recipe.sent:
        raise Refused("ยังไม่มีรายงานของจังหวัดที่เลือกตามเงื่อนไขนี้ จึงยังไม่มีอะไรให้รวมเล่ม")
    # Two people who ask at once wait for each other.
    Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    text = books.canonical_json(recipe)
    fresh = {
        "round": round,
        "kind": recipe.kind,
        "content": text,
        "asked_at": timezone.now(),
        "asked_by": by,
        "parts": len(recipe.sent),
    }
    book, _ = Book.objects.get_or_create(sha256=books.digest(text), defaults=fresh)
    if book.print_problem or is_lost(book):
        book.pdf, book.print_problem, book.done = "", "", 0
        book.save(update_fields=["pdf", "print_problem", "done"])
    return book


def tell(*, book: Book, done: int, doing: str) -> None:
    """How far a book has come, for the page that waits."""
    with transaction.atomic():
        current = Book.objects.select_for_update(of=("self",)).filter(pk=book.pk).first()
        if current and not current.pdf:
            current.done, current.doing = done, doing
            current.save(update_fields=["done", "doing"])


def still_at(*, job: DBTaskResult, every: timedelta) -> None:
    """That a long job is being worked at: it began its present part now. Told once in a while."""
    if job.started_at > timezone.now() - every:
        return
    with transaction.atomic():
        current = DBTaskResult.objects.select_for_update().filter(pk=job.pk).first()
        if current and current.status == TaskResultStatus.RUNNING:
            job.started_at = current.started_at = timezone.now()
            current.save(update_fields=["started_at"])


def keep_file(*, book: Book, file: BinaryIO) -> Book:
    """Keep the file first made for a book; it is offered once all of it is in the store.

    Long files are written outside the transaction, under a name that no row has yet.
    """
    sha256, size = _measured(file)
    storage = book.pdf.storage
    # A worker that was killed while it wrote has left a part of it under this name.
    wanted = book.pdf.field.generate_filename(book, book.file_name)
    if not Book.objects.filter(pdf=wanted).exists():
        storage.delete(wanted)
    written = storage.save(wanted, File(file))
    with transaction.atomic():
        book = Book.objects.select_for_update(of=("self",)).get(pk=book.pk)
        is_first = not book.pdf
        if is_first:
            book.pdf, book.size, book.file_sha256 = written, size, sha256
            book.made_at, book.print_problem = timezone.now(), ""
            book.done, book.doing = book.parts, ""
            book.save(
                update_fields=[
                    "pdf",
                    "size",
                    "file_sha256",
                    "made_at",
                    "print_problem",
                    "done",
                    "doing",
                ]
            )
    if not is_first:
        with suppress(OSError):
            storage.delete(written)
    return book


def _measured(file: BinaryIO) -> tuple[str, int]:
    """SHA-256 and size in bytes of a file, which stands at its beginning afterwards."""
    file.seek(0)
    sha256, size = hashlib.sha256(), 0
    while chunk := file.read(CHUNK):
        sha256.update(chunk)
        size += len(chunk)
    file.seek(0)
    return sha256.hexdigest(), size
