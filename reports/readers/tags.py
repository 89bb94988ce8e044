"""Mark-up taken apart: text and tags from left to right, each with its place. Nothing is nested here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# What a text that is not HTML as a whole may hold of it; any other word in brackets is a word there.
HTML_NAMES = frozenset(
    """
    a abbr address article aside b big blockquote body br caption center cite code col colgroup dd
    del details dfn div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header
    hr html i img input ins kbd label legend li link main mark meta nav nobr o:p ol p page_number
    pre q s samp script section small span strike strong style sub summary sup table tbody td tfoot
    th thead time title tr tt u ul var wbr
    """.split()  # noqa: SIM905
)
# What stands between these and their ends is no text.
UNSEEN = frozenset({"script", "style", "title", "template", "svg", "xml"})

_PIECE = re.compile(
    r"""
      <!-- | <![^<>]*> | <\?[^<>]*>
    | <(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*+)(?P<attributes>(?:"[^"]*"|'[^']*'|[^'"<>])*+)>
    """,
    re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_QUOTES = ("'", '"')
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between tags (`name` empty, entities resolved), or one tag. `start` and `end` are its place."""

    start: int
    end: int
    text: str = ""
    name: str = ""
    closes: bool = False
    written: str = ""

    def attributes(self) -> dict[str, str]:
        """The attributes of a tag by their names in small letters, entities resolved."""
        if not self.written or self.written.isspace():
            return {}
        return {
            name.lower(): resolved(value[1:-1] if value[:1] in _QUOTES else value)
            for name, value in _ATTRIBUTE.findall(self.written)
        }


def resolved(text: str) -> str:
    """Entities that end as they should (`&nbsp;`) as their characters; `?a=1&copy=2` stays."""
    return _ENTITY.sub(lambda found: unescape(found.group()), text) if "&" in text else text


def pieces(source: str, names: frozenset[str] | None = None) -> Iterator[Piece]:
    """The source without comments, declarations and what is never seen.

    With `names`, only those are tags and all else in brackets is text; a space that it names is a
    plain one there, since nothing else in such a text is about layout.
    """
    hidden, after = "", 0
    for start, end, tag in _tags(source, names):
        name = tag["name"].lower() if tag else ""
        if hidden:
            hidden = "" if tag and name == hidden and tag["end"] else hidden
            after = end
            continue
        if after < start:
            yield Piece(after, start, text=_said(source[after:start], names))
        after = end
        if tag and name in UNSEEN:
            hidden = "" if tag["end"] or tag["attributes"].endswith("/") else name
        elif tag:
            closes, written = bool(tag["end"]), tag["attributes"]
            yield Piece(start, end, name=name, closes=closes, written=written)
    if not hidden and after < len(source):
        yield Piece(after, len(source), text=_said(source[after:], names))


def _said(text: str, names: frozenset[str] | None) -> str:
    return resolved(text if names is None else text.replace("&nbsp;", " "))


def _tags(
    source: str, names: frozenset[str] | None
) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Where each tag begins and ends, and the tag; None for comments and the like."""
    at, last_comment = 0, source.rfind("-->")
    while found := _PIECE.search(source, at):
        start, at = found.span()
        if found.group() == "<!--":
            # One that never ends is no comment.
            if start + 2 <= last_comment:
                at = source.index("-->", start + 2) + 3
                yield start, at, None
        elif not found["name"]:
            yield start, at, None
        elif names is None or found["name"].lower() in names:
            yield start, at, found
