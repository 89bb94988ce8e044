"""A province's plan as it is printed: phases, numbered activities, the months of the year (pure).

Its canonical JSON (UTF-8, sorted keys, no spaces, schema inside) is what a print of it is made from.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from calendar_app.months import IN_A_YEAR, Month, Span, is_told_by_months, months_of, spans_of
from ita_portal import thai
from ita_portal.thai import Window

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity with its windows, those that are empty left out."""

    text: str
    responsible: str = ""
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    title: str
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole plan: whose it is (slug and Thai name without จังหวัด), the words around it, its phases.

    `fiscal_year` is a Buddhist-era year. Numbers are places, counted from one.
    """

    slug: str
    province: str
    fiscal_year: int
    title: str = ""
    intro: str = ""
    footnote: str = ""
    issuer: str = ""
    phases: tuple[Phase, ...] = ()

    @property
    def months(self) -> list[Month]:
        return months_of(self.fiscal_year)

    def rows(self) -> Iterator["PrintedPhase"]:
        """The phases as they are printed."""
        months = self.months
        for place, phase in enumerate(self.phases, start=1):
            rows = [
                _printed(f"{place}.{number}", f"row-{place}-{number}", activity, months)
                for number, activity in enumerate(phase.activities, start=1)
            ]
            yield PrintedPhase(
                thai.to_thai_digits(f"{place}."), f"row-{place}-0", phase.title, rows
            )


# ---- as it is printed


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell below one month without a mark, or below the months of one mark."""

    months: int
    is_marked: bool = False

    @property
    def is_long(self) -> bool:
        return self.months > 1


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """An activity: `windows` is what the marks cannot say, `cells` are the twelve months in order."""

    id: str
    number: str
    text: str
    responsible: str
    windows: tuple[Window, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PrintedPhase:
    number: str
    id: str
    title: str
    rows: list[PrintedRow]


def _printed(number: str, name: str, activity: Activity, months: list[Month]) -> PrintedRow:
    return PrintedRow(
        id=name,
        number=thai.to_thai_digits(number),
        text=activity.text,
        responsible=activity.responsible,
        windows=tuple(one for one in activity.windows if not is_told_by_months(one, months)),
        cells=tuple(cells_of(spans_of(activity.windows, months))),
    )


def cells_of(spans: Iterable[Span]) -> Iterator[Cell]:
    """The twelve months of a year with the months of each mark as one cell."""
    place = 0
    for first, last in spans:
        yield from (Cell(1) for _ in range(place, first))
        yield Cell(last - first + 1, is_marked=True)
        place = last + 1
    yield from (Cell(1) for _ in range(place, IN_A_YEAR))


# ---- as text


def canonical_json(sheet: Sheet) -> str:
    """The one spelling of a plan; to be stored as UTF-8."""
    data = {"schema": SCHEMA, **asdict(sheet)}
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat
    )


def from_json(text: str) -> Sheet:
    """The reverse of `canonical_json`."""
    data = json.loads(text)
    del data["schema"]
    return Sheet(**{**data, "phases": tuple(map(_phase, data["phases"]))})


def _phase(data: dict[str, Any]) -> Phase:
    return Phase(
        data["title"],
        tuple(
            Activity(one["text"], one["responsible"], tuple(map(_window, one["windows"])))
            for one in data["activities"]
        ),
    )


def _window(data: dict[str, Any]) -> Window:
    start, end = (data[name] and date.fromisoformat(data[name]) for name in ("start", "end"))
    return Window(start, end, data["precision"], data["text"])


def digest(text: str) -> str:
    """SHA-256 of canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
