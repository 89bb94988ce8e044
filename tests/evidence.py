"""Pieces of evidence for the tests: on Lamphun's shelf of 2567, beside a row of its report."""

from datetime import date

from reports import actions
from reports.actions.evidence import NewFile, NewLink, NewOfficial
from reports.models import Evidence, Line, Report
from tests import cast

ORDER = NewOfficial("คำสั่งจังหวัดลำพูน", "๑๒๗/๒๕๖๖", date(2023, 1, 10))
LINK = NewLink("https://www.lamphun.go.th/ita")
FILE = NewFile(b"%PDF-1.7 a paper", "หนังสือแจ้ง.pdf", "pdf")


def on_shelf(new=ORDER, *, by=None, fiscal_year=2567, **words) -> Evidence:
    added = actions.evidence.add(by=by or cast.clerk(), fiscal_year=fiscal_year, new=new, **words)
    return added.evidence


def rows(report: Report) -> list[Line]:
    return list(Line.objects.filter(group__report=report).order_by("group__order", "order"))


def attached(report: Report, row: int = 0, new=ORDER, **words) -> Evidence:
    """A piece beside a row (from nought) of a report."""
    line = rows(report)[row]
    added = actions.evidence.add(
        by=cast.clerk(report.province),
        fiscal_year=report.round.fiscal_year,
        new=new,
        report=report,
        line=line.pk,
        **words,
    )
    report.refresh_from_db()
    return added.evidence
