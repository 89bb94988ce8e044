"""Whether printed lines end between words: the lines as printed, held against libthai on the whole text."""

import ctypes
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_char_p, c_double, c_int, c_size_t, c_uint32, c_void_p, c_wchar_p
from dataclasses import dataclass
from functools import cache

from bench.extractors import mark
from reports.writers import press
from reports.writers.breaks import BETWEEN_SCRIPTS

# What keeps its place in a line whatever the font does with the marks above and below.
_LETTERS = re.compile("[^ก-ะาเ-ๆ๐-๙0-9A-Za-z]")
_SARA_AM = str.maketrans("ำ", "า")
_THAI_TWICE = re.compile("[ก-๎]{2}")
# Baselines of one line of print differ by less, those of two lines by more; in points.
SAME_LINE = 2


@dataclass(frozen=True)
class Ends:
    """How many lines were followed by another one, which of these end inside a word, and which
    texts were not found."""

    lines: int
    inside: list[str]
    lost: list[str]


def line_ends(texts: Iterable[str], data: bytes) -> Ends:
    """The ends of lines of texts that were printed by `mark`; those inside a word as `รับผิด|ชอบ`.

    A piece longer than its column has to be cut somewhere: such an end is counted among the lines
    and not held against anyone.
    """
    printed = {"".join(lines): lines for lines in printed_lines(data)}
    count, inside, lost = 0, [], []
    for text in texts:
        lines = printed.get(letters(text))
        if lines is None:
            lost.append(text)
            continue
        count += len(lines) - 1
        inside += ends_inside_words(text, lines)
    return Ends(count, inside, lost)


def letters(text: str) -> str:
    """The letters that stand on the baseline; sara am counts as its second half."""
    return _LETTERS.sub("", text.translate(_SARA_AM))


def ends_inside_words(text: str, lines: Sequence[str]) -> list[str]:
    """The ends of lines (given as `letters`) where the text was cut inside a word without need."""
    places = [place for place, letter in enumerate(text) if letters(letter)]
    breaks = {bisect_left(places, at) for at in word_breaks(text)}
    found, begin = [], 0
    for line in lines[:-1]:
        end = begin + len(line)
        if end not in breaks and any(begin < at < end for at in breaks):
            cut = places[end]
            found.append(f"{text[max(cut - 10, 0) : cut]}|{text[cut : cut + 10]}")
        begin = end
    return found


def word_breaks(text: str) -> set[int]:
    """Where a line may end in a text printed by `mark`: inside Thai between words of the dictionary
    that reports are printed with, elsewhere as Pango has it, and between Thai and Latin. All see the
    whole text."""
    whole, shift = mark(text), len(mark("")) - 1
    words = _libthai_breaks(whole)
    others = _pango_breaks(whole) | {at.start() for at in BETWEEN_SCRIPTS.finditer(whole)}
    return {
        at - shift
        for at in range(1, len(whole))
        if at in (words if _THAI_TWICE.match(whole, at - 1) else others)
    }


def _libthai_breaks(text: str) -> set[int]:
    library = _libthai()
    breaks = (c_int * (len(text) + 1))()
    found = library.th_brk_wc_find_breaks(library.dictionary, text, breaks, len(breaks))
    return set(breaks[:found])


@cache
def _libthai():
    """libthai, which comes with Pango, with the dictionary of the reports."""
    press.prepare()
    press.use_dictionary()
    library = ctypes.CDLL("libthai.so.0")
    library.th_brk_new.restype = c_void_p
    library.th_brk_new.argtypes = [c_char_p]
    library.th_brk_wc_find_breaks.argtypes = [c_void_p, c_wchar_p, c_void_p, c_size_t]
    library.dictionary = library.th_brk_new(None)
    if not library.dictionary:
        raise SystemExit("libthai lacks its dictionary: apt-get install libthai-data")
    return library


def _pango_breaks(text: str) -> set[int]:
    library = ctypes.CDLL("libpango-1.0.so.0")
    library.pango_language_from_string.restype = c_void_p
    language = c_void_p(library.pango_language_from_string(b"th"))
    encoded = text.encode()
    attributes = (c_uint32 * (len(text) + 1))()
    library.pango_get_log_attrs(
        encoded, len(encoded), -1, language, attributes, c_int(len(attributes))
    )
    # The first bit says that a line may end before this letter.
    return {at for at, attribute in enumerate(attributes[:-1]) if at and attribute & 1}


def printed_lines(data: bytes) -> Iterator[list[str]]:
    """The lines of each text between marks, as printed, by their `letters`."""
    lines: list[str] | None = None
    height = 0.0
    for baseline, letter in _characters(data):
        if letter == "[":
            lines, height = [""], baseline
        elif letter == "]" and lines is not None:
            yield lines
            lines = None
        elif lines is not None and letters(letter):
            if abs(baseline - height) > SAME_LINE:
                lines.append("")
            height = baseline
            lines[-1] += letters(letter)


def _characters(data: bytes) -> Iterator[tuple[float, str]]:
    """Each character in reading order, after the height of its baseline."""
    import pypdfium2
    from pypdfium2 import raw

    x, y = c_double(), c_double()
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            yield y.value, letter
