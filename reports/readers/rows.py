"""Tables of a paper → printed rows: heads found, cells by column, rows that a page parted joined again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ita_portal import thai
from reports import text as typed
from reports.readers import around, fitting, guessing, heads, statuses
from reports.readers.cells import Told, joined, quoted
from reports.readers.heads import (
    CONTINUED,
    NAMES,
    WINDOWS,
    Head,
    Role,
    is_window,
    number_of,
)
from reports.readers.paper import Cell, Paper, Row, Table, Words


@dataclass(slots=True)
class PaperLine:
    """One printed row as its cells say it, before it is understood; parts of other pages are joined."""

    cells: dict[Role, str]
    raw: dict[str, str]
    key: int | None = None
    parts: list[str] = field(default_factory=list)  # verbatim beginnings of what was joined to it
    is_shared: bool = False  # a cell of it is that of the row above, one over both
    change: fitting.Change | None = None  # what was done to bring its cells under their heads
    begins_a_page: bool = False
    is_without_status: bool = False  # a row below another of its number
    sub_number: str = ""  # ๑.๒ under ๑: the form has no such numbers
    more_steps: list[str] = field(default_factory=list)  # of rows below that share its result


@dataclass(slots=True)
class PaperGroup:
    number_text: str
    windows: dict[Role, str]
    lines: list[PaperLine]

    @property
    def number(self) -> int | None:
        return number_of(self.number_text)


@dataclass(slots=True)
class PaperRows:
    """What the tables of a paper hold, in order. `above`: texts before the first head; `others`: texts
    in and between tables that are no rows."""

    head: Head | None = None
    groups: list[PaperGroup] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    unread: list[tuple[str, ...]] = field(default_factory=list)
    is_sheet: bool = False  # of Excel: paragraphs of a cell may be rows


_SUB_NUMBER = re.compile(r"([0-9]{1,2})\.[0-9]{1,2}\.?\)?")


def read_tables(paper: Paper, told: Told) -> PaperRows:
    """The rows of all tables of a report."""
    found = PaperRows(is_sheet=paper.format == "xlsx")
    head: Head | None = None
    for block in paper.blocks:
        if isinstance(block, Words):
            (found.others if found.groups or head else found.above).append(block.text)
        else:
            head = _read_table(block, head, found, told)
    return found


def _read_table(table: Table, head: Head | None, found: PaperRows, told: Told) -> Head | None:
    """Add a table's rows; returns the head that the next table may lack."""
    if head is None and not any(heads.is_head(row) for row in table.rows):
        head = _guessed(table, found, told)
        if head is None:
            _keep_as_text(table, found)
            return None
        _set_head(found, head, told)
    columns = _for_width(head, table) if head else None
    if head and columns is None:
        for row in table.rows:
            _leave_unread(row, found, told)
        return head
    place, begins_a_page = 0, True
    while place < len(table.rows):
        row = table.rows[place]
        taken = 1
        if is_new_head(row, head):
            head, taken = _head_at(table, place)
            _set_head(found, head, told)
            columns, begins_a_page = head, True
        elif columns is None:
            _above_head(row, found)
        else:
            _add_row(row, table.key(place), columns, found, told, begins_a_page=begins_a_page)
            begins_a_page = False
        place += taken
    return head


def is_new_head(row: Row, head: Head | None) -> bool:
    """Whether a row is the first head, repeats it, or is another one with a number or a window among its words."""
    if head is None:
        return heads.is_head(row)
    if not head.is_guessed and heads.is_same_head(head.names, row):
        return True
    roles = {heads.role_of(cell.text) for cell in row if cell}
    return heads.is_head(row) and bool(roles & {"number", "window", *WINDOWS})


def _head_at(table: Table, place: int) -> tuple[Head, int]:
    """The head that begins at a row, and how many rows it takes."""
    row = table.rows[place]
    after = table.rows[place + 1] if place + 1 < len(table.rows) else ()
    if after and not heads.is_head(after) and heads.is_lower_head(after, row):
        return _named(heads.joined(row, after)), 2
    return _named(heads.single(row)), 1


def _named(names: tuple[str, ...]) -> Head:
    """The columns of these heads; blank ones at the right end are none."""
    while names and not names[-1]:
        names = names[:-1]
    return Head(heads.roles_of(names), names)


def _set_head(found: PaperRows, head: Head, told: Told) -> None:
    """Take the first head as the paper's; tell where a later one says other words."""
    if found.head is None:
        found.head = head
        _tell_columns(head, told)
        return
    _tell_foreign(head, told)
    for role, name in zip(head.roles, head.names, strict=True):
        first = found.head.place(role) if role else None
        before = found.head.names[first] if first is not None else ""
        if role and heads.bared(before) != heads.bared(name):
            sentence = f"หัวช่องของหน้านี้เขียนว่า {quoted(name)} ต่างจากหน้าแรก {quoted(before)}"
            told.add("columns", "header_differs", sentence, words=name, suggestion=before)


def _tell_columns(head: Head, told: Told) -> None:
    missing = [role for role in heads.ROLES if role not in head.roles]
    if "window" in head.roles:
        missing = [role for role in missing if role not in WINDOWS]
        sentence = "เอกสารมีช่องช่วงระยะเวลาช่องเดียว จึงอ่านเป็นช่วงระยะเวลา (จังหวัด) เว้นแต่ข้อความระบุไว้"
        told.add("columns", "column_missing", sentence)
    owners = [heads.role_of(name) for name in head.names]
    if owners.count("window") > 1:
        sentence = "หัวช่องช่วงระยะเวลาไม่บอกว่าของสำนักงาน ป.ป.ช. หรือจังหวัด จึงอ่านตามลำดับช่อง โปรดตรวจ"
        told.add("columns", "column_unsure", sentence)
    for role in missing:
        told.add("columns", "column_missing", f"เอกสารไม่มีช่อง {quoted(NAMES[role])} จึงเว้นว่างไว้")
    _tell_foreign(head, told)


def _tell_foreign(head: Head, told: Told) -> None:
    for role, name in zip(head.roles, head.names, strict=True):
        if role is None and name:
            sentence = f"ช่อง {quoted(name)} ไม่มีในแบบรายงาน ข้อความของช่องนี้เก็บไว้ตามเอกสารเท่านั้น"
            told.add("columns", "column_unread", sentence, words=name)


def _above_head(row: Row, found: PaperRows) -> None:
    texts = [cell.text.strip() for cell in row if cell and cell.text.strip()]
    found.above.append("\n".join(dict.fromkeys(texts)))


def _keep_as_text(table: Table, found: PaperRows) -> None:
    """A table that is none of a report: its rows are kept verbatim."""
    for row in table.rows:
        cells = tuple(cell.verbatim if cell else "" for cell in row)
        if any(cell.strip() for cell in cells):
            found.unread.append(cells)


def _for_width(head: Head, table: Table) -> Head | None:
    """The head for a table: one of other width without a head of its own is guessed anew.

    None where it is far narrower and cannot be guessed: a table of another kind.
    """
    width = max(map(len, table.rows), default=0)
    if width == len(head.roles) or any(heads.is_head(row) for row in table.rows):
        return head
    return guessing.guess(table, minimum=2) or (head if width >= len(head.roles) - 1 else None)


# ---- a table without a head


def _guessed(table: Table, found: PaperRows, told: Told) -> Head | None:
    """The columns by what they hold; None for a table of another kind."""
    if found.groups:
        return None
    head = guessing.guess(table)
    if head is not None:
        told.add(
            "columns",
            "header_missing",
            "ไม่พบหัวตาราง จึงเดาช่องจากข้อความในแต่ละช่อง โปรดตรวจว่าตรงช่อง",
        )
    return head


# ---- one row


def _add_row(
    row: Row,
    key: int | None,
    head: Head,
    found: PaperRows,
    told: Told,
    *,
    begins_a_page: bool,
) -> None:
    fitted = fitting.fitted(row, head)
    if fitted is None:
        _leave_unread(row, found, told)
        return
    cells = fitted.cells
    filled = [(place, cell) for place, cell in enumerate(cells) if cell and cell.text.strip()]
    if not filled:
        return
    if _is_aside(filled, head):
        _aside(row, filled[0][1], found, told)
        return
    _tell_unnamed(cells, head, told)
    by_role = {role: cells[place] for place, role in enumerate(head.roles) if role}
    texts = {role: cell.text.strip() if cell else "" for role, cell in by_role.items()}
    beside = {role: _reaching(cells, head.roles.index(role)) for role in by_role}
    _say_beside(texts, {role: cell.text.strip() for role, cell in beside.items() if cell})
    covered = {role for role, cell in by_role.items() if cell is None and beside[role] is None}
    _part_windows(texts)
    line = PaperLine(
        texts,
        _raw(cells, head, found),
        key,
        change=fitted.change,
        begins_a_page=begins_a_page,
    )
    _place(line, covered, found, is_numbered="number" in head.roles)


def _reaching(cells: Row, place: int) -> Cell | None:
    """The cell of the same row that reaches over a place, merged sideways; None where it comes from above."""
    if cells[place] is not None:
        return None
    for left in range(place - 1, -1, -1):
        cell = cells[left]
        if cell is not None:
            return cell if cell.columns > place - left else None
    return None


def _say_beside(texts: dict[Role, str], beside: dict[Role, str]) -> None:
    """What one cell over several columns says of each: both windows; a status, where it is one."""
    for role, text in beside.items():
        is_status = role == "status" and statuses.understand(text).status is not None
        if role in WINDOWS or is_status:
            texts[role] = text


def _tell_unnamed(cells: Row, head: Head, told: Told) -> None:
    """Tell of words in a column without a head; a column with a foreign head was told at the head."""
    for place, cell in enumerate(cells):
        if head.roles[place] is None and not head.names[place] and cell and cell.text.strip():
            sentence = f"ช่องที่ไม่มีหัวตารางมีข้อความ {quoted(cell.text)} ซึ่งเก็บไว้ตามเอกสารเท่านั้น"
            told.add("columns", "column_unread", sentence, words=cell.text)


def _is_aside(filled: Sequence[tuple[int, Cell]], head: Head) -> bool:
    """Whether a row is one text across the table: a note, a heading, a contact."""
    if len(filled) > 1:
        return False
    ((place, cell),) = filled
    role = head.roles[place]
    across = cell.columns >= max(2, len(head.roles) - 2) or (
        place == 0 and (role != "number" or number_of(cell.text) is None)
    )
    return (across and role not in ("step", "result")) or (across and cell.columns >= 3)


def _aside(row: Row, cell: Cell, found: PaperRows, told: Told) -> None:
    """A text across the table: sorted with what stands below it; a heading is kept verbatim."""
    line = cell.text.strip()
    first = line.split("\n", 1)[0]
    if (
        around.footnote_of(first) is not None
        or around.begins_contact(first)
        or around.is_furniture(first)
    ):
        found.others.append(line)
    else:
        _leave_unread(row, found, told)


def _leave_unread(row: Row, found: PaperRows, told: Told) -> None:
    cells = tuple(cell.verbatim if cell else "" for cell in row)
    words = " ".join(" ".join(cells).split())
    if not words:
        return
    place = f"unread[{len(found.unread)}]"
    found.unread.append(cells)
    told.add(
        place,
        "row_unread",
        f"ไม่ทราบว่าแถว {quoted(words)} เป็นของลำดับที่ใด จึงเก็บไว้ตามเอกสาร",
        words=words,
    )


_BOTH = re.compile(
    r"(?:ตาม(?:ปฏิทิน)?\s*)?(?:สำนักงาน\s*)?ป\.\s?ป\.\s?ช\.?\s*(?:กำหนด)?\s*[:=]?\s*(?P<official>.+?)[\s;,]*"
    r"(?:ของ)?จังหวัด(?:กำหนด)?\s*[:=]?\s*(?P<provincial>.+)",
    re.DOTALL,
)


def _part_windows(texts: dict[Role, str]) -> None:
    """A cell with both windows, each named, as two; a column of windows without an owner is the province's."""
    if "window" not in texts:
        return
    words = texts["window"].strip("() \n")
    both = _BOTH.fullmatch(words) if len(words) <= thai.MAX_LENGTH else None
    if both:
        texts["official"], texts["provincial"] = (
            both["official"].strip("() "),
            both["provincial"].strip("() "),
        )
    else:
        texts["provincial"] = texts["window"]
    del texts["window"]


def _raw(cells: Row, head: Head, found: PaperRows) -> dict[str, str]:
    """The cells verbatim, by the heads of the paper's first table; blank ones too."""
    raw: dict[str, str] = {}
    for place, cell in enumerate(cells):
        name = column_name(head, place, found.head)
        words = cell.verbatim if cell else ""
        raw[name] = joined_raw(raw[name], words) if name in raw else words
    return raw


def column_name(head: Head, place: int, first: Head | None) -> str:
    """What a column is called in raw: by the head of the first page, else by its own, else by its place."""
    role = head.roles[place]
    if role and first and (same := first.place(role)) is not None:
        place, head = same, first
    return head.names[place] or (NAMES.get(role) if role else None) or f"ช่องที่ {place + 1}"


def joined_raw(above: str, below: str) -> str:
    return "\n".join(part for part in (above, below) if part)


# ---- where a row belongs


def _place(line: PaperLine, covered: set[Role], found: PaperRows, *, is_numbered: bool) -> None:
    """A new number, another row of the number above, or the rest of a row that a page parted."""
    last = found.groups[-1] if found.groups else None
    number = CONTINUED.sub("", line.cells.get("number", "")) and line.cells["number"]
    if last is None:
        _new_group(line, found)
        return
    again = bool(number) and _is_again(number, last, line.cells)
    if number and not again:
        _share(line, covered, last)
        _new_group(line, found)
    elif _shares_its_result(line, covered):
        _join_step(line, last)
    elif found.is_sheet and {"number", "status"} <= covered:
        _join_paragraphs(line, last)
    elif _is_rest(line, last, again):
        _join(line, last)
    elif _has_own_windows(line.cells, last) or (not is_numbered and _begins_anew(line.cells)):
        _new_group(line, found)
    else:
        line.sub_number = number if number_of(number) is None else ""
        line.is_without_status = not (
            line.cells.get("status", "-") and last.lines[-1].cells.get("status", "-")
        )
        _share(line, covered & {"status"}, last)
        last.lines.append(line)


def _begins_anew(texts: dict[Role, str]) -> bool:
    """Without a column of numbers: whether a row with a step states windows, or none could be stated."""
    windows = [texts[role] for role in WINDOWS if role in texts]
    return any(windows) or not windows


def _new_group(line: PaperLine, found: PaperRows) -> None:
    windows = {role: line.cells.get(role, "") for role in WINDOWS}
    found.groups.append(PaperGroup(line.cells.get("number", ""), windows, [line]))


def _is_again(number: str, last: PaperGroup, texts: dict[Role, str]) -> bool:
    """Whether the number is that of the row above once more, as on the page it goes on."""
    if CONTINUED.search(number) and number_of(number) == last.number:
        return True
    main = number_of(number) if number_of(number) is not None else _main_number(number)
    return main is not None and main == last.number and not _has_own_windows(texts, last)


def _main_number(text: str) -> int | None:
    """The number that ๑.๒ is a part of."""
    match = _SUB_NUMBER.fullmatch(thai.to_arabic_digits(thai.fold(text)))
    return int(match[1]) if match else None


def _has_own_windows(texts: dict[Role, str], last: PaperGroup) -> bool:
    """Whether a row without a number of its own states windows that are not those of the number above."""
    stated = [role for role in WINDOWS if texts.get(role)]
    if not stated or all(
        thai.bare(texts[role]) == thai.bare(last.windows[role]) for role in stated
    ):
        return False
    return bool(texts.get("step")) and all(is_window(texts[role]) for role in stated)


def _shares_its_result(line: PaperLine, covered: set[Role]) -> bool:
    """Whether a row has a step of its own beside the merged result and status of the rows above."""
    return bool(line.cells.get("step")) and {"result", "status"} <= covered


def _join_step(line: PaperLine, last: PaperGroup) -> None:
    above = last.lines[-1]
    above.more_steps.append(line.cells["step"])
    _join_raw(line, above)


def _join_paragraphs(line: PaperLine, last: PaperGroup) -> None:
    """Put to the row above what a sheet made of a further paragraph: its number and status are one cell."""
    above = last.lines[-1]
    step, result = line.cells.pop("step", ""), line.cells.pop("result", "")
    if result:
        above.cells["result"] = f"{above.cells.get('result', '')}\n{result}".strip()
    if step:
        above.more_steps.append(step)
    _join(line, last)
    above.parts[-1] = " ".join(filter(None, (step, result, above.parts[-1])))


def _is_rest(line: PaperLine, last: PaperGroup, again: bool) -> bool:
    """Whether a row goes on with the one above: it has no step of its own, or the same one again."""
    step = line.cells.get("step", "")
    return not step or (
        again and thai.bare(step) == thai.bare(last.lines[-1].cells.get("step", ""))
    )


def _join(line: PaperLine, last: PaperGroup) -> None:
    """Put a row to the one above, cell by cell; windows, step and status that it repeats are not said twice."""
    above = last.lines[-1]
    added = []
    for role, text in line.cells.items():
        before = last.windows if role in WINDOWS else above.cells
        is_repeated = role != "result" and thai.bare(text) == thai.bare(before.get(role, ""))
        if text and role != "number" and not is_repeated:
            before[role] = _joined_cell(role, before.get(role, ""), text)
            added.append(text)
    _join_raw(line, above)
    above.parts.append(" ".join(added))


def _join_raw(line: PaperLine, above: PaperLine) -> None:
    for name, words in line.raw.items():
        above.raw[name] = joined_raw(above.raw.get(name, ""), words)
    above.key = above.key if above.key is not None else line.key


def _joined_cell(role: Role, above: str, below: str) -> str:
    if role == "step" and typed.split_label(below)[0]:
        return f"{above}\n{below}"
    if role == "result" and typed.is_dash(above):
        return below
    return joined(above, below)


def _share(line: PaperLine, covered: set[Role], above: PaperGroup) -> None:
    """One cell over several numbers or rows says the same of each."""
    for role in covered - {"number"}:
        before = above.windows if role in WINDOWS else above.lines[-1].cells
        if before.get(role) and not line.cells.get(role):
            line.cells[role] = before[role]
            line.is_shared = True
