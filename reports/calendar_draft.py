"""A calendar as it was read → the rows of a draft, each with its words, and what is told of the whole (pure)."""

import re
from dataclasses import dataclass
from typing import Any

from calendar_app.calendar_forms import CODE, LIMITS
from calendar_app.models import Owner
from calendar_app.step_rows import WORDS, StepRow
from ita_portal import thai, typed
from ita_portal.thai import Window
from ita_portal.typed import CellError
from reports.readers.calendar import CalendarReading, StepRead

WINDOW_LIMIT = 200
# What cannot be kept in a database or printed: control characters and the like.
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """`rows` for actions.begin, `raw` for the revision: source, unread rows, notes."""

    rows: list[StepRow]
    raw: dict[str, Any]


def draft_of(reading: CalendarReading, *, fiscal_year: int, source: str) -> CalendarDraft:
    """What was read as a draft of a year (พ.ศ.). What does not fit its box is shortened and told."""
    notes = list(reading.notes)
    if reading.fiscal_year and reading.fiscal_year != fiscal_year:
        notes.append(
            f"ในเอกสารเขียนปี {reading.fiscal_year} แต่ท่านเลือกปี {fiscal_year} โปรดตรวจว่าเป็นปฏิทินของปีใด"
        )
    taken: set[str] = set()
    rows = [
        _row(one, place, fiscal_year, taken, notes)
        for place, one in enumerate(reading.steps, start=1)
    ]
    unread = [[_kept(cell) for cell in cells] for cells in reading.unread]
    return CalendarDraft(rows, {"source": source, "unread": unread, "notes": notes})


def _row(
    step: StepRead, place: int, fiscal_year: int, taken: set[str], notes: list[str]
) -> StepRow:
    code = _code(step.code, place, taken, notes)
    return StepRow(
        code=code,
        title=_short(step.title, LIMITS["title"], place, "ชื่อขั้นตอน", notes),
        owner=_owner(step),
        window=_window(step.when, fiscal_year, place, notes),
        guidance=_short(step.guidance, LIMITS["guidance"], place, "คำแนะนำ", notes),
        sentence=_short(step.sentence, LIMITS["sentence"], place, "ข้อความสำเร็จรูป", notes),
        raw={WORDS: {_kept(name): _kept(words) for name, words in step.words.items()}},
    )


def _owner(step: StepRead) -> str:
    return step.owner if step.owner in Owner.values else ""


def _code(code: str, place: int, taken: set[str], notes: list[str]) -> str:
    """A code that can be one and stands once; else none, so that the portal finds one."""
    if not code:
        return ""
    if not CODE.fullmatch(code) or len(code) > LIMITS["code"] or code in taken:
        notes.append(f"แถวที่ {place}: ใช้รหัส “{_kept(code)[:40]}” ไม่ได้ ระบบจึงตั้งรหัสให้")
        return ""
    taken.add(code)
    return code


def _window(words: str, fiscal_year: int, place: int, notes: list[str]) -> Window | None:
    """As a typed window is read; words that are refused stay as words, and the page says why."""
    words = _SPACES.sub(" ", _kept(words)).strip()
    if words in ("", "-", "–"):
        return None
    words = _short(words, WINDOW_LIMIT, place, "ช่วงระยะเวลา", notes)
    try:
        return typed.read_window(words, fiscal_year)
    except CellError:
        return Window.unread(words)


def _short(text: str, limit: int, place: int, label: str, notes: list[str]) -> str:
    text = _kept(text).strip()
    if len(text) <= limit:
        return text
    notes.append(f"แถวที่ {place}: {label}ยาวเกินที่เก็บได้ จึงตัดไว้ {limit} ตัวอักษร คำเต็มอยู่ใต้ “ในเอกสาร”")
    return text[:limit]


def _kept(text: str) -> str:
    """Text as it is kept, without the signs that nothing can show."""
    text = thai.clean_text(text)
    for sign in thai.forbidden_characters(text):
        text = text.replace(sign, "")
    return text
