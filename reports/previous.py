"""What a province wrote before: the versions a report can be started from, and their texts row by row. Reads only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from calendar_app.models import Round
from ita_portal import thai
from ita_portal.models import Province
from reports import document, starting
from reports.models import LeftRow, Report, Submission

# Which versions those are ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A frozen version of an earlier round: that of the last one, or of the same months of last year."""

    submission: Submission  # with its report and round, without its content
    is_last: bool

    @property
    def round(self) -> Round:
        return self.submission.report.round

    @property
    def pk(self) -> int:
        return self.submission.pk


def sources(round: Round, sent: Iterable[Submission]) -> list[Source]:
    """What a report of a round can be started from, the likely best first.

    `sent` are versions, one a report, each with its report and round.
    """
    earlier = [one for one in sent if _place(one.report.round) < _place(round)]
    earlier.sort(key=lambda one: _place(one.report.round), reverse=True)
    of_last_year = (round.fiscal_year - 1, round.months)
    return [
        Source(one, is_last=place == 0)
        for place, one in enumerate(earlier)
        if place == 0 or _place(one.report.round) == of_last_year
    ]


def _place(round: Round) -> tuple[int, int]:
    return (round.fiscal_year, round.months)


def sent_by(province: Province) -> list[Submission]:
    """The accepted version of each report of a province, else the one sent last: one query."""
    every = Submission.objects.filter(report__province=province).select_related("report__round")
    newest: dict[int, Submission] = {}
    for one in every.defer("content", "report__raw").order_by("report", "number"):
        chosen = newest.get(one.report_id)
        if chosen is None or chosen.pk != one.report.accepted_id:
            newest[one.report_id] = one
    return list(newest.values())


# Their texts -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """What an earlier report said of a row, and which: รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๖."""

    words: str
    where: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A row of an earlier report that says something: what it answers now, its step texts, its result."""

    steps: frozenset[str]
    title: str
    result: str


@dataclass(frozen=True)
class Earlier:
    """The texts of earlier reports, those of the last round first."""

    rounds: Sequence[tuple[str, Sequence[_Written]]] = field(default_factory=tuple)

    def of(self, items: Iterable[tuple[str, Iterable[str]]]) -> Text | None:
        """What was written of a row with these step texts and the codes they answer; None for nothing."""
        items = list(items)
        codes = {code for _, steps in items for code in steps}
        title = _title(text for text, _ in items)
        for where, rows in self.rounds:
            found = [row for row in rows if row.steps & codes]
            found = found or [row for row in rows if title and row.title == title]
            if found:
                words = "\n\n".join(dict.fromkeys(row.result for row in found))
                return Text(words, where)
        return None


def earlier_texts(report: Report, calendar: Sequence[document.CalendarStep]) -> Earlier:
    """What the rounds before wrote, by the steps of the report's own calendar: three queries at most."""
    found = sources(report.round, sent_by(report.province))
    if not found:
        return Earlier()
    contents = Submission.objects.in_bulk([one.pk for one in found])
    said = _said_by_people(report)
    steps = tuple((one.code, one.title) for one in calendar)
    return Earlier(
        tuple(
            (
                str(one.round),
                _written(contents[one.pk].content, steps, report.round.fiscal_year, said),
            )
            for one in found
        )
    )


def _said_by_people(report: Report) -> tuple[tuple[int, str], ...]:
    """Which step a left row answers, where a person said so: (line of then, code of now)."""
    rows = LeftRow.objects.filter(start__report=report, step__isnull=False)
    return tuple(
        (content["source"], code)
        for content, code in rows.values_list("content", "step__code")
        if content["source"] is not None
    )


@lru_cache(maxsize=32)
def _written(content: str, steps, fiscal_year: int, said) -> tuple[_Written, ...]:
    earlier = document.from_json(content)
    now = [document.CalendarStep(code, title) for code, title in steps]
    then = [document.CalendarStep(*one) for one in starting.titles_of(earlier).items()]
    same_year = earlier.fiscal_year == fiscal_year
    known = starting.counterparts(then, now, same_year=same_year)
    chosen = dict(said)
    rows = []
    for _, _, line in earlier.lines():
        if not line.result.strip():
            continue
        codes = known.of(code for item in line.items for code in item.steps)
        own = {chosen[line.key]} if line.key in chosen else set()
        title = _title(item.text for item in line.items)
        rows.append(_Written(frozenset({*codes, *own}), title, line.result))
    return tuple(rows)


def _title(texts: Iterable[str]) -> str:
    return thai.bare(" ".join(texts))
