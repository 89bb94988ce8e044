"""The rounds of reporting: dates and form of each, extensions, the days off of the offices."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from calendar_app.models.calendars import FISCAL_YEAR
from ita_portal import thai
from ita_portal.models import Province

A_PARAGRAPH_A_LINE = "บรรทัดละหนึ่งย่อหน้า"


class RoundQuerySet(models.QuerySet):
    def opened(self, today: date):
        """Rounds that the centre has opened and whose opening day has come, newest first."""
        opened = self.filter(opened_at__isnull=False, opens_on__lte=today)
        return opened.order_by("-fiscal_year", "-months")

    def taking_reports(self, today: date):
        """Those of them that are not closed."""
        return self.opened(today).filter(closed_at__isnull=True)

    def newest(self, today: date) -> "Round | None":
        """The round people work on: the newest open one, else the newest that was opened."""
        return self.taking_reports(today).first() or self.opened(today).first()

    def words_of_the_last(self) -> dict[str, object]:
        """What a new round takes over from the newest one: the form, its words, the contacts."""
        last = self.first()
        return {name: getattr(last, name) for name in CARRIED_OVER} if last else {}


CARRIED_OVER = (
    *("title", "heading_number", "heading_official", "heading_provincial"),
    *("heading_step", "heading_result", "heading_status"),
    *("word_done", "word_in_progress", "word_not_due", "word_nothing", "word_not_ours"),
    *("number_style", "text_size", "footnote"),
    *("show_contact", "show_signature", "show_qr", "clerks_may_submit", "paper_path"),
    *("contact_unit", "contact_person", "contact_phone", "contact_email"),
    *("memo_subject", "memo_to", "memo_body"),
    *("letter_subject", "letter_to", "letter_reference", "letter_body"),
)


class Round(models.Model):
    """รอบ ๖ or ๑๒ เดือน of a fiscal year: its dates and the form its reports are printed in."""

    fiscal_year = models.PositiveSmallIntegerField(FISCAL_YEAR)
    months = models.PositiveSmallIntegerField(
        "รอบ", choices=[(6, "รอบ ๖ เดือน"), (12, "รอบ ๑๒ เดือน")]
    )
    as_of = models.DateField("ข้อมูล ณ วันที่")
    opens_on = models.DateField("วันเปิดรับรายงาน")
    due_on = models.DateField("กำหนดส่ง")
    publishes_on = models.DateField(
        "วันเผยแพร่", null=True, blank=True, help_text="ว่าง = เผยแพร่เมื่อรับรายงาน"
    )
    # เปิดรอบรายงาน is an act of the centre; from `opens_on` on provinces see what was opened.
    opened_at = models.DateTimeField("เปิดรอบรายงานเมื่อ", null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    closed_at = models.DateTimeField("ปิดรับรายงานเมื่อ", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False
    )
    closed_reason = models.CharField("เหตุผลที่ปิด", max_length=300, blank=True, editable=False)
    title = models.TextField("ชื่อรายงาน", help_text="{province} คือที่ของชื่อจังหวัด ขึ้นบรรทัดใหม่ได้")
    heading_number = models.CharField("หัวช่องที่ ๑", max_length=120, default="ที่")
    heading_official = models.CharField(
        "หัวช่องที่ ๒", max_length=120, default="ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)"
    )
    heading_provincial = models.CharField("หัวช่องที่ ๓", max_length=120, default="ช่วงระยะเวลา (จังหวัด)")
    heading_step = models.CharField("หัวช่องที่ ๔", max_length=120, default="ขั้นตอน")
    heading_result = models.CharField("หัวช่องที่ ๕", max_length=120, default="ผลการดำเนินการ")
    heading_status = models.CharField("หัวช่องที่ ๖", max_length=120, default="หมายเหตุ")
    word_done = models.CharField("คำว่า “ดำเนินการแล้ว”", max_length=80, default="ดำเนินการแล้ว")
    word_in_progress = models.CharField(
        "คำว่า “อยู่ระหว่างดำเนินการ”", max_length=80, default="อยู่ระหว่างดำเนินการ"
    )
    word_not_due = models.CharField("คำว่า “ยังไม่ถึงกำหนด”", max_length=80, default="-")
    word_nothing = models.CharField(
        "คำว่า “ไม่มีเรื่องต้องรายงาน”", max_length=120, default="ไม่มีเรื่องต้องรายงาน"
    )
    word_not_ours = models.CharField(
        "คำว่า “สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ”", max_length=120, default="สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ"
    )
    footnote = models.TextField("หมายเหตุท้ายรายงาน", blank=True)
    number_style = models.CharField(
        "รูปแบบเลขลำดับที่", max_length=2, choices=[("๑", "๑"), ("๑.", "๑.")], default="๑"
    )
    text_size = models.CharField(
        "ขนาดตัวอักษรในรายงาน",
        max_length=6,
        choices=[("normal", "ปกติ"), ("large", "ใหญ่ขึ้นหนึ่งขั้น")],
        default="normal",
    )
    show_contact = models.BooleanField("พิมพ์ “จัดทำโดย”", default=False)
    show_signature = models.BooleanField("พิมพ์ช่องลงนาม", default=False)
    show_qr = models.BooleanField(
        "พิมพ์คิวอาร์โค้ด",
        default=False,
        help_text="เปิดไปยังหน้าเผยแพร่ของรายงาน มีที่อยู่เป็นตัวอักษรอยู่ข้างกัน (แบบของทางราชการไม่มี)",
    )
    clerks_may_submit = models.BooleanField("เจ้าหน้าที่ส่งรายงานได้เอง", default=False)
    paper_path = models.BooleanField(
        "ส่งตามเอกสารลงนามได้",
        default=False,
        help_text="จังหวัดพิมพ์ฉบับเสนอลงนาม แล้วเจ้าหน้าที่แนบไฟล์สแกนที่ลงนามแล้วและส่งแทน"
        " หัวหน้าสำนักงานยังรับรองในระบบได้ตามปกติ",
    )
    contact_unit = models.CharField("หน่วยงานผู้รับรายงาน", max_length=200, blank=True)
    contact_person = models.CharField("ผู้ประสานงานส่วนกลาง", max_length=120, blank=True)
    contact_phone = models.CharField("โทร. ส่วนกลาง", max_length=60, blank=True)
    contact_email = models.EmailField("อีเมลส่วนกลาง", blank=True)
    # The two letters that travel with a report; where these are blank, letter_words.STANDARD holds.
    memo_subject = models.CharField("เรื่อง (บันทึกข้อความ)", max_length=400, blank=True)
    memo_to = models.CharField("เรียน (บันทึกข้อความ)", max_length=200, blank=True)
    memo_body = models.TextField("ข้อความ (บันทึกข้อความ)", blank=True, help_text=A_PARAGRAPH_A_LINE)
    letter_subject = models.CharField("เรื่อง (หนังสือนำส่ง)", max_length=400, blank=True)
    letter_to = models.CharField("เรียน (หนังสือนำส่ง)", max_length=200, blank=True)
    letter_reference = models.CharField(
        "อ้างถึง (หนังสือนำส่ง)",
        max_length=400,
        blank=True,
        help_text="พิมพ์ - หากหนังสือไม่มีอ้างถึง",
    )
    letter_body = models.TextField("ข้อความ (หนังสือนำส่ง)", blank=True, help_text=A_PARAGRAPH_A_LINE)

    history = HistoricalRecords()
    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "-months"]
        verbose_name = verbose_name_plural = "รอบรายงาน"
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "months"], name="one_round_per_year_and_months"
            ),
            models.CheckConstraint(
                condition=Q(months__in=[6, 12]), name="a_round_covers_six_or_twelve_months"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")), name="a_round_is_not_due_before_it_opens"
            ),
        ]

    def __str__(self):
        return thai.to_thai_digits(f"รอบ {self.months} เดือน ปีงบประมาณ พ.ศ. {self.fiscal_year}")

    def get_absolute_url(self):
        return reverse("public_round", args=[self.fiscal_year, self.months])

    @property
    def name(self) -> str:
        """รอบ ๖ เดือน (๑ ต.ค. ๒๕๖๖ – ๓๑ มี.ค. ๒๕๖๗)"""
        return thai.round_name(self.months, self.fiscal_year)

    @property
    def headings(self) -> tuple[str, str, str, str, str, str]:
        return (
            self.heading_number,
            self.heading_official,
            self.heading_provincial,
            self.heading_step,
            self.heading_result,
            self.heading_status,
        )

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def was_opened(self) -> bool:
        """Whether the centre has opened it, for now or for its opening day."""
        return self.opened_at is not None

    def has_opened(self, today: date) -> bool:
        """Whether provinces see it."""
        return self.was_opened and self.opens_on <= today

    def due_for(self, province: Province) -> date:
        """The due date of one province: the latest of the round's, the extension for all and its own."""
        dates = [
            extension.due_on
            for extension in self.extensions.all()
            if extension.province_id in (None, province.pk)
        ]
        return max([self.due_on, *dates])

    def extension_for(self, province: Province, due_on: date) -> "RoundExtension | None":
        """The extension that gives a province until this day, its own before that for all; None where none does."""
        if due_on <= self.due_on:
            return None
        theirs = [one for one in self.extensions.all() if one.due_on == due_on]
        own = (one for one in theirs if one.province_id == province.pk)
        of_all = (one for one in theirs if one.province_id is None)
        return next(own, None) or next(of_all, None)


class RoundExtension(models.Model):
    """ขยายเวลา: a later due date for one province, or (province empty) for all."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="extensions")
    province = models.ForeignKey(
        Province, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="จังหวัด"
    )
    due_on = models.DateField("กำหนดส่งใหม่")
    reason = models.CharField("เหตุผล", max_length=300)

    history = HistoricalRecords()

    class Meta:
        ordering = ["round", "province"]
        verbose_name = verbose_name_plural = "การขยายเวลา"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "province"], name="one_extension_per_round_and_province"
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(province__isnull=True),
                name="one_extension_for_all_per_round",
            ),
        ]

    def __str__(self):
        return f"{self.round} · {self.province or 'ทุกจังหวัด'}"


class HolidayQuerySet(models.QuerySet):
    def days(self) -> frozenset[date]:
        """The days themselves, as calendar_app/workdays.py counts with them: one query."""
        return frozenset(self.values_list("day", flat=True))


class Holiday(models.Model):
    """A day off of the government offices besides Saturdays and Sundays, substitutes included."""

    day = models.DateField("วันที่", unique=True)
    name = models.CharField("วันหยุดราชการ", max_length=120)

    history = HistoricalRecords()
    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        verbose_name = verbose_name_plural = "วันหยุดราชการ"

    def __str__(self):
        return f"{thai.write_date(self.day)} {self.name}"
