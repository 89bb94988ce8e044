"""A round out of the database as data for files: a fixed number of queries, however many reports it has."""

from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.db.models.functions import Coalesce

from calendar_app.models import CalendarRevision, Round
from ita_portal.models import Province
from reports import document, overview
from reports.models import STATE_KEY_LABELS, Report, Submission
from reports.nation import matrix
from reports.nation.standing import Chosen
from reports.workflow import State
from reports.writers import rounds


def of_centre(round_: Round, now: datetime, today: date) -> rounds.Round:
    """Every province with how it stands and what it sent last; the words of drafts are not read."""
    rows = overview.province_rows(round_, today)
    sent = Submission.objects.filter(pk__in=[row.submission.pk for row in rows if row.submission])
    contents = dict(sent.values_list("pk", "content"))
    published = overview.published_reports([round_], today).get(round_.pk, [])
    public = {report.province_id: report for report in published}
    entries = [_standing(row, contents, public.get(row.province.pk)) for row in rows]
    return _round(round_, entries, is_public=False, made_at=now)


def _standing(
    row: overview.ProvinceRow, contents: dict[int, str], published: Report | None
) -> rounds.Entry:
    submission = row.submission
    return replace(
        _told(row),
        **(_sent(submission, contents[submission.pk]) if submission else {}),
        **_lateness(row),
        accepted_at=submission.accepted_at if submission else None,
        **_publication(published),
    )


def _told(row: overview.ProvinceRow) -> rounds.Entry:
    """Whose it is, how it stands and how much it answers."""
    coverage = row.coverage
    return rounds.Entry(
        province=_province(row.province),
        region=row.province.region,
        state=row.state_key,
        state_text=row.state_label,
        answered=coverage.answered if coverage else None,
        all=coverage.all if coverage else None,
    )


def _lateness(row: overview.ProvinceRow) -> dict:
    late = row.submission.days_late if row.submission else None
    return {"due_on": row.due, "is_overdue": row.is_overdue, "days_late": late}


def matrix_of_centre(
    round_: Round, every: list[overview.ProvinceRow], now: datetime, chosen: Chosen
) -> rounds.Round:
    """The matrix for a file: of every standing those that were chosen, with the words of what they sent last."""
    found = matrix.matrix(round_, every, chosen)
    entries = [
        replace(_told(row.standing), words=row.words(), **_lateness(row.standing))
        for row in found.rows
    ]
    made = _round(round_, entries, is_public=False, made_at=now, steps=found.steps)
    return replace(made, selection=chosen.words())


def of_everyone(round_: Round, today: date) -> rounds.Round:
    """The published reports alone, each as everyone may read it."""
    published = overview.published_reports([round_], today).get(round_.pk, [])
    accepted = Submission.objects.filter(pk__in=[report.accepted_id for report in published])
    contents = dict(accepted.values_list("pk", Coalesce("public__content", "content")))
    entries = [_published(report, contents[report.accepted_id]) for report in published]
    last = max((report.accepted.accepted_at for report in published), default=None)
    return _round(round_, entries, is_public=True, made_at=last)


def _published(report: Report, content: str) -> rounds.Entry:
    submission = report.accepted
    return rounds.Entry(
        province=_province(report.province),
        region=report.province.region,
        state=State.ACCEPTED.value,
        state_text=STATE_KEY_LABELS[State.ACCEPTED.value],
        **_sent(submission, content),
        answered=submission.answered_steps,
        all=submission.all_steps,
        **_publication(report),
    )


def _sent(submission: Submission, content: str) -> dict:
    return {"imprint": submission.imprint_of(content), "report": document.from_json(content)}


def _publication(published: Report | None) -> dict:
    if published is None:
        return {}
    address = settings.PUBLIC_URL and settings.PUBLIC_URL + published.get_absolute_url()
    return {"published_on": published.published_on, "address": address}


def _province(province: Province) -> document.Province:
    return document.Province(code=province.code, slug=province.slug, name=province.name)


def _round(
    round_: Round,
    entries: list[rounds.Entry],
    *,
    is_public: bool,
    made_at: datetime | None,
    steps: tuple[document.CalendarStep, ...] | None = None,
) -> rounds.Round:
    return rounds.Round(
        fiscal_year=round_.fiscal_year,
        months=round_.months,
        name=str(round_),
        as_of=round_.as_of,
        entries=tuple(entries),
        steps=_steps(round_) if steps is None else steps,
        is_public=is_public,
        publisher=round_.contact_unit,
        licence=settings.DATA_LICENCE,
        made_at=made_at,
    )


def _steps(round_: Round) -> tuple[document.CalendarStep, ...]:
    """The steps of the year's calendar in force."""
    revision = CalendarRevision.objects.current(round_.fiscal_year)
    if revision is None:
        return ()
    editions = revision.steps.select_related("step")
    return tuple(
        document.CalendarStep(edition.step.code, edition.title, edition.start, edition.end)
        for edition in editions
    )
