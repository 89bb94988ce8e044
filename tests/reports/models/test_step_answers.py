"""Answers by step, kept when a report is sent: found by round, step and province, those sent last alone."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps

from reports import actions, migrations
from reports.models import Line, StepAnswer
from tests import cast

pytestmark = pytest.mark.django_db


def told(answers) -> list[tuple]:
    return [(one.code, one.anchor, one.said, one.status, one.result) for one in answers]


def write(report, words: str, status: str = "done") -> None:
    line = Line.objects.filter(group__report=report).order_by("group__order").first()
    line.result, line.status, line.status_follows = words, status, False
    line.save()


def sent_with(words: str, **where):
    report = cast.report(**where)
    write(report, words)
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(where.get("of")), version=report.version)
    report.refresh_from_db()
    return report


def migration():
    """Whatever number it has."""
    (name,) = (
        one.name for one in iter_modules(migrations.__path__) if one.name.endswith("_nation")
    )
    return import_module(f"reports.migrations.{name}")


OF_LAMPHUN = [
    ("REG", "row-1-0", "done", "done", "ลงทะเบียนแล้ว"),
    ("IIT", "row-2-0", "unwritten", "", ""),
    ("PROCESS", "row-3-0", "not_due", "not_due", ""),
]


def test_sending_keeps_what_each_row_says_of_its_step():
    report = sent_with("ลงทะเบียนแล้ว")

    kept = actions.latest(report).step_answers.all()

    assert told(kept) == OF_LAMPHUN
    rows = Line.objects.filter(group__report=report).order_by("group__order")
    assert [one.row for one in kept] == [row.pk for row in rows]


def test_of_a_round_only_what_was_sent_last_is_found():
    report = sent_with("ลงทะเบียนแล้ว")
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=actions.latest(report).pk, comment="แก้ไข"
    )
    write(report, "ลงทะเบียนครบแล้ว")
    report.refresh_from_db()
    actions.submit(report=report, by=cast.head(), version=report.version)
    other = cast.round_(months=12)

    found = StepAnswer.objects.of_round(cast.round_()).of_step("REG")

    assert [one.result for one in found] == ["ลงทะเบียนครบแล้ว"]
    assert list(StepAnswer.objects.of_round(other)) == []


def test_answers_of_one_step_come_by_province_in_one_query(django_assert_num_queries):
    for home in (cast.lamphun(), cast.roi_et()):
        sent_with(f"ของ{home.name}", of=home)

    round_ = cast.round_()

    with django_assert_num_queries(1):
        found = StepAnswer.objects.of_round(round_).of_step("REG").with_province()
        told = [(one.submission.report.province.name, one.result) for one in found.in_order()]

    assert told == [("ร้อยเอ็ด", "ของร้อยเอ็ด"), ("ลำพูน", "ของลำพูน")]


def test_what_was_sent_before_is_kept_by_the_migration():
    report = sent_with("ลงทะเบียนแล้ว")
    for answer in StepAnswer.objects.all():
        answer.delete()

    migration().keep_answers(apps, None)

    assert told(actions.latest(report).step_answers.all()) == OF_LAMPHUN
