"""Contradictions, missing parts and secrets of a report: named checks, each with the words that triggered it.

A check is a small function, report in, findings out, named in `CHECKS`, or in `COMPARISONS` where it
holds the report against what is `Around` it. Its name is the code of its findings, and `KINDS` says
of the code what it asks for. Nothing is ever changed or refused here.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from reports.document import Report

from .around import NOTHING, Around, OtherText
from .contradictions import done_early, not_due_begun, step_twice, window_outside
from .copied import like_another, same_as_before
from .damage import damaged_code, damaged_email, old_glyphs, symbol_glyphs
from .finding import COLUMN_LABELS, Column, Finding, Identity
from .gathering import gathered
from .kinds import KINDS, LEVEL_LABELS, Kind, Level
from .links import survey_links
from .missing import (
    empty_result,
    empty_step,
    no_reason,
    no_rows,
    no_status,
    unanswered_steps,
    unprintable,
    unread_window,
)
from .private import mobile_phone, national_id, private_email, respondent_code
from .provinces import other_province
from .years import acted_early, last_years_date, other_year

__all__ = [
    "CHECKS",
    "COLUMN_LABELS",
    "COMPARISONS",
    "KINDS",
    "LEVEL_LABELS",
    "NOTHING",
    "SECRET_CHECKS",
    "Around",
    "Column",
    "Finding",
    "Identity",
    "Kind",
    "Level",
    "OtherText",
    "acknowledgement",
    "blocking",
    "check",
    "secrets",
    "warnings",
]

Check = Callable[[Report], Iterable[Finding]]
Comparison = Callable[[Report, Around], Iterable[Finding]]

# A new check is written beside its like and named here.
SECRET_CHECKS: tuple[Check, ...] = (respondent_code, national_id, private_email, mobile_phone)

CHECKS: tuple[Check, ...] = (
    no_rows,
    empty_step,
    unprintable,
    unanswered_steps,
    empty_result,
    no_status,
    no_reason,
    unread_window,
    damaged_email,
    damaged_code,
    old_glyphs,
    symbol_glyphs,
    *SECRET_CHECKS,
    survey_links,
    window_outside,
    not_due_begun,
    step_twice,
    done_early,
    other_year,
    acted_early,
)

COMPARISONS: tuple[Comparison, ...] = (
    last_years_date,
    other_province,
    same_as_before,
    like_another,
)

_COLUMN_ORDER = {None: -1} | {column: place for place, column in enumerate(COLUMN_LABELS)}


def check(report: Report, around: Around = NOTHING) -> tuple[Finding, ...]:
    """Everything found in a report, of all levels, in reading order. Never raises for any text.

    Without what is around the report, nothing is found that would need it.
    """
    compared = chain.from_iterable(compare(report, around) for compare in COMPARISONS)
    return _in_order(chain(_found(CHECKS, report), compared))


def blocking(report: Report) -> tuple[Finding, ...]:
    """What must be mended before the report can be sent (ต้องแก้ก่อนส่ง)."""
    checks = [check for check in CHECKS if KINDS[check.__name__].level == Level.BLOCKING]
    return _in_order(_found(checks, report))


def warnings(report: Report, around: Around = NOTHING) -> tuple[Finding, ...]:
    """What deserves a second look (ควรตรวจสอบ), the secrets among it."""
    return tuple(one for one in check(report, around) if one.level == Level.WARNING)


def secrets(report: Report) -> tuple[Finding, ...]:
    """What must not be published, each with its exact words; `each` names all places of the same words.

    Codes: respondent_code, national_id, private_email, mobile_phone. The contact block is meant to
    be public: its e-mail address and telephone numbers are not found.
    """
    return _in_order(_found(SECRET_CHECKS, report))


def acknowledgement(findings: Iterable[Finding]) -> str:
    """Sixteen hexadecimal digits that stand for the quoted words of these findings; '' for none.

    The same words in any order and number give the same value, another word another one: a form
    that sends it back proves which quotes were on the screen.
    """
    quoted = sorted({(finding.code, finding.words) for finding in findings})
    if not quoted:
        return ""
    return hashlib.sha256(json.dumps(quoted).encode()).hexdigest()[:16]


def _found(checks: Iterable[Check], report: Report) -> Iterator[Finding]:
    return chain.from_iterable(check(report) for check in checks)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(gathered(sorted(findings, key=_reading_order)))


def _reading_order(finding: Finding) -> tuple[float, int, int]:
    """The whole report first, then row by row and column by column, then what stands below."""
    below = finding.number is None and finding.column is not None
    number = float("inf") if below else finding.number or 0
    return number, finding.line or 0, _COLUMN_ORDER[finding.column]
