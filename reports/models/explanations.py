"""What the drafter says to what the checks found: kept as long as the report, shown while the words stand."""

from django.db import models
from simple_history.models import HistoricalRecords

from reports import document
from reports.models.report import Report

# Characters of a note: it is one line.
LONGEST_NOTE = 500


class Explanation(models.Model):
    """A line about one finding, known by check, row and the words that triggered it.

    `row` is the id of a `Line`, also of one that was removed and may come back; null where the
    finding belongs to no row. `mark` is the three as one word (`explained.mark`). `is_kept` where a
    secret stays in the public version on purpose. An empty note says nothing.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="explanations")
    mark = models.CharField(max_length=16)
    code = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField(null=True, blank=True)
    words = models.TextField(blank=True)
    note = models.CharField("คำชี้แจง", max_length=LONGEST_NOTE, blank=True)
    is_kept = models.BooleanField("คงไว้ในฉบับเผยแพร่โดยเจตนา", default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "pk"]
        verbose_name = verbose_name_plural = "คำชี้แจง"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "mark"], name="one_explanation_per_report_and_finding"
            ),
            models.CheckConstraint(
                condition=models.Q(is_kept=False) | ~models.Q(note=""),
                name="what_is_kept_on_purpose_has_a_note",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.note}"

    @property
    def document(self) -> document.Explanation:
        """The explanation as it goes with a submission."""
        return document.Explanation(self.code, self.row, self.words, self.note, self.is_kept)
