"""อ่านทีละขั้นตอนทุกจังหวัด: all answers to one calendar step beside each other, a fixed number of queries. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from calendar_app.models import CalendarRevision, RevisionStep, Round
from ita_portal.models import Province, User
from reports import alike, answers, searching
from reports.models import Comment, GoodExample, ReadMark, Report, StepAnswer, Submission
from reports.workflow import State


@dataclass(frozen=True, slots=True)
class StepCount:
    """A step of the calendar and how far the provinces that have sent say it is."""

    edition: RevisionStep
    counts: list[tuple[str, int]]

    @property
    def answers(self) -> int:
        return sum(count for _, count in self.counts)


def step_counts(round_: Round) -> list[StepCount]:
    """Every step of the year's calendar in force: three queries."""
    counted = defaultdict(Counter)
    rows = StepAnswer.objects.of_round(round_).order_by().values_list("code", "said")
    for code, said in rows:
        counted[code][said] += 1
    return [
        StepCount(
            edition,
            [
                (label, counted[edition.step.code][said])
                for said, label in answers.SAID_LABELS.items()
                if counted[edition.step.code][said]
            ],
        )
        for edition in editions(round_)
    ]


def editions(round_: Round) -> list[RevisionStep]:
    """The steps of the calendar in force of the round's year, in order: two queries."""
    revision = CalendarRevision.objects.current(round_.fiscal_year)
    return list(revision.steps.select_related("step")) if revision else []


def edition_of(round_: Round, step: int) -> RevisionStep | None:
    """A step of the round's year as its newest calendar writes it, also one that is not in force any more."""
    written = RevisionStep.objects.filter(
        step=step, step__fiscal_year=round_.fiscal_year, revision__in_force_since__isnull=False
    )
    return written.select_related("step").order_by("-revision__number").first()


def addresses(round_: Round) -> dict[str, str]:
    """Code of a step → the page on which all provinces' answers to it are read: one query."""
    steps = RevisionStep.objects.filter(
        step__fiscal_year=round_.fiscal_year, revision__in_force_since__isnull=False
    )
    return {
        code: reverse("round_step", args=[round_.pk, pk])
        for code, pk in steps.order_by().values_list("step__code", "step").distinct()
    }


@dataclass(slots=True)
class Answer:
    """What one row of a province says of the step; `may_ask` while its report waits at the centre."""

    row: StepAnswer
    why: list[str]
    is_good: bool = False
    asked: list[Comment] = field(default_factory=list)
    example: GoodExample | None = None

    @property
    def submission(self) -> Submission:
        return self.row.submission

    @property
    def report(self) -> Report:
        return self.submission.report

    @property
    def name(self) -> str:
        """The name of its boxes and buttons: the submission and the row."""
        return f"{self.row.submission_id}-{self.row.row}"

    @property
    def url(self) -> str:
        return f"{reverse('review_report', args=[self.submission.report_id])}#{self.row.anchor}"

    @property
    def said_label(self) -> str:
        return answers.SAID_LABELS[answers.Said(self.row.said)]

    @property
    def may_ask(self) -> bool:
        return self.report.state == State.SUBMITTED and self.row.row is not None


@dataclass(frozen=True, slots=True)
class Alike:
    """Answers that say nearly the same, the most typical first; one that is like no other stands alone."""

    answers: list[Answer]

    @property
    def is_alone(self) -> bool:
        return len(self.answers) == 1


@dataclass(frozen=True, slots=True)
class OneStep:
    """All that was sent of a step: `together` in the order of size, `without` provinces that sent no row of it."""

    together: list[Alike]
    without: list[tuple[Report, Submission]]
    not_sent: list[Province]
    count: int


def one_step(round_: Round, code: str, by: User, *, region: str = "") -> OneStep:
    """The newest submissions' answers to a step, of a region or of all: six queries."""
    rows = StepAnswer.objects.of_round(round_).of_step(code).with_province()
    sent = Submission.objects.filter(report__round=round_).newest_of_each_report()
    sent = sent.select_related("report__province").defer("content", "report__raw")
    provinces = Province.objects.with_office()
    if region:
        rows = rows.filter(submission__report__province__region=region)
        sent = sent.filter(report__province__region=region)
        provinces = provinces.filter(region=region)
    found = _answers(list(rows.in_order()), by, code)
    there = {one.row.submission_id for one in found}
    submissions = list(sent.order_by("report__province__code"))
    have_sent = {one.report.province_id for one in submissions}
    return OneStep(
        together=_together(found),
        without=[(one.report, one) for one in submissions if one.pk not in there],
        not_sent=[one for one in provinces if one.pk not in have_sent],
        count=len(found),
    )


def _answers(rows: Sequence[StepAnswer], by: User, code: str) -> list[Answer]:
    why = alike.standing_out([_text(row) for row in rows])
    submissions = [row.submission_id for row in rows]
    good = _good_rows(submissions, by)
    asked = defaultdict(list)
    comments = Comment.objects.open().filter(report__submissions__in=submissions)
    for one in comments.select_related("asked_by").distinct():
        asked[one.report_id, one.row].append(one)
    examples = GoodExample.objects.filter(submission__in=submissions, code=code)
    proposed = {(one.submission_id, one.row): one for one in examples}
    return [
        Answer(
            row,
            reasons,
            is_good=row.row in good[row.submission_id],
            asked=asked[row.submission.report_id, row.row],
            example=proposed.get((row.submission_id, row.row)),
        )
        for row, reasons in zip(rows, why, strict=True)
    ]


def _good_rows(submissions: Sequence[int], by: User) -> dict[int, set[int]]:
    marks = ReadMark.objects.filter(submission__in=submissions, by=by)
    found = defaultdict(set)
    for submission, rows in marks.values_list("submission", "good_rows"):
        found[submission] |= set(rows)
    return found


def _text(row: StepAnswer) -> alike.Text:
    return alike.Text(searching.bare(row.result), row.said, has_evidence=bool(row.evidence))


def _together(found: list[Answer]) -> list[Alike]:
    texts = [_text(one.row) for one in found]
    made = []
    for places in alike.groups(texts):
        first = alike.typical(texts, places)
        rest = [place for place in places if place != first]
        made.append(Alike([found[place] for place in (first, *rest)]))
    return made


# Good examples -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """An example with the title of its step and the page that reads the step in all provinces, if there is one."""

    example: GoodExample
    step: str
    url: str


def shown(examples: Iterable[GoodExample]) -> list[Shown]:
    """Each with its step as the newest calendar of its year writes it: one query for all."""
    examples = list(examples)
    written = RevisionStep.objects.filter(
        step__fiscal_year__in={one.report.round.fiscal_year for one in examples},
        step__code__in={one.code for one in examples},
        revision__in_force_since__isnull=False,
    )
    columns = ("step__fiscal_year", "step__code", "title", "step")
    rows = written.order_by("revision__number").values_list(*columns)
    steps = {(year, code): (title, pk) for year, code, title, pk in rows}
    return [
        _shown(one, *steps.get((one.report.round.fiscal_year, one.code), ())) for one in examples
    ]


def _shown(example: GoodExample, title: str = "", step: int | None = None) -> Shown:
    url = reverse("round_step", args=[example.report.round_id, step]) if step else ""
    return Shown(example, title or example.code, url)


# Of one step the newest are enough.
EXAMPLES_SHOWN = 3


def examples_for(report: Report, codes: Collection[str]) -> dict[str, list[str]]:
    """Step code → what other provinces wrote well of it in earlier rounds, newest first: one query.

    A step of another year is the same one where it has the same code.
    """
    agreed = GoodExample.objects.agreed().filter(
        code__in=codes, submission__report__round__as_of__lt=report.round.as_of
    )
    found = agreed.exclude(submission__report__province=report.province_id).with_report()
    shown = defaultdict(list)
    for one in found.order_by("-submission__report__round__as_of", "-pk"):
        if len(shown[one.code]) < EXAMPLES_SHOWN:
            where = f"{one.report.province} {one.report.round}"
            shown[one.code].append(f"ตัวอย่างที่ดี ({where})\n{one.text}")
    return dict(shown)
