"""Which calendar steps the step texts of a file answer, hidden in the file itself. Pure.

A tie is no word of a report, so paper cannot say it. Files that come home again carry it beside a mark of
its step text: a text that was edited meanwhile has another mark and is matched anew.
"""

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterator

from ita_portal import thai
from reports.document import Report

_MARK_LENGTH = 8
_ENTRY = re.compile(rf"([0-9a-f]{{{_MARK_LENGTH}}})=([A-Za-z0-9_,.-]*)")


def mark(text: str) -> str:
    """Eight hexadecimal digits that stand for a step text, its spaces and the script of its digits aside."""
    return hashlib.sha256(thai.bare(text).encode()).hexdigest()[:_MARK_LENGTH]


def packed(report: Report) -> str:
    """`1f0a…=REG 22b7…=IIT,EIT1 93c4…=`: every step text of a report in order, with its codes."""
    return " ".join(f"{mark(text)}={','.join(codes)}" for text, codes in _ties(report))


def _ties(report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    for _, _, line in report.lines():
        for item in line.items:
            if item.text.strip():
                yield item.text, item.steps


class Ties:
    """What a file says of its step texts; the same text twice is answered in its order."""

    def __init__(self, packed: str) -> None:
        self._waiting: dict[str, deque[tuple[str, ...]]] = defaultdict(deque)
        for found in _ENTRY.finditer(packed):
            codes = tuple(code for code in found[2].split(",") if code)
            self._waiting[found[1]].append(codes)

    def of(self, text: str) -> tuple[str, ...] | None:
        """The codes that the text had in the portal; None where the file does not know it."""
        waiting = self._waiting.get(mark(text))
        if not waiting:
            return None
        return waiting.popleft() if len(waiting) > 1 else waiting[0]
