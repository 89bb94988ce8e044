"""What lists and front pages show: questions over many reports or steps, answered in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.utils import timezone

from calendar_app.models import CalendarRevision, RevisionStep, Round
from calendar_app.places import AHEAD, NOW, OVER, PLACE_LABELS, place_of
from ita_portal import thai
from ita_portal.models import Province, User
from reports import workflow
from reports.models import (
    STATE_KEY_LABELS,
    Answer,
    Assignment,
    Report,
    StateChange,
    Submission,
)
from reports.workflow import Move, State

OVERDUE, CORRECTION = "overdue", "correction"

# What a province can be filtered by, in the order in which a report goes its way.
STATES = {
    key: STATE_KEY_LABELS[key]
    for key in (
        "not_started",
        "draft",
        "handed_over",
        "submitted",
        "under_review",
        "returned",
        "accepted",
    )
} | {CORRECTION: "ฉบับแก้ไข รอรับ", OVERDUE: "เลยกำหนด ยังไม่ส่ง"}


# The centre's table ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many steps of the calendar a report answers: as sent, or (a draft) as written."""

    answered: int
    all: int
    is_draft: bool


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """One province of a round: its report, if there is one, and how it stands on a day."""

    province: Province
    report: Report | None
    submission: Submission | None
    coverage: Coverage | None
    due: date
    is_overdue: bool

    @property
    def state_key(self) -> str:
        return self.report.state_key if self.report else "not_started"

    @property
    def state_label(self) -> str:
        return STATE_KEY_LABELS[self.state_key]

    @property
    def days_late(self) -> int:
        """Days by which the newest submission missed its due date; 0 while none stands."""
        return self.submission.days_late if self.submission else 0

    @property
    def is_public_meanwhile(self) -> bool:
        """Whether an accepted version stays public while the report is under correction."""
        report = self.report
        return bool(report and report.accepted_id and not report.withdrawn_at) and (
            report.state != State.ACCEPTED
        )

    @property
    def is_correction(self) -> bool:
        """Whether what waits for the centre corrects what it has accepted."""
        return bool(self.report and self.report.is_correction)

    @property
    def changed_at(self) -> datetime | None:
        """When anything last happened to the report: a change of its text or a move."""
        return max(filter(None, self._times()), default=None)

    @property
    def changed_by(self) -> str:
        """The name of whoever did it."""
        if self.report is None:
            return ""
        edited, moved = self._times()
        if edited and (moved is None or edited > moved):
            return str(self.report.changed_by or "")
        return self.report.last_move_by or ""

    @property
    def is_unwritten(self) -> bool:
        """Whether the province has written nothing, so that the centre may read its paper in."""
        report = self.report
        if report is None:
            return True
        is_fresh = report.state == State.DRAFT and self.submission is None
        is_touched = report.is_read_in or report.has_closing_words or report.has_words
        return is_fresh and not is_touched

    def _times(self) -> tuple[datetime | None, datetime | None]:
        if self.report is None:
            return None, None
        return self.report.changed_at, self.report.last_move_at

    def is_in(self, state: str) -> bool:
        if state == CORRECTION:
            return self.is_correction
        return self.is_overdue if state == OVERDUE else self.state_key == state


def province_rows(round_: Round, today: date) -> list[ProvinceRow]:
    """One row for each of the 76 provinces, in the order of their codes: five queries."""
    prefetch_related_objects([round_], "extensions")
    reports = {report.province_id: report for report in _reports(round_)}
    submissions = {
        submission.report_id: submission
        for submission in Submission.objects.filter(report__round=round_)
        .newest_of_each_report()
        .select_related("finding_count")
        .defer("content")
    }
    drafts = draft_coverage(round_.reports.all())
    return [
        standing(province, reports.get(province.pk), round_, submissions, drafts, today)
        for province in Province.objects.with_office().select_related("assignment__reviewer")
    ]


def _reports(round_: Round):
    reports = round_.reports.select_related("changed_by").defer("raw")
    return reports.order_by().with_last_move().with_words()


def standing(
    province: Province,
    report: Report | None,
    round_: Round,
    submissions: dict[int, Submission],
    drafts: dict[int, Coverage],
    today: date,
) -> ProvinceRow:
    """One province of a round, its report and its newest submission already read: no query."""
    if report is None:
        due = round_.due_for(province)
        return ProvinceRow(province, None, None, None, due, is_overdue=due < today)
    report.round, report.province = round_, province
    submission = submissions.get(report.pk)
    return ProvinceRow(
        province=province,
        report=report,
        submission=submission,
        coverage=frozen_coverage(submission) if submission else drafts.get(report.pk),
        due=report.due(),
        is_overdue=report.is_overdue(today, was_sent=submission is not None),
    )


def frozen_coverage(submission: Submission) -> Coverage:
    return Coverage(submission.answered_steps, submission.all_steps, is_draft=False)


def coverage_of(report: Report, newest: Submission | None) -> Coverage | None:
    """What the centre is told of one report: its newest submission's coverage, else its draft's."""
    if newest:
        return frozen_coverage(newest)
    return draft_coverage(Report.objects.filter(pk=report.pk)).get(report.pk)


def draft_coverage(reports: QuerySet[Report]) -> dict[int, Coverage]:
    """Report id → the steps for which an unsent report has a written row: counted in one query."""
    steps = (
        RevisionStep.objects.filter(revision=OuterRef("calendar"))
        .order_by()
        .values("revision")
        .annotate(count=Count("pk"))
    )
    written = Q()
    for column in ("result", "status", "status_text"):
        written |= Q(**{f"groups__lines__{column}__gt": ""})
    # As document.Line.is_written: nothing to report is said with its reason.
    written |= Q(groups__lines__answer=Answer.NOT_OURS)
    written |= Q(
        groups__lines__answer=Answer.NOTHING_TO_REPORT, groups__lines__answer_reason__gt=""
    )
    in_calendar = Q(groups__lines__items__steps__editions__revision=F("calendar"))
    counted = (
        reports.filter(state__in=sorted(workflow.EDITABLE), calendar__isnull=False)
        .order_by()
        .annotate(
            answered=Count(
                "groups__lines__items__steps", distinct=True, filter=written & in_calendar
            ),
            all=Subquery(steps.values("count")),
        )
        .values_list("pk", "answered", "all")
    )
    return {pk: Coverage(answered, all_ or 0, is_draft=True) for pk, answered, all_ in counted}


@dataclass(frozen=True, slots=True)
class Waiting:
    """The reports of a round that wait for the centre, seen from one of them: who comes before and after."""

    count: int
    previous: Report | None
    next: Report | None


def waiting_around(report: Report, by: User | None = None) -> Waiting:
    """Round about in the order of the queue, so that no waiting report is ever passed over: one query.

    Those assigned to `by` come first, then who waits longest. A report that no longer waits stands
    where it stood.
    """
    sent = Submission.objects.filter(report=OuterRef("pk")).order_by("-number")
    waits = Q(state=State.SUBMITTED)
    in_line = list(
        Report.objects.filter(waits | Q(pk=report.pk), round=report.round_id)
        .annotate(
            is_mine=Exists(Assignment.objects.filter(province=OuterRef("province"), reviewer=by)),
            sent_at=Subquery(sent.values("submitted_at")[:1]),
        )
        .select_related("province")
        .only("round", "state", "accepted_id", "withdrawn_at", "province__name", "province__code")
        .order_by("-is_mine", F("sent_at").asc(nulls_last=True), "province__code")
    )
    place = next(place for place, one in enumerate(in_line) if one.pk == report.pk)
    after, before = in_line[place + 1 :], in_line[:place]
    return Waiting(
        count=len(after) + len(before),
        previous=(before or after or [None])[-1],
        next=(after or before or [None])[0],
    )


# What is public ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Edition:
    """An accepted version of a report as the public knows it."""

    submission: Submission
    label: str
    published_on: date
    is_newest: bool


def editions(report: Report) -> list[Edition]:
    """The accepted versions that may be read, newest first.

    Versions from before a withdrawal stay withdrawn also after a later one was accepted. One whose
    acceptance is held back is not among them.
    """
    withdrawn = (
        StateChange.objects.filter(report=report, move=Move.WITHDRAW).order_by("-at").values("at")
    )
    accepted = (
        report.submissions.accepted()
        .select_related("public")
        .annotate(withdrawn_at=Subquery(withdrawn[:1]))
    )
    if report.is_held(timezone.now()):
        accepted = accepted.exclude(pk=report.hold.submission_id)
    found = [
        Edition(
            submission=submission,
            label=edition_label(place),
            published_on=submission.published_on,
            is_newest=submission.pk == report.accepted_id,
        )
        for place, submission in enumerate(accepted.order_by("number"))
        if submission.withdrawn_at is None or submission.accepted_at > submission.withdrawn_at
    ]
    return found[::-1]


def edition_label(place: int) -> str:
    """ฉบับแรก for the first accepted version, ฉบับแก้ไขครั้งที่ … for those after it."""
    return f"ฉบับแก้ไขครั้งที่ {place}" if place else "ฉบับแรก"


@dataclass(frozen=True, slots=True)
class Region:
    name: str
    reports: list[Report]


def published_reports(rounds: Iterable[Round], today: date) -> dict[int, list[Report]]:
    """Round id → its public reports in the order of the provinces, without their content: one query."""
    reports = (
        Report.objects.published(today)
        .filter(round__in=rounds)
        .select_related("round", "province", "accepted", "hold__before")
        .defer("raw", "accepted__content", "hold__before__content")
        .order_by("round_id", "province__code")
    )
    now = timezone.now()
    reports = [report.as_everyone_reads(now) for report in reports]
    return {pk: list(found) for pk, found in groupby(reports, key=lambda one: one.round_id)}


def by_region(reports: Iterable[Report]) -> list[Region]:
    """Reports by region, regions and provinces in the order of the codes they begin with."""
    shelves: dict[str, list[Report]] = {}
    for report in reports:
        shelves.setdefault(report.province.region, []).append(report)
    return [Region(name, found) for name, found in shelves.items()]


# The calendar and today --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step of the calendar and where today stands beside its window."""

    edition: RevisionStep
    place: str

    @property
    def label(self) -> str:
        return PLACE_LABELS[self.place]


@dataclass(frozen=True, slots=True)
class CalendarToday:
    """A year's calendar as it is seen on a day."""

    revision: CalendarRevision
    today: date
    steps: list[PlacedStep] = field(default_factory=list)

    @property
    def under_way(self) -> list[RevisionStep]:
        return [step.edition for step in self.steps if step.place == NOW]

    @property
    def next(self) -> RevisionStep | None:
        """The step that begins soonest."""
        ahead = [step.edition for step in self.steps if step.place == AHEAD]
        return min(ahead, key=lambda edition: edition.start, default=None)

    @property
    def is_over(self) -> bool:
        return bool(self.steps) and all(step.place == OVER for step in self.steps)


def calendar_today(revision: CalendarRevision, today: date) -> CalendarToday:
    steps = [PlacedStep(edition, place_of(edition, today)) for edition in revision.steps.all()]
    return CalendarToday(revision, today, steps)


def newest_calendar(today: date) -> CalendarRevision | None:
    """The calendar in force of the fiscal year that runs on this day, else the newest before it, else any."""
    in_force = CalendarRevision.objects.in_force().order_by("-fiscal_year", "-number")
    running = thai.fiscal_year_of(today)
    return in_force.filter(fiscal_year__lte=running).first() or in_force.first()
