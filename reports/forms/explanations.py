"""The boxes คำชี้แจง as they come back from a browser: what was touched, what it says, what cannot be kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from ita_portal import thai
from ita_portal.writing import has_words
from reports import actions, explained, text
from reports.checks import Finding
from reports.forms.targets import Target, Targets
from reports.models import LONGEST_NOTE

MARK = re.compile("[0-9a-f]{16}")
NOTE = re.compile(f"note-({MARK.pattern})")
KEPT = {"yes": True, "no": False}


@dataclass
class ExplanationsForm:
    """What was posted: `said` can be written, `problems` says by mark what cannot, `typed` keeps every touched box."""

    data: QueryDict
    said: list[actions.Said] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    typed: dict[str, actions.Said] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.data:
            if match := NOTE.fullmatch(name):
                self._read(match[1])

    def _read(self, mark: str) -> None:
        typed = self.data[f"note-{mark}"]
        kept = KEPT.get(self.data.get(f"kept-{mark}", ""))
        seen = self.data.get(f"seen-{mark}", "")[:16]
        one = actions.Said(mark, read_note(typed), seen, kept)
        if not _is_touched(one):
            return
        self.typed[mark] = one
        if problem := _problem(typed, one):
            self.problems[mark] = problem
        else:
            self.said.append(one)


def read_note(typed: str) -> str:
    """A note as it is kept: one line of clean Thai; nothing for what says nothing."""
    note = " ".join(thai.clean_text(typed).split())
    return note if has_words(note) and not text.is_dash(note) else ""


def _is_touched(said: actions.Said) -> bool:
    """Whether the box says something else than it held; an unasked choice counts as it was."""
    choices = (True, False) if said.is_kept is None else (said.is_kept,)
    return said.seen not in {explained.token(said.note, is_kept=one) for one in choices}


def _problem(typed: str, said: actions.Said) -> str:
    if len(said.note) > LONGEST_NOTE:
        most = thai.to_thai_digits(LONGEST_NOTE)
        return f"โปรดเขียนคำชี้แจงไม่เกิน {most} ตัวอักษร (ขณะนี้ {thai.to_thai_digits(len(said.note))})"
    if said.is_kept and not said.note:
        return "โปรดเขียนว่าเหตุใดจึงคงข้อความนี้ไว้ในฉบับเผยแพร่ หรือเลือกปกปิด"
    return thai.forbidden_message(typed) or ""


# ---- what a page shows


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a finding, in words, and where it leads."""

    words: str
    target: Target


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its box: what is said to it, or what was typed and could not be kept.

    `theirs` is what another person wrote meanwhile, null where nobody did.
    """

    about: explained.Explained
    places: tuple[Place, ...]
    note: str
    is_kept: bool
    error: str = ""
    theirs: str | None = None

    @property
    def finding(self) -> Finding:
        return self.about.finding

    @property
    def mark(self) -> str:
        return self.about.mark

    @property
    def is_open(self) -> bool:
        """Whether its box is in sight: where a word is wanted, was said, or decides what is public."""
        is_wanted = self.finding.needs_explanation or self.about.is_secret
        return is_wanted or bool(self.note or self.error) or self.theirs is not None


@dataclass(frozen=True, slots=True)
class Typed:
    """What could not be kept of a form: boxes as typed, why, and what another person wrote, all by mark."""

    boxes: dict[str, actions.Said] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)


def shown(
    found: Iterable[explained.Explained], targets: Targets, typed: Typed | None = None
) -> list[ShownFinding]:
    """Findings as a page shows them; `typed` stands over what is stored."""
    return [_shown(one, targets, typed or Typed()) for one in found]


def _shown(about: explained.Explained, targets: Targets, typed: Typed) -> ShownFinding:
    box = typed.boxes.get(about.mark)
    is_kept = about.is_kept if box is None or box.is_kept is None else box.is_kept
    return ShownFinding(
        about,
        tuple(_places(about.finding, targets)),
        note=box.note if box else about.note,
        is_kept=is_kept,
        error=typed.problems.get(about.mark, ""),
        theirs=typed.theirs.get(about.mark),
    )


# So many places of one finding are links of their own.
MOST_PLACES = 10


def _places(finding: Finding, targets: Targets) -> Iterable[Place]:
    seen: dict[str, Place] = {}
    for one in finding.each:
        seen.setdefault(one.spot, Place(one.spot, targets.of(one)))
    return list(seen.values())[:MOST_PLACES]
