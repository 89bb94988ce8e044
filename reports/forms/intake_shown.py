"""The preview of a document taken in, as its page shows it: the summary first, then what asks for a look."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from calendar_app.models import RevisionStep
from ita_portal import thai
from reports import redline, slips
from reports.forms import cells, intake_boxes, intake_columns
from reports.forms.choices import STATUSES
from reports.forms.intake_boxes import Calendar
from reports.forms.intake_merge import BOTH, KEEP, TAKE, CellPair, FileRow, Merge
from reports.forms.shown import Box, Tick
from reports.models import Line
from reports.readers.reading import CODES, Match, Warning
from reports.redline import Piece

HEADINGS = {
    "number": "ที่",
    "official": "ช่วงระยะเวลา (สำนักงาน ป.ป.ช.)",
    "provincial": "ช่วงระยะเวลา (จังหวัด)",
    "step": "ขั้นตอน",
    "result": "ผลการดำเนินการ",
    "status": "สถานะการดำเนินการ",
    "ties": "ขั้นตอนตามปฏิทิน",
    "footnote": "หมายเหตุท้ายรายงาน",
    "contact": "จัดทำโดย",
    # Of a plan.
    "title": "ชื่อแผนหรือช่วงการดำเนินงาน",
    "intro": "ความนำ",
    "issuer": "หน่วยงานผู้จัดทำ",
    "text": "กิจกรรม",
    "windows": "ช่วงระยะเวลา",
    "responsible": "ผู้รับผิดชอบ",
}
# Boxes by another name than their heading's.
CELL_OF = {"item": "step", "ties": "ties", "status_text": "status"}
# Told beside the row, but nothing to decide: only characters were put in their usual form.
QUIET = frozenset({"characters_normalised", "furniture_dropped", "file_note"})
SUGGESTING = frozenset({"term_slip", "damaged_email", "damaged_code", "survey_link"})

# From which score on a match is called what.
SURE, FAIRLY_SURE = 0.9, 0.75
BEGINNING = 90  # characters of a step text in the line of a folded row


# ---- steps of the calendar


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure the reading is that a step text is a step of the calendar, in words and percent."""

    step: str
    score: float
    is_taken: bool = True

    @property
    def key(self) -> str:
        if self.score >= SURE:
            return "sure"
        return "fair" if self.score >= FAIRLY_SURE else "unsure"

    @property
    def words(self) -> str:
        said = {"sure": "มั่นใจมาก", "fair": "ค่อนข้างมั่นใจ", "unsure": "ไม่แน่ใจ"}[self.key]
        return thai.to_thai_digits(f"{said} {round(self.score * 100)}%")


@dataclass(slots=True)
class ShownItem:
    box: Box
    ties_name: str
    ticks: list[Tick]
    surenesses: list[Sureness]
    place: str
    is_chosen: bool
    is_unsure: bool

    @property
    def sureness(self) -> Sureness | None:
        """That of the least sure of the steps that were taken."""
        taken = [one for one in self.surenesses if one.is_taken]
        return min(taken, key=lambda one: one.score, default=None)


def ticks(calendar: Calendar, ticked: Sequence[str]) -> list[Tick]:
    return [
        Tick(step, _step_words(edition), str(step) in ticked) for step, edition in calendar.items()
    ]


def surenesses(
    calendar: Calendar, matches: Sequence[Match], *, is_taken: bool
) -> Iterator[Sureness]:
    editions = {one.step.code: one for one in calendar.values()}
    for match in matches:
        if edition := editions.get(match.code):
            yield Sureness(_step_words(edition), match.score, is_taken)


def _step_words(edition: RevisionStep) -> str:
    return f"ข้อ {thai.to_thai_digits(edition.order)} {edition.title}"


def place_words(calendar: Calendar, ticked: Sequence[str]) -> str:
    """ตรงกับปฏิทิน ป.ป.ช. ข้อ ๑, ๒: where the ticked steps stand in the calendar."""
    orders = sorted(one.order for step, one in calendar.items() if str(step) in ticked)
    if not orders:
        return "ไม่ตรงกับขั้นตอนใดในปฏิทิน ป.ป.ช."
    return "ตรงกับปฏิทิน ป.ป.ช. ข้อ " + ", ".join(map(thai.to_thai_digits, orders))


# ---- what is told of a place


@dataclass(frozen=True, slots=True)
class Told:
    """A warning of the reading. `use` names the button that puts the suggested words into `box`."""

    label: str
    text: str
    asks: bool
    where: str = ""
    words: str = ""
    suggestion: str = ""
    use: str = ""
    box: str = ""
    is_used: bool = False


def told_of(place: int, warning: Warning, box: str, stands: str, where: str) -> Told:
    """What the page says of a warning (the `place`-th): `stands` is what its box holds now, `where` its cell."""
    suggests = warning.code in SUGGESTING and bool(warning.words and warning.suggestion)
    slip = slips.Slip(warning.words, warning.suggestion)
    can_use = suggests and slips.taken_up(stands, slip) != stands
    return Told(
        label=CODES.get(warning.code, ""),
        text=warning.text,
        asks=warning.code not in QUIET,
        where=where,
        words=warning.words if can_use else "",
        suggestion=warning.suggestion if can_use else "",
        use=str(place) if can_use else "",
        box=box,
        is_used=suggests and not can_use and warning.suggestion in stands,
    )


_PLACE = re.compile(r"groups\[(\d+)\](?:\.lines\[(\d+)\](?:\.items\[(\d+)\])?)?(?:\.(\w+))?")


def box_of(place: str) -> str:
    """The box that a warning's place is shown in; '' for none of its own."""
    found = _PLACE.match(place)
    if found is None:
        return place if place in intake_boxes.CLOSING else ""
    group, line, item, cell = found.groups()
    if line is None:
        return f"g{group}-{cell}" if cell in intake_boxes.WINDOWS else ""
    prefix = intake_boxes.line_prefix(int(group), int(line))
    if item is not None:
        return f"{prefix}-ties-{item}" if cell == "steps" else f"{prefix}-item-{item}"
    return f"{prefix}-{cell}" if cell in ("result", "status", "status_text") else ""


def row_of(place: str) -> tuple[int, int] | None:
    """Group and line that a warning belongs to; what is said of a number stands in its first row."""
    found = _PLACE.match(place)
    return (int(found[1]), int(found[2] or 0)) if found else None


# ---- rows


@dataclass(slots=True)
class ShownCell:
    """One cell: its heading, as it was read (in pieces), and the boxes of what was understood."""

    name: str
    heading: str
    raw: tuple[Piece, ...] = ()
    read: tuple[Piece, ...] = ()
    boxes: list[Box] = field(default_factory=list)
    items: list[ShownItem] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return any(piece.is_other for piece in (*self.raw, *self.read))

    @property
    def has_additions(self) -> bool:
        return any(piece.is_other for piece in self.read)

    @property
    def difference(self) -> str:
        """ต่างจากที่อ่าน: ตัดออก ๑ แห่ง เติม ๒ แห่ง; empty where nothing differs."""
        return _counted(self.raw, self.read)


@dataclass(slots=True)
class ShownPair:
    """A cell in the report (ของเดิม) beside that of the document (จากไฟล์)."""

    heading: str
    ours: tuple[Piece, ...]
    theirs: tuple[Piece, ...]


@dataclass(slots=True)
class Choice:
    name: str
    value: str
    options: list[tuple[str, str]]


@dataclass(slots=True)
class ShownRow:
    prefix: str
    name: str
    beginning: str
    key: str
    label: str
    is_open: bool
    asks: bool
    cells: list[ShownCell]
    told: list[Told]
    choice: Choice
    pairs: list[ShownPair]
    ours_name: str = ""
    note: str = ""


@dataclass(slots=True)
class OnlyHere:
    """A row of the report that the document has not."""

    name: str
    words: str
    choice: Choice


LABELS = {
    "problem": "ต้องแก้ก่อนนำเข้า",
    "doubt": "ขอให้ตรวจ",
    "sure": "ตรงกัน",
    "new": "มีเฉพาะในไฟล์",
    "differs": "ต่างจากของเดิม",
    "same": "เหมือนของเดิม",
}
NEWER_THAN_FILE = "แก้ในระบบหลังดาวน์โหลดไฟล์นี้ จึงใช้ของเดิมถ้าไม่เลือก"
NEWER_THAN_INTAKE = "แก้ในระบบหลังรับเอกสารนี้ จึงใช้ของเดิมถ้าไม่เลือก"
REPLACING = [(TAKE, "นำเข้าแถวนี้"), (KEEP, "ไม่นำเข้า")]
ADDING = [(TAKE, "เพิ่มแถวนี้ในรายงาน"), (KEEP, "ไม่นำเข้า")]
MERGING = [(KEEP, "ของเดิม"), (TAKE, "จากไฟล์"), (BOTH, "เก็บทั้งสองแถว")]
REMOVING = [(KEEP, "เก็บไว้"), (TAKE, "ลบแถวนี้")]
CLOSING = [(KEEP, "ของเดิม"), (TAKE, "จากไฟล์")]
LOOSE = [("", "ไม่นำเข้า"), ("row", "เพิ่มเป็นแถวใหม่"), ("footnote", "ต่อท้ายหมายเหตุท้ายรายงาน")]


@dataclass
class Preview:
    """What the page shows of a merge."""

    merge: Merge

    @cached_property
    def rows(self) -> list[ShownRow]:
        return [self._row(row) for row in self.merge.rows]

    @cached_property
    def told(self) -> list[Told]:
        """What is said of the document as a whole."""
        return [
            self._told(place, warning)
            for place, warning in enumerate(self.merge.reading.warnings)
            if row_of(warning.place) is None and not box_of(warning.place)
        ]

    @cached_property
    def _told_of_rows(self) -> dict[tuple[int, int], list[Told]]:
        found: dict[tuple[int, int], list[Told]] = {}
        for place, warning in enumerate(self.merge.reading.warnings):
            row = row_of(warning.place)
            if row is not None:
                found.setdefault(row, []).append(self._told(place, warning))
        return found

    def _told(self, place: int, warning: Warning) -> Told:
        box = box_of(warning.place)
        stands = self.merge.boxes.one(box) if box else ""
        return told_of(place, warning, box, stands, self._heading_of(box))

    def _heading_of(self, box: str) -> str:
        """ขั้นตอน ๒: which cell of its row a box is, and which step text where there are several."""
        _, _, cell = box.partition("-")
        name, _, place = cell.partition("-")
        heading = HEADINGS.get(CELL_OF.get(name, cell), "")
        has_several = place.isdecimal() and f"{box[: -len(place)]}1" in self.merge.shown
        return thai.to_thai_digits(f"{heading} {int(place) + 1}") if has_several else heading

    # ---- one row

    def _row(self, row: FileRow) -> ShownRow:
        told = self._told_of_rows.get((row.group, row.place), [])
        key = self._key(row, told)
        step = " ".join(row.read.step_cell.split())
        return ShownRow(
            prefix=row.prefix,
            name=self._name(row),
            beginning=step[:BEGINNING] + ("…" if len(step) > BEGINNING else ""),
            key=key,
            label=LABELS[key],
            is_open=key in ("problem", "doubt", "differs"),
            asks=key == "problem" or self._asks(told),
            cells=list(self._cells(row)),
            told=told,
            choice=Choice(f"{row.prefix}-choice", row.choice, self._options(row)),
            pairs=[] if row.ours is None else [_pair(one) for one in row.pairs if not one.is_same],
            ours_name=self._our_name(row),
            note=self._note(row),
        )

    def _key(self, row: FileRow, told: Sequence[Told]) -> str:
        if self._problems_of(row):
            return "problem"
        if row.ours is not None:
            return "same" if row.is_same else "differs"
        if self._asks(told):
            return "doubt"
        return "sure" if self.merge.replaces else "new"

    def _asks(self, told: Sequence[Told]) -> bool:
        return any(one.asks and not self._is_settled(one) for one in told)

    def _is_settled(self, told: Told) -> bool:
        """Whether a person has changed what the warning is about since."""
        related = {told.box, told.box.replace("-item-", "-ties-")}
        return told.is_used or any(box in self.merge.typed for box in related if box)

    def _problems_of(self, row: FileRow) -> bool:
        prefixes = (f"{row.prefix}-", f"g{row.group}-" if row.is_first else "-")
        return any(box.startswith(prefixes) for box in self.merge.problems)

    def _name(self, row: FileRow) -> str:
        group = self.merge.reading.groups[row.group]
        number = group.number or row.group + 1
        name = f"ลำดับที่ {number}" + (f" แถวที่ {row.place + 1}" if row.place else "")
        return thai.to_thai_digits(name)

    def _our_name(self, row: FileRow) -> str:
        if row.ours is None or row.our_number is None or row.our_group is None:
            return ""
        place = row.our_group.rows.index(row.ours)
        name = f"ลำดับที่ {row.our_number}" + (f" แถวที่ {place + 1}" if place else "")
        return thai.to_thai_digits(name)

    def _note(self, row: FileRow) -> str:
        """Why the report's words stand unless somebody chooses the document's."""
        if row.is_same or not row.is_newer_here:
            return ""
        return NEWER_THAN_FILE if self.merge.reading.made_at else NEWER_THAN_INTAKE

    def _options(self, row: FileRow) -> list[tuple[str, str]]:
        if self.merge.replaces:
            return REPLACING
        return MERGING if row.ours is not None else ADDING

    def _cells(self, row: FileRow) -> Iterator[ShownCell]:
        raw = self._raw_by_role(row)
        for name in intake_boxes.WINDOWS if row.is_first else ():
            box = self._window_box(row, name)
            window = raw.pop(name, None) or raw.get("window", "")
            yield self._cell(name, window, box.value, boxes=[box])
        items = list(self._items(row))
        step = "\n".join(item.box.value for item in items)
        yield self._cell("step", raw.pop("step", ""), step, items=items)
        result = self._box(f"{row.prefix}-result")
        yield self._cell("result", raw.pop("result", ""), result.value, boxes=[result])
        words = self.merge.status_words(row.read)
        status = [self._box(f"{row.prefix}-{name}") for name in ("status", "status_text")]
        yield self._cell("status", raw.pop("status", ""), words, boxes=status)
        for heading, words in raw.items():
            if words.strip() and heading not in ("number", "window", *intake_boxes.WINDOWS):
                yield ShownCell("", heading, raw=(Piece(words),))

    def _raw_by_role(self, row: FileRow) -> dict[str, str]:
        """The cells as read by what they hold; what is none of the form's under its own heading."""
        if not intake_columns.is_data(self.merge.reading.columns):
            return intake_columns.by_role(row.raw)
        disputed = [name for name in intake_boxes.WINDOWS if self._is_disputed(row, name)]
        raw = intake_columns.by_role_of_data(row.raw, disputed)
        words = dict(STATUSES) | intake_boxes.round_words(self.merge.target.round)
        return raw | {"status": words.get(raw["status"], raw["status"])}

    def _is_disputed(self, row: FileRow, name: str) -> bool:
        """Whether the reading tells anything of a window's cells."""
        place = f"groups[{row.group}].{name}"
        return any(warning.place == place for warning in self.merge.reading.warnings)

    def _cell(self, name: str, raw: str, read: str, **boxes) -> ShownCell:
        if redline.same(raw, read):
            return ShownCell(name, HEADINGS[name], raw=(Piece(raw),) if raw else (), **boxes)
        return ShownCell(name, HEADINGS[name], *redline.pieces(raw, read), **boxes)

    def _box(self, name: str) -> Box:
        box = Box(name, self.merge.boxes.one(name))
        if problem := self.merge.problems.get(name):
            box.error, box.offer = problem.message, problem.offer
        return box

    def _window_box(self, row: FileRow, name: str) -> Box:
        box = self._box(f"g{row.group}-{name}")
        if not box.error:
            box.echo = cells.echo(getattr(row, name), self.merge.target.round.fiscal_year)
        return box

    def _items(self, row: FileRow) -> Iterator[ShownItem]:
        line = self.merge.reading.groups[row.group].lines[row.place]
        calendar = self.merge.target.calendar
        for place, item in enumerate(intake_boxes.items_of(line)):
            ties = f"{row.prefix}-ties-{place}"
            ticked = self.merge.typed.get(ties, self.merge.shown[ties])
            yield ShownItem(
                box=self._box(f"{row.prefix}-item-{place}"),
                ties_name=ties,
                ticks=ticks(calendar, ticked),
                surenesses=[
                    *surenesses(calendar, item.matches, is_taken=True),
                    *surenesses(calendar, item.rivals, is_taken=False),
                ],
                place=place_words(calendar, ticked),
                is_chosen=ties in self.merge.typed,
                is_unsure=self._is_unsure(f"{row.prefix}-item-{place}"),
            )

    def _is_unsure(self, box: str) -> bool:
        """Whether the reading asks which step of the calendar a step text is."""
        ties = box.replace("-item-", "-ties-")
        asked = [one for one in self.merge.reading.warnings if one.code == "step_unsure"]
        return any(box_of(one.place) in (box, ties) for one in asked)

    # ---- what stands beside the rows

    @cached_property
    def only_here(self) -> list[OnlyHere]:
        return [
            OnlyHere(
                name=thai.to_thai_digits(f"ลำดับที่ {number}"),
                words=_words(line),
                choice=Choice(
                    f"l{line.pk}-choice", self.merge.boxes.one(f"l{line.pk}-choice"), REMOVING
                ),
            )
            for number, _, line in self.merge.only_here
        ]

    @cached_property
    def leftovers(self) -> list[tuple[str, Choice]]:
        words = intake_boxes.leftovers(self.merge.reading)
        return [
            (one, Choice(f"u{place}-as", self.merge.boxes.one(f"u{place}-as"), LOOSE))
            for place, one in enumerate(words)
        ]

    @cached_property
    def closing(self) -> list[tuple[Box, ShownPair, Choice, list[Told]]]:
        """The closing words of the document where the report prints others."""
        found = []
        for name, pair in self.merge.closing.items():
            if pair.is_same or not (pair.theirs or name in self.merge.problems):
                continue
            choice = Choice(f"{name}-choice", self.merge.boxes.one(f"{name}-choice"), CLOSING)
            told = [
                self._told(place, warning)
                for place, warning in enumerate(self.merge.reading.warnings)
                if box_of(warning.place) == name
            ]
            found.append((self._box(name), _pair(pair), choice, told))
        return found

    @property
    def offers_a_choice(self) -> bool:
        """Whether document and report differ anywhere, so that somebody may take what is kept by default."""
        differs = any(not row.is_same for row in self.merge.rows)
        return differs or bool(self.only_here or self.closing or self.leftovers)

    # ---- the summary

    @cached_property
    def counts(self) -> list[tuple[str, str]]:
        """What kind of rows there are and how many: (key, ตรงกัน ๑๐ แถว), none left out that asks for a look."""
        counts = {key: sum(row.key == key for row in self.rows) for key in LABELS}
        found = [
            (key, f"{label} {thai.to_thai_digits(counts[key])} แถว")
            for key, label in LABELS.items()
            if counts[key]
        ]
        if self.only_here:
            found.append(
                ("only_here", f"มีเฉพาะในรายงาน {thai.to_thai_digits(len(self.only_here))} แถว")
            )
        return sorted(found, key=lambda one: one[0] not in ("sure", "same"))

    @cached_property
    def errors(self) -> list[tuple[str, str, str]]:
        """What cannot be kept, for the box above: id to go to, where it is, the sentence."""
        return [
            (box, self.where(box), problem.message) for box, problem in self.merge.problems.items()
        ]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row.prefix: self._name(row) for row in self.merge.rows}

    def where(self, box: str) -> str:
        """Which cell of which row a box is."""
        names = self._names
        if box == intake_boxes.AGREE:
            return intake_boxes.AGREE_LABEL
        prefix, _, cell = box.partition("-")
        if not cell:
            return HEADINGS.get(box, "")
        row = names.get(prefix) or names.get(f"{prefix}l0", "")
        return f"{row} {HEADINGS.get(CELL_OF.get(cell.split('-')[0], cell), '')}".strip()


def _pair(pair: CellPair) -> ShownPair:
    return ShownPair(HEADINGS[pair.name], *redline.pieces(pair.ours, pair.theirs))


def _words(line: Line) -> str:
    texts = [item.text for item in line.texts if item.text]
    words = " · ".join(filter(None, [*texts, " ".join(line.result.split())]))
    return words[: 2 * BEGINNING] + ("…" if len(words) > 2 * BEGINNING else "") or "แถวว่าง"


def _counted(raw: Sequence[Piece], read: Sequence[Piece]) -> str:
    cut, added = (sum(piece.is_other for piece in pieces) for pieces in (raw, read))
    parts = [f"ตัดออก {cut} แห่ง"] * bool(cut) + [f"เติม {added} แห่ง"] * bool(added)
    return thai.to_thai_digits(f"ต่างจากที่อ่าน: {' '.join(parts)}") if parts else ""
