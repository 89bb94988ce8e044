"""What proves a row: pieces of evidence on a province's shelf of a fiscal year, and the rows they stand beside."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from ita_portal import thai
from ita_portal.models import Province
from reports import document
from reports.models.report import Line, Submission

PERSON = settings.AUTH_USER_MODEL

# The folder of the store with the files.
FILES = "evidence/"


class EvidenceKind(models.TextChoices):
    FILE = "file", "ไฟล์"
    LINK = "link", "ลิงก์"
    OFFICIAL = "official", "เอกสารราชการ"


# What an official document is offered as; another word may be typed.
OFFICIAL_TYPES = ("คำสั่ง", "หนังสือ", "บันทึกข้อความ", "ประกาศ", "รายงานการประชุม")


class EvidenceQuerySet(models.QuerySet):
    def of_province(self, province: Province):
        return self.filter(province=province)

    def shelf(self, province: Province, fiscal_year: int):
        """All that was ever put on a shelf, what was taken off it too."""
        return self.filter(province=province, fiscal_year=fiscal_year)

    def on_shelf(self):
        return self.filter(removed_at__isnull=True)

    def frozen(self):
        """Those that a submission names."""
        return self.filter(Exists(FrozenEvidence.objects.filter(evidence=OuterRef("pk"))))

    def visible_to(self, user):
        """What a person may open: their province's own; for the centre what was sent to it."""
        return self.frozen() if user.of_the_centre else self.of_province(user.province)


class Evidence(models.Model):
    """One piece of evidence. `fiscal_year` is of the Buddhist era.

    A file has `file`, its shown `name`, `format` (pdf, jpeg, png, docx, xlsx), `size` in bytes and
    `sha256`, all for good; a link has an `address`; an official document its type as `name`, `number`
    as typed and `day`. `same` is by what two pieces of one shelf are known to be the same. `version`
    grows with each change of its words. What was taken off the shelf keeps its file and can be
    brought back.
    """

    province = models.ForeignKey(Province, models.PROTECT, related_name="evidence")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.")
    kind = models.CharField(max_length=8, choices=EvidenceKind.choices)
    caption = models.CharField("คำอธิบาย", max_length=300, blank=True)
    name = models.CharField("ชื่อ", max_length=200, blank=True)
    file = models.FileField("ไฟล์", upload_to=FILES, max_length=200, blank=True)
    format = models.CharField("ชนิดไฟล์", max_length=4, blank=True)
    size = models.PositiveIntegerField("ขนาด (ไบต์)", default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    address = models.CharField("ที่อยู่เว็บ", max_length=2000, blank=True)
    number = models.CharField("เลขที่", max_length=80, blank=True)
    day = models.DateField("ลงวันที่", null=True, blank=True)
    same = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField("เพิ่มเมื่อ")
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField("นำออกจากคลังเมื่อ", null=True, blank=True)
    removed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = verbose_name_plural = "เอกสารหลักฐาน"
        constraints = [
            models.UniqueConstraint(
                fields=["province", "fiscal_year", "same"], name="each_piece_once_on_a_shelf"
            ),
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.FILE.value, address="", day__isnull=True)
                & ~Q(file="")
                & ~Q(sha256="")
                | Q(kind=EvidenceKind.LINK.value, file="", day__isnull=True) & ~Q(address="")
                | Q(kind=EvidenceKind.OFFICIAL.value, file="", address="") & ~Q(name=""),
                name="evidence_has_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="evidence_off_the_shelf_has_a_time_and_a_person",
            ),
        ]

    def __str__(self):
        return self.caption or self.title

    @property
    def title(self) -> str:
        """What it is called without its caption; digits as typed."""
        return self.document.title

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def is_file(self) -> bool:
        return self.kind == EvidenceKind.FILE

    @property
    def is_official(self) -> bool:
        return self.kind == EvidenceKind.OFFICIAL

    @property
    def shelf_name(self) -> str:
        return thai.to_thai_digits(f"คลังหลักฐานประจำปี {self.fiscal_year}")

    @property
    def document(self) -> document.Evidence:
        """As it stands beside a row of a report."""
        return document.Evidence(
            kind=self.kind,
            key=self.pk,
            caption=self.caption,
            name=self.name,
            address=self.address,
            number=self.number,
            day=self.day,
            sha256=self.sha256,
            size=self.size,
        )


class Attachment(models.Model):
    """One piece of evidence beside one row. A row may have several, in an order; a piece several rows."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="attachments")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="attachments")
    order = models.PositiveIntegerField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["line", "order", "pk"]
        verbose_name = verbose_name_plural = "หลักฐานของแถว"
        constraints = [
            models.UniqueConstraint(
                fields=["line", "evidence"], name="each_piece_once_beside_a_row"
            )
        ]

    def __str__(self):
        return f"{self.line}: {self.evidence}"


class FrozenEvidence(models.Model):
    """That a submission names a piece of evidence: it never leaves the shelf, its file is never changed."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="frozen_evidence")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="frozen_in")

    class Meta:
        ordering = ["submission", "evidence"]
        verbose_name = verbose_name_plural = "หลักฐานในฉบับที่ส่ง"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "evidence"], name="each_piece_once_in_a_submission"
            )
        ]

    def __str__(self):
        return f"{self.submission}: {self.evidence}"
