"""The NACC's calendar: its steps for good, its numbered revisions."""

from django.db import models
from django.db.models import Max
from django.urls import reverse
from simple_history.models import HistoricalRecords

from calendar_app.windows import (
    WindowAttribute,
    end_column,
    precision_column,
    start_column,
    text_column,
    window_constraints,
)
from ita_portal import thai

FISCAL_YEAR = "ปีงบประมาณ พ.ศ."


class Owner(models.TextChoices):
    PROVINCE = "province", "จังหวัด"
    NACC = "nacc", "สำนักงาน ป.ป.ช."
    NACC_PROVINCE = "nacc_province", "สำนักงาน ป.ป.ช. ประจำจังหวัด"


class CalendarStep(models.Model):
    """One NACC step of a fiscal year (Buddhist era), known by year and code for good."""

    fiscal_year = models.PositiveSmallIntegerField(FISCAL_YEAR)
    code = models.CharField("รหัสขั้นตอน", max_length=30)

    class Meta:
        ordering = ["fiscal_year", "code"]
        verbose_name = verbose_name_plural = "ขั้นตอนตามปฏิทิน"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "code"], name="one_calendar_step_per_year_and_code"
            )
        ]

    def __str__(self):
        return f"{self.code} ({self.fiscal_year})"


class CalendarRevisionQuerySet(models.QuerySet):
    def in_force(self):
        """Revisions that have been put in force; the newest number of a year rules."""
        return self.filter(in_force_since__isnull=False)

    def current(self, fiscal_year: int) -> "CalendarRevision | None":
        """The ruling revision of a fiscal year (Buddhist era), or None."""
        return self.in_force().filter(fiscal_year=fiscal_year).order_by("-number").first()

    def next_number(self, fiscal_year: int) -> int:
        last = self.filter(fiscal_year=fiscal_year).aggregate(last=Max("number"))["last"]
        return (last or 0) + 1


class CalendarRevision(models.Model):
    """A numbered edition of a year's calendar: a draft until it is put in force, then never edited."""

    fiscal_year = models.PositiveSmallIntegerField(FISCAL_YEAR)
    number = models.PositiveSmallIntegerField("ฉบับปรับปรุงครั้งที่")
    note = models.CharField("หมายเหตุของฉบับ", max_length=300, blank=True)
    complete = models.BooleanField(
        "ขั้นตอนครบถ้วน", default=True, help_text="ไม่เลือก เมื่อยังไม่ทราบขั้นตอนทั้งหมดของปี"
    )
    in_force_since = models.DateTimeField("มีผลใช้ตั้งแต่", null=True, blank=True)
    # What was read of a document and is no step: `source`, `unread` (rows), `notes`; see step_rows.py.
    raw = models.JSONField("ตามเอกสารที่อ่าน", default=dict, blank=True, editable=False)

    history = HistoricalRecords()
    objects = CalendarRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "-number"]
        verbose_name = verbose_name_plural = "ปฏิทินการประเมิน ป.ป.ช."
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "number"], name="one_calendar_revision_per_year_and_number"
            )
        ]

    def __str__(self):
        return thai.to_thai_digits(
            f"ปฏิทินการประเมิน ป.ป.ช. ปีงบประมาณ พ.ศ. {self.fiscal_year} ฉบับปรับปรุงครั้งที่ {self.number}"
        )

    def get_absolute_url(self):
        return reverse("public_calendar", args=[self.fiscal_year])

    @property
    def is_draft(self) -> bool:
        return self.in_force_since is None


class RevisionStep(models.Model):
    """What one revision says of one step: title, order, owner, window, guidance.

    `is_shifted` while its window is that of the year before, a year later, and nobody has confirmed it.
    """

    revision = models.ForeignKey(CalendarRevision, models.CASCADE, related_name="steps")
    step = models.ForeignKey(CalendarStep, models.PROTECT, related_name="editions")
    order = models.PositiveSmallIntegerField("ลำดับ")
    title = models.CharField("ชื่อขั้นตอน", max_length=400)
    owner = models.CharField("ผู้ดำเนินการ", max_length=20, choices=Owner.choices, blank=True)
    start = start_column()
    end = end_column()
    precision = precision_column()
    text = text_column()
    guidance = models.TextField("คำแนะนำการรายงาน", blank=True)
    sentence = models.TextField(
        "ข้อความสำเร็จรูป",
        blank=True,
        help_text="ขึ้นในช่องผลการดำเนินการเมื่อเริ่มรายงาน สำหรับขั้นตอนที่สำนักงาน ป.ป.ช. ดำเนินการ จังหวัดแก้ไขได้",
    )
    is_shifted = models.BooleanField("ยังเป็นวันที่เลื่อนจากปีก่อน", default=False, editable=False)
    raw = models.JSONField("ตามเอกสารที่อ่าน", default=dict, blank=True, editable=False)

    window = WindowAttribute()
    history = HistoricalRecords()

    class Meta:
        ordering = ["revision", "order", "pk"]
        verbose_name = verbose_name_plural = "ขั้นตอนในปฏิทิน"
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "step"], name="one_edition_of_a_step_per_revision"
            ),
            *window_constraints("revision_step"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_ours(self) -> bool:
        """Whether the province carries it out, as far as the calendar says."""
        return self.owner not in (Owner.NACC, Owner.NACC_PROVINCE)
