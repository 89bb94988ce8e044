"""Typed plain text → paragraphs, lists and links.

A blank line begins a paragraph, a line with a label (`-`, `๑.`, `๑)`, `1.`, `(๑)`, `๑.๑` …) is an
item of a list, any other line goes on with what stands before it. Labels stay exactly as typed,
and nothing but white space is dropped: labels and texts put together are the typed text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ita_portal import thai


@dataclass(frozen=True, slots=True)
class Text:
    """Running words, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A URL or an e-mail address as typed, and where it leads."""

    text: str
    href: str


Inline = Text | Link
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; each stood on a line of its own when typed."""

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item with its label as typed, and its lines."""

    label: str
    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class List:
    """Items that follow each other without a blank line."""

    items: tuple[ListItem, ...]


Block = Paragraph | List

_D = "[0-9๐-๙]"
# The number of an item: one to three digits, none of them a leading zero.
_NUMBER = f"[1-9๑-๙]{_D}{{0,2}}"
# Parts such as ๑.๑ or ๑.๑.๑; two digits each, so that a year is never one.
_PART = f"[1-9๑-๙]{_D}?"
# What an item's text may begin with when no space stands before it.
_OPENING = r"(?:[^\W\d_]|[(\"“‘'\[])"
_AFTER = rf"(?=\s+\S|{_OPENING})"
# A dotted number before a Latin letter is more often a size (1.5G) than a label.
_AFTER_DOTTED = r"(?=\s+\S|[ก-ฮเ-ไ(\"“‘'\[])"

_LABEL = re.compile(
    rf"""
      [-‐‑‒–—―−]{_AFTER}                 # not a negative number, a range or ---
    | [•●▪◦·]\s*(?=\S)
    | \*(?=\s+\S)
    | \((?:{_NUMBER}|{_PART}(?:\.{_PART}){{1,3}}|[ก-ฮ])\){_AFTER}
    | {_PART}(?:\.{_PART}){{1,3}}(?:[.)]{_AFTER}|{_AFTER_DOTTED})
    | {_NUMBER}[.)]{_AFTER}
    | [ก-ฮ]\)\s*(?=\S)
    """,
    re.VERBOSE,
)
_DOTTED = re.compile(rf"({_D}+)\.({_D}+)(?:\.({_D}+))?")
# After one of these a dotted number was an amount, a time of day or a range, not a label.
_MEASURE = re.compile(
    r"""\s*(?:
      [-–—%xX×+=/]
    | น\. | ล้าน | แสน | หมื่น | พัน | ร้อย(?!เอ็ด) | บาท | เท่า | เปอร์ | คะแนน | ไร่ | กิโล | กก | กม
    | เมตร | ตาราง | ตร\. | ชั่วโมง | ชม\. | นาที | ปี | เดือน | วัน(?!ที่) | จุด | และ | ถึง | หรือ
    )""",
    re.VERBOSE,
)
_DASH = re.compile(r"[-‐‑‒–—―−]")


def is_dash(text: str) -> bool:
    """Whether a cell holds only a dash, which says that there is nothing."""
    return _DASH.fullmatch(text.strip()) is not None


def split_label(text: str) -> tuple[str, str]:
    """`- การลงทะเบียน` → `("-", "การลงทะเบียน")`; the label is empty when there is none.

    White space around both is dropped. `1.5 ล้าน`, `๓๑.๑.๒๕๖๗`, `๙.๓๐ น.` and `-5` bear no label,
    nor does a line that begins with an address.
    """
    text = text.strip()
    found = _LABEL.match(text)
    if found is None or _is_amount(text, found.end()) or _is_address(text, found.end()):
        return "", text
    return found.group().rstrip(), text[found.end() :].lstrip()


def with_label(label: str, text: str) -> str:
    """`("-", "การลงทะเบียน")` → `- การลงทะเบียน`, as it is typed; the reverse of `split_label`."""
    return f"{label} {text}" if label else text


def _is_amount(text: str, end: int) -> bool:
    """Whether `1.5`, `๙.๓๐` or `๓๑.๑.๖๗` before `end` is a quantity, a time or a date after all."""
    dotted = _DOTTED.match(text)
    if dotted is None or dotted.end() != end:
        return False
    is_date = dotted[3] is not None and int(dotted[3]) >= 40
    return is_date or _MEASURE.match(text, end) is not None


def _is_address(text: str, end: int) -> bool:
    """Whether what looks like a label is the beginning of an address, as in `1.somchai@example.go.th`."""
    if text[end : end + 1].isspace() or not text[0].isdigit():
        return False
    first = next(iter(inlines(text.split(maxsplit=1)[0])))
    return isinstance(first, Link)


def parse(text: str) -> tuple[Block, ...]:
    """What was typed as paragraphs and lists, in order; empty for white space. Never raises."""
    return tuple(block for chunk in _chunks(text) for block in _blocks(chunk))


def _chunks(text: str) -> Iterator[list[str]]:
    """The lines between blank lines, without the white space around them."""
    chunk: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line := line.strip():
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _blocks(chunk: list[str]) -> Iterator[Block]:
    """A paragraph when the first line bears no label, then one list of the items that follow."""
    entries: list[tuple[str, list[Inlines]]] = []
    for line in chunk:
        label, rest = split_label(line)
        if label or not entries:
            entries.append((label, []))
        entries[-1][1].append(inlines(rest))
    if not entries[0][0]:
        yield Paragraph(tuple(entries.pop(0)[1]))
    if entries:
        yield List(tuple(ListItem(label, tuple(lines)) for label, lines in entries))


def inlines(line: str) -> Inlines:
    """One line as words and links. URLs lead where they say, e-mail addresses to `mailto:`.

    A mark that closes what was opened before a URL (<…>, “…”) is not part of the link.
    """
    return tuple(
        found for kind, piece in thai.split_protected(line) for found in _inline(kind, piece)
    )


# What ends a URL here and leaves its digits alone: the safe rule for digits counts it to the URL.
_CLOSING = ">”“’‘'»«.,)]"


def _inline(kind: str, piece: str) -> Iterator[Inline]:
    address = piece.rstrip(_CLOSING) if kind == "url" else piece
    if kind == "text" or address.endswith("://"):
        yield Text(piece)
        return
    yield Link(address, _href(kind, address))
    if rest := piece[len(address) :]:
        yield Text(rest)


def _href(kind: str, address: str) -> str:
    if kind == "email":
        return f"mailto:{address}"
    return f"https://{address}" if address[:4].lower() == "www." else address
