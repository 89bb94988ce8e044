"""One cell of the table: how it is shown in a box, what typed text is kept as, the sentence that refuses it."""

from dataclasses import dataclass

from ita_portal import thai
from ita_portal.thai import Window
from ita_portal.typed import (
    CellError,
    Fields,
    digest,
    fold_lines,
    lacks_year,
    offer_for,
    read_text,
    read_window,
    shown_window,
)
from reports import text

# What every form of typed text knows stands in ita_portal/typed.py.
__all__ = [
    "CellError",
    "Echo",
    "Fields",
    "digest",
    "echo",
    "fold_lines",
    "offer_for",
    "one_line",
    "read_steps",
    "read_text",
    "read_window",
    "shown_step",
    "shown_window",
]

RESULT_LIMIT = 20_000
STEP_LIMIT = 2_000
DETAIL_LIMIT = 5_000
STATUS_TEXT_LIMIT = 120
REASON_LIMIT = 500
LABEL_LIMIT = 12


def one_line(stored: str) -> str:
    """A text as a browser shows it in a box of one line."""
    return fold_lines(stored).replace("\n", "")


# ---- windows


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
        return Echo("ระบบอ่านเป็นวันที่ไม่ได้ รายงานจะพิมพ์ตามคำนี้", understood=False, offer=offer)
    sentence = thai.window_sentence(window)
    if lacks_year(window.text):
        return Echo(f"อ่านว่า {sentence} (เติมปีตามปีงบประมาณให้)")
    said = thai.fold(thai.to_thai_digits(window.text))
    return Echo(f"อ่านว่า {sentence}", is_plain=said in (sentence, thai.write_window(window)))


# ---- step texts


# A step text with its label before it, as it is typed.
shown_step = text.with_label


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
