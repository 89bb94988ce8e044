"""A reading held against the truth of its paper: what differs, what was told, what was kept silent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from bench.papers.paper import ANY, Due, Paper, place_of
from ita_portal.thai import Window, fold, to_arabic_digits
from reports.readers.reading import (
    Activity,
    Group,
    Item,
    Line,
    Phase,
    PlanReading,
    Reading,
    ReportReading,
    Warning,
    to_dict,
)

# Codes that say of the whole paper that something of it may stand elsewhere, or nowhere.
_OF_ROWS = ("rows_joined", "row_unread", "number_unread", "header_missing", "column_missing")
_AROUND = ("title", "footnote", "contact", "intro", "issuer")
_OF_COLUMNS = ("column_missing", "column_unread", "header_missing")


@dataclass(frozen=True)
class Difference:
    """Where a reading is not the truth, and both; `warned` when a warning says so at that place."""

    place: str
    true: object
    read: object
    warned: bool = False


@dataclass(frozen=True)
class Verdict:
    """differences: every one; missing: warnings that were due and are not there; further: warnings
    that were neither due nor tell of a difference."""

    differences: tuple[Difference, ...]
    missing: tuple[Due, ...]
    further: tuple[Warning, ...]

    @property
    def exact(self) -> bool:
        return not self.differences

    @property
    def silent(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if not one.warned)

    @property
    def warned(self) -> bool:
        return not self.missing


def verdict(paper: Paper, reading: Reading) -> Verdict:
    """Every difference between a paper's truth and a reading of it."""
    found = tuple(
        Difference(one.place, one.true, one.read, _is_told(one.place, reading.warnings))
        for one in (*_differences(paper, reading), *_lost(paper, reading))
    )
    missing = tuple(one for one in paper.due if not _is_given(one, reading.warnings))
    further = tuple(
        one
        for one in reading.warnings
        if not any(_is_given(due, (one,)) for due in paper.due)
        and not any(_is_told(difference.place, (one,)) for difference in found)
    )
    return Verdict(found, missing, further)


# ---- differences


def _differences(paper: Paper, reading: Reading) -> Iterator[Difference]:
    truth = paper.truth
    if type(truth) is not type(reading):
        yield Difference("", type(truth).__name__, type(reading).__name__)
        return
    for name in ("province", "fiscal_year", *(() if paper.is_plan else ("months",))):
        if getattr(reading, name) is not None or "title" not in paper.loose:
            yield from _compared("title", getattr(truth, name), getattr(reading, name))
    yield from _compared("title", squeezed(truth.title), squeezed(reading.title))
    yield from _compared("footnote", _note(truth.footnote), _note(reading.footnote))
    if isinstance(truth, PlanReading):
        yield from _compared("intro", squeezed(truth.intro), squeezed(reading.intro))
        yield from _compared("issuer", squeezed(truth.issuer), squeezed(reading.issuer))
        yield from _phases(truth, reading, paper.loose)
    else:
        yield from _compared("contact", squeezed(truth.contact), squeezed(reading.contact))
        yield from _groups(truth, reading, paper.loose)


def _compared(place: str, true: object, read: object) -> Iterator[Difference]:
    if true != read:
        yield Difference(place, true, read)


def squeezed(text: str) -> str:
    """A text without white space: line ends of paper and scanner put spaces into words."""
    return "".join(text.split())


def _note(text: str) -> str:
    return re.sub("^หมายเหตุ:", "", squeezed(text))


def _lines_of(text: str, *, loose: bool) -> object:
    lines = [line for line in map(squeezed, text.split("\n")) if line]
    return "".join(lines) if loose else lines


def _groups(truth: ReportReading, reading: ReportReading, loose: set[str]) -> Iterator[Difference]:
    shapes = [[len(group.lines) for group in one.groups] for one in (truth, reading)]
    for place, (true, read) in enumerate(zip_longest(truth.groups, reading.groups)):
        where = f"groups[{place}]"
        if true is None or read is None or len(true.lines) != len(read.lines):
            yield Difference(where, shapes[0], shapes[1])
            return
        found = list(_group(where, true, read, loose))
        yield from found
        if found and len(shapes[0]) != len(shapes[1]):
            return


def _group(where: str, true: Group, read: Group, loose: set[str]) -> Iterator[Difference]:
    yield from _compared(f"{where}.number", true.number, read.number)
    words = [squeezed(to_arabic_digits(one.number_text)) for one in (true, read)]
    yield from _compared(f"{where}.number", *words)
    for name in ("official", "provincial"):
        windows = [_window(getattr(one, name)) for one in (true, read)]
        yield from _compared(f"{where}.{name}", *windows)
    for number, lines in enumerate(zip(true.lines, read.lines, strict=True)):
        yield from _line(f"{where}.lines[{number}]", *lines, loose)


def _window(window: Window | None) -> object:
    if window is None:
        return None
    words = squeezed(fold(window.text))
    return (str(window.start), str(window.end), window.precision, words)


def _line(where: str, true: Line, read: Line, loose: set[str]) -> Iterator[Difference]:
    if len(true.items) != len(read.items):
        yield Difference(f"{where}.items", _texts(true.items), _texts(read.items))
    else:
        for number, items in enumerate(zip(true.items, read.items, strict=True)):
            yield from _item(f"{where}.items[{number}]", *items)
    is_loose = f"{where}.result" in loose
    results = [_lines_of(one.result, loose=is_loose) for one in (true, read)]
    yield from _compared(f"{where}.result", *results)
    if f"{where}.status" not in loose:
        yield from _compared(f"{where}.status", true.status, read.status)
    words = [squeezed(one.status_text) for one in (true, read)]
    yield from _compared(f"{where}.status", *words)


def _texts(items: tuple[Item, ...]) -> list[str]:
    return [f"{one.label}|{one.text}" for one in items]


def _item(where: str, true: Item, read: Item) -> Iterator[Difference]:
    yield from _compared(where, squeezed(true.label), squeezed(read.label))
    yield from _compared(where, squeezed(true.text), squeezed(read.text))
    yield from _compared(where, sorted(true.steps), sorted(read.steps))


def _phases(truth: PlanReading, reading: PlanReading, loose: set[str]) -> Iterator[Difference]:
    for place, (true, read) in enumerate(zip_longest(truth.phases, reading.phases)):
        where = f"phases[{place}]"
        if true is None or read is None or len(true.activities) != len(read.activities):
            yield Difference(where, _phase(true), _phase(read))
            return
        yield from _compared(
            where, (true.number, squeezed(true.title)), (read.number, squeezed(read.title))
        )
        for number, ones in enumerate(zip(true.activities, read.activities, strict=True)):
            activity = f"{where}.activities[{number}]"
            facts = [_activity(one, marked=activity not in loose) for one in ones]
            yield from _compared(activity, *facts)


def _phase(phase: Phase | None) -> object:
    return phase and [one.number for one in phase.activities]


def _activity(activity: Activity, *, marked: bool) -> object:
    marks = [(one.start, one.end) for one in activity.marks] if marked else []
    return (activity.number, squeezed(activity.text), marks)


# ---- what was lost


def _lost(paper: Paper, reading: Reading) -> Iterator[Difference]:
    """Words of the paper that stand nowhere in the reading, neither understood nor raw."""
    kept = _bare(_all_words(to_dict(reading)))
    for row in paper.rows():
        for key, words in row.cells.items():
            words = _numberless(words) if paper.is_plan else words
            if key in paper.keys and _bare(words) not in kept and not _is_mark(key):
                aside = paper.is_plan or key == "added" or row.place[0] < 0
                place = "" if aside else place_of(row, key)
                yield Difference(place, words, "(lost)")
    for words in (*paper.above, *paper.below):
        if _bare(words) not in kept:
            yield Difference("", words, "(lost)")


def _numberless(words: str) -> str:
    """A phase or an activity without its number, which is read as a number."""
    return re.sub(r"^[0-9๐-๙.]+ ", "", words)


def _is_mark(key: str) -> bool:
    return key.startswith("month")


def _all_words(data: object) -> str:
    if isinstance(data, dict):
        return "\n".join(map(_all_words, data.values()))
    if isinstance(data, list):
        return "\n".join(map(_all_words, data))
    return str(data)


def _bare(text: str) -> str:
    """Letters alone, without what mark-up and folding change."""
    text = re.sub(r"<[^>]*>|&nbsp;|\[|\]\(mailto:[^)]*\)", "", text)
    return squeezed(fold(text).replace(" ", ""))


# ---- what was told


def _is_told(place: str, warnings: tuple[Warning, ...]) -> bool:
    return any(_covers(one, place) for one in warnings)


def _covers(warning: Warning, place: str) -> bool:
    """Whether a warning stands where something differs: at the place, above it or within it."""
    if warning.place == "":
        return _covers_from_the_top(warning.code, place)
    at, here = _cell(warning.place), _cell(place)
    if _is_within(here, at) or _is_within(at, here):
        return at != "groups" or warning.code in _OF_ROWS
    is_column = warning.place.startswith("columns") and warning.code in _OF_COLUMNS
    if warning.place.startswith("unread"):
        return place.startswith(("groups", "phases") if warning.code == "row_unread" else _AROUND)
    return is_column and _is_cell(place)


def _covers_from_the_top(code: str, place: str) -> bool:
    if code in ("header_missing", "column_missing", "column_unread"):
        return _is_cell(place)
    if code == "title_unread":
        return place == "title"
    if code in ("furniture_dropped", "text_unplaced"):
        return place in (*_AROUND, "")
    return code == "row_unread" and place.startswith(("groups", "phases"))


def _is_cell(place: str) -> bool:
    return place.startswith("groups")


def _cell(place: str) -> str:
    """A path down to its cell: parts of an item are one place, so are both kinds of a status."""
    place = place.replace(".status_text", ".status").replace(".number_text", ".number")
    place = re.sub(r"(\.items(?:\[\d+\])?).*", r"\1", place)
    place = re.sub(r"(activities\[\d+\]).*", r"\1", place)
    if place in ("province", "fiscal_year", "months"):
        return "title"
    return place


def _is_within(place: str, other: str) -> bool:
    return place == other or place.startswith((f"{other}.", f"{other}["))


def _is_given(due: Due, warnings: tuple[Warning, ...]) -> bool:
    places = due.place.split("|") if due.place is not None else None
    return any(
        (ANY in due.codes or one.code in due.codes)
        and (places is None or any(_meets(_cell(one.place), place) for place in places))
        for one in warnings
    )


def _meets(place: str, other: str) -> bool:
    return _is_within(place, other) or _is_within(other, place)
