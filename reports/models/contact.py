"""Once per round a province looks whether its contact data are still right; the answer is kept."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from calendar_app.models import Round
from ita_portal.models import Province


class ContactCheck(models.Model):
    """Who said in which round that the contact data are right, and what they were then."""

    province = models.ForeignKey(Province, models.PROTECT, related_name="contact_checks")
    round = models.ForeignKey(Round, models.CASCADE, related_name="contact_checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ตรวจเมื่อ")
    is_changed = models.BooleanField("แก้ไขแล้ว", default=False)
    contact = models.TextField("จัดทำโดย", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = verbose_name_plural = "การตรวจข้อมูลติดต่อ"
        constraints = [
            models.UniqueConstraint(
                fields=["province", "round"], name="one_contact_check_per_province_and_round"
            )
        ]

    def __str__(self):
        return f"{self.province} {self.round}"
