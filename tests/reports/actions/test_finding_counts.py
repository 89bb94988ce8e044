"""What the checks find is counted when it is sent, and afterwards in what is older."""

import pytest
from django.core.management import call_command

from reports import actions, around, checks
from reports.models import FindingCount
from tests import cast

pytestmark = pytest.mark.django_db


def test_a_submission_is_counted_when_it_is_sent():
    report = cast.submitted()
    submission = actions.latest(report)

    found = checks.check(submission.document, around.around(report))

    levels = [finding.level for finding in found]
    assert (submission.finding_count.warnings, submission.finding_count.hints) == (
        levels.count("warning"),
        levels.count("hint"),
    )
    assert submission.finding_count.warnings > 0


def test_older_ones_are_counted_by_and_by_and_only_once(capsys):
    before = {}
    for home in (cast.lamphun(), cast.roi_et()):
        counted = actions.latest(cast.submitted(of=home)).finding_count
        before[counted.pk] = counted.warnings
        counted.delete()

    assert actions.finding_counts.count_missing(most=1) == 1
    call_command("count_findings")
    call_command("count_findings")

    assert dict(FindingCount.objects.values_list("pk", "warnings")) == before
    assert capsys.readouterr().out == "นับข้อที่ควรตรวจสอบแล้ว 1 ฉบับ\nนับข้อที่ควรตรวจสอบแล้ว 0 ฉบับ\n"
