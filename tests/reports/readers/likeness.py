"""When two readings say the same: white space in words does not count, paragraphs do."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

# What papers of the same content may have otherwise.
_ASIDE = {"raw", "columns", "warnings"}


class Difference(NamedTuple):
    place: str
    wanted: Any
    read: Any


def differing(wanted: dict[str, Any], read: dict[str, Any]) -> list[Difference]:
    """Where two readings in the published form differ, each with its path."""
    return list(_differing("", wanted, read))


def _differing(place: str, wanted: Any, read: Any) -> Iterator[Difference]:
    if isinstance(wanted, dict) and isinstance(read, dict):
        for name in dict.fromkeys([*wanted, *read]):
            if name not in _ASIDE:
                below = f"{place}.{name}" if place else name
                yield from _differing(below, wanted.get(name), read.get(name))
    elif isinstance(wanted, list) and isinstance(read, list) and len(wanted) == len(read):
        for number, pair in enumerate(zip(wanted, read, strict=True)):
            yield from _differing(f"{place}[{number}]", *pair)
    elif _bare(place, wanted) != _bare(place, read):
        yield Difference(place, wanted, read)


def _bare(place: str, value: Any) -> Any:
    """A text without white space; of a result its lines, blank ones left out."""
    if not isinstance(value, str):
        return value
    lines = [line for line in map(squeezed, value.split("\n")) if line]
    return lines if place.endswith(".result") else "".join(lines)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def is_at(place: str, other: str) -> bool:
    """Whether a path is another one or lies below it; a status and its words are one place."""
    place, other = (one.replace(".status_text", ".status") for one in (place, other))
    return place == other or place.startswith((f"{other}.", f"{other}["))
