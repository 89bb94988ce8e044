"""What everyone may read of a frozen version, where that is not all of it."""

from datetime import datetime

from django.db import models

from reports import document

# The folder of the store with the PDFs of public versions.
PUBLIC_VERSIONS = "public/"


class PublicVersionQuerySet(models.QuerySet):
    def not_printed(self):
        """Those whose PDF is neither made nor known to be impossible."""
        return self.filter(pdf="", print_problem="")


class PublicVersion(models.Model):
    """A submission without what must not be published: frozen beside it, printed and served as itself.

    Its content never changes. `masked` counts the places that stand as [ปกปิด]; nought where only
    evidence and explanations are left out. `pdf` holds the bytes first made for it, served for good.
    """

    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    masked = models.PositiveIntegerField("ปกปิด (แห่ง)", default=0)
    pdf = models.FileField(upload_to=PUBLIC_VERSIONS, blank=True)
    print_problem = models.TextField("เหตุที่พิมพ์ไม่ได้", blank=True)

    objects = PublicVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ฉบับเผยแพร่"
        # What the printing worker looks for every minute.
        indexes = [
            models.Index(fields=["id"], condition=models.Q(pdf=""), name="public_without_a_pdf")
        ]

    def __str__(self):
        return f"ฉบับเผยแพร่ {self.submission}"

    @property
    def submitted_at(self) -> datetime:
        return self.submission.submitted_at

    @property
    def imprint(self) -> document.Imprint:
        """What its paper says of it: the same reference, and the JSON it was itself made from."""
        return self.submission.imprint_of(self.content)

    @property
    def print_digest(self) -> str:
        """All that its paper says, the content and the imprint, as one word."""
        return self.submission.print_digest_of(self.sha256)

    @property
    def file_name(self) -> str:
        return f"{self.print_digest}.pdf"

    @property
    def document(self) -> document.Report:
        """The report as everyone reads it."""
        return document.from_json(self.content)
