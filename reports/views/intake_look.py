"""One document taken in as it stands now: held against the report or the plan that it is for."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from django.http import QueryDict
from django.utils import timezone

from calendar_app import plan_forms
from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep, Schedule
from ita_portal import thai
from ita_portal.models import Province, User
from ita_portal.typed import CellError, Fields
from reports import actions, content, document
from reports.actions import rewriting
from reports.actions.intakes import source
from reports.differences import RowDifference, differences
from reports.forms import cells, intake_boxes, intake_since, plan_intake, table
from reports.forms.choices import STATUSES
from reports.forms.intake_merge import Merge, Target
from reports.forms.intake_shown import Preview, box_of
from reports.forms.intake_typed import is_place, is_words, marks, posted
from reports.forms.intake_wanted import standing_group, wanted_of
from reports.forms.plan_intake import PlanMerge, PlanPreview
from reports.models import Intake, IntakeState, Report
from reports.readers import reading as readings

NOT_AGREED = "โปรดทำเครื่องหมายว่าตรวจแล้ว หรือยกเลิกการนำเข้า"
WRITTEN_MEANWHILE = "จังหวัดเขียนรายงานฉบับนี้แล้ว ส่วนกลางจึงนำเข้าทับไม่ได้ โปรดให้จังหวัดนำเข้าเอง"


@dataclass
class Look:
    """A document; `typed` are the corrections to show. What it is held against: ReportLook, PlanLook."""

    intake: Intake
    typed: Fields
    template: ClassVar[str]

    @property
    def shown(self) -> Fields:
        """What the boxes hold before anybody types."""
        return self.merge.shown

    def box_of_use(self, use: str) -> str:
        """The box that a button ใช้คำที่แนะนำ is about."""
        warnings = self.reading.warnings
        return self.box_of(warnings[int(use)].place) if is_place(use, warnings) else ""

    def posted(self, data: QueryDict) -> Fields:
        return posted(data, self.shown, self.reading.warnings, self.box_of, self.offered)

    def is_too_much(self, typed: Fields) -> bool:
        return intake_boxes.too_much(typed)

    @cached_property
    def problems(self) -> intake_boxes.Problems:
        """What stands in the way of applying it."""
        problems = self.merge.problems
        if self.mismatches and not self.merge.one(intake_boxes.AGREE):
            problems[intake_boxes.AGREE] = CellError(NOT_AGREED)
        return problems

    def differences(self, mine: Fields, theirs: Fields) -> list[tuple[str, str, str]]:
        """Where two people's corrections differ: the place, my words, theirs."""
        ours, others = (replace(self.merge, typed=one) for one in (mine, theirs))
        return [
            (self.where(box), ours.words(box), others.words(box))
            for box in self.shown
            if ours.words(box) != others.words(box)
        ]

    def mismatches_with(self, target: str, months: int | None) -> list[str]:
        """Whose document of what year and round it says it is, where that is not the target."""
        reading, intake, found = self.reading, self.intake, []
        if reading.province and reading.province != intake.province.slug:
            theirs = Province.objects.filter(slug=reading.province).first() or "จังหวัดอื่น"
            found.append(f"เอกสารเป็นของ{theirs} แต่{target}นี้เป็นของ{intake.province}")
        if reading.fiscal_year and reading.fiscal_year != intake.fiscal_year:
            found.append(
                f"เอกสารเป็นของปีงบประมาณ พ.ศ. {reading.fiscal_year} แต่{target}นี้เป็นของปี {intake.fiscal_year}"
            )
        theirs = getattr(reading, "months", None)
        if theirs and months and theirs != months:
            found.append(f"เอกสารเป็นรอบ {theirs} เดือน แต่{target}นี้เป็นรอบ {months} เดือน")
        return [thai.to_thai_digits(one) for one in found]

    def _texts(self) -> dict[str, str]:
        """What the boxes of words hold on the page."""
        return {name: self.merge.one(name) for name in self.shown if is_words(name)}

    def context(self) -> dict:
        """What every page of a preview shows."""
        problems = self.problems
        return {
            "intake": self.intake,
            "preview": self.preview,
            "mismatches": self.mismatches,
            "agreed": bool(self.merge.one(intake_boxes.AGREE)),
            "agree_error": problems.get(intake_boxes.AGREE),
            "marks": marks(self._texts()),
            # The newest time that the very same file was applied here.
            "earlier": earlier_of(self.intake),
        }


@dataclass
class ReportLook(Look):
    """A document that is held against the report of a round."""

    template = "imports/preview.html"

    @cached_property
    def reading(self) -> readings.ReportReading:
        return readings.from_dict(self.intake.reading)

    @cached_property
    def report(self) -> Report | None:
        reports = Report.objects.of_province(self.intake.province).select_related("changed_by")
        report = reports.filter(round=self.intake.round).first()
        if report:
            report.round, report.province = self.intake.round, self.intake.province
        return report

    @cached_property
    def is_kept_from_us(self) -> bool:
        """Whether the province has written words that are not the centre's to see."""
        if self.report is None or self.intake.by.of_a_province:
            return False
        return not self.report.is_as_started()

    @cached_property
    def target(self) -> Target:
        report = None if self.is_kept_from_us else self.report
        stored = table.rows_of(report) if report else []
        is_as_started = report is None or report.is_as_started()
        moment = intake_since.moment_of(self.reading.made_at, self.intake.at)
        is_written = report is not None and not is_as_started
        return Target(
            round=self.intake.round,
            province=self.intake.province,
            calendar=calendar_of(self.report, self.intake.fiscal_year),
            report=report,
            stored=stored,
            is_as_started=is_as_started,
            **(intake_since.of(report, stored, moment) if is_written else {}),
        )

    @cached_property
    def merge(self) -> Merge:
        return Merge(self.reading, self.typed, self.target, source(self.intake))

    @cached_property
    def preview(self) -> Preview:
        return Preview(self.merge)

    # ---- what was typed

    def box_of(self, place: str) -> str:
        return box_of(place)

    def offered(self, written: str) -> str:
        return cells.offer_for(written, self.intake.fiscal_year) or written

    def where(self, box: str) -> str:
        return self.preview.where(box)

    @cached_property
    def mismatches(self) -> list[str]:
        return self.mismatches_with("รายงาน", self.intake.round.months)

    @cached_property
    def is_nothing_new(self) -> bool:
        """Whether the report says all of it already: it would not change by a word, and nothing is to choose."""
        if self.merge.replaces or self.merge.problems or self.preview.offers_a_choice:
            return False
        standing = tuple(map(standing_group, self.target.stored))
        wanted, report = wanted_of(self.merge), self.target.report
        closing = [getattr(report, name) for name in rewriting.OF_REPORT]
        return wanted.groups == standing and closing == [
            getattr(wanted, name) for name in rewriting.OF_REPORT
        ]

    # ---- the page and the act

    def context(self) -> dict:
        return super().context() | {
            "round": self.intake.round,
            "report": self.report,
            "replaces": self.merge.replaces,
            "is_empty": self.report is None or self.target.is_as_started,
            "is_nothing_new": self.is_nothing_new,
            "target_version": self.report.version if self.report else "",
            "statuses": STATUSES,
            "refusal": WRITTEN_MEANWHILE if self.is_kept_from_us else "",
            "is_empty_document": not self.merge.rows,
        }

    def apply(self, *, by: User, seen: int | None) -> Intake:
        """Apply it; `seen` is the version of the report on the page. Raises actions.Refused."""
        actions.intakes.apply(
            intake=self.intake,
            by=by,
            version=self.intake.version,
            report_version=seen,
            wanted=wanted_of(self.merge),
            today=timezone.localdate(),
        )
        return _applied_now(self.intake)


@dataclass
class PlanLook(Look):
    """A document that is held against the province's plan of a year."""

    template = "imports/plan_preview.html"

    @cached_property
    def reading(self) -> readings.PlanReading:
        return readings.from_dict(self.intake.reading)

    @cached_property
    def schedule(self) -> Schedule | None:
        plans = Schedule.objects.of_province(self.intake.province)
        return plans.filter(fiscal_year=self.intake.fiscal_year).first()

    @cached_property
    def merge(self) -> PlanMerge:
        year = self.intake.fiscal_year
        return PlanMerge(
            self.reading, self.typed, calendar_of(None, year), year, source(self.intake)
        )

    @cached_property
    def preview(self) -> PlanPreview:
        return PlanPreview(self.merge)

    def box_of(self, place: str) -> str:
        return plan_intake.box_of(place)

    def offered(self, written: str) -> str:
        return plan_forms.accept_offers(written, self.intake.fiscal_year)

    def where(self, box: str) -> str:
        return self.preview.where(box)

    @cached_property
    def mismatches(self) -> list[str]:
        """Also that there is a plan, of which nothing is left but in its history."""
        found = self.mismatches_with("แผน", None)
        if self.schedule and self.schedule.phases.exists():
            found.append("จังหวัดมีแผนของปีนี้อยู่แล้ว แผนจากเอกสารจะแทนที่ทั้งแผน")
        return found

    def context(self) -> dict:
        return super().context() | {
            "target_version": self.schedule.version if self.schedule else "",
            "is_empty_document": not self.reading.phases,
        }

    def apply(self, *, by: User, seen: int | None) -> Intake:
        """Apply it; `seen` is the version of the plan on the page. Raises both Refused."""
        actions.intakes.apply_plan(
            intake=self.intake,
            by=by,
            version=self.intake.version,
            plan_version=seen,
            content=self.merge.content,
        )
        return _applied_now(self.intake)


def _applied_now(intake: Intake) -> Intake:
    return Intake.objects.select_related("applied_by", "province").get(pk=intake.pk)


def look_at(intake: Intake, typed: Fields | None = None) -> ReportLook | PlanLook:
    kind = PlanLook if intake.is_plan else ReportLook
    return kind(intake, intake.boxes if typed is None else typed)


def calendar_of(report: Report | None, fiscal_year: int) -> dict[int, RevisionStep]:
    """CalendarStep id → its edition with its step: those of the report's calendar, else of that in force."""
    revision = report.calendar_id if report else CalendarRevision.objects.current(fiscal_year)
    editions = RevisionStep.objects.filter(revision=revision).select_related("step")
    return {edition.step_id: edition for edition in editions.order_by("order", "pk")}


def earlier_of(intake: Intake) -> Intake | None:
    """The newest intake of the very same file that was applied to the same report or plan."""
    target = {name: getattr(intake, name) for name in ("province", "round", "fiscal_year")}
    return _applied(intake.sha256, **target).exclude(pk=intake.pk).first()


def _applied(sha256: str, **target):
    same = Intake.objects.filter(sha256=sha256, state=IntakeState.APPLIED, **target)
    return same.select_related("applied_by").defer("before", "after")


def corrections_before(
    by: User, sha256: str, reading: readings.Reading, **target
) -> dict[str, list[str]]:
    """What this side typed over the very same document when it was applied: it need not be typed again.

    What was done with its rows is chosen anew: they are in the report by now.
    """
    earlier = _applied(sha256, by__province=by.province_id, **target).first()
    if earlier is None or earlier.reading != readings.to_dict(reading):
        return {}
    return intake_boxes.without_choices(earlier.boxes)


# What it changed ---------------------------------------------------------------------------------


def outcome_of(intake: Intake) -> tuple[RowDifference, ...]:
    """What an applied document changed in its report, row by row; empty for a plan and for what changed nothing."""
    if intake.report_id is None or not intake.after:
        return ()
    report = Report.objects.select_related("round", "province", "calendar").get(pk=intake.report_id)
    draft = content.draft(report)
    steps = CalendarStep.objects.filter(fiscal_year=intake.fiscal_year)
    codes = dict(steps.values_list("pk", "code"))
    before, after = (
        _document(draft, rewriting.from_dict(stand), codes)
        for stand in (intake.before, intake.after)
    )
    return differences(before, after)


def _document(
    draft: document.Report, stand: rewriting.Wanted, codes: dict[int, str]
) -> document.Report:
    """A kept stand of a report in the form of its draft."""
    groups = tuple(
        document.Group(
            lines=tuple(_line(line, codes) for line in group.lines),
            official=group.official,
            provincial=group.provincial,
        )
        for group in stand.groups
    )
    return replace(
        draft,
        groups=groups,
        footnote=stand.footnote,
        contact=stand.contact,
        number_style=stand.number_style or draft.number_style,
    )


def _line(line: rewriting.WantedLine, codes: dict[int, str]) -> document.Line:
    return document.Line(
        items=tuple(
            document.Item(one.text, one.label, tuple(codes[step] for step in one.steps))
            for one in line.items
        ),
        result=line.result,
        status=line.status or None,
        status_text=line.status_text,
        answer=line.answer or None,
        answer_reason=line.answer_reason,
        key=line.pk,
    )
