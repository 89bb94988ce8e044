"""Questions for the tests: asked by the centre, sent by a return, answered by the province."""

from datetime import date

from reports import actions
from reports.models import Comment, Line, Report, Submission
from tests import cast

QUESTION = "โปรดระบุวันที่ลงทะเบียน"


def lines(report: Report) -> list[Line]:
    """The rows of a report as it is being written, in their order."""
    rows = Line.objects.filter(group__report=report)
    return list(rows.order_by("group__order", "group__pk", "order", "pk"))


def write(report: Report, line: Line, result: str, **fields) -> None:
    """Another result in a row, by the clerk of the province."""
    line.refresh_from_db()
    items = tuple(
        actions.ItemEdit(text=one.text, label=one.label, item=one.pk) for one in line.items.all()
    )
    edit = actions.LineEdit(line.pk, line.version, items, result=result, **fields)
    actions.save(report=report, by=cast.clerk(report.province), lines=[edit])
    report.refresh_from_db()


def ask(report: Report, line: Line | None, question: str = QUESTION, **fields) -> Comment:
    """A question that waits at the centre; `line` None: to the whole report."""
    return actions.comments.ask(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        row=line and line.pk,
        question=question,
        **fields,
    )


def send_back(report: Report, comment: str = "", due_on: date | None = None) -> Report:
    report = actions.return_to_province(
        report=report,
        by=cast.reviewer(),
        submission=actions.latest(report).pk,
        comment=comment,
        due_on=due_on,
    )
    report.refresh_from_db()
    return report


def asked(*rows: int | None, report: Report | None = None) -> Report:
    """A report that was sent and returned with a question to each of these rows (from zero; None: to all of it)."""
    report = report or cast.submitted()
    there = lines(report)
    for number, row in enumerate(rows, start=1):
        ask(report, None if row is None else there[row], f"{QUESTION} {number}")
    return send_back(report)


def answer(comment: Comment, reply: str = "ลงทะเบียนเมื่อวันที่ 5 มกราคม 2567") -> Comment:
    comment.refresh_from_db()
    return actions.comments.reply(
        comment=comment,
        by=cast.clerk(comment.report.province),
        reply=reply,
        version=comment.version,
    )


def send_again(report: Report) -> Submission:
    report.refresh_from_db()
    sent = actions.submit(report=report, by=cast.head(report.province), version=report.version)
    report.refresh_from_db()
    return sent
