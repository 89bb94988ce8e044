"""The paper path: ฉบับเสนอลงนาม as it was printed, and the scans of it that were signed by hand."""

from django.conf import settings
from django.db import models

from reports import document
from reports.models.report import Report, Submission

PERSON = settings.AUTH_USER_MODEL

# The folders of the store: papers to be signed, and those that were.
TO_SIGN, SIGNED = "to-sign/", "signed/"


class SigningCopyQuerySet(models.QuerySet):
    def not_printed(self):
        """Those whose PDF is neither made nor known to be impossible."""
        return self.filter(pdf="", print_problem="")


class SigningCopy(models.Model):
    """A draft on paper to be signed by hand, frozen as it was asked for.

    It bears the number and the reference that the submission will have. `content` is the report with
    the signature block of whoever is to sign, `read_sha256` is `content.digest` of the draft without:
    while that is the draft's still, a signed scan of it can be sent. Several may be printed.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="signing_copies")
    number = models.PositiveSmallIntegerField("ฉบับที่ส่ง ครั้งที่")
    reference = models.CharField("เลขอ้างอิง", max_length=24)
    report_version = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    read_sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField("สั่งพิมพ์เมื่อ")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    pdf = models.FileField(upload_to=TO_SIGN, blank=True)
    print_problem = models.TextField("เหตุที่พิมพ์ไม่ได้", blank=True)

    objects = SigningCopyQuerySet.as_manager()

    class Meta:
        ordering = ["report", "asked_at", "pk"]
        verbose_name = verbose_name_plural = "ฉบับเสนอลงนาม"

    def __str__(self):
        return f"ฉบับเสนอลงนาม {self.reference} ({self.report_version})"

    @property
    def imprint(self) -> document.Imprint:
        """What its paper says of it, below the report itself."""
        return document.Imprint(
            *(self.reference, self.number, self.asked_at, self.content), to_sign=self.report_version
        )

    @property
    def file_name(self) -> str:
        return f"{self.sha256}-{self.pk}.pdf"

    @property
    def document(self) -> document.Report:
        """The report as it is printed to be signed."""
        return document.from_json(self.content)


class SignedScan(models.Model):
    """A signed paper as it was handed in: the file, and who signed it in which capacity on which day.

    The newest of a copy counts; those before it are kept. `submission` is what was sent by it.
    """

    copy = models.ForeignKey(SigningCopy, models.PROTECT, related_name="scans")
    file = models.FileField("ไฟล์", upload_to=SIGNED, max_length=200)
    name = models.CharField("ชื่อไฟล์", max_length=200)
    format = models.CharField("ชนิดไฟล์", max_length=4)
    size = models.PositiveIntegerField("ขนาด (ไบต์)")
    sha256 = models.CharField(max_length=64)
    signer_name = models.CharField("ผู้ลงนาม", max_length=160)
    signer_post = models.CharField("ตำแหน่ง", max_length=160, blank=True)
    signer_acting = models.CharField("ลงนามในฐานะ", max_length=40, blank=True)
    signer_acting_for = models.CharField("ตำแหน่งที่แทน", max_length=160, blank=True)
    signed_on = models.DateField("ลงวันที่")
    added_at = models.DateTimeField("แนบเมื่อ")
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    submission = models.OneToOneField(
        Submission, models.PROTECT, null=True, blank=True, related_name="signed_scan"
    )

    class Meta:
        ordering = ["copy", "added_at", "pk"]
        verbose_name = verbose_name_plural = "ฉบับลงนาม"

    def __str__(self):
        return f"{self.copy}: {self.name}"

    @property
    def signer(self) -> document.Signer:
        return document.Signer(
            self.signer_name, self.signer_post, self.signer_acting, self.signer_acting_for
        )
