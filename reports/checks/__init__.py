"""Contradictions, missing parts and secrets of a report: named checks, each with the words that triggered it.

A check is a small function, report in, findings out, named in `CHECKS`. Nothing is ever changed
or refused here: the three levels say what a finding means to whoever asks.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from itertools import chain

from reports.document import Report

from .contradictions import done_early, window_outside
from .damage import damaged_code, damaged_email, old_glyphs, symbol_glyphs
from .finding import COLUMN_LABELS, LEVEL_LABELS, Column, Finding, Level
from .missing import (
    empty_result,
    empty_step,
    no_rows,
    no_status,
    unanswered_steps,
    unprintable,
    unread_window,
)
from .private import mobile_phone, national_id, private_email, respondent_code

__all__ = [
    "CHECKS",
    "COLUMN_LABELS",
    "LEVEL_LABELS",
    "SECRET_CHECKS",
    "Column",
    "Finding",
    "Level",
    "acknowledgement",
    "blocking",
    "check",
    "secrets",
    "warnings",
]

Check = Callable[[Report], Iterable[Finding]]

# A new check is written beside its like and named here.
SECRET_CHECKS: tuple[Check, ...] = (respondent_code, national_id, private_email, mobile_phone)

CHECKS: tuple[Check, ...] = (
    no_rows,
    empty_step,
    unprintable,
    unanswered_steps,
    empty_result,
    no_status,
    unread_window,
    damaged_email,
    damaged_code,
    old_glyphs,
    symbol_glyphs,
    *SECRET_CHECKS,
    window_outside,
    done_early,
)

_COLUMN_ORDER = {None: -1} | {column: place for place, column in enumerate(COLUMN_LABELS)}


def check(report: Report) -> tuple[Finding, ...]:
    """Everything found in a report, of all levels, in reading order. Never raises for any text."""
    return _run(CHECKS, report)


def blocking(report: Report) -> tuple[Finding, ...]:
    """What must be mended before the report can be sent (ต้องแก้ก่อนส่ง)."""
    return tuple(finding for finding in check(report) if finding.level == Level.BLOCKING)


def warnings(report: Report) -> tuple[Finding, ...]:
    """What deserves a second look (ควรตรวจสอบ), the secrets among it."""
    return tuple(finding for finding in check(report) if finding.level == Level.WARNING)


def secrets(report: Report) -> tuple[Finding, ...]:
    """What must not be published, each with its exact words.

    Codes: respondent_code, national_id, private_email, mobile_phone. The contact block is meant to
    be public: its e-mail address and telephone numbers are not found.
    """
    return _run(SECRET_CHECKS, report)


def acknowledgement(findings: Iterable[Finding]) -> str:
    """Sixteen hexadecimal digits that stand for the quoted words of these findings; '' for none.

    The same words in any order and number give the same value, another word another one: a form
    that sends it back proves which quotes were on the screen.
    """
    quoted = sorted({(finding.code, finding.words) for finding in findings})
    if not quoted:
        return ""
    return hashlib.sha256(json.dumps(quoted).encode()).hexdigest()[:16]


def _run(checks: Iterable[Check], report: Report) -> tuple[Finding, ...]:
    found = chain.from_iterable(check(report) for check in checks)
    return tuple(sorted(found, key=_reading_order))


def _reading_order(finding: Finding) -> tuple[float, int, int]:
    """The whole report first, then row by row and column by column, then what stands below."""
    below = finding.number is None and finding.column is not None
    number = float("inf") if below else finding.number or 0
    return number, finding.line or 0, _COLUMN_ORDER[finding.column]
