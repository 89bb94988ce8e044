"""Days off as they are pasted: a day (or several) and its name on each line, in either order (pure)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ita_portal import thai

NO_DAY = "อ่านวันที่ไม่ได้ โปรดพิมพ์วันแล้วตามด้วยชื่อ เช่น 13 เม.ย. 2568 วันสงกรานต์"
NO_NAME = "ไม่มีชื่อวันหยุด โปรดพิมพ์ชื่อต่อจากวันที่"
LONG_NAME = "ชื่อวันหยุดยาวเกิน ๑๒๐ ตัวอักษร โปรดตัดให้สั้นลง"
MOST_DAYS, LONGEST_NAME = 31, 120
TOO_MANY_DAYS = "ช่วงวันนี้ยาวเกินหนึ่งเดือน โปรดตรวจวันที่"

_LABEL = re.compile(r"^\s*[0-9๐-๙]{1,3}[.)]\s+|^\s*[-•*]\s+")
_EDGE = " \t,;:–-|"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not understood: its number from one, its text, and what to do."""

    number: int
    text: str
    sentence: str


@dataclass
class Pasted:
    """The days that were read with their names, and the lines that were not."""

    days: dict[date, str] = field(default_factory=dict)
    bad: list[BadLine] = field(default_factory=list)


def read_lines(text: str, year: int) -> Pasted:
    """Every line of a pasted list. `year` (พ.ศ., of the calendar) completes days without one."""
    found = Pasted()
    for number, line in enumerate(thai.clean_text(text).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            days, name = _read_line(line, year)
        except ValueError as refused:
            found.bad.append(BadLine(number, line.strip(), str(refused)))
        else:
            for day in days:
                found.days[day] = name
    return found


def _read_line(line: str, year: int) -> tuple[list[date], str]:
    """Raises ValueError with the sentence for people."""
    said = NO_DAY
    for when, name in _splits(_LABEL.sub("", line)):
        try:
            window = _window(when, year)
        except thai.WindowError as error:
            said = said if error.code == "not_understood" else error.message
            continue
        if window is None:
            continue
        return _days(window), _name(name)
    raise ValueError(said)


def _splits(line: str) -> Iterator[tuple[str, str]]:
    """(day, name) in the ways a line may be meant: at its first tab, else the longest day before or after."""
    if "\t" in line:
        cells = [cell.strip() for cell in line.split("\t")]
        # The number of the row in somebody's table.
        cells = [cell for cell in cells if cell and not cell.strip(".").isdecimal()]
        for place, cell in enumerate(cells):
            yield cell, " ".join(cells[:place] + cells[place + 1 :])
    words = line.split()
    for count in range(len(words), 0, -1):
        yield " ".join(words[:count]), " ".join(words[count:])
    for count in range(1, len(words)):
        yield " ".join(words[count:]), " ".join(words[:count])


def _window(when: str, year: int) -> thai.Window | None:
    """The days that words name, each day of them known; None where they name none."""
    when = when.strip(_EDGE)
    if not when or len(when) > thai.MAX_LENGTH or not re.search("[0-9๐-๙]", when):
        return None
    try:
        window = thai.read_window(when)
    except thai.WindowError as error:
        if re.search("[0-9๐-๙]{4}", when):
            raise
        try:
            window = thai.read_window(f"{when} {year}")
        except thai.WindowError:
            raise error from None
    is_known = window and window.start and window.end and window.precision == "day"
    return window if is_known else None


def _days(window: thai.Window) -> list[date]:
    count = (window.end - window.start).days + 1
    if count > MOST_DAYS:
        raise ValueError(TOO_MANY_DAYS)
    return [window.start + timedelta(days=one) for one in range(count)]


def _name(typed: str) -> str:
    name = " ".join(typed.strip(_EDGE).split())
    if not name:
        raise ValueError(NO_NAME)
    if message := thai.forbidden_message(name):
        raise ValueError(message)
    if len(name) > LONGEST_NAME:
        raise ValueError(LONG_NAME)
    return name
