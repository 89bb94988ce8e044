"""Which reviewer a province is given to. It orders the work and hides nothing: anyone may review any."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from ita_portal.models import Province


class Assignment(models.Model):
    """ผู้ตรวจรายงานของจังหวัด: one person for a province, in every round."""

    province = models.OneToOneField(Province, models.CASCADE, related_name="assignment")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments"
    )
    assigned_at = models.DateTimeField("มอบหมายเมื่อ")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["province"]
        verbose_name = verbose_name_plural = "การมอบหมายผู้ตรวจรายงาน"

    def __str__(self):
        return f"{self.province}: {self.reviewer}"
