"""A cell's two texts on a page, with the words marked that one has and the other has not."""

from collections.abc import Sequence

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ita_portal import thai
from reports import redline
from reports.differences import CellDifference
from reports.redline import Piece

register = template.Library()

NOTHING = "-"


@register.filter
def marked_texts(cell: CellDifference) -> dict[str, SafeString]:
    """`old` with what was struck out, `new` with what was added; as printed, a dash for an empty cell."""
    old, new = (thai.thai_digits_in_text(text) for text in (cell.old, cell.new))
    before, after = redline.word_pieces(old, new)
    return {"old": _marked(before, "del", bool(new)), "new": _marked(after, "ins", bool(old))}


def _marked(pieces: Sequence[Piece], tag: str, has_other: bool) -> SafeString:
    """Where the other side is empty all of it differs, and marks would only make it hard to read."""
    parts = (
        (
            format_html("<{0}>{1}</{0}>", mark_safe(tag), piece.text)
            if piece.is_other and has_other
            else piece.text,
        )
        for piece in pieces
    )
    return linebreaksbr(format_html_join("", "{}", parts)) or mark_safe(NOTHING)
