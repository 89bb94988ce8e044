"""Reports and plans of other provinces, invented from a seed: what offices might have written."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from django.conf import settings

from bench.papers import wording
from bench.papers.paper import KEYS, MONTH_KEYS, Paper
from ita_portal.thai import Window, be_year, to_thai_digits
from reports.document import CalendarStep, Province
from reports.readers.paper import Reference
from reports.readers.reading import (
    Activity,
    Group,
    Item,
    Line,
    Mark,
    Match,
    Phase,
    PlanReading,
    ReportReading,
)

FIXTURES = settings.BASE_DIR / "fixtures"


@cache
def reference() -> Reference:
    """The provinces with an office and the two known calendars."""
    provinces = tuple(Province(one["code"], one["slug"], one["name"]) for one in _offices())
    calendars = json.loads((FIXTURES / "calendars.json").read_text(encoding="utf-8"))
    return Reference(
        provinces,
        {int(year): tuple(map(_step, one["steps"])) for year, one in calendars.items()},
    )


@cache
def _offices() -> list[dict]:
    found = json.loads((FIXTURES / "provinces.json").read_text(encoding="utf-8"))
    return [one for one in found if one["has_office"]]


def _step(data: dict) -> CalendarStep:
    start, end = (date.fromisoformat(data[key]) for key in ("start", "end"))
    return CalendarStep(data["code"], data["title"], start, end)


class Writer:
    """One person at one office, who writes in one way."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.office = rng.choice(_offices())
        self.year = rng.choice((2566, 2567))
        self.months = rng.choice((6, 6, 12))
        self.number_style = rng.choice(("", "", "", ".", ".", ")"))
        self.code = "".join(rng.choices("abcdefghjkmnpqrtuvwxyz234679", k=6))

    def say(self, words: str) -> str:
        year = to_thai_digits(self.year)
        return words.format(
            p=self.office["name"],
            s=self.office["slug"].replace("-", ""),
            a=self.office["abbr"],
            y=year,
            last=to_thai_digits(self.year - 1),
            y_arabic=self.year,
            r=to_thai_digits(self.months),
            c=self.code,
            m=f"{self.office['slug'].replace('-', '')}{self.year}@moi.go.th",
        )

    def one_of(self, words: Sequence[str]) -> str:
        return self.say(self.rng.choice(words))


def report(seed: int) -> Paper:
    """A report of one to fifteen groups with its truth."""
    rng = Random(f"report {seed}")
    writer = Writer(rng)
    groups = _numbered(_groups(writer), writer.number_style)
    truth = ReportReading(
        title=writer.one_of(wording.TITLES),
        province=writer.office["slug"],
        fiscal_year=writer.year,
        months=writer.months,
        groups=groups,
        footnote=writer.one_of(wording.FOOTNOTES) if rng.random() < 0.6 else "",
        contact=writer.one_of(wording.CONTACTS) if rng.random() < 0.5 else "",
    )
    places = [(g, n) for g, group in enumerate(groups) for n, _ in enumerate(group.lines)]
    breaks = tuple(place for place in places[1:] if rng.random() < 0.25)
    return Paper(f"made report {seed}", truth, dict(wording.HEADS), breaks, keys=KEYS)


def _groups(writer: Writer) -> list[Group]:
    rng = writer.rng
    steps = list(reference().steps_of(writer.year))
    shown = steps if rng.random() < 0.6 else steps[: rng.randint(1, len(steps))]
    groups = []
    while shown:
        count = _merged(writer, shown)
        groups.append(_group(writer, shown[:count]))
        shown = shown[count:]
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        groups.insert(rng.randint(0, len(groups)), _own_group(writer))
    return groups


def _merged(writer: Writer, steps: Sequence[CalendarStep]) -> int:
    """How many of the next steps go into one row: only such as share their window."""
    alike = [step for step in steps if (step.start, step.end) == (steps[0].start, steps[0].end)]
    return writer.rng.randint(1, min(3, len(alike))) if writer.rng.random() < 0.5 else 1


def _group(writer: Writer, steps: Sequence[CalendarStep]) -> Group:
    rng = writer.rng
    texts = [writer.one_of(wording.STEPS[writer.year][step.code]) for step in steps]
    items = _labelled(
        rng, [_item(text, step.code) for text, step in zip(texts, steps, strict=True)]
    )
    start, end = steps[0].start, steps[0].end
    of_month = writer.year == 2566 and steps[0].code.startswith("PREP")
    official = written_window(rng, start, end, of_month=of_month)
    lines = [_line(writer, items)]
    if rng.random() < 0.15:
        lines.append(_line(writer, (_own_item(writer),)))
    return Group(tuple(lines), official=official, provincial=_within(rng, start, end, official))


def _own_group(writer: Writer) -> Group:
    rng = writer.rng
    start = date(writer.year - 543 - 1, 10, 1) + timedelta(rng.randint(0, 150))
    own = written_window(rng, start, start + timedelta(rng.randint(1, 40)))
    if rng.random() < 0.3:
        own = _months(rng, writer.year)
    return Group((_line(writer, (_own_item(writer),)),), official=None, provincial=own)


def _own_item(writer: Writer) -> Item:
    return _item(writer.one_of(wording.OWN_STEPS))


def _item(text: str, *codes: str) -> Item:
    return Item("", text, tuple(Match(code, 1.0) for code in codes))


def _labelled(rng: Random, items: list[Item]) -> tuple[Item, ...]:
    """The items of a cell; several are always labelled."""
    if len(items) == 1 and rng.random() < 0.9:
        return tuple(items)
    style = rng.choice(("-", "-", "๑.", "๑)", "(๑)"))
    return tuple(
        replace(item, label=style.replace("๑", to_thai_digits(number)))
        for number, item in enumerate(items, 1)
    )


def _line(writer: Writer, items: tuple[Item, ...]) -> Line:
    rng = writer.rng
    status = rng.choice(("done", "done", "in_progress", "in_progress", "not_due", None))
    words = rng.choice(wording.STATUS_WORDS[status]) if status else ""
    if status == "not_due" or rng.random() < 0.1:
        empty = rng.choice(("-", "-", ""))
        return Line(items, "", status, words, raw={"result": empty})
    results = wording.LONG_RESULTS if rng.random() < 0.4 else wording.PLAIN_RESULTS
    return Line(items, writer.one_of(results), status, words)


def _numbered(groups: list[Group], style: str) -> tuple[Group, ...]:
    return tuple(
        replace(group, number=number, number_text=f"{to_thai_digits(number)}{style}")
        for number, group in enumerate(groups, 1)
    )


# ---- windows


def _within(rng: Random, start: date, end: date, official: Window) -> Window | None:
    """The province's own window: mostly the official one, else one inside it, of any form."""
    chance = rng.random()
    if chance < 0.45:
        return official
    if chance < 0.5:
        return None
    days = (end - start).days
    first = start + timedelta(rng.randint(0, days))
    last = first + timedelta(rng.randint(0, (end - first).days))
    if chance < 0.6:
        return written_window(rng, None, last)
    if chance < 0.65:
        return written_window(rng, first, None)
    if chance < 0.75:
        return written_window(rng, first, first)
    return written_window(rng, first, last)


def written_window(
    rng: Random, start: date | None, end: date | None, *, of_month: bool = False
) -> Window:
    """A window in one of the forms of the samples; days unless it is of whole months."""
    if of_month:
        words = rng.choice(("เดือน{m} {y}", "{m} {y}", "เดือน {m} {y}"))
        return Window(start, end, "month", _filled(words, start))
    if start is None:
        words = rng.choice(("ภายในวันที่ {d} {m} {y}", "ภายใน {d} {m} {y}"))
        return Window(None, end, "day", _filled(words, end))
    if end is None:
        words = rng.choice(("ตั้งแต่วันที่ {d} {m} {y}", "ตั้งแต่วันที่ {d} {m} {y} เป็นต้นไป"))
        return Window(start, None, "day", _filled(words, start))
    if start == end:
        words = rng.choice(
            ("วันที่ {d} {m} {y}", "{d} {m} {y}", "เมื่อวันที่ {d} {m} {y}", "ในวันที่ {d} {m} {y}")
        )
        return Window(start, end, "day", _filled(words, start))
    lead = rng.choice(("", "", "วันที่ "))
    return Window(start, end, "day", lead + _range(rng, start, end))


def _months(rng: Random, fiscal_year: int) -> Window:
    """From one month of the fiscal year to a later one."""
    first = rng.randint(0, 10)
    last = rng.randint(first + 1, 11)
    start, end = (_first_of(fiscal_year, place) for place in (first, last))
    years = "{y} - " if start.year != end.year else "- "
    words = rng.choice(("เดือน", "")) + _filled("{m} " + years, start) + _filled("{m} {y}", end)
    return Window(start, _first_of(fiscal_year, last + 1) - timedelta(1), "month", words)


def _first_of(fiscal_year: int, place: int) -> date:
    """The first day of a month of a fiscal year, counted from October."""
    month = (place + 9) % 12 + 1
    return date(fiscal_year - 543 - (place < 3), month, 1)


def _range(rng: Random, start: date, end: date) -> str:
    dash = rng.choice((" - ", " – ", " -"))
    era = rng.choice(("", "", "พ.ศ. "))
    last = _filled("{d} {m} " + era + "{y}", end)
    if start.year != end.year:
        return _filled("{d} {m} {y}", start) + dash + last
    if start.month == end.month and rng.random() < 0.6:
        return _filled("{d}", start) + dash + last
    return _filled("{d} {m}", start) + dash + last


def _filled(words: str, day: date) -> str:
    month = wording.MONTHS[day.month - 1]
    return to_thai_digits(words.format(d=day.day, m=month, y=be_year(day)))


# ---- plans


def plan(seed: int) -> Paper:
    """A plan of two to four phases with its truth."""
    rng = Random(f"plan {seed}")
    writer = Writer(rng)
    truth = PlanReading(
        title=writer.say(wording.PLAN_TITLE),
        province=writer.office["slug"],
        fiscal_year=writer.year,
        phases=tuple(_phases(writer)),
        intro=writer.say(wording.PLAN_INTRO) if rng.random() < 0.8 else "",
        footnote=wording.PLAN_FOOTNOTE if rng.random() < 0.7 else "",
        issuer=writer.say(wording.PLAN_ISSUER) if rng.random() < 0.6 else "",
    )
    places = [
        (p, a) for p, phase in enumerate(truth.phases) for a, _ in enumerate(phase.activities)
    ]
    breaks = tuple(place for place in places[1:] if rng.random() < 0.1)
    heads = {"steps": "ขั้นตอนการดำเนินงาน"}
    heads |= {key: wording.SHORT_MONTHS[(9 + n) % 12] for n, key in enumerate(MONTH_KEYS)}
    return Paper(
        f"made plan {seed}", truth, heads, breaks, keys=tuple(heads), footnote_label="หมายเหตุ: "
    )


def _phases(writer: Writer) -> list[Phase]:
    rng = writer.rng
    titles = wording.PLAN_PHASES[: rng.randint(2, 4)]
    texts = iter(rng.sample(wording.PLAN_ACTIVITIES, len(wording.PLAN_ACTIVITIES)))
    return [
        Phase(str(number), title, _activities(writer, number, texts))
        for number, title in enumerate(titles, 1)
    ]


def _activities(writer: Writer, phase: int, texts) -> tuple[Activity, ...]:
    count = writer.rng.randint(1, 3)
    return tuple(
        Activity(f"{phase}.{number}", writer.say(next(texts)), _marks(writer))
        for number in range(1, count + 1)
    )


def _marks(writer: Writer) -> tuple[Mark, ...]:
    """Single months; where two stand side by side they are two marks."""
    months = sorted(writer.rng.sample(range(12), writer.rng.choice((0, 1, 1, 1, 2, 3))))
    return tuple(Mark(month, month) for month in (month_of(writer.year, one) for one in months))


def month_of(fiscal_year: int, place: int) -> str:
    """The month in a column of the plan as `YYYY-MM`; October is the first."""
    month = (place + 9) % 12 + 1
    return f"{fiscal_year - 543 - (month >= 10)}-{month:02d}"
