"""Rows of a pasted table that stand on several lines → one row each.

Word puts a tab between cells and a line end between the paragraphs of a cell: a row is whole when it
has as many tabs as the table's other rows, however many lines that takes.
"""

import re
from collections.abc import Iterator, Sequence

# Cells of a line; a line of words is one cell.
Line = tuple[str, ...]
# A row on one or more lines.
Lines = list[Line]

# The form has six columns, the first of which has such a head: where no row stands on one line, five tabs
# make one.
TABS_OF_THE_FORM = 5
_HEAD = re.compile(r"\s*(?:ลำดับ\s*(?:ที่)?|ที่)\s*")
# A cell that is a number begins a row, so nothing goes on with it.
_NUMBER = re.compile(r"\s*[\d๐-๙]+[.)]?\s*")


def whole_rows(lines: Sequence[Line]) -> list[int]:
    """How many lines each row takes, from the first line with a tab to the last; all ones where no row is broken.

    Lines of a single cell are words within a row, or after one when another row follows.
    """
    tabs = {len(line) - 1 for line in lines if len(line) > 1}
    if len(tabs) > 1:
        form = TABS_OF_THE_FORM if _HEAD.fullmatch(lines[0][0]) else 0
        for wanted in dict.fromkeys((max(tabs), max(*tabs, form))):
            if (found := _parted(lines, wanted)) is not None:
                return found
    return [1] * len(lines)


def _parted(lines: Sequence[Line], wanted: int) -> list[int] | None:
    """The lines of each row when every row has so many tabs; None where they do not come out even."""
    rows: list[int] = []
    taken, tabs = 0, 0
    for line in lines:
        if taken and len(line) > 1 and _NUMBER.fullmatch(line[0]):
            return None
        if not taken and len(line) == 1:
            if not rows or not line[0].strip():
                return None
            rows[-1] += 1
            continue
        taken, tabs = taken + 1, tabs + len(line) - 1
        if tabs > wanted:
            return None
        if tabs == wanted:
            rows.append(taken)
            taken, tabs = 0, 0
    return None if taken else rows


def joined(lines: Sequence[Line]) -> Line:
    """The cells of a row: the last of a line goes on in the first of the next."""
    cells = list(lines[0])
    for first, *more in lines[1:]:
        cells[-1] = f"{cells[-1]}\n{first}"
        cells += more
    return tuple(cells)


def regions(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where tables may be, each from its first line with a tab to after its last.

    All lines at once where rows come out even so, else parted at blank ones.
    """
    marked = [place for place, line in enumerate(lines) if len(line) > 1]
    if not marked:
        return
    first, end = marked[0], marked[-1] + 1
    if any(count > 1 for count in whole_rows(lines[first:end])):
        yield first, end
        return
    start = None
    for place, line in enumerate([*lines, ("",)]):
        if len(line) > 1:
            start, last = (place if start is None else start), place + 1
        elif not line[0].strip() and start is not None:
            yield start, last
            start = None
