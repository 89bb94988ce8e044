"""Which row of a document is which row of a report: by identity, by calendar steps, number and words."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

# Two rows are the same one from here on (0–1).
LEAST = 0.5
# How much each thing that two rows have in common weighs where both have it.
STEPS, WORDS, NUMBER = 0.5, 0.4, 0.1
# Of a text only its beginning is compared.
MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is known by: identity of ours or None, codes of its steps, number, words for comparing.

    `words` are those of its step cell, else of its result, folded and without spaces.
    """

    key: int | None
    steps: frozenset[str]
    number: int | None
    words: str


def match(ours: Sequence[Row], theirs: Sequence[Row]) -> dict[int, int]:
    """Place in `theirs` → place in `ours`. Each row is matched once at most.

    Identity goes before everything; then the pair that is most alike, and of equals the upper ones.
    """
    found = _by_key(ours, theirs)
    taken = set(found.values())
    pairs = _alike(
        {place: row for place, row in enumerate(ours) if place not in taken},
        {place: row for place, row in enumerate(theirs) if place not in found},
    )
    for _, their, our in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if their not in found and our not in taken:
            found[their] = our
            taken.add(our)
    return found


def _by_key(ours: Sequence[Row], theirs: Sequence[Row]) -> dict[int, int]:
    places = {row.key: place for place, row in enumerate(ours) if row.key is not None}
    found: dict[int, int] = {}
    for place, row in enumerate(theirs):
        our = places.pop(row.key, None)
        if our is not None:
            found[place] = our
    return found


def _alike(ours: dict[int, Row], theirs: dict[int, Row]) -> list[tuple[float, int, int]]:
    """(likeness, place in theirs, place in ours) of every pair that may be one row."""
    if not ours or not theirs:
        return []
    words = process.cdist(
        [row.words[:MOST_WORDS] for row in theirs.values()],
        [row.words[:MOST_WORDS] for row in ours.values()],
        scorer=fuzz.ratio,
    )
    return [
        (score, their, our)
        for line, (their, row) in enumerate(theirs.items())
        for column, (our, other) in enumerate(ours.items())
        if (score := _likeness(row, other, words[line][column] / 100)) >= LEAST
    ]


def _likeness(one: Row, other: Row, words: float) -> float:
    """0–1, from what both rows have: a thing that one of them lacks says nothing."""
    parts = []
    if one.steps and other.steps:
        common, every = one.steps & other.steps, one.steps | other.steps
        parts.append((STEPS, len(common) / len(every)))
    if one.words and other.words:
        parts.append((WORDS, words))
    if not parts:
        return 0.0
    if one.number and other.number:
        parts.append((NUMBER, float(one.number == other.number)))
    return sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)
