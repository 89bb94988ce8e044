"""The report as frozen dataclasses: what forms, readers, writers and submissions share.

A `Report` holds everything that is printed, so that a frozen version needs no live row, round
or calendar. Its canonical JSON (UTF-8, sorted keys, no spaces, schema version inside) is what a
submission keeps and what its SHA-256 is taken from.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ita_portal.thai import Window, write_date

SCHEMA = 3
# Schema 1 knew neither an address nor a text size: it prints no QR code, in the normal size.
# Schema 2 knew no evidence, explanations or masks, and nobody whose post the signer fills.
# Of schema 3, what was frozen before `prints_calendar` was known does not print its calendar.
READABLE = (1, 2, SCHEMA)

Status = Literal["done", "in_progress", "not_due"]
Answer = Literal["nothing_to_report", "not_ours"]
NumberStyle = Literal["๑", "๑."]
TextSize = Literal["normal", "large"]
EvidenceKind = Literal["file", "link", "official"]

STATUSES = get_args(Status)
ANSWERS = get_args(Answer)
NUMBER_STYLES = get_args(NumberStyle)
TEXT_SIZES = get_args(TextSize)
EVIDENCE_KINDS = get_args(EvidenceKind)


class UnreadableContent(ValueError):
    """The JSON is not a report of a schema this portal knows."""


@dataclass(frozen=True, slots=True)
class Item:
    """One step text with its label as typed (`-`, `๑.`, `๑)`) and the codes of the calendar steps it answers."""

    text: str
    label: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence beside a row; not printed. `key` is its id on the province's shelf.

    A file has a `name`, a `sha256` and a `size` in bytes, a link an `address`, an official document its
    type as `name` (คำสั่ง), a `number` as typed and a `day`; what a kind does not have is empty.
    """

    kind: EvidenceKind
    key: int
    caption: str = ""
    name: str = ""
    address: str = ""
    number: str = ""
    day: date | None = None
    sha256: str = ""
    size: int = 0

    @property
    def title(self) -> str:
        """What it is called without its caption: a file's name, an address, คำสั่ง ที่ … ลงวันที่ …; digits as typed."""
        if self.kind == "link":
            return self.address
        number = f"ที่ {self.number}" if self.number else ""
        day = f"ลงวันที่ {write_date(self.day)}" if self.day else ""
        return " ".join(filter(None, (self.name, number, day)))


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row. `status_text` holds the words as read or typed; empty means the round's words.

    `key` tells the same row from one version to the next (the row's database id); null in
    content that has not been stored.
    """

    items: tuple[Item, ...]
    result: str = ""
    status: Status | None = None
    status_text: str = ""
    answer: Answer | None = None
    answer_reason: str = ""
    key: int | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether the province has said anything in this row; nothing to report is said with its reason."""
        is_answered = self.answer == "not_ours" or (self.answer and self.answer_reason.strip())
        return bool(self.result or self.status or self.status_text or is_answered)


@dataclass(frozen=True, slots=True)
class Group:
    """One ที่ with both windows; null is an empty cell. Its number is its place, counted from one."""

    lines: tuple[Line, ...]
    official: Window | None = None
    provincial: Window | None = None


@dataclass(frozen=True, slots=True)
class Province:
    """Whose report it is: DOPA code (two digits), slug of its public address, Thai name without จังหวัด."""

    code: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words a round prints for each status, and in place of a result for each answer (empty: a dash)."""

    done: str
    in_progress: str
    not_due: str = "-"
    nothing_to_report: str = ""
    not_ours: str = ""


@dataclass(frozen=True, slots=True)
class CalendarStep:
    """A step of the calendar that the report is measured against; both dates inclusive, null where not known."""

    code: str
    title: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who certified, where the round prints a signature block.

    `acting` is รักษาราชการแทน or ปฏิบัติราชการแทน where they act for the holder of the post `acting_for`, else empty.
    """

    name: str
    post: str
    acting: str = ""
    acting_for: str = ""

    @property
    def posts(self) -> tuple[str, ...]:
        """The lines below the name: their own post, then for which one they act; in one, where none is named."""
        if self.acting_for:
            return tuple(filter(None, (self.post, f"{self.acting}{self.acting_for}")))
        return tuple(filter(None, (self.acting, self.post)))


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the drafter says to a finding of the checks; not printed, it goes with the submission.

    `code` names the check, `key` the row (`Line.key`; null outside the table), `words` what triggered it,
    verbatim. `is_kept` where a secret was kept in the public version on purpose.
    """

    code: str
    key: int | None
    words: str
    note: str = ""
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """What marks a frozen version on paper: which submission it is, and the JSON it was made from.

    `number` counts the submissions of a report from one; `source` is the canonical JSON as kept.
    `verify` is the address where everyone can confirm it; empty where it has none. `to_sign` is, of
    ฉบับเสนอลงนาม, the version of the report's content; then `submitted_at` is when it was asked for.
    """

    reference: str
    number: int
    submitted_at: datetime
    source: str
    verify: str = ""
    to_sign: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One province's report in one round, complete for printing.

    `fiscal_year` is a Buddhist-era year, `months` 6 or 12, `as_of` an inclusive date. `title`
    has the province filled in and may hold line breaks. `headings` are the six column heads.
    `contact` and `footnote` are typed text, empty where nothing is printed. `address` is where the
    report is published, printed as a QR code and in words; empty where neither is printed. `masked`
    counts the places that stand as [ปกปิด] in the public version; it is nought in the full one.
    `prints_calendar` where the report says below its table which revision of the calendar it follows.
    """

    province: Province
    fiscal_year: int
    months: int
    title: str
    headings: tuple[str, str, str, str, str, str]
    status_words: StatusWords
    groups: tuple[Group, ...]
    as_of: date | None = None
    number_style: NumberStyle = "๑"
    text_size: TextSize = "normal"
    footnote: str = ""
    contact: str = ""
    address: str = ""
    signer: Signer | None = None
    calendar_revision: int | None = None
    calendar_steps: tuple[CalendarStep, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    masked: int = 0
    prints_calendar: bool = False

    def lines(self) -> Iterator[tuple[int, Group, Line]]:
        """Each printed row in order, with its number (from one) and its group."""
        for number, group in enumerate(self.groups, start=1):
            for line in group.lines:
                yield number, group, line

    def answered_steps(self) -> tuple[str, ...]:
        """Codes of the calendar's steps that a written row answers, in the calendar's order.

        A row is written when it has a result, a status or an answer: a fresh draft is tied to every
        step and answers none.
        """
        named = {
            code
            for _, _, line in self.lines()
            if line.is_written
            for item in line.items
            for code in item.steps
        }
        return tuple(step.code for step in self.calendar_steps if step.code in named)

    def missing_steps(self) -> tuple[CalendarStep, ...]:
        """The calendar's steps that no row is tied to, in the calendar's order."""
        tied = {code for _, _, line in self.lines() for item in line.items for code in item.steps}
        return tuple(step for step in self.calendar_steps if step.code not in tied)

    def printed_number(self, number: int) -> str:
        """The number of a row (from one) in the report's style, in Arabic digits: `1` or `1.`"""
        return f"{number}." if self.number_style == "๑." else str(number)

    def printed_result(self, line: Line) -> str:
        """The words of column five: as typed, else the answer in the round's words with its reason below."""
        if line.result.strip() or line.answer is None:
            return line.result
        words = getattr(self.status_words, line.answer)
        return f"{words}\n{line.answer_reason}".strip() if words else line.result

    def printed_status(self, line: Line) -> str:
        """The words of column six: as typed, else the round's, else a dash."""
        if line.status_text:
            return line.status_text
        return getattr(self.status_words, line.status) if line.status else "-"


def window_to_dict(window: Window | None) -> dict[str, str | None] | None:
    """A window as JSON data: ISO dates or null, precision, the words as typed."""
    if window is None:
        return None
    return {
        "start": window.start.isoformat() if window.start else None,
        "end": window.end.isoformat() if window.end else None,
        "precision": window.precision,
        "text": window.text,
    }


def window_from_dict(data: dict[str, Any] | None) -> Window | None:
    """The reverse of `window_to_dict`."""
    if data is None:
        return None
    return Window(_date(data["start"]), _date(data["end"]), data["precision"], data["text"])


def to_dict(report: Report) -> dict[str, Any]:
    """The report as JSON data, schema version included."""
    data: dict[str, Any] = {"schema": SCHEMA}
    for field in dataclasses.fields(report):
        data[field.name] = _plain(getattr(report, field.name))
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Window):
        return window_to_dict(value)
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def from_dict(data: dict[str, Any]) -> Report:
    """The reverse of `to_dict`, for every schema that was ever frozen.

    What is read from an older one is written back in the newest: a digest is that of the text kept.
    Raises UnreadableContent for an unknown schema or a malformed report.
    """
    if not isinstance(data, dict) or data.get("schema") not in READABLE:
        raise UnreadableContent(f"not a report of a schema up to {SCHEMA}")
    try:
        report = _report(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableContent(str(error)) from error
    if not _fits(report, Report):
        raise UnreadableContent("a value is not of its kind")
    return report


def _report(data: dict[str, Any]) -> Report:
    fields = {name: value for name, value in data.items() if name != "schema"}
    fields["province"] = Province(**data["province"])
    fields["headings"] = tuple(data["headings"])
    fields["status_words"] = StatusWords(**data["status_words"])
    fields["groups"] = tuple(_group(group) for group in data["groups"])
    fields["as_of"] = _date(data.get("as_of"))
    fields["signer"] = Signer(**data["signer"]) if data.get("signer") else None
    fields["explanations"] = tuple(Explanation(**one) for one in data.get("explanations", []))
    fields["calendar_steps"] = tuple(
        CalendarStep(step["code"], step["title"], _date(step.get("start")), _date(step.get("end")))
        for step in data.get("calendar_steps", [])
    )
    return Report(**fields)


def _date(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _group(data: dict[str, Any]) -> Group:
    return Group(
        official=window_from_dict(data["official"]),
        provincial=window_from_dict(data["provincial"]),
        lines=tuple(_line(line) for line in data["lines"]),
    )


def _line(data: dict[str, Any]) -> Line:
    items = tuple(
        Item(text=item["text"], label=item["label"], steps=tuple(item["steps"]))
        for item in data["items"]
    )
    evidence = tuple(
        Evidence(**{**one, "day": _date(one["day"])}) for one in data.get("evidence", [])
    )
    return Line(**{**data, "items": items, "evidence": evidence})


def _fits(value: Any, kind: Any) -> bool:
    """Whether a value read from JSON is what its annotation says, down to the last field."""
    parts = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if get_origin(kind) is Literal:
        return value in parts
    if get_origin(kind) is tuple:
        wanted = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return len(value) == len(wanted) and all(map(_fits, value, wanted))
    if type(value) is not kind:
        return False
    return all(_fits(getattr(value, name), part) for name, part in _fields(kind).items())


@cache
def _fields(kind: type) -> dict[str, Any]:
    """The fields of a dataclass with their kinds; none of any other type."""
    return get_type_hints(kind) if dataclasses.is_dataclass(kind) else {}


def canonical_json(report: Report) -> str:
    """The one spelling of a report: sorted keys, no spaces, Thai unescaped; to be stored as UTF-8."""
    return json.dumps(
        to_dict(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def from_json(text: str) -> Report:
    """The reverse of `canonical_json`. Raises UnreadableContent."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableContent(str(error)) from error
    return from_dict(data)


def digest(text: str) -> str:
    """SHA-256 of canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
