"""Papers of other provinces, damaged as offices, converters and scanners do: nothing differs in silence.

A fixed sample of what `python -m bench.readers` measures; a failing file is made again and shown by
`--only KIND --seed N`.
"""

import pytest

from bench import readers as bench
from bench.papers import mutations
from reports import readers

SEEDS = (1, 2)  # of each kind


@pytest.fixture(params=mutations.names_of_kinds(), scope="module")
def outcomes(request):
    files = [mutations.mutated(request.param, seed) for seed in SEEDS]
    return [bench.judged(file, readers.read) for file in files]


def test_nothing_differs_from_the_paper_in_silence(outcomes):
    silent = [one for one in outcomes if one.silent]

    assert list(bench.failures(silent, most=len(SEEDS))) == []


def test_every_warning_that_is_due_is_given_at_its_place(outcomes):
    unwarned = [one for one in outcomes if not one.warned]

    assert list(bench.failures(unwarned, most=len(SEEDS))) == []
