"""How much the checks found in a submission: counted once, so that lists of many need not check any."""

from django.db import models

from reports.models.report import Submission


class FindingCount(models.Model):
    """What was found in one submission when it was counted, by level; without what other provinces wrote."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, related_name="finding_count", primary_key=True
    )
    warnings = models.PositiveSmallIntegerField("ควรตรวจสอบ")
    hints = models.PositiveSmallIntegerField("ข้อสังเกต")

    class Meta:
        ordering = ["submission"]
        verbose_name = verbose_name_plural = "จำนวนข้อที่ควรตรวจสอบ"

    def __str__(self):
        return f"{self.submission}: {self.warnings} / {self.hints}"
