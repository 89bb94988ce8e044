"""The four real papers with their truth."""

import pytest

from bench.papers.seeds import NUMBERS, seed, seed_bytes
from bench.papers.written import written


def counts(truth):
    lines = [line for _, _, line in truth.lines()]
    return len(truth.groups), len(lines), sum(len(line.items) for line in lines)


def test_structure_of_the_reports():
    found = {number: counts(seed(number).truth) for number in ("001", "002", "003")}

    assert found == {"001": (6, 6, 6), "002": (9, 9, 12), "003": (5, 6, 6)}


def test_structure_of_the_plan():
    phases = seed("004").truth.phases

    assert [len(phase.activities) for phase in phases] == [8, 4, 3]
    assert sum(len(one.marks) for phase in phases for one in phase.activities) == 10


@pytest.mark.parametrize("number", NUMBERS)
def test_a_verbatim_seed_is_written_as_found(number):
    assert written(seed(number, verbatim=True), None) == seed_bytes(number)


def test_pages_begin_where_those_of_the_paper_begin():
    assert {number: seed(number).breaks for number in ("001", "002", "003", "004")} == {
        "001": ((4, 0),),
        "002": ((2, 0),),
        "003": ((1, 0), (2, 0), (3, 0), (4, 0)),
        "004": ((1, -1),),
    }
