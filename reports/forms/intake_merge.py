"""A reading held against a report: which row is which, where they differ, what is done with each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from calendar_app.models import RevisionStep, Round
from ita_portal import thai
from ita_portal.models import Province
from ita_portal.thai import Window
from ita_portal.typed import Fields
from reports import matching, redline
from reports.forms import cells, intake_boxes, intake_columns
from reports.forms.intake_boxes import BoxReader, ReadLine, line_prefix
from reports.models import Group, Line, Report, Status
from reports.readers.reading import ReportReading

# What may be done with a row: of the report, of the document, both.
KEEP, TAKE, BOTH = "keep", "take", "both"


@dataclass(frozen=True)
class Target:
    """What a document is read into. `report` is None where the province has none in the round yet.

    `stored` is `table.rows_of(report)`, `calendar` CalendarStep id → its edition with its step;
    `is_as_started` where nobody has written a word into the report; `newer` are ids of the lines that
    were written in the portal after the document had left it or come in (`intake_since.newer`),
    `newer_closing` the same of the words below the table.
    """

    round: Round
    province: Province
    calendar: Mapping[int, RevisionStep]
    report: Report | None = None
    stored: Sequence[Group] = ()
    is_as_started: bool = True
    newer: frozenset[int] = frozenset()
    newer_closing: frozenset[str] = frozenset()

    @cached_property
    def lines(self) -> list[tuple[int, Group, Line]]:
        """Every row of the report with its number and its group."""
        return [
            (number, group, line)
            for number, group in enumerate(self.stored, start=1)
            for line in group.rows
        ]

    def printed_result(self, line: Line) -> str:
        """As document.Report.printed_result has it."""
        words = {"nothing_to_report": self.round.word_nothing, "not_ours": self.round.word_not_ours}
        if line.result.strip() or not words.get(line.answer):
            return line.result
        return f"{words[line.answer]}\n{line.answer_reason}".strip()

    def printed_status(self, line: Line) -> str:
        words = intake_boxes.round_words(self.round)
        return line.status_text or words.get(line.status, "")


@dataclass(frozen=True, slots=True)
class CellPair:
    """One cell of a row in the report and in the document, in words; `is_same` as people read them."""

    name: str
    ours: str
    theirs: str
    is_same: bool


@dataclass
class FileRow:
    """One row of the document as it is understood now, and the row of the report that it is, if any."""

    group: int
    place: int
    read: ReadLine
    official: Window | None
    provincial: Window | None
    raw: Mapping[str, str]
    ours: Line | None = None
    our_group: Group | None = None
    our_number: int | None = None
    pairs: tuple[CellPair, ...] = ()
    is_newer_here: bool = False
    choice: str = TAKE

    @property
    def prefix(self) -> str:
        return line_prefix(self.group, self.place)

    @property
    def is_first(self) -> bool:
        return self.place == 0

    @property
    def is_same(self) -> bool:
        """Whether the report says all of it already."""
        return self.ours is not None and all(pair.is_same for pair in self.pairs)

    @property
    def default(self) -> str:
        """What happens to it unless somebody chooses: nothing that the report says gives way to nothing.

        Nor to a document that is older than what the report says.
        """
        if self.is_same or self.is_newer_here:
            return KEEP
        loses = any(pair.ours and not pair.theirs for pair in self.pairs)
        return KEEP if loses else TAKE


@dataclass
class Merge:
    """A reading with what was typed over it, held against its target."""

    reading: ReportReading
    typed: Fields
    target: Target
    source: Mapping[str, Any]  # what rows that are taken keep of where they came from
    shown: Fields = field(init=False)
    boxes: BoxReader = field(init=False)

    def __post_init__(self) -> None:
        target = self.target
        self.shown = intake_boxes.boxes_of(self.reading, target.calendar, target.round)
        self.boxes = BoxReader(
            self.reading, self.shown, self.typed, target.calendar, target.round.fiscal_year
        )
        self.rows = list(self._rows())
        self._match()
        for row in self.rows:
            self._choose(f"{row.prefix}-choice", row.default)
            row.choice = self.boxes.one(f"{row.prefix}-choice")
        self.only_here = [] if self.replaces else list(self._only_here())
        for _, _, line in self.only_here:
            self._choose(f"l{line.pk}-choice", KEEP)
        self.closing = {name: self._closing(name) for name in intake_boxes.CLOSING}
        for name, pair in self.closing.items():
            self._choose(f"{name}-choice", self._closing_default(name, pair))

    def _choose(self, box: str, default: str) -> None:
        self.shown[box] = [default]

    def one(self, name: str) -> str:
        return self.boxes.one(name)

    def words(self, name: str) -> str:
        """All that a box holds, for telling two people's corrections apart."""
        return self.boxes.words(name)

    # ---- rows

    def _rows(self) -> Iterator[FileRow]:
        for place, group in enumerate(self.reading.groups):
            windows = {name: self.boxes.window(place, name) for name in intake_boxes.WINDOWS}
            for row, line in enumerate(group.lines):
                yield FileRow(place, row, self.boxes.line(place, row), raw=line.raw, **windows)

    @cached_property
    def _matched(self) -> dict[int, int]:
        """Place of a row of the document → place of the row of the report that it is."""
        return matching.match(
            [self._known_by(line, number) for number, _, line in self.target.lines],
            [self._read_known_by(row) for row in self.rows],
        )

    @cached_property
    def replaces(self) -> bool:
        """Whether the document's rows take the place of all: nobody has written here, and it is no file of ours."""
        keys = {line.pk for _, _, line in self.target.lines}
        ours = any(line.key in keys for _, _, line in self.reading.lines())
        return self.target.is_as_started and not ours

    def _match(self) -> None:
        if self.replaces:
            return
        for theirs, ours in self._matched.items():
            row = self.rows[theirs]
            row.our_number, row.our_group, row.ours = self.target.lines[ours]
            row.pairs = tuple(self._pairs(row))
            row.is_newer_here = row.ours.pk in self.target.newer

    def _known_by(self, line: Line, number: int) -> matching.Row:
        codes = frozenset(str(tie) for item in line.texts for tie in item.ties)
        words = "".join(item.text for item in line.texts) or line.result
        return matching.Row(line.pk, codes, number, redline.unspaced(words))

    def _read_known_by(self, row: FileRow) -> matching.Row:
        group = self.reading.groups[row.group]
        steps = frozenset(str(step) for item in row.read.items for step in item.steps)
        words = "".join(item.text for item in row.read.items) or row.read.result
        return matching.Row(
            group.lines[row.place].key, steps, group.number, redline.unspaced(words)
        )

    @cached_property
    def _missing_columns(self) -> set[str]:
        return intake_columns.missing(self.reading.columns)

    def _pairs(self, row: FileRow) -> Iterator[CellPair]:
        pairs = self._cell_pairs(row)
        return (one for one in pairs if one.theirs or one.name not in self._missing_columns)

    def _cell_pairs(self, row: FileRow) -> Iterator[CellPair]:
        for name in intake_boxes.WINDOWS if row.is_first else ():
            ours, theirs = getattr(row.our_group, name), getattr(row, name)
            yield CellPair(name, _printed(ours), _printed(theirs), _same_window(ours, theirs))
        line, read = row.ours, row.read
        step = "\n".join(cells.shown_step(item.label, item.text) for item in line.texts)
        texts = {
            "step": (step, read.step_cell),
            "result": (self._result(line, read.result), read.result),
        }
        for name, (ours, theirs) in texts.items():
            yield CellPair(name, _said(ours), _said(theirs), redline.same(ours, theirs))
        yield self._status_pair(row)
        if any(item.is_chosen for item in read.items):
            ties = {tie for item in line.texts for tie in item.ties}
            chosen = {step for item in read.items for step in item.steps}
            yield CellPair("ties", self._places(ties), self._places(chosen), ties == chosen)

    def _result(self, line: Line, read: str) -> str:
        """The result, or what is printed in its place where the document says just that."""
        printed = self.target.printed_result(line)
        return printed if redline.same(printed, read) else line.result

    def _status_pair(self, row: FileRow) -> CellPair:
        """Both as people read them; a dash has a meaning here, so the statuses themselves are compared."""
        line, read = row.ours, row.read
        ours, theirs = self.target.printed_status(line), self.status_words(read)
        is_same = line.status == read.status and redline.same(ours, theirs)
        is_same = is_same or (not line.status_text and self._is_dash_of_ours(row))
        return CellPair("status", _status(line.status, ours), _status(read.status, theirs), is_same)

    def _is_dash_of_ours(self, row: FileRow) -> bool:
        """Whether the dash is what our own paper prints of a status that nobody has set."""
        read, line = row.read, self.reading.groups[row.group].lines[row.place]
        is_ours = line.key == row.ours.pk and not intake_columns.is_data(self.reading.columns)
        is_dash = read.status == Status.NOT_DUE and not read.status_text and not row.ours.status
        return is_ours and is_dash and f"{row.prefix}-status" not in self.typed

    def _places(self, steps: set[int]) -> str:
        """ข้อ ๑, ๒: where steps stand in the calendar."""
        calendar = self.target.calendar
        orders = sorted(calendar[step].order for step in steps if step in calendar)
        return f"ข้อ {', '.join(map(thai.to_thai_digits, orders))}" if orders else ""

    def status_words(self, read: ReadLine) -> str:
        words = intake_boxes.round_words(self.target.round)
        return read.status_text or words.get(read.status, "")

    def _only_here(self) -> Iterator[tuple[int, Group, Line]]:
        found = {row.ours.pk for row in self.rows if row.ours}
        return (one for one in self.target.lines if one[2].pk not in found)

    # ---- the closing words

    def _closing(self, name: str) -> CellPair:
        theirs = self.boxes.closing(name)
        ours = self.printed_closing(name)
        return CellPair(name, ours, theirs, redline.same(ours, theirs))

    def printed_closing(self, name: str) -> str:
        own = getattr(self.target.report, name, "")
        if own:
            return own
        if name == "contact":
            return self.target.province.contact_block()
        return self.target.round.footnote

    def _closing_default(self, name: str, pair: CellPair) -> str:
        is_printed = name != "contact" or self.target.round.show_contact
        gives_way = is_printed and name not in self.target.newer_closing
        return TAKE if pair.theirs and not pair.is_same and gives_way else KEEP

    @property
    def problems(self) -> intake_boxes.Problems:
        return self.boxes.problems


def _printed(window: Window | None) -> str:
    return thai.write_window(window) if window else ""


def _same_window(ours: Window | None, theirs: Window | None) -> bool:
    if ours and theirs and ours.understood and theirs.understood:
        return _dates(ours) == _dates(theirs)
    return redline.same(_printed(ours), _printed(theirs))


def _dates(window: Window) -> tuple:
    return window.start, window.end, window.precision


def _status(value: str, printed: str) -> str:
    """The printed words of a status; of one that is printed as a dash what the dash means."""
    return Status(value).label if value and not _said(printed) else _said(printed)


def _said(words: str) -> str:
    return "" if redline.same(words, "") else words
