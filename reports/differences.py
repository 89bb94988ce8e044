"""What changed from one version of a report to another: row by row, cell by cell, old → new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from ita_portal import thai
from reports import text
from reports.document import Evidence, Explanation, Group, Line, Report


class Change(StrEnum):
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


CHANGE_LABELS = {
    Change.CHANGED: "แก้ไข",
    Change.MOVED: "ย้ายที่",
    Change.ADDED: "เพิ่มใหม่",
    Change.REMOVED: "ลบแล้ว",
}
ANSWER_LABELS = {
    "nothing_to_report": "ไม่มีเรื่องต้องรายงาน",
    "not_ours": "สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ",
}
EXPLANATIONS = "คำชี้แจง"
OUTSIDE = "ส่วนอื่นของรายงาน"
BEGINNING = 80  # characters of a row's first step
TEXT_SIZE_LABELS = {"normal": "ปกติ", "large": "ใหญ่ขึ้นหนึ่งขั้น"}


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell under its heading, as it is printed; empty where it held nothing.

    `is_value` of what changes as a whole (a window, a status), not word by word.
    """

    heading: str
    old: str
    new: str
    is_value: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Other:
    """The row that took the step texts of another, or gave them away: its id and its ที่."""

    key: int | None
    number: int


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that is not what it was. Both numbers are null for what stands outside the table.

    `number` is its ที่ (from one) as it is now, `old_number` as it was; null where it is not there.
    A row that changed and moved is CHANGED, with both numbers. `cells` are those that differ; of a
    row that was added or removed, those that hold anything. `other`: of a removed row the one that its
    step texts were joined with (number as now), of an added row the one they were parted from (number
    as it was); the joined texts are then compared with that row's, not told as gone and new.
    """

    change: Change
    key: int | None
    old_number: int | None
    number: int | None
    cells: tuple[CellDifference, ...]
    other: Other | None = None

    @property
    def change_label(self) -> str:
        if self.other is None:
            return CHANGE_LABELS[self.change]
        how = "รวมกับ" if self.change == Change.REMOVED else "แยกจาก"
        return thai.to_thai_digits(f"{how}ลำดับที่ {self.other.number}")

    @property
    def place(self) -> str:
        """ลำดับที่ ๓; ลำดับที่ ๓ (เดิมลำดับที่ ๒); ส่วนอื่นของรายงาน."""
        return _place(self.old_number, self.number)


def _place(old_number: int | None, number: int | None) -> str:
    if not (number or old_number):
        return OUTSIDE
    place = f"ลำดับที่ {number or old_number}"
    if number and old_number and number != old_number:
        place += f" (เดิมลำดับที่ {old_number})"
    return thai.to_thai_digits(place)


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of either version, whole: what differs in it (null where nothing does) and what does not.

    `words` is the beginning of its first step, `unchanged` the cells that hold the same in both.
    """

    place: str
    words: str
    key: int | None
    difference: RowDifference | None
    unchanged: tuple[CellDifference, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    is_first: bool
    group: Group
    line: Line


def differences(old: Report, new: Report) -> tuple[RowDifference, ...]:
    """The rows that differ, in the order of the new version, removed ones where they stood.

    A row is known by `Line.key`; without one it is another row each time. Rows whose number only
    shifted because of others are not named. Empty when both print the same and say the same of the
    calendar.
    """
    return tuple(one.difference for one in compared(old, new) if one.difference)


def compared(old: Report, new: Report) -> tuple[Compared, ...]:
    """Every row of both, whether it differs or not, in the same order; last what stands outside the rows."""
    both = _Both(old, new)
    found = [both.row(key) for key in _all_keys(list(both.before), list(both.after))]
    return (*found, both.rest())


class _Both:
    """Two versions with the rows of each by their key, and which rows were joined, parted and moved."""

    def __init__(self, old: Report, new: Report) -> None:
        self.old, self.new = old, new
        self.before, self.after = _rows(old), _rows(new)
        self.moved = _moved(list(self.before), list(self.after))
        self.joined = _taken_over(self.before, self.after)
        self.parted = _taken_over(self.after, self.before)
        # A step is known by its code: what a newer calendar calls it changed nothing in a row.
        self.titles = {one.code: one.title for one in (*old.calendar_steps, *new.calendar_steps)}

    def row(self, key) -> Compared:
        before, after = self.before.get(key), self.after.get(key)
        pairs = list(_pairs(self._cells(key, self.old), self._cells(key, self.new)))
        differs = tuple(one for one in pairs if one.old != one.new)
        shown = after or before
        numbers = before and before.number, after and after.number
        real = key if isinstance(key, int) else None
        difference = None
        if change := self._change(key, bool(differs)):
            difference = RowDifference(change, real, *numbers, differs, self._other(key))
        same = tuple(one for one in pairs if one.old == one.new and one.old)
        return Compared(_place(*numbers), beginning(shown.line), real, difference, same)

    def rest(self) -> Compared:
        """What stands outside the rows."""
        pairs = list(_pairs(_rest(self.old), _rest(self.new)))
        differs = tuple(one for one in pairs if one.old != one.new)
        same = tuple(one for one in pairs if one.old == one.new and one.old)
        difference = RowDifference(Change.CHANGED, None, None, None, differs) if differs else None
        return Compared(OUTSIDE, "", None, difference, same)

    def _change(self, key, differs: bool) -> Change | None:
        if key not in self.before:
            return Change.ADDED
        if key not in self.after:
            return Change.REMOVED
        if differs:
            return Change.CHANGED
        return Change.MOVED if key in self.moved else None

    def _other(self, key) -> Other | None:
        for taken, there in ((self.joined, self.after), (self.parted, self.before)):
            if key in taken:
                other = taken[key]
                return Other(other if isinstance(other, int) else None, there[other].number)
        return None

    def _cells(self, key, report: Report) -> "Cells | None":
        """The cells of a row in one version, with the texts that it took from or gave to others."""
        is_old = report is self.old
        own, taken = (self.before, self.joined) if is_old else (self.after, self.parted)
        if key not in own:
            return None
        cells = self._said(own[key], report)
        if key in taken:
            above = self._said(own[taken[key]], report) if taken[key] in own else None
            return _left_over(cells, above)
        others = [self._said(own[one], report) for one, to in taken.items() if to == key]
        return _together(cells, others)

    def _said(self, row: _Row, report: Report) -> "Cells":
        return _cells(row, report, self.new.headings, self.titles)


def _taken_over(before: dict, after: dict) -> dict:
    """Rows of `before` that are gone → the row that has all their step texts in `after` and had none before."""
    gained: dict[str, set] = {}
    for key in before.keys() & after.keys():
        for words in _texts(after[key]) - _texts(before[key]):
            gained.setdefault(words, set()).add(key)
    found = {}
    for key in before.keys() - after.keys():
        texts = _texts(before[key])
        takers = set.intersection(*(gained.get(words, set()) for words in texts)) if texts else ()
        if len(takers) == 1:
            found[key] = next(iter(takers))
    return {key: found[key] for key in before if key in found}


def _texts(row: "_Row") -> set[str]:
    return {words for item in row.line.items if (words := " ".join(item.text.split()))}


def _together(cells: "Cells", others: "list[Cells]") -> "Cells":
    """A row's cells with the texts of rows that were joined with it, in their order."""
    found = list(cells)
    for place, between in JOINED_BY.items():
        said = between.join(filter(None, (one[place][1] for one in (cells, *others))))
        if place == TIES:  # A step that both rows answered is answered once.
            said = between.join(dict.fromkeys(said.split(between)))
        found[place] = (cells[place][0], said)
    return found


def _left_over(cells: "Cells", above: "Cells | None") -> "Cells":
    """Of a row that was joined with another: what the other does not say instead."""
    return [
        (heading, "" if place in JOINED_BY or (above and above[place][1] == said) else said)
        for place, (heading, said) in enumerate(cells)
    ]


def beginning(line: Line) -> str:
    """The first words of a row, by which people know it."""
    words = " ".join(" ".join(item.text for item in line.items).split())
    return f"{words[:BEGINNING]}…" if len(words) > BEGINNING else words or "แถวว่าง"


def _rows(report: Report) -> dict[int | tuple, _Row]:
    """The rows by their key; those without one by their place, which no other report shares."""
    found: dict[int | tuple, _Row] = {}
    for number, group in enumerate(report.groups, start=1):
        for place, line in enumerate(group.lines):
            key = (id(report), number, place) if line.key is None else line.key
            found[key] = _Row(number, place == 0, group, line)
    return found


def _moved(old: list, new: list) -> set:
    """The rows of both that no longer stand in the same order among each other."""
    there, still = set(new), set(old)
    before, after = [key for key in old if key in there], [key for key in new if key in still]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    in_order = {key for block in blocks for key in before[block.a : block.a + block.size]}
    return set(before) - in_order


def _all_keys(old: list, new: list) -> list:
    """The new order, with the removed rows after the row that they followed."""
    there = set(new)
    gone: dict[object, list] = {}
    last = None
    for key in old:
        if key in there:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    merged = list(gone.get(None, []))
    for key in new:
        merged += [key, *gone.get(key, [])]
    return merged


# Texts under their headings, always in the same order and number; two headings may read the same.
Cells = list[tuple[str, str]]


def _pairs(old: Cells | None, new: Cells | None) -> Iterator[CellDifference]:
    blank = [(heading, "") for heading, _ in (new or old or [])]
    pairs = zip(old or blank, new or blank, strict=True)
    for place, ((heading, before), (_, after)) in enumerate(pairs):
        yield CellDifference(heading, before, after, is_value=_is_value(place, before, after))


# The cells of a row whose texts a join puts below one another: step, result, ties, evidence, explanations.
STEP, RESULT, TIES, EVIDENCE, EXPLAINED = 2, 3, 6, 7, 8
JOINED_BY = {STEP: "\n", RESULT: "\n\n", TIES: "\n", EVIDENCE: "\n", EXPLAINED: "\n"}
LONGEST_VALUE = 60  # characters


def _is_value(place: int, *texts: str) -> bool:
    """Whether a cell changes as a whole: both windows, status and answer, where they are short."""
    is_short = all(len(one) <= LONGEST_VALUE and "\n" not in one for one in texts)
    return place not in JOINED_BY and is_short


def _cells(
    row: _Row, report: Report, headings: tuple[str, ...], titles: Mapping[str, str]
) -> Cells:
    """What a row says: its printed cells under `headings`, its answer, its ties to the calendar.

    `titles` of the steps by their codes.
    """
    _, official, provincial, step, result, status = headings
    line = row.line
    ties = [titles.get(code, code) for item in line.items for code in item.steps]
    answer = ANSWER_LABELS.get(line.answer or "", "")
    return [
        (official, _window(row.group.official) if row.is_first else ""),
        (provincial, _window(row.group.provincial) if row.is_first else ""),
        (step, "\n".join(f"{item.label} {item.text}".strip() for item in line.items)),
        (result, _said(line.result)),
        (status, _said(report.printed_status(line))),
        ("คำตอบ", f"{answer} {line.answer_reason}".strip()),
        ("ขั้นตอนตามปฏิทิน", "\n".join(dict.fromkeys(ties))),
        ("เอกสารหลักฐาน", "\n".join(map(_evidence, line.evidence))),
        (EXPLANATIONS, "" if line.key is None else _explanations(report, line.key)),
    ]


def _explanations(report: Report, key: int | None) -> str:
    """What is explained in a row (null: outside the table), a line for each."""
    said = (_explanation(one) for one in report.explanations if one.key == key)
    return "\n".join(said)


def _explanation(one: Explanation) -> str:
    kept = " (คงไว้ในฉบับเผยแพร่โดยเจตนา)" if one.is_kept else ""
    words = f"“{' '.join(one.words.split())}”: " if one.words else ""
    return f"{words}{one.note}{kept}"


def _evidence(piece: Evidence) -> str:
    return f"{piece.title} ({piece.caption})" if piece.caption else piece.title


def _said(typed: str) -> str:
    """A lone dash prints like an empty cell."""
    return "" if text.is_dash(typed) else typed


def _rest(report: Report) -> Cells:
    """What stands outside the rows."""
    return [
        ("ชื่อรายงาน", report.title),
        ("ข้อมูล ณ วันที่", thai.write_date(report.as_of) if report.as_of else ""),
        ("หัวตาราง", "\n".join(report.headings)),
        ("รูปแบบเลขลำดับที่", report.number_style),
        ("ขนาดตัวอักษรในรายงาน", TEXT_SIZE_LABELS[report.text_size]),
        ("หมายเหตุท้ายรายงาน", report.footnote),
        ("จัดทำโดย", report.contact),
        ("ที่อยู่ในคิวอาร์โค้ด", report.address),
        (EXPLANATIONS, _explanations(report, None)),
    ]


def _window(window: thai.Window | None) -> str:
    return thai.write_window(window) if window else ""
