"""The table of a calendar's steps as it is shown and as it comes back: what was typed, how it was read, what is wrong.

The boxes of a row are named after its key on the page: `r3-title`, `r3-when`; hidden `row` boxes name the
keys in the order of the page. The page works without scripts: `act` says what was pressed beside a row.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django import forms
from django.http import QueryDict

from calendar_app import step_rows
from calendar_app.actions import MOST_STEPS
from calendar_app.forms import FIRST_YEAR, LAST_YEAR, NOT_A_YEAR
from calendar_app.models import Owner
from calendar_app.step_rows import StepRow
from ita_portal import thai, typed
from ita_portal.typed import CellError

KEY = re.compile("r[1-9][0-9]{0,3}")
LABELS = {
    "title": "ชื่อขั้นตอน",
    "when": "ช่วงระยะเวลา",
    "owner": "ผู้ดำเนินการ",
    "code": "รหัส",
    "guidance": "คำแนะนำการรายงาน",
    "sentence": "ข้อความสำเร็จรูป",
}
LIMITS = {"title": 400, "code": 30, "guidance": 5_000, "sentence": 5_000}
ONE_LINE = ("title", "code", "when")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

Fields = dict[str, str]
Problems = dict[str, CellError]


@dataclass(frozen=True, slots=True)
class Posted:
    """One row as it came back. `was` is its code when the page was made, empty for a new row."""

    key: str
    fields: Fields
    was: str = ""
    is_confirmed: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into it; an owner alone says nothing."""
        return not any(self.fields[name].strip() for name in LABELS if name != "owner")


def posted_rows(data: QueryDict) -> list[Posted]:
    """The rows in the order of the page; a key that stands twice is read once."""
    keys = dict.fromkeys(key for key in data.getlist("row") if KEY.fullmatch(key))
    return [_posted(key, data) for key in list(keys)[: MOST_STEPS + 50]]


def _posted(key: str, data: QueryDict) -> Posted:
    fields = {name: typed.fold_lines(data.get(f"{key}-{name}", "")) for name in LABELS}
    was = data.get(f"{key}-was", "")
    return Posted(key, fields, was, is_confirmed=f"{key}-confirmed" in data)


def shown_rows(rows: Iterable[StepRow]) -> list[Posted]:
    """Stored rows as they stand on a page that was not typed into."""
    return [
        Posted(f"r{place}", _fields(row), row.was or row.code)
        for place, row in enumerate(rows, start=1)
    ]


def _fields(row: StepRow) -> Fields:
    return {
        "title": row.title,
        "when": typed.shown_window(row.window),
        "owner": row.owner,
        "code": row.code,
        "guidance": row.guidance,
        "sentence": row.sentence,
    }


def blank(rows: Sequence[Posted]) -> Posted:
    """An empty row with a key that no other has."""
    last = max((int(row.key[1:]) for row in rows), default=0)
    return Posted(f"r{last + 1}", dict.fromkeys(LABELS, ""))


# What was pressed beside a row -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """A pressed button: what is to be done, and with the row of which key."""

    name: str = ""
    key: str = ""

    @classmethod
    def of(cls, data: QueryDict) -> "Act":
        name, _, key = data.get("act", "").partition(" ")
        return cls(name, key) if name in ACTS else cls()


def acted(rows: list[Posted], act: Act, fiscal_year: int) -> list[Posted]:
    """The rows after what was pressed; nothing of what was typed is lost by it but the row that is removed."""
    place = next((n for n, row in enumerate(rows) if row.key == act.key), None)
    if act.name == "confirm":
        return [replace(row, is_confirmed=True) for row in rows]
    if act.name == "insert":
        at = 0 if place is None else place + 1
        return [*rows[:at], blank(rows), *rows[at:]]
    if place is None:
        return rows
    if act.name == "remove":
        return rows[:place] + rows[place + 1 :]
    if act.name == "offer":
        offer = typed.offer_for(rows[place].fields["when"], fiscal_year)
        meant = {**rows[place].fields, "when": offer or rows[place].fields["when"]}
        return [*rows[:place], replace(rows[place], fields=meant), *rows[place + 1 :]]
    return _moved(rows, place, -1 if act.name == "up" else 1)


def _moved(rows: list[Posted], place: int, step: int) -> list[Posted]:
    """With a row past the next one that is not blank."""
    rows, to = list(rows), place + step
    if 0 <= to < len(rows):
        rows.insert(to, rows.pop(place))
    return rows


ACTS = ("up", "down", "remove", "insert", "offer", "confirm", "undo")


# Reading -----------------------------------------------------------------------------------------


@dataclass
class StepsForm:
    """The rows of a page read against those that are stored. `rows` can be written when nothing is a problem."""

    fiscal_year: int
    posted: Sequence[Posted]
    stored: Mapping[str, StepRow] = field(default_factory=dict)
    rows: list[StepRow] = field(default_factory=list)
    problems: dict[str, Problems] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for posted in self.posted:
            if not posted.is_blank:
                self._read(posted)
        self._refuse_twice()

    def _read(self, posted: Posted) -> None:
        problems: Problems = {}
        said = {name: self._box(posted, name, problems) for name in LABELS}
        if problems:
            self.problems[posted.key] = problems
        stored = self.stored.get(posted.was)
        self.rows.append(
            StepRow(
                code=said["code"],
                title=said["title"],
                owner=said["owner"],
                window=said["when"] or None,
                guidance=said["guidance"],
                sentence=said["sentence"],
                is_shifted=self._is_shifted(posted, stored, said["when"]),
                was=posted.was,
            )
        )

    def _box(self, posted: Posted, name: str, problems: Problems):
        value = posted.fields[name]
        try:
            return READERS[name](value, self._stored(posted, name), self.fiscal_year)
        except CellError as error:
            problems[name] = error
            return ""

    def _stored(self, posted: Posted, name: str):
        """What a box holds still, where nothing was typed into it."""
        row = self.stored.get(posted.was)
        if row is None or posted.fields[name] != typed.fold_lines(_fields(row)[name]):
            return None
        return row.window if name == "when" else getattr(row, name)

    def _is_shifted(self, posted: Posted, stored: StepRow | None, window) -> bool:
        """A window that somebody typed anew has been looked at."""
        untouched = stored is not None and stored.is_shifted and window == stored.window
        return bool(untouched and not posted.is_confirmed)

    def _refuse_twice(self) -> None:
        seen: dict[str, str] = {}
        for posted in self.posted:
            code = posted.fields["code"].strip()
            if not code or posted.is_blank:
                continue
            if code in seen:
                message = f"รหัส {code} ซ้ำกับแถวอื่น โปรดแก้ให้ไม่ซ้ำ หรือลบรหัสเพื่อให้ระบบตั้งให้"
                self.problems.setdefault(posted.key, {}).setdefault("code", CellError(message))
            seen[code] = posted.key


def _read_title(value: str, stored: str | None, year: int) -> str:
    if stored is not None:
        return stored
    title = typed.read_text(" ".join(value.split()), LIMITS["title"])
    if not title:
        raise CellError("โปรดพิมพ์ชื่อขั้นตอน หรือลบแถวนี้")
    return title


def _read_code(value: str, stored: str | None, year: int) -> str:
    code = value.strip()
    if not code or stored is not None:
        return stored or code
    if thai.holds_thai_digits(code) or not CODE.fullmatch(code):
        raise CellError("รหัสใช้อักษรอังกฤษและเลขอารบิก เช่น REG หรือ S01 เว้นว่างได้ ระบบตั้งให้")
    if len(code) > LIMITS["code"]:
        raise CellError("รหัสยาวได้ไม่เกิน ๓๐ ตัวอักษร โปรดตัดให้สั้นลง")
    return code


def _read_owner(value: str, stored: str | None, year: int) -> str:
    if value and value not in Owner.values:
        raise CellError("โปรดเลือกผู้ดำเนินการจากรายการ")
    return value


def _read_when(value: str, stored, year: int):
    if stored is not None:
        return stored
    return typed.read_window(value, year)


def _read_words(name: str):
    def read(value: str, stored: str | None, year: int) -> str:
        return stored if stored is not None else typed.read_text(value, LIMITS[name])

    return read


READERS = {
    "title": _read_title,
    "when": _read_when,
    "owner": _read_owner,
    "code": _read_code,
    "guidance": _read_words("guidance"),
    "sentence": _read_words("sentence"),
}


# What the page shows -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Echo:
    """How a window was read, in a sentence below its box; `offer` what it may have been meant to be."""

    sentence: str
    understood: bool = True
    offer: str | None = None
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its name (also its id), its label, what stands in it, what is said below it."""

    name: str
    label: str
    value: str
    error: str = ""
    offer: str | None = None
    echo: Echo | None = None

    @property
    def notes(self) -> bool:
        return bool(self.error or self.echo)


@dataclass(frozen=True)
class ShownRow:
    """One row of the table; `number` is its place, `stored` what it says in the draft, if it is there."""

    posted: Posted
    number: int
    boxes: Mapping[str, Box]
    stored: StepRow | None
    before: str = ""
    is_first: bool = False
    is_last: bool = False

    @property
    def key(self) -> str:
        return self.posted.key

    @property
    def anchor(self) -> str:
        return f"row-{self.posted.was}" if self.posted.was else f"row-{self.key}"

    @property
    def title(self) -> str:
        return self.boxes["title"].value or "แถวใหม่"

    @property
    def raw(self) -> list[tuple[str, str]]:
        """The cells of the document this row was read from, under their heads."""
        return list(self.stored.raw.get(step_rows.WORDS, {}).items()) if self.stored else []

    @property
    def is_shifted(self) -> bool:
        return bool(self.stored and self.stored.is_shifted)

    @property
    def last_year(self) -> str:
        return self.stored.raw.get(step_rows.LAST_YEAR, "") if self.stored else ""

    @property
    def code_told(self) -> str:
        """How the portal found its code, in words; empty where a person chose it."""
        how = self.stored.raw.get(step_rows.CODE) if self.stored else None
        if how == step_rows.MATCHED and self.before:
            return f"รหัสเดียวกับ “{self.before}” ของปฏิทินก่อนหน้า"
        return "ระบบตั้งรหัสให้" if how == step_rows.MADE else ""

    @property
    def has_more(self) -> bool:
        """Whether the folded boxes want to be seen: something is wrong in them."""
        return any(self.boxes[name].error for name in ("guidance", "sentence", "code"))


@dataclass
class Shown:
    """Makes the rows of the page. `before` is code → title of the calendar that this one follows."""

    fiscal_year: int
    posted: Sequence[Posted]
    stored: Mapping[str, StepRow]
    before: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, Problems] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[ShownRow]:
        last = len(self.posted)
        return [self._row(posted, n, n == last) for n, posted in enumerate(self.posted, start=1)]

    def _row(self, posted: Posted, number: int, is_last: bool) -> ShownRow:
        stored = self.stored.get(posted.was)
        problems = self.problems.get(posted.key, {})
        return ShownRow(
            posted=posted,
            number=number,
            boxes={name: self._box(posted, name, problems.get(name)) for name in LABELS},
            stored=stored,
            before=self.before.get(posted.was, ""),
            is_first=number == 1,
            is_last=is_last,
        )

    def _box(self, posted: Posted, name: str, problem: CellError | None) -> Box:
        value = posted.fields[name]
        box = Box(f"{posted.key}-{name}", LABELS[name], value)
        if problem:
            return replace(box, error=problem.message, offer=problem.offer)
        return replace(box, echo=_echo(value, self.fiscal_year)) if name == "when" else box

    def errors(self) -> list[tuple[str, str, str]]:
        """Everything that is wrong, each with the id of its box and where it stands."""
        return [
            (box.name, f"แถวที่ {thai.to_thai_digits(row.number)} {box.label}", box.error)
            for row in self.rows
            for box in row.boxes.values()
            if box.error
        ]

    @property
    def unread(self) -> int:
        """How many windows are kept as words because they were not understood."""
        echoes = (row.boxes["when"].echo for row in self.rows)
        return sum(1 for echo in echoes if echo and not echo.understood)

    @property
    def shifted(self) -> int:
        return sum(1 for row in self.rows if row.is_shifted)


def _echo(written: str, fiscal_year: int) -> Echo | None:
    try:
        window = typed.read_window(written, fiscal_year)
    except CellError as error:
        # Words of a document that nobody has put right yet.
        return Echo(error.message, understood=False, offer=error.offer)
    if window is None:
        return None
    if not window.understood:
        words = "อ่านเป็นวันที่ไม่ได้ จะแสดงตามคำที่พิมพ์ ตรวจว่าตรงเวลาหรือไม่ ระบบจะตรวจให้ไม่ได้"
        return Echo(words, understood=False, offer=typed.offer_for(window.text, fiscal_year))
    sentence = thai.window_sentence(window)
    if typed.lacks_year(written):
        return Echo(f"อ่านว่า {sentence} (เติมปีตามปีงบประมาณให้)")
    same = (sentence, thai.write_window(window))
    return (
        None if thai.to_thai_digits(written) in same else Echo(f"อ่านว่า {sentence}", is_plain=True)
    )


# The year of a new calendar ----------------------------------------------------------------------


class YearForm(forms.Form):
    """A fiscal year (พ.ศ.) in digits of either script; a Western one is answered with what it may mean."""

    fiscal_year = forms.IntegerField(
        label="ปีงบประมาณ พ.ศ.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={"required": NOT_A_YEAR, "invalid": NOT_A_YEAR},
    )

    def clean_fiscal_year(self):
        year = self.cleaned_data["fiscal_year"]
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
        meant = year + 543
        asked = f" หมายถึง {meant} ใช่หรือไม่" if FIRST_YEAR <= meant <= LAST_YEAR else ""
        raise forms.ValidationError(thai.to_thai_digits(f"{NOT_A_YEAR}{asked}"))
