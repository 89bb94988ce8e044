"""The small parts that a plan repeats most, joined in Python: a template loop takes several times as long."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from calendar_app.months import Month
from calendar_app.plan_forms import ShownRow, Tick
from calendar_app.sheets import Cell
from ita_portal import thai

register = template.Library()

TICK = (
    '<label><input class="form-check-input" type="checkbox" name="{}-steps" value="{}"{}>{}</label>'
)
MONTH = (
    '<label><input type="checkbox" name="{}-months" value="{}" data-name="{}" data-year="{}"{}>'
    "<span>{}</span></label>"
)
CHECKED = {True: mark_safe(" checked"), False: ""}
EMPTY = mark_safe("<td></td>")
MARK = mark_safe('<td class="plan-mark"><span role="img" aria-label="ดำเนินการ">↔</span></td>')
# A span of months: an arrow as long as they are.
LONG = (
    '<td class="plan-mark plan-long" colspan="{}"><span role="img" aria-label="ดำเนินการต่อเนื่อง">'
    '<span class="plan-line">← →</span></span></td>'
)


@register.filter
def tick_boxes(ticks: Sequence[Tick], row: str) -> SafeString:
    """A box for each calendar step of the activity with this name."""
    parts = ((row, tick.step, CHECKED[tick.is_ticked], tick.label) for tick in ticks)
    return format_html_join("", TICK, parts)


@register.simple_tag
def month_boxes(row: ShownRow, months: Sequence[Month]) -> SafeString:
    """A box for each month of the year of an activity."""
    parts = (
        (
            *(row.name, month.key, thai.month_name(month.start.month)),
            thai.to_thai_digits(thai.be_year(month.start)),
            *(CHECKED[month.key in row.months.ticked], month.short),
        )
        for month in months
    )
    return format_html_join("", MONTH, parts)


@register.filter
def mark_cells(cells: Sequence[Cell]) -> SafeString:
    """The cells below the months of an activity: ↔ where it is under way, one arrow through several months."""
    return mark_safe("".join(_cell(cell) for cell in cells))


def _cell(cell: Cell) -> str:
    if cell.is_long:
        return format_html(LONG, cell.months)
    return MARK if cell.is_marked else EMPTY
