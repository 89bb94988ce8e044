"""The budget: at most three things to look at on each seed, as typed in the fixtures and as read from its paper."""

from dataclasses import replace

import pytest

from reports import checks, document, readers
from reports.checks import Level
from reports.document import Group, Item, Line
from tests.reports.checked import seed
from tests.reports.readers import papers

NAMES = checks.Around(province_names=tuple(one.name for one in papers.reference().provinces))
TYPED = {"001": "samut-prakan-2567-6", "002": "lamphun-2567-6", "003": "roi-et-2566-6"}
EXPECTED = {
    "001": [],
    "002": ["empty_result"],
    "003": ["respondent_code", "survey_links", "done_early"],
}


def as_read(number: str) -> document.Report:
    """A seed as its paper was read, in its round."""
    reading = readers.read(papers.seed(number), papers.reference())
    groups = tuple(
        Group(
            tuple(
                Line(
                    tuple(Item(item.text, item.label, item.steps) for item in line.items),
                    result=line.result,
                    status=line.status,
                    status_text=line.status_text,
                )
                for line in group.lines
            ),
            group.official,
            group.provincial,
        )
        for group in reading.groups
    )
    typed = seed(TYPED[number])
    return replace(typed, groups=groups, footnote=reading.footnote, contact=reading.contact)


def warned(report: document.Report) -> list[str]:
    findings = checks.check(report, NAMES)
    assert {finding.level for finding in findings} <= {Level.WARNING}
    return [finding.code for finding in findings]


@pytest.mark.parametrize("number", TYPED)
def test_a_seed_as_typed_has_at_most_three_warnings(number):
    assert warned(seed(TYPED[number])) == EXPECTED[number]
    assert len(EXPECTED[number]) <= 3


@pytest.mark.parametrize("number", TYPED)
def test_a_seed_as_read_from_its_paper_has_no_more(number):
    assert len(warned(as_read(number))) <= 3
    assert set(warned(as_read(number))) == set(EXPECTED[number])


def test_the_damage_of_the_paper_of_roi_et_is_one_finding_with_the_address_it_spoiled():
    (damaged,) = [one for one in checks.check(as_read("003")) if one.code == "survey_links"]

    assert [(one.words, one.meant) for one in damaged.each] == [
        ("/go/it/ovsuxo", "/go/iit/ovsuxo"),
        ("/go/eit/0vsux0", "/go/eit/ovsuxo"),
        ("๐๑ - ๐๔๓", "O1 - O43"),
        ("hr๑๐๑๙๕๘@gmail.com", "hr101958@gmail.com"),
    ]
