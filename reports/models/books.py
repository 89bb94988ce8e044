"""The files that the centre makes of a round: national books, selections, summaries, ZIPs; kept per content."""

from django.conf import settings
from django.db import models

from calendar_app.models import Round
from reports import books

# The folder of the store with them.
BOOKS = "books/"


class BookQuerySet(models.QuerySet):
    def not_printed(self):
        """Those whose file is neither made nor known to be impossible."""
        return self.filter(pdf="", print_problem="")


class Book(models.Model):
    """One file of a round as somebody asked for it: its recipe (reports/books.py) as canonical JSON.

    The same recipe is the same row, whoever asks and however often. `pdf` is the file, whatever its
    kind: the queue of papers knows it by this name; `size` in bytes and `file_sha256` are the file's.
    `done` of `parts` tells how far its making has come; `doing` says with what.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="books")
    kind = models.CharField("ชนิด", max_length=12, choices=list(books.KINDS.items()))
    content = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField("สั่งทำเมื่อ")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    parts = models.PositiveSmallIntegerField("จำนวนบท")
    done = models.PositiveSmallIntegerField("ทำแล้ว (บท)", default=0)
    doing = models.CharField("กำลังทำ", max_length=80, blank=True)
    pdf = models.FileField("ไฟล์", upload_to=BOOKS, max_length=200, blank=True)
    size = models.PositiveBigIntegerField("ขนาด (ไบต์)", default=0)
    file_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField("ทำเสร็จเมื่อ", null=True, blank=True)
    print_problem = models.TextField("เหตุที่ทำไม่ได้", blank=True)

    objects = BookQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = verbose_name_plural = "เล่มรายงาน"

    def __str__(self):
        return f"{self.get_kind_display()} {self.round}"

    @property
    def recipe(self) -> books.Recipe:
        """What it is made of."""
        return books.from_json(self.content)

    @property
    def file_name(self) -> str:
        return f"{self.sha256}-{self.pk}.{books.ENDINGS[self.kind]}"
