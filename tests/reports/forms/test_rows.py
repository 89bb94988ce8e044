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


# ---- boxes that a post does not have


def posted(**boxes: str) -> QueryDict:
    """A post of these boxes alone; `__` stands for the dash of a name."""
    data = QueryDict(mutable=True)
    data.update({name.replace("__", "-"): value for name, value in boxes.items()})
    return data


def read(table, data, report=None) -> rows.TableForm:
    report = report or Report(round=Round(fiscal_year=2567))
    return rows.TableForm(report, table, (), data)


def texts(form) -> list[tuple[str, str]]:
    (edit,) = form.lines
    return [(item.label, item.text) for item in edit.items]


def test_a_post_of_a_result_alone_keeps_the_steps():
    table = table_of("เดิม", "คำ", "", [("-", "หนึ่ง"), ("-", "สอง")])

    form = read(table, posted(l5__result="ใหม่", l5__version="1"))

    (edit,) = form.lines
    assert (edit.result, edit.status, edit.status_text) == ("ใหม่", "done", "คำ")
    assert [(item.item, item.text, item.steps) for item in edit.items] == [
        (7, "หนึ่ง", None),
        (8, "สอง", None),
    ]


def test_a_post_of_one_step_keeps_the_others():
    table = table_of("เดิม", "", "", [("-", "หนึ่ง"), ("-", "สอง")])

    form = read(table, posted(l5__item__8="- สองใหม่", l5__version="1"))

    assert texts(form) == [("-", "หนึ่ง"), ("-", "สองใหม่")]
    assert form.lines[0].result == "เดิม"


def test_a_step_that_is_taken_out_is_not_kept():
    table = table_of("", "", "", [("-", "หนึ่ง"), ("-", "สอง")])

    form = read(table, posted(l5__remove__7="1", l5__version="1"))

    assert texts(form) == [("-", "สอง")]


def test_a_page_older_than_the_row_holds_its_whole_step_cell():
    table = table_of("", "", "", [("-", "หนึ่ง"), ("-", "สอง")])

    form = read(table, posted(l5__item__7="- หนึ่ง\n- สอง", l5__version="0"))

    assert texts(form) == [("-", "หนึ่ง"), ("-", "สอง")]


def test_a_post_of_one_window_keeps_the_other():
    table = table_of("", "", "ปลายปี", [])
    table[0].provincial = thai.read_window("๑ - ๓๑ มกราคม ๒๕๖๗")

    form = read(table, posted(g3__official="กลางปี", g3__version="1"))
    offered = read(table, posted(g3__official="ปลายปี", offer="g3-provincial"))

    (edit,) = form.groups
    assert edit.official == thai.Window.unread("กลางปี")
    assert edit.provincial == offered.groups[0].provincial == table[0].provincial


def test_a_post_of_one_closing_word_keeps_the_others():
    report = Report(
        round=Round(fiscal_year=2567), contact="ก\r\nข ", footnote="ค", number_style="๑."
    )

    form = read([], posted(details__footnote="ใหม่"), report)

    assert form.details == {"contact": "ก\r\nข ", "footnote": "ใหม่", "number_style": "๑."}


@pytest.mark.parametrize("name", ["l05-result", "g03-official", "l0-result", "g0-official"])
def test_a_row_has_one_spelling(name):
    table = table_of("", "", "", [])

    assert read(table, posted(**{name: "x"})).touched == {}


def test_a_step_has_one_spelling():
    table = table_of("", "", "", [("", "หนึ่ง")])

    form = read(table, posted(l5__item__7="สอง", l5__item__07="สาม", l5__version="1"))

    assert texts(form) == [("", "สอง")]
