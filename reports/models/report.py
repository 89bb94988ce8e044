"""What was done: a province's report in a round, its rows, its frozen submissions and its history."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from calendar_app.models import CalendarRevision, CalendarStep, Round
from calendar_app.windows import (
    WindowAttribute,
    end_column,
    precision_column,
    start_column,
    text_column,
    window_constraints,
)
from ita_portal import thai
from ita_portal.models import Province
from reports import document, workflow
from reports.workflow import State

if TYPE_CHECKING:
    from reports.models.public_version import PublicVersion

PERSON = settings.AUTH_USER_MODEL


class Status(models.TextChoices):
    DONE = "done", "ดำเนินการแล้ว"
    IN_PROGRESS = "in_progress", "อยู่ระหว่างดำเนินการ"
    NOT_DUE = "not_due", "ยังไม่ถึงกำหนด (พิมพ์เป็น -)"


class Answer(models.TextChoices):
    NOTHING_TO_REPORT = "nothing_to_report", "ไม่มีเรื่องต้องรายงาน"
    NOT_OURS = "not_ours", "สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ"


class ReportQuerySet(models.QuerySet):
    def of_province(self, province: Province):
        return self.filter(province=province)

    def visible_to(self, user):
        """The reports a person may open: their province's own, or all for the centre."""
        if user.of_the_centre:
            return self.all()
        return self.of_province(user.province)

    def public(self, today: date):
        """Reports of which an accepted submission may be shown to everyone on this day.

        Which one: `Report.as_everyone_reads`.
        """
        now = timezone.now()
        stands = Q(held_until__isnull=True) | Q(held_until__lte=now)
        return self.filter(
            (stands & Q(accepted__published_on__lte=today))
            | Q(held_until__gt=now, hold__before__published_on__lte=today)
        )

    def published(self, today: date):
        """Public reports that have not been withdrawn."""
        return self.public(today).filter(withdrawn_at__isnull=True)

    def awaiting_review(self):
        return self.filter(state=State.SUBMITTED)

    def with_last_move(self):
        """Adds `last_move_at` and `last_move_by` (a name with its title) of the newest state change."""
        newest = StateChange.objects.filter(report=OuterRef("pk")).order_by("-at", "-pk")
        by = newest.annotate(name=Concat("by__title", "by__name")).values("name")
        return self.annotate(
            last_move_at=Subquery(newest.values("at")[:1]), last_move_by=Subquery(by[:1])
        )

    def with_ruling_calendar(self):
        """Adds `ruling_number`, the calendar revision in force of the report's year, for `newer_calendar`."""
        in_force = CalendarRevision.objects.in_force().order_by("-number")
        of_the_year = in_force.filter(fiscal_year=OuterRef("round__fiscal_year"))
        return self.annotate(ruling_number=Subquery(of_the_year.values("number")[:1]))

    def with_words(self):
        """Adds `has_words`: whether a row says anything beyond the calendar it was started from."""
        written = Group.objects.filter(_is_written(), report=OuterRef("pk"))
        return self.annotate(has_words=Exists(written))


def _is_written() -> Q:
    """The groups (ที่) that somebody has written into; what was only moved or added empty says nothing.

    Nor do the words that a row had from the calendar when it began, while its status is not chosen.
    """
    said = Q(lines__result__gt="") | Q(lines__answer__gt="")
    by_people = Q(lines__status_follows=False) | Q(
        lines__answer__in=["", Answer.NOTHING_TO_REPORT.value]
    )
    return (
        Q(version__gt=1)
        | Q(lines__version__gt=1)
        | ~Q(lines__raw={})
        | Q(lines__status__in=[Status.DONE.value, Status.IN_PROGRESS.value])
        | Q(lines__status_text__gt="")
        | Q(lines__attachments__isnull=False)
        | (said & by_people)
    )


class Report(models.Model):
    """One province's report in one round.

    `version` grows with every change of its content; a hand-over and a certification name the
    version they mean. `read_in_…` marks rows that the centre read in from a paper of the province's
    and the province has not yet confirmed. Contact, footnote and number style are blank where the
    round's hold. Until `held_until` its acceptance may be undone, and everyone reads what they read
    before (`Hold`).
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    province = models.ForeignKey(Province, models.PROTECT, related_name="reports")
    calendar = models.ForeignKey(
        CalendarRevision, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    state = models.CharField(
        max_length=12,
        choices=[(state.value, label) for state, label in workflow.STATE_LABELS.items()],
        default=State.DRAFT,
    )
    version = models.PositiveIntegerField(default=1)
    contact = models.TextField("จัดทำโดย", blank=True)
    footnote = models.TextField("หมายเหตุท้ายรายงาน", blank=True)
    number_style = models.CharField(
        "รูปแบบเลขลำดับที่", max_length=2, blank=True, choices=[("๑", "๑"), ("๑.", "๑.")]
    )
    details_version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField("แก้ไขล่าสุดเมื่อ", null=True, blank=True)
    changed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField("เสนอหัวหน้าเมื่อ", null=True, blank=True)
    handed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    handed_version = models.PositiveIntegerField(null=True, blank=True)
    taken_at = models.DateTimeField("รับไว้ตรวจเมื่อ", null=True, blank=True)
    taken_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    read_in_at = models.DateTimeField("ส่วนกลางนำเข้าจากเอกสารให้เมื่อ", null=True, blank=True)
    read_in_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    read_in_version = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField("กำหนดส่งใหม่", null=True, blank=True)
    accepted = models.ForeignKey(
        "Submission", models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField("ถอนการเผยแพร่เมื่อ", null=True, blank=True)
    withdrawn_reason = models.CharField("เหตุผลที่ถอน", max_length=500, blank=True)
    held_until = models.DateTimeField("ยกเลิกการรับได้ถึง", null=True, blank=True)
    raw = models.JSONField("ตามเอกสารที่อ่าน", default=dict, blank=True)

    history = HistoricalRecords()
    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["round", "province"]
        verbose_name = verbose_name_plural = "รายงาน"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "province"], name="one_report_per_province_and_round"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="a_report_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED.value) | Q(accepted__isnull=False),
                name="an_accepted_report_has_an_accepted_submission",
            ),
            models.CheckConstraint(
                condition=Q(handed_at__isnull=True, handed_version__isnull=True)
                | Q(handed_at__isnull=False, handed_version=F("version")),
                name="a_hand_over_names_the_present_version",
            ),
            models.CheckConstraint(
                condition=Q(
                    read_in_at__isnull=True, read_in_by__isnull=True, read_in_version__isnull=True
                )
                | Q(
                    read_in_at__isnull=False,
                    read_in_by__isnull=False,
                    read_in_version__isnull=False,
                ),
                name="a_reading_in_by_the_centre_has_a_time_a_person_and_a_version",
            ),
        ]

    def __str__(self):
        return f"{self.province} · {self.round}"

    def get_absolute_url(self):
        return reverse(
            "public_report", args=[self.round.fiscal_year, self.round.months, self.province.slug]
        )

    @property
    def is_handed_over(self) -> bool:
        return self.handed_at is not None

    @property
    def is_taken(self) -> bool:
        return self.taken_at is not None

    @property
    def is_read_in(self) -> bool:
        """Whether the centre filled it in from a paper and the province has yet to confirm that."""
        return self.read_in_at is not None

    @property
    def is_editable(self) -> bool:
        return self.state in workflow.EDITABLE

    @property
    def newer_calendar(self) -> int | None:
        """The number of the calendar in force, where a report that can be edited follows an older one.

        Only of reports read `with_ruling_calendar`.
        """
        ruling = getattr(self, "ruling_number", None)
        if ruling is None or not self.is_editable:
            return None
        return ruling if self.calendar is None or self.calendar.number < ruling else None

    @property
    def is_correction(self) -> bool:
        """Whether what was sent corrects a version that was accepted and stands."""
        is_sent = self.state == State.SUBMITTED
        return is_sent and self.accepted_id is not None and self.withdrawn_at is None

    def is_as_started(self) -> bool:
        """Whether nobody has written a word into it since it was started from the calendar: one query.

        Rows that were only moved, removed or added empty say nothing yet.
        """
        return not self.has_closing_words and not self.groups.filter(_is_written()).exists()

    @property
    def has_closing_words(self) -> bool:
        return bool(self.contact or self.footnote or self.number_style)

    @property
    def situation(self) -> workflow.Situation:
        return workflow.Situation(
            state=State(self.state),
            handed_over=self.is_handed_over,
            taken=self.is_taken,
            read_in=self.is_read_in,
            clerks_may_submit=self.round.clerks_may_submit,
            on_paper=self.round.paper_path,
            signed=self.round.paper_path and self.has_signed_scan(),
            held=self.is_held(timezone.now()),
        )

    def is_held(self, now: datetime) -> bool:
        """Whether its acceptance may still be undone and nobody outside has been told of it."""
        return self.held_until is not None and self.held_until > now

    def as_everyone_reads(self, now: datetime) -> "Report":
        """Itself with the accepted version that the public has: while one is held, that of before. Never save it."""
        if self.is_held(now):
            self.accepted = self.hold.before
        return self

    def has_signed_scan(self) -> bool:
        """Whether a signed paper lies ready that has not been sent yet: one query.

        Whether it says what the report says now is seen by the words when it is sent: those that were
        changed and changed back are the ones that were signed.
        """
        copies = self.signing_copies.filter(scans__isnull=False)
        return copies.exclude(number__in=self.submissions.values("number")).exists()

    def moves_for(self, user) -> list[workflow.Move]:
        """The moves this person may make now. The province's people: only on their own report."""
        if user.of_a_province and user.province_id != self.province_id:
            return []
        return workflow.allowed_moves(user.role, self.situation)

    @property
    def state_key(self) -> str:
        """The state refined by its mark: what badges and sentences tell apart."""
        if self.is_editable and self.is_handed_over:
            return "handed_over"
        if self.state == State.SUBMITTED and self.is_taken:
            return "under_review"
        return self.state

    @property
    def state_label(self) -> str:
        return STATE_KEY_LABELS[self.state_key]

    def due(self) -> date:
        """The day by which it is wanted: the latest of the round's, an extension's and that of a return."""
        by_round = self.round.due_for(self.province)
        return max(by_round, self.due_on or by_round)

    @property
    def published_on(self) -> date | None:
        """The day its accepted version became public, or will: None while there is none."""
        return self.accepted.published_on if self.accepted else None

    def publication_day(self, today: date) -> date:
        """From when a version accepted today is public: the round may have everyone wait for a day.

        A correction waits no longer than what it replaces, so that a public address stays one.
        """
        is_promised = self.accepted is not None and self.withdrawn_at is None
        awaited = self.accepted.published_on if is_promised else self.round.publishes_on
        return max(today, awaited or today)

    def is_overdue(self, today: date, *, was_sent: bool) -> bool:
        """Whether its day has passed while the province still has it.

        A report that was sent before and is back in the province has a day only where the centre
        set one on its return.
        """
        if not self.is_editable or (was_sent and self.due_on is None):
            return False
        return self.due() < today


STATE_KEY_LABELS = {
    "not_started": "ยังไม่เริ่มจัดทำ",
    "handed_over": "เสนอหัวหน้าแล้ว รอรับรอง",
    "under_review": "กำลังตรวจ",
    **{state.value: label for state, label in workflow.STATE_LABELS.items()},
}


class Group(models.Model):
    """One ที่: its own copy of the official window, and the province's window."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="groups")
    order = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    official_start = start_column()
    official_end = end_column()
    official_precision = precision_column()
    official_text = text_column()
    provincial_start = start_column()
    provincial_end = end_column()
    provincial_precision = precision_column()
    provincial_text = text_column()

    official = WindowAttribute("official_")
    provincial = WindowAttribute("provincial_")
    history = HistoricalRecords()

    class Meta:
        ordering = ["report", "order", "pk"]
        verbose_name = verbose_name_plural = "ลำดับที่"
        constraints = [
            *window_constraints("official_window", "official_"),
            *window_constraints("provincial_window", "provincial_"),
        ]

    def __str__(self):
        return f"{self.report} #{self.order}"


class Line(models.Model):
    """One printed row: result, status and answer. `raw` keeps what was read from a document, by column.

    `status_follows` while nobody has chosen the status: it is not_due as long as the window begins
    after the round's day, else none.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="lines")
    order = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    result = models.TextField("ผลการดำเนินการ", blank=True)
    status = models.CharField("สถานะการดำเนินการ", max_length=12, blank=True, choices=Status.choices)
    status_follows = models.BooleanField("สถานะเป็นไปตามช่วงระยะเวลา", default=False)
    status_text = models.CharField("ถ้อยคำสถานะที่พิมพ์", max_length=120, blank=True)
    answer = models.CharField("คำตอบ", max_length=20, blank=True, choices=Answer.choices)
    answer_reason = models.CharField("เหตุผล", max_length=500, blank=True)
    raw = models.JSONField("ตามเอกสารที่อ่าน", default=dict, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["group", "order", "pk"]
        verbose_name = verbose_name_plural = "แถว"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["", *document.STATUSES]), name="a_row_has_a_known_status"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", *document.ANSWERS]), name="a_row_has_a_known_answer"
            ),
        ]

    def __str__(self):
        return f"{self.group} / {self.order}"


class Item(models.Model):
    """One step text with its label as typed, and the calendar steps it answers."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    label = models.CharField("เครื่องหมายนำ", max_length=12, blank=True)
    text = models.TextField("ขั้นตอน", blank=True)
    steps = models.ManyToManyField(CalendarStep, blank=True, related_name="items")

    history = HistoricalRecords(m2m_fields=[steps])

    class Meta:
        ordering = ["line", "order", "pk"]
        verbose_name = verbose_name_plural = "ขั้นตอนในแถว"

    def __str__(self):
        return self.text


class RemovedRow(models.Model):
    """A row that was deleted, whole, so that เลิกทำ puts it back where it was."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="removed_rows")
    content = models.JSONField()
    removed_at = models.DateTimeField()
    removed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["report", "-removed_at", "-pk"]
        verbose_name = verbose_name_plural = "แถวที่ลบ"

    def __str__(self):
        return f"{self.report}: {self.removed_at}"


# The folder of the store with the PDFs of frozen versions.
SUBMISSIONS = "submissions/"


class SubmissionQuerySet(models.QuerySet):
    def accepted(self):
        """Those that the centre accepted, the public one and the earlier ones."""
        return self.filter(accepted_at__isnull=False)

    def not_printed(self):
        """Those whose PDF is neither made nor known to be impossible."""
        return self.filter(pdf="", print_problem="")

    def not_counted(self):
        """Those in which nobody has counted what the checks find (`FindingCount`)."""
        return self.filter(finding_count__isnull=True)

    def newest_of_each_report(self):
        """Only the last submission of each report."""
        newest = Submission.objects.filter(report=OuterRef("report")).order_by("-number")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class Submission(models.Model):
    """The frozen version that a submit makes: canonical JSON and its SHA-256. Its content never changes.

    A version sent again without a new day keeps the first one's `due_on` and `days_late`.
    `published_on` is set when it is accepted; no later setting of the round moves it.
    `verify_address` is printed on it: where everyone confirms it; empty where the portal had no address.
    `read_sha256` is `content.digest` of the draft that was certified: what was sent twice is known by it.
    `signed_on` is the day on the paper that was signed by hand; null where it was certified here.
    `letter_number` and `letter_date` are those of the letter it went with, noted once they are known.
    `answered_steps` of `all_steps` is its coverage of the calendar, kept so that lists of many need
    not read the content. `pdf` holds the bytes first made for it; they are served for good.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("ฉบับที่ส่ง ครั้งที่")
    reference = models.CharField("เลขอ้างอิง", max_length=24, unique=True)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    verify_address = models.CharField("ตรวจสอบได้ที่", max_length=300, blank=True)
    report_version = models.PositiveIntegerField()
    submitted_at = models.DateTimeField("ส่งเมื่อ")
    submitted_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    signer_name = models.CharField("ผู้รับรอง", max_length=160)
    signer_post = models.CharField("ตำแหน่ง", max_length=160, blank=True)
    signer_acting = models.CharField("ลงนามในฐานะ", max_length=40, blank=True)
    signer_acting_for = models.CharField("ตำแหน่งที่แทน", max_length=160, blank=True)
    read_sha256 = models.CharField(max_length=64, blank=True)
    signed_on = models.DateField("ลงนามในเอกสารเมื่อ", null=True, blank=True)
    due_on = models.DateField("กำหนดส่ง")
    days_late = models.PositiveSmallIntegerField("ส่งล่าช้า (วัน)", default=0)
    answered_steps = models.PositiveSmallIntegerField("รายงานแล้ว (ขั้นตอน)")
    all_steps = models.PositiveSmallIntegerField("จากทั้งหมด (ขั้นตอน)")
    accepted_at = models.DateTimeField("รับรายงานเมื่อ", null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    published_on = models.DateField("วันเผยแพร่", null=True, blank=True)
    pdf = models.FileField(upload_to=SUBMISSIONS, blank=True)
    print_problem = models.TextField("เหตุที่พิมพ์ไม่ได้", blank=True)
    letter_number = models.CharField("ที่ (หนังสือนำส่ง)", max_length=80, blank=True)
    letter_date = models.DateField("ลงวันที่ (หนังสือนำส่ง)", null=True, blank=True)
    letter_noted_at = models.DateTimeField("บันทึกที่หนังสือเมื่อ", null=True, blank=True)
    letter_noted_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    # What everyone reads; null where that is the content itself.
    public = models.OneToOneField(
        "PublicVersion", models.PROTECT, null=True, blank=True, related_name="submission"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["report", "number"]
        verbose_name = verbose_name_plural = "ฉบับที่ส่ง"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="one_submission_per_report_and_number"
            ),
            models.CheckConstraint(
                condition=Q(
                    accepted_at__isnull=True, accepted_by__isnull=True, published_on__isnull=True
                )
                | Q(
                    accepted_at__isnull=False, accepted_by__isnull=False, published_on__isnull=False
                ),
                name="an_acceptance_has_a_time_a_person_and_a_publication_day",
            ),
            models.CheckConstraint(
                condition=Q(letter_noted_at__isnull=False, letter_noted_by__isnull=False)
                | Q(
                    letter_noted_at__isnull=True,
                    letter_noted_by__isnull=True,
                    letter_number="",
                    letter_date__isnull=True,
                ),
                name="a_noted_letter_has_a_time_and_a_person",
            ),
        ]
        # What the printing worker looks for every minute.
        indexes = [
            models.Index(fields=["id"], condition=Q(pdf=""), name="submissions_without_a_pdf")
        ]

    def __str__(self):
        return self.reference

    @property
    def signer(self) -> document.Signer:
        """Who certified it, in which capacity; also where the round prints no signature block."""
        return document.Signer(
            self.signer_name, self.signer_post, self.signer_acting, self.signer_acting_for
        )

    @property
    def imprint(self) -> document.Imprint:
        """What its paper says of it, below the report itself."""
        return self.imprint_of(self.content)

    def imprint_of(self, content: str) -> document.Imprint:
        """The same for what everyone reads of it."""
        return document.Imprint(
            self.reference, self.number, self.submitted_at, content, self.verify_address
        )

    @property
    def letter(self) -> str:
        """ที่ … ลงวันที่ … of the letter it went with, as far as they were noted; digits as typed."""
        number = f"ที่ {self.letter_number}" if self.letter_number else ""
        day = f"ลงวันที่ {thai.write_date(self.letter_date)}" if self.letter_date else ""
        return f"{number} {day}".strip()

    @property
    def letter_token(self) -> str:
        """Which note of the letter this is: a word that changes whenever it is noted again."""
        return self.letter_noted_at.isoformat() if self.letter_noted_at else ""

    @property
    def print_digest(self) -> str:
        """All that its paper says, the content and the imprint, as one word."""
        return self.print_digest_of(self.sha256)

    def print_digest_of(self, sha256: str) -> str:
        """The same for what everyone reads of it."""
        sent = self.submitted_at.astimezone(UTC).isoformat()
        said = f"{sha256} {self.reference} {self.number} {sent} {self.verify_address}"
        return document.digest(said.rstrip())

    @property
    def file_name(self) -> str:
        return f"{self.print_digest}.pdf"

    @property
    def document(self) -> document.Report:
        """The frozen report as it is printed."""
        return document.from_json(self.content)

    @property
    def as_public(self) -> "Submission | PublicVersion":
        """What everyone may read and print of it: itself, unless a version without secrets stands beside it."""
        return self.public if self.public_id else self

    def is_public_as(self, paper: "Submission | PublicVersion") -> bool:
        """Whether everyone may read this paper of it once it is accepted."""
        return self.accepted_at is not None and paper == self.as_public


class DraftPrintQuerySet(models.QuerySet):
    def kept(self, now: datetime):
        """Those that may still be opened."""
        return self.filter(asked_at__gt=now - KEPT)

    def expired(self, now: datetime):
        return self.filter(asked_at__lte=now - KEPT)

    def not_printed(self):
        """Those whose PDF is neither made nor known to be impossible."""
        return self.filter(pdf="", print_problem="")


KEPT = timedelta(days=1)


class DraftPrint(models.Model):
    """A draft on paper as somebody asked for it: its canonical JSON and the moment printed on it.

    Whoever asks again for the same words gets the same file; after a day it is removed.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="draft_prints")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    asked_at = models.DateTimeField("สั่งพิมพ์เมื่อ")
    pdf = models.FileField(upload_to="drafts/", blank=True)
    print_problem = models.TextField("เหตุที่พิมพ์ไม่ได้", blank=True)

    objects = DraftPrintQuerySet.as_manager()

    class Meta:
        ordering = ["report", "asked_at", "pk"]
        verbose_name = verbose_name_plural = "ร่างฉบับพิมพ์"

    def __str__(self):
        return f"{self.report}: {self.asked_at}"

    @property
    def document(self) -> document.Report:
        """The draft as it is printed."""
        return document.from_json(self.content)

    @property
    def file_name(self) -> str:
        return f"{self.sha256}-{self.pk}.pdf"


class StateChange(models.Model):
    """One move of a report's workflow: who, when, from where to where, and the words said."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="state_changes")
    move = models.CharField(
        max_length=16, choices=[(move.value, label) for move, label in workflow.MOVE_LABELS.items()]
    )
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    comment = models.TextField(blank=True)
    report_version = models.PositiveIntegerField()
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, related_name="state_changes"
    )

    class Meta:
        ordering = ["report", "at", "pk"]
        verbose_name = verbose_name_plural = "การเปลี่ยนสถานะ"

    def __str__(self):
        return f"{self.report}: {self.get_move_display()}"

    @property
    def held_until(self) -> datetime | None:
        """When it was recorded just now: until when nobody is told, because it may still be undone."""
        return self.report.held_until if self.move == workflow.Move.ACCEPT else None
