"""Invented papers: the same from the same seed, and true to the reference data."""

from datetime import timedelta

import pytest

from bench.papers import made
from ita_portal import thai

SEEDS = range(120)


def test_the_same_seed_makes_the_same_paper():
    assert [made.report(seed) for seed in SEEDS] == [made.report(seed) for seed in SEEDS]
    assert [made.plan(seed) for seed in SEEDS] == [made.plan(seed) for seed in SEEDS]


def test_reports_are_of_many_provinces_both_years_and_both_rounds():
    truths = [made.report(seed).truth for seed in SEEDS]

    assert len({truth.province for truth in truths}) > 40
    assert {truth.fiscal_year for truth in truths} == {2566, 2567}
    assert {truth.months for truth in truths} == {6, 12}
    assert {len(truth.groups) for truth in truths} >= set(range(1, 13))


def test_steps_are_those_of_the_year():
    for truth in (made.report(seed).truth for seed in SEEDS):
        known = {step.code for step in made.reference().steps_of(truth.fiscal_year)}
        tied = {code for _, _, line in truth.lines() for item in line.items for code in item.steps}
        assert tied <= known


def test_several_steps_of_a_row_bear_labels():
    for truth in (made.report(seed).truth for seed in SEEDS):
        for _, _, line in truth.lines():
            assert len(line.items) == 1 or all(item.label for item in line.items)


def test_windows_are_what_their_words_say():
    for truth in (made.report(seed).truth for seed in SEEDS):
        for group in truth.groups:
            for window in filter(None, (group.official, group.provincial)):
                assert thai.read_window(window.text) == window


@pytest.mark.parametrize("fiscal_year", [2566, 2567])
def test_months_of_a_plan_begin_in_october(fiscal_year):
    months = [made.month_of(fiscal_year, place) for place in range(12)]

    begin = thai.fiscal_year_window(fiscal_year).start
    days = [begin + timedelta(30.5 * place + 15) for place in range(12)]
    assert months == [f"{day:%Y-%m}" for day in days]
