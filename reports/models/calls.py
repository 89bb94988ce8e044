"""บันทึกการโทร: what was said on the telephone about a report that is not finished; the centre's alone."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from calendar_app.models import Round
from ita_portal.models import Province

# Characters of a note.
LONGEST_CALL_NOTE = 1_000


class CallNote(models.Model):
    """One call to the office of a province about a round: no province and no public page ever shows it."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="call_notes")
    province = models.ForeignKey(Province, models.PROTECT, related_name="call_notes")
    text = models.TextField("บันทึกการโทร")
    written_at = models.DateTimeField("บันทึกเมื่อ")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["round", "province", "-written_at", "-pk"]
        verbose_name = verbose_name_plural = "บันทึกการโทร"

    def __str__(self):
        return f"{self.province}: {self.text}"
