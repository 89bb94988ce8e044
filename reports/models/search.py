"""What is searched: the rows of every submission, cut into words."""

from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from reports.models.report import Submission


class SearchRowQuerySet(models.QuerySet):
    def of_newest(self):
        """Only the rows of the last submission of each report."""
        newest = Submission.objects.newest_of_each_report()
        return self.filter(submission__in=newest.values("pk"))

    def with_words(self, marks: list[str]):
        """Rows that hold each of these words (`reports.searching.mark`), in any order.

        PostgreSQL finds them by its index of words; SQLite reads the column of all rows.
        """
        if connection.vendor == "postgresql":
            wanted = " & ".join(marks)
            return self.filter(
                RawSQL(f"{VECTOR} @@ to_tsquery('simple', %s)", [wanted], models.BooleanField())
            )
        found = Q()
        for mark in marks:
            found &= Q(marks__contains=f" {mark} ")
        return self.filter(found)

    def with_letters(self, terms: list[str]):
        """Rows that hold the letters of each of these terms (`reports.searching.bare`), wherever words begin."""
        found = Q()
        for term in terms:
            found &= Q(bare__contains=term)
        return self.filter(found)


VECTOR = "to_tsvector('simple', reports_searchrow.marks)"


class SearchRow(models.Model):
    """One row of a submission, or (number 0) what stands outside its table; written when it is sent, never changed.

    `number` and `place` as in StepAnswer. `marks` holds a word of Latin letters for each Thai word,
    between spaces, so that every database takes words apart alike; `bare` the text without spaces.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="search_rows")
    number = models.PositiveSmallIntegerField("ลำดับที่")
    place = models.PositiveSmallIntegerField("แถวในลำดับที่")
    text = models.TextField()
    marks = models.TextField()
    bare = models.TextField()

    objects = SearchRowQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "number", "place"]
        verbose_name = verbose_name_plural = "ข้อความที่ค้นหาได้"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "number", "place"], name="one_search_row_per_row"
            )
        ]

    def __str__(self):
        return f"{self.submission}: {self.number}"

    @property
    def anchor(self) -> str:
        """The id of its row in the page of the report; empty for what stands outside the table."""
        return f"row-{self.number}-{self.place}" if self.number else ""
