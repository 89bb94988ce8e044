"""An acceptance that may still be undone: how the report stood before, and what everyone reads meanwhile."""

from django.conf import settings
from django.db import models

from reports.models.report import Report, Submission


class Hold(models.Model):
    """The last acceptance of a report that was held back; it ends by itself at `Report.held_until`.

    `submission` was accepted. The rest is what an undoing puts back: the accepted version of before
    (null: there was none), who had taken the report in, the day set on its last return.
    """

    report = models.OneToOneField(Report, models.CASCADE, related_name="hold")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    before = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["report"]
        verbose_name = verbose_name_plural = "การรับรายงานที่ยังยกเลิกได้"

    def __str__(self):
        return f"{self.report}: {self.submission}"
