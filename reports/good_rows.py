"""The rows that a reviewer found good, carried from one version to the next while nothing in them changed (pure)."""

from collections.abc import Iterable

from reports.document import Group, Line, Report


def still_good(old: Report, new: Report, good: Iterable[int]) -> list[int]:
    """Of the rows (`Line.key`) found good in the old version those that say the same in the new one, sorted.

    The same means the windows of its number, its steps, words, answer, status and evidence.
    """
    before, after = _said(old), _said(new)
    return sorted(key for key in set(good) if key in after and before.get(key) == after[key])


def _said(report: Report) -> dict[int, tuple]:
    return {
        line.key: _row(report, group, line)
        for _, group, line in report.lines()
        if line.key is not None
    }


def _row(report: Report, group: Group, line: Line) -> tuple:
    explained = tuple(one for one in report.explanations if one.key == line.key)
    return line, group.official, group.provincial, explained
