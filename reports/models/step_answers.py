"""What a submission says of each step of the calendar, kept so that many are read without their content."""

from django.db import models

from calendar_app.models import Round
from reports.models.report import Answer, Status, Submission


class StepAnswerQuerySet(models.QuerySet):
    def of_round(self, round_: Round):
        """Those of the newest submission of each report of a round."""
        newest = Submission.objects.filter(report__round=round_).newest_of_each_report()
        return self.filter(submission__in=newest.values("pk"))

    def of_step(self, code: str):
        return self.filter(code=code)

    def of_submissions(self, submissions):
        """Those of some submissions (their ids, or a queryset of them)."""
        return self.filter(submission__in=submissions)

    def without_texts(self):
        """Rows that are only counted or named are read without what they tell at length."""
        return self.defer("result", "answer_reason")

    def in_order(self):
        """As the reports stand in lists: by province, then by row."""
        return self.order_by("submission__report__province__code", "number", "place", "code")

    def with_province(self):
        """Joins submission, report and province, without the content of the submission."""
        joined = self.select_related("submission__report__province")
        return joined.defer("submission__content", "submission__report__raw")


class StepAnswer(models.Model):
    """One row of a submission as the answer to one calendar step; written when it is sent, never changed.

    A step that several rows answer has several; a row that answers several steps stands once for
    each. `number` counts ที่ from one, `place` its rows from nought: the row is `#row-<number>-<place>`
    of the report's page. `row` is the id of its `Line` (`document.Line.key`; null in content of
    before). `said` sums the status up (`answers.Said`); the texts are those of the submission.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="step_answers")
    code = models.CharField("ขั้นตอน", max_length=30)
    number = models.PositiveSmallIntegerField("ลำดับที่")
    place = models.PositiveSmallIntegerField("แถวในลำดับที่")
    row = models.PositiveBigIntegerField(null=True, blank=True)
    said = models.CharField("สรุปสถานะ", max_length=20)
    status = models.CharField("สถานะการดำเนินการ", max_length=12, blank=True, choices=Status.choices)
    status_text = models.CharField("ถ้อยคำสถานะที่พิมพ์", max_length=120, blank=True)
    answer = models.CharField("คำตอบ", max_length=20, blank=True, choices=Answer.choices)
    answer_reason = models.TextField("เหตุผล", blank=True)
    result = models.TextField("ผลการดำเนินการ", blank=True)
    evidence = models.PositiveSmallIntegerField("จำนวนเอกสารหลักฐาน", default=0)

    objects = StepAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "number", "place", "code"]
        verbose_name = verbose_name_plural = "คำตอบต่อขั้นตอนตามปฏิทิน"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number", "place", "code"],
                name="one_answer_per_row_of_a_submission_and_step",
            )
        ]

    def __str__(self):
        return f"{self.submission}: {self.code}"

    @property
    def anchor(self) -> str:
        """The id of its row in the page of the report."""
        return f"row-{self.number}-{self.place}"
