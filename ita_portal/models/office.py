"""An office's people as they come and go: one-time codes, notes to a successor, requests for a new head."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from .accounts import Province, User

PERSON = settings.AUTH_USER_MODEL


# One-time codes ----------------------------------------------------------------------------------


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Codes that are neither used nor taken back; they may have run out."""
        return self.filter(used_at=None, cancelled_at=None)


class Invitation(models.Model):
    """A one-time code by which a person sets a password. Only its hash is kept."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="invitations")
    code_hash = models.CharField(max_length=128)
    made_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    history = HistoricalRecords(excluded_fields=["code_hash"])
    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = verbose_name_plural = "รหัสครั้งเดียว"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at=None, cancelled_at=None),
                name="one_open_code_per_person",
            )
        ]

    def __str__(self):
        return f"รหัสครั้งเดียวของ {self.person}"

    def has_run_out(self, now: datetime) -> bool:
        return self.expires_at <= now


# Handing over ------------------------------------------------------------------------------------


class HandoverNoteQuerySet(models.QuerySet):
    def of_province(self, province: Province | int):
        return self.filter(province=province)

    def waiting_for(self, person: User):
        """Not yet read: those to this person, and those to a successor whose account came later."""
        to_a_successor = Q(to=None, written_at__lt=person.date_joined) & ~Q(about=person)
        return self.of_province(person.province_id).filter(
            Q(to=person) | to_a_successor, read_at=None
        )

    def seen_by(self, person: User):
        """The head sees every note of the office; others what they wrote, read, or shall read."""
        own = self.of_province(person.province_id)
        if person.is_head:
            return own
        theirs = Q(written_by=person) | Q(read_by=person) | Q(to=person) | Q(about=person)
        later = Q(to=None, written_at__lt=person.date_joined)
        return own.filter(theirs | later)


class HandoverNote(models.Model):
    """บันทึกส่งมอบงาน: what is under way, for whoever goes on with a person's work.

    `to` is None where the successor has no account yet.
    """

    province = models.ForeignKey(Province, models.CASCADE, related_name="handover_notes")
    about = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="งานของ")
    to = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้รับช่วง"
    )
    words = models.TextField("สิ่งที่ค้างอยู่และสิ่งที่ผู้รับช่วงควรทราบ")
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    read_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)

    history = HistoricalRecords()
    objects = HandoverNoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = verbose_name_plural = "บันทึกส่งมอบงาน"
        constraints = [
            models.CheckConstraint(
                condition=Q(to=None) | ~Q(to=F("about")),
                name="nobody_hands_over_to_themselves",
            )
        ]

    def __str__(self):
        return f"บันทึกส่งมอบงานของ {self.about}"


# A new head --------------------------------------------------------------------------------------


class Outcome(models.TextChoices):
    CONFIRMED = "confirmed", "ส่วนกลางรับรองแล้ว"
    REFUSED = "refused", "ส่วนกลางไม่รับรอง"
    WITHDRAWN = "withdrawn", "จังหวัดถอนคำขอ"


class HeadRequestQuerySet(models.QuerySet):
    def of_province(self, province: Province | int):
        return self.filter(province=province)

    def waiting(self):
        return self.filter(outcome="")


class HeadRequest(models.Model):
    """A province's wish for a new head, until the centre confirms it nothing but a wish.

    `person` has an account in the office; where it is None, the centre makes one for `name` when it
    confirms.
    """

    province = models.ForeignKey(Province, models.CASCADE, related_name="head_requests")
    person = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ผู้ที่เสนอ"
    )
    title = models.CharField("คำนำหน้า", max_length=40, blank=True)
    name = models.CharField("ชื่อและนามสกุล", max_length=120)
    post = models.CharField("ตำแหน่ง", max_length=160)
    phone = models.CharField("โทร.", max_length=60, blank=True)
    words = models.TextField("คำสั่งหรือเหตุผล", blank=True)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField("เหตุผลของส่วนกลาง", blank=True)

    history = HistoricalRecords()
    objects = HeadRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = verbose_name_plural = "คำขอรับรองหัวหน้าสำนักงาน"
        constraints = [
            models.UniqueConstraint(
                fields=["province"],
                condition=Q(outcome=""),
                name="one_open_head_request_per_province",
            )
        ]

    def __str__(self):
        return f"คำขอรับรอง {self.full_name} เป็นหัวหน้าสำนักงาน{self.province}"

    @property
    def full_name(self) -> str:
        return f"{self.title}{self.name}"

    @property
    def is_open(self) -> bool:
        return not self.outcome
