"""Agencies with a report each, made straight in the database, and what the matrix of them costs."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep, Round
from ita_portal.models import Province, Role, User
from reports import exports
from reports.models import Report, StepAnswer, Submission
from reports.nation import markup
from reports.nation.matrix import matrix
from reports.nation.standing import Chosen, standings
from reports.writers import csv

STEPS = 12
SENT_AT = datetime(2024, 4, 20, 3, tzinfo=UTC)
TODAY = date(2024, 5, 5)
TRIES = 3
# Of every four agencies three have sent.
EVERY = 4
SAID = ("done", "done", "in_progress", "not_due", "result")


def prepare() -> Round:
    """A round with a calendar of twelve steps and a reviewer; no agency yet."""
    User.objects.create(username="reviewer", role=Role.REVIEWER, name="ผู้ตรวจ")
    revision = CalendarRevision.objects.create(fiscal_year=2567, number=1, in_force_since=SENT_AT)
    for number in range(STEPS):
        step = CalendarStep.objects.create(fiscal_year=2567, code=f"S{number:02}")
        RevisionStep.objects.create(
            revision=revision, step=step, order=number, title=f"ขั้นตอนที่ {number + 1} ตามปฏิทิน"
        )
    return Round.objects.create(
        fiscal_year=2567,
        months=6,
        as_of=date(2024, 3, 31),
        opens_on=date(2024, 4, 1),
        due_on=date(2024, 4, 30),
        title="รายงาน {province}",
    )


def add(round_: Round, first: int, last: int) -> None:
    """The agencies from one number up to before another, each with a report, three of four sent."""
    numbers = range(first, last)
    homes = Province.objects.bulk_create(map(_agency, numbers))
    reports = Report.objects.bulk_create(
        Report(round=round_, province=home, state="submitted" if number % EVERY else "draft")
        for number, home in zip(numbers, homes, strict=True)
    )
    by = User.objects.get(username="reviewer")
    sent = [report for report in reports if report.state == "submitted"]
    submissions = Submission.objects.bulk_create(_submission(report, by) for report in sent)
    rows = (_answer(one, number) for one in submissions for number in range(STEPS))
    StepAnswer.objects.bulk_create(rows, batch_size=2_000)


def _agency(number: int) -> Province:
    """No province has so many neighbours that two digits number them: a letter of Chinese does."""
    code = chr(0x4E00 + number)
    return Province(
        code=code,
        iso=f"A{code}",
        slug=f"a{number}",
        name=f"หน่วยงานที่ {number}",
        name_en=f"Agency {number}",
        abbr=code,
        region=f"ภาค {number % 6}",
        cluster=f"กลุ่ม {number % 18}",
        inspection_zone=str(number % 18),
    )


def _submission(report: Report, by: User) -> Submission:
    return Submission(
        report=report,
        number=1,
        reference=f"R{report.pk}",
        content="{}",
        sha256="",
        report_version=1,
        submitted_at=SENT_AT,
        submitted_by=by,
        signer_name="หัวหน้า",
        due_on=date(2024, 4, 30),
        days_late=report.pk % 3,
        answered_steps=STEPS,
        all_steps=STEPS,
    )


def _answer(submission: Submission, number: int) -> StepAnswer:
    return StepAnswer(
        submission=submission,
        code=f"S{number:02}",
        number=number + 1,
        place=0,
        said=SAID[(submission.pk + number) % len(SAID)],
        result="ดำเนินการตามขั้นตอนแล้ว " * 10,
    )


@dataclass(frozen=True)
class Figure:
    """What one thing costs: queries, the rows it tells, seconds of the processor (the best of some tries)."""

    what: str
    queries: int
    rows: int
    seconds: float

    @property
    def micros_a_row(self) -> float:
        return 1_000_000 * self.seconds / self.rows


def figures(round_: Round) -> list[Figure]:
    """The page as it is served, the whole table as HTML, and as a CSV file."""
    client = Client()
    client.force_login(User.objects.get(username="reviewer"))
    page = reverse("round_matrix_page", args=[round_.pk])
    every = Province.objects.with_office().count()
    return [
        _figure("page", every, lambda: _ok(client.get(page))),
        _figure("table", every, lambda: _table(round_)),
        _figure("csv", every, lambda: _csv(round_)),
    ]


def _ok(response) -> None:
    if response.status_code != 200:
        raise RuntimeError(f"the page answers {response.status_code}")


def _table(round_: Round) -> str:
    found = matrix(_anew(round_), standings(round_, TODAY))
    codes = [step.code for step in found.steps]
    return f"{markup.rows_html(found.rows, codes)}{found.totals}"


def _csv(round_: Round) -> bytes:
    every = standings(_anew(round_), TODAY)
    return csv.render_matrix(exports.matrix_of_centre(round_, every, SENT_AT, Chosen()))


def _anew(round_: Round) -> Round:
    """Without what an earlier try has kept of it."""
    round_._prefetched_objects_cache = {}
    return round_


def _figure(what: str, rows: int, call: Callable[[], object]) -> Figure:
    with CaptureQueriesContext(connection) as queries:
        call()
    return Figure(what, len(queries), rows, min(_seconds(call) for _ in range(TRIES)))


def _seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin
