"""Findings and what the drafter says to them: which belongs to which, and what still wants a word."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from reports import document
from reports.checks import SECRET_CHECKS, Finding, Identity, check
from reports.document import Report

# The checks whose words are masked in the public version unless somebody keeps them on purpose.
SECRETS = frozenset(one.__name__ for one in SECRET_CHECKS)


def mark(identity: Identity) -> str:
    """Sixteen hexadecimal digits that stand for a finding: in addresses, in names of boxes, in the database."""
    return document.digest(json.dumps(identity, ensure_ascii=False))[:16]


def token(note: str, *, is_kept: bool) -> str:
    """What an explanation said when a page was made, as a short word."""
    return document.digest(json.dumps([note, is_kept], ensure_ascii=False))[:16]


def identity_of(explanation: document.Explanation) -> Identity:
    return Identity(explanation.code, explanation.key, explanation.words)


def standing(
    explanations: Iterable[document.Explanation], findings: Iterable[Finding]
) -> tuple[document.Explanation, ...]:
    """Those that say something to a finding there is, sorted. The others wait for their words to come back."""
    found = {finding.identity for finding in findings}
    kept = (one for one in explanations if one.note and identity_of(one) in found)
    return tuple(sorted(kept, key=lambda one: (one.code, one.key or 0, one.words)))


def by_identity(report: Report) -> dict[Identity, document.Explanation]:
    return {identity_of(one): one for one in report.explanations}


def kept(report: Report) -> frozenset[Identity]:
    """The secrets that stay in the public version on purpose."""
    return frozenset(identity_of(one) for one in report.explanations if one.is_kept)


def unexplained(report: Report) -> tuple[Finding, ...]:
    """What may not be handed over or sent before the drafter says why it stands there."""
    said = by_identity(report)
    return tuple(one for one in check(report) if one.needs_explanation and one.identity not in said)


@dataclass(frozen=True, slots=True)
class Explained:
    """A finding with what is said to it; null where nothing is."""

    finding: Finding
    explanation: document.Explanation | None = None

    @property
    def mark(self) -> str:
        return mark(self.finding.identity)

    @property
    def note(self) -> str:
        return self.explanation.note if self.explanation else ""

    @property
    def is_kept(self) -> bool:
        return self.explanation is not None and self.explanation.is_kept

    @property
    def is_secret(self) -> bool:
        return self.finding.code in SECRETS

    @property
    def is_wanted(self) -> bool:
        """Whether a word is asked for before the report goes on its way."""
        return self.finding.needs_explanation and not self.note

    @property
    def token(self) -> str:
        return token(self.note, is_kept=self.is_kept)


def with_notes(findings: Iterable[Finding], report: Report) -> list[Explained]:
    """Findings of a report, each with what the report says to it."""
    said = by_identity(report)
    return [Explained(one, said.get(one.identity)) for one in findings]
