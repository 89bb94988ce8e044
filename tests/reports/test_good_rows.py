"""Rows found good stay so while they say the same."""

from dataclasses import replace

from reports import document
from reports.good_rows import still_good
from tests.reports import documents


def paper(*results: str) -> document.Report:
    rows = (
        documents.group(documents.line("ขั้นตอน", result=words, key=key))
        for key, words in enumerate(results, start=1)
    )
    return documents.report(*rows)


def test_a_row_that_changed_loses_its_tick():
    assert still_good(paper("ก", "ข", "ค"), paper("ก", "ขข", "ค"), [3, 1, 2]) == [1, 3]


def test_a_row_that_moved_keeps_it_and_one_that_is_gone_does_not():
    old = paper("ก", "ข", "ค")
    new = replace(old, groups=(old.groups[2], old.groups[0]))

    assert still_good(old, new, [1, 2, 3]) == [1, 3]


def test_another_window_or_explanation_takes_it_away():
    old = paper("ก", "ข")
    new = replace(
        old,
        groups=(replace(old.groups[0], official=documents.JANUARY), old.groups[1]),
        explanations=(document.Explanation("done_early", 2, "ข", "มีเหตุ"),),
    )

    assert still_good(old, new, [1, 2]) == []


def test_a_row_that_nobody_ticked_has_none():
    assert still_good(paper("ก"), paper("ก"), []) == []
