"""The steps of a calendar revision as its pages and actions share them: read, told apart by a token, given codes."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from calendar_app.models import CalendarRevision, RevisionStep
from calendar_app.year_shift import matched, next_year, years_moved
from ita_portal import thai, typed
from ita_portal.thai import Window

# Keys of RevisionStep.raw: the cells of a document by their heads, how the step got its code (MATCHED:
# it is that of a step of the calendar before; MADE: a new one), the window of the year before.
WORDS, CODE, LAST_YEAR = "words", "code", "last_year"
MATCHED, MADE = "matched", "made"


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a revision. `was` is the code it had in the revision until now, empty for a new one."""

    code: str
    title: str
    owner: str = ""
    window: Window | None = None
    guidance: str = ""
    sentence: str = ""
    is_shifted: bool = False
    raw: Mapping[str, Any] = field(default_factory=dict)
    was: str = ""


def rows_of(revision: CalendarRevision) -> list[StepRow]:
    """The steps of a revision in order: one query."""
    return [row_of(edition) for edition in editions_of(revision)]


def editions_of(revision: CalendarRevision | None):
    """What a revision says of each step, in order."""
    return RevisionStep.objects.filter(revision=revision).select_related("step")


def row_of(edition: RevisionStep) -> StepRow:
    code = edition.step.code
    return StepRow(
        code=code,
        title=edition.title,
        owner=edition.owner,
        window=edition.window,
        guidance=edition.guidance,
        sentence=edition.sentence,
        is_shifted=edition.is_shifted,
        raw=edition.raw,
        was=code,
    )


def token(revision: CalendarRevision, rows: Iterable[StepRow]) -> str:
    """What a revision and its steps say, as a short word that changes with any of it."""
    said = {
        "revision": [
            *(str(revision.pk), revision.note, str(revision.complete)),
            str(revision.in_force_since or ""),
        ]
    }
    for place, row in enumerate(rows):
        window = typed.shown_window(row.window)
        dates = [str(row.window and row.window.start), str(row.window and row.window.end)]
        said[f"{place:04}"] = [
            "\x1f".join([row.code, row.title, row.owner, window, *dates]),
            "\x1f".join([row.guidance, row.sentence, str(row.is_shifted)]),
        ]
    return typed.digest(said)


# Codes -------------------------------------------------------------------------------------------

_NUMBERED = re.compile(r"S([0-9]{2,3})")


def with_codes(rows: Sequence[StepRow], before: Mapping[str, str]) -> list[StepRow]:
    """Rows whose code is empty get that of the step of `before` (code → title) with the same words, else a new one.

    `before` is the calendar that this one follows: the same step keeps its code, so that years can be
    compared. How a code was found stands in `raw`.
    """
    taken = {row.code for row in rows if row.code}
    nameless = {str(place): row.title for place, row in enumerate(rows) if not row.code}
    left = {code: title for code, title in before.items() if code not in taken}
    found = _one_to_one(matched(nameless, left).codes)
    result = []
    for place, row in enumerate(rows):
        if not row.code:
            code = found.get(str(place))
            how = MATCHED if code else MADE
            code = code or new_code(taken | set(before) | set(found.values()))
            row = replace(row, code=code, raw={**row.raw, CODE: how})
        taken.add(row.code)
        result.append(row)
    return result


def _one_to_one(codes: Mapping[str, str]) -> dict[str, str]:
    """Without the codes that several rows would get: nobody can tell which of them it is."""
    every = list(codes.values())
    return {row: code for row, code in codes.items() if every.count(code) == 1}


def new_code(taken: Collection[str]) -> str:
    """The next of S01, S02 … that nobody has."""
    numbers = [int(found[1]) for code in taken if (found := _NUMBERED.fullmatch(code))]
    return f"S{max(numbers, default=0) + 1:02}"


# From the year before ----------------------------------------------------------------------------


def a_year_later(rows: Iterable[StepRow], *, years: int, fiscal_year: int) -> list[StepRow]:
    """The steps of an earlier year for `fiscal_year` (พ.ศ.): same codes, windows so many years later.

    Each window stays marked until somebody confirms it, also one that was not understood and stays as
    its words.
    """
    return [_later(row, years, fiscal_year) for row in rows]


def _later(row: StepRow, years: int, fiscal_year: int) -> StepRow:
    window = row.window
    for _ in range(years if window else 0):
        window = next_year(window)
    texts = {"title": row.title, "guidance": row.guidance, "sentence": row.sentence}
    for year in range(fiscal_year - years + 1, fiscal_year + 1):
        texts = {name: years_moved(text, year) for name, text in texts.items()}
    raw = {LAST_YEAR: thai.write_window(row.window)} if row.window else {}
    return replace(row, window=window, is_shifted=window is not None, raw=raw, was="", **texts)
