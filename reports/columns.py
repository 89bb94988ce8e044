"""The data columns of a report: each printed row as values under English names, and back.

What Excel and CSV files hold and what is read of them again. docs/data.md says the same in words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from urllib.parse import unquote

from ita_portal import thai
from ita_portal.thai import Window
from reports import text
from reports.document import Item, Line, Report

Value = str | int | date | datetime | None
Row = dict[str, Value]
Kind = Literal["text", "code", "number", "date", "be_date", "moment"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its English name, what kind of values it holds, and in Thai what they mean.

    text: as typed. code: one of a few words. number: a whole number. date: a real date, YYYY-MM-DD.
    be_date: the same day as text with its Buddhist-era year, 2567-01-31. moment: in Bangkok's time.
    """

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows under columns: a sheet of Excel, a CSV file. A row may lack columns; others it has are not written.

    kept: how many of the first columns stay in sight when a person scrolls to the others.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    kept: int = 0


def window_columns(name: str, whose: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_start", "date", f"วันเริ่มต้นของช่วงระยะเวลา ({whose}) นับวันนั้นด้วย ว่างเมื่อไม่ทราบ"),
        Column(f"{name}_end", "date", f"วันสิ้นสุดของช่วงระยะเวลา ({whose}) นับวันนั้นด้วย ว่างเมื่อไม่ทราบ"),
        Column(f"{name}_start_be", "be_date", f"วันเริ่มต้น ({whose}) ปี พ.ศ."),
        Column(f"{name}_end_be", "be_date", f"วันสิ้นสุด ({whose}) ปี พ.ศ."),
        Column(f"{name}_precision", "code", "day = ทราบถึงวัน, month = ทราบเพียงเดือน"),
        Column(f"{name}_text", "text", f"ช่วงระยะเวลา ({whose}) ตามคำที่พิมพ์"),
    )


WHOSE = (
    Column("fiscal_year", "number", "ปีงบประมาณ พ.ศ."),
    Column("months", "number", "รอบรายงาน 6 หรือ 12 เดือน"),
    Column("province_code", "code", "รหัสจังหวัดของกรมการปกครอง"),
    Column("province", "text", "ชื่อจังหวัด"),
)
ROW_COLUMNS = (
    *WHOSE,
    Column("reference", "code", "เลขอ้างอิงของฉบับที่ส่ง ว่างเมื่อเป็นร่าง"),
    Column("number", "number", "ลำดับที่"),
    Column("line", "number", "แถวที่เท่าใดของลำดับที่นั้น เริ่มจาก 1"),
    Column("part", "number", "1 เสมอ เว้นแต่ข้อความยาวเกินหนึ่งช่องของ Excel ซึ่งต่อในแถวที่มี part 2, 3 …"),
    *window_columns("official", "สำนักงาน ป.ป.ช."),
    *window_columns("provincial", "จังหวัด"),
    Column("step_text", "text", "ขั้นตอน รายการละบรรทัด พร้อมเครื่องหมายนำตามที่พิมพ์"),
    Column("step_labels", "text", "เครื่องหมายนำของแต่ละรายการ รายการละบรรทัด"),
    Column(
        "step_codes",
        "text",
        "รหัสขั้นตอนตามปฏิทิน บรรทัดต่อบรรทัดกับ step_text คั่นด้วยจุลภาค; "
        "none = ไม่ตรงกับขั้นตอนใด, ^ = บรรทัดต่อของรายการเดียวกัน",
    ),
    Column("result", "text", "ผลการดำเนินการ ตามที่พิมพ์"),
    Column(
        "status",
        "code",
        "done = ดำเนินการแล้ว, in_progress = อยู่ระหว่างดำเนินการ, not_due = ยังไม่ถึงกำหนด",
    ),
    Column("status_text", "text", "ถ้อยคำสถานะที่พิมพ์ ว่างเมื่อใช้ถ้อยคำของรอบ"),
    Column(
        "answer",
        "code",
        "nothing_to_report = ไม่มีเรื่องต้องรายงาน, not_ours = สำนักงาน ป.ป.ช. เป็นผู้ดำเนินการ",
    ),
    Column("answer_reason", "text", "เหตุผลของคำตอบ"),
    Column("row_key", "number", "เลขประจำแถว ใช้เทียบแถวเดียวกันเมื่อนำไฟล์กลับเข้าระบบ โปรดอย่าแก้"),
)
# Only in CSV: there a text may need a mark that keeps a spreadsheet from taking it for a formula.
MARKED = Column("marked", "code", "ชื่อช่องของแถวนี้ที่มีเครื่องหมาย ' นำหน้าเพื่อไม่ให้โปรแกรมตารางคำนวณถือเป็นสูตร")

NAMES = tuple(column.name for column in ROW_COLUMNS)
# What tells a row from the others, repeated where it goes on in a further row.
IDENTITY = (*(column.name for column in WHOSE), "reference", "number", "line", "row_key")


def rows(report: Report, reference: str = "") -> Iterator[Row]:
    """Each printed row as values by column; a number without a row as one row that has no `line`.

    reference: of the submission the report is, empty for a draft.
    """
    whose = {
        "fiscal_year": report.fiscal_year,
        "months": report.months,
        "province_code": report.province.code,
        "province": report.province.name,
        "reference": reference,
    }
    for number, group in enumerate(report.groups, start=1):
        shared = {
            **whose,
            "number": number,
            **window_cells("official", group.official),
            **window_cells("provincial", group.provincial),
        }
        for place, line in enumerate(group.lines, start=1):
            yield {**shared, "line": place, "part": 1, **_line_cells(line)}
        if not group.lines:
            yield {**shared, "part": 1}


def _line_cells(line: Line) -> Row:
    return {
        **step_cells(line.items),
        "result": line.result,
        "status": line.status,
        "status_text": line.status_text,
        "answer": line.answer,
        "answer_reason": line.answer_reason,
        "row_key": line.key,
    }


def window_cells(name: str, window: Window | None) -> Row:
    """The six cells of a window; none for an empty one."""
    if window is None:
        return {}
    return {
        f"{name}_start": window.start,
        f"{name}_end": window.end,
        f"{name}_start_be": be_date(window.start),
        f"{name}_end_be": be_date(window.end),
        f"{name}_precision": window.precision,
        f"{name}_text": window.text,
    }


def be_date(day: date | None) -> str | None:
    """2024-01-31 → `2567-01-31`."""
    return f"{thai.be_year(day):04}-{day:%m-%d}" if day else None


# ---- steps

NO_STEP = "none"
GOES_ON = "^"

# What parts codes and lines in a cell; no calendar has it in a code.
_IN_A_CODE = re.compile("[%,\n\t]|^ | $")


def step_cells(items: Sequence[Item]) -> Row:
    """The three cells of a row's step texts. No item is three empty cells."""
    shown = [text.with_label(item.label, item.text) for item in items]
    labels = "\n".join(item.label for item in items)
    return {
        "step_text": "\n".join(shown),
        "step_labels": labels if labels.strip("\n") else "",
        "step_codes": "\n".join(
            line
            for item, words in zip(items, shown, strict=True)
            for line in (_codes(item.steps), *[GOES_ON] * words.count("\n"))
        ),
    }


def _codes(steps: Iterable[str]) -> str:
    return ",".join(map(_written_code, steps)) or NO_STEP


def _written_code(code: str) -> str:
    """A code with what has a meaning in the cell as %2C; one that has a meaning itself after a %."""
    if code in ("", NO_STEP, GOES_ON):
        return f"%{code}"
    return _IN_A_CODE.sub(lambda found: f"%{ord(found[0]):02X}", code)


def read_codes(line: str) -> tuple[str, ...]:
    """The codes of one line of `step_codes`."""
    codes = (code.strip() for code in line.split(","))
    return tuple(_read_code(code) for code in codes if code not in ("", NO_STEP, GOES_ON))


def _read_code(code: str) -> str:
    if code.startswith("%") and code[1:] in ("", NO_STEP, GOES_ON):
        return code[1:]
    return unquote(code)


def read_steps(step_text: str, labels: str, codes: str) -> list[Item] | None:
    """The items of a row's three cells, exactly as `step_cells` was given them.

    None where lines of text and codes do not belong together any more: somebody edited them.
    """
    if not step_text and not codes:
        return []
    lines, marks = step_text.split("\n"), [mark.strip() for mark in codes.split("\n")]
    if not step_text.strip():
        lines = [""] * len(marks)
    if all(mark == GOES_ON for mark in marks[len(lines) :]):  # empty lines at the end got lost
        lines += [""] * (len(marks) - len(lines))
    if len(lines) != len(marks) or marks[0] in ("", GOES_ON):
        return None
    begins = [place for place, mark in enumerate(marks) if mark != GOES_ON]
    given = labels.split("\n")
    given += [""] * (len(begins) - len(given))
    return [
        _item("\n".join(lines[begin:end]), label, read_codes(marks[begin]))
        for begin, end, label in zip(begins, [*begins[1:], len(lines)], given, strict=False)
    ]


def _item(shown: str, label: str, steps: tuple[str, ...]) -> Item:
    """An item whose label is known; a text that was edited begins with another, or none."""
    if label and shown.startswith(f"{label} "):
        return Item(shown[len(label) + 1 :], label, steps)
    if label and shown == label:
        return Item("", label, steps)
    if label:
        label, shown = text.split_label(shown)
    return Item(shown, label, steps)


# ---- texts too long for a cell

# Excel cuts a cell after 32,767 characters and counts those beyond U+FFFF twice.
CELL_LIMIT = 32_000


def in_parts(row: Row, identity: Iterable[str] = IDENTITY) -> Iterator[Row]:
    """The row, and as many further ones as its longest text needs: they hold what tells it and the rest."""
    rest = {name: value for name, value in row.items() if isinstance(value, str)}
    cells, part = row, 1
    while True:
        pieces = {name: fitting(words) for name, words in rest.items()}
        yield {**cells, "part": part, **pieces}
        rest = {name: words[len(pieces[name]) :] for name, words in rest.items()}
        rest = {name: words for name, words in rest.items() if words}
        if not rest:
            return
        cells = {name: row[name] for name in identity if name in row}
        part += 1


def fitting(words: str) -> str:
    """As much of the beginning of a text as goes into one cell."""
    if len(words) <= CELL_LIMIT // 2:
        return words
    piece = words[:CELL_LIMIT]
    beyond = sum(character > "\uffff" for character in piece)
    return piece if len(piece) + beyond <= CELL_LIMIT else words[: CELL_LIMIT // 2]


# ---- texts that a spreadsheet would take for a formula

MARK = "'"
_FORMULA = re.compile(r"[\t\r\n]|[\s\u200b\ufeff]*[=+\-@＝＋－＠]")


def begins_formula(words: str) -> bool:
    """Whether Excel or LibreOffice may take a text of a CSV file for a formula."""
    return _FORMULA.match(words) is not None


def marked(row: Row) -> Row:
    """The row with an apostrophe before each such text, and in `marked` the columns that have one."""
    names = [n for n, value in row.items() if isinstance(value, str) and begins_formula(value)]
    return {**row, **{name: f"{MARK}{row[name]}" for name in names}, MARKED.name: ",".join(names)}


def unmarked(cells: dict[str, str]) -> dict[str, str]:
    """The reverse of `marked` for cells as read; an apostrophe that is gone is not missed."""
    names = {name.strip() for name in cells.get(MARKED.name, "").split(",")}
    return {
        name: words.removeprefix(MARK) if name in names else words for name, words in cells.items()
    }
