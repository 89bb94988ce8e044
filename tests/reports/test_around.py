"""What a report is checked against, out of the database: the rounds before, last year's calendar, the others."""

from datetime import date

import pytest

from reports import actions, around, checks
from reports.document import CalendarStep
from reports.models import Line
from tests import cast

pytestmark = pytest.mark.django_db


def sent(*, year: int, months: int, of=None, result="", accepted=False):
    """A report of a round with a result in its first row, sent or also accepted."""
    cast.calendar(fiscal_year=year)
    report = cast.report(of=of, in_=cast.round_(fiscal_year=year, months=months))
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    items = tuple(actions.ItemEdit(text=item.text, item=item.pk) for item in line.items.all())
    edit = actions.LineEdit(line.pk, line.version, items, result=result, status="done")
    actions.save(report=report, by=cast.clerk(of), lines=[edit])
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(of), version=report.version)
    report.refresh_from_db()
    if accepted:
        newest = actions.latest(report).pk
        actions.accept(report=report, by=cast.reviewer(), submission=newest)
    return report


def first_result(document) -> str:
    return document.groups[0].lines[0].result


def test_a_first_report_has_nothing_around_it_but_the_names():
    cast.roi_et()
    report = cast.report()

    assert around.around(report) == checks.Around(province_names=("ร้อยเอ็ด", "ลำพูน"))


def test_before_a_twelve_month_report_comes_the_six_month_one_of_its_year():
    sent(year=2567, months=6, result="หกเดือน")
    sent(year=2566, months=12, result="ปีก่อน")
    report = cast.report(in_=cast.round_(months=12))

    found = around.around(report)

    assert first_result(found.previous) == "หกเดือน"
    assert first_result(found.last_year) == "ปีก่อน"


def test_before_a_six_month_report_comes_last_year_s_twelve_month_one():
    sent(year=2566, months=6, result="หกเดือนปีก่อน")
    sent(year=2566, months=12, result="สิบสองเดือนปีก่อน")

    found = around.around(cast.report())

    assert first_result(found.previous) == "สิบสองเดือนปีก่อน"
    assert first_result(found.last_year) == "หกเดือนปีก่อน"


def test_what_was_accepted_counts_more_than_what_was_sent_after_it():
    old = sent(year=2566, months=12, result="ที่รับแล้ว", accepted=True)
    old.refresh_from_db()
    actions.reopen(report=old, by=cast.reviewer(), reason="แก้ไข")
    sent(year=2566, months=12, result="ที่ส่งใหม่")

    assert first_result(around.around(cast.report()).previous) == "ที่รับแล้ว"


def test_another_province_s_reports_and_drafts_are_not_around():
    sent(year=2566, months=12, of=cast.roi_et(), result="ของร้อยเอ็ด")
    cast.report(in_=cast.round_(fiscal_year=2566, months=6))

    found = around.around(cast.report())

    assert (found.previous, found.last_year) == (None, None)


def test_last_year_s_calendar_is_the_one_in_force():
    steps = [("REG", "ลงทะเบียน", date(2023, 1, 1), date(2023, 1, 30))]
    cast.calendar(fiscal_year=2566, steps=steps)

    assert around.around(cast.report()).last_calendar == (
        CalendarStep("REG", "ลงทะเบียน", date(2023, 1, 1), date(2023, 1, 30)),
    )


def test_only_the_reviewer_is_told_what_other_provinces_sent():
    sent(year=2567, months=6, of=cast.roi_et(), result="ลงทะเบียนแล้ว")
    ours = sent(year=2567, months=6, result="ของเรา")

    assert around.around(ours).others == ()
    assert around.around_among_others(ours).others == (
        checks.OtherText("ร้อยเอ็ด", frozenset({"REG"}), "ลงทะเบียนแล้ว"),
    )


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_around_costs_the_same_for_one_report_as_for_three(
    count, django_assert_num_queries
):
    reports = [cast.report(in_=cast.round_(fiscal_year=2567 - n)) for n in range(count)]

    with django_assert_num_queries(3):
        assert len(around.arounds(reports)) == count
    with django_assert_num_queries(0):
        assert around.arounds([]) == {}
