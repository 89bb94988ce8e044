"""ประวัติการใช้งาน: who did what and when, never changed, and the chain of seals that shows it."""

import hashlib
import json
from datetime import UTC

from django.db import models

from ita_portal import thai

from .accounts import Role


class Kind(models.TextChoices):
    """What sort of act an entry tells of: what the list is filtered by."""

    SIGNED_IN = "signed_in", "เข้าและออกจากระบบ"
    READ = "read", "เปิดอ่าน"
    CHANGED = "changed", "แก้ไข"
    SENT = "sent", "เสนอและส่งรายงาน"
    RETURNED = "returned", "ส่งคืนและเปิดให้แก้ไข"
    ACCEPTED = "accepted", "รับรายงาน"
    EXPORTED = "exported", "ดาวน์โหลดและพิมพ์"
    SETTINGS = "settings", "ปฏิทิน รอบ และบัญชีผู้ใช้"


class NeverChanged(Exception):
    """Somebody tried to change or remove what is only ever added to."""


class AddedToQuerySet(models.QuerySet):
    def update(self, **columns):
        raise NeverChanged

    def delete(self):
        raise NeverChanged


class AddedTo(models.Model):
    """A row that is written once. The database itself refuses to change it (migration 0003)."""

    class Meta:
        abstract = True

    def save(self, **options):
        if not self._state.adding:
            raise NeverChanged
        super().save(**options, force_insert=True)

    def delete(self, **options):
        raise NeverChanged


class AuditEntryQuerySet(AddedToQuerySet):
    def unsealed(self):
        """Entries that the worker has not put into the chain yet."""
        return self.filter(seal__isnull=True)


class AuditEntry(AddedTo):
    """One act: `name` (`role`, `office`) did `what` with a subject, in the words of that moment.

    `person` is the id of the account, null for a command of the server and for a sign-in that failed. The
    subject is named by the label of its model and its id, `province` is the id of the province it belongs
    to. Nobody's words are kept here: those stand in the history of what was changed.
    """

    at = models.DateTimeField("เมื่อ", db_index=True)
    kind = models.CharField("ประเภท", max_length=12, choices=Kind.choices)
    what = models.CharField("ทำอะไร", max_length=200)
    person = models.PositiveBigIntegerField(null=True, db_index=True)
    name = models.CharField("ผู้ใช้", max_length=200)
    role = models.CharField("บทบาท", max_length=20, blank=True)
    office = models.CharField("สังกัด", max_length=80, blank=True)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject = models.PositiveBigIntegerField(null=True)
    province = models.PositiveBigIntegerField(null=True, db_index=True)
    address = models.CharField("เลขที่อยู่ไอพี", max_length=45, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "ประวัติการใช้งาน"
        indexes = [
            models.Index(fields=["subject_kind", "subject"], name="audit_entries_by_subject")
        ]

    def __str__(self):
        return f"{thai.write_datetime(self.at)} {self.who} {self.what}"

    @property
    def who(self) -> str:
        """สมหญิง ตัวอย่าง (เจ้าหน้าที่จังหวัด จังหวัดลำพูน)"""
        return f"{self.name} ({self.place})" if self.place else self.name

    @property
    def place(self) -> str:
        """เจ้าหน้าที่จังหวัด จังหวัดลำพูน; empty for the server and for nobody."""
        role = dict(Role.choices).get(self.role, "")
        return " ".join(filter(None, (role, self.office)))

    def digest(self, before: str) -> str:
        """SHA-256 over the digest of the entry before it and every column of this one."""
        columns = {
            field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields
        }
        columns["at"] = self.at.astimezone(UTC).isoformat()
        said = json.dumps([before, columns], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()


class AuditSeal(AddedTo):
    """The place of an entry in the chain, counted from one, and its digest, which holds that of the place before."""

    place = models.PositiveBigIntegerField(unique=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal")
    sha256 = models.CharField(max_length=64)

    objects = AddedToQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        verbose_name = verbose_name_plural = "ตราประทับของประวัติการใช้งาน"

    def __str__(self):
        return f"{self.place}:{self.sha256}"
