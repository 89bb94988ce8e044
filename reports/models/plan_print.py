"""A province's plan on paper, as somebody asked for it."""

from datetime import datetime

from django.db import models
from django.db.models import F

from calendar_app import sheets
from calendar_app.models import Schedule
from reports.models.report import KEPT


class PlanPrintQuerySet(models.QuerySet):
    def expired(self, now: datetime):
        """Those of an earlier state of their plan, a day after they were asked for."""
        return self.filter(asked_at__lte=now - KEPT).exclude(version=F("schedule__version"))

    def not_printed(self):
        """Those whose PDF is neither made nor known to be impossible."""
        return self.filter(pdf="", print_problem="")


class PlanPrint(models.Model):
    """A plan as it is printed: its canonical JSON (calendar_app/sheets.py), and the bytes first made from it.

    The same words are the same row, so they are printed once; `version` is that of the plan when they
    were asked for last. The newest stays as long as the plan does.
    """

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="prints")
    version = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField("สั่งพิมพ์เมื่อ")
    pdf = models.FileField(upload_to="plans/", blank=True)
    print_problem = models.TextField("เหตุที่พิมพ์ไม่ได้", blank=True)

    objects = PlanPrintQuerySet.as_manager()

    class Meta:
        ordering = ["schedule", "asked_at", "pk"]
        verbose_name = verbose_name_plural = "แผนฉบับพิมพ์"
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "sha256"], name="one_print_per_plan_and_content"
            )
        ]

    def __str__(self):
        return f"{self.schedule}: {self.asked_at}"

    @property
    def sheet(self) -> sheets.Sheet:
        """The plan as it is printed."""
        return sheets.from_json(self.content)

    @property
    def file_name(self) -> str:
        return f"{self.sha256}-{self.pk}.pdf"
