"""Reads `fixtures/` into the database: provinces, calendars, rounds and holidays, whatever is not there yet.

What the centre has since changed is left alone, so a server may load at every upgrade.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from calendar_app import actions as calendars
from calendar_app.models import CalendarRevision, Holiday, RevisionStep, Round
from ita_portal import actions as people
from ita_portal.models import Province
from ita_portal.thai import Window
from reports import document, intake
from reports.readers.paper import Reference

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def read(name: str) -> Any:
    """The JSON of one fixture file, by its path below `fixtures/`."""
    return json.loads((FIXTURES / name).read_text(encoding="utf-8"))


def load() -> dict[str, int]:
    """Load everything that is missing. Returns how many were added, by what they are."""
    return {
        "จังหวัด": sum(1 for _ in _provinces()),
        "ปฏิทิน": sum(1 for _ in _calendars()),
        "รอบรายงาน": sum(1 for _ in _rounds()),
        "วันหยุดราชการ": sum(1 for _ in _holidays()),
    }


def _provinces() -> Iterator[Province]:
    there = set(Province.objects.values_list("code", flat=True))
    for data in read("provinces.json"):
        if data["code"] not in there:
            contact = data.pop("contact")
            yield people.save_province(
                province=Province(
                    **data,
                    unit=contact["unit"],
                    phone=contact["phone"],
                    mt_phone=contact["mt_phone"],
                    email=contact["email"],
                    contact_person=contact["person"],
                ),
                by=None,
            )


def _calendars() -> Iterator[CalendarRevision]:
    for year, data in read("calendars.json").items():
        if not CalendarRevision.objects.filter(fiscal_year=int(year)).exists():
            yield _calendar(int(year), data)


def _calendar(fiscal_year: int, data: dict) -> CalendarRevision:
    revision = calendars.new_revision(fiscal_year=fiscal_year, by=None, complete=data["complete"])
    for one in data["steps"]:
        edition = RevisionStep(
            revision=revision,
            step=calendars.step(fiscal_year=fiscal_year, code=one["code"], by=None),
            order=one["order"],
            title=one["title"],
            owner=one["owner"] or "",
            guidance=one["guidance"],
            sentence=one.get("sentence", ""),
        )
        edition.window = window(one)
        calendars.save_step(edition=edition, by=None)
    return calendars.put_in_force(revision=revision, by=None)


def window(data: dict[str, str]) -> Window:
    """A window of a fixture: ISO dates, precision, and the words where a paper had them."""
    return Window(
        date.fromisoformat(data["start"]),
        date.fromisoformat(data["end"]),
        data["precision"],
        data.get("text", ""),
    )


def _rounds() -> Iterator[Round]:
    for data in read("rounds.json"):
        year, months = data["fiscal_year"], data["months"]
        if not Round.objects.filter(fiscal_year=year, months=months).exists():
            added = calendars.save_round(round=_round(data), by=None)
            yield calendars.open_round(round=added, by=None).round


def _holidays() -> Iterator[Holiday]:
    """Days off of the years that have none yet: what the centre took out of a year stays out."""
    known = {day.year for day in Holiday.objects.days()}
    for one in read("holidays.json"):
        day = date.fromisoformat(one["day"])
        if day.year not in known:
            yield calendars.save_holiday(day=day, name=one["name"], by=None)


HEADINGS = ("number", "official", "provincial", "step", "result", "status")


def _round(data: dict) -> Round:
    words, contact = data["status_words"], data["contact"]
    headings = zip(HEADINGS, data["headings"], strict=True)
    return Round(
        fiscal_year=data["fiscal_year"],
        months=data["months"],
        as_of=date.fromisoformat(data["as_of"]),
        opens_on=date.fromisoformat(data["opens_on"]),
        due_on=date.fromisoformat(data["due_on"]),
        title=data["title"],
        footnote=data["footnote"],
        number_style=data["number_style"],
        show_contact=data["show_contact"],
        show_signature=data["show_signature"],
        contact_unit=contact["unit"],
        contact_person=contact["person"],
        contact_phone=contact["phone"],
        contact_email=contact["email"],
        **{f"heading_{name}": heading for name, heading in headings},
        **{f"word_{status}": word for status, word in words.items()},
    )


def known() -> Reference:
    """What papers are held against: the provinces and calendars of the database, else of `fixtures/`.

    A machine on which nothing was set up yet reads papers too.
    """
    try:
        found = intake.reference()
    except DatabaseError:
        found = Reference()
    return found if found.provinces else _of_fixtures()


def _of_fixtures() -> Reference:
    provinces = read("provinces.json")
    return Reference(
        provinces=tuple(
            document.Province(one["code"], one["slug"], one["name"])
            for one in provinces
            if one["has_office"]
        ),
        calendars={
            int(year): tuple(_step(one) for one in calendar["steps"])
            for year, calendar in read("calendars.json").items()
        },
    )


def _step(data: dict[str, Any]) -> document.CalendarStep:
    start, end = (data[name] and date.fromisoformat(data[name]) for name in ("start", "end"))
    return document.CalendarStep(data["code"], data["title"], start, end)
