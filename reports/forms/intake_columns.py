"""What the columns of a document hold: those of the printed form, or those of our own data files."""

from collections.abc import Collection, Mapping, Sequence

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


def by_role(raw: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row as read by what they hold; what is none of the form's under its own head."""
    heads_ = list(raw)
    roles = heads.roles_of(heads_)
    return {role or head: str(raw[head]) for head, role in zip(heads_, roles, strict=True)}


def by_role_of_data(raw: Mapping[str, str], disputed: Collection[str]) -> dict[str, str]:
    """The same of a row of our data files, in the form's cells; of statuses their codes where no words stand.

    Of a window the words, and the days beside them where there are none or where they are `disputed`.
    """
    own = {_bared(head): str(words) for head, words in raw.items()}
    found = {
        "number": own.get("number", ""),
        "step": own.get("step_text", ""),
        "result": own.get("result", ""),
        "status": own.get("status_text") or own.get("status", ""),
    }
    for name in heads.WINDOWS:
        words, days = own.get(f"{name}_text", ""), _days(own, name)
        found[name] = (
            "\n".join(filter(None, [words, *days])) if name in disputed or not words else words
        )
    others = {
        head: str(words) for head, words in raw.items() if _bared(head) not in data_rows.KNOWN
    }
    return found | others


def _days(own: Mapping[str, str], name: str) -> list[str]:
    """From when to when, as the cells of either era say it; one line where both eras say the same."""
    typed = [
        " - ".join(filter(None, (own.get(f"{name}_{end}{era}", "") for end in ("start", "end"))))
        for era in ("", "_be")
    ]
    return list(dict.fromkeys(filter(None, typed)))


def _bared(name: str) -> str:
    return name.strip().lstrip("\ufeff").lower()
