"""Rows with something to explain, and explaining it, for the tests of tasks, explanations and masking."""

from ita_portal.models import User
from reports import actions, around, checks, content, explained
from reports.models import Line, Report
from tests import cast

CODE = "67065b"
WITH_CODE = f"แบบวัด IIT รหัสผู้ตอบ {CODE}"
EMAIL = "somchai.private@gmail.com"
WITH_EMAIL = f"ผู้ประสานงาน {EMAIL}"
NOTE = "ปิดรับคำตอบแล้วเมื่อ ๓๐ มิถุนายน ๒๕๖๗"


def write(report: Report, *results: str, by: User | None = None, status="in_progress") -> Report:
    """Type results into the first rows, in order."""
    lines = list(Line.objects.filter(group__report=report).order_by("group__order", "order"))
    for line, result in zip(lines, results, strict=False):
        items = tuple(
            actions.ItemEdit(text=item.text, label=item.label, item=item.pk)
            for item in line.items.all()
        )
        edit = actions.LineEdit(line.pk, line.version, items, result=result, status=status)
        actions.save(report=report, by=by or cast.clerk(report.province), lines=[edit])
    report.refresh_from_db()
    return report


def found(report: Report) -> list[explained.Explained]:
    """What deserves a look in the report as it stands, with what is said to it."""
    draft = content.draft(report)
    return explained.with_notes(checks.warnings(draft, around.around(report)), draft)


def about(report: Report, code: str) -> explained.Explained:
    return next(one for one in found(report) if one.finding.code == code)


def say(report: Report, code: str, note: str = NOTE, *, by: User | None = None, **fields):
    """Write a note to the first finding of a check, as a form made now would."""
    one = about(report, code)
    said = actions.Said(one.mark, note, **{"seen": one.token, **fields})
    told = actions.explain(report=report, by=by or cast.clerk(report.province), said=[said])
    report.refresh_from_db()
    return told


def explain_all(report: Report) -> Report:
    """A note by the head to everything that may not go on its way without one."""
    for one in found(report):
        if one.is_wanted:
            said = actions.Said(one.mark, NOTE, one.token)
            actions.explain(report=report, by=cast.head(report.province), said=[said])
    report.refresh_from_db()
    return report


def keep_all(report: Report) -> Report:
    """Every secret kept in public on purpose by the head."""
    for one in found(report):
        if one.is_secret:
            said = actions.Said(one.mark, NOTE, one.token, is_kept=True)
            actions.explain(report=report, by=cast.head(report.province), said=[said])
    report.refresh_from_db()
    return report
