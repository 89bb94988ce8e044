"""A document taken in: the original file or paste, what was read of it, what people decided, what it changed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from calendar_app.models import Round, Schedule
from ita_portal import thai
from ita_portal.models import CENTRE_ROLES, Province
from reports.models.report import Report

PERSON = settings.AUTH_USER_MODEL

# The folder of the store with the originals.
ORIGINALS = "intakes/"

UNDOABLE = timedelta(hours=24)
# Days after which a preview that nobody confirmed is removed with its file.
PREVIEW_KEPT = timedelta(days=14)


class IntakeState(models.TextChoices):
    READ = "read", "ยังไม่ยืนยัน"
    APPLIED = "applied", "นำเข้าแล้ว"
    UNDONE = "undone", "ย้อนการนำเข้าแล้ว"
    DISCARDED = "discarded", "ยกเลิกแล้ว"


class IntakeQuerySet(models.QuerySet):
    def of_province(self, province: Province):
        """What a province's people see: what they took in, and what the centre has put into their papers."""
        ours = Q(by__province=province) | Q(state__in=CHANGED_SOMETHING)
        return self.filter(ours, province=province)

    def of_the_centre(self):
        """What the centre's people see: what one of them took in for a province."""
        return self.filter(by__role__in=sorted(CENTRE_ROLES))

    def waiting(self):
        """Previews that were neither confirmed nor given up."""
        return self.filter(state=IntakeState.READ)

    def undoable(self, now: datetime):
        return self.filter(state=IntakeState.APPLIED, applied_at__gt=now - UNDOABLE)

    def expired(self, now: datetime):
        """Previews that changed nothing and that nobody has touched for days."""
        return self.filter(
            state__in=[IntakeState.READ, IntakeState.DISCARDED],
            changed_at__lte=now - PREVIEW_KEPT,
        )


PASTED_AS = {"html": "html", "text": "txt"}
CHANGED_SOMETHING = (IntakeState.APPLIED, IntakeState.UNDONE)


class Intake(models.Model):
    """One document taken in for a province: into its report of `round`, or (round null) its plan of the year.

    `reading` is `readers.reading.to_dict`, for good. `boxes` holds what people typed over it in the
    preview, box by box as typed; `version` grows with each save of them. `before` and `after` are
    what the report or the plan said around the confirmation, so that it can be undone. The file of
    one that was applied is never removed. `fiscal_year` is of the Buddhist era.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="intakes")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="intakes")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="intakes")
    schedule = models.ForeignKey(Schedule, models.SET_NULL, null=True, related_name="intakes")
    original = models.FileField("ต้นฉบับ", upload_to=ORIGINALS, max_length=200)
    name = models.CharField("ชื่อไฟล์", max_length=200)
    is_paste = models.BooleanField("วางข้อความ", default=False)
    format = models.CharField("ชนิดไฟล์", max_length=8)
    size = models.PositiveIntegerField("ขนาด (ไบต์)")
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField("รับไฟล์เมื่อ")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reading = models.JSONField("ตามที่อ่าน")
    boxes = models.JSONField("ตามที่แก้ไข", default=dict)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField("แก้ไขล่าสุดเมื่อ")
    changed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=IntakeState.choices, default=IntakeState.READ.value
    )
    applied_at = models.DateTimeField("นำเข้าเมื่อ", null=True)
    applied_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField("ย้อนการนำเข้าเมื่อ", null=True)
    undone_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    before = models.JSONField("ก่อนนำเข้า", null=True)
    after = models.JSONField("หลังนำเข้า", null=True)

    # What never changes once it is there need not be told again at each save.
    history = HistoricalRecords(excluded_fields=["reading", "before", "after"])
    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = verbose_name_plural = "เอกสารที่นำเข้า"
        indexes = [models.Index(fields=["province", "sha256"], name="intakes_of_the_same_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=IntakeState.values), name="an_intake_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[IntakeState.READ.value, IntakeState.DISCARDED.value],
                    applied_at__isnull=True,
                )
                | Q(
                    state__in=[IntakeState.APPLIED.value, IntakeState.UNDONE.value],
                    applied_at__isnull=False,
                    applied_by__isnull=False,
                    before__isnull=False,
                    after__isnull=False,
                ),
                name="an_applied_intake_has_a_time_a_person_and_what_was_there",
            ),
        ]

    def __str__(self):
        return f"{self.province}: {self.name}"

    @property
    def is_plan(self) -> bool:
        return self.round_id is None

    @property
    def is_waiting(self) -> bool:
        return self.state == IntakeState.READ

    @property
    def undoable_until(self) -> datetime | None:
        """The moment until which it may be undone; None for what was not applied."""
        return self.applied_at + UNDOABLE if self.state == IntakeState.APPLIED else None

    def is_undoable(self, now: datetime) -> bool:
        return self.undoable_until is not None and now < self.undoable_until

    @property
    def is_plan_unchanged(self) -> bool:
        """Whether the plan is still as this document left it."""
        return self.schedule is not None and self.schedule.version == self.after["version"]

    @property
    def file_name(self) -> str:
        """What the original is called when it is saved: pasted words have an end to their name too."""
        return f"{self.name}.{PASTED_AS[self.format]}" if self.is_paste else self.name

    @property
    def target(self) -> str:
        """What it is read into, in words: the round, or the plan of a year."""
        if self.is_plan:
            return thai.to_thai_digits(f"แผนการขับเคลื่อน ปีงบประมาณ พ.ศ. {self.fiscal_year}")
        return str(self.round)
