"""A table without a head: its columns told by what their cells hold."""

from collections.abc import Sequence

from reports import text as typed
from reports.readers import statuses
from reports.readers.heads import NAMES, WINDOWS, Head, Role, is_window, number_of
from reports.readers.paper import Table


def guess(table: Table, minimum: int = 3) -> Head | None:
    """The columns of a table told by their cells; None unless a window or a status is among them.

    minimum: columns that must be known.
    """
    width = max(map(len, table.rows), default=0)
    columns = [
        [row[place].text for row in table.rows if place < len(row) and row[place] is not None]
        for place in range(width)
    ]
    roles: list[Role | None] = [_role_of_cells(column) for column in columns]
    _settle_guess(columns, roles)
    known = [role for role in roles if role]
    if len(known) < minimum or not {"official", "status"} & set(known) or "step" not in known:
        return None
    names = tuple(NAMES[role] if role else "" for role in roles)
    return Head(tuple(roles), names, is_guessed=True)


def _role_of_cells(cells: Sequence[str]) -> Role | None:
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return None
    counts: dict[Role, float] = {
        "number": sum(number_of(cell) is not None for cell in filled),
        "window": sum(is_window(cell) for cell in filled),
        "status": sum(statuses.is_known(cell) and not typed.is_dash(cell) for cell in filled),
    }
    best = max(counts, key=counts.__getitem__)
    dashes = sum(typed.is_dash(cell) for cell in filled)
    return best if counts[best] and counts[best] + dashes >= 0.7 * len(filled) else None


def _settle_guess(columns: Sequence[Sequence[str]], roles: list[Role | None]) -> None:
    """The first windows are the NACC's, the second the province's; of the rest the longest cells are results."""
    windows = [place for place, role in enumerate(roles) if role == "window"]
    for place, role in zip(windows, WINDOWS, strict=False):
        roles[place] = role
    for place in windows[2:]:
        roles[place] = None
    for role in ("number", "status"):
        for place in [place for place, one in enumerate(roles) if one == role][1:]:
            roles[place] = None
    rest = [place for place, role in enumerate(roles) if role is None and any(columns[place])]
    for place, role in zip(rest, ("step", "result"), strict=False):
        roles[place] = role
