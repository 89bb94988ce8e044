"""Which sheet of a file holds what is asked for, where its columns are, and what stands there besides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ita_portal import thai

from .form import EXAMPLE, Column, Form
from .reading import Cell, Row, Sheet, TableError, letter, plain
from .writing import CHOICES

# A table begins within so many filled rows of its sheet.
_HEAD_WITHIN = 20
_FORM = "โปรดใช้แบบกรอกที่ดาวน์โหลดจากหน้านี้"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where: row number and column letter as the spreadsheet shows them, or none.

    `value` is what the cell shows, None where the problem is not one cell's.
    """

    message: str
    row: int | None = None
    letter: str = ""
    label: str = ""
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under the heads of a form. `places`: the place of each column found, by its code.

    `examples`: numbers of the rows left out as examples; `others`: titles of sheets that are not read.
    """

    title: str
    places: dict[str, int]
    rows: tuple[Row, ...]
    examples: tuple[int, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def values(self, row: Row) -> list[Cell]:
        """The cells of a row in the order of `places`."""
        return [_cell(row, place) for place in self.places.values()]


def find(form: Form, sheets: Sequence[Sheet]) -> Table:
    """The one table of a form in a file. Raises TableError when there is none, or more than one."""
    tables = [table for sheet in sheets if (table := _table(form, sheet))]
    filled = [table for table in tables if table.rows]
    if not tables:
        raise TableError(_without(form, sheets))
    if len(filled) > 1:
        names = " และ ".join(f"“{table.title}”" for table in filled)
        raise TableError(f"มีข้อมูลอยู่ในหลายแผ่น ({names}) โปรดเหลือไว้แผ่นเดียวหรือแยกเป็นคนละไฟล์")
    if not filled:
        raise TableError("ไม่มีแถวข้อมูลใต้หัวตาราง โปรดกรอกข้อมูลแล้วเลือกไฟล์อีกครั้ง")
    (table,) = filled
    others = [one.title for one in sheets if one.title not in (table.title, CHOICES) and one.rows]
    return replace(table, others=tuple(others))


def _table(form: Form, sheet: Sheet) -> Table | None:
    head, below = _split(form, sheet)
    places = _places(form, head)
    if not all(key.code in places for key in form.keys):
        return None
    first = places[form.columns[0].code]
    examples = [row for row in below if plain(_cell(row, first)) == EXAMPLE]
    rows = tuple(row for row in below if row not in examples)
    return Table(
        title=sheet.title,
        places=places,
        rows=rows,
        examples=tuple(row.number for row in examples),
        problems=tuple(_strange_columns(form, head, rows)),
        notes=sheet.notes,
    )


def _split(form: Form, sheet: Sheet) -> tuple[Row, Sequence[Row]]:
    """The row that names most columns of the form, and the rows under the heads.

    Of the two rows of heads that ours has, the lower one is taken when it names as many.
    """
    top = sheet.rows[:_HEAD_WITHIN]
    counts = [len(_places(form, row)) for row in top]
    if not any(counts):
        return Row(0, ()), ()
    most = max(counts)
    place = len(counts) - 1 - counts[::-1].index(most)
    below = sheet.rows[place + 1 :]
    if below and len(_places(form, below[0])) >= max(2, most / 2):
        return top[place], below[1:]
    return top[place], below


def _places(form: Form, head: Row) -> dict[str, int]:
    """Where each column stands; the first place of one that is there twice."""
    names = _names(form)
    found: dict[str, int] = {}
    for place, cell in enumerate(head.cells):
        column = names.get(_folded(cell))
        if column:
            found.setdefault(column.code, place)
    return found


def _strange_columns(form: Form, head: Row, rows: Sequence[Row]) -> Iterator[Problem]:
    """Heads that the form does not know, or knows already; columns that hold something under no head."""
    known = _places(form, head)
    for place in range(max(len(row.cells) for row in [head, *rows])):
        name = plain(_cell(head, place))
        if place in known.values():
            continue
        if name:
            yield Problem(_strange(form, name), head.number, letter(place), name)
        elif row := next((row for row in rows if plain(_cell(row, place))), None):
            message = "มีข้อมูลในคอลัมน์ที่ไม่มีหัว โปรดใส่หัวคอลัมน์หรือลบข้อมูลนั้น"
            shown = plain(_cell(row, place))
            yield Problem(message, row.number, letter(place), "(ไม่มีหัว)", shown)


def _strange(form: Form, name: str) -> str:
    names = _names(form)
    if reason := form.refused.get(_folded(name)):
        return reason
    if _folded(name) in names:
        return "คอลัมน์นี้มีซ้ำในไฟล์ โปรดเหลือไว้คอลัมน์เดียว"
    close = get_close_matches(_folded(name), names, n=1)
    if close:
        column = names[close[0]]
        return f"ไม่รู้จักคอลัมน์นี้ หมายถึง {column.label} ({column.code}) ใช่หรือไม่ โปรดแก้หัวคอลัมน์ให้ตรง"
    return "ไม่รู้จักคอลัมน์นี้ โปรดลบคอลัมน์นี้ หรือแก้หัวให้ตรงกับแบบกรอก"


def _without(form: Form, sheets: Sequence[Sheet]) -> str:
    """The sentence for a file in which no sheet has all key columns."""
    if not any(sheet.rows for sheet in sheets):
        return f"ไฟล์นี้ว่าง {_FORM}"
    found, best = max(
        ((_places(form, _split(form, sheet)[0]), sheet) for sheet in sheets),
        key=lambda pair: len(pair[0]),
    )
    if found:
        missing = ", ".join(
            f"{key.label} ({key.code})" for key in form.keys if key.code not in found
        )
        where = f"แผ่น “{best.title}” " if best.title else "ไฟล์นี้"
        return f"{where}ไม่มีคอลัมน์ {missing} จึงไม่ทราบว่าแต่ละแถวเป็นของรายการใด {_FORM}"
    names = ", ".join(f"“{sheet.title}”" for sheet in sheets if sheet.title)
    where = f" (แผ่นในไฟล์: {names})" if names else ""
    return f"ไม่พบหัวคอลัมน์ของ “{form.title}” ในไฟล์นี้{where} {_FORM}"


def _names(form: Form) -> dict[str, Column]:
    by_code = {_folded(column.code): column for column in form.columns}
    return by_code | {_folded(column.label): column for column in form.columns}


def _folded(head: Cell) -> str:
    return thai.fold(plain(head)).casefold()


def _cell(row: Row, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None
