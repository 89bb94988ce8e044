"""Figures out of costs: medians, ratios of each round, the exponent of time in rows."""

import pytest

from bench.clock import Cost
from bench.figures import exponent, middle, ratio


def costs(*seconds: float) -> list[Cost]:
    return [Cost(wall=one, cpu=one / 2, instructions=None) for one in seconds]


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_of_a_power_is_that_power(power):
    seconds = {rows: 0.02 * rows**power for rows in (30, 100, 300, 1000)}

    assert exponent(seconds) == pytest.approx(power)


def test_a_cost_at_the_start_makes_the_exponent_smaller():
    assert exponent({30: 1 + 0.03, 100: 1 + 0.1, 1000: 1 + 1.0}) < 0.3


def test_the_middle_round_counts():
    assert middle(costs(3, 1, 20), "wall") == 3
    assert middle(costs(3, 1, 20), "cpu") == 1.5


def test_ratios_are_taken_round_by_round():
    # The machine was busy in the third round: both took ten times as long.
    assert ratio(costs(1, 2, 10), costs(2, 4, 20), "wall") == 0.5


def test_rounds_that_one_side_lacks_are_an_error():
    with pytest.raises(ValueError, match="zip"):
        ratio(costs(1, 2), costs(1), "wall")


def test_what_was_not_counted_has_no_figure():
    assert middle(costs(1), "instructions") is None
    assert ratio(costs(1), costs(1), "instructions") is None
