"""The small parts that a preview repeats most: texts with their differences marked, boxes to tick."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from reports.forms.shown import Tick
from reports.redline import Piece

register = template.Library()

TICK = '<label><input class="form-check-input" type="checkbox" name="{}" value="{}"{}><span>{}</span></label>'
CHECKED = {True: mark_safe(" checked"), False: ""}


@register.filter
def struck(pieces: Sequence[Piece]) -> SafeString:
    """A text of before: what the other text has not is struck out."""
    return _marked(pieces, "del")


@register.filter
def added(pieces: Sequence[Piece]) -> SafeString:
    """A text of after: what the other text has not is underlined."""
    return _marked(pieces, "ins")


@register.filter
def marked(pieces: Sequence[Piece]) -> SafeString:
    """A text beside another person's: what the other has not is marked."""
    return _marked(pieces, "mark")


def _marked(pieces: Sequence[Piece], tag: str) -> SafeString:
    parts = (
        (
            format_html("<{0}>{1}</{0}>", mark_safe(tag), piece.text)
            if piece.is_other
            else piece.text,
        )
        for piece in pieces
    )
    return format_html_join("", "{}", parts)


@register.filter
def tick_boxes(ticks: Sequence[Tick], name: str) -> SafeString:
    """A box for each step of the calendar."""
    parts = ((name, tick.step, CHECKED[tick.is_ticked], tick.label) for tick in ticks)
    return format_html_join("", TICK, parts)
