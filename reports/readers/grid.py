"""Cells in rows → a table: merged cells find their places, the rest is filled up. Limits of size."""

from collections.abc import Iterable

from reports.readers.paper import Cell, NotReadable, Row, Table, Words

ROWS = 5_000
COLUMNS = 60
# A table of so few columns that holds a wider one only lays out a page.
LAYOUT = 3
TOO_LARGE = (
    "ตารางในไฟล์นี้ใหญ่เกินกว่าจะเป็นรายงาน (เกิน ๕,๐๐๐ แถว หรือ ๖๐ ช่อง) "
    "กรุณาคัดเฉพาะตารางของรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
)


def plain_table(rows: Iterable[Iterable[Cell]]) -> Table:
    """A table without merged cells; short rows are filled up with empty ones. Raises NotReadable."""
    grid = Grid()
    for row in rows:
        grid.begin_row()
        for cell in row:
            grid.add(cell)
    return grid.table()


class Grid:
    """A table in the making; `add` puts a cell into the next free place of the row begun last."""

    def __init__(self) -> None:
        self._rows: list[dict[int, Cell | None]] = []
        self._keys: list[int | None] = []
        self._below: dict[int, int] = {}
        self.width = 0

    def begin_row(self, key: int | None = None) -> None:
        """Raises NotReadable for more rows than a report has."""
        if len(self._rows) >= ROWS:
            raise NotReadable(TOO_LARGE)
        self._rows.append(dict.fromkeys(self._below))
        self._keys.append(key)
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}

    def add(self, cell: Cell) -> None:
        """Raises NotReadable for more columns than a report has."""
        row = self._rows[-1]
        place = next(column for column in range(len(row) + 1) if column not in row)
        if place >= COLUMNS:
            raise NotReadable(TOO_LARGE)
        self.width = max(self.width, place + 1)
        row[place] = cell
        for column in range(place, min(place + cell.columns, COLUMNS)):
            if column != place:
                row.setdefault(column, None)
            if cell.rows > 1:
                self._below[column] = cell.rows - 1

    def table(self) -> Table:
        """Cells reach no farther than the table does; a column that none begins in is none."""
        rows = tuple(self._row(place) for place in range(len(self._rows)))
        return Table(rows, tuple(self._keys) if any(key is not None for key in self._keys) else ())

    def _row(self, place: int) -> Row:
        row = self._rows[place]
        return tuple(
            self._clipped(row.get(column, Cell("")), place, column) for column in range(self.width)
        )

    def _clipped(self, cell: Cell | None, row: int, column: int) -> Cell | None:
        if cell is None or (cell.rows == 1 and cell.columns == 1):
            return cell
        rows = min(cell.rows, len(self._rows) - row)
        columns = min(cell.columns, self.width - column)
        return Cell(cell.text, cell.raw, rows, columns)


def text_of(blocks: Iterable[Words | Table]) -> str:
    """What stands in a cell; of a table within it, a line for each row."""
    return "\n".join(one.text if isinstance(one, Words) else _lines(one) for one in blocks)


def _lines(table: Table) -> str:
    rows = ([cell.text for cell in row if cell and cell.text] for row in table.rows)
    return "\n".join(" ".join(row) for row in rows if row)


def lays_out(width: int, blocks: Iterable[Words | Table]) -> bool:
    """Whether a table of that width, in whose cells these stand, is no table but a page's layout."""
    within = [len(one.rows[0]) for one in blocks if isinstance(one, Table) and len(one.rows) > 1]
    return width <= LAYOUT <= max(within, default=0) and width < max(within)
