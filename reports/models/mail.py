"""Mail on its way: the outbox, the centre's own wordings, and on which days reminders go."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from calendar_app.models import Round
from ita_portal.models import Province

PERSON = settings.AUTH_USER_MODEL


class MailState(models.TextChoices):
    WAITING = "waiting", "รอส่ง"
    HELD = "held", "พักไว้ชั่วคราว"
    SENDING = "sending", "กำลังส่ง"
    SENT = "sent", "ส่งแล้ว"
    UNSURE = "unsure", "ไม่แน่ใจว่าส่งแล้ว"
    FAILED = "failed", "ส่งไม่สำเร็จ"
    CANCELLED = "cancelled", "ยกเลิกแล้ว"


# A message in one of these has not left and may still leave by itself.
WAITS = (MailState.WAITING, MailState.HELD)


class MailQuerySet(models.QuerySet):
    def due(self, now):
        """What is to leave by now, the oldest first."""
        waiting = self.filter(state__in=WAITS, not_before__lte=now)
        return waiting.order_by("not_before", "pk")


class MailMessage(models.Model):
    """One message to one address, in the words it leaves with.

    `key` is unique, so that what is planned twice is sent once. A message is marked as being sent
    before it is handed to the mail server and as sent afterwards: one whose worker ended in between
    is `unsure` and leaves again only by somebody's hand. Held: the act it tells of can still be undone.
    """

    kind = models.CharField(max_length=24, db_index=True)
    address = models.EmailField("ถึง")
    person = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    province = models.ForeignKey(
        Province, models.CASCADE, null=True, blank=True, related_name="mails"
    )
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="mails")
    subject = models.CharField("เรื่อง", max_length=300)
    body = models.TextField("ข้อความ")
    key = models.CharField(max_length=250, unique=True)
    source = models.CharField(max_length=80, blank=True, db_index=True)
    state = models.CharField(
        "สถานะ", max_length=10, choices=MailState.choices, default=MailState.WAITING
    )
    created_at = models.DateTimeField("จัดทำเมื่อ")
    not_before = models.DateTimeField("ส่งไม่ก่อน")
    tries = models.PositiveSmallIntegerField("ส่งมาแล้ว (ครั้ง)", default=0)
    problem = models.TextField("เหตุที่ยังไม่ได้ส่ง", blank=True)
    sending_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("ส่งเมื่อ", null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-not_before", "-pk"]
        verbose_name = verbose_name_plural = "อีเมลออก"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="a_message_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENT.value) | Q(sent_at__isnull=False),
                name="a_sent_message_has_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "not_before"], name="mails_that_wait"),
        ]

    def __str__(self):
        return f"{self.address}: {self.subject}"

    @property
    def may_cancel(self) -> bool:
        return self.state in WAITS

    @property
    def may_send_again(self) -> bool:
        """What did not leave for sure; a message that was sent is not sent twice."""
        return self.state in (MailState.FAILED, MailState.UNSURE, MailState.CANCELLED)


class MailWording(models.Model):
    """The centre's own words of one kind of mail; where there are none, mail_words.STANDARD holds."""

    kind = models.CharField(max_length=24, unique=True)
    subject = models.CharField("เรื่อง", max_length=200)
    body = models.TextField("ข้อความ")
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["kind"]
        verbose_name = verbose_name_plural = "ถ้อยคำของอีเมล"

    def __str__(self):
        return self.kind


class ReminderRule(models.Model):
    """Whether reminders go so many days before (negative) or after a province's due date.

    Days without a row are those of mail_words.STANDARD_DAYS.
    """

    days = models.SmallIntegerField("วันก่อนหรือหลังกำหนดส่ง", unique=True)
    is_on = models.BooleanField("ส่ง", default=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["days"]
        verbose_name = verbose_name_plural = "วันที่เตือน"
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=-60, days__lte=60), name="a_reminder_is_within_sixty_days"
            )
        ]

    def __str__(self):
        return str(self.days)
