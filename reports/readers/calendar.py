"""A paper → the steps of a NACC calendar, as words: which column is which, which row is a step. No database.

Windows stay words here: the year that completes them is chosen by a person. Nothing is dropped: rows that
are no step are `unread`, columns of no use and whatever was assumed are told in `notes`.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from ita_portal import thai
from reports.readers import heads
from reports.readers.paper import Cell, NotReadable, Paper, Reference, Row, Table, Words
from reports.readers.title import read_title

Column = Literal["number", "code", "title", "when", "start", "end", "owner", "guidance", "sentence"]

NO_STEPS = "ไม่พบตารางปฏิทินในข้อความนี้ โปรดวางตารางที่มีช่องขั้นตอนและช่องช่วงระยะเวลา หรือเลือก เริ่มจากตารางเปล่า แล้วพิมพ์เอง"
OTHER_DATA = "ไฟล์นี้เป็นรายงานของระบบ ไม่ใช่ปฏิทิน โปรดเลือกไฟล์ปฏิทิน"


@dataclass(frozen=True, slots=True)
class StepRead:
    """One step in the words of the paper; `words` are its cells verbatim under their heads."""

    title: str
    when: str = ""
    code: str = ""
    owner: str = ""
    guidance: str = ""
    sentence: str = ""
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """A calendar as read; fiscal_year (พ.ศ.) where the words around the table name one."""

    steps: tuple[StepRead, ...]
    fiscal_year: int | None = None
    unread: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


def to_dict(reading: CalendarReading) -> dict[str, Any]:
    return asdict(reading)


def from_dict(data: dict[str, Any]) -> CalendarReading:
    """The reverse of `to_dict`."""
    return CalendarReading(
        steps=tuple(StepRead(**one) for one in data["steps"]),
        fiscal_year=data["fiscal_year"],
        unread=tuple(tuple(cells) for cells in data["unread"]),
        notes=tuple(data["notes"]),
    )


def understand(paper: Paper) -> CalendarReading:
    """The steps of every table of a paper that has any. Raises NotReadable where none has."""
    if paper.document is not None:
        raise NotReadable(OTHER_DATA)
    steps: list[StepRead] = []
    unread: list[tuple[str, ...]] = []
    notes = [said for _, said in paper.notes]
    head: Head | None = None
    for block in paper.blocks:
        if not isinstance(block, Table):
            continue
        found = _Table(block, head)
        if found.head is None:
            unread += [cells for row in block.rows if (cells := _verbatim(row))]
            continue
        head = found.head
        steps += found.steps
        unread += found.unread
        notes += [one for one in found.notes if one not in notes]
    if not steps:
        raise NotReadable(NO_STEPS)
    return CalendarReading(tuple(steps), _year(paper), tuple(unread), tuple(notes))


def _year(paper: Paper) -> int | None:
    words = [block.text for block in paper.blocks if isinstance(block, Words)]
    found = (read_title(text, Reference()).fiscal_year for text in words)
    return next((year for year in found if year), None)


# Columns -----------------------------------------------------------------------------------------

# The heads of our own files by program names, which stand below those for people.
OWN: dict[str, Column] = {
    "order": "number",
    "code": "code",
    "title": "title",
    "window": "when",
    "owner": "owner",
    "guidance": "guidance",
    "sentence": "sentence",
}
_NAMED: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("code", re.compile("^รหัส")),
    ("sentence", re.compile("ข้อความสำเร็จรูป")),
    ("guidance", re.compile("คำแนะนำ|แนวทางการรายงาน|คำอธิบาย|^รายละเอียด|สิ่งที่ควรรายงาน")),
    ("owner", re.compile("ผู้ดำเนินการ|ผู้รับผิดชอบ|หน่วยงาน|ผู้ปฏิบัติ|ผู้เกี่ยวข้อง")),
    ("start", re.compile("^(?:วันที่|วัน)?(?:เริ่ม|ตั้งแต่)")),
    ("end", re.compile("^(?:วันที่|วัน)?(?:สิ้นสุด|ถึง|แล้วเสร็จ|เสร็จสิ้น)")),
)
LONGEST_HEAD = 60


@dataclass(frozen=True, slots=True)
class Head:
    """The columns of a table: what each holds and its words."""

    columns: tuple[Column | None, ...]
    names: tuple[str, ...]
    is_guessed: bool = False

    def place(self, column: Column) -> int | None:
        return self.columns.index(column) if column in self.columns else None


def column_of(head: str) -> Column | None:
    """What a column with this head holds, or None."""
    bare = heads.bared(head)
    if not bare or len(bare) > LONGEST_HEAD:
        return None
    if bare in OWN:
        return OWN[bare]
    for column, pattern in _NAMED:
        if pattern.search(bare):
            return column
    return {
        "number": "number",
        "step": "title",
        "official": "when",
        "window": "when",
        "provincial": None,
        "result": None,
        "status": None,
        None: None,
    }[heads.role_of(head)]


def _columns(names: Sequence[str]) -> tuple[Column | None, ...]:
    """The column of each head, each kind once: of several the first counts."""
    found: list[Column | None] = []
    for name in names:
        column = column_of(name)
        found.append(None if column in found else column)
    return tuple(found)


def _head(row: Row) -> Head | None:
    names = heads.single(row)
    columns = _columns(names)
    has_time = {"when", "start", "end"} & set(columns)
    return Head(columns, names) if "title" in columns and has_time else None


def _guessed(rows: Sequence[Row]) -> Head | None:
    """The columns of a table without a head: one of windows, and of the others that with the most words."""
    width = max((len(row) for row in rows), default=0)
    texts = [[_text(row, place) for row in rows] for place in range(width)]
    windows = [sum(map(heads.is_window, column)) for column in texts]
    if not windows or not max(windows):
        return None
    when = windows.index(max(windows))
    numbers = [sum(heads.number_of(text) is not None for text in column) for column in texts]
    others = [
        place
        for place in range(width)
        if place != when and numbers[place] * 2 <= sum(map(bool, texts[place]))
    ]
    if not others:
        return None
    title = max(others, key=lambda place: sum(map(len, texts[place])))
    columns: list[Column | None] = [None] * width
    columns[when], columns[title] = "when", "title"
    return Head(tuple(columns), ("",) * width, is_guessed=True)


# Rows --------------------------------------------------------------------------------------------


class _Table:
    """One table read row by row; `known` is the head of the table before, which a page may not repeat."""

    def __init__(self, table: Table, known: Head | None) -> None:
        self.steps: list[StepRead] = []
        self.unread: list[tuple[str, ...]] = []
        self.notes: list[str] = []
        self.above: dict[int, str] = {}
        place, head = self._find(table.rows)
        self.head = head or self._known(known, table) or _guessed(table.rows)
        if self.head is None:
            return
        self._tell_head()
        self.unread += [cells for row in table.rows[:place] if (cells := _verbatim(row))]
        for row in table.rows[place + 1 if head else 0 :]:
            self._read(row)

    def _find(self, rows: Sequence[Row]) -> tuple[int, Head | None]:
        """The first head among the first rows; guidance that our own files have above it is none."""
        for place, row in enumerate(rows[:8]):
            if not _is_hint(row) and (head := _head(row)):
                return place, head
        return 0, None

    @staticmethod
    def _known(known: Head | None, table: Table) -> Head | None:
        width = max((len(row) for row in table.rows), default=0)
        return known if known and len(known.columns) == width else None

    def _tell_head(self) -> None:
        head = self.head
        if head.is_guessed:
            self.notes.append(
                "ตารางไม่มีหัวช่อง จึงอ่านช่องที่เป็นวันที่เป็นช่วงระยะเวลา และช่องที่มีข้อความมากที่สุดเป็นชื่อขั้นตอน"
            )
        unused = [
            f"“{name}”"
            for name, column in zip(head.names, head.columns, strict=True)
            if column is None and name
        ]
        if unused:
            every = " ".join(dict.fromkeys(unused))
            self.notes.append(f"ไม่ได้ใช้ช่อง {every} คำในช่องนั้นอยู่ใต้ “ในเอกสาร” ของแต่ละแถว")

    def _read(self, row: Row) -> None:
        said = [_text(row, place) for place in range(len(row))]
        if not any(said) or self._repeats_head(row):
            return
        title = _without_label(self._cell(row, "title"))
        if not title or self._spans_table(row) or self._cell(row, "number") == "ตัวอย่าง":
            self.unread.append(_verbatim(row))
            return
        self.steps.append(
            StepRead(
                title=" ".join(title.split()),
                when=self._when(row),
                code=self._cell(row, "code").strip(),
                owner=owner_of(self._cell(row, "owner")),
                guidance=self._cell(row, "guidance").strip(),
                sentence=self._cell(row, "sentence").strip(),
                words=self._words(row),
            )
        )

    def _repeats_head(self, row: Row) -> bool:
        own = {heads.bared(cell.text) for cell in row if cell and cell.text.strip()}
        return (
            heads.is_same_head(self.head.names, row)
            or _head(row) is not None
            or (bool(own) and own <= set(OWN))
        )

    def _spans_table(self, row: Row) -> bool:
        """A row of one cell over the whole table names a part of it: ขั้นเตรียมการ."""
        filled = [cell for cell in row if cell and cell.text.strip()]
        return len(filled) == 1 and filled[0].columns > 1

    def _cell(self, row: Row, column: Column) -> str:
        place = self.head.place(column)
        return "" if place is None else _text(row, place)

    def _when(self, row: Row) -> str:
        """The words of the window; of a cell merged over several rows in each of them."""
        parts = [
            self._merged(row, column)
            for column in ("when", "start", "end")
            if self.head.place(column) is not None
        ]
        return " - ".join(" ".join(part.split()) for part in parts if part.strip("- "))

    def _merged(self, row: Row, column: Column) -> str:
        place = self.head.place(column)
        cell = row[place] if place < len(row) else None
        if cell is None and place in self.above:
            note = "ช่องช่วงระยะเวลาที่ผสานหลายแถว ใช้กับทุกแถวที่ผสานไว้"
            self.notes += [] if note in self.notes else [note]
            return self.above[place]
        text = cell.text if cell else ""
        if cell is not None and cell.rows > 1:
            self.above[place] = text
        elif cell is not None:
            self.above.pop(place, None)
        return text

    def _words(self, row: Row) -> dict[str, str]:
        """Every filled cell verbatim, by its head; heads that stand twice get a number."""
        found: dict[str, str] = {}
        for place, cell in enumerate(row):
            if cell is None or not cell.text.strip():
                continue
            name = self.head.names[place] if place < len(self.head.names) else ""
            name = name or thai.to_thai_digits(f"ช่องที่ {place + 1}")
            found[_free(name, found)] = cell.text
        return found


def _free(name: str, taken: dict[str, str]) -> str:
    numbers = (thai.to_thai_digits(f"{name} ({n})") for n in range(2, 100))
    return name if name not in taken else next(one for one in numbers if one not in taken)


def _text(row: Row, place: int) -> str:
    cell = row[place] if place < len(row) else None
    return cell.text if isinstance(cell, Cell) else ""


def _verbatim(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row if cell and cell.text.strip())


def _is_hint(row: Row) -> bool:
    """Whether a row is the guidance that stands above the heads of our own files."""
    return any(text.startswith(("ต้องใส่", "เลือกจากรายการ")) for text in _verbatim(row))


_LABEL = re.compile(
    r"\s*((?:ขั้นตอนที่|ข้อ(?:ที่)?)?\s*\(?[0-9๐-๙]{1,2}(?:[.)]|\s(?=[ก-ฮเ-ไ]))(?![0-9๐-๙])\s*)"
)


def _without_label(title: str) -> str:
    """A title without the number before it, which is printed by its place."""
    found = _LABEL.match(title)
    rest = title[found.end() :] if found else ""
    return rest if rest.strip() else title


def owner_of(words: str) -> str:
    """Who carries a step out, by the words of its cell; '' where they do not say."""
    bare = heads.bared(words)
    if re.search(r"ป\.?ป\.?ช", bare) or "nacc" in bare.lower():
        is_provincial = "ประจำจังหวัด" in bare or "ปปช.จังหวัด" in bare
        return "nacc_province" if is_provincial else "nacc"
    if re.search("จังหวัด|หน่วยงาน|ส่วนราชการ|อำเภอ", bare):
        return "province"
    return ""
