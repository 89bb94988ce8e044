"""Two texts side by side: which pieces one has and the other has not, and whether they say the same. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from ita_portal import thai
from reports import text
from reports.words import thai_words

# Shorter agreements in the middle of a word that was changed only make it hard to read.
SHORTEST_AGREEMENT = 3
# Characters up to which two texts are compared; longer ones differ as a whole.
LONGEST = 20_000

# A tag is one thing, and so is a word: Thai has no spaces between them, so of Thai a run of letters.
_TOKEN = re.compile(r"<[^<>]{0,200}>|[\u0e00-\u0e4e]+|[A-Za-z]+|[0-9๐-๙]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `is_other` where the other text has something else in its place."""

    text: str
    is_other: bool = False


def same(one: str, other: str) -> bool:
    """Whether two texts say the same: Thai or Arabic digits, dashes, spaces and old glyphs aside.

    A lone dash says what an empty cell says. Thai has no spaces between words, so none counts.
    """
    return unspaced(one) == unspaced(other)


def unspaced(typed: str) -> str:
    """A text for telling whether, or how much, two are alike; never for keeping."""
    return folded(typed).replace(" ", "")


def folded(typed: str) -> str:
    """A text with its spaces, its digits and glyphs of one kind; never for keeping."""
    return "" if text.is_dash(typed) else thai.fold(thai.to_arabic_digits(typed))


Pieces = tuple[Piece, ...]


def pieces(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts cut where they begin and cease to agree; joined again they are the texts themselves.

    White space alone is never a difference, nor is the script of a digit.
    """
    if (whole := _whole_texts(old, new)) is not None:
        return whole
    spans = [
        part
        for differs, before, after in _spans(_TOKEN.findall(old), _TOKEN.findall(new))
        for part in (_refined(before, after) if differs else [(False, before, after)])
    ]
    return _sides(spans)


def word_pieces(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The same word by word, also in Thai: for two people's texts, where no word is a damaged other one."""
    if (whole := _whole_texts(old, new)) is not None:
        return whole
    return _sides([*_spans(words(old), words(new))])


def words(typed: str) -> list[str]:
    """A text cut into words, white space and signs; joined again they are the text itself."""
    return [word for token in _TOKEN.findall(typed) for word in _words(token)]


_THAI = re.compile("[\u0e00-\u0e4e]")


def _words(token: str) -> list[str]:
    return thai_words(token) if _THAI.match(token) else [token]


def _whole_texts(old: str, new: str) -> tuple[Pieces, Pieces] | None:
    """Both texts in one piece each, where they say the same or are too long to compare."""
    is_same = same(old, new)
    if not is_same and max(len(old), len(new)) <= LONGEST:
        return None
    return _whole(old, is_other=not is_same), _whole(new, is_other=not is_same)


def _sides(spans: Sequence["Span"]) -> tuple[Pieces, Pieces]:
    return (
        _pieces((differs, before) for differs, before, _ in spans),
        _pieces((differs, after) for differs, _, after in spans),
    )


def _whole(words: str, *, is_other: bool) -> Pieces:
    return (Piece(words, is_other),) if words else ()


Span = tuple[bool, str, str]


def _spans(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """(differs, old, new) from the beginning to the end of both; pieces that differ stand together."""
    held_old, held_new = "", ""
    compared = [list(map(thai.to_arabic_digits, one)) for one in (old, new)]
    for tag, begin, end, new_begin, new_end in Indel.opcodes(*compared):
        before, after = "".join(old[begin:end]), "".join(new[new_begin:new_end])
        if tag != "equal":
            held_old, held_new = held_old + before, held_new + after
            continue
        if held_old or held_new:
            yield True, held_old, held_new
            held_old, held_new = "", ""
        yield False, before, after
    if held_old or held_new:
        yield True, held_old, held_new


def _refined(old: str, new: str) -> list[Span]:
    """A stretch that differs, letter by letter where it is the same words for the greater part."""
    if not (old.strip() and new.strip()) or "<" in old + new:
        return [(True, old, new)]
    found: list[Span] = []
    for differs, before, after in _spans(old, new):
        is_short = not differs and len(before) < SHORTEST_AGREEMENT
        if found and found[-1][0] and (differs or is_short):
            found[-1] = (True, found[-1][1] + before, found[-1][2] + after)
        else:
            found.append((differs, before, after))
    agreed = sum(len(before) for differs, before, _ in found if not differs)
    return found if 2 * agreed >= min(len(old), len(new)) else [(True, old, new)]


def _pieces(stretches: Iterator[tuple[bool, str]]) -> Pieces:
    found: list[Piece] = []
    for differs, words in stretches:
        is_other = differs and bool(words.strip())
        if found and found[-1].is_other == is_other:
            found[-1] = Piece(found[-1].text + words, is_other)
        elif words:
            found.append(Piece(words, is_other))
    return tuple(found)
