"""What was reported of each step in a year, as three audiences see it."""

from datetime import date

import pytest
from django.utils import timezone

from calendar_app.models import CalendarStep
from reports import actions, year
from reports.models import Line
from tests import cast

pytestmark = pytest.mark.django_db


def said(told):
    codes = dict(CalendarStep.objects.values_list("pk", "code"))
    return {codes[step]: (one.kind, one.source) for step, one in told.items()}


def write(report, **statuses):
    """Give the rows of a draft these statuses, by the code of their step."""
    edits = []
    for line in Line.objects.filter(group__report=report):
        items = line.items.all()
        code = items[0].steps.get().code
        if code in statuses:
            edits.append(
                actions.LineEdit(
                    line=line.pk,
                    version=line.version,
                    items=tuple(
                        actions.ItemEdit(text=one.text, label=one.label, item=one.pk)
                        for one in items
                    ),
                    result="ทำแล้ว",
                    status=statuses[code],
                )
            )
    actions.save(report=report, by=cast.clerk(), lines=edits)
    report.refresh_from_db()
    return report


def audiences():
    of = (cast.lamphun(), 2567)
    return (
        said(year.published(*of, timezone.localdate())),
        said(year.sent(*of)),
        said(year.written(*of)),
    )


DRAFT = {"REG": ("done", "รอบ ๖ เดือน ฉบับร่าง"), "IIT": ("in_progress", "รอบ ๖ เดือน ฉบับร่าง")}
SENT = {"REG": ("done", "รอบ ๖ เดือน"), "IIT": ("in_progress", "รอบ ๖ เดือน")}


def without_not_due(*told):
    return tuple({code: one for code, one in each.items() if code != "PROCESS"} for each in told)


def test_a_draft_is_the_provinces_alone():
    write(cast.report(), REG="done", IIT="in_progress")

    assert without_not_due(*audiences()) == ({}, {}, DRAFT)


def test_the_centre_sees_what_was_sent_the_public_what_is_published():
    report = write(cast.report(), REG="done", IIT="in_progress")
    actions.submit(report=report, by=cast.head(), version=report.version)
    assert without_not_due(*audiences()) == ({}, SENT, SENT)

    report.refresh_from_db()
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
    assert without_not_due(*audiences()) == (SENT, SENT, SENT)


def test_what_is_corrected_stays_public_as_it_was():
    report = write(cast.report(), REG="done", IIT="in_progress")
    actions.submit(report=report, by=cast.head(), version=report.version)
    report.refresh_from_db()
    actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
    report.refresh_from_db()
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้ไขคำผิด")
    report.refresh_from_db()
    write(report, REG="in_progress")

    published, sent, written = audiences()
    assert (published["REG"], sent["REG"]) == (SENT["REG"], SENT["REG"])
    assert written["REG"] == ("in_progress", "รอบ ๖ เดือน ฉบับร่าง")


def test_the_newest_report_that_says_something_wins_step_by_step():
    write(cast.report(), REG="done", IIT="in_progress")
    later = cast.report(in_=cast.round_(months=12, as_of=date(2024, 9, 30)))
    write(later, IIT="done")

    told = said(year.written(cast.lamphun(), 2567))

    assert told["REG"] == ("done", "รอบ ๖ เดือน ฉบับร่าง")
    assert told["IIT"] == ("done", "รอบ ๑๒ เดือน ฉบับร่าง")


def test_another_province_and_another_year_are_left_out():
    write(cast.report(), REG="done")

    assert year.written(cast.roi_et(), 2567) == year.written(cast.lamphun(), 2568) == {}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ([("done", "")], "done"),
        ([("done", ""), ("done", "")], "done"),
        ([("done", ""), ("", "")], "done"),
        ([("done", ""), ("not_due", "")], "in_progress"),
        ([("in_progress", ""), ("not_due", "")], "in_progress"),
        ([("not_due", "")], "not_due"),
        ([("", "not_ours")], "answered"),
        ([("done", ""), ("", "not_ours")], "done"),
        ([("", "")], ""),
        ([], ""),
    ],
)
def test_several_rows_of_a_step_say_one_thing_together(words, kind):
    assert year.kind_of(words)[0] == kind


def test_reports_are_read_in_a_fixed_number_of_queries(django_assert_num_queries):
    cast.accepted()
    of = (cast.lamphun(), 2567)

    with django_assert_num_queries(2):
        year.published(*of, timezone.localdate())
    with django_assert_num_queries(2):
        year.sent(*of)
    with django_assert_num_queries(1):
        year.written(*of)
