"""Two versions of a report as a page shows them: what differs in sight, what does not folded, answers beside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ita_portal import thai
from reports import document
from reports.asked import AfterReturn, Asked
from reports.differences import Change, Compared, compared

OTHER_ROUND = "ฉบับที่เลือกเป็นของรายงานคนละรอบ จึงเทียบกันไม่ได้ โปรดเลือกสองฉบับของรายงานนี้"
SAME_VERSION = "ท่านเลือกฉบับเดียวกันทั้งสองช่อง โปรดเลือกสองฉบับที่ต่างกัน"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row that differs, or that was asked about, with the questions to it."""

    row: Compared
    asked: tuple[Asked, ...]

    is_folded = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows one after the other that say the same in both versions."""

    rows: tuple[Compared, ...]

    is_folded = True

    @property
    def last(self) -> Compared:
        return self.rows[-1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both versions from the first row to the last; `apart` are questions that stand at no row."""

    parts: tuple[ShownRow | Fold, ...]
    apart: tuple[Asked, ...]
    calendars: str

    @property
    def counts(self) -> list[tuple[str, int]]:
        """แก้ไข ๓, เพิ่มใหม่ ๑ …: how many rows changed in which way, and how many did not."""
        rows = [row for row in self._rows() if row.key is not None or row.words]
        changes = [row.difference.change if row.difference else None for row in rows]
        labels = {
            Change.CHANGED: "แก้ไข",
            Change.ADDED: "เพิ่มใหม่",
            Change.REMOVED: "ลบหรือรวม",
            Change.MOVED: "ย้ายที่",
            None: "ไม่เปลี่ยน",
        }
        return [(label, changes.count(one)) for one, label in labels.items() if one in changes]

    @property
    def is_same(self) -> bool:
        return all(row.difference is None for row in self._rows())

    def _rows(self) -> Iterator[Compared]:
        for part in self.parts:
            yield from part.rows if isinstance(part, Fold) else [part.row]


def comparison(old: document.Report, new: document.Report, asked: AfterReturn) -> Comparison:
    """`asked` is how the new version stands to the return before it."""
    of_rows, here = asked.of_rows, {line.key for _, _, line in new.lines()}
    for one in asked.asked:  # A row that is gone is still shown where it stood.
        if one.comment.row is not None and one.comment.row not in here:
            of_rows.setdefault(one.comment.row, []).append(one)
    rows = compared(old, new)
    shown = {row.key for row in rows}
    return Comparison(
        parts=tuple(_parts(rows, of_rows)),
        apart=tuple(one for one in asked.asked if one.comment.row not in shown or one.is_whole),
        calendars=_calendars(old, new),
    )


def _parts(rows: Iterable[Compared], of_rows: dict[int, list[Asked]]) -> Iterator[ShownRow | Fold]:
    def is_open(row: Compared) -> bool:
        return row.difference is not None or row.key in of_rows

    for opened, stretch in groupby(rows, key=is_open):
        if opened:
            yield from (ShownRow(row, tuple(of_rows.get(row.key, ()))) for row in stretch)
        else:
            yield Fold(tuple(stretch))


def why_not(old: document.Report, new: document.Report) -> str:
    """Why two versions are not compared; empty where they are of one report."""
    pairs = [(one.province.code, one.fiscal_year, one.months) for one in (old, new)]
    return "" if pairs[0] == pairs[1] else OTHER_ROUND


def _calendars(old: document.Report, new: document.Report) -> str:
    """That the two follow other editions of the calendar, where they do."""
    before, after = old.calendar_revision, new.calendar_revision
    if before == after:
        return ""
    said = [f"ฉบับปรับปรุงครั้งที่ {one}" if one else "ไม่มีปฏิทิน" for one in (before, after)]
    return thai.to_thai_digits(f"ปฏิทินการประเมิน ป.ป.ช. ที่ใช้: {said[0]} → {said[1]}")
