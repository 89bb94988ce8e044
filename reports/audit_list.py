"""ประวัติการใช้งาน as it is read: sentences with what they are about, a fixed number of queries. Reads only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from ita_portal import thai
from ita_portal.models import AuditEntry, Province
from reports.models import Report, Submission

PAGE = 100
# What a table file holds at most.
MOST = 20_000

# By what a subject is known: what is read with it, its words, the page it is found on.
RELATED = {
    "reports.report": ("province", "round"),
    "reports.submission": ("report__province", "report__round"),
    "calendar_app.schedule": ("province",),
    "ita_portal.user": ("province",),
    "reports.evidence": ("province",),
}
DEFERRED = {"reports.submission": ("content",), "reports.report": ("raw",)}
PAGES = {
    "reports.report": "review_report",
    "reports.submission": "review_submission",
    "calendar_app.round": "review_round",
}
GONE = "(ลบแล้ว)"


@dataclass(frozen=True, slots=True)
class Told:
    """One entry with what it is about; `url` is empty where nothing is left to open."""

    entry: AuditEntry
    subject: str
    url: str

    @property
    def sentence(self) -> str:
        """สมหญิง ตัวอย่าง (เจ้าหน้าที่จังหวัด จังหวัดลำพูน) บันทึกแถวในรายงาน จังหวัดลำพูน รอบ ๖ เดือน …"""
        return " ".join(filter(None, (self.entry.who, self.entry.what, self.subject)))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty counts as not asked for. Days are inclusive, in Bangkok time."""

    kind: str = ""
    name: str = ""
    province: Province | None = None
    since: date | None = None
    until: date | None = None
    report: int | None = None

    def entries(self) -> QuerySet[AuditEntry]:
        """Newest first."""
        found = AuditEntry.objects.order_by("-pk")
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.name:
            found = found.filter(name__icontains=self.name)
        if self.province:
            reports = Report.objects.of_province(self.province)
            found = found.filter(Q(province=self.province.pk) | _about(reports))
        if self.report:
            found = found.filter(_about(Report.objects.filter(pk=self.report)))
        if self.since:
            found = found.filter(at__gte=_begin(self.since))
        if self.until:
            found = found.filter(at__lt=_begin(self.until + timedelta(days=1)))
        return found


def _about(reports: QuerySet[Report]) -> Q:
    """What was done with some reports, or with versions of them."""
    sent = Submission.objects.filter(report__in=reports)
    return Q(subject_kind="reports.report", subject__in=reports.values("pk")) | Q(
        subject_kind="reports.submission", subject__in=sent.values("pk")
    )


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def told(entries: Iterable[AuditEntry]) -> list[Told]:
    """The entries with their subjects: one query for each kind of subject among them."""
    entries = list(entries)
    wanted = defaultdict(set)
    for entry in entries:
        if entry.subject:
            wanted[entry.subject_kind].add(entry.subject)
    rows = {kind: _rows(kind, pks) for kind, pks in wanted.items()}
    return [_told(entry, rows) for entry in entries]


def _rows(kind: str, pks: set[int]) -> dict[int, Model]:
    rows = apps.get_model(kind)._default_manager.select_related(*RELATED.get(kind, ()))
    if kind in DEFERRED:
        rows = rows.defer(*DEFERRED[kind])
    return rows.in_bulk(pks)


def _told(entry: AuditEntry, rows: dict[str, dict[int, Model]]) -> Told:
    if not entry.subject:
        return Told(entry, "", "")
    row = rows[entry.subject_kind].get(entry.subject)
    if row is None:
        return Told(entry, GONE, "")
    name = PAGES.get(entry.subject_kind)
    return Told(
        entry, thai.thai_digits_in_text(str(row)), reverse(name, args=[row.pk]) if name else ""
    )
