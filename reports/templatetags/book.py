"""Filters of the book's pages."""

from django import template

from reports.writers import book

register = template.Library()
register.filter("quoted", book.quoted)
register.filter("names", book.names)
