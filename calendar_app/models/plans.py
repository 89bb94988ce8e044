"""Each province's plan of the year: phases, activities and their windows."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from calendar_app.models.calendars import FISCAL_YEAR, CalendarStep
from calendar_app.windows import (
    WindowAttribute,
    end_column,
    precision_column,
    start_column,
    text_column,
    window_constraints,
)
from ita_portal import thai
from ita_portal.models import Province


class ScheduleQuerySet(models.QuerySet):
    def of_province(self, province: Province):
        return self.filter(province=province)


class Schedule(models.Model):
    """แผนการขับเคลื่อน of one province for one fiscal year (Buddhist era)."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="schedules")
    fiscal_year = models.PositiveSmallIntegerField(FISCAL_YEAR)
    title = models.TextField("ชื่อแผน", blank=True)
    intro = models.TextField("ความนำ", blank=True)
    footnote = models.TextField("หมายเหตุ", blank=True)
    issuer = models.TextField("หน่วยงานผู้จัดทำ", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    raw = models.JSONField("ตามเอกสารที่อ่าน", default=dict, blank=True, editable=False)

    history = HistoricalRecords()
    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "province"]
        verbose_name = verbose_name_plural = "แผนการขับเคลื่อนของจังหวัด"
        constraints = [
            models.UniqueConstraint(
                fields=["province", "fiscal_year"], name="one_schedule_per_province_and_year"
            )
        ]

    def __str__(self):
        return thai.to_thai_digits(
            f"แผนการขับเคลื่อน {self.province} ปีงบประมาณ พ.ศ. {self.fiscal_year}"
        )

    def get_absolute_url(self):
        return reverse("public_plan", args=[self.fiscal_year, self.province.slug])


class Phase(models.Model):
    """ช่วงการดำเนินงาน: a numbered part of the plan."""

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField()
    title = models.CharField("ช่วงการดำเนินงาน", max_length=400)

    history = HistoricalRecords()

    class Meta:
        ordering = ["schedule", "order", "pk"]
        verbose_name = verbose_name_plural = "ช่วงการดำเนินงาน"

    def __str__(self):
        return self.title


class Activity(models.Model):
    """กิจกรรม: one thing the province means to do, tied to the calendar steps it serves."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="activities")
    order = models.PositiveSmallIntegerField()
    text = models.TextField("กิจกรรม")
    responsible = models.CharField("ผู้รับผิดชอบ", max_length=200, blank=True)
    steps = models.ManyToManyField(CalendarStep, blank=True, related_name="activities")
    reason = models.CharField("เหตุผลที่อยู่นอกช่วงของ ป.ป.ช.", max_length=500, blank=True)
    raw = models.JSONField("ตามเอกสารที่อ่าน", default=dict, blank=True, editable=False)

    history = HistoricalRecords(m2m_fields=[steps])

    class Meta:
        ordering = ["phase", "order", "pk"]
        verbose_name = verbose_name_plural = "กิจกรรม"

    def __str__(self):
        return self.text


class ActivityWindow(models.Model):
    """One of the windows of an activity; an activity without any is planned but not yet dated."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="windows")
    order = models.PositiveSmallIntegerField(default=0)
    start = start_column()
    end = end_column()
    precision = precision_column()
    text = text_column()

    window = WindowAttribute()
    history = HistoricalRecords()

    class Meta:
        ordering = ["activity", "order", "pk"]
        verbose_name = verbose_name_plural = "ช่วงเวลาของกิจกรรม"
        constraints = window_constraints("activity_window")

    def __str__(self):
        return self.text
