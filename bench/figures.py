"""Figures out of measured costs: medians, ratios side by side, and how the time grows with the rows."""

import math
from collections.abc import Sequence
from statistics import linear_regression, median

from bench.clock import Cost


def middle(costs: Sequence[Cost], kind: str) -> float | None:
    """The median of one kind of cost (wall, cpu, instructions); None where it was not counted."""
    found = [getattr(cost, kind) for cost in costs]
    return None if None in found else median(found)


def ratio(costs: Sequence[Cost], beside: Sequence[Cost], kind: str) -> float | None:
    """The median of the ratios of each round; None where a cost was not counted.

    Rounds are compared one by one because the machine is not equally fast in all of them.
    """
    pairs = [
        (getattr(one, kind), getattr(other, kind)) for one, other in zip(costs, beside, strict=True)
    ]
    if any(None in pair for pair in pairs):
        return None
    return median(one / other for one, other in pairs)


def exponent(seconds: dict[int, float]) -> float:
    """Of time in rows: 1 when twice the rows take twice the time. Least squares in logarithms."""
    rows = [math.log(number) for number in seconds]
    return linear_regression(rows, [math.log(one) for one in seconds.values()]).slope
