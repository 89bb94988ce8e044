"""Provinces and rows for the tests of the nation's pages, and two days of the round."""

from datetime import datetime

from ita_portal import thai
from reports import actions
from reports.models import Line, Report, StateChange, StepAnswer
from tests import cast

BEFORE_DUE = datetime(2024, 4, 10, 10, 0, tzinfo=thai.BANGKOK)
FIVE_DAYS_LATE = datetime(2024, 5, 5, 10, 0, tzinfo=thai.BANGKOK)


def nan():
    return cast.province(slug="nan", name="น่าน", code="55", cluster="ล้านนา", inspection_zone="16")


def lines_of(report):
    lines = Line.objects.filter(group__report=report)
    return list(lines.order_by("group__order", "order").prefetch_related("items"))


def write(line, **fields) -> None:
    for name, value in (fields | {"status_follows": False}).items():
        setattr(line, name, value)
    line.save()


def send(report, of=None) -> None:
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(of), version=report.version)
    report.refresh_from_db()


def seventy_six() -> None:
    """Every office with a report of three rows, sent: the first by the portal, of the others copies of its rows."""
    first = cast.submitted()
    for number in range(75):
        home = cast.province(
            slug=f"p{number}",
            name=f"จังหวัดที่ {number}",
            code=f"{number // 10}{'abcdefghij'[number % 10]}",
            region=f"ภาค {number % 6}",
        )
        _copy_of(first, home)


def _copy_of(report: Report, home) -> None:
    sent = actions.latest(report)
    new = _again(report, province=home)
    submission = _again(sent, report=new, reference=f"{sent.reference}-{home.code}")
    for answer in StepAnswer.objects.filter(submission=sent):
        _again(answer, submission=submission)
    for change in StateChange.objects.filter(report=report):
        _again(change, report=new, submission=change.submission and submission)


def _again(row, **columns):
    """The row once more, some of its columns otherwise."""
    kept = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    return type(row).objects.bulk_create([type(row)(**kept | {"id": None} | columns)])[0]
