"""The three papers typed into the editor by a clerk who begins with the calendar: what prints is the paper.

Beside that only the number of its calendar is printed, which the papers did not have yet.
"""

from dataclasses import replace

import pytest
from django.urls import reverse

from calendar_app.models import Round
from ita_portal.models import Province
from reports import content
from reports.management import reference
from reports.models import Line, Report
from reports.writers import html
from tests import cast
from tests.browser_form import Form
from tests.seed_text import each_seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, seed):
    """The clerk of the paper's province, at the desk while the round is open."""
    reference.load()
    Round.objects.update(closed_at=None)
    client.force_login(cast.clerk(Province.objects.get(slug=seed.report.province.slug)))
    return client


def start(clerk, seed) -> str:
    """The address of the editor of the new report."""
    year, months = seed.report.fiscal_year, seed.report.months
    round_ = Round.objects.get(fiscal_year=year, months=months)
    return clerk.post(reverse("report_start", args=[round_.pk])).url


def lines() -> list[Line]:
    return list(Line.objects.order_by("group__order", "order"))


def act(clerk, address, action, line):
    Form(clerk, clerk.get(address)).send(f"{address}rows/{action}/{line.pk}/")


def shape(clerk, address, report):
    """Join, add and delete rows until there are as many as on the paper."""
    for place, (_, group, line) in enumerate(report.lines()):
        if line is not group.lines[0]:
            act(clerk, address, "add_line", lines()[place - 1])
        for _ in line.items[1:]:
            act(clerk, address, "merge_up", lines()[place + 1])
    for line in lines()[len(list(report.lines())) :]:
        act(clerk, address, "delete", line)


def type_everything(form, report, rows):
    for (_, group, typed), line in zip(report.lines(), rows, strict=True):
        if typed is group.lines[0]:
            form.type(f"g{line.group_id}-official", group.official.text)
            form.type(f"g{line.group_id}-provincial", group.provincial.text)
        for item, kept in zip(typed.items, line.items.all(), strict=True):
            form.type(f"l{line.pk}-item-{kept.pk}", f"{item.label} {item.text}".strip())
        form.type(f"l{line.pk}-result", typed.result.replace("\n", "\r\n"))
        form.type(f"l{line.pk}-status", typed.status or "")


def type_closing_words(form, report, printed):
    """Only what the round and the province do not print by themselves."""
    for name in ("contact", "footnote", "number_style"):
        if getattr(report, name) != getattr(printed, name):
            form.type(f"details-{name}", getattr(report, name).replace("\n", "\r\n"))


@each_seed
def test_a_paper_typed_into_the_editor_prints_as_the_paper(clerk, seed):
    address = start(clerk, seed)
    shape(clerk, address, seed.report)
    form = Form(clerk, clerk.get(address))
    type_everything(form, seed.report, lines())
    type_closing_words(form, seed.report, content.draft(Report.objects.get()))

    response = form.send(address)

    assert response.status_code == 302
    draft = content.draft(Report.objects.get())
    assert draft.prints_calendar
    draft = replace(draft, prints_calendar=False)
    assert html.render_body(draft).split("<") == html.render_body(seed.report).split("<")
    assert draft.answered_steps() == seed.report.answered_steps()
