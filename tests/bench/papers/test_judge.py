"""Readings held against a truth: what differs, what was told, what was kept silent."""

from dataclasses import replace

import pytest

from bench.papers import made
from bench.papers.judge import verdict
from bench.papers.paper import with_group, with_line
from reports.readers.reading import ReportReading, Warning


@pytest.fixture
def paper():
    found = made.report(1)
    found.lay_out()
    return found


def true_reading(paper) -> ReportReading:
    """The truth, with the cells of the paper as its raw words."""
    truth = paper.truth
    for row in paper.rows():
        group, line = row.place
        raw = dict(row.cells)
        truth = with_line(truth, row.place, replace(truth.groups[group].lines[line], raw=raw))
    return truth


def told(reading, place, code):
    return replace(reading, warnings=(*reading.warnings, Warning(place, code, "")))


def with_result(reading, words):
    line = replace(reading.groups[0].lines[0], result=words)
    return with_line(reading, (0, 0), line)


def test_the_truth_is_exact(paper):
    found = verdict(paper, true_reading(paper))

    assert (found.exact, found.silent, found.warned) == (True, (), True)


def test_spaces_within_words_do_not_count(paper):
    reading = true_reading(paper)
    title = reading.title.replace("จังหวัด", "จัง หวัด")

    assert verdict(paper, replace(reading, title=title)).exact


def test_another_text_is_silent_without_a_warning(paper):
    found = verdict(paper, with_result(true_reading(paper), "อื่น"))

    assert [one.place for one in found.silent] == ["groups[0].lines[0].result"]


@pytest.mark.parametrize(
    ("place", "code", "is_silent"),
    [
        ("groups[0].lines[0].result", "term_slip", False),
        ("groups[0].lines[0]", "rows_joined", False),
        ("groups[0].lines[0].status", "status_guessed", True),
        ("groups[1].lines[0].result", "term_slip", True),
        ("contact", "damaged_email", True),
        ("columns", "column_missing", False),
        ("", "furniture_dropped", True),
    ],
)
def test_a_difference_is_told_only_where_it_is(paper, place, code, is_silent):
    reading = told(with_result(true_reading(paper), "อื่น"), place, code)

    assert bool(verdict(paper, reading).silent) == is_silent


def test_a_missing_group_is_one_difference(paper):
    reading = true_reading(paper)

    found = verdict(paper, replace(reading, groups=reading.groups[:-1]))

    last = len(reading.groups) - 1
    assert next(one.place for one in found.silent) == f"groups[{last}]"


def test_words_that_stand_nowhere_are_lost(paper):
    reading = true_reading(paper)
    next(paper.rows()).cells["result"] += " ถ้อยคำที่ไม่มีที่ใด"

    found = verdict(paper, reading)

    assert [(one.place, one.read) for one in found.silent] == [
        ("groups[0].lines[0].result", "(lost)")
    ]


def test_a_warning_that_is_due_is_missed(paper):
    paper.warn("groups[0].official", "window_unread")

    assert not verdict(paper, true_reading(paper)).warned
    reading = told(true_reading(paper), "groups[0].official", "window_unread")
    assert verdict(paper, reading).warned


def test_further_warnings_are_counted(paper):
    reading = told(true_reading(paper), "groups[0].lines[0].items[0].steps", "step_unsure")

    assert [one.code for one in verdict(paper, reading).further] == ["step_unsure"]


def test_a_window_is_compared_by_its_days_and_its_words(paper):
    reading = true_reading(paper)
    place = next(g for g, group in enumerate(reading.groups) if group.official)
    group = reading.groups[place]
    other = replace(group, official=replace(group.official, end=None))

    found = verdict(paper, with_group(reading, place, other))

    assert [one.place for one in found.silent] == [f"groups[{place}].official"]
