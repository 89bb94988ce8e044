"""Rows of a sheet → words above, the table, words below: sheets keep titles and notes in cells, too."""

from reports import text as typed
from reports.readers.blocks import Block
from reports.readers.paper import Cell, Row, Table, Words

# A row of so many filled cells is one of a table.
FILLED = 3
# What begins the words under a table even where nothing sets them apart.
_BELOW = ("หมายเหตุ", "จัดทำโดย", "ผู้จัดทำ", "ผู้รายงาน", "ลงชื่อ")


def blocks_of(
    rows: list[Row], keys: tuple[int | None, ...] = (), *, is_page: bool = False
) -> tuple[Block, ...]:
    """The blocks of a sheet whose rows are all as wide; wholly empty rows are left out.

    Rows before the first with three filled cells are words; so are those at the end that follow an
    empty row, reach over three columns or begin as notes do. `keys`: as in `Table`. A table that
    may only be a page of one (`is_page`) may begin with what goes on from the page before.
    """
    full = next((place for place, row in enumerate(rows) if len(_filled(row)) >= FILLED), None)
    if full is None:
        start, end = _whole(rows, is_page=is_page)
    else:
        start = _titles(rows[:full]) if is_page else full
        end = _end(rows, full)
    kept = [place for place in range(start, end) if not _is_empty(rows[place])]
    blocks = (
        _words(rows[:start]),
        _table(
            [rows[place] for place in kept],
            tuple(keys[place] for place in kept if keys),
            is_page=is_page,
        ),
        _words(rows[end:]),
    )
    return tuple(block for block in blocks if block is not None)


def _whole(rows: list[Row], *, is_page: bool) -> tuple[int, int]:
    """Rows without any full one: a table where some row holds two cells, else words.

    On a page a cell with a label, or behind the first column, is a row of the page before.
    """
    is_table = any(len(_filled(row)) > 1 or (is_page and _goes_on(row)) for row in rows)
    return (0, len(rows)) if is_table else (0, 0)


def _goes_on(row: Row) -> bool:
    filled = _filled(row)
    if len(row) < FILLED or not filled:
        return False
    return filled[0] is not row[0] or typed.split_label(filled[0].text)[0] != ""


def _titles(rows: list[Row]) -> int:
    """How many rows are titles: nothing but their first cell is filled."""
    return next(
        (
            place
            for place, row in enumerate(rows)
            if not _is_empty(row) and (row[0] is None or _filled(row) != [row[0]])
        ),
        len(rows),
    )


def _end(rows: list[Row], start: int) -> int:
    """Where the words below the table begin."""
    last = max(place for place in range(start, len(rows)) if len(_filled(rows[place])) >= FILLED)
    for place in range(last + 1, len(rows)):
        if _begins_words(rows[place], after_gap=_is_empty(rows[place - 1])):
            return place
    return len(rows)


def _begins_words(row: Row, *, after_gap: bool) -> bool:
    filled = _filled(row)
    if len(filled) != 1:
        return False
    (cell,) = filled
    if cell.text.startswith(_BELOW):
        return True
    return (after_gap or cell.columns >= FILLED) and not typed.split_label(cell.text)[0]


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if cell is not None and cell.text]


def _is_empty(row: Row) -> bool:
    """Whether a row says nothing; where a cell of above goes on, it is part of that."""
    return not any(cell is None or cell.text for cell in row)


def _words(rows: list[Row]) -> Words | None:
    """What rows say, one line each; cells beside each other with a space between."""
    lines = [" ".join(cell.text for cell in _filled(row)) for row in rows]
    text = "\n".join(lines).strip("\n")
    raw = "\n".join(" ".join(cell.verbatim for cell in _filled(row)) for row in rows).strip("\n")
    return Words(text, "" if raw == text else raw) if text else None


def _table(rows: list[Row], keys: tuple[int | None, ...], *, is_page: bool) -> Table | None:
    """The rows without columns at the end in which nothing stands; a page keeps those of its table."""
    width = max((len(row) for row in rows), default=0)
    while (
        width
        and not is_page
        and all(row[width - 1] is not None and not row[width - 1].text for row in rows)
    ):
        width -= 1
    return Table(tuple(row[:width] for row in rows), keys) if width else None
