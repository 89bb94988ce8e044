"""A reviewer's afternoon, counted in a browser and printed; all 76 by `python -m bench.afternoon`."""

import os
import sys

import pytest

from calendar_app.models import Round
from ita_portal.models import Province
from reports.models import Comment, Report
from tests.browser.afternoon import (
    QUESTION,
    Afternoon,
    reviewer_with_everything,
    submit_everywhere,
)

pytestmark = pytest.mark.browser

# Enough to meet each way of going on: from the first to the next, from a return, to the last.
REPORTS = int(os.environ.get("AFTERNOON_REPORTS", "8"))
RETURNED = int(os.environ.get("AFTERNOON_RETURNED", "2"))
TO_RETURN = frozenset(number * REPORTS // RETURNED + 1 for number in range(RETURNED))
MOST_CLICKS_ACCEPTED, MOST_CLICKS_RETURNED = 3, 10


def test_reports_are_read_one_after_the_other(somebody, portal, capsys):
    round_ = Round.objects.get(fiscal_year=2567, months=6)
    provinces = list(Province.objects.with_office()[:REPORTS])
    reports = submit_everywhere(round_, provinces)
    reviewer = somebody(signed_in=reviewer_with_everything(provinces))
    afternoon = Afternoon(reviewer.page, round_, TO_RETURN)

    afternoon.work(REPORTS)

    with capsys.disabled():
        sys.stdout.write(f"\n{afternoon.told()}\n")
    states = [Report.objects.get(pk=report.pk).state for report in reports]
    assert states == [
        "returned" if number in TO_RETURN else "accepted" for number in range(REPORTS)
    ]
    asked = Comment.objects.filter(sent_at__isnull=False)
    assert set(asked.values_list("question", flat=True)) == {QUESTION}
    assert asked.count() == len(TO_RETURN)
    assert max(one.clicks for one in afternoon.accepted) <= MOST_CLICKS_ACCEPTED
    assert max(one.clicks for one in afternoon.returned) <= MOST_CLICKS_RETURNED
