"""Papers as other provinces might have made them, each read as a careful person would want it.

Beside each stands what is expected, in the published form without raw cells, heads and the sentences of
warnings. A place named in `open` may be read otherwise, but only with a warning there.
"""

import json
from pathlib import Path

import pytest

from bench.papers.made import reference
from reports import readers
from reports.readers.reading import published
from tests.reports.readers.likeness import differing, is_at

PAPERS = Path(__file__).parents[2] / "data" / "papers"
NAMES = sorted(path.name for path in PAPERS.iterdir() if path.suffix != ".json")


def expected(name: str) -> dict:
    return json.loads((PAPERS / name).with_suffix(".json").read_text(encoding="utf-8"))


@pytest.fixture(params=NAMES, scope="module")
def paper(request):
    """What is expected of a paper, and what is read."""
    data = (PAPERS / request.param).read_bytes()
    return expected(request.param), published(readers.read(data, reference()))


def test_a_paper_says_what_a_careful_person_reads(paper):
    wanted, read = paper

    found = differing(wanted["reading"], read)

    warned = [one["place"] for one in read["warnings"]]
    assert [
        one
        for one in found
        if not any(is_at(one.place, place) for place in wanted["open"])
        or not any(is_at(one.place, place) or is_at(place, one.place) for place in warned)
    ] == []


def test_what_is_uncertain_is_told(paper):
    wanted, read = paper

    missing = [
        due
        for due in wanted["reading"]["warnings"]
        if not any(
            one["code"] == due["code"] and (not due["place"] or is_at(one["place"], due["place"]))
            for one in read["warnings"]
        )
    ]

    assert missing == []
