"""A round out of the database: what was sent, of drafts state and count, in as many queries for one as for three."""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import timezone

from ita_portal import thai
from reports import actions, document, exports
from reports.models import Line
from tests import cast

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 5, 2, 10, tzinfo=thai.BANGKOK)


@pytest.fixture(autouse=True)
def at_the_time():
    with time_machine.travel(NOW, tick=False):
        yield


def nan():
    return cast.province(slug="nan", name="น่าน", code="55")


def write(report, words: str) -> None:
    line = Line.objects.filter(group__report=report).first()
    line.result = words
    line.save()


def of_centre():
    return exports.of_centre(cast.round_(), NOW, cast.TODAY)


def of_everyone(today=None):
    return exports.of_everyone(cast.round_(), today or timezone.localdate())


def entry_of(round_, code="51"):
    (found,) = [entry for entry in round_.entries if entry.province.code == code]
    return found


def test_the_centre_gets_every_province_with_its_state_and_what_it_sent():
    cast.roi_et()
    sent = cast.submitted()
    submission = actions.latest(sent)

    round_ = of_centre()

    assert [(one.province.code, one.state) for one in round_.entries] == [
        ("45", "not_started"),
        ("51", "submitted"),
    ]
    found = entry_of(round_)
    assert found.report == submission.document
    assert found.imprint == submission.imprint
    assert (found.answered, found.all, found.due_on) == (1, 3, date(2024, 4, 30))
    assert (found.days_late, found.accepted_at, found.published_on) == (2, None, None)
    assert [step.code for step in round_.steps] == ["REG", "IIT", "PROCESS"]
    assert (round_.fiscal_year, round_.months, round_.made_at) == (2567, 6, NOW)


def test_the_words_of_a_draft_stay_with_the_province():
    write(cast.report(), "ยังไม่ได้ส่ง")

    round_ = of_centre()

    found = entry_of(round_)
    assert (found.state, found.report, found.imprint) == ("draft", None, None)
    assert (found.answered, found.all) == (2, 3)
    assert "ยังไม่ได้ส่ง" not in repr(round_)


def test_a_report_that_is_back_in_the_province_is_what_it_sent_last():
    report = cast.submitted()
    actions.take(report=report, by=cast.reviewer())
    sent = actions.latest(report)
    actions.return_to_province(
        report=report, by=cast.reviewer(), submission=sent.pk, comment="แก้ไข", due_on=None
    )
    write(report, "แก้แล้ว ยังไม่ได้ส่ง")

    found = entry_of(of_centre())

    assert (found.state, found.report) == ("returned", sent.document)


def test_everyone_gets_what_is_published_and_nothing_else(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    settings.DATA_LICENCE = "CC BY 4.0"
    cast.submitted(of=cast.roi_et())
    accepted = cast.accepted()

    round_ = of_everyone()

    assert [one.province.code for one in round_.entries] == ["51"]
    found = entry_of(round_)
    assert found.report == accepted.accepted.document
    assert found.published_on == timezone.localdate()
    assert found.address == "https://ita.example.go.th/reports/2567/6/lamphun/"
    assert (round_.is_public, round_.licence) == (True, "CC BY 4.0")
    assert round_.publisher == "ศูนย์ปฏิบัติการต่อต้านการทุจริต"
    assert round_.made_at == accepted.accepted.accepted_at


def test_what_is_published_stays_while_a_correction_is_under_way():
    report = cast.accepted()
    actions.reopen(report=report, by=cast.reviewer(), reason="คำผิด")
    write(report, "แก้แล้ว")

    assert entry_of(of_everyone()).report == report.accepted.document


def test_what_was_withdrawn_or_waits_for_its_day_is_not_given_out():
    actions.withdraw(report=cast.accepted(), by=cast.central(), reason="ข้อมูลส่วนบุคคล")
    cast.accepted(of=cast.roi_et())

    assert of_everyone(date(2024, 5, 1)).entries == ()
    assert [one.province.code for one in of_everyone().entries] == ["45"]


def test_the_centre_sees_what_is_public_of_what_it_reads(settings):
    settings.PUBLIC_URL = "https://ita.example.go.th"
    cast.accepted()

    found = entry_of(exports.of_centre(cast.round_(), NOW, timezone.localdate()))

    assert (found.state, found.published_on) == ("accepted", timezone.localdate())
    assert found.address == "https://ita.example.go.th/reports/2567/6/lamphun/"


def test_a_content_of_an_older_schema_is_read_too():
    report = cast.submitted()
    submission = actions.latest(report)
    older = submission.content.replace('"schema":3', '"schema":1')
    submission.content = older
    submission.save()

    assert entry_of(of_centre()).report == document.from_json(older)


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_takes_as_many_queries_for_one_report_as_for_three(
    count, django_assert_num_queries
):
    homes = [cast.lamphun(), cast.roi_et(), nan()]
    for home in homes[:count]:
        cast.accepted(of=home)
    round_ = cast.round_()

    with django_assert_num_queries(9):
        exports.of_centre(round_, NOW, timezone.localdate())
    with django_assert_num_queries(4):
        exports.of_everyone(round_, timezone.localdate())
