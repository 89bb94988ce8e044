"""ใบตอบรับการส่งรายงาน on paper: asked for once, made by the printing worker, kept for good."""

from django.conf import settings
from django.db import models

from reports.models.report import Submission

# The folder of the store with the receipts.
RECEIPTS = "receipts/"


class ReceiptQuerySet(models.QuerySet):
    def not_printed(self):
        """Those whose PDF is neither made nor known to be impossible."""
        return self.filter(pdf="", print_problem="")


class Receipt(models.Model):
    """The receipt of one submission as somebody asked for it on paper.

    All that it says is of the submission and never changes. `verify_address` is what its QR code
    holds: the submission's own, else that of the day it was asked for; empty where there was none.
    """

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="receipt")
    verify_address = models.CharField("ตรวจสอบได้ที่", max_length=300, blank=True)
    asked_at = models.DateTimeField("สั่งพิมพ์เมื่อ")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pdf = models.FileField(upload_to=RECEIPTS, blank=True)
    print_problem = models.TextField("เหตุที่พิมพ์ไม่ได้", blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["submission"]
        verbose_name = verbose_name_plural = "ใบตอบรับการส่งรายงาน"

    def __str__(self):
        return f"ใบตอบรับ {self.submission.reference}"

    @property
    def file_name(self) -> str:
        return f"{self.submission.print_digest}-{self.pk}.pdf"
