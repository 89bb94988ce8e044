"""One act over many reports: what was asked for, and what became of each of them."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from calendar_app.models import Round
from ita_portal.models import Province
from reports.models.report import Submission

PERSON = settings.AUTH_USER_MODEL


class BulkKind(models.TextChoices):
    ACCEPT = "accept", "รับรายงาน"
    RETURN = "return", "ส่งคืนให้แก้ไข"
    REMIND = "remind", "แจ้งเตือน"


class BulkAct(models.Model):
    """Known by the word of the page that asked for it: sent twice, it is done once."""

    token = models.UUIDField(unique=True)
    kind = models.CharField("รายการ", max_length=8, choices=BulkKind.choices)
    round = models.ForeignKey(Round, models.CASCADE, related_name="bulk_acts")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField("เมื่อ")
    text = models.TextField("ข้อความ", blank=True)
    due_on = models.DateField("กำหนดส่งใหม่", null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = verbose_name_plural = "รายการหลายฉบับ"

    def __str__(self):
        return f"{self.get_kind_display()} {self.at}"

    def get_absolute_url(self):
        return reverse("bulk_result", args=[self.pk])


class BulkOutcome(models.Model):
    """What became of one province in it: done, or why not. `submission` is the version it was about."""

    act = models.ForeignKey(BulkAct, models.CASCADE, related_name="outcomes")
    province = models.ForeignKey(Province, models.CASCADE, related_name="+")
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_done = models.BooleanField("ทำแล้ว")
    why_not = models.TextField("เหตุที่ไม่ได้ทำ", blank=True)
    undone_at = models.DateTimeField("ยกเลิกเมื่อ", null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["act", "province"]
        verbose_name = verbose_name_plural = "ผลของรายการหลายฉบับ"
        constraints = [
            models.UniqueConstraint(
                fields=["act", "province"], name="one_outcome_per_act_and_province"
            )
        ]

    def __str__(self):
        return f"{self.act}: {self.province}"
