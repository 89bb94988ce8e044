"""Rows as a browser sends them back: untouched ones are known, whatever they hold."""

import string

import pytest
from django.http import HttpResponse, QueryDict
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.models import Round
from ita_portal import thai
from reports.forms import markup, rows, shown
from reports.models import Group, Item, Line, Report
from tests.browser_form import Form

# What a database holds: no NUL, no lone surrogates; everything else may have been imported.
TEXTS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"])
    | st.sampled_from("\r\n\t -–๑1.)<>&\"'" + string.ascii_lowercase),
    max_size=80,
)
LABELS = st.sampled_from(["", "-", "๑.", "๑)", "(๑)", "•"]) | st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12
)


def table_of(result, status_text, window_words, items) -> list[Group]:
    """One number with one row, as `rows_of` would read it."""
    group = Group(pk=3)
    group.official = thai.Window.unread(window_words) if window_words else None
    line = Line(pk=5, group=group, result=result, status="done", status_text=status_text)
    line.texts = [Item(pk=7 + n, label=label, text=text) for n, (label, text) in enumerate(items)]
    for item in line.texts:
        item.ties = []
    group.rows = [line]
    return [group]


def sent_back(table, report) -> QueryDict:
    """The boxes of the table as a browser reads them from the page and posts them."""
    view = shown.Shown(report, table, {})
    page = f'<form id="editor">{markup.table_rows(view.groups(), "/")}</form>'
    form = Form(None, HttpResponse(page))
    data = QueryDict(mutable=True)
    for name, value in form.pairs:
        data.appendlist(name, value)
    return data


@given(TEXTS, TEXTS, TEXTS, st.lists(st.tuples(LABELS, TEXTS), max_size=3))
def test_a_page_that_was_only_looked_at_touches_nothing(result, status_text, window, items):
    report = Report(round=Round(fiscal_year=2567))
    table = table_of(result, status_text, window, items)

    form = rows.TableForm(report, table, (), sent_back(table, report))

    assert form.touched == {}


@given(TEXTS, st.lists(st.tuples(LABELS, TEXTS), min_size=1, max_size=3))
def test_boxes_beside_the_one_typed_into_keep_what_is_stored(result, items):
    report = Report(round=Round(fiscal_year=2567))
    table = table_of(result, "", "", items)
    data = sent_back(table, report)
    data["l5-status"] = "in_progress"

    form = rows.TableForm(report, table, (), data)

    (edit,) = form.lines
    assert edit.result == ("" if rows.text.is_dash(result) else result)
    assert [(item.label, item.text) for item in edit.items] == items
    assert (edit.status, form.problems) == ("in_progress", {})


@pytest.mark.parametrize("written", ["", "-1", "1.5", "๑", "99999999999", "abc"])
def test_a_version_that_is_none_matches_no_row(written):
    assert rows.version(written) == 0
