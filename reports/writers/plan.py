"""A province's plan as one page of HTML: what its PDF is made of and what `print_plan` writes."""

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from calendar_app.sheets import Sheet
from ita_portal import thai


def render_page(sheet: Sheet, *, css: str = "") -> SafeString:
    """The whole plan; `css`, our own style sheet only, is put in so that a file on its own looks like the paper."""
    return render_to_string(
        "reports/print.html",
        {
            "title": thai.thai_digits_in_text(" ".join(sheet.title.split())),
            "author": f"สำนักงานจังหวัด{sheet.province}",
            "style": format_html("<style>{}</style>", mark_safe(css)) if css else "",
            "body": render_to_string("year/_sheet.html", {"sheet": sheet, "heading": "h1"}),
        },
    )
