"""A plan as read, in boxes to type over: what its preview shows, and the plan that a confirmation writes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from calendar_app import plan_forms
from calendar_app.models import Activity, ActivityWindow, Phase
from calendar_app.months import Month, months_of, spans_of
from calendar_app.plan_actions import ActivityContent, PhaseContent, PlanContent
from calendar_app.sheets import Cell, cells_of
from ita_portal import thai
from ita_portal.thai import Window
from ita_portal.typed import CellError, Fields, read_text, shown_window
from reports.forms import cells, intake_boxes
from reports.forms.intake_boxes import AGREE, Calendar, Problems
from reports.forms.intake_merge import TAKE
from reports.forms.intake_shown import (
    LABELS,
    REPLACING,
    Choice,
    ShownItem,
    Told,
    place_words,
    surenesses,
    ticks,
    told_of,
)
from reports.forms.shown import Box
from reports.readers import reading as readings
from reports.readers.plan import window_of
from reports.readers.reading import PlanReading

AROUND = {
    "title": "ชื่อแผน",
    "intro": "ความนำ",
    "footnote": "หมายเหตุท้ายแผน",
    "issuer": "หน่วยงานผู้จัดทำ",
}
LOOSE = [("", "ไม่นำเข้า"), ("row", "เพิ่มเป็นกิจกรรม")]
CELLS = {
    "title": "ช่วงการดำเนินงาน",
    "text": "กิจกรรม",
    "responsible": "ผู้รับผิดชอบ",
    "windows": "ช่วงระยะเวลา",
    "ties": "ขั้นตอนตามปฏิทิน",
}
BOXES = ("text", "responsible", "windows", "ties-0")
LIMITS = {
    "title": Phase.title.field.max_length,
    "responsible": Activity.responsible.field.max_length,
    "windows": ActivityWindow.text.field.max_length,
}

_PLACE = re.compile(r"phases\[(\d+)\](?:\.activities\[(\d+)\])?(?:\.(\w+))?")


def box_of(place: str) -> str:
    """The box that a warning's place is shown in; '' for none of its own."""
    found = _PLACE.match(place)
    if found is None:
        return place if place in AROUND else ""
    phase, activity, cell = found.groups()
    if activity is None:
        return f"p{phase}-title"
    name = {"marks": "windows", "steps": "ties-0", "matches": "ties-0"}.get(cell or "", cell)
    return f"p{phase}a{activity}-{name if name in BOXES else 'text'}"


@dataclass(slots=True)
class ShownActivity:
    prefix: str
    number: str
    key: str
    label: str
    is_open: bool
    text: Box
    responsible: Box
    windows: Box
    echoes: list
    item: ShownItem
    marks: list[Cell]
    raw: list[tuple[str, str]]
    told: list[Told]
    choice: Choice


@dataclass(slots=True)
class ShownPhase:
    number: str
    title: Box
    told: list[Told]
    rows: list[ShownActivity]


@dataclass
class PlanMerge:
    """A plan's reading with what was typed over it."""

    reading: PlanReading
    typed: Fields
    calendar: Calendar
    fiscal_year: int
    source: Mapping[str, Any]
    problems: Problems = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = {edition.step.code: step for step, edition in self.calendar.items()}
        self.shown: Fields = {AGREE: [""]}
        self.shown |= {name: [getattr(self.reading, name)] for name in AROUND}
        for prefix, phase in self._phases():
            self.shown[f"{prefix}-title"] = [phase.title]
            for row, activity in _activities(prefix, phase):
                self.shown |= self._boxes(row, activity)
        self.shown |= {f"u{place}-as": [""] for place in range(len(self.leftovers))}
        self.content = self._content()

    def _phases(self) -> Iterator[tuple[str, readings.Phase]]:
        return ((f"p{place}", phase) for place, phase in enumerate(self.reading.phases))

    def _boxes(self, row: str, activity: readings.Activity) -> Fields:
        ties = [str(self.ids[one.code]) for one in activity.matches if one.code in self.ids]
        windows = "\n".join(shown_window(window_of(mark)) for mark in activity.marks)
        return {
            f"{row}-text": [activity.text],
            f"{row}-responsible": [activity.responsible],
            f"{row}-windows": [windows],
            f"{row}-ties-0": ["", *ties],
            f"{row}-choice": [TAKE],
        }

    @cached_property
    def leftovers(self) -> list[str]:
        return intake_boxes.leftovers(self.reading)

    # ---- what was typed

    def one(self, name: str) -> str:
        return self.typed.get(name, self.shown.get(name, [""]))[0]

    def words(self, name: str) -> str:
        return " ".join(filter(None, self.typed.get(name, self.shown.get(name, [""]))))

    def ticked(self, row: str) -> list[str]:
        return self.typed.get(f"{row}-ties-0", self.shown[f"{row}-ties-0"])

    def windows(self, row: str, activity: readings.Activity) -> tuple[Window, ...]:
        """A box that was not touched is the marks as they were read."""
        box = f"{row}-windows"
        if box not in self.typed:
            return tuple(window_of(mark) for mark in activity.marks)
        try:
            return plan_forms.read_windows(self.one(box), self.fiscal_year)
        except CellError as error:
            self.problems[box] = error
            return ()

    def _text(self, box: str) -> str:
        limit = LIMITS.get(box.partition("-")[2], cells.DETAIL_LIMIT)
        try:
            return read_text(self.one(box), limit)
        except CellError as error:
            self.problems[box] = error
            return ""

    # ---- what the plan will say

    def _content(self) -> PlanContent:
        """The plan after a confirmation; only where there are no problems."""
        phases = [self._phase(prefix, phase) for prefix, phase in self._phases()]
        loose = [
            ActivityContent(words, raw={"unread": words})
            for place, words in enumerate(self.leftovers)
            if self.one(f"u{place}-as") == "row"
        ]
        if loose and phases:
            last = phases[-1]
            phases[-1] = PhaseContent(last.title, (*last.activities, *loose))
        elif loose:
            phases = [PhaseContent("", tuple(loose))]
        return PlanContent(
            **{name: self._text(name) for name in AROUND},
            phases=tuple(phases),
            raw=self._around(),
        )

    def _phase(self, prefix: str, phase: readings.Phase) -> PhaseContent:
        activities = [
            self._activity(row, activity)
            for row, activity in _activities(prefix, phase)
            if self.one(f"{row}-choice") == TAKE
        ]
        title = " ".join(self._text(f"{prefix}-title").split())
        return PhaseContent(title, tuple(activities))

    def _activity(self, row: str, activity: readings.Activity) -> ActivityContent:
        ticked = self.ticked(row)
        return ActivityContent(
            text=self._text(f"{row}-text"),
            responsible=" ".join(self._text(f"{row}-responsible").split()),
            steps=tuple(
                one.step.code for step, one in self.calendar.items() if str(step) in ticked
            ),
            windows=self.windows(row, activity),
            raw=activity.raw,
        )

    def _around(self) -> dict[str, Any]:
        """What was read around the rows, kept with the plan for good."""
        return {
            "columns": list(self.reading.columns),
            "unread": [list(row) for row in self.reading.unread],
            **{name: getattr(self.reading, name) for name in AROUND},
            **self.source,
        }


def _activities(prefix: str, phase: readings.Phase) -> Iterator[tuple[str, readings.Activity]]:
    return ((f"{prefix}a{place}", one) for place, one in enumerate(phase.activities))


@dataclass
class PlanPreview:
    """What the page shows of a plan that was read."""

    merge: PlanMerge

    @cached_property
    def months(self) -> list[Month]:
        return months_of(self.merge.fiscal_year)

    @cached_property
    def _told(self) -> dict[str, list[Told]]:
        """Row (`p0`, `p0a1`, '' for the whole) → what is told of it."""
        found: dict[str, list[Told]] = {}
        for place, warning in enumerate(self.merge.reading.warnings):
            box = box_of(warning.place)
            told = told_of(place, warning, box, self.merge.one(box) if box else "", self.where(box))
            found.setdefault(box.partition("-")[0] if "-" in box else "", []).append(told)
        return found

    @property
    def told(self) -> list[Told]:
        return self._told.get("", [])

    @cached_property
    def phases(self) -> list[ShownPhase]:
        return [
            ShownPhase(
                number=thai.to_thai_digits(phase.number or place),
                title=self._box(f"p{place - 1}-title"),
                told=self._told.get(f"p{place - 1}", []),
                rows=[self._row(row, one) for row, one in _activities(f"p{place - 1}", phase)],
            )
            for place, phase in enumerate(self.merge.reading.phases, start=1)
        ]

    def _row(self, row: str, activity: readings.Activity) -> ShownActivity:
        told = self._told.get(row, [])
        windows = (
            () if f"{row}-windows" in self.merge.problems else self.merge.windows(row, activity)
        )
        key = self._key(row, told, windows)
        return ShownActivity(
            prefix=row,
            number=thai.to_thai_digits(activity.number),
            key=key,
            label=LABELS[key],
            is_open=key in ("problem", "doubt"),
            text=self._box(f"{row}-text"),
            responsible=self._box(f"{row}-responsible"),
            windows=self._box(f"{row}-windows"),
            echoes=plan_forms.echoes(windows, self.merge.fiscal_year),
            item=self._item(row, activity),
            marks=[*cells_of(spans_of(windows, self.months))],
            raw=[(name, words) for name, words in activity.raw.items() if words.strip()],
            told=told,
            choice=Choice(f"{row}-choice", self.merge.one(f"{row}-choice"), REPLACING),
        )

    def _key(self, row: str, told: list[Told], windows: Sequence[Window]) -> str:
        if any(box.startswith(f"{row}-") for box in self.merge.problems):
            return "problem"
        is_asked = any(one.asks and not one.is_used and not self._is_settled(one) for one in told)
        is_asked |= f"{row}-windows" not in self.merge.typed and any(map(self._is_outside, windows))
        return "doubt" if is_asked else "sure"

    def _is_outside(self, window: Window) -> bool:
        """Whether a window that was understood lies outside the plan's fiscal year."""
        return window.understood and not any(month.is_in(window) for month in self.months)

    def _is_settled(self, told: Told) -> bool:
        """Whether a person has changed what the warning is about since."""
        related = (told.box, told.box.replace("-text", "-ties-0"))
        return any(box in self.merge.typed for box in related)

    def _item(self, row: str, activity: readings.Activity) -> ShownItem:
        ticked, name = self.merge.ticked(row), f"{row}-ties-0"
        asked = [w for w in self.merge.reading.warnings if w.code == "step_unsure"]
        return ShownItem(
            box=self._box(f"{row}-text"),
            ties_name=name,
            ticks=ticks(self.merge.calendar, ticked),
            surenesses=list(surenesses(self.merge.calendar, activity.matches, is_taken=True)),
            place=place_words(self.merge.calendar, ticked),
            is_chosen=name in self.merge.typed,
            is_unsure=any(box_of(one.place).startswith(f"{row}-") for one in asked),
        )

    def _box(self, name: str) -> Box:
        box = Box(name, self.merge.one(name))
        if problem := self.merge.problems.get(name):
            box.error, box.offer = problem.message, problem.offer
        return box

    @property
    def around(self) -> list[tuple[str, Box]]:
        return [(label, self._box(name)) for name, label in AROUND.items()]

    @property
    def leftovers(self) -> list[tuple[str, Choice]]:
        return [
            (words, Choice(f"u{place}-as", self.merge.one(f"u{place}-as"), LOOSE))
            for place, words in enumerate(self.merge.leftovers)
        ]

    @cached_property
    def counts(self) -> list[tuple[str, str]]:
        rows = [row for phase in self.phases for row in phase.rows]
        counts = {key: sum(row.key == key for row in rows) for key in ("sure", "problem", "doubt")}
        return [
            (key, f"{LABELS[key]} {thai.to_thai_digits(count)} กิจกรรม")
            for key, count in counts.items()
            if count
        ]

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        return [
            (box, self.where(box), problem.message) for box, problem in self.merge.problems.items()
        ]

    def where(self, box: str) -> str:
        """Which cell of which activity a box is."""
        if box in AROUND:
            return AROUND[box]
        if box == AGREE:
            return intake_boxes.AGREE_LABEL
        row, _, cell = box.partition("-")
        number = re.fullmatch(r"p(\d+)(?:a(\d+))?", row)
        if number is None:
            return ""
        phase = self.merge.reading.phases[int(number[1])]
        name = phase.activities[int(number[2])].number if number[2] else phase.number
        return f"{thai.to_thai_digits(name)} {CELLS.get(cell.split('-')[0], '')}".strip()
