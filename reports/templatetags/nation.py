"""Template filters of the nation's pages; only registers reports.nation."""

from django import template

from reports.nation import due_day

register = template.Library()

register.filter("dialled", due_day.dialled)
