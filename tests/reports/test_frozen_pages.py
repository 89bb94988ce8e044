"""What was accepted stays as it was, on the screen and on paper, whatever changes behind it."""

import json

import pytest
from django.urls import reverse

from calendar_app import actions as calendars
from ita_portal import actions as people
from ita_portal import thai
from reports import actions, content, document
from reports.models import Line, Report
from reports.writers import html
from tests import cast
from tests.printed import read_body
from tests.printing_worker import print_all

pytestmark = pytest.mark.django_db


def public_page(client, report):
    return read_body(client.get(report.get_absolute_url()).content.decode())


def public_pdf(client, report):
    print_all()
    address = [report.round.fiscal_year, report.round.months, report.province.slug]
    return client.get(reverse("public_report_pdf", args=address)).content


@pytest.fixture
def report():
    return cast.accepted()


def change_rows(report):
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้ไขคำผิด")
    first = report.groups.first()
    line = first.lines.first()
    edits = [
        actions.LineEdit(
            line=line.pk,
            version=line.version,
            items=(actions.ItemEdit(text="ขั้นตอนที่เขียนใหม่", item=line.items.first().pk),),
            result="ผลที่เขียนใหม่",
            status="done",
        )
    ]
    window = thai.read_window("๕ - ๖ มกราคม ๒๕๖๗")
    groups = [actions.GroupEdit(first.pk, first.version, window, window)]
    actions.save(report=report, by=cast.clerk(), groups=groups, lines=edits)
    actions.rows.delete(
        report=report, line=Line.objects.filter(group__report=report).last().pk, by=cast.clerk()
    )


def change_round(report):
    round_ = report.round
    for name in ("title", "heading_result", "word_not_due", "footnote"):
        setattr(round_, name, f"{getattr(round_, name)} (แก้ไข)")
    round_.number_style, round_.show_contact = "๑.", True
    round_.text_size, round_.show_qr = "large", True
    calendars.save_round(round=round_, by=cast.central())


def change_calendar(report):
    revision = calendars.copy_revision(revision=report.calendar, by=cast.central())
    for edition in revision.steps.all():
        edition.title = f"{edition.title} (แก้ไข)"
        calendars.save_step(edition=edition, by=cast.central())
    calendars.put_in_force(revision=revision, by=cast.central())


def change_province(report):
    report.province.name, report.province.unit = "ลำพูนใหม่", "กลุ่มงานใหม่"
    people.save_province(province=report.province, by=cast.central())


@pytest.mark.parametrize("change", [change_rows, change_round, change_calendar, change_province])
def test_an_accepted_report_prints_the_same_after(change, client, report):
    page, paper = public_page(client, report), public_pdf(client, report)

    change(report)

    assert public_page(client, report) == page
    assert public_pdf(client, report) == paper


def test_the_same_bytes_are_made_again_when_the_kept_file_is_lost(client, report):
    paper = public_pdf(client, report)
    report.accepted.refresh_from_db()
    report.accepted.pdf.storage.delete(report.accepted.pdf.name)

    for change in (change_rows, change_round, change_calendar, change_province):
        change(report)

    assert public_pdf(client, report) == paper


def draft_page(report):
    report = Report.objects.select_related("province", "round", "calendar").get(pk=report.pk)
    return read_body(html.render_body(content.draft(report)))


def test_the_same_changes_do_change_the_draft(report):
    before = draft_page(report)

    for change in (change_rows, change_round, change_province):
        change(report)

    after = draft_page(report)
    assert after.title != before.title
    assert after.headings != before.headings
    assert after.rows[0] != before.rows[0]
    assert len(after.rows) == len(before.rows) - 1
    assert after.contact
    assert after.published


def test_what_was_frozen_in_schema_1_is_shown_as_it_was(client, report):
    page = public_page(client, report)
    content = json.loads(report.accepted.content)
    assert (content.pop("address"), content.pop("text_size")) == ("", "normal")
    old = json.dumps(
        content | {"schema": 1}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    report.accepted.content, report.accepted.sha256 = old, document.digest(old)
    report.accepted.save()

    change_round(report)

    report.accepted.refresh_from_db()
    assert public_page(client, report) == page
    assert public_pdf(client, report).startswith(b"%PDF-")
    assert report.accepted.sha256 == document.digest(report.accepted.content)
