"""The small parts that a plan repeats most, joined in Python: a template loop takes several times as long."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from calendar_app.plan_forms import Tick

register = template.Library()

TICK = (
    '<label><input class="form-check-input" type="checkbox" name="{}-steps" value="{}"{}>{}</label>'
)
CHECKED = {True: mark_safe(" checked"), False: ""}
CELLS = {
    True: mark_safe('<td class="plan-mark"><span role="img" aria-label="ดำเนินการ">↔</span></td>'),
    False: mark_safe("<td></td>"),
}


@register.filter
def tick_boxes(ticks: Sequence[Tick], row: str) -> SafeString:
    """A box for each calendar step of the activity with this name."""
    parts = ((row, tick.step, CHECKED[tick.is_ticked], tick.label) for tick in ticks)
    return format_html_join("", TICK, parts)


@register.filter
def mark_cells(marks: Sequence[bool]) -> SafeString:
    """A cell for each month, with ↔ where the activity is under way."""
    return mark_safe("".join(CELLS[mark] for mark in marks))
