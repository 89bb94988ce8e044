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
      <!--.*?--> | <![^<>]*> | <\?[^<>]*>
    | <(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*+)(?P<attributes>(?:"[^"]*"|'[^']*'|[^'"<>])*+)>
    """,
    re.VERBOSE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
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
            name.lower(): resolved(value.strip("\"'"))
            for name, value in _ATTRIBUTE.findall(self.written)
        }


def resolved(text: str) -> str:
    """Entities that end as they should (`&nbsp;`) as their characters; `?a=1&copy=2` stays."""
    return _ENTITY.sub(lambda found: unescape(found.group()), text) if "&" in text else text


def pieces(source: str, names: frozenset[str] | None = None) -> Iterator[Piece]:
    """The source without comments, declarations and what is never seen.

    With `names`, only those are tags and all else in brackets is text.
    """
    hidden, after = "", 0
    for found in _PIECE.finditer(source):
        name = (found["name"] or "").lower()
        if names is not None and name and name not in names:
            continue
        if hidden:
            hidden = "" if name == hidden and found["end"] else hidden
            after = found.end()
            continue
        if after < found.start():
            yield Piece(after, found.start(), text=resolved(source[after : found.start()]))
        after = found.end()
        if name in UNSEEN:
            hidden = "" if found["end"] or found["attributes"].endswith("/") else name
        elif name:
            yield Piece(
                *found.span(), name=name, closes=bool(found["end"]), written=found["attributes"]
            )
    if not hidden and after < len(source):
        yield Piece(after, len(source), text=resolved(source[after:]))
