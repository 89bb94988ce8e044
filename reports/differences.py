"""What changed from one version of a report to another: row by row, cell by cell, old → new."""

from collections.abc import Iterator
from dataclasses import dataclass
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
TEXT_SIZE_LABELS = {"normal": "ปกติ", "large": "ใหญ่ขึ้นหนึ่งขั้น"}


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell under its heading, as it is printed; empty where it held nothing."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that is not what it was. Both numbers are null for what stands outside the table.

    `number` is its ที่ (from one) as it is now, `old_number` as it was; null where it is not there.
    A row that changed and moved is CHANGED, with both numbers. `cells` are those that differ; of a
    row that was added or removed, those that hold anything.
    """

    change: Change
    key: int | None
    old_number: int | None
    number: int | None
    cells: tuple[CellDifference, ...]

    @property
    def change_label(self) -> str:
        return CHANGE_LABELS[self.change]

    @property
    def place(self) -> str:
        """ลำดับที่ ๓; ลำดับที่ ๓ (เดิมลำดับที่ ๒); ส่วนอื่นของรายงาน."""
        number = self.number or self.old_number
        if number is None:
            return "ส่วนอื่นของรายงาน"
        place = f"ลำดับที่ {number}"
        if self.number and self.old_number and self.number != self.old_number:
            place += f" (เดิมลำดับที่ {self.old_number})"
        return thai.to_thai_digits(place)


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
    before, after = _rows(old), _rows(new)
    moved = _moved(list(before), list(after))
    found = []
    for key in _all_keys(list(before), list(after)):
        found += _row_difference(key, before.get(key), after.get(key), key in moved, old, new)
    rest = tuple(_changed_cells(_rest(old), _rest(new)))
    if rest:
        found.append(RowDifference(Change.CHANGED, None, None, None, rest))
    return tuple(found)


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


def _row_difference(
    key: int | tuple, old: _Row | None, new: _Row | None, is_moved: bool, was: Report, now: Report
) -> Iterator[RowDifference]:
    before = _cells(old, was, now) if old else None
    after = _cells(new, now, now) if new else None
    cells = tuple(_changed_cells(before, after))
    if old and new:
        if not cells and not is_moved:
            return
        change = Change.CHANGED if cells else Change.MOVED
    else:
        change = Change.ADDED if new else Change.REMOVED
    yield RowDifference(
        change=change,
        key=key if isinstance(key, int) else None,
        old_number=old.number if old else None,
        number=new.number if new else None,
        cells=cells,
    )


# Texts under their headings, always in the same order and number; two headings may read the same.
Cells = list[tuple[str, str]]


def _changed_cells(old: Cells | None, new: Cells | None) -> Iterator[CellDifference]:
    blank = [(heading, "") for heading, _ in (new or old or [])]
    for (heading, before), (_, after) in zip(old or blank, new or blank, strict=True):
        if before != after:
            yield CellDifference(heading, before, after)


def _cells(row: _Row, report: Report, now: Report) -> Cells:
    """What a row says: its printed cells under the headings of now, its answer, its ties to the calendar."""
    _, official, provincial, step, result, status = now.headings
    line, titles = row.line, {one.code: one.title for one in report.calendar_steps}
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
