"""The page on which a clerk adapts a draft to a newer calendar, and where it is offered."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calendar_app import actions as calendars
from reports import actions
from reports.models import Report
from reports.writers import html
from tests import cast
from tests.reports.actions.test_adapting import newer, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    client.force_login(cast.clerk())
    return client


def address(report) -> str:
    return reverse("report_adapt", args=[report.pk])


def sent(page, **more) -> dict:
    """What a browser would send back: what is ticked, and which versions were read."""
    context = page.context
    ticked = [one.key for one, is_ticked in context["rows"] if is_ticked]
    return {
        "version": context["report"].version,
        "revision": context["calendar"].number,
        "chosen": ticked,
    } | more


OFFER = "ปรับตามปฏิทินฉบับปรับปรุงครั้งที่ ๒"


def test_a_draft_of_an_older_calendar_is_offered_the_newer_one(clerk):
    report = cast.report()
    pages = [reverse("province_home")]
    pages += [reverse(name, args=[report.pk]) for name in ("report_edit", "report_check")]
    assert not any(OFFER in clerk.get(page).content.decode() for page in pages)

    newer()

    assert all(OFFER in clerk.get(page).content.decode() for page in pages)
    assert clerk.get(address(report)).status_code == 200


def test_a_report_that_was_sent_is_offered_nothing(clerk):
    report = cast.submitted()
    newer()

    assert OFFER not in clerk.get(reverse("province_home")).content.decode()
    assert clerk.get(address(report)).url == reverse("report_preview", args=[report.pk])


def test_a_clerk_reads_the_difference_and_adapts_what_is_ticked(clerk):
    report = cast.report()
    newer()

    page = clerk.get(address(report))
    text = page.content.decode()
    assert "<del>๑ - ๓๑ มกราคม ๒๕๖๗</del>" in text
    assert "<ins>๑ - ๒๙ กุมภาพันธ์ ๒๕๖๗</ins>" in text
    answer = clerk.post(address(report), sent(page))

    assert answer.url == reverse("report_edit", args=[report.pk])
    assert [text for text, _, _ in rows(report)] == [
        "การลงทะเบียน ITAS",
        "ขั้นตอนใหม่",
        "การเก็บรวบรวมข้อมูลตามแบบวัด IIT",
    ]
    # A second click and the way back say that it is done.
    for again in (clerk.post(address(report), sent(page)), clerk.get(address(report))):
        assert again.url == reverse("report_edit", args=[report.pk])
        said = [(one.level_tag, str(one)) for one in get_messages(again.wsgi_request)]
        assert said[-1] == ("info", actions.adapting.FOLLOWED)


def test_what_changed_since_it_was_read_is_asked_again_and_the_ticks_stay(clerk):
    report = cast.report()
    newer()
    page = clerk.get(address(report))
    actions.rows.add_group(report=report, line=None, by=cast.head())
    chosen = [key for key in sent(page)["chosen"] if key.startswith("official")]

    answer = clerk.post(address(report), sent(page, chosen=chosen))

    assert answer.status_code == 409
    assert [one.key for one, is_ticked in answer.context["rows"] if is_ticked] == chosen
    assert Report.objects.get(pk=report.pk).calendar.number == 1
    clerk.post(address(report), sent(answer))
    assert Report.objects.get(pk=report.pk).calendar.number == 2


@pytest.mark.parametrize("wrong", [{"version": "x"}, {"revision": "9" * 40}, {"version": ""}])
def test_a_form_that_nobody_was_shown_changes_nothing(clerk, wrong):
    report = cast.report()
    newer()

    assert clerk.post(address(report), sent(clerk.get(address(report))) | wrong).status_code == 409
    assert Report.objects.get(pk=report.pk).calendar.number == 1


def test_the_page_costs_the_same_for_few_rows_as_for_many(clerk):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            clerk.get(address(report))
        return len(captured)

    report = cast.report()
    newer()
    few = asked()
    for _ in range(5):
        actions.rows.add_group(report=report, line=None, by=cast.clerk())

    assert asked() == few == 10


def test_the_printed_report_says_which_revision_it_follows(clerk):
    report = cast.submitted()
    sentence = "จัดทำตามปฏิทินการประเมิน ป.ป.ช. ปีงบประมาณ พ.ศ. ๒๕๖๗ ฉบับปรับปรุงครั้งที่ ๑"
    document = actions.latest(report).document

    assert sentence in html.render_body(document)
    assert sentence in html.render_page(document)


def test_calendars_of_other_years_are_not_offered(clerk):
    cast.report()
    calendars.put_in_force(
        revision=calendars.copy_revision(revision=cast.calendar(fiscal_year=2568), by=None), by=None
    )

    assert "ปรับตามปฏิทิน" not in clerk.get(reverse("province_home")).content.decode()
