"""Tables under our own column names → the reports they hold, exactly; what was edited is read with a warning.

The other side of reports/columns.py. docs/data.md says what the columns mean.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ita_portal import thai
from ita_portal.thai import Window
from reports import columns, document
from reports.columns import MARKED, NAMES
from reports.readers import cells, data_days
from reports.readers.cells import Told, quoted
from reports.readers.paper import Paper, Reference, Row, Table, Words
from reports.readers.reading import Group, Item, Line, Match, ReportReading

KNOWN = frozenset((*NAMES, MARKED.name))
# A head is ours when it has so many of our names and one of the columns that a report is made of.
ENOUGH = 4
TELLING = ("step_text", "result")
# Above the head somebody may have written a title.
ROWS_ABOVE = 10

# Without these something of a report is not known; the others follow from them or say the same again.
NEEDED = (
    *("number", "official_start", "official_end", "official_text"),
    *("provincial_start", "provincial_end", "provincial_text"),
    *("step_text", "step_codes", "result", "status", "row_key"),
)
# What every row of a number repeats; a cell merged over rows holds it for all of them.
SHARED = (
    *(column.name for column in columns.WHOSE),
    *("reference", "number"),
    *(name for name in NAMES if name.startswith(("official_", "provincial_"))),
)
OF_A_LINE = (
    "step_text",
    "step_codes",
    "result",
    "status",
    "status_text",
    "answer",
    "answer_reason",
)
WINDOWS = ("official", "provincial")

# Sheets that stand beside the rows in our files, by their first columns.
FACTS = ("name", "value", "meaning")
BESIDE = (
    FACTS,
    ("code", "title", "start"),
    ("sheet", "column", "kind"),
    ("fiscal_year", "months", "province_code"),
)


def is_ours(table: Table) -> bool:
    """Whether a table has our column names in one of its first rows."""
    return _head(table) is not None


def read_paper(paper: Paper, reference: Reference | None = None) -> tuple[ReportReading, ...]:
    """The reports of a file of ours, a round's one after another; none where it is no such file.

    With what stands outside the table where the file tells of a single report.
    """
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    readings = [reading for table in tables for reading in read_rows(table, reference)]
    if not readings:
        return ()
    if len(readings) == 1:
        readings[0] = _with_facts(readings[0], tables)
    readings[0] = _with_rest(readings[0], paper)
    return tuple(readings)


def read_rows(table: Table, reference: Reference | None = None) -> tuple[ReportReading, ...]:
    """The reports that a table's rows make, in their order. Columns may be missing or in any order.

    Calendars and provinces of `reference` are held against codes and names where they are known.
    """
    head = _head(table)
    if head is None:
        return ()
    told = Told()
    _tell_columns(table, *head, told)
    records, unread = _records(table, *head)
    _tell_unread(unread, told)
    heads = tuple(cell.text if cell else "" for cell in table.rows[head[0]])
    readings = [
        _Report(rows, heads, reference or Reference()).read() for rows in _by_report(records)
    ]
    return _with_warnings(readings, told, unread)


def _with_warnings(
    readings: list[ReportReading], told: Told, unread: list[tuple[str, ...]]
) -> tuple[ReportReading, ...]:
    """What concerns the whole table is told with its first report."""
    if not readings:
        return ()
    first, *others = readings
    warnings = (*told.warnings, *first.warnings)
    return (replace(first, unread=tuple(unread), warnings=warnings), *others)


# ---- the head


def _head(table: Table) -> tuple[int, dict[int, str]] | None:
    """The place of the head and the name of each column that is ours."""
    for place, row in enumerate(table.rows[:ROWS_ABOVE]):
        names: dict[int, str] = {}
        for column, cell in enumerate(row):
            name = cell.text.strip().lstrip("\ufeff").lower() if cell else ""
            if name in KNOWN and name not in names.values():
                names[column] = name
        if len(names) >= ENOUGH and set(TELLING) & set(names.values()):
            return place, names
    return None


def _tell_columns(table: Table, head: int, names: dict[int, str], told: Told) -> None:
    missing = [name for name in NEEDED if name not in names.values()]
    if missing:
        sentence = f"ไฟล์ไม่มีช่อง {', '.join(missing)} ข้อมูลของช่องนั้นจึงว่าง"
        told.add("", "column_missing", sentence, words=", ".join(missing))
    for column, cell in enumerate(table.rows[head]):
        if column in names or not any(_text(row, column) for row in table.rows[head:]):
            continue
        name = cell.text if cell else ""
        sentence = f"ไม่รู้จักช่อง {quoted(name) if name else 'ที่ไม่มีชื่อ'} จึงเก็บไว้โดยไม่นำเข้า"
        told.add("", "column_unread", sentence, words=name)


def _text(row: Row, column: int) -> str:
    cell = row[column]
    return cell.text if cell else ""


def _tell_unread(unread: Iterable[tuple[str, ...]], told: Told) -> None:
    for place, words in enumerate(unread):
        sentence = f"แถว {quoted(' '.join(words))} ไม่ใช่แถวของรายงาน จึงเก็บไว้ตามไฟล์"
        told.add(f"unread[{place}]", "row_unread", sentence, words=" ".join(words))


# ---- rows


@dataclass(slots=True)
class _Record:
    """One row of a report: its cells by column, as typed, and those of columns that are not ours."""

    cells: dict[str, str]
    others: dict[str, str]

    def number_of(self, name: str) -> int | None:
        return _number(self.cells.get(name, ""))

    @property
    def raw(self) -> dict[str, str]:
        return {name: words for name, words in {**self.cells, **self.others}.items() if words}


_WHOLE = re.compile(r"(-?[0-9]{1,20})(?:\.0*)?")


def _number(typed: str) -> int | None:
    """A whole number, also as 1.0 or in Thai digits; None for anything else."""
    found = _WHOLE.fullmatch(thai.to_arabic_digits(typed.strip()).replace(",", ""))
    return int(found[1]) if found else None


def _records(
    table: Table, head: int, names: dict[int, str]
) -> tuple[list[_Record], list[tuple[str, ...]]]:
    """The rows below the head, parts of long ones joined; and those that are none of a report, verbatim."""
    records: list[_Record] = []
    known: dict[tuple[str, ...], _Record] = {}
    unread: list[tuple[str, ...]] = []
    heads = [cell.text if cell else "" for cell in table.rows[head]]
    for row in table.rows[head + 1 :]:
        found = _record(row, names, heads, records[-1] if records else None)
        if _is_of_a_report(found):
            whole = known.get(_identity(found)) if _goes_on(found) else None
            if whole:
                _join(whole, found)
            else:
                known[_identity(found)] = found
                records.append(found)
        elif words := tuple(cell.verbatim for cell in row if cell and cell.text):
            unread.append(words)
    return records, unread


def _record(row: Row, names: dict[int, str], heads: list[str], above: _Record | None) -> _Record:
    own, others = {}, {}
    for column, cell in enumerate(row):
        name = names.get(column)
        if name is None:
            others[heads[column] or f"({column + 1})"] = cell.verbatim if cell else ""
        elif cell is None:
            own[name] = above.cells.get(name, "") if above and name in SHARED else ""
        else:
            own[name] = cell.verbatim
    own = columns.unmarked(own)
    own.pop(MARKED.name, None)
    return _Record(own, others)


def _is_of_a_report(record: _Record) -> bool:
    """Whether a row says anything of a report: notes below a table stand in its first column."""
    says = (*OF_A_LINE, "step_labels", "row_key")
    return (
        any(record.cells.get(name, "").strip() for name in says)
        or record.number_of("number") is not None
        or any(data_days.holds(name, record.cells) for name in WINDOWS)
    )


def _goes_on(record: _Record) -> bool:
    """Whether a row says that it is a further part of one above."""
    return (record.number_of("part") or 1) > 1


def _join(whole: _Record, part: _Record) -> None:
    """Let the texts of a row go on with those of its further part."""
    for name, words in part.cells.items():
        if name not in columns.IDENTITY and name != "part":
            whole.cells[name] = whole.cells.get(name, "") + words


def _identity(record: _Record) -> tuple[str, ...]:
    return tuple(record.cells.get(name, "") for name in columns.IDENTITY)


# ---- whose


Whose = tuple[int | None, int | None, str]


def _by_report(records: list[_Record]) -> list[list[_Record]]:
    """The rows of each report in their order; what a row does not say of whose it is, the row above says."""
    found: dict[Whose, list[_Record]] = {}
    whose: Whose = (None, None, "")
    name = ""
    for record in records:
        year, months, province = whose
        if _code(record) or (_name(record) and _name(record) != name):
            province = _code(record) or _name(record)
        year = year if (own := record.number_of("fiscal_year")) is None else own
        months = months if (own := record.number_of("months")) is None else own
        whose, name = (year, months, province), _name(record) or name
        found.setdefault(whose, []).append(record)
    return list(found.values())


def _code(record: _Record) -> str:
    """DOPA's number of a province; as typed where it is none."""
    typed = record.cells.get("province_code", "").strip()
    number = _number(typed)
    return typed if number is None else str(number)


def _name(record: _Record) -> str:
    return record.cells.get("province", "").strip().removeprefix("จังหวัด").strip()


@dataclass(slots=True)
class _Numbered:
    """The rows of one ที่; without a number where they say none."""

    number: int | None
    rows: list[_Record]


def _above(record: _Record, groups: list[_Numbered]) -> _Numbered | None:
    """Where a row without a number belongs: to the one above, unless it has windows of its own."""
    return groups[-1] if groups and not _has_windows(record) else None


class _Report:
    """The rows of one report, understood."""

    def __init__(
        self, records: list[_Record], heads: tuple[str, ...], reference: Reference
    ) -> None:
        self.records = records
        self.heads = heads
        self.reference = reference
        self.told = Told()
        self.fiscal_year = records[0].number_of("fiscal_year")
        self.codes = {step.code for step in reference.steps_of(self.fiscal_year)}
        self.keys: set[int] = set()

    def read(self) -> ReportReading:
        months = self.records[0].number_of("months")
        return ReportReading(
            province=self._province(),
            fiscal_year=self.fiscal_year,
            months=months if months in (6, 12) else None,
            columns=self.heads,
            groups=tuple(
                self._group(place, group.number, group.rows)
                for place, group in enumerate(self._numbered())
            ),
            warnings=tuple(self.told.warnings),
        )

    def _province(self) -> str | None:
        """The slug of the province by its code, else by its name."""
        code, name = _code(self.records[0]), _name(self.records[0])
        provinces = self.reference.provinces
        slugs = {one.code: one.slug for one in provinces} | {
            one.name: one.slug for one in provinces
        }
        found = slugs.get(code) or slugs.get(name)
        if provinces and found is None:
            said = quoted(f"{code} {name}".strip()) if code or name else "ช่องว่าง"
            self.told.add("province", "title_unread", f"ไม่รู้จักจังหวัดจาก {said} โปรดเลือกจังหวัด")
        return found

    # ---- numbers

    def _numbered(self) -> list[_Numbered]:
        """The rows of each number, in the order of numbers and lines, as the report was."""
        groups: list[_Numbered] = []
        known: dict[int, _Numbered] = {}
        for record in self.records:
            number = record.number_of("number")
            same = known.get(number) if number is not None else _above(record, groups)
            if same:
                same.rows.append(record)
                continue
            groups.append(_Numbered(number, [record]))
            if number is not None:
                known[number] = groups[-1]
        ordered = _in_order(groups, key=lambda group: group.number)
        for group in ordered:
            group.rows = _in_order(group.rows, key=_line_of)
        if [id(row) for group in ordered for row in group.rows] != list(map(id, self.records)):
            sentence = "แถวในไฟล์ไม่เรียงตามลำดับที่ จึงเรียงตามช่อง number และ line โปรดตรวจลำดับของแถว"
            self.told.add("", "number_unread", sentence)
        return ordered

    def _tell_number(self, number: int | None, words: str, place: int) -> None:
        if number == place + 1:
            return
        said = quoted(words) if words else "ช่องว่าง"
        printed = thai.to_thai_digits(place + 1)
        sentence = f"ลำดับที่ในไฟล์คือ {said} รายงานจะพิมพ์เลขตามตำแหน่งของแถว คือ {printed}"
        self.told.add(f"groups[{place}].number", "number_unread", sentence, words=words)

    def _group(self, place: int, number: int | None, rows: list[_Record]) -> Group:
        path, words = f"groups[{place}]", rows[0].cells.get("number", "")
        self._tell_number(number, words, place)
        lines = [row for row in rows if _is_line(row)]
        return Group(
            number=number,
            number_text=words,
            lines=tuple(
                self._line(row, f"{path}.lines[{index}]") for index, row in enumerate(lines)
            ),
            **{name: self._window(name, rows, f"{path}.{name}") for name in WINDOWS},
        )

    def _window(self, name: str, rows: list[_Record], path: str) -> Window | None:
        """That of the first row that has one: all rows of a number say the same."""
        said = [row.cells for row in rows if data_days.holds(name, row.cells)]
        if not said:
            return None
        first = data_days.window(name, said[0], path, self.fiscal_year, self.told)
        for cells_ in said[1:]:
            if data_days.differ(name, cells_, said[0]) and (
                data_days.window(name, cells_, path, self.fiscal_year, Told()) != first
            ):
                words = cells_.get(f"{name}_text", "")
                sentence = "แถวของลำดับที่เดียวกันมีช่วงระยะเวลาไม่ตรงกัน จึงใช้ของแถวแรก โปรดตรวจ"
                self.told.add(path, "window_differs", sentence, words=words)
        return first

    # ---- lines

    def _line(self, row: _Record, path: str) -> Line:
        words = row.cells
        status, status_text = self._status(words, path)
        return Line(
            items=self._items(words, path),
            result=words.get("result", ""),
            status=status,
            status_text=status_text,
            raw=row.raw,
            key=self._key(words.get("row_key", ""), path),
        )

    def _key(self, typed: str, path: str) -> int | None:
        if not typed:
            return None
        key = _number(typed)
        if key is None or key in self.keys:
            why = "อ่านไม่ได้" if key is None else "ซ้ำกับแถวก่อนหน้า"
            sentence = f"เลขประจำแถว {quoted(typed)} {why} จึงถือเป็นแถวใหม่ โปรดตรวจ"
            self.told.add(path, "file_note", sentence, words=typed)
            return None
        self.keys.add(key)
        return key

    def _status(self, words: Mapping[str, str], path: str) -> tuple[document.Status | None, str]:
        """A code of ours, else whatever was typed; the printed words are kept as they are."""
        typed, printed = words.get("status", "").strip(), words.get("status_text", "")
        if typed.lower() in document.STATUSES:
            return typed.lower(), printed
        place = f"{path}.status"
        if typed:
            status, said = cells.status(typed, place, self.told)
            return status, printed or said
        if "status" not in words and printed:
            return cells.status(printed, place, self.told)[0], printed
        return None, printed

    def _items(self, words: Mapping[str, str], path: str) -> tuple[Item, ...]:
        text, codes = words.get("step_text", ""), words.get("step_codes", "")
        known = columns.read_steps(text, words.get("step_labels", ""), codes)
        if known is None:
            known = list(self._edited(text, codes, path))
        for place, item in enumerate(known):
            self._tell_unknown(item.steps, f"{path}.items[{place}].steps")
        return tuple(
            Item(item.label, item.text, tuple(Match(code, 1.0) for code in item.steps))
            for item in known
        )

    def _edited(self, text: str, codes: str, path: str) -> Iterator[document.Item]:
        """The step texts of a cell that somebody edited, and the codes as far as they can be theirs."""
        items = cells.step_items(text)
        given = [
            columns.read_codes(line)
            for line in codes.split("\n")
            if line.strip() != columns.GOES_ON
        ]
        if len(items) == 1:
            given = [tuple(dict.fromkeys(code for line in given for code in line))]
        if any(given) and len(given) != len(items):
            sentence = (
                "จำนวนบรรทัดของ step_text กับ step_codes ไม่ตรงกัน โปรดตรวจว่าแต่ละขั้นตอนตรงกับปฏิทินข้อใด"
            )
            self.told.add(f"{path}.items", "step_unsure", sentence, words=codes)
        given += [()] * (len(items) - len(given))
        for (label, words), steps in zip(items, given, strict=False):
            yield document.Item(words, label, steps)

    def _tell_unknown(self, steps: Iterable[str], path: str) -> None:
        for code in steps:
            if self.codes and code not in self.codes:
                sentence = f"ไม่มีรหัส {quoted(code)} ในปฏิทินของปีนี้ โปรดเลือกขั้นตอน"
                self.told.add(path, "step_unsure", sentence, words=code)


def _has_windows(record: _Record) -> bool:
    return any(data_days.holds(name, record.cells) for name in WINDOWS)


def _is_line(record: _Record) -> bool:
    """A number that never had a row is one without `line` in which nothing is said."""
    says = any(record.cells.get(name) for name in (*OF_A_LINE, "line", "row_key"))
    return says or "line" not in record.cells


def _line_of(record: _Record) -> int | None:
    return record.number_of("line")


def _in_order(things: list, key) -> list:
    """Sorted by a number; what has none stays behind what it stood behind."""
    last, keys = 0, []
    for thing in things:
        number = key(thing)
        last = last if number is None else number
        keys.append(last)
    places = sorted(range(len(things)), key=keys.__getitem__)
    return [things[place] for place in places]


# ---- what stands outside the table


def _with_facts(reading: ReportReading, tables: Iterable[Table]) -> ReportReading:
    """The reading with title, footnote and contact block of the sheet `report`."""
    facts: dict[str, str] = {}
    for table in tables:
        if _begins_with(table, FACTS):
            for row in table.rows[1:]:
                name, value = (cell.verbatim if cell else "" for cell in row[:2])
                facts[name.strip()] = facts.get(name.strip(), "") + value
    return replace(
        reading,
        title=facts.get("title", ""),
        footnote=facts.get("footnote", ""),
        contact=facts.get("contact", ""),
    )


def _begins_with(table: Table, names: tuple[str, ...]) -> bool:
    first = table.rows[0] if table.rows else ()
    return tuple(cell.text.strip() if cell else "" for cell in first[: len(names)]) == names


def _with_rest(reading: ReportReading, paper: Paper) -> ReportReading:
    """The reading with what the file's reader noted, and what is no part of our files, verbatim."""
    told, unread = Told(), list(reading.unread)
    for code, sentence in paper.notes:
        told.add("", code, sentence)
    for words in _others(paper.blocks):
        sentence = f"ไม่ทราบว่า {quoted(words)} เป็นส่วนใดของรายงาน จึงเก็บไว้ตามไฟล์"
        told.add(f"unread[{len(unread)}]", "text_unplaced", sentence, words=words)
        unread.append((words,))
    warnings = (*told.warnings, *reading.warnings)
    return replace(reading, unread=tuple(unread), warnings=warnings, made_at=paper.made_at)


def _others(blocks: Iterable[Words | Table]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Words):
            yield block.raw or block.text
        elif not is_ours(block) and not any(_begins_with(block, names) for names in BESIDE):
            for row in block.rows:
                yield "\t".join(cell.verbatim for cell in row if cell and cell.text)
