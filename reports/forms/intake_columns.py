"""What the columns of a document hold: those of the printed form, or those of our own data files."""

from collections.abc import Sequence

from reports.readers import data_rows, heads
from reports.readers.heads import Role

# Of which of our data columns a cell of the form is made; any one of them says it.
_MADE_OF: dict[str, tuple[str, ...]] = {
    "number": ("number",),
    "official": ("official_text", "official_start", "official_start_be"),
    "provincial": ("provincial_text", "provincial_start", "provincial_start_be"),
    "step": ("step_text",),
    "result": ("result",),
    "status": ("status", "status_text"),
}


def is_data(columns: Sequence[str]) -> bool:
    """Whether these are the English names of our data files."""
    return len(data_rows.KNOWN.intersection(map(_bared, columns))) >= data_rows.ENOUGH


def roles_of(columns: Sequence[str]) -> set[Role]:
    """What the columns of a document hold; 'window' where one does not say whose it is."""
    if not is_data(columns):
        return set(heads.roles_of(columns)) - {None}
    names = set(map(_bared, columns))
    return {role for role, parts in _MADE_OF.items() if names.intersection(parts)}


def missing(columns: Sequence[str]) -> set[Role]:
    """What a document has no column for: it says nothing of that. None where its columns are not known."""
    roles = roles_of(columns)
    if not columns or "window" in roles:
        return set()
    return set(heads.ROLES) - roles


def _bared(name: str) -> str:
    return name.strip().lstrip("\ufeff").lower()
