"""Thai and Arabic digits, and the spans of running text whose digits never change."""

import re
from typing import Literal

Kind = Literal["url", "email", "text"]

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# An address ends at a space (also the zero-width one), <, " or a Thai character.
_END = r'\s<"\u0e00-\u0e7f\u200b'
# The look-behinds let a run of letters be tried from its beginning only: the time stays linear.
_PROTECTED = re.compile(
    rf"""
    (?P<url>
        (?: (?i:https?|ftp):// (?![.,)\]])
          | (?<![A-Za-z0-9@_-]) (?i:www)\. (?=[A-Za-z0-9-]+\.[A-Za-z]) )
        [^{_END}]+
    )
    | (?<![A-Za-z0-9._%+-]) [._%+-]*+
      (?P<email>
        [A-Za-z0-9] [A-Za-z0-9._%+-]*+ @ (?:[A-Za-z0-9-]++\.)+ [A-Za-z]{{2,}} (?![A-Za-z0-9-])
      )
    """,
    re.VERBOSE,
)
_ASCII_RUN = re.compile(r"[!-~]+")
_LIST_LABEL = re.compile(r"""\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)](?=[("'\[]?[A-Za-z])""")
_LATIN = re.compile(r"[A-Za-z]")


def to_thai_digits(value: str | int) -> str:
    """Every digit of a number or text as a Thai digit."""
    return str(value).translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Every Thai digit of a text as an Arabic digit."""
    return text.translate(_TO_ARABIC)


def holds_thai_digits(text: str) -> bool:
    """Whether a text holds a Thai digit: e-mail, URL and code fields refuse it."""
    return to_arabic_digits(text) != text


def split_protected(text: str) -> list[tuple[Kind, str]]:
    """Running text as (kind, piece) in order, joined again by "".join of the pieces.

    Kinds: 'url' (with a scheme, or beginning with www.), 'email' and 'text', the only one whose
    digits may change. A trailing . , ) or ] is not part of an address.
    """
    pieces: list[tuple[Kind, str]] = []
    done = 0
    for match in _PROTECTED.finditer(text):
        kind = match.lastgroup
        found = match[kind].rstrip(".,)]")
        begin = match.start(kind)
        pieces += [("text", text[done:begin]), (kind, found)]
        done = begin + len(found)
    pieces.append(("text", text[done:]))
    return [(kind, piece) for kind, piece in pieces if piece]


def thai_digits_in_text(text: str) -> str:
    """Running text with Thai digits, by the safe rule of the domain.

    URLs and e-mail addresses stay; so does every run of ASCII that holds a Latin letter (O43,
    COVID-19, a code), but for a list label before it (1.IIT); the digits of the rest are converted.
    """
    return "".join(
        _ASCII_RUN.sub(_run_with_thai_digits, piece) if kind == "text" else piece
        for kind, piece in split_protected(text)
    )


def _run_with_thai_digits(match: re.Match[str]) -> str:
    run = match[0]
    if not _LATIN.search(run):
        return to_thai_digits(run)
    label = _LIST_LABEL.match(run)
    return to_thai_digits(label[0]) + run[label.end() :] if label else run
