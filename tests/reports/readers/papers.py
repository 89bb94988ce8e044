"""Papers for the tests of the readers: tables typed as text, and what is held against them."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from reports import readers
from reports.document import CalendarStep, Province
from reports.readers.paper import Reference
from reports.readers.reading import Reading

ROOT = Path(__file__).parents[3]
SEEDS = ROOT / "tests" / "data" / "seeds"
TITLE = "รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ (รอบ ๖ เดือน)\nจังหวัดลำพูน\n\n"
HEAD = (
    "ที่",
    "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "ช่วงระยะเวลา (จังหวัด)",
    "ขั้นตอน",
    "ผลการดำเนินการ",
    "หมายเหตุ",
)


@cache
def reference() -> Reference:
    """The provinces and calendars of `fixtures/`."""
    provinces = json.loads((ROOT / "fixtures" / "provinces.json").read_text(encoding="utf-8"))
    calendars = json.loads((ROOT / "fixtures" / "calendars.json").read_text(encoding="utf-8"))
    return Reference(
        provinces=tuple(
            Province(one["code"], one["slug"], one["name"])
            for one in provinces
            if one["has_office"]
        ),
        calendars={
            int(year): tuple(
                CalendarStep(one["code"], one["title"], _date(one["start"]), _date(one["end"]))
                for one in calendar["steps"]
            )
            for year, calendar in calendars.items()
        },
    )


def _date(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def seed(number: str) -> bytes:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_bytes()


def text(*rows: tuple[str, ...], head=HEAD, title=TITLE, below="") -> str:
    """A paper as text: the title, a table parted by tabs, what stands below."""
    table = "\n".join("\t".join(row) for row in ((head, *rows) if head else rows))
    return f"{title}{table}\n{below}"


def read(*rows: tuple[str, ...], **parts) -> Reading:
    """What is understood of a table of such rows."""
    return readers.read(text(*rows, **parts).encode(), reference())


def row(number="๑", official="", provincial="", step="การลงทะเบียน", result="-", status="-"):
    """A row whose windows are January 2567 unless said otherwise."""
    january = "๑ - ๓๑ มกราคม ๒๕๖๗"
    return (number, official or january, provincial or january, step, result, status)


def codes(reading: Reading) -> list[tuple[str, str]]:
    """The place and the code of each warning."""
    return [(warning.place, warning.code) for warning in reading.warnings]
