"""The plan's page as it is shown and as it comes back: what was typed, how it was read, what cannot be kept.

Every box is named after its row: `plan-title`, `p5-title`, `a7-windows`. Beside them stands the row's
token, so that only rows that were typed into are read and written.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import QueryDict

from calendar_app import month_clicks, plans
from calendar_app.models import Activity, Phase, RevisionStep, Schedule
from calendar_app.months import months_of
from calendar_app.official import Outside, outside
from calendar_app.plan_actions import Conflict, Edit
from calendar_app.plans import Row
from ita_portal import thai, typed
from ita_portal.thai import Window
from ita_portal.typed import CellError, Clash, Difference, Fields

# One spelling for each row, so that no row is read twice.
ROW = re.compile("(?:plan|[pa][1-9][0-9]{0,17})")
LABELS = {
    "title": "ชื่อแผน",
    "intro": "ความนำ",
    "footnote": "หมายเหตุท้ายแผน",
    "issuer": "หน่วยงานผู้จัดทำ",
    "phase": "ช่วงการดำเนินงาน",
    "text": "กิจกรรม",
    "windows": "ช่วงระยะเวลา",
    "responsible": "ผู้รับผิดชอบ",
    "steps": "ตรงกับปฏิทิน ป.ป.ช.",
    "reason": "เหตุผลที่อยู่นอกช่วงของ ป.ป.ช.",
}
LIMITS = {"title": 1_000, "intro": 5_000, "footnote": 5_000, "issuer": 1_000, "text": 2_000}
# Texts that stand on one line, with the width of their columns.
LINES = {"phase": 400, "responsible": 200, "reason": 500}
# What goes along with a row and is no text of it.
BESIDE = ("token", "theirs", "months", "had")
MOST_WINDOWS = 24
NOT_CHOSEN = "มีผู้แก้ไขแถวนี้ก่อนท่าน ข้อความของท่านยังอยู่ โปรดเลือก"

Problems = dict[str, CellError]


def label_of(row: str, box: str) -> str:
    return LABELS["phase" if row.startswith("p") and row != "plan" else box]


# ---- what a browser sent


@dataclass(frozen=True, slots=True)
class Posted:
    """One row as it came back. `theirs` is the token of another person's text shown beside it.

    `months` are the keys of the months that are ticked, `had` those that its box of windows spoke of when
    the page was made.
    """

    row: str
    fields: Fields
    token: str = ""
    theirs: str = ""
    months: frozenset[str] = frozenset()
    had: frozenset[str] = frozenset()

    @property
    def is_touched(self) -> bool:
        """Whether the boxes no longer hold what they held when the page was made."""
        return typed.digest(self.fields) != self.token or self.months != self.had

    def one(self, name: str, default: str = "") -> str:
        return self.fields.get(name, [default])[0]


def posted_rows(data: QueryDict) -> dict[str, Posted]:
    """Name → row, in the order of the page."""
    rows: dict[str, Fields] = {}
    for name, values in data.lists():
        row, dash, box = name.partition("-")
        if dash and ROW.fullmatch(row) and box in (*LABELS, *BESIDE):
            rows.setdefault(row, {})[box] = [typed.fold_lines(value) for value in values]
    return {row: _posted(row, fields) for row, fields in rows.items()}


def _posted(row: str, fields: Fields) -> Posted:
    meta = {name: fields.pop(name, [""])[0] for name in ("token", "theirs")}
    had = frozenset(fields.pop("had", [""])[0].split())
    # Boxes that were not sent at all say nothing.
    months = frozenset(fields.pop("months")) - {""} if "months" in fields else had
    return Posted(row, fields, **meta, months=months, had=had)


@dataclass
class PlanForm:
    """What was posted to a plan, read against its rows as they are now.

    `edits` are the touched rows that can be saved; `problems` says per row and box what cannot.
    `steps` are the ids of the year's calendar steps.
    """

    schedule: Schedule
    phases: list[Phase]
    steps: Collection[int]
    data: QueryDict
    edits: list[Edit] = field(default_factory=list)
    problems: dict[str, Problems] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = posted_rows(self.data)
        rows.pop(self.data.get("theirs", ""), None)
        stored = plans.by_name(self.schedule, self.phases)
        self.touched = {
            name: self._clicked(self._chosen(posted), stored.get(name) or _empty_row(name))
            for name, posted in rows.items()
            if posted.is_touched or self.data.get("offer") == f"{name}-windows"
        }
        for name, posted in self.touched.items():
            self._read(posted, stored.get(name) or _empty_row(name))

    def _chosen(self, posted: Posted) -> Posted:
        """The row after the buttons ใช้ของฉัน and หมายถึง."""
        if self.data.get("mine") == posted.row:
            posted = replace(posted, token=posted.theirs)
        if self.data.get("offer") == f"{posted.row}-windows":
            meant = accept_offers(posted.one("windows"), self.schedule.fiscal_year)
            posted = replace(posted, fields=posted.fields | {"windows": [meant]})
        return posted

    def _clicked(self, posted: Posted, row: Row) -> Posted:
        """The row with its clicked months written into its box of windows, where that can be read."""
        if posted.months == posted.had or not isinstance(row, Activity):
            return posted
        reader, year = RowReader(posted, plans.boxes(row)), self.schedule.fiscal_year
        stored = tuple(span.window for span in row.spans)
        windows = reader.windows(stored, year)
        if reader.problems:
            return posted
        new = [one for one in windows if one not in stored]
        windows = month_clicks.clicked(windows, posted.had, posted.months, year, typed=new)
        written = "\n".join(map(typed.shown_window, windows))
        now = frozenset(month_clicks.ticked(windows, year))
        return replace(posted, fields=posted.fields | {"windows": [written]}, months=now, had=now)

    def _read(self, posted: Posted, row: Row) -> None:
        reader = RowReader(posted, plans.boxes(row))
        edit = Edit(posted.row, posted.token, reader.texts(plans.TEXTS[type(row)]))
        if isinstance(row, Activity):
            year = self.schedule.fiscal_year
            stored = tuple(span.window for span in row.spans)
            windows = reader.windows(stored, year)
            edit = replace(edit, windows=windows, steps=self._ticked(posted, row))
        if reader.problems:
            self.problems[posted.row] = reader.problems
        else:
            self.edits.append(edit)

    def _ticked(self, posted: Posted, activity: Activity) -> tuple[int, ...]:
        """CalendarStep ids; a tie that was there already stays as long as it was sent back."""
        known = {str(step): step for step in (*self.steps, *activity.ties)}
        sent = posted.fields.get("steps")
        if sent is None:
            return tuple(activity.ties)
        return tuple(known[value] for value in dict.fromkeys(sent) if value in known)


def _empty_row(name: str) -> Row:
    """What a row that is gone is read against."""
    if name == "plan":
        return Schedule()
    row = Phase() if name.startswith("p") else Activity()
    row.spans, row.ties = [], []
    return row


class RowReader:
    """One posted row, box by box; a box that still shows what is stored is left as it is stored."""

    def __init__(self, posted: Posted, stored: Fields) -> None:
        self.posted = posted
        self.stored = stored
        self.problems: Problems = {}

    def texts(self, names: Collection[str]) -> dict[str, str]:
        return {name: self._text(name) for name in names}

    def _text(self, name: str) -> str:
        stored = self.stored[name][0]
        written = self.posted.one(name, stored)
        if written == typed.fold_lines(stored):
            return stored
        kind = "phase" if name == "title" and self.posted.row != "plan" else name
        try:
            if kind in LINES:
                return typed.read_text(" ".join(written.split()), LINES[kind])
            return typed.read_text(written, LIMITS[kind])
        except CellError as error:
            self.problems[name] = error
            return ""

    def windows(self, stored: tuple[Window, ...], fiscal_year: int) -> tuple[Window, ...]:
        shown = self.stored["windows"][0]
        written = self.posted.one("windows", shown)
        if written == typed.fold_lines(shown):
            return stored
        try:
            return read_windows(written, fiscal_year)
        except CellError as error:
            self.problems["windows"] = error
            return ()


# ---- several windows in one box


def parts_of(written: str) -> list[str]:
    """The windows of a box: one a line, or several on a line parted by semicolons."""
    parts = (part.strip() for part in re.split("[\r\n;]", written))
    return [part for part in parts if part]


def read_windows(written: str, fiscal_year: int) -> tuple[Window, ...]:
    """Each window that was typed; words not understood are kept as words.

    Raises CellError naming the part that is refused; its offer is a corrected text of that part.
    """
    parts = parts_of(written)
    if len(parts) > MOST_WINDOWS:
        raise CellError(f"พิมพ์ได้ไม่เกิน {thai.to_thai_digits(MOST_WINDOWS)} ช่วง โปรดรวมช่วงที่ต่อเนื่องกัน")
    windows = [_read_part(part, fiscal_year, len(parts) > 1) for part in parts]
    return tuple(window for window in windows if window)


def _read_part(part: str, fiscal_year: int, is_one_of_many: bool) -> Window | None:
    try:
        return typed.read_window(part, fiscal_year)
    except CellError as error:
        if not is_one_of_many:
            raise
        beginning = part if len(part) <= 60 else f"{part[:60]}…"
        raise CellError(f"“{beginning}” {error.message}", error.offer) from error


def accept_offers(written: str, fiscal_year: int) -> str:
    """The text of a box with each part replaced by what the portal thinks was meant."""
    parts = parts_of(written)
    return "\n".join(typed.offer_for(part, fiscal_year) or part for part in parts)


@dataclass(frozen=True, slots=True)
class Echo:
    """What is said below a box of how one of its windows was read."""

    sentence: str
    understood: bool = True
    offer: str | None = None


def echoes(windows: Collection[Window], fiscal_year: int) -> list[Echo]:
    """One for each window that was typed and is not already in its written form."""
    return [echo for window in windows if (echo := _echo(window, fiscal_year))]


def _echo(window: Window, fiscal_year: int) -> Echo | None:
    if not window.understood:
        offer = typed.offer_for(window.text, fiscal_year)
        words = f"อ่าน “{window.text}” เป็นวันที่ไม่ได้ จะแสดงตามคำที่พิมพ์ โดยไม่มีเครื่องหมายใต้เดือน"
        return Echo(words, understood=False, offer=offer)
    sentence = thai.window_sentence(window)
    if not any(month.is_in(window) for month in months_of(fiscal_year)):
        words = f"อ่านว่า {sentence} ซึ่งอยู่นอกปีงบประมาณนี้ จึงไม่มีเครื่องหมายใต้เดือน"
        return Echo(words, understood=False)
    if window.text and typed.lacks_year(window.text):
        return Echo(f"อ่านว่า {sentence} (เติมปีตามปีงบประมาณให้)")
    if window.text in ("", sentence, thai.write_window(window)):
        return None
    return Echo(f"อ่านว่า {sentence}")


# ---- what the page shows


@dataclass(slots=True)
class Box:
    """One box: its name (also its id), what stands in it, what is said below it."""

    name: str
    value: str
    error: str = ""
    offer: str | None = None
    echoes: list[Echo] = field(default_factory=list)

    @property
    def notes(self) -> bool:
        return bool(self.error or self.echoes)


@dataclass(slots=True)
class Tick:
    step: str
    label: str
    is_ticked: bool


@dataclass(slots=True)
class MonthTicks:
    """The twelve months below an activity: those that are ticked, and those its box spoke of before."""

    ticked: frozenset[str]
    had: frozenset[str]

    @property
    def had_keys(self) -> str:
        return " ".join(sorted(self.had))


@dataclass(slots=True)
class ShownRow:
    """The plan's own texts, a phase or an activity; `number` as printed."""

    name: str
    token: str
    boxes: dict[str, Box]
    clash: Clash | None
    number: str = ""
    is_first: bool = False
    is_last: bool = False
    ticks: list[Tick] = field(default_factory=list)
    unseen_ties: list[str] = field(default_factory=list)
    outside: Outside | None = None
    months: MonthTicks | None = None
    place: str = ""
    rows: list["ShownRow"] = field(default_factory=list)

    @property
    def asks_reason(self) -> bool:
        """Whether there is a box for a reason: also where one was written that is no longer needed."""
        reason = self.boxes["reason"]
        return bool(self.outside or reason.value.strip() or reason.error)


@dataclass(frozen=True, slots=True)
class LastYear:
    """An activity of last year's plan: titles of its steps that this year lacks, or has in other words."""

    target: str
    place: str
    unmatched: list[str] = field(default_factory=list)
    by_words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Lost:
    """What was typed into a row that another person removed meanwhile."""

    prefix: str
    boxes: list[tuple[str, Box]]
    hidden: list[tuple[str, str]]
    is_line: bool = True


def unsaved_row(posted: Posted) -> dict:
    """A touched row for the page of typed text that could not be saved (province/plan_unsaved.html)."""
    boxes = {name: values for name, values in posted.fields.items() if name != "steps"}
    steps = [(f"{posted.row}-steps", value) for value in posted.fields.get("steps", [])]
    return {
        "boxes": [
            (label_of(posted.row, name), Box(f"{posted.row}-{name}", values[0]))
            for name, values in boxes.items()
        ],
        "hidden": [(f"{posted.row}-token", posted.token), *steps, *_hidden_months(posted)],
    }


def _hidden_months(posted: Posted) -> list[tuple[str, str]]:
    """The ticks of a row as they go along unseen; none where nothing was clicked."""
    if posted.months == posted.had:
        return []
    ticks = [(f"{posted.row}-months", key) for key in ("", *sorted(posted.months))]
    return [(f"{posted.row}-had", " ".join(sorted(posted.had))), *ticks]


@dataclass
class Typed:
    """What a page shows instead of what is stored: rows with problems and rows in conflict."""

    rows: Mapping[str, Posted] = field(default_factory=dict)
    problems: Mapping[str, Problems] = field(default_factory=dict)
    conflicts: Mapping[str, Conflict] = field(default_factory=dict)


@dataclass
class Shown:
    """Makes the shown plan. `calendar` is CalendarStep id → its edition in force, in order."""

    schedule: Schedule
    phases: list[Phase]
    calendar: dict[int, RevisionStep]
    typed: Typed = field(default_factory=Typed)

    def plan(self) -> ShownRow:
        return self._row(self.schedule)

    def rows(self) -> list[ShownRow]:
        """The phases, each with its activities."""
        return [self._phase(place, phase) for place, phase in enumerate(self.phases, start=1)]

    def last_year(self) -> list[LastYear]:
        """What is still to be told of the ties of last year's plan."""
        rows = [row for phase in self.phases for row in phase.rows if plans.LAST_YEAR in row.raw]
        return [
            LastYear(f"row-{name}", self._place(name), **row.raw[plans.LAST_YEAR])
            for row in rows
            for name in [plans.name_of(row)]
        ]

    def _phase(self, place: int, phase: Phase) -> ShownRow:
        row = self._row(phase)
        row.number = thai.to_thai_digits(f"{place}.")
        row.is_first, row.is_last = place == 1, place == len(self.phases)
        row.rows = [
            self._activity(place, number, phase) for number in range(1, len(phase.rows) + 1)
        ]
        return row

    def _activity(self, place: int, number: int, phase: Phase) -> ShownRow:
        activity = phase.rows[number - 1]
        row = self._row(activity)
        row.number = thai.to_thai_digits(f"{place}.{number}")
        row.is_first = place == number == 1
        row.is_last = place == len(self.phases) and number == len(phase.rows)
        ticked = self._ticked(activity)
        row.ticks = [
            Tick(
                str(step),
                f"ข้อ {thai.to_thai_digits(edition.order)} {edition.title}",
                str(step) in ticked,
            )
            for step, edition in self.calendar.items()
        ]
        official = [
            edition.window for step, edition in self.calendar.items() if str(step) in ticked
        ]
        windows = self._windows(activity, row.boxes["windows"])
        row.outside = outside(windows, official)
        row.months = self._month_ticks(row, windows)
        shown = {tick.step for tick in row.ticks}
        row.unseen_ties = [value for value in ticked if value not in shown]
        row.place = ", ".join(
            thai.to_thai_digits(edition.order)
            for step, edition in self.calendar.items()
            if str(step) in ticked
        )
        return row

    def _ticked(self, activity: Activity) -> list[str]:
        posted = self.typed.rows.get(plans.name_of(activity))
        sent = posted.fields.get("steps") if posted else None
        ticked = plans.boxes(activity)["steps"] if sent is None else sent
        return [value for value in ticked if value.isascii() and value.isdecimal()]

    def _row(self, row: Row) -> ShownRow:
        name, stored = plans.name_of(row), plans.boxes(row)
        posted = self.typed.rows.get(name)
        boxes = {box: self._box(name, box, stored[box][0]) for box in stored if box != "steps"}
        if isinstance(row, Activity):
            windows = self._windows(row, boxes["windows"])
            boxes["windows"].echoes = echoes(windows, self.schedule.fiscal_year)
        token = posted.token if posted else plans.token(row)
        return ShownRow(name, token, boxes, self._clash(row))

    def _month_ticks(self, row: ShownRow, windows: tuple[Window, ...]) -> MonthTicks:
        """As clicked where the box beside them could not be read, else as its windows say."""
        posted = self.typed.rows.get(row.name)
        if posted and row.boxes["windows"].error:
            return MonthTicks(posted.months, posted.had)
        now = frozenset(month_clicks.ticked(windows, self.schedule.fiscal_year))
        return MonthTicks(now, now)

    def _windows(self, activity: Activity, box: Box) -> tuple[Window, ...]:
        """The windows of an activity as its box says them; none where the box cannot be kept."""
        if box.error:
            return ()
        if box.value == plans.boxes(activity)["windows"][0]:
            return tuple(span.window for span in activity.spans)
        return read_windows(box.value, self.schedule.fiscal_year)

    def _box(self, row: str, name: str, stored: str) -> Box:
        posted = self.typed.rows.get(row)
        problem = self.typed.problems.get(row, {}).get(name)
        box = Box(f"{row}-{name}", posted.one(name, stored) if posted else stored)
        if problem:
            box.error, box.offer = problem.message, problem.offer
        return box

    def _clash(self, row: Row) -> Clash | None:
        name = plans.name_of(row)
        conflict, posted = self.typed.conflicts.get(name), self.typed.rows.get(name)
        if conflict is None or posted is None:
            return None
        differences = self._differences(name, posted.fields, plans.boxes(row))
        return Clash(name, self._place(name), _who(conflict), plans.token(row), differences)

    def _differences(self, row: str, mine: Fields, theirs: Fields) -> list[Difference]:
        words = {
            box: (self._words(box, mine.get(box, values)), self._words(box, values))
            for box, values in theirs.items()
        }
        return [
            Difference(label_of(row, box), ours, others)
            for box, (ours, others) in words.items()
            if ours != others
        ]

    def _words(self, box: str, values: list[str]) -> str:
        if box != "steps":
            return typed.fold_lines(values[0])
        titles = [
            f"ข้อ {thai.to_thai_digits(edition.order)} {edition.title}"
            for step, edition in self.calendar.items()
            if str(step) in values
        ]
        return "\n".join(titles)

    def lost(self) -> list[Lost]:
        """Rows that were typed into and are no longer in the plan."""
        there = plans.by_name(self.schedule, self.phases)
        return [self._lost(row) for name, row in self.typed.rows.items() if name not in there]

    def _lost(self, posted: Posted) -> Lost:
        row = unsaved_row(posted)
        for name, problem in self.typed.problems.get(posted.row, {}).items():
            for _, box in row["boxes"]:
                if box.name == f"{posted.row}-{name}":
                    box.error = problem.message
        return Lost(posted.row, row["boxes"], row["hidden"])

    def errors(self) -> list[tuple[str, str, str]]:
        """What is not saved, for the box above the form: id to go to, where it is, the sentence."""
        problems = [
            (f"{row}-{box}", self._place(row, label_of(row, box)), problem.message)
            for row, problems in self.typed.problems.items()
            for box, problem in problems.items()
        ]
        conflicts = [(f"clash-{row}", self._place(row), NOT_CHOSEN) for row in self.typed.conflicts]
        return problems + conflicts

    def _place(self, row: str, label: str = "") -> str:
        """Where a row stands on the page, in words."""
        return f"{self._numbers.get(row, '')} {label}".strip() or "ข้อความที่พิมพ์"

    @cached_property
    def _numbers(self) -> dict[str, str]:
        names = {"plan": "หัวและท้ายแผน"}
        for place, phase in enumerate(self.phases, start=1):
            names[plans.name_of(phase)] = thai.to_thai_digits(f"ช่วงที่ {place}")
            for number, activity in enumerate(phase.rows, start=1):
                written = thai.to_thai_digits(f"กิจกรรม {place}.{number}")
                names[plans.name_of(activity)] = written
        return names


def _who(conflict: Conflict) -> str:
    """ชื่อ เวลา, as far as they are known."""
    parts = [str(conflict.by) if conflict.by else "ผู้ใช้อื่น"]
    if conflict.at:
        parts.append(thai.write_time(conflict.at))
    return " ".join(parts)
