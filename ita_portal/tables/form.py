"""The look of a table file: its columns, each with two heads, one line of guidance, an example and its choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# In the first column of a row that only shows how a row is filled in.
EXAMPLE = "ตัวอย่าง"


@dataclass(frozen=True, slots=True)
class Column:
    """`code` is its head for programs, `label` the one for people; `choices` are all it may hold, if any."""

    code: str
    label: str
    hint: str = ""
    example: str | int = ""
    choices: tuple[str, ...] = ()
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One table: the title of its sheet, its columns in order, and heads that must never be in it, with the reason.

    The first column is a key column: that is where an example says that it is one.
    """

    title: str
    columns: tuple[Column, ...]
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_key)
