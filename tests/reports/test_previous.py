"""Which versions a report can be started from, and what was written before of each row."""

from datetime import date

import pytest

from reports import actions, document
from reports.models import Line, Report
from reports.previous import earlier_texts, sent_by, sources
from tests import cast

pytestmark = pytest.mark.django_db


def sent(year: int, months: int, said: str, *, accept=True) -> Report:
    cast.calendar(fiscal_year=year)
    round_ = cast.round_(fiscal_year=year, months=months, due_on=date(2024, 4, 30))
    report = actions.start(round=round_, by=cast.clerk(), today=cast.TODAY)
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    items = tuple(actions.ItemEdit(one.text, one.label, one.pk) for one in line.items.all())
    edit = actions.LineEdit(line.pk, line.version, items, result=said, status="done")
    report = actions.save(report=report, by=cast.clerk(), lines=[edit]).report
    actions.submit(report=report, by=cast.head(), version=report.version)
    if accept:
        report.refresh_from_db()
        actions.accept(report=report, by=cast.reviewer(), submission=actions.latest(report).pk)
    report.refresh_from_db()
    return report


def offered(year, months):
    found = sources(cast.round_(fiscal_year=year, months=months), sent_by(cast.lamphun()))
    return [(one.round.fiscal_year, one.round.months, one.is_last) for one in found]


def test_twelve_months_begin_from_six_and_next_year_from_twelve():
    cast.calendar()
    sent(2566, 12, "ก")
    sent(2567, 6, "ข")
    sent(2567, 12, "ค")

    assert offered(2567, 12) == [(2567, 6, True), (2566, 12, False)]
    assert offered(2568, 6) == [(2567, 12, True), (2567, 6, False)]
    assert offered(2567, 6) == [(2566, 12, True)]
    assert offered(2566, 6) == []


def test_the_accepted_version_goes_before_a_later_one():
    report = sent(2567, 6, "รับแล้ว")
    actions.reopen(report=report, by=cast.reviewer(), reason="แก้คำ")
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)

    assert [one.number for one in sent_by(cast.lamphun())] == [1]


def test_a_version_that_is_not_accepted_yet_is_the_last_one_sent():
    report = sent(2567, 6, "ส่งแล้ว", accept=False)
    actions.recall(report=report, by=cast.clerk())
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)

    assert [one.number for one in sent_by(cast.lamphun())] == [2]


def test_a_draft_and_another_province_s_report_are_no_source():
    cast.report()
    cast.submitted(of=cast.roi_et())

    assert sent_by(cast.lamphun()) == []


STEPS = [document.CalendarStep(code, title) for code, title, _, _ in cast.STEPS]
REG = STEPS[0].title


def texts(report):
    return earlier_texts(report, STEPS)


def test_the_last_round_speaks_first_and_last_year_where_it_is_silent(django_assert_num_queries):
    sent(2566, 12, "ปีที่แล้ว")
    sent(2567, 6, "หกเดือน")
    report = actions.start(round=cast.round_(months=12), by=cast.clerk(), today=cast.TODAY)

    with django_assert_num_queries(3):
        found = texts(report)

    assert found.of([(REG, ["REG"])]).words == "หกเดือน"
    assert found.of([(REG, ["REG"])]).where == "รอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๗"
    assert found.of([(STEPS[1].title, ["IIT"])]) is None


def test_a_row_of_ones_own_is_found_by_its_words():
    sent(2567, 6, "หกเดือน")
    report = actions.start(round=cast.round_(months=12), by=cast.clerk(), today=cast.TODAY)

    assert texts(report).of([(f" {REG} ", [])]).words == "หกเดือน"
    assert texts(report).of([("", [])]) is None


def test_a_first_report_has_no_texts_of_before():
    report = cast.report()

    assert texts(report).of([(REG, ["REG"])]) is None
