"""Lines drawn over the columns of a table → ↔, or ← and → where one reaches over several."""

from collections.abc import Sequence
from itertools import pairwise

from reports.readers import labels


def signs(start: int, end: int, edges: Sequence[int]) -> dict[int, str]:
    """The sign for each column that gets one.

    edges: where columns begin and the last one ends, in the same unit as both ends of the line. A
    column counts when half of it is covered; a short line stands for the column most of it is in.
    """
    shares = [_share(start, end, left, right) for left, right in pairwise(edges)]
    covered = [place for place, share in enumerate(shares) if share >= 0.5]
    if len(covered) > 1:
        return {covered[0]: "←", covered[-1]: "→"}
    return {covered[0] if covered else shares.index(max(shares)): labels.ARROW}


def _share(start: int, end: int, left: int, right: int) -> float:
    """How much of a column is covered, 0–1."""
    return max(0, min(end, right) - max(start, left)) / max(1, right - left)
