"""Template filters that only register what `reports.writers.html` writes."""

from django import template

from reports.writers import html

register = template.Library()

register.filter("typed_text", html.render_typed)
register.filter("report_body", html.render_body)
