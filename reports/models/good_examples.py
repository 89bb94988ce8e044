"""ตัวอย่างที่ดี: a text of one province that others may learn from, once its office has agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from reports.models.report import Submission

PERSON = settings.AUTH_USER_MODEL


class GoodExampleQuerySet(models.QuerySet):
    def waiting(self):
        """Those that the province has not answered."""
        return self.filter(consent__isnull=True, withdrawn_at__isnull=True)

    def agreed(self):
        """Those that may be shown to every province."""
        return self.filter(consent=True, withdrawn_at__isnull=True)

    def counts(self) -> dict[str, int]:
        """How many are in use or asked for (`asked`), and how many of these wait for an answer: one query."""
        standing, waiting = Q(withdrawn_at=None), Q(withdrawn_at=None, consent=None)
        return self.aggregate(
            asked=Count("pk", filter=standing), waiting=Count("pk", filter=waiting)
        )

    def of_province(self, province):
        return self.filter(submission__report__province=province)

    def with_report(self):
        """Joins the province and the round, without the content of the submission."""
        joined = self.select_related("submission__report__province", "submission__report__round")
        return joined.defer("submission__content", "submission__report__raw")


class GoodExample(models.Model):
    """What a row of a submission says of a calendar step (`code`), proposed by the centre.

    `text` is the result as everyone may read it. `consent` is the answer of the head of the office: null while it
    waits. Either side may withdraw it for good.
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="good_examples")
    row = models.PositiveBigIntegerField()
    code = models.CharField("ขั้นตอน", max_length=30)
    text = models.TextField("ข้อความ")
    proposed_at = models.DateTimeField("เสนอเมื่อ")
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    consent = models.BooleanField("ยินยอม", null=True)
    answered_at = models.DateTimeField("ตอบเมื่อ", null=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("เลิกใช้เมื่อ", null=True)
    withdrawn_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    objects = GoodExampleQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = verbose_name_plural = "ตัวอย่างที่ดี"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "row", "code"], name="one_good_example_per_row_and_step"
            ),
            models.CheckConstraint(
                condition=Q(
                    consent__isnull=True, answered_at__isnull=True, answered_by__isnull=True
                )
                | Q(consent__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                name="an_answered_example_has_a_time_and_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.submission}: {self.code}"

    @property
    def report(self):
        return self.submission.report

    @property
    def report_id(self) -> int:
        return self.submission.report_id
