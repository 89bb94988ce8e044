"""Cells in rows → a table: merged cells find their places, the rest is filled up. Limits of size."""

from collections.abc import Iterable

from reports.readers.paper import Cell, NotReadable, Row, Table

ROWS = 5_000
COLUMNS = 60
CELLS = 60_000
TOO_LARGE = (
    "ตารางในไฟล์นี้ใหญ่เกินกว่าจะเป็นรายงาน (เกิน ๕,๐๐๐ แถว หรือ ๖๐ ช่อง) "
    "โปรดคัดเฉพาะตารางของรายงานไว้ในไฟล์ใหม่ แล้วลองอีกครั้ง"
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
        self._cells = 0
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
        self._cells += 1
        if self._cells > CELLS:
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
