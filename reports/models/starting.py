"""Where a report was started from, when that was an earlier one, and what of that found no place in it."""

from django.conf import settings
from django.db import models

from calendar_app.models import CalendarStep
from ita_portal import thai
from reports.models.report import Report, Submission


class Start(models.Model):
    """The frozen version that a report was started from.

    `told` holds what the screen says of its rows, by their ids: `own` and `new` are lines, `plan`,
    `before`, `shifted` and `official` groups, each by where the province's window came from.
    """

    report = models.OneToOneField(Report, models.CASCADE, related_name="start")
    source = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    told = models.JSONField(default=dict)
    hidden_at = models.DateTimeField("ซ่อนรายการเมื่อ", null=True, blank=True)

    class Meta:
        ordering = ["report"]
        verbose_name = verbose_name_plural = "ที่มาของรายงาน"

    def __str__(self):
        return f"{self.report} ← {self.source}"

    @property
    def words(self) -> str:
        """รายงานรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับที่ส่งครั้งที่ ๑."""
        return source_words(self.source)


def source_words(source: Submission) -> str:
    """How a version that a report is started from is called; its report and round are loaded."""
    number = thai.to_thai_digits(source.number)
    return f"รายงาน{source.report.round} ฉบับที่ส่งครั้งที่ {number}"


class LeftRow(models.Model):
    """A row of the earlier report that found no place, until a person adds it or says what it answers.

    `content`: `number` (from one), `items` (label, text), `provincial` (a window as JSON), `proposals`
    (CalendarStep ids), `gone` (titles), `source` (the line's id then). `step` is what a person said.
    """

    start = models.ForeignKey(Start, models.CASCADE, related_name="left")
    order = models.PositiveIntegerField()
    content = models.JSONField()
    step = models.ForeignKey(CalendarStep, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField("จัดการแล้วเมื่อ", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["start", "order", "pk"]
        verbose_name = verbose_name_plural = "แถวของรายงานเดิมที่ยังไม่มีที่"

    def __str__(self):
        return f"{self.start}: {self.order}"
