"""หนังสือสั่งการ: the letter by which the centre orders the reports of a round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from calendar_app.models import Round
from ita_portal import thai

PERSON = settings.AUTH_USER_MODEL

# The folder of the store with the letters.
FILES = "order-letters/"


class OrderLetter(models.Model):
    """One a round. `number` is as typed; the file (or an `address` in its place) is for the centre and the provinces.

    A file has its shown `name`, `format` (pdf, jpeg …), `size` in bytes and `sha256`.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="order_letter")
    number = models.CharField("ที่", max_length=80)
    day = models.DateField("ลงวันที่")
    subject = models.CharField("เรื่อง", max_length=400)
    address = models.CharField("ลิงก์ของหนังสือ", max_length=2000, blank=True)
    file = models.FileField("ไฟล์", upload_to=FILES, max_length=200, blank=True)
    name = models.CharField("ชื่อไฟล์", max_length=200, blank=True)
    format = models.CharField("ชนิดไฟล์", max_length=4, blank=True)
    size = models.PositiveIntegerField("ขนาด (ไบต์)", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    saved_at = models.DateTimeField("บันทึกเมื่อ")
    saved_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["round"]
        verbose_name = verbose_name_plural = "หนังสือสั่งการ"
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", sha256="") | (~Q(file="") & ~Q(sha256="") & ~Q(format="")),
                name="a_file_of_an_order_letter_is_known_by_its_hash",
            ),
        ]

    def __str__(self):
        return thai.thai_digits_in_text(
            f"หนังสือ ที่ {self.number} ลงวันที่ {thai.write_date(self.day)} เรื่อง {self.subject}"
        )
