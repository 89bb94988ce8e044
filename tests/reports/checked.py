"""Reports for the tests of the checks, and their findings in short."""

import json
from datetime import date

from django.conf import settings

from ita_portal.thai import Window
from reports import document
from reports.document import Group, Item, Line

FIXTURES = settings.BASE_DIR / "fixtures"
SEEDS = ["samut-prakan-2567-6", "lamphun-2567-6", "roi-et-2566-6"]
JANUARY = Window(date(2024, 1, 1), date(2024, 1, 31), "day", "๑ - ๓๑ มกราคม ๒๕๖๗")
MAY = Window(date(2024, 5, 1), date(2024, 5, 31), "day", "๑ - ๓๑ พฤษภาคม ๒๕๖๗")


def line(*, step="การลงทะเบียน", result="ลงทะเบียนแล้ว", status="done", codes=(), **fields) -> Line:
    return Line((Item(step, steps=tuple(codes)),), result=result, status=status, **fields)


def group(*lines: Line, official=JANUARY, provincial=JANUARY) -> Group:
    return Group(lines or (line(),), official, provincial)


def report(*groups: Group, **fields) -> document.Report:
    """Lamphun's six-month report of 2567 with these groups, else with one good row."""
    return document.Report(
        **{
            "province": document.Province("51", "lamphun", "ลำพูน"),
            "fiscal_year": 2567,
            "months": 6,
            "as_of": date(2024, 3, 31),
            "title": "รายงาน",
            "headings": ("ที่", "ป.ป.ช.", "จังหวัด", "ขั้นตอน", "ผล", "หมายเหตุ"),
            "status_words": document.StatusWords("ดำเนินการแล้ว", "อยู่ระหว่างดำเนินการ"),
            "groups": groups,
            **fields,
        }
    )


def saying(result: str) -> document.Report:
    return report(group(line(result=result)))


def seed(name: str) -> document.Report:
    """A seed report measured against its calendar, dates of the steps included."""
    stored = json.loads((FIXTURES / "reports" / f"{name}.json").read_text())["document"]
    year = stored["fiscal_year"]
    steps = json.loads((FIXTURES / "calendars.json").read_text())[str(year)]["steps"]
    stored["calendar_steps"] = [
        {name: step[name] for name in ("code", "title", "start", "end")} for step in steps
    ]
    return document.from_dict(stored)


def found(findings) -> list[tuple]:
    return [(one.code, one.number, one.column, one.words) for one in findings]


def words(findings, code: str) -> list[str]:
    return [finding.words for finding in findings if finding.code == code]
