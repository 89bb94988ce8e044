"""A reading in boxes to type over: what each holds at first, what is kept of a post, how a row is read back.

Boxes are named by place: `g0-official` (a number's window), `g0l1-item-0`, `g0l1-ties-0`, `g0l1-result`
(the cells of its second row), `g0l1-choice`, `u3-as` (a piece that was not read), `footnote`, `contact`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from calendar_app.models import RevisionStep, Round
from ita_portal import thai
from ita_portal.thai import Window
from ita_portal.typed import CellError, Fields, fold_lines
from reports import document, redline, text
from reports.forms import cells
from reports.readers import reading as readings
from reports.readers.reading import ReportReading

WINDOWS = ("official", "provincial")
CLOSING = ("footnote", "contact")
AGREE, AGREE_LABEL = "agree", "โปรดตรวจก่อนนำเข้า"
# Characters of all boxes together that a preview keeps; what is typed by people is far less.
MOST_KEPT = 2_000_000

# Calendar step id → its edition, in the calendar's order.
Calendar = Mapping[int, RevisionStep]


def line_prefix(group: int, line: int) -> str:
    return f"g{group}l{line}"


# ---- what the boxes hold before anybody types


def boxes_of(reading: ReportReading, calendar: Calendar, round_: Round) -> Fields:
    """Box → values, as the reading has them; choices are made from a report and not here."""
    ids = {edition.step.code: step for step, edition in calendar.items()}
    boxes: Fields = {AGREE: [""]}
    for name in CLOSING:
        boxes[name] = [getattr(reading, name)]
    for place, group in enumerate(reading.groups):
        for name in WINDOWS:
            boxes[f"g{place}-{name}"] = [cells.shown_window(getattr(group, name))]
        for row, line in enumerate(group.lines):
            boxes |= _line_boxes(line_prefix(place, row), line, ids, round_)
    boxes |= {f"u{place}-as": [""] for place in range(len(leftovers(reading)))}
    return boxes


def _line_boxes(prefix: str, line: readings.Line, ids: Mapping[str, int], round_: Round) -> Fields:
    boxes: Fields = {}
    for place, item in enumerate(items_of(line)):
        boxes[f"{prefix}-item-{place}"] = [cells.shown_step(item.label, item.text)]
        ties = [str(ids[code]) for code in item.steps if code in ids]
        # The empty value says that there were boxes to tick at all.
        boxes[f"{prefix}-ties-{place}"] = ["", *ties]
    boxes[f"{prefix}-result"] = [_said(line.result)]
    boxes[f"{prefix}-status"] = [line.status or ""]
    boxes[f"{prefix}-status_text"] = [own_words(line.status, line.status_text, round_)]
    return boxes


def items_of(line: readings.Line) -> tuple[readings.Item, ...]:
    """The step texts of a row; an empty one where it has none, so that there is a box to type into."""
    return line.items or (readings.Item("", ""),)


def own_words(status: str | None, words: str, round_: Round) -> str:
    """The words of a status where the round does not print the same by itself."""
    words = " ".join(words.split())
    printed = round_words(round_).get(status or "", "-")
    return "" if redline.same(words, printed) else words


def round_words(round_: Round) -> dict[str, str]:
    return {
        "done": round_.word_done,
        "in_progress": round_.word_in_progress,
        "not_due": round_.word_not_due,
    }


def _said(result: str) -> str:
    return "" if text.is_dash(result) else result


def leftovers(reading: readings.Reading) -> list[str]:
    """What stands in the document and in no row: rows not read, page furniture, words of no known place."""
    rows = [" · ".join(filter(None, map(str.strip, cells_))) for cells_ in reading.unread]
    words = [one.words for one in reading.warnings if one.code in LOOSE and one.words.strip()]
    return list(dict.fromkeys(filter(None, [*rows, *words])))


LOOSE = ("furniture_dropped", "text_unplaced", "column_unread")


# ---- what was typed


def kept(data: QueryDict, shown: Fields) -> Fields:
    """The boxes of a post that no longer hold what was shown in them at first; unknown names are left out."""
    return {
        name: values
        for name in shown
        if (values := [fold_lines(value) for value in data.getlist(name)])
        and not _is_untouched(name, values, shown[name])
    }


def _is_untouched(name: str, values: list[str], shown: list[str]) -> bool:
    if _TIES.search(name):
        return set(values) == set(shown)
    return values[:1] == [fold_lines(shown[0])]


_TIES = re.compile(r"-ties-\d+$")


def without_choices(boxes: Mapping[str, list[str]]) -> Fields:
    """Corrections of what was read, without what was decided about rows and loose pieces."""
    decided = ("-choice", "-as", AGREE)
    return {name: values for name, values in boxes.items() if not name.endswith(decided)}


def too_much(boxes: Fields) -> bool:
    return sum(len(value) for values in boxes.values() for value in values) > MOST_KEPT


# ---- a row read back


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A step text; `steps` are CalendarStep ids, `is_chosen` where a person ticked them."""

    label: str
    text: str
    steps: tuple[int, ...] = ()
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class ReadLine:
    items: tuple[ReadItem, ...]
    result: str = ""
    status: str = ""
    status_text: str = ""

    @property
    def step_cell(self) -> str:
        return "\n".join(cells.shown_step(item.label, item.text) for item in self.items)


Problems = dict[str, CellError]


@dataclass
class BoxReader:
    """Reads the boxes of a preview; `problems` says per box what cannot be kept."""

    reading: ReportReading
    shown: Fields
    typed: Fields
    calendar: Calendar
    fiscal_year: int
    problems: Problems = field(default_factory=dict)

    def one(self, name: str) -> str:
        return self.typed.get(name, self.shown.get(name, [""]))[0]

    def words(self, name: str) -> str:
        """All that a box holds, for telling two people's corrections apart."""
        return " ".join(filter(None, self.typed.get(name, self.shown.get(name, [""]))))

    def window(self, group: int, name: str) -> Window | None:
        """A box that was not touched is the window as it was read."""
        box = f"g{group}-{name}"
        read = getattr(self.reading.groups[group], name)
        is_typed = box in self.typed
        try:
            if is_typed or (read and len(read.text) > thai.MAX_LENGTH):
                return cells.read_window(self.one(box), self.fiscal_year)
        except CellError as error:
            self.problems[box] = error
            return None
        return read

    def line(self, group: int, line: int) -> ReadLine:
        prefix = line_prefix(group, line)
        items = items_of(self.reading.groups[group].lines[line])
        result = self._text(f"{prefix}-result", cells.RESULT_LIMIT)
        status = self.one(f"{prefix}-status")
        words = self._text(f"{prefix}-status_text", cells.STATUS_TEXT_LIMIT)
        return ReadLine(
            items=tuple(
                one for place, item in enumerate(items) for one in self._item(prefix, place, item)
            ),
            result=_said(result),
            status=status if status in document.STATUSES else "",
            status_text=" ".join(words.split()),
        )

    def closing(self, name: str) -> str:
        return self._text(name, cells.DETAIL_LIMIT)

    def _text(self, box: str, limit: int) -> str:
        try:
            return cells.read_text(self.one(box), limit)
        except CellError as error:
            self.problems[box] = error
            return ""

    def _item(self, prefix: str, place: int, item: readings.Item) -> Iterator[ReadItem]:
        """The step text of a box; where several steps were typed into it, the first keeps the ties."""
        box, ties = f"{prefix}-item-{place}", f"{prefix}-ties-{place}"
        ticked = self.typed.get(ties, self.shown[ties])
        steps = tuple(step for step in self.calendar if str(step) in ticked)
        first, *more = self._steps(box, item)
        yield ReadItem(*first, steps, ties in self.typed)
        yield from (ReadItem(*one) for one in more)

    def _steps(self, box: str, item: readings.Item) -> list[tuple[str, str]]:
        try:
            if box in self.typed:
                return cells.read_steps(self.one(box))
            cells.read_text(item.text, cells.STEP_LIMIT)
        except CellError as error:
            self.problems[box] = error
        if len(item.label) > cells.LABEL_LIMIT:
            return [("", f"{item.label} {item.text}")]
        return [(item.label, item.text)]
