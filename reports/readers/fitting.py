"""A row against the head of its table: cells too many put together, cells that slipped aside put back."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from reports import text as typed
from reports.readers import statuses
from reports.readers.heads import WINDOWS, Head, Role, is_window, number_of
from reports.readers.paper import Cell, Row

BLANK = Cell("")
# How much better a row must suit its columns for a cell to be taken as lost.
CLEARLY = 3

Change = Literal["joined", "shifted", "doubtful"]


class Fitted(NamedTuple):
    """A row as wide as its head, and what was done to make it so, if anything."""

    cells: Row
    change: Change | None = None


def fitted(row: Row, head: Head) -> Fitted | None:
    """The row under its head; None where no way to lay its cells out suits it."""
    width = len(head.roles)
    if _has_too_many(row, width):
        return _joined(row, head)
    cells = (*row, *([BLANK] * width))[:width]
    moved = _moved(cells, head)
    if moved is not None:
        return Fitted(moved, "shifted")
    return Fitted(cells, "doubtful" if _is_doubtful(cells, head) else None)


def _has_too_many(row: Row, width: int) -> bool:
    return any(cell and cell.text.strip() for cell in row[width:])


def _joined(row: Row, head: Head) -> Fitted | None:
    """Neighbouring cells put together where that suits best; a tab is likeliest in a long result."""
    width = len(head.roles)
    if len(row) > width + 2:
        return None
    result = head.place("result")

    def suits(one: Row) -> tuple[int, int]:
        cell = one[result] if result is not None else None
        return _score(one, head), cell.verbatim.count("\t") if cell else 0

    best = max(_narrowed(row, width), key=suits, default=None)
    return Fitted(best, "joined") if best is not None and _score(best, head) >= 0 else None


def _narrowed(row: Row, width: int) -> Iterator[Row]:
    """The row with neighbouring cells put together until it is as wide as its head."""
    if len(row) == width:
        yield row
        return
    for place in range(len(row) - 1):
        left, right = row[place] or BLANK, row[place + 1] or BLANK
        both = Cell(
            f"{left.text} {right.text}".strip(), f"{left.verbatim}\t{right.verbatim}".strip("\t")
        )
        yield from _narrowed((*row[:place], both, *row[place + 2 :]), width)


def _moved(cells: Row, head: Head) -> Row | None:
    """The row with a blank cell put in and what follows moved to the right, where that suits far better."""
    if cells[-1] is None or cells[-1].text.strip() or None in cells:
        return None
    tried = [(*cells[:place], BLANK, *cells[place:-1]) for place in range(len(cells) - 1)]
    likely = [one for one in tried if _is_likely(one, head)]
    best = max(likely, key=lambda one: _score(one, head), default=None)
    if best is None or _score(best, head) < _score(cells, head) + CLEARLY:
        return None
    return best


def _is_likely(row: Row, head: Head) -> bool:
    """Whether a row that was moved ends in a status and has a step of some length; else nobody can tell."""
    status, step = (_text(row, head, role) for role in ("status", "step"))
    return statuses.understand(status).status is not None and len(step) >= SHORTEST_STEP


def _score(row: Row, head: Head) -> int:
    """How well cells suit their columns; far below zero where one plainly does not."""
    score = 0
    for role, cell in zip(head.roles, row, strict=True):
        text = cell.text.strip() if cell else ""
        if text and (suits := _suits(role, text)) is not None:
            score += 1 if suits else -3
    return score


def _suits(role: Role | None, text: str) -> bool | None:
    """Whether a text is of the kind that its column holds; None where any text is."""
    match role:
        case "number":
            return number_of(text) is not None
        case "official" | "provincial":
            return is_window(text) or typed.is_dash(text)
        case "status":
            return statuses.understand(text).status is not None
        case _:
            return None


# A status in words of its own is shorter, a step text longer, a window that is none has at least a digit.
LONGEST_STATUS = 40
SHORTEST_STEP = 12
LONGEST_WINDOW = 25


def _is_doubtful(cells: Row, head: Head) -> bool:
    """Whether a row says in a neighbouring column what belongs in the last one, or the reverse."""
    if any(_is_other_text(_text(cells, head, role)) for role in WINDOWS):
        return True
    result, status = (_text(cells, head, role) for role in ("result", "status"))
    if not status:
        return statuses.is_known(result) and not typed.is_dash(result) if result else False
    is_long = len(status) > LONGEST_STATUS or status.startswith(("(", "["))
    return is_long and statuses.understand(status).status is None


def _is_other_text(window: str) -> bool:
    return (
        len(window) > LONGEST_WINDOW
        and not any(letter.isdigit() for letter in window)
        and not is_window(window)
    )


def _text(cells: Row, head: Head, role: Role) -> str:
    place = head.place(role)
    cell = cells[place] if place is not None else None
    return cell.text.strip() if cell else ""
