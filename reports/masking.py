"""The public version of a report: secrets that nobody keeps stand as [ปกปิด], notes and evidence are left out."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, replace

from ita_portal import thai
from reports import checks, explained
from reports.checks import Identity
from reports.checks.places import cells
from reports.document import Group, Item, Line, Report

MASK = "[ปกปิด]"

# What a secret may not be a part of: 67065b in 67065bc is another word.
_LETTER_OR_DIGIT = "A-Za-z0-9๐-๙"
_DIGITS = {**{str(one): f"[{one}{thai.to_thai_digits(one)}]" for one in range(10)}}

Hide = Callable[[str], str]


def public(report: Report) -> Report:
    """What everyone may read of a report as it was certified."""
    return mask(report, explained.kept(report))


def secrets(report: Report, kept: Collection[Identity] = ()) -> tuple[checks.Finding, ...]:
    """What must not be published and nobody keeps on purpose."""
    return tuple(one for one in checks.secrets(report) if one.identity not in kept)


def mask(report: Report, kept: Collection[Identity] = ()) -> Report:
    """The report without notes and evidence, its secrets masked wherever they stand; `masked` counts the places.

    The words of a secret are looked for in the whole report, also with other digits and letters of
    the other size. What is `kept` stays, unless it is a part of a secret that is not. Masking a
    masked report changes nothing.
    """
    report = _bare(report)
    while found := secrets(report, kept):
        words = {one.words for one in found}
        masked = _masked(report, words, {one.words for one in checks.secrets(report)} - words)
        if masked == report:  # A secret that is a part of something kept, or of a longer word.
            masked = _masked(report, words, set(), whole=False)
        report = _without_cells(report, found) if masked == report else masked
    return report


# Characters shown before and after a secret.
AROUND = 60


def read_as(public: Report, finding: checks.Finding) -> str:
    """How the cell of a secret reads in the public version, as much of it as stands around the place."""
    where = (finding.number, finding.line, finding.column)
    texts = [
        cell.text
        for cell in cells(public)
        if (cell.row and cell.row.number, cell.row and cell.row.line_number, cell.column) == where
    ]
    for words in (finding.words, MASK):
        for text in texts:
            if words in text:
                return _near(text, words)
    return MASK


def _near(text: str, words: str) -> str:
    start = max(text.index(words) - AROUND, 0)
    end = text.index(words) + len(words) + AROUND
    shown = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


def _bare(report: Report) -> Report:
    return replace(_with_lines(report, lambda line: replace(line, evidence=())), explanations=())


def _masked(
    report: Report, words: Collection[str], kept: Collection[str], *, whole: bool = True
) -> Report:
    """The report with these words hidden in all its texts; of those that overlap the longest is found."""
    pattern = _pattern(words, kept, whole=whole)
    count = 0

    def hide(text: str) -> str:
        nonlocal count
        hidden, places = _hidden(pattern, text, kept)
        count += places
        return hidden

    masked = _with_texts(report, hide)
    return replace(masked, masked=report.masked + count)


def _pattern(words: Iterable[str], kept: Iterable[str], *, whole: bool) -> re.Pattern[str]:
    """Kept words as they are, hidden ones in any digits; longer ones first."""
    found = [(one, True) for one in kept] + [(one, False) for one in words]
    found.sort(key=lambda one: (-len(one[0]), not one[1]))
    return re.compile(
        "|".join(
            f"(?-i:{re.escape(one)})" if is_kept else _spelled(one, whole=whole)
            for one, is_kept in found
        ),
        re.IGNORECASE,
    )


def _spelled(words: str, *, whole: bool) -> str:
    """A pattern for words with Arabic or Thai digits; `whole` where they are no part of a longer word."""
    inner = "".join(_DIGITS.get(one, re.escape(one)) for one in thai.to_arabic_digits(words))
    before = f"(?<![{_LETTER_OR_DIGIT}])" if whole and _is_inside(words[0]) else ""
    after = f"(?![{_LETTER_OR_DIGIT}])" if whole and _is_inside(words[-1]) else ""
    return f"{before}{inner}{after}"


def _is_inside(character: str) -> bool:
    return re.fullmatch(f"[{_LETTER_OR_DIGIT}]", character) is not None


def _hidden(pattern: re.Pattern[str], text: str, kept: Collection[str]) -> tuple[str, int]:
    places = 0

    def hide(match: re.Match[str]) -> str:
        nonlocal places
        if match[0] in kept:
            return match[0]
        places += 1
        return MASK

    return pattern.sub(hide, text), places


def _without_cells(report: Report, found: Iterable[checks.Finding]) -> Report:
    """The last resort, for what stands across two step texts: the texts of its cells are hidden whole."""
    places = {(part.number, part.line) for one in found for part in one.each}
    count = 0

    def hide(text: str) -> str:
        nonlocal count
        count += bool(text)
        return MASK if text else text

    groups = [
        replace(
            group,
            lines=tuple(
                _line(line, hide) if (number, place) in places else line
                for place, line in enumerate(group.lines, start=1)
            ),
        )
        for number, group in enumerate(report.groups, start=1)
    ]
    return replace(report, groups=tuple(groups), masked=report.masked + count)


# Every text of a report -----------------------------------------------------------------------------


def _with_texts(report: Report, hide: Hide) -> Report:
    """The report with each of its texts hidden where it must be; what names it is left alone."""
    words = report.status_words
    return replace(
        _with_lines(_with_windows(report, hide), lambda line: _line(line, hide)),
        title=hide(report.title),
        headings=tuple(map(hide, report.headings)),
        status_words=replace(
            words, **{one.name: hide(getattr(words, one.name)) for one in fields(words)}
        ),
        footnote=hide(report.footnote),
        contact=hide(report.contact),
        calendar_steps=tuple(
            replace(step, title=hide(step.title)) for step in report.calendar_steps
        ),
    )


def _with_lines(report: Report, changed: Callable[[Line], Line]) -> Report:
    groups = (replace(group, lines=tuple(map(changed, group.lines))) for group in report.groups)
    return replace(report, groups=tuple(groups))


def _with_windows(report: Report, hide: Hide) -> Report:
    return replace(report, groups=tuple(_group(group, hide) for group in report.groups))


def _group(group: Group, hide: Hide) -> Group:
    return replace(
        group, official=_window(group.official, hide), provincial=_window(group.provincial, hide)
    )


def _window(window: thai.Window | None, hide: Hide) -> thai.Window | None:
    return window and replace(window, text=hide(window.text))


def _line(line: Line, hide: Hide) -> Line:
    return replace(
        line,
        items=tuple(_item(item, hide) for item in line.items),
        result=hide(line.result),
        status_text=hide(line.status_text),
        answer_reason=hide(line.answer_reason),
    )


def _item(item: Item, hide: Hide) -> Item:
    """A step text is read with its label before it: what stands across both hides the label too."""
    apart = replace(item, label=hide(item.label), text=hide(item.text))
    together = f"{apart.label} {apart.text}"
    hidden = hide(together)
    return apart if hidden == together else replace(apart, label="", text=hidden.strip())
