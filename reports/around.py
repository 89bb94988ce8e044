"""Database → what a report is checked against: its earlier reports, last year's calendar, the other provinces."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from calendar_app.models import CalendarRevision, RevisionStep, Round
from ita_portal.models import Province
from reports import checks, document
from reports.models import Report, Submission

RoundKey = tuple[int, int]  # fiscal year (พ.ศ.), months


def around(report: Report) -> checks.Around:
    """What those who write the report are told of: three queries."""
    return arounds([report])[report.pk]


def around_among_others(report: Report) -> checks.Around:
    """What the reviewer is told of besides: what the other provinces sent. Four queries."""
    return replace(around(report), others=_others(report))


def arounds(reports: Sequence[Report]) -> dict[int, checks.Around]:
    """Report id → what is around it: three queries for any number of reports, none for none."""
    if not reports:
        return {}
    names, calendars = _province_names(), _last_calendars(reports)
    sent = _earlier(reports)
    return {
        report.pk: checks.Around(
            previous=sent.get((report.province_id, *_before(report.round))),
            last_year=sent.get((report.province_id, *_a_year_before(report.round))),
            last_calendar=tuple(calendars[report.round.fiscal_year - 1]),
            province_names=names,
        )
        for report in reports
    }


def _before(round_: Round) -> RoundKey:
    """The round before: of 12 months the 6 of its year, of 6 last year's 12."""
    year = round_.fiscal_year
    return (year, 6) if round_.months == 12 else (year - 1, 12)


def _a_year_before(round_: Round) -> RoundKey:
    return round_.fiscal_year - 1, round_.months


def _province_names() -> tuple[str, ...]:
    return tuple(Province.objects.order_by("code").values_list("name", flat=True))


def _last_calendars(reports: Sequence[Report]) -> dict[int, list[document.CalendarStep]]:
    """Fiscal year → the steps of its ruling calendar, of the years before these reports."""
    years = {report.round.fiscal_year - 1 for report in reports}
    ruling = CalendarRevision.objects.in_force().filter(
        fiscal_year=OuterRef("revision__fiscal_year")
    )
    steps = RevisionStep.objects.filter(
        revision__fiscal_year__in=years,
        revision=Subquery(ruling.order_by("-number").values("pk")[:1]),
    )
    found = defaultdict(list)
    for edition in steps.select_related("step"):
        step = document.CalendarStep(edition.step.code, edition.title, edition.start, edition.end)
        found[edition.step.fiscal_year].append(step)
    return found


def _earlier(reports: Sequence[Report]) -> dict[tuple[int, int, int], document.Report]:
    """(province id, fiscal year, months) → what was sent then."""
    wanted = Q(pk__in=[])
    for report in reports:
        for year, months in {_before(report.round), _a_year_before(report.round)}:
            of_round = Q(report__round__fiscal_year=year, report__round__months=months)
            wanted |= of_round & Q(report__province=report.province_id)
    found = {}
    for sent in _standing().filter(wanted).select_related("report__round"):
        round_ = sent.report.round
        key = (sent.report.province_id, round_.fiscal_year, round_.months)
        found[key] = sent.document
    return found


def _standing() -> QuerySet[Submission]:
    """Of every report the version that was accepted; where none was, the one sent last."""
    newest = Submission.objects.filter(report=OuterRef("report")).order_by("-number")
    return Submission.objects.filter(
        Q(pk=F("report__accepted"))
        | Q(report__accepted__isnull=True, pk=Subquery(newest.values("pk")[:1]))
    )


def _others(report: Report) -> tuple[checks.OtherText, ...]:
    """The results that every other province sent last in the report's round."""
    sent = Submission.objects.filter(report__round=report.round_id).newest_of_each_report()
    contents = sent.exclude(report=report).order_by("report__province__code", "pk")
    return tuple(
        text
        for name, content in contents.values_list("report__province__name", "content")
        for text in _texts(name, content)
    )


def _texts(province: str, content: str) -> Iterator[checks.OtherText]:
    """The results of a frozen report. Of 75 of them only this is wanted: the rest is not unpacked."""
    for group in json.loads(content)["groups"]:
        for line in group["lines"]:
            codes = frozenset(code for item in line["items"] for code in item["steps"])
            if codes and line["result"] and not line["answer"]:
                yield checks.OtherText(province, codes, line["result"])
