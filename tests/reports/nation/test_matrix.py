"""Provinces × steps: from what is kept of submissions, every row of a cell, each step counted once."""

import pytest
from django.utils import timezone

from calendar_app.models import CalendarRevision, CalendarStep, RevisionStep
from reports import actions
from reports.nation.matrix import NO_ROW, NOT_SENT, matrix
from reports.nation.standing import Chosen, standings
from tests import cast
from tests.nation import lines_of, nan, send, write

pytestmark = pytest.mark.django_db


def of_round(chosen=None):
    round_ = cast.round_()
    return matrix(round_, standings(round_, cast.TODAY), chosen or Chosen())


def words(found) -> dict[str, dict[str, str] | None]:
    return {row.standing.province.name: row.words() for row in found.rows}


def test_each_province_with_what_it_sent_last_and_no_word_of_a_draft():
    report = cast.report()
    write(lines_of(report)[0], status="done", result="ลงทะเบียนแล้ว")
    send(report)
    draft = cast.report(of=cast.roi_et())
    write(lines_of(draft)[0], status="in_progress", result="ยังไม่ได้ส่ง")

    found = of_round()

    assert [(step.code, step.title) for step in found.steps] == [
        (code, title) for code, title, _, _ in cast.STEPS
    ]
    assert words(found) == {
        "ร้อยเอ็ด": None,
        "ลำพูน": {
            "REG": "ดำเนินการแล้ว",
            "IIT": "ยังไม่ได้รายงาน",
            "PROCESS": "ยังไม่ถึงกำหนด",
        },
    }
    assert found.sent == 1


def test_a_step_of_several_rows_and_a_row_of_several_steps():
    report = cast.report()
    first, second, third = lines_of(report)
    write(first, status="done")
    write(second, status="in_progress")
    both = CalendarStep.objects.get(code="REG")
    second.items.get().steps.add(both)
    third.items.get().steps.clear()
    send(report)

    (row,) = of_round().rows

    told = {code: [(one.anchor, one.words) for one in rows] for code, rows in row.cells.items()}
    assert told == {
        "REG": [("row-1-0", "ดำเนินการแล้ว"), ("row-2-0", "อยู่ระหว่างดำเนินการ")],
        "IIT": [("row-2-0", "อยู่ระหว่างดำเนินการ")],
    }
    assert [row.counts_as(code) for code in ("REG", "IIT", "PROCESS")] == [
        *("in_progress", "in_progress", NO_ROW)
    ]
    assert row.words()["REG"] == "ดำเนินการแล้ว / อยู่ระหว่างดำเนินการ"


def test_totals_count_each_chosen_province_once():
    report = cast.report()
    write(lines_of(report)[0], status="done")
    send(report)
    nan()
    cast.roi_et()

    found = of_round(Chosen(region="ภาคเหนือ"))

    assert [(total.step.code, total.counts) for total in found.totals] == [
        ("REG", [("done", "ดำเนินการแล้ว", 1), (NOT_SENT, "ยังไม่ส่ง", 1)]),
        ("IIT", [("unwritten", "ยังไม่ได้รายงาน", 1), (NOT_SENT, "ยังไม่ส่ง", 1)]),
        ("PROCESS", [("not_due", "ยังไม่ถึงกำหนด", 1), (NOT_SENT, "ยังไม่ส่ง", 1)]),
    ]
    assert found.kinds == ["done", "not_due", "unwritten", NOT_SENT]


def test_a_step_that_only_an_earlier_calendar_knows_comes_last():
    send(cast.report())
    revision = CalendarRevision.objects.create(
        fiscal_year=2567, number=2, in_force_since=timezone.now()
    )
    step = CalendarStep.objects.get(code="IIT")
    RevisionStep.objects.create(revision=revision, step=step, order=1, title="แบบวัด IIT")

    found = of_round()

    assert [(one.code, one.title) for one in found.steps] == [
        ("IIT", "แบบวัด IIT"),
        ("PROCESS", "การประมวลผลและจัดทำรายงานผลการประเมิน"),
        ("REG", "การลงทะเบียนเข้าสู่ระบบ ITAS"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_three_queries_more_for_one_as_for_three(count, django_assert_num_queries):
    for home in [cast.lamphun, cast.roi_et, nan][:count]:
        cast.submitted(of=home())
    round_ = cast.round_()
    every = standings(round_, cast.TODAY)

    with django_assert_num_queries(3):
        found = matrix(round_, every)
        assert len(found.totals) == 3
        assert found.sent == count


def test_a_report_that_is_back_shows_what_it_sent():
    report = cast.submitted()
    sent = actions.latest(report)
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent.pk, comment="แก้ไข"
    )
    write(lines_of(report)[0], status="done")

    assert words(of_round())["ลำพูน"]["REG"] == "ยังไม่ได้รายงาน"
