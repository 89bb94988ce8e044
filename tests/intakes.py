"""Documents taken in, for the tests: what was read of a paper, handed in by the cast."""

from collections.abc import Sequence
from typing import Any

from ita_portal import thai
from ita_portal.models import User
from reports import actions, document
from reports.actions.intakes import Original, source
from reports.actions.rewriting import Wanted
from reports.forms import intake_since, table
from reports.forms.intake_merge import Merge, Target
from reports.forms.intake_wanted import wanted_of
from reports.models import Intake, Report
from reports.readers import reading as readings
from reports.readers.reading import Group, Item, Line, Match, ReportReading
from reports.views.intake_look import calendar_of
from tests import cast

HEADS = (
    "ที่",
    "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "ช่วงระยะเวลา (จังหวัด)",
    "ขั้นตอน",
    "ผลการดำเนินการ",
    "หมายเหตุ",
)


def line(text="", result="", status=None, *, steps: Sequence[str] = (), key=None, **more) -> Line:
    """A row with one step text that was matched to these steps."""
    items = (Item("", text, tuple(Match(code, 0.95) for code in steps)),)
    raw = {"ขั้นตอน": text, "ผลการดำเนินการ": result}
    return Line(items=items, result=result, status=status, raw=raw, key=key, **more)


def group(*lines: Line, number=None, official="", provincial="") -> Group:
    return Group(
        lines=lines,
        number=number,
        number_text=str(number or ""),
        official=thai.read_window(official, 2567),
        provincial=thai.read_window(provincial, 2567),
    )


def paper(*groups: Group, **more) -> ReportReading:
    """What was read of Lamphun's report of the first round of 2567."""
    told = {"province": "lamphun", "fiscal_year": 2567, "months": 6, "columns": HEADS}
    return ReportReading(groups=groups, **(told | more))


# Three rows: two of the calendar of the cast in other words, one of the province's own.
PAPER = paper(
    group(
        line("ลงทะเบียนเข้าสู่ระบบ ITAS", "ลงทะเบียนแล้วเมื่อ 23 มกราคม 2567", "done", steps=["REG"]),
        number=1,
        official="1 - 31 มกราคม 2567",
        provincial="23 มกราคม 2567",
    ),
    group(
        line("เก็บข้อมูล IIT", "แจ้งเวียนส่วนราชการแล้ว", "in_progress", steps=["IIT"]),
        number=2,
        official="1 มกราคม - 1 กรกฎาคม 2567",
        provincial="1 มกราคม - 1 กรกฎาคม 2567",
    ),
    group(line("ประชุมคณะทำงานจังหวัด", "ประชุม 3 ครั้ง", "done"), number=3),
)


def of_document(paper: document.Report) -> ReportReading:
    """A reading that understood all of a document, as its own file would be read."""
    groups = tuple(
        Group(
            lines=tuple(_line_of(one) for one in group.lines),
            number=number,
            number_text=paper.printed_number(number),
            official=group.official,
            provincial=group.provincial,
        )
        for number, group in enumerate(paper.groups, start=1)
    )
    return ReportReading(
        title=paper.title,
        province=paper.province.slug,
        fiscal_year=paper.fiscal_year,
        months=paper.months,
        columns=paper.headings,
        groups=groups,
        footnote=paper.footnote,
        contact=paper.contact,
    )


def _line_of(one: document.Line) -> Line:
    items = tuple(
        Item(item.label, item.text, tuple(Match(code, 1.0) for code in item.steps))
        for item in one.items
    )
    return Line(items, one.result, one.status, one.status_text, {"ขั้นตอน": "…"}, one.key)


def taken_in(
    reading: readings.Reading = PAPER, *, by: User | None = None, data: bytes = b"paper", **more
) -> Intake:
    """A document that waits for its confirmation, in the round of the cast unless told otherwise."""
    by = by or cast.clerk()
    cast.calendar()
    given = {
        "province": by.province or cast.lamphun(),
        "fiscal_year": 2567,
        "round": cast.round_(),
        "original": Original(data, "รายงาน.docx", "docx"),
    }
    return actions.intakes.take_in(by=by, reading=reading, **(given | more))


def merge(intake: Intake, boxes: dict[str, list[str]] | None = None) -> Merge:
    """The document held against the report as it stands, with corrections."""
    report = Report.objects.filter(round=intake.round, province=intake.province).first()
    reading = readings.from_dict(intake.reading)
    stored = table.rows_of(report) if report else []
    moment = intake_since.moment_of(reading.made_at, intake.at)
    target = Target(
        round=intake.round,
        province=intake.province,
        calendar=calendar_of(report, intake.fiscal_year),
        report=report,
        stored=stored,
        is_as_started=report is None or report.is_as_started(),
        **(intake_since.of(report, stored, moment) if report else {}),
    )
    return Merge(reading, boxes or dict(intake.boxes), target, source(intake))


def wanted(intake: Intake) -> Wanted:
    """What the report would say after it."""
    return wanted_of(merge(intake))


def apply(intake: Intake, *, by: User | None = None, boxes=None, **changes: Any) -> Report:
    """Confirm a document as the preview would, with nothing or something typed over it."""
    merged = merge(intake, boxes)
    assert merged.problems == {}
    report = merged.target.report
    given = {
        "version": intake.version,
        "report_version": report.version if report else None,
        "wanted": wanted_of(merged),
        "today": cast.TODAY,
    }
    return actions.intakes.apply(intake=intake, by=by or cast.clerk(), **(given | changes))
