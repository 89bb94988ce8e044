"""Table files that people fill in: how they look, how they are written, read, and found to hold what is asked for."""

from .finding import Problem, Table, find
from .form import EXAMPLE, Column, Form
from .reading import MERGED, Cell, Flaw, Row, Sheet, TableError, letter, plain, read
from .writing import harmless, write_csv, write_workbook

__all__ = [
    "EXAMPLE",
    "MERGED",
    "Cell",
    "Column",
    "Flaw",
    "Form",
    "Problem",
    "Row",
    "Sheet",
    "Table",
    "TableError",
    "find",
    "harmless",
    "letter",
    "plain",
    "read",
    "write_csv",
    "write_workbook",
]
