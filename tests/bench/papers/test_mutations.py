"""Mutated papers: the same from the same seed, each still saying its truth."""

import re

import pytest

from bench.papers import mutations
from bench.papers.judge import squeezed
from bench.papers.mutations import KINDS, Mutated, mutated
from ita_portal.thai import fold
from reports.readers.reading import PlanReading

each_kind = pytest.mark.parametrize("kind", mutations.names_of_kinds())


def letters(text: str) -> str:
    """What a text says but for mark-up, white space and marks of mending."""
    text = re.sub(r"<[^>]*>|&nbsp;|\*\*", "", text).replace('""', '"')
    return squeezed(fold(text).replace(" ", ""))


def truths(file: Mutated) -> list[str]:
    """The texts that stand in one piece in a file."""
    truth = file.paper.truth
    texts = [*truth.title.split("\n"), truth.footnote]
    if isinstance(truth, PlanReading):
        texts += [truth.intro, *truth.issuer.split("\n")]
        texts += [phase.title for phase in truth.phases]
        return texts + [one.text for phase in truth.phases for one in phase.activities]
    broken = {place.rpartition(".")[0] for place in file.paper.loose}
    for place, group, line in truth.lines():
        texts += [window.text for window in (group.official, group.provincial) if window]
        if place not in broken:
            texts += [item.text for item in line.items] + line.result.split("\n")
    return texts


@each_kind
def test_the_same_seed_makes_the_same_file(kind):
    first, again = ([mutated(kind, seed) for seed in range(3)] for _ in range(2))

    assert [file.data for file in first] == [file.data for file in again]
    assert [file.paper for file in first] == [file.paper for file in again]


@each_kind
def test_another_seed_makes_another_file(kind):
    assert len({mutated(kind, seed).data for seed in range(12)}) > 6


@pytest.mark.parametrize(
    "kind", [name for name in KINDS if name not in ("column_missing", "row_broken_with_its_step")]
)
def test_a_file_holds_every_text_of_its_truth(kind):
    for file in (mutated(kind, seed) for seed in range(6)):
        written = letters(file.data.decode(file.paper.writing.encoding))
        assert [text for text in truths(file) if letters(text) not in written] == []


@each_kind
def test_places_of_warnings_are_in_the_truth(kind):
    for file in (mutated(kind, seed) for seed in range(6)):
        truth = file.paper.truth
        for due in file.paper.due:
            if due.place and due.place.startswith("groups"):
                group = int(re.findall("[0-9]+", due.place)[0])
                assert group < len(truth.groups)


def test_papers_of_every_kind_are_mutated_seeds_and_invented_ones():
    names = {mutated("pages_moved", seed).paper.name.split()[0] for seed in range(30)}

    assert names == {"seed", "made"}
