"""What the centre says of a report: questions for the province, notes of its own, marks of what was read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from reports.models.report import Report, Submission

PERSON = settings.AUTH_USER_MODEL

# Characters of a question, an answer or a note.
LONGEST_COMMENT = 4_000


class Reason(models.TextChoices):
    """Why something is asked; choosing one is never asked for."""

    NO_EVIDENCE = "no_evidence", "ไม่มีเอกสารหลักฐาน"
    NOT_AN_ANSWER = "not_an_answer", "ข้อความไม่ตอบขั้นตอน"
    DATES = "dates", "วันที่ขัดแย้งกัน"
    STATUS = "status", "สถานะไม่ถูกต้อง"
    COPIED = "copied", "คัดลอกข้อความ"
    PRIVATE = "private", "มีข้อมูลส่วนบุคคล"
    WRONG_STEP = "wrong_step", "รายงานผิดขั้นตอน"
    OTHER = "other", "อื่น ๆ"


class CommentQuerySet(models.QuerySet):
    def unsent(self):
        """Questions that no return has carried to the province yet: the centre's alone."""
        return self.filter(sent_at__isnull=True)

    def sent(self):
        """What the province may read."""
        return self.filter(sent_at__isnull=False)

    def open(self):
        """Questions that the centre has not called settled."""
        return self.filter(resolved_at__isnull=True)


class Comment(models.Model):
    """ข้อทักท้วง: a question to one row of a submission, or (row empty) to the report as a whole.

    `row` is the id of a `Line`, which tells the same row from one version to the next
    (`document.Line.key`). Nobody of the province sees it before a return sends it; from then on its
    question never changes. `reply` (คำชี้แจง) is the province's.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="comments")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="comments")
    row = models.PositiveBigIntegerField(null=True, blank=True)
    reason = models.CharField("เหตุที่ทัก", max_length=16, blank=True, choices=Reason.choices)
    question = models.TextField("ข้อทักท้วง")
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField("ทักเมื่อ")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField("ส่งให้จังหวัดเมื่อ", null=True, blank=True)
    reply = models.TextField("คำชี้แจง", blank=True)
    replied_at = models.DateTimeField("ชี้แจงเมื่อ", null=True, blank=True)
    replied_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField("เรียบร้อยเมื่อ", null=True, blank=True)
    resolved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()
    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["report", "asked_at", "pk"]
        verbose_name = verbose_name_plural = "ข้อทักท้วง"
        constraints = [
            models.CheckConstraint(
                condition=Q(reply="") | Q(sent_at__isnull=False),
                name="only_a_question_that_was_sent_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="a_settled_question_has_a_time_and_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.question}"

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    @property
    def is_answered(self) -> bool:
        return bool(self.reply)


class InternalNote(models.Model):
    """บันทึกภายในส่วนกลาง beside one row, or (row empty) the report: no province and no public page ever shows it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="internal_notes")
    row = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.TextField("บันทึกภายในส่วนกลาง")
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField("บันทึกเมื่อ")
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "written_at", "pk"]
        verbose_name = verbose_name_plural = "บันทึกภายในส่วนกลาง"

    def __str__(self):
        return f"{self.report}: {self.text}"


class ReadMarkQuerySet(models.QuerySet):
    def of_whole(self):
        """Those of people who have read all of the submission."""
        return self.filter(whole_at__isnull=False)


class ReadMark(models.Model):
    """Somebody of the centre has read in a submission: marked by an act of theirs, never by opening a page.

    `whole_at` is when they said last that they have read all of it; null where they only found rows
    of it good. `good_rows` are the ids of those rows.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="read_marks")
    by = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    first_at = models.DateTimeField("อ่านครั้งแรกเมื่อ")
    last_at = models.DateTimeField("อ่านล่าสุดเมื่อ")
    whole_at = models.DateTimeField("อ่านทั้งฉบับเมื่อ", null=True, blank=True)
    good_rows = models.JSONField(default=list, blank=True)

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "first_at", "pk"]
        verbose_name = verbose_name_plural = "การอ่านรายงาน"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "by"], name="one_read_mark_per_submission_and_person"
            ),
            models.CheckConstraint(
                condition=Q(last_at__gte=F("first_at")),
                name="a_last_reading_is_not_before_the_first",
            ),
        ]

    def __str__(self):
        return f"{self.submission}: {self.by}"
