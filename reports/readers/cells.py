"""Cells of a report's table, each understood with what was changed: step texts, results, windows, statuses."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from ita_portal import thai
from ita_portal.thai import Window
from reports import slips
from reports import text as typed
from reports.document import Status
from reports.readers import characters, statuses
from reports.readers.reading import Warning

MOST = 100  # steps of a cell
LABEL_LIMIT = 12  # characters of a label; a longer one is part of its text


@dataclass(slots=True)
class Told:
    """The warnings of a reading as they are found, each for a place."""

    warnings: list[Warning] = field(default_factory=list)
    _seen: set[Warning] = field(default_factory=set)

    def add(
        self, place: str, code: str, text: str, *, words: str = "", suggestion: str = ""
    ) -> None:
        warning = Warning(place, code, text, words, suggestion)
        if warning not in self._seen:
            self._seen.add(warning)
            self.warnings.append(warning)


def quoted(words: str) -> str:
    """Words of a paper for a sentence about them, cut where they are long."""
    line = " ".join(words.split())
    return f"“{line[:80]}{'…' if len(line) > 80 else ''}”"


def mended(raw: str, place: str, told: Told) -> str:
    """A text with its characters as the portal keeps them; what was changed is told."""
    text, changes = characters.normalised(raw)
    if changes:
        tell_changes(changes, raw, place, told)
    text, spaced = characters.joined_letters(text)
    for words in spaced:
        meant = words.replace(" ", "")
        told.add(
            place,
            "letter_spaced",
            f"{quoted(words)} ถูกเว้นวรรคทีละตัวอักษร จึงอ่านเป็น {quoted(meant)} โปรดตรวจ",
            words=words,
            suggestion=meant,
        )
    return text


def tell_changes(changes: Sequence[str], raw: str, place: str, told: Told) -> None:
    sentence = f"แปลงแล้ว: {', '.join(changes)} โปรดตรวจคำที่อ่านได้"
    told.add(place, "characters_normalised", sentence, words=raw)


# ---- step texts


def step_items(text: str) -> list[tuple[str, str]]:
    """Label and text of each step of a cell; none where it is empty or a lone dash.

    Lines that begin with a label are items when the first does. Within a line they are parted only at
    ` - ` or the next number of the same kind, and only where the cell begins with such a label; not at
    all where each line has one.
    """
    text = text.strip()
    if not text or typed.is_dash(text):
        return []
    if not _label(text.split("\n", 1)[0])[0]:
        return [("", text)]
    items: list[tuple[str, str]] = []
    lines = text.split("\n")
    # Where each item has a line of its own, a dash within one is a word of it.
    each_has_a_line = len(lines) > 1 and all(_label(line)[0] for line in lines)
    for line in lines:
        label, rest = _label(line)
        if label:
            items += [(label, rest)] if each_has_a_line else _parted(label, rest)
        elif items:
            items[-1] = (items[-1][0], f"{items[-1][1]}\n{rest}")
    # A text of so many dashes is no list of steps.
    return (
        [(label, words.strip()) for label, words in items] if len(items) <= MOST else [("", text)]
    )


def _label(line: str) -> tuple[str, str]:
    label, rest = typed.split_label(line)
    return (label, rest) if len(label) <= LABEL_LIMIT else ("", line.strip())


_DASHES = "-‐‑‒–—―−"
_BULLETS = "•●▪◦·*"
_NUMBERED = re.compile(r"(\(?)([0-9๐-๙]{1,3})([.)])")


def _parted(label: str, text: str) -> list[tuple[str, str]]:
    """One labelled line as its items."""
    if label in _DASHES or label in _BULLETS:
        signs = _DASHES if label in _DASHES else label
        parts = re.split(rf"(?<=\S) +([{signs}]) +(?![0-9๐-๙])", text)
        return [(label, parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return _parted_by_numbers(label, text)


def _parted_by_numbers(label: str, text: str) -> list[tuple[str, str]]:
    items = []
    while (numbered := _NUMBERED.fullmatch(label)) is not None:
        number = int(thai.to_arabic_digits(numbered[2])) + 1
        following = f"{numbered[1]}{number}{numbered[3]}"
        pattern = f"{re.escape(following)}|{re.escape(thai.to_thai_digits(following))}"
        found = re.search(rf"(?<=\s)(?:{pattern})(?=\s*\S)(?!\s*(?:[0-9๐-๙]))", text)
        if found is None:
            break
        items.append((label, text[: found.start()].strip()))
        label, text = found[0], text[found.end() :].strip()
    return [*items, (label, text)]


# ---- results


def result_text(text: str) -> str:
    """The words of a result; empty for a lone dash."""
    return "" if typed.is_dash(text) else text.strip()


_GOES_ON = re.compile(r"\s*(?:[-•]\s|\(?[0-9๐-๙ก-ฮ]{1,3}[.)]|[0-9๐-๙]{1,2}\.[0-9๐-๙])")


def joined(above: str, below: str) -> str:
    """Two parts of one cell that a page parted: an item or a paragraph begins on a line of its own."""
    if not above.strip() or not below.strip():
        return above.strip() or below.strip()
    is_new_line = bool(_GOES_ON.match(below)) or "\n" in above or "\n" in below
    between = "\n" if is_new_line else " "
    return f"{above.rstrip()}{between}{below.lstrip()}"


# ---- windows


def window(text: str, place: str, fiscal_year: int | None, told: Told) -> Window | None:
    """The window of a cell; one that is not understood keeps its words and is told."""
    words = " ".join(text.split())
    try:
        found = thai.read_window(words, fiscal_year)
    except thai.WindowError as error:
        told.add(place, "window_unread", error.message, words=words, suggestion=error.offer or "")
        return Window.unread(words)
    if found is not None and _lacks_year(words, fiscal_year):
        written = thai.window_sentence(found)
        told.add(
            place,
            "year_assumed",
            f"ไม่ได้เขียนปีไว้ จึงอ่านตามปีงบประมาณเป็น {written} โปรดตรวจ",
            words=words,
        )
    return found


def _lacks_year(words: str, fiscal_year: int | None) -> bool:
    if fiscal_year is None:
        return False
    try:
        thai.read_window(words)
    except thai.WindowError:
        return True
    return False


# ---- statuses


def status(text: str, place: str, told: Told) -> tuple[Status | None, str]:
    """The status and its words as read, on one line; a guess and an unknown wording are told."""
    words = " ".join(text.split())
    understood = statuses.understand(words)
    if understood.is_guess and understood.status:
        label = {"done": "ดำเนินการแล้ว", "in_progress": "อยู่ระหว่างดำเนินการ", "not_due": "ยังไม่ถึงกำหนด"}
        told.add(
            place,
            "status_guessed",
            f"{quoted(words)} ไม่ใช่คำที่กำหนด เดาว่าหมายถึง {label[understood.status]} โปรดตรวจ",
            words=words,
            suggestion=label[understood.status],
        )
    elif understood.is_guess:
        told.add(
            place,
            "status_unread",
            f"ไม่ทราบสถานะจากถ้อยคำ {quoted(words)} โปรดเลือกสถานะ",
            words=words,
        )
    return understood.status, words


_STATUS_LINE = re.compile(
    r"(?:^|\n)\s*\(?สถานะ(?:การดำเนินการ|การดำเนินงาน)?\s*[:：]?\s*(?P<status>[^\n]+?)\)?\s*$"
)


def status_in(result: str, place: str, told: Told) -> tuple[Status | None, str]:
    """The status that the last line of a result names, for papers without a column for it; it is told."""
    match = _STATUS_LINE.search(result)
    understood = statuses.understand(match["status"]) if match else None
    if understood is None or understood.status is None:
        return None, ""
    sentence = f"อ่านสถานะ {quoted(match['status'])} จากบรรทัดท้ายของผลการดำเนินการ โปรดตรวจ"
    told.add(place, "status_guessed", sentence, words=match["status"])
    return understood.status, match["status"]


# ---- slips of words


def tell_slips(text: str, place: str, codes: frozenset[str], told: Told) -> None:
    """Warn of what is damaged or mistyped in a text; `codes` are those of the paper's survey links."""
    found: Iterable[tuple[str, str, Callable[[str, str], str]]] = (
        *((("term_slip", slip, _meant)) for slip in slips.term_slips(text)),
        *((("damaged_email", slip, _address)) for slip in slips.damaged_emails(text)),
        *((("damaged_code", slip, _meant)) for slip in slips.damaged_codes(text)),
        *((("survey_link", slip, _link)) for slip in slips.survey_slips(text, codes)),
    )
    for code, slip, sentence in found:
        told.add(
            place, code, sentence(slip.words, slip.meant), words=slip.words, suggestion=slip.meant
        )


def _meant(words: str, meant: str) -> str:
    return f"{quoted(words)} น่าจะหมายถึง {quoted(meant)} โปรดตรวจ"


def _address(words: str, meant: str) -> str:
    why = "มีเลขไทย จึง" if thai.holds_thai_digits(words) else ""
    return f"ที่อยู่อีเมล {quoted(words)} {why}ใช้ส่งไม่ได้ น่าจะหมายถึง {quoted(meant)}"


def _link(words: str, meant: str) -> str:
    return f"ลิงก์แบบวัดลงท้ายด้วย {quoted(words)} น่าจะเป็น {quoted(meant)} โปรดเปิดดูว่าใช้ได้"
