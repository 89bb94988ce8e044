"""One cell of the table: how it is shown in a box, what typed text is kept as, the sentence that refuses it."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ita_portal import thai
from ita_portal.thai import Window
from reports import text

RESULT_LIMIT = 20_000
STEP_LIMIT = 2_000
DETAIL_LIMIT = 5_000
STATUS_TEXT_LIMIT = 120
REASON_LIMIT = 500
LABEL_LIMIT = 12

Fields = dict[str, list[str]]


class CellError(ValueError):
    """A cell that cannot be kept. `offer`: a text that the person may have meant, or None."""

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


def one_line(stored: str) -> str:
    """A text as a browser shows it in a box of one line."""
    return fold_lines(stored).replace("\n", "")


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


def offer_for(typed: str, fiscal_year: int) -> str | None:
    """What the portal thinks a typed window was meant to be, where it has to ask."""
    try:
        thai.read_window(thai.clean_text(typed), fiscal_year)
    except thai.WindowError as error:
        return error.offer
    return None


@dataclass(frozen=True, slots=True)
class Echo:
    """What is said below a window's box of how it was read."""

    sentence: str
    understood: bool = True
    is_plain: bool = False  # the box says the same already
    offer: str | None = None


def echo(window: Window | None, fiscal_year: int) -> Echo | None:
    """None for an empty box, and for a window that nobody typed."""
    if window is None or not window.text:
        return None
    if not window.understood:
        offer = offer_for(window.text, fiscal_year)
        return Echo("อ่านเป็นวันที่ไม่ได้ จะพิมพ์ตามคำที่พิมพ์", understood=False, offer=offer)
    sentence = thai.window_sentence(window)
    if _lacks_year(window.text):
        return Echo(f"อ่านว่า {sentence} (เติมปีตามปีงบประมาณให้)")
    said = thai.fold(thai.to_thai_digits(window.text))
    return Echo(f"อ่านว่า {sentence}", is_plain=said in (sentence, thai.write_window(window)))


_YEAR = re.compile("[0-9๐-๙]{4}")


def _lacks_year(typed: str) -> bool:
    if _YEAR.search(typed):
        return False
    try:
        thai.read_window(typed)
    except thai.WindowError:
        return True
    return False


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


# ---- step texts


def shown_step(label: str, words: str) -> str:
    """A step text with its label before it, as it is typed."""
    return f"{label} {words}" if label else words


def read_steps(typed: str) -> list[tuple[str, str]]:
    """Label and text of each step typed into one box: lines that begin with a label part a labelled list.

    Raises CellError.
    """
    words = read_text(typed, STEP_LIMIT).strip()
    if text.is_dash(words) or not _label(words)[0]:
        return [("", "" if text.is_dash(words) else words)]
    steps: list[tuple[str, str]] = []
    for line in words.split("\n"):
        label, rest = _label(line)
        if label:
            steps.append((label, rest))
        else:
            steps[-1] = (steps[-1][0], f"{steps[-1][1]}\n{rest}")
    return [(label, words.strip()) for label, words in steps]


def _label(line: str) -> tuple[str, str]:
    label, rest = text.split_label(line)
    return (label, rest) if len(label) <= LABEL_LIMIT else ("", line.strip())
