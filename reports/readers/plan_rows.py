"""Tables of a plan → its rows: heads found, columns known, phases and activities told apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ita_portal import thai
from reports import text as typed
from reports.readers import around, cells, heads, months
from reports.readers.cells import Told, quoted
from reports.readers.months import Months
from reports.readers.paper import Cell, Paper, Row, Table, Words

Role = Literal["number", "phase", "text", "responsible"]
BLANK = Cell("")

# ---- what is found


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table of a plan: their words, the roles of some, the months of others."""

    names: tuple[str, ...]
    roles: dict[int, Role]
    months: Months

    def place(self, role: Role) -> int | None:
        return next((place for place, one in self.roles.items() if one == role), None)


@dataclass(slots=True)
class PlanRow:
    """One printed row as its cells say it: a phase, an activity, or the rest of one above.

    label: the number before its text, or of its own column, as read; number: the parts of it.
    marks: the cells under the months, those of other rows that are merged into this one too.
    """

    head: Head
    text: str
    label: str = ""
    number: tuple[int, ...] = ()
    responsible: str = ""
    marks: list[Row] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)
    phase: str | None = None  # the cell of a column of phases
    is_across: bool = False  # one text over the whole table
    begins_page: bool = False  # the first row below a head
    is_shared: bool = False  # a mark merged with the row above
    has_siblings: bool = False  # other activities stood in the same cell
    is_heading: bool = False  # stood above the table
    parts: list[str] = field(default_factory=list)  # verbatim beginnings of what was joined to it

    @property
    def has_marks(self) -> bool:
        return any(
            cell and cell.text.strip() and not typed.is_dash(cell.text)
            for row in self.marks
            for place, cell in enumerate(row)
            if place in self.head.months.columns
        )


@dataclass(slots=True)
class PlanPhase:
    title: str = ""
    row: PlanRow | None = None
    rows: list[PlanRow] = field(default_factory=list)


@dataclass(slots=True)
class PlanRows:
    """What the tables of a plan hold. `above`: texts before the first head; `others`: texts in and
    between tables and below them, that are no rows."""

    head: Head | None = None
    phases: list[PlanPhase] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    unread: list[tuple[str, ...]] = field(default_factory=list)


def read_tables(paper: Paper, told: Told) -> PlanRows:
    """The rows of all tables of a plan, in phases."""
    reader = _Reader(told)
    for block in paper.blocks:
        if isinstance(block, Words):
            reader.words(block.text)
        else:
            reader.table(block)
    reader.keep_words()
    reader.found.phases = _in_phases(reader.rows)
    return reader.found


# ---- heads

_RESPONSIBLE = re.compile("รับผิดชอบ|ผู้ดำเนินการ|หน่วยดำเนินการ|เจ้าภาพ|^หน่วยงาน$|หน่วยงานหลัก|กลุ่มงาน")
_PHASE = re.compile(
    "^(?:ช่วง|ระยะ(?!เวลา)|ขั้นตอน$|ขั้นตอนหลัก|ขั้นที่|แผนงาน|ด้าน|ประเด็น|กระบวนการ|หมวด|หัวข้อ)"
)
_ACTIVITY = re.compile("กิจกรรม|การดำเนิน|รายละเอียด|แนวทาง|วิธี|ขั้นตอน|รายการ|โครงการ|งาน|ภารกิจ|มาตรการ")


def head_at(
    table: Table, place: int, *, may_have_more: bool = True
) -> tuple[Head, int, int] | None:
    """The head that a row of months makes: it, and how many rows above and from this one on it takes.

    may_have_more: whether rows above the months may be part of it.
    """
    row = table.rows[place]
    if not months.names_months(row):
        return None
    above = _rows_above(table.rows, place) if may_have_more else []
    found = months.months_of(row, above)
    names = heads.single(row)
    for upper in reversed(above):
        names = _joined(upper, names)
    head = Head(names, _roles(names, found), found)
    below = table.rows[place + 1 : place + 2]
    return head, len(above), 2 if below and months.is_week_row(below[0], found) else 1


_OVER_MONTHS = re.compile("(?:ปี|พศ|25|ไตรมาส|เดือน|ระยะเวลา|ช่วงเวลา|ห้วงเวลา|กำหนด|แผน)")


def _rows_above(rows: Sequence[Row], place: int) -> list[Row]:
    """The rows over a row of months that are part of its head, from the top."""
    above: list[Row] = []
    columns = [at for at, cell in enumerate(rows[place]) if cell and months.head_of(cell.text)]
    for row in reversed(rows[max(0, place - 2) : place]):
        if not _is_over(row, range(min(columns), max(columns) + 1)):
            break
        above.insert(0, row)
    return above


def _is_over(row: Row, columns: range) -> bool:
    """Whether a row names years, or the like, over the columns of months, or reaches down beside them."""
    filled = [(at, cell) for at, cell in enumerate(row) if cell and cell.text.strip()]
    over = [heads.bared(cell.text).replace(".", "") for at, cell in filled if at in columns]
    if over:
        return all(_OVER_MONTHS.match(thai.to_arabic_digits(text)) for text in over)
    return any(cell.rows > 1 for _, cell in filled)


def _joined(upper: Row, lower: tuple[str, ...]) -> tuple[str, ...]:
    over = heads.single(upper)
    both = (
        f"{over[place] if place < len(over) else ''} {name}" for place, name in enumerate(lower)
    )
    return tuple(" ".join(name.split()) for name in both)


def _is_same(head: Head, other: Head) -> bool:
    """Whether two heads say the same, spaces aside."""
    return list(map(heads.bared, head.names)) == list(map(heads.bared, other.names))


def _roles(names: Sequence[str], found: Months) -> dict[int, Role]:
    """The roles of the columns beside the months: the number, the phase, the activity, who is responsible."""
    roles: dict[int, Role] = {}
    texts = []
    for place, name in enumerate(names):
        if place in found.columns:
            continue
        bare = heads.bared(name)
        if heads.role_of(name) == "number" and "number" not in roles.values():
            roles[place] = "number"
        elif bare and _RESPONSIBLE.search(bare) and "responsible" not in roles.values():
            roles[place] = "responsible"
        elif place < min(found.columns):
            texts.append(place)
    bare = {place: heads.bared(names[place]) for place in texts}
    named = [place for place, name in bare.items() if _ACTIVITY.search(name) or _PHASE.search(name)]
    named = named or texts[:1]
    if len(named) > 1 and _PHASE.search(heads.bared(names[named[0]])):
        roles[named[0]] = "phase"
        named = named[1:]
    if named:
        roles[named[0]] = "text"
    return roles


# ---- from rows of tables to rows of the plan

_D = "[0-9๐-๙]"
_DOTTED = re.compile(
    rf"(?:กิจกรรมที่|ข้อ(?:ที่)?)?\s*({_D}{{1,2}}(?:\s*\.\s*{_D}{{1,2}})+)[.)]?(?!{_D})\s*"
)
_WHOLE = re.compile(rf"(?:\(?({_D}{{1,2}})\)|({_D}{{1,2}})\.(?!\s*{_D}))\s*")
_NAMED = re.compile(
    rf"(?:ระยะ|ช่วง|ขั้น|ขั้นตอน|ส่วน|ตอน|ด้าน|กิจกรรม|ข้อ|ไตรมาส|ประเด็น|มาตรการ|แผนงาน|แนวทาง)ที่\s*({_D}{{1,2}})(?!{_D})"
)
_BULLET = re.compile(r"[-–•▪●◦]\s+")


def label_of(text: str) -> tuple[str, tuple[int, ...], str]:
    """The label before a text, its numbers and the text without it; ระยะที่ ๑ stays in the text."""
    text = text.strip()
    if found := _DOTTED.match(text):
        numbers = thai.to_arabic_digits(re.sub(r"\s", "", found[1])).split(".")
        return found[0].strip(), tuple(map(int, numbers)), text[found.end() :].strip()
    if found := _WHOLE.match(text):
        number = int(thai.to_arabic_digits(found[1] or found[2]))
        return found[0].strip(), (number,), text[found.end() :].strip()
    if found := _NAMED.match(text):
        return found[0].strip(), (int(thai.to_arabic_digits(found[1])),), text
    if found := _BULLET.match(text):
        return found[0].strip(), (), text[found.end() :].strip()
    return "", (), text


def _number_cell(text: str) -> tuple[int, ...]:
    bare = thai.to_arabic_digits(re.sub(r"\s", "", text)).strip("().")
    return tuple(map(int, bare.split("."))) if re.fullmatch(r"\d{1,2}(\.\d{1,2})*", bare) else ()


def filled_down(table: Table) -> Iterator[tuple[Row, frozenset[int]]]:
    """Each row with the cells that reach into it from above, and the columns where it has such."""
    above: dict[int, tuple[Cell, int]] = {}
    for row in table.rows:
        cells = list(row)
        shared = set()
        covered = 0
        for place, cell in enumerate(row):
            if cell is not None:
                covered = cell.columns - 1
                above[place] = (cell, cell.rows - 1)
                continue
            reaching, left = above.get(place, (BLANK, 0))
            if covered:
                covered -= 1
                above.pop(place, None)
            elif left > 0:
                cells[place] = Cell(reaching.text, reaching.raw, 1, reaching.columns)
                above[place] = (reaching, left - 1)
                shared |= set(range(place, place + reaching.columns))
                covered = reaching.columns - 1
        yield tuple(cells), frozenset(shared)


class _Reader:
    """Takes the blocks of a paper one after another; the last head is that of a table without one."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.found = PlanRows()
        self.rows: list[PlanRow] = []
        self.head: Head | None = None
        self.begins_page = False
        self.text = ""

    def words(self, text: str) -> None:
        """Text outside tables, kept in hand: its last line may be the title of the rows below it."""
        self.keep_words()
        self.text = text

    def keep_words(self) -> None:
        """Put the text in hand above the plan, or to what stands between and below its tables."""
        if self.text.strip():
            (self.found.others if self.head else self.found.above).append(self.text)
        self.text = ""

    def _heading(self) -> str:
        """The last line of the text in hand, taken off it where it reads like the title of a phase."""
        above, _, line = self.text.rstrip().rpartition("\n")
        _, number, title = label_of(line)
        if len(line) > _LONGEST_HEADING or around.is_furniture(line):
            return ""
        if not title or not (len(number) == 1 or names_phase(title)):
            return ""
        self.text = above
        return line.strip()

    def table(self, table: Table) -> None:
        begins = {}
        first = self.head
        for place in range(len(table.rows)):
            found = head_at(table, place)
            if found and found[1] and first and not _is_same(found[0], first):
                found = head_at(table, place, may_have_more=False)
            if found:
                head, above, taken = found
                first = first or head
                begins[place - above] = (head, above + taken)
        if not begins and not self._goes_on(table):
            self.keep_words()
            for row in table.rows:
                self._unread(row)
            return
        before, heading = len(self.rows), self._heading()
        self.keep_words()
        self.begins_page = True
        self._rows(table, begins)
        if heading:
            self._place(heading, before)

    def _goes_on(self, table: Table) -> bool:
        width = max(map(len, table.rows), default=0)
        return self.head is not None and width == len(self.head.names)

    def _rows(self, table: Table, begins: dict[int, tuple[Head, int]]) -> None:
        left = 0
        for place, (row, shared) in enumerate(filled_down(table)):
            if place in begins:
                head, left = begins[place]
                self._begin(head)
            if left:
                left -= 1
            else:
                self._row(row, shared)

    def _place(self, heading: str, before: int) -> None:
        """Make a heading above a table the phase of its rows, unless they begin with one of their own."""
        label, number, text = label_of(heading)
        first = self.rows[before] if before < len(self.rows) else None
        if first is None or first.phase or thai.bare(first.text) == thai.bare(text):
            self.found.others.append(heading)
        else:
            row = PlanRow(first.head, text, label, number, raw={"": heading}, is_heading=True)
            self.rows.insert(before, row)

    def _unread(self, row: Row) -> None:
        texts = tuple(cell.verbatim if cell else "" for cell in row)
        words = " ".join(" ".join(texts).split())
        if not words:
            return
        place = f"unread[{len(self.found.unread)}]"
        self.found.unread.append(texts)
        sentence = f"ไม่ทราบว่าแถว {quoted(words)} เป็นส่วนใดของแผน จึงเก็บไว้ตามเอกสาร"
        self.told.add(place, "row_unread", sentence, words=words)

    def _begin(self, head: Head) -> None:
        self.begins_page = True
        self.head = head
        if self.found.head is None:
            self.found.head = head
            self._tell_columns(head)
        elif not _is_same(head, self.found.head):
            sentence = f"หัวตารางของหน้านี้ {quoted(' '.join(head.names))} ต่างจากหน้าแรก"
            self.told.add("columns", "header_differs", sentence, words=" ".join(head.names))

    def _tell_columns(self, head: Head) -> None:
        for place, name in enumerate(head.names):
            if name and place not in head.roles and place not in head.months.columns:
                sentence = f"ช่อง {quoted(name)} ไม่มีในแบบแผน ข้อความของช่องนี้เก็บไว้ตามเอกสารเท่านั้น"
                self.told.add("columns", "column_unread", sentence, words=name)
        for words, month in head.months.inferred:
            read = f"หัวช่อง {quoted(words)}" if words.strip() else "หัวช่องที่ว่าง"
            sentence = f"{read} อ่านเป็นเดือน{thai.month_name(month)} ตามลำดับของช่องข้างเคียง โปรดตรวจ"
            self.told.add("columns", "header_differs", sentence, words=words)

    # ---- one row

    def _row(self, row: Row, shared: frozenset[int]) -> None:
        filled = [
            (place, cell)
            for place, cell in enumerate(row)
            if cell and cell.text.strip() and place not in shared
        ]
        if not filled:
            return
        if self.head is None:
            texts = dict.fromkeys(cell.text.strip() for _, cell in filled)
            self.found.above.append("\n".join(texts))
        elif not self._is_aside(filled):
            self._add(self._fitted(row), shared, filled)

    def _fitted(self, row: Row) -> Row:
        """The row as wide as its head; words beyond are told and kept verbatim."""
        width = len(self.head.names)
        beyond = [cell for cell in row[width:] if cell and cell.text.strip()]
        for cell in beyond:
            self._tell_column(cell.text)
        return row if beyond else (*row, *([BLANK] * width))[:width]

    def _tell_unnamed(self, row: Row) -> None:
        """Tell of words in a column without a head; one with a head of another kind was told there."""
        head = self.head
        for place, cell in enumerate(row[: len(head.names)]):
            is_known = head.names[place] or place in head.roles or place in head.months.columns
            if not is_known and cell and cell.text.strip():
                self._tell_column(cell.text)

    def _tell_column(self, text: str) -> None:
        sentence = f"ช่องที่ไม่มีหัวตารางมีข้อความ {quoted(text)} ซึ่งเก็บไว้ตามเอกสารเท่านั้น"
        self.told.add("columns", "column_unread", sentence, words=text)

    def _is_aside(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Whether a row is no part of the plan: the head once more, a note, furniture of the page."""
        names = self.head.names
        if all(
            place < len(names) and heads.bared(cell.text) == heads.bared(names[place])
            for place, cell in filled
        ):
            return True
        (place, cell), *more = filled
        line = cell.text.strip()
        if more or (self.head.roles.get(place) == "number" and _number_cell(line)):
            return False
        if around.footnote_of(line) is None and not around.is_furniture(line):
            return False
        self.found.others.append(line)
        return True

    def _add(self, row: Row, shared: frozenset[int], filled: Sequence[tuple[int, Cell]]) -> None:
        head = self.head
        self._tell_unnamed(row)
        own = tuple(None if place in shared else cell for place, cell in enumerate(row))
        is_across = filled[0][1].columns > max(2, len(head.names) // 2)
        text = filled[0][1].text.strip() if is_across else _cell(own, head.place("text"))
        activities = _activities(text, _cell(own, head.place("number")))
        for label, number, words in activities:
            self.rows.append(
                PlanRow(
                    head=head,
                    text=words,
                    label=label,
                    number=number,
                    responsible=_cell(row, head.place("responsible")),
                    marks=[row],
                    raw=_raw(own, head),
                    phase=None if head.place("phase") is None else _cell(own, head.place("phase")),
                    is_across=is_across,
                    begins_page=self.begins_page,
                    is_shared=bool(shared & set(head.months.columns)),
                    has_siblings=len(activities) > 1,
                )
            )
            self.begins_page = False


def _cell(row: Row, place: int | None) -> str:
    cell = row[place] if place is not None else None
    return cell.text.strip() if cell else ""


def _activities(text: str, number_text: str) -> list[tuple[str, tuple[int, ...], str]]:
    """Label, numbers and text of each activity of a cell: one, unless several lines are numbered ๑.๑."""
    parts: list[str] = []
    for line in text.split("\n"):
        if not parts or len(label_of(line)[1]) > 1:
            parts.append(line)
        else:
            parts[-1] += f"\n{line}"
    if sum(len(label_of(part)[1]) > 1 for part in parts) > 1:
        return [label_of(part) for part in parts]
    label, number, words = label_of(text)
    if len(number) > 1 or not number_text:
        return [(label, number, words)]
    return [
        (
            number_text,
            _number_cell(number_text) or label_of(number_text)[1],
            text if number else words,
        )
    ]


def _raw(row: Row, head: Head) -> dict[str, str]:
    """The cells verbatim by the heads of their table; a name that comes twice with its place."""
    raw: dict[str, str] = {}
    for place, cell in enumerate(row):
        name = head.names[place] if place < len(head.names) else ""
        if not name or name in raw:
            name = f"{name} (ช่องที่ {place + 1})".strip()
        raw[name] = cell.verbatim if cell else ""
    return raw


# ---- phases and activities

_LONGEST_HEADING = 200
_PHASE_WORDS = re.compile(r"(?:ช่วง|ระยะ(?!เวลา)|ขั้น(?:ตอน)?(?:ที่|การ|เตรียม|ดำเนิน|ติดตาม|สรุป|ประเมิน))")
_CONTINUED = re.compile(r"\s*\(?\s*ต่อ\s*\)?\s*$")


def names_phase(text: str) -> bool:
    """Whether a text begins as the title of a phase does: ช่วง…, ระยะที่ …, ขั้นเตรียม…"""
    return _PHASE_WORDS.match(text) is not None


def _in_phases(rows: Sequence[PlanRow]) -> list[PlanPhase]:
    """Rows as phases with their activities; what a page parted is joined again."""
    is_phase = _phase_rule(rows)
    are_numbered = sum(bool(row.number) for row in rows) * 2 > len(rows)
    phases: list[PlanPhase] = []
    for place, row in enumerate(rows):
        if row.phase is not None:
            _by_column(row, phases)
        elif is_phase(place):
            _begin_phase(row, phases)
        elif _is_rest(row, phases, are_numbered):
            _join(row, phases[-1].rows[-1])
        else:
            _under(phases).rows.append(row)
    return phases


def _under(phases: list[PlanPhase]) -> PlanPhase:
    if not phases:
        phases.append(PlanPhase())
    return phases[-1]


def _begin_phase(row: PlanRow, phases: list[PlanPhase]) -> None:
    """A new phase, unless it is the last one's title once more, as on the page it goes on."""
    last = phases[-1] if phases else None
    title = _CONTINUED.sub("", row.text)
    if (
        last
        and last.row
        and last.row.number == row.number
        and thai.bare(last.title) == thai.bare(title)
    ):
        last.row.parts.append(row.text)
        _join_cells(row, last.row)
    else:
        phases.append(PlanPhase(row.text, row))


def _by_column(row: PlanRow, phases: list[PlanPhase]) -> None:
    """A row of a table that names the phase in a column of its own; blank is the one above."""
    label, number, title = label_of(row.phase)
    if title and not (
        phases and thai.bare(_CONTINUED.sub("", title)) == thai.bare(phases[-1].title)
    ):
        phases.append(PlanPhase(title, PlanRow(row.head, title, label, number)))
    if row.text:
        _under(phases).rows.append(row)
    elif row.has_marks and phases and phases[-1].rows:
        _join(row, phases[-1].rows[-1])
    elif row.has_marks:
        row.text = title
        _under(phases).rows.append(row)


def _phase_rule(rows: Sequence[PlanRow]):
    """Which rows are phases, by how the plan numbers its rows."""
    if any(len(row.number) > 1 for row in rows):
        return lambda place: len(rows[place].number) == 1 or _is_title(rows, place)
    whole = [row for row in rows if row.number]
    others = [row for row in rows if not row.number]
    if others and whole and _are_bare(whole) and not _are_bare(others):
        return lambda place: bool(rows[place].number) or _is_title(rows, place)
    if whole and all(names_phase(row.text) for row in whole if not row.has_marks) and others:
        return lambda place: names_phase(rows[place].text) and not rows[place].has_marks
    return lambda place: _is_title(rows, place)


def _are_bare(rows: Sequence[PlanRow]) -> bool:
    return not any(row.has_marks for row in rows)


def _is_title(rows: Sequence[PlanRow], place: int) -> bool:
    """Whether a row without a number is the title of a phase."""
    row = rows[place]
    if row.is_heading:
        return True
    if row.has_marks or (row.number and not names_phase(row.text)):
        return False
    if (row.is_across and row.text) or names_phase(row.text):
        return True
    above = next((one.number for one in reversed(rows[:place]) if one.number), ())
    below = next((one.number for one in rows[place + 1 :] if one.number), ())
    if len(below) > 1 and below[-1] == 1:
        return not above or above[0] != below[0]
    return below == (1,) and bool(row.text)


def _is_rest(row: PlanRow, phases: Sequence[PlanPhase], are_numbered: bool) -> bool:
    """Whether a row goes on with the activity above: it says nothing itself, or it begins a page without a number."""
    if not phases or not phases[-1].rows:
        return False
    return not row.text or (row.begins_page and are_numbered and not row.label)


def _join(row: PlanRow, above: PlanRow) -> None:
    above.parts.append(row.text or "↔")
    above.text = cells.joined(above.text, row.text)
    above.responsible = above.responsible or row.responsible
    _join_cells(row, above)


def _join_cells(row: PlanRow, above: PlanRow) -> None:
    above.marks += row.marks
    for name, words in row.raw.items():
        above.raw[name] = "\n".join(filter(None, (above.raw.get(name, ""), words)))
