"""Provinces and rows for the tests of the nation's pages, and two days of the round."""

from datetime import datetime

from ita_portal import thai
from reports import actions
from reports.models import Line
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
