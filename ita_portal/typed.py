"""What people type into boxes: how windows are shown and read, texts kept or refused, two texts of one row."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ita_portal import thai
from ita_portal.thai import Window

Fields = dict[str, list[str]]


class CellError(ValueError):
    """A box that cannot be kept. `offer`: a text that the person may have meant, or None."""

    def __init__(self, message: str, offer: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offer = offer


def digest(fields: Mapping[str, Sequence[str]]) -> str:
    """A short word for what a row's boxes hold: the same when a browser sends them back untouched.

    Browsers send line ends as \\r\\n, and several ticks in the order of the page.
    """
    boxes = sorted((name, sorted(map(fold_lines, values))) for name, values in fields.items())
    written = json.dumps(boxes, ensure_ascii=False)
    return hashlib.blake2s(written.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def fold_lines(typed: str) -> str:
    return typed.replace("\r\n", "\n").replace("\r", "\n")


# ---- texts


def read_text(typed: str, limit: int) -> str:
    """Typed text as it is kept: clean, empty for white space. Raises CellError."""
    kept = thai.clean_text(typed)
    refuse_forbidden(kept)
    if len(kept) > limit:
        raise CellError(
            f"ข้อความยาว {_count(len(kept))} ตัวอักษร เกินที่รับได้ ({_count(limit)} ตัวอักษร)"
            " โปรดตัดให้สั้นลง ข้อความที่พิมพ์ยังอยู่ครบ"
        )
    return kept if kept.strip() else ""


def _count(number: int) -> str:
    return thai.to_thai_digits(f"{number:,}")


def refuse_forbidden(typed: str) -> None:
    if message := thai.forbidden_message(typed):
        raise CellError(message)


# ---- windows


def shown_window(window: Window | None) -> str:
    """The words as typed; a window that was never typed as it is written."""
    if window is None:
        return ""
    return window.text or thai.write_window(window)


def read_window(typed: str, fiscal_year: int) -> Window | None:
    """A typed window; words that are not understood are kept as words. Raises CellError."""
    typed = thai.clean_text(typed)
    refuse_forbidden(typed)
    typed = " ".join(line.strip() for line in typed.splitlines() if line.strip())
    try:
        return thai.read_window(typed, fiscal_year)
    except thai.WindowError as error:
        if error.code == "not_understood":
            return Window.unread(typed)
        raise CellError(error.message, error.offer) from error


def read_day(typed: str) -> date | None:
    """One day typed the Thai way (15 พ.ค. 2567, ๑๕/๕/๒๕๖๗); None for an empty box. Raises CellError, WindowError."""
    window = thai.read_window(typed)
    if window is None:
        return None
    if window.start is None or window.start != window.end or window.precision != "day":
        raise CellError("โปรดพิมพ์วันเดียว เช่น ๑๕ พฤษภาคม ๒๕๖๗")
    return window.start


def offer_for(typed: str, fiscal_year: int) -> str | None:
    """What the portal thinks a typed window was meant to be, where it has to ask."""
    try:
        thai.read_window(thai.clean_text(typed), fiscal_year)
    except thai.WindowError as error:
        return error.offer
    return None


_YEAR = re.compile("[0-9๐-๙]{4}")


def lacks_year(typed: str) -> bool:
    """Whether a window was typed without its year, which was then taken from the fiscal year."""
    if _YEAR.search(typed):
        return False
    try:
        thai.read_window(typed)
    except thai.WindowError:
        return True
    return False


@dataclass(frozen=True, slots=True)
class Difference:
    """One box that two people wrote in: what I typed and what stands there now, under its label."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people's texts of one row, to choose from. `theirs` names the version of the other text."""

    prefix: str
    place: str
    who: str
    theirs: str
    differences: list[Difference]
