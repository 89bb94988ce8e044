"""What a head is told has changed since the report was read last."""

import pytest
import time_machine

from reports import actions, content
from reports.desk import moves_of
from reports.since import since_read
from tests import cast
from tests.reports.actions.test_paper import write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True) as traveller:
        yield traveller


def since(report):
    report.refresh_from_db()
    found = since_read(report, content.draft(report), moves_of(report))
    if found is None:
        return None
    cells = [(cell.old, cell.new) for row in found.rows for cell in row.cells]
    return found.title, cells


def test_a_report_that_nobody_has_read_has_no_before():
    report = cast.report()
    write(report, "อบรม 33 หน่วยงาน")

    assert since(report) is None


def test_after_it_was_given_back_and_after_it_was_sent_the_difference_is_told():
    report, clerk, head = cast.report(), cast.clerk(), cast.head()
    write(report, "อบรม 33 หน่วยงาน")
    actions.hand_over(report=report, by=clerk, version=report.version)
    actions.give_back(report=report, by=head, note="นับใหม่")
    given_back = since(report)
    write(report, "อบรม 34 หน่วยงาน")
    written = since(report)
    actions.submit(report=report, by=head, version=report.version)
    actions.recall(report=report, by=clerk)
    write(report, "อบรม 35 หน่วยงาน")

    back = "หลังส่งกลับให้เจ้าหน้าที่แก้ไขเมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น."
    sent = "หลังฉบับที่ส่ง ครั้งที่ ๑ เมื่อ ๑๐ เมษายน ๒๕๖๗ ๐๙:๓๐ น."
    assert given_back == (back, [])
    assert written == (back, [("อบรม 33 หน่วยงาน", "อบรม 34 หน่วยงาน")])
    assert since(report) == (sent, [("อบรม 34 หน่วยงาน", "อบรม 35 หน่วยงาน")])
