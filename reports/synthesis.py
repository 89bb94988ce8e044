"""A round summed up: how many stand where, what all provinces say of each step, typical texts and weak ones. Pure.

The same reports always give the same words in the same order.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz, process

from ita_portal import thai
from reports import answers
from reports.answers import Said
from reports.books import Entry, Recipe, by_region
from reports.document import CalendarStep, Line, Report

# Of a hundred letters so many agree where one text is the other's copy; shorter ones say the same everywhere.
COPIED, SHORTEST_COPY = 90, 60
# Letters, without spaces, of a result that says next to nothing.
SHORT = 20
# Of a text only its beginning is compared.
COMPARED = 400
MOST_TYPICAL = 2
# Two typical texts differ at least so much (of a hundred letters so many agree at most).
APART = 75

# What a step without a row counts as.
NO_ROW = "none"
LABELS = {
    **{
        kind.value: answers.SAID_LABELS[kind]
        for kind in (Said.DONE, Said.IN_PROGRESS, Said.NOT_DUE)
    },
    **{kind.value: label for kind, label in answers.SAID_LABELS.items()},
    NO_ROW: answers.NO_ROW,
}
EMPTY, SHORT_WORDS = "ไม่มีข้อความ", "สั้นมาก"

Documents = Mapping[int, Report]


@dataclass(frozen=True, slots=True)
class Quote:
    """What a province wrote of a step, verbatim, and why it is quoted."""

    entry: Entry
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Weak:
    """Provinces whose texts say too little for one reason, and one of the texts where they are alike."""

    why: str
    entries: tuple[Entry, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the calendar over all provinces whose report is known: counts in order, texts quoted."""

    step: CalendarStep
    counts: tuple[tuple[str, int], ...]
    typical: tuple[Quote, ...]
    weak: tuple[Weak, ...]
    texts: int


@dataclass(frozen=True, slots=True)
class Region:
    """How the provinces of a region stand; `coverage` is the mean of the steps reported, of a hundred."""

    name: str
    provinces: int
    sent: int
    accepted: int
    late: int
    overdue: int
    coverage: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A book's numbers: by state in the order of its entries' way, on time and late, by region, by step."""

    states: tuple[tuple[str, int], ...]
    on_time: int
    late: int
    overdue: int
    regions: tuple[Region, ...]
    total: Region
    steps: tuple[Step, ...]


def sum_up(recipe: Recipe, documents: Documents) -> Summary:
    """`documents`: the frozen report of each submission of the recipe, by its id."""
    sent, states = recipe.sent, Counter(entry.state_text for entry in recipe.entries)
    steps = calendar_steps(documents[entry.submission] for entry in sent)
    return Summary(
        states=tuple(states.most_common()),
        on_time=sum(not entry.days_late for entry in sent),
        late=sum(bool(entry.days_late) for entry in sent),
        overdue=sum(entry.is_overdue for entry in recipe.entries),
        regions=tuple(_region(name, found) for name, found in by_region(recipe.entries).items()),
        total=_region("รวม", recipe.entries),
        steps=tuple(_step(step, sent, documents) for step in steps),
    )


def _region(name: str, entries: Sequence[Entry]) -> Region:
    sent = [entry for entry in entries if entry.submission is not None]
    shares = [100 * entry.answered / entry.all for entry in sent if entry.all]
    return Region(
        name=name,
        provinces=len(entries),
        sent=len(sent),
        accepted=sum(entry.is_accepted for entry in sent),
        late=sum(bool(entry.days_late) for entry in sent),
        overdue=sum(entry.is_overdue for entry in entries),
        coverage=round(sum(shares) / len(shares)) if shares else None,
    )


def calendar_steps(reports: Iterator[Report]) -> tuple[CalendarStep, ...]:
    """The steps of the newest calendar among the reports, then those that only earlier ones know."""
    by_age = sorted(reports, key=lambda one: -(one.calendar_revision or 0))
    first: dict[str, CalendarStep] = {}
    for report in by_age:
        for step in report.calendar_steps:
            first.setdefault(step.code, step)
    return tuple(first.values())


def standing(report: Report, code: str) -> str:
    """As what a step counts in a report: a `Said` of its rows together, or NO_ROW."""
    lines = _lines(report, code)
    return answers.together(map(answers.said, lines)).value if lines else NO_ROW


def words(report: Report, code: str) -> str:
    """What the rows of a step say of it, as in the matrix."""
    lines = _lines(report, code)
    said = (answers.words(answers.said(line), line.status_text) for line in lines)
    return answers.joined(said) or answers.NO_ROW


def _lines(report: Report, code: str) -> list[Line]:
    return [line for _, _, line in report.lines() if any(code in item.steps for item in line.items)]


def _step(step: CalendarStep, sent: Sequence[Entry], documents: Documents) -> Step:
    counts: Counter[str] = Counter()
    texts, weak = [], []
    for entry in sent:
        report = documents[entry.submission]
        counts[standing(report, step.code)] += 1
        for text in _texts(report, step.code):
            why = _weakness(text)
            (weak if why else texts).append(Quote(entry, text, why))
    compared = [_comparable(quote) for quote in texts]
    likeness = process.cdist(compared, compared, scorer=fuzz.ratio) if compared else []
    weak += _copies(texts, compared, likeness)
    return Step(
        step=step,
        counts=tuple((label, counts[key]) for key, label in LABELS.items() if counts[key]),
        typical=tuple(_typical(texts, likeness)),
        weak=tuple(_together(weak)),
        texts=len(texts),
    )


def _texts(report: Report, code: str) -> Iterator[str]:
    """The results of a step's rows that should say something."""
    for line in _lines(report, code):
        if not line.answer and line.status != "not_due":
            yield line.result.strip()


def _weakness(text: str) -> str:
    """Why a text says next to nothing; empty where it does say something."""
    bare = thai.fold(text).replace(" ", "")
    if not bare.strip("-–—."):
        return EMPTY
    return SHORT_WORDS if len(bare) < SHORT else ""


def _together(weak: Sequence[Quote]) -> Iterator[Weak]:
    """The empty ones in one line, each short one in its own, copies under what they copy."""
    found: dict[tuple[str, str], list[Quote]] = {}
    for quote in weak:
        is_short = quote.why == SHORT_WORDS
        found.setdefault((quote.why, quote.text if is_short else ""), []).append(quote)
    for key in sorted(found, key=lambda key: (_WEIGHT.get(key[0], len(_WEIGHT)), key)):
        quotes, (why, _) = found[key], key
        entries = tuple(dict.fromkeys(quote.entry for quote in quotes))
        yield Weak(why, entries, "" if why == EMPTY else quotes[0].text)


_WEIGHT = {EMPTY: 0, SHORT_WORDS: 1}


def _comparable(quote: Quote) -> str:
    """A text for comparing, without its province's name."""
    nameless = quote.text.replace(quote.entry.name, "")
    return thai.fold(thai.to_arabic_digits(nameless)).replace(" ", "")[:COMPARED]


def _copies(texts: Sequence[Quote], compared: Sequence[str], likeness) -> Iterator[Quote]:
    """Each text that is all but equal to one of a province before it."""
    seen: set[int] = set()
    for one, other in combinations(range(len(texts)), 2):
        is_long = min(len(compared[one]), len(compared[other])) >= SHORTEST_COPY
        is_another = texts[one].entry.code != texts[other].entry.code
        if other not in seen and is_long and is_another and likeness[one][other] >= COPIED:
            seen.add(other)
            why = f"เหมือนของ{texts[one].entry.province}"
            yield Quote(texts[other].entry, texts[other].text, why)


def _typical(texts: Sequence[Quote], likeness) -> Iterator[Quote]:
    """The texts most like all others, the second unlike the first."""
    if len(texts) < 2:
        return
    means = [(sum(row) - 100) / (len(texts) - 1) for row in likeness]
    order = sorted(
        range(len(texts)), key=lambda at: (-round(means[at], 6), texts[at].entry.code, at)
    )
    taken: list[int] = []
    for at in order:
        if len(taken) == MOST_TYPICAL:
            return
        if all(likeness[at][one] < APART for one in taken):
            taken.append(at)
            share = thai.to_thai_digits(int(means[at]))
            yield Quote(texts[at].entry, texts[at].text, f"คล้ายกับของจังหวัดอื่นโดยเฉลี่ยร้อยละ {share}")
