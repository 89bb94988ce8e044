"""Tables and goals as they are printed."""

from bench.tables import at_least, at_most, percent, table


def test_a_table_in_markdown():
    assert table(("engine", "ms"), [("ours", 12), ("bare", 15)]) == (
        "| engine | ms |\n| --- | ---: |\n| ours | 12 |\n| bare | 15 |"
    )


def test_a_goal_is_reached_or_not():
    assert at_most(0.85, 0.834) == "goal ≤ 0.85: 0.83 ✓"
    assert at_most(0.85, 0.86) == "goal ≤ 0.85: 0.86 ✗"
    assert at_least(1.8, 1.8, " ×") == "goal ≥ 1.8 ×: 1.80 × ✓"
    assert at_least(1.8, 1.79) == "goal ≥ 1.8: 1.79 ✗"


def test_a_figure_just_beyond_its_goal_does_not_read_as_reached():
    assert at_most(0.85, 0.8501) == "goal ≤ 0.85: 0.8501 ✗"


def test_only_all_is_a_hundred_per_cent():
    assert percent(2000, 2000) == "100.00 %"
    assert percent(99_999, 100_000) == "99.99 %"
    assert percent(0, 7) == "0.00 %"
