"""What was reported of each calendar step in a year, as the public, the centre and the province see it; reads only."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F
from django.utils import timezone

from calendar_app.models import CalendarStep
from calendar_app.timeline import Reported
from ita_portal import thai
from ita_portal.models import Province
from reports import document
from reports.models import Answer, Line, Report, Status, Submission
from reports.workflow import EDITABLE

Words = list[tuple[str, str]]  # status and answer of each row that answers a step
LABELS = {**dict(Status.choices), Status.NOT_DUE.value: "ยังไม่ถึงกำหนด"}
ANSWERED = "answered"


def published(province: Province, fiscal_year: int, today: date) -> dict[int, Reported]:
    """CalendarStep id → what the public may read of it: the newest accepted reports. Two queries."""
    reports = (
        Report.objects.of_province(province)
        .published(today)
        .filter(round__fiscal_year=fiscal_year)
        .select_related("round", "accepted", "hold__before")
        .order_by("round__months")
    )
    now = timezone.now()
    return _of_documents(
        fiscal_year,
        [
            (one.as_everyone_reads(now).accepted.document, f"รอบ {one.round.months} เดือน")
            for one in reports
        ],
    )


def sent(province: Province, fiscal_year: int) -> dict[int, Reported]:
    """The same as the centre sees it: the newest submissions, whatever became of them. Two queries."""
    submissions = (
        Submission.objects.filter(report__province=province, report__round__fiscal_year=fiscal_year)
        .newest_of_each_report()
        .select_related("report__round")
        .order_by("report__round__months")
    )
    return _of_documents(
        fiscal_year, [(one.document, f"รอบ {one.report.round.months} เดือน") for one in submissions]
    )


def written(province: Province, fiscal_year: int) -> dict[int, Reported]:
    """The same as the province sees it: its rows as they stand, drafts too. One query."""
    rows = (
        Line.objects.filter(
            group__report__province=province,
            group__report__round__fiscal_year=fiscal_year,
            items__steps__isnull=False,
        )
        .annotate(
            step=F("items__steps__pk"),
            months=F("group__report__round__months"),
            as_of=F("group__report__round__as_of"),
            state=F("group__report__state"),
        )
        .order_by("months", "group__order", "order", "pk")
        .values_list("months", "state", "as_of", "step", "status", "answer")
    )
    found: dict[tuple[int, str, date], dict[int, Words]] = {}
    for months, state, as_of, step, status, answer in rows:
        steps = found.setdefault((months, state, as_of), {})
        steps.setdefault(step, []).append((status, answer))
    reported: dict[int, Reported] = {}
    for (months, state, as_of), steps in found.items():
        source = f"รอบ {months} เดือน{' ฉบับร่าง' if state in EDITABLE else ''}"
        reported |= _reported(steps, source, as_of)
    return reported


def _of_documents(
    fiscal_year: int, documents: Iterable[tuple[document.Report, str]]
) -> dict[int, Reported]:
    """Of several reports the later ones win, step by step."""
    documents = list(documents)
    steps = CalendarStep.objects.filter(fiscal_year=fiscal_year) if documents else []
    ids = {step.code: step.pk for step in steps}
    reported: dict[int, Reported] = {}
    for one, source in documents:
        words: dict[int, Words] = {}
        for _, _, line in one.lines():
            for code in dict.fromkeys(code for item in line.items for code in item.steps):
                if code in ids:
                    said = (line.status or "", line.answer or "")
                    words.setdefault(ids[code], []).append(said)
        reported |= _reported(words, source, one.as_of)
    return reported


def _reported(steps: dict[int, Words], source: str, as_of: date | None) -> dict[int, Reported]:
    summed = {step: kind_of(words) for step, words in steps.items()}
    return {
        step: Reported(kind, label, thai.to_thai_digits(source), as_of)
        for step, (kind, label) in summed.items()
        if kind
    }


def kind_of(words: Words) -> tuple[str, str]:
    """What several rows say of one step together, as a kind and its label; empty where none says anything.

    Done is only what all of them say; rows that say nothing are passed over.
    """
    statuses = {status for status, _ in words if status}
    if statuses == {Status.DONE.value} or statuses == {Status.NOT_DUE.value}:
        (status,) = statuses
        return status, LABELS[status]
    if statuses:
        return Status.IN_PROGRESS.value, LABELS[Status.IN_PROGRESS.value]
    answer = next((answer for _, answer in words if answer), "")
    return (ANSWERED, Answer(answer).label) if answer else ("", "")
