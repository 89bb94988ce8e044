"""A paper as the tests compare it: words as texts, tables as rows of texts."""

from reports.readers.paper import Cell, Paper, Table, Words


def blocks(paper: Paper) -> list[str | list[tuple]]:
    """What each block says; a merged cell as its text with its rows and columns."""
    return [block(one) for one in paper.blocks]


def block(one: Words | Table) -> str | list[tuple]:
    return one.text if isinstance(one, Words) else rows(one)


def rows(table: Table) -> list[tuple]:
    return [tuple(map(_cell, row)) for row in table.rows]


def _cell(cell: Cell | None) -> str | tuple[str, int, int] | None:
    if cell is None or (cell.rows == 1 and cell.columns == 1):
        return cell and cell.text
    return cell.text, cell.rows, cell.columns
