"""Two people at once: whoever waits for a lock reads everything anew when it is granted."""

import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

import pytest
import time_machine
from django.db import connections, transaction

from calendar_app import actions as calendars
from reports import actions
from reports.actions.intakes import Original
from reports.actions.locking import locked
from reports.models import Intake, Report, Submission
from tests import cast, intakes

pytestmark = pytest.mark.django_db(transaction=True)

# Long enough for the other thread to reach the lock; a test never fails by being too fast.
A_MOMENT = 0.5


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2024-04-10T09:30:00+07:00", tick=True):
        yield


@contextmanager
def meanwhile(act: Callable[[], object]):
    """A transaction beside which `act` runs in another thread; it is waited for afterwards.

    Yields what begins it, and a list that then holds what it returned or raised.
    """
    outcome = []

    def perform():
        try:
            outcome.append(act())
        except Exception as error:
            outcome.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=perform)

    def begin():
        thread.start()
        time.sleep(A_MOMENT)

    with transaction.atomic():
        yield begin, outcome
    thread.join()


def test_a_submit_that_waited_freezes_the_contacts_of_when_its_turn_came():
    report, head = cast.report(in_=cast.round_(show_contact=True)), cast.head()
    province = report.province

    submitting = meanwhile(lambda: actions.submit(report=report, by=head, version=1))
    with submitting as (begin, outcome):
        locked(report)
        begin()
        province.phone = "0 5351 1000"
        province.save()

    (sent,) = outcome
    assert sent.document.contact == "โทร. 0 5351 1000"


def test_a_submit_that_waited_for_the_closing_of_the_round_is_refused():
    report, head, central = cast.report(), cast.head(), cast.central()

    submitting = meanwhile(lambda: actions.submit(report=report, by=head, version=1))
    with submitting as (begin, outcome):
        calendars.close_round(round=report.round, by=central, reason="ครบกำหนด")
        begin()

    assert [type(one) for one in outcome] == [actions.RoundClosed]
    assert not Submission.objects.exists()


def test_no_report_is_started_in_a_round_that_is_closed_at_the_same_moment():
    cast.calendar()
    round_, clerk, central = cast.round_(), cast.clerk(), cast.central()

    starting = meanwhile(lambda: actions.start(round=round_, by=clerk, today=cast.TODAY))
    with starting as (begin, outcome):
        calendars.close_round(round=round_, by=central, reason="ครบกำหนด")
        begin()

    assert [type(one) for one in outcome] == [actions.RoundClosed]
    assert not Report.objects.exists()


def test_two_clicks_at_once_start_one_report():
    cast.calendar()
    round_, clerk = cast.round_(), cast.clerk()

    def start():
        return actions.start(round=round_, by=clerk, today=cast.TODAY)

    with meanwhile(start) as (begin, outcome):
        first = start()
        begin()

    assert outcome == [first]
    assert Report.objects.count() == 1


def test_a_round_that_is_gone_takes_no_report():
    round_, clerk = cast.round_(), cast.clerk()
    calendars.delete_round(round=cast.round_(), by=cast.central())

    with pytest.raises(actions.Refused, match="ถูกลบไปแล้ว"):
        actions.start(round=round_, by=clerk, today=cast.TODAY)


def test_two_confirmations_at_once_apply_a_document_once():
    intake, clerk = intakes.taken_in(), cast.clerk()
    wanted = intakes.wanted(intake)

    def apply():
        return actions.intakes.apply(
            intake=intake,
            by=clerk,
            version=1,
            report_version=None,
            wanted=wanted,
            today=cast.TODAY,
        )

    with meanwhile(apply) as (begin, outcome):
        report = apply()
        begin()

    assert [type(one) for one in outcome] == [actions.Refused]
    assert Report.objects.get().version == report.version == 2


def test_the_centre_that_waited_for_a_province_s_first_words_writes_over_nothing():
    report, reviewer = cast.report(), cast.reviewer()
    intake = intakes.taken_in(by=reviewer)
    wanted = intakes.wanted(intake)
    first = report.groups.first().lines.get()
    edit = actions.LineEdit(line=first.pk, version=1, items=(), result="ของจังหวัด")

    applying = meanwhile(
        lambda: actions.intakes.apply(
            intake=intake,
            by=reviewer,
            version=1,
            report_version=1,
            wanted=wanted,
            today=cast.TODAY,
        )
    )
    with applying as (begin, outcome):
        actions.save(report=report, by=cast.clerk(), lines=[edit])
        begin()

    assert [type(one) for one in outcome] == [actions.Refused]
    first.refresh_from_db()
    assert first.result == "ของจังหวัด"


def test_one_file_handed_in_twice_at_once_is_one_preview(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first, head = intakes.taken_in(data=b"other"), cast.head()
    round_, province = first.round, first.province
    given = {"reading": intakes.PAPER, "original": Original(b"paper", "ก.docx", "docx")}
    given |= {"province": province, "fiscal_year": 2567, "round": round_}

    handing_in = meanwhile(lambda: actions.intakes.take_in(by=head, **given))
    with handing_in as (begin, outcome):
        one = actions.intakes.take_in(by=cast.clerk(), **given)
        begin()

    assert outcome == [one]
    assert set(Intake.objects.all()) == {first, one}
